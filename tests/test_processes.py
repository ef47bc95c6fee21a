"""How runs end: with their parent, by Ctrl-C, and where nobody takes what they print."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from test_many import READY, WRONG

COMMAND = [sys.executable, "-m", "crosscheck"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of articles, enough to be under way for a while."""
    for number in range(60):
        (tmp_path / f"n{number:02}.txt").write_text(READY + READY * 20, encoding="utf-8")
    (tmp_path / "wrong.txt").write_text(WRONG, encoding="utf-8")
    return tmp_path


def session(leader: int) -> list[int]:
    """The processes that are still there of those that one began."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            try:
                status = (entry / "stat").read_text(encoding="ascii").rpartition(")")[2].split()
            except OSError:
                continue
            found += [int(entry.name)] if status[0] != "Z" and int(status[3]) == leader else []
    return found


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processes are looked for in /proc")
@pytest.mark.parametrize("kill", [signal.SIGKILL, signal.SIGTERM])
@pytest.mark.parametrize(
    "command", [["check", ".", "--jobs", "2", "-q"], ["report", ".", "--jobs", "2", "-o", "out"]]
)
def test_workers_end_with_their_parent(folder: Path, kill: signal.Signals, command: list[str]) -> None:
    """Killed at whatever moment, nothing of a run stays behind."""
    for moment in (0.15, 0.3, 0.6):
        run = subprocess.Popen(
            [*COMMAND, *command],
            cwd=folder,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        time.sleep(moment)
        run.send_signal(kill)
        run.wait()
        until = time.monotonic() + 10
        while session(run.pid) and time.monotonic() < until:
            time.sleep(0.05)
        assert session(run.pid) == []


def test_interrupt(folder: Path) -> None:
    """Ctrl-C ends a run with 130."""
    run = subprocess.Popen(
        [*COMMAND, "check", ".", "--jobs", "1"], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert run.stdout
    run.stdout.readline()
    run.send_signal(signal.SIGINT)
    _, said = run.communicate()
    assert run.returncode == 130
    assert b"Traceback" not in said


def test_a_reader_that_goes(folder: Path) -> None:
    """Where nobody reads on, one line says so; files are written all the same."""
    run = subprocess.Popen(
        [*COMMAND, "check", "n00.txt", "wrong.txt", "--output", "json:all.json"],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    assert run.stdout
    assert run.stderr
    run.stdout.close()
    said = run.stderr.read()
    run.stderr.close()
    assert run.wait() == 2
    assert said == "crosscheck: error: the output cannot be written: Broken pipe: look at what takes it\n"
    assert len(json.loads((folder / "all.json").read_bytes())["reports"]) == 2


@pytest.mark.parametrize(
    ("closing", "code", "said"),
    [
        (
            ">&-",
            2,
            "crosscheck: error: the output cannot be written: Bad file descriptor: look at what takes it\n",
        ),
        (">&- -q", 1, ""),
        ("2>&-", 1, ""),
        ("<&-", 1, ""),
        (">&- 2>&-", 2, ""),
    ],
)
def test_streams_that_are_closed(folder: Path, closing: str, code: int, said: str) -> None:
    """No traceback, whatever stream the caller has closed."""
    line = f"{sys.executable} -m crosscheck check wrong.txt {closing}"
    run = subprocess.run(["sh", "-c", line], cwd=folder, capture_output=True, check=False, encoding="utf-8")
    assert (run.returncode, run.stderr) == (code, said)


def test_a_full_disk(folder: Path) -> None:
    """What cannot be printed is said, and is an error."""
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full")
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        run = subprocess.run(
            [*COMMAND, "check", "wrong.txt"], cwd=folder, stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert run.returncode == 2
    assert (
        run.stderr
        == b"crosscheck: error: the output cannot be written: No space left on device: look at what takes it\n"
    )
