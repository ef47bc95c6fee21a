"""Checking again whenever a file changes: what is watched, and what is new and what is mended since the run before."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from crosscheck import failure
from crosscheck.config import NAMES
from crosscheck.config.patterns import absolute
from crosscheck.documents import Job
from crosscheck.model import CrosscheckError, Severity
from crosscheck.plain import one_line
from crosscheck.read import SUFFIXES
from crosscheck.report import Report, shown
from crosscheck.verdict import counted

INTERVAL = 0.5
"""Seconds between two looks at the files."""

Stamps = Mapping[Path, object]
"""Path -> size and time of a file, the documents in a folder, or None where there is nothing."""


class Round:
    """One run: the files as they were when it began, and what it found."""

    def __init__(self) -> None:
        self.stamps: Stamps = {}
        self.found: dict[str, str] = {}
        """Document and id of a finding -> the line that tells of it."""

    def begin(self, jobs: Iterable[Job], extra: Iterable[str]) -> None:
        """Take note of all that the run reads; ``extra`` are further files, and folders, that were named."""
        self.stamps = stamps(watched(jobs, extra))

    def add(self, found: Mapping[str, str]) -> None:
        """Take what was found in one document."""
        self.found.update(found)


def watch(
    run: Callable[[Round], int], say: Callable[[str], object], sleep: Callable[[float], object] = time.sleep
) -> int:
    """Run again after each change until the user interrupts; the exit code of the last whole run.

    ``run`` clears the screen and shows the report. An error of a later run is shown, and the run counts as none: a file that
    is just being saved is no reason to end. Raises CrosscheckError where the first one fails.
    """
    last = Round()
    code = None
    try:
        code = run(last)
        say(_waiting(last))
        while True:
            _wait(last.stamps, sleep)
            now = Round()
            try:
                code = run(now)
            except Exception as error:  # noqa: BLE001 - whoever edits wants to go on
                said = str(error) if isinstance(error, CrosscheckError) else failure.told(error)
                say(f"crosscheck: error: {one_line(said)}\n")
                last.stamps = stamps(last.stamps)
                continue
            say(changes(last.found, now.found) + _waiting(now))
            last = now
    except KeyboardInterrupt:
        if code is None:
            raise
        return code


def changes(before: Mapping[str, str], after: Mapping[str, str]) -> str:
    """What is new and what is mended, a line each."""
    new = [f"  new     {line}\n" for key, line in after.items() if key not in before]
    gone = [f"  mended  {line}\n" for key, line in before.items() if key not in after]
    return f"Since the last run: {len(new):,} new, {len(gone):,} mended\n{''.join((*new, *gone))}"


def told(report: Report, min_level: Severity) -> dict[str, str]:
    """The findings of a report at or above a level, by document and id."""
    return {
        f"{report.name(0)}#{f.id}": f"{report.where(f.anchor)}: {f.severity} {f.rule} {one_line(f.message)}"
        for f in shown(report, min_level)
    }


def watched(jobs: Iterable[Job], extra: Iterable[str]) -> Iterator[Path]:
    """Articles and originals with their folders, where new ones may appear; packs; every place of a configuration file."""
    for job in jobs:
        yield from (absolute(pack) for pack in job.config.packs)
        for file in map(absolute, (*job.files, *job.decisions)):
            yield file
            yield file.parent
            yield from (folder / name for folder in file.parents for name in NAMES)
    yield from map(absolute, extra)


def stamps(paths: Iterable[Path]) -> Stamps:
    """What a change of any path would change."""
    return {path: _stamp(path) for path in paths}


def _stamp(path: Path) -> object:
    try:
        if path.is_dir():
            return sorted(p for p in path.iterdir() if p.suffix.lower() in SUFFIXES and p.name[0] != ".")
        stat = path.stat()
    except OSError:
        return None
    return stat.st_mtime_ns, stat.st_size


def _wait(known: Stamps, sleep: Callable[[float], object]) -> None:
    while stamps(known) == known:
        sleep(INTERVAL)


def _waiting(seen: Round) -> str:
    files: Sequence[Path] = [path for path, stamp in seen.stamps.items() if isinstance(stamp, tuple)]
    return f"Watching {counted(len(files), 'file')}; Ctrl-C ends\n"
