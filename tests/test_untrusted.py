"""Files with hostile names and of other kinds, and texts that would speak to a terminal, a shell or a CI system."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

from crosscheck.config import Configs
from crosscheck.documents import find
from crosscheck.plain import uncommanded
from test_many import READY, WRONG, crosscheck

COMMANDING = "::error::owned\n  ##[group]owned\n\t::warning file=x::owned"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with an article that has something wrong."""
    (tmp_path / "wrong.txt").write_text(WRONG, encoding="utf-8")
    return tmp_path


def test_names_that_speak(folder: Path) -> None:
    """What is in a file's name is shown, on one line, and neither colours a terminal nor begins a command."""
    for name in ("\x1b[31mred.docx", "a\n::error::owned.docx"):
        (folder / name).write_bytes(b"PK")
        run = crosscheck("check", name, cwd=folder)
        assert run.returncode == 2
        assert "\x1b" not in run.stderr
        assert len(run.stderr.splitlines()) == 1


def test_names_for_a_shell(folder: Path) -> None:
    """The command to copy takes the name for one word, whatever is in it."""
    name = "a $(touch owned) 'b'.txt"
    (folder / name).write_text(WRONG, encoding="utf-8")
    run = crosscheck("check", name, "--format", "full", cwd=folder)
    [line] = [line for line in run.stdout.splitlines() if "crosscheck report" in line]
    typed = line.partition("crosscheck report ")[2].removesuffix(" --open")
    shown = subprocess.run(
        ["sh", "-c", f"printf %s {typed}"], capture_output=True, check=True, encoding="utf-8"
    )
    assert shown.stdout == name


@pytest.mark.parametrize("command", ["check", "split", "align", "text"])
def test_lines_that_command(folder: Path, command: str) -> None:
    """No printed line begins as a command to a CI system, nor takes a terminal over."""
    text = WRONG.replace("Two ferries", f"{COMMANDING}\x1b[2J\nTwo ferries")
    (folder / "a.txt").write_text(text, encoding="utf-8")
    run = crosscheck(command, "a.txt", *(["-v"] if command == "check" else []), cwd=folder)
    assert "owned" in run.stdout or command in ("check", "split")  # which need not show that line
    assert "\x1b" not in run.stdout
    assert not [line for line in run.stdout.splitlines() if line.lstrip().startswith(("::", "##["))]


def test_uncommanded() -> None:
    """Only what opens a line is changed, and by a sign that shows nothing."""
    assert uncommanded("a::b ##[c]") == "a::b ##[c]"
    assert uncommanded(COMMANDING).replace("\u2060", "") == COMMANDING
    assert uncommanded(COMMANDING).count("\u2060") == 3


def test_names_that_are_not_utf8(folder: Path) -> None:
    """JSON stays JSON, and a baseline knows its document again."""
    name = os.fsdecode(b"caf\xe9.txt")
    (folder / name).write_text(WRONG, encoding="utf-8")
    run = crosscheck("check", name, "--format", "json", "--output", "sarif:a.sarif", cwd=folder)
    assert json.loads(run.stdout)["reports"][0]["files"][0]["path"] == name
    assert json.loads((folder / "a.sarif").read_bytes())
    assert crosscheck("check", name, "--write-baseline", cwd=folder).returncode == 0
    again = crosscheck("check", name, "--baseline", ".crosscheck-baseline.json", cwd=folder)
    assert (again.returncode, "suppressed" in again.stdout) == (0, True)


def test_pipes_are_no_documents(folder: Path) -> None:
    """Passed over in folders, refused by name, whatever they are named as; nothing waits for them."""
    os.mkfifo(folder / "pipe.txt")
    assert [job.files[0] for job in find([str(folder)], (), Configs())] == [(folder / "wrong.txt").as_posix()]
    for arguments in (
        ["pipe.txt"],
        ["wrong.txt", "--original", "pipe.txt"],
        ["wrong.txt", "--baseline", "pipe.txt"],
        ["wrong.txt", "--config", "pipe.txt"],
        ["/dev/zero"],
    ):
        run = crosscheck("check", *arguments, cwd=folder)
        assert run.returncode == 2
        assert "is no ordinary file" in run.stderr


def test_what_cannot_be_read_is_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An unreadable folder or a name too long is told; the others are checked."""
    (folder / "closed").mkdir()
    (folder / "dangling.txt").symlink_to("nowhere.txt")
    usual = Path.iterdir

    def iterdir(path: Path) -> object:
        if path.name == "closed":
            raise PermissionError(13, "Permission denied")
        return usual(path)

    monkeypatch.setattr(Path, "iterdir", iterdir)
    jobs = {Path(job.files[0]).name: job.error for job in find([str(folder)], (), Configs())}
    assert list(jobs) == ["dangling.txt", "wrong.txt", "closed"]
    assert "closed: cannot be read: Permission denied: check its permissions" in str(jobs["closed"])
    run = crosscheck("check", "x" * 300, "dangling.txt", "wrong.txt", cwd=folder)
    assert run.returncode == 2
    assert "File name too long" in run.stderr
    assert "dangling.txt: no such file" in run.stderr
    assert "wrong.txt:1" in run.stdout


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('exclude = "[z-a]"', "a range of letters goes from the first to the last"),
        ('encoding = "a\\u0000b"', "unknown encoding"),
        ('baseline = "a\\u0000b"', "embedded null"),
        ('[rules]\npaths = ["a\\u0000b"]', "null"),
        ('extend = "a\\u0000b"', "no such file"),
        ("max-size = 9223372036854775807", ""),
    ],
)
def test_settings_that_name_nothing(folder: Path, text: str, said: str) -> None:
    """Ranges, encodings and paths that cannot be are errors of one line; the largest number is a size like any other."""
    (folder / "crosscheck.toml").write_text(text, encoding="utf-8")
    (folder / "wrong.txt").write_text(READY, encoding="utf-8")
    run = crosscheck("check", "wrong.txt", cwd=folder)
    assert run.returncode == (2 if said else 0)
    assert said in run.stderr
    assert "internal" not in run.stderr
