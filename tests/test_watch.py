"""Watching: what starts another run, what is told of it, how it ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from crosscheck.config import Configs
from crosscheck.documents import find
from crosscheck.model import CrosscheckError
from crosscheck.watch import INTERVAL, Round, changes, watch
from test_cli import ARTICLE, CLEAN


class Screen:
    """A user who does something whenever the watcher waits, and interrupts it in the end."""

    def __init__(self, folder: Path, *deeds: object) -> None:
        self.folder = folder
        self.said: list[str] = []
        self.slept: list[float] = []
        self.rounds = 0
        self._deeds: Iterator[object] = iter(deeds)

    def run(self, seen: Round) -> int:
        """One check of the folder: each line with "bad" is a finding."""
        self.rounds += 1
        seen.begin(find([str(self.folder)], [], Configs()), [])
        for path in sorted(self.folder.glob("*.txt")):
            text = path.read_text(encoding="utf-8")
            if "broken" in text:
                raise CrosscheckError(f"{path.name}: is being saved")
            seen.add({f"{path.name}#{w}": f"{path.name}: {w}" for w in text.split() if w.startswith("bad")})
        return int(bool(seen.found))

    def sleep(self, seconds: float) -> None:
        """Time goes by: the next deed is done."""
        self.slept.append(seconds)
        deed = next(self._deeds, None)
        if deed is None:
            raise KeyboardInterrupt
        name, text = deed if isinstance(deed, tuple) else ("a.txt", deed)
        if text != "nothing":
            (self.folder / name).write_text(text, encoding="utf-8")

    def watch(self) -> int:
        """Watch until the user has had enough."""
        return watch(self.run, self.said.append, self.sleep)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one document."""
    (tmp_path / "a.txt").write_text("bad1 bad2", encoding="utf-8")
    return tmp_path


def test_what_is_new_and_what_is_mended_is_told(folder: Path) -> None:
    """A changed file starts a run; its findings are compared with those before. Nothing happens where nothing changes."""
    screen = Screen(folder, "nothing", "bad2 and bad3 now", "nothing", "all is well again")
    assert screen.watch() == 0
    assert screen.rounds == 3
    waiting = "Watching 1 file; Ctrl-C ends\n"
    assert screen.said == [
        waiting,
        f"Since the last run: 1 new, 1 mended\n  new     a.txt: bad3\n  mended  a.txt: bad1\n{waiting}",
        f"Since the last run: 0 new, 2 mended\n  mended  a.txt: bad2\n  mended  a.txt: bad3\n{waiting}",
    ]
    assert {*screen.slept} == {INTERVAL}


@pytest.mark.parametrize("name", ["b.txt", "crosscheck.toml"])
def test_new_documents_and_configurations_start_a_run(folder: Path, name: str) -> None:
    """A document that comes into the folder, and a configuration that begins to hold."""
    screen = Screen(folder, (name, 'profile = "en-US"\n'))
    assert screen.watch() == 1
    assert screen.rounds == 2


@pytest.mark.parametrize("name", ["report.sarif", ".a.txt.swp", "b.json"])
def test_other_files_start_none(folder: Path, name: str) -> None:
    """What the run itself, or an editor, writes beside the articles is not looked at."""
    screen = Screen(folder, (name, "x"), "nothing")
    screen.watch()
    assert screen.rounds == 1


def test_a_run_that_fails_is_shown_and_watched_on(folder: Path) -> None:
    """A file in the middle of being saved is no reason to end; what was found before is still compared with."""
    screen = Screen(folder, "broken", "bad1 alone")
    assert screen.watch() == 1
    assert screen.said[1:] == [
        "crosscheck: error: a.txt: is being saved\n",
        "Since the last run: 0 new, 1 mended\n  mended  a.txt: bad2\nWatching 1 file; Ctrl-C ends\n",
    ]


def test_a_first_run_that_fails_ends_it(folder: Path) -> None:
    """There is nothing to watch where nothing could be checked."""
    (folder / "a.txt").write_text("broken", encoding="utf-8")
    with pytest.raises(CrosscheckError, match="is being saved"):
        Screen(folder).watch()


def test_nothing_changed_is_said() -> None:
    """A run that finds the same says so."""
    assert changes({"a": "x"}, {"a": "x"}) == "Since the last run: 0 new, 0 mended\n"


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C is a signal of POSIX")
def test_the_command_ends_as_a_check_would(tmp_path: Path) -> None:
    """The real command shows the report, then what a change mended, and leaves with the last exit code."""
    path = tmp_path / "article.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, "-m", "crosscheck", "check", "article.txt", "--watch"],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        env={**os.environ, "NO_COLOR": "1", "PYTHONUNBUFFERED": "1"},
        encoding="utf-8",
    )
    assert process.stdout
    try:
        first = _until(process.stdout, "Watching")
        assert "error numbers.changed" in first
        assert "\x1b" not in first
        path.write_text(CLEAN, encoding="utf-8")
        second = _until(process.stdout, "Watching")
        assert (
            "Since the last run: 0 new, 1 mended\n  mended  article.txt:1:53: error numbers.changed" in second
        )
        process.send_signal(signal.SIGINT)
        assert process.wait(30) == 0
    finally:
        process.kill()
        process.communicate()


def _until(lines: Iterator[str], word: str) -> str:
    """What is printed up to a line that begins so."""
    said = ""
    for line in lines:
        said += line
        if line.startswith(word):
            break
    return said
