"""Files are written whole or not at all, through no link that somebody planted, and over nothing that somebody saved meanwhile."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from crosscheck.model import CrosscheckError
from crosscheck.write import Writer, check_writable, rewrite, write
from test_fix import article

SLIP = article("Engineers will inspect the northern breakwatre next week.").encode()


def digest(data: bytes) -> str:
    """What a file is known by."""
    return sha256(data).hexdigest()


def test_what_was_saved_meanwhile_stays(tmp_path: Path) -> None:
    """A file that is another than the one that was mended is left alone, and that is said."""
    file = tmp_path / "a.txt"
    file.write_bytes(b"saved by an editor")
    with pytest.raises(
        CrosscheckError, match=r"a\.txt: changed while it was checked, and was not fixed: run again"
    ):
        rewrite(file, b"mended", digest(b"as it was read"))
    assert file.read_bytes() == b"saved by an editor"
    rewrite(file, b"mended", digest(b"saved by an editor"))
    assert file.read_bytes() == b"mended"
    assert [p.name for p in tmp_path.iterdir()] == ["a.txt"]


def test_fix_does_not_overwrite_what_an_editor_saves(tmp_path: Path) -> None:
    """The command says so of that document, mends the others and ends with 2."""
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_bytes(SLIP)
    saving = (
        "import sys; from pathlib import Path; from crosscheck import batch; old = batch._mended\n"
        "def mended(job):\n"
        "    made = old(job)\n"
        "    if job.files[0] == 'a.txt': Path('a.txt').write_text('saved by an editor')\n"
        "    return made\n"
        "batch._mended = mended\n"
        "from crosscheck.cli import main; main(sys.argv[1:])"
    )
    command = [sys.executable, "-c", saving, "check", "a.txt", "b.txt", "--fix", "--format", "concise"]
    run = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False, encoding="utf-8")
    assert run.returncode == 2
    assert "a.txt: changed while it was checked, and was not fixed: run again" in run.stderr
    assert "2 documents: 1 to look at, 1 could not be checked" in run.stderr
    assert (tmp_path / "a.txt").read_text(encoding="utf-8") == "saved by an editor"
    assert b"breakwatre" not in (tmp_path / "b.txt").read_bytes()


def test_no_planted_link_is_followed(tmp_path: Path) -> None:
    """The names that temporary files had by the process's number, planted as links, lead nowhere."""
    (tmp_path / "victim").write_text("precious", encoding="utf-8")
    for number in (os.getpid(), os.getpid() + 1):
        (tmp_path / f".out.tmp{number}").symlink_to("victim")
    write(tmp_path / "out", "text")
    assert (tmp_path / "victim").read_text(encoding="utf-8") == "precious"
    assert (tmp_path / "out").read_text(encoding="utf-8") == "text"


def test_what_a_killed_run_left_goes_with_the_next(tmp_path: Path) -> None:
    """The temporary file of a killed process is removed; that of one that still writes stays."""
    writing = (
        "import sys, time; from pathlib import Path; from crosscheck.write import Writer\n"
        "w = Writer(Path('out')); w.write('half'); print(flush=True); time.sleep(60)"
    )
    run = subprocess.Popen([sys.executable, "-c", writing], cwd=tmp_path, stdout=subprocess.PIPE)
    assert run.stdout
    run.stdout.readline()
    write(tmp_path / "other", "text")
    assert len(list(tmp_path.iterdir())) == 2
    run.send_signal(signal.SIGKILL)
    run.wait()
    run.stdout.close()
    assert len(list(tmp_path.iterdir())) == 2
    write(tmp_path / "other", "text")
    assert [p.name for p in tmp_path.iterdir()] == ["other"]


def test_names_that_no_file_can_have(tmp_path: Path) -> None:
    """A name too long, or with a NUL, is refused in one line before the run."""
    for name in ("x" * 300, "a\0b"):
        with pytest.raises(CrosscheckError, match="cannot be written"):
            check_writable(tmp_path / name)
    long = tmp_path / ("x" * 250)  # the temporary file's name is no longer than it need be
    write(long, "text")
    assert long.read_text(encoding="utf-8") == "text"


def test_outputs_that_are_open(tmp_path: Path) -> None:
    """/dev/stdout gets the text behind what it has, be it a file that is appended to."""
    (tmp_path / "log").write_text("before\n", encoding="utf-8")
    (tmp_path / "a.txt").write_bytes(article("Two ferries were damaged beyond repair.").encode())
    command = [sys.executable, "-m", "crosscheck", "check", "a.txt", "--output", "json:/dev/stdout", "-q"]
    with (tmp_path / "log").open("a", encoding="utf-8") as log:
        assert subprocess.run(command, cwd=tmp_path, stdout=log, check=False).returncode == 0
    text = (tmp_path / "log").read_text(encoding="utf-8")
    assert text.startswith('before\n{\n "schema": "crosscheck/1"')
    piped = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False, encoding="utf-8")
    assert piped.stdout == text.removeprefix("before\n")


def test_an_unfinished_file_is_taken_back(tmp_path: Path) -> None:
    """Without ``finish`` nothing is there, not even a temporary file."""
    with Writer(tmp_path / "out") as writer:
        writer.write("half")
    assert not list(tmp_path.iterdir())
