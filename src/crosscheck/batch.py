"""One article after the other, checked by several processes, in the order of the documents."""

from __future__ import annotations

import gc
import os
import sys
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

from crosscheck.config import Config
from crosscheck.documents import Job
from crosscheck.failure import told
from crosscheck.model import SEVERITIES, CrosscheckError, Suppression
from crosscheck.pipeline import run
from crosscheck.read import MAX_SIZE, load, read
from crosscheck.report import Report
from crosscheck.stopwatch import Lap, Stopwatch, untimed
from crosscheck.suppress import needed
from crosscheck.verdict import level

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor

    from crosscheck.decisions import Entries
    from crosscheck.fix import Mended

AHEAD = 4
"""Documents for each process that may be finished or under way while an earlier one is waited for."""
SHARE = 4
"""Documents that make it worth starting a process."""

T = TypeVar("T")


class Outcome(NamedTuple, Generic[T]):
    """What the check of one article gave: an error, or what was made of its report."""

    name: str
    error: str | None = None
    """Why it could not be checked."""
    made: T | None = None
    """What was made of the report; only where there is no error."""
    counts: Mapping[str, int] = {}
    """Findings by severity."""
    level: str = "ready"
    """What stands between it and publication; see ``verdict.level``."""
    fails: bool = False
    """Whether it has findings at or above its fail level."""
    suppressed: int = 0
    """Findings that were accepted, and are not counted."""
    entries: Entries | None = None
    """What stands for it in its baseline; None where it has none."""
    needed: frozenset[Suppression] = frozenset()
    """The entries of its ignore table that it needs."""
    laps: Mapping[str, float] = {}
    """Seconds of processor time by stage, where that was asked for."""
    mended: Mended | None = None
    """What safe fixes make of its file; the rest of the outcome tells what is left then."""


def outcomes(
    make: Callable[[Report, Config], T], jobs: Sequence[Job], processes: int
) -> Iterator[Outcome[T]]:
    """What is made of the report of each article, in order, as soon as it is there.

    ``make`` runs where the article was checked, so that reports need not travel; with more than one process, it and what it
    returns must be picklable. A few results at most are held at a time.
    """
    if processes < 2:
        yield from map(partial(_outcome, make), jobs)
        return
    from concurrent.futures import Future
    from concurrent.futures.process import BrokenProcessPool

    waiting: deque[tuple[Job, Future[Outcome[T]]]] = deque()
    coming = iter(jobs)
    pool = _pool(processes)
    try:
        while True:
            for job in islice(coming, AHEAD * processes - len(waiting)):
                waiting.append((job, pool.submit(_outcome, make, job)))
            if not waiting:
                return
            try:
                yield waiting[0][1].result()
                waiting.popleft()
            except (
                BrokenProcessPool
            ):  # which of the documents under way ended its process, only a try of each tells
                pool.shutdown(cancel_futures=True)
                pool = _pool(processes)
                for job in [job for job, _ in waiting]:
                    waiting.popleft()
                    yield _alone(make, job)
    finally:
        pool.shutdown(cancel_futures=True)


def processes(jobs: Sequence[Job], wanted: int | None) -> int:
    """How many processes to use: as many as wanted, else one for each processor that gets its share of documents."""
    if any("-" in job.files for job in jobs):
        return 1
    return min(len(jobs), wanted or min(_processors(), -(-len(jobs) // SHARE)))


def failed(name: str, reason: str) -> Outcome[Any]:
    """The outcome of a document that could not be checked; the reason names it.

    An error holds what it arose in, in a circle: a document's whole archive, which nothing else would free for long.
    """
    gc.collect(1)
    return Outcome(name, reason)


def _pool(processes: int) -> ProcessPoolExecutor:
    from concurrent.futures import ProcessPoolExecutor

    return ProcessPoolExecutor(processes, initializer=_begin)


def _alone(make: Callable[[Report, Config], T], job: Job) -> Outcome[T]:
    """The outcome of an article in a process of its own, which it may take with it."""
    from concurrent.futures.process import BrokenProcessPool

    with _pool(1) as pool:
        try:
            return pool.submit(_outcome, make, job).result()
        except BrokenProcessPool:
            return failed(
                job.files[0],
                f"{job.files[0]}: its process was ended before it was done, as where memory runs out: divide it",
            )


def _outcome(make: Callable[[Report, Config], T], job: Job) -> Outcome[T]:
    if job.error:
        return failed(job.files[0], job.error)
    watch = Stopwatch()
    try:
        mended = None
        if job.mends:
            mended, report, entries = _mended(job)
        else:
            report, entries = checked(job, lap=watch.lap)
        made = make(report, job.config)
    except CrosscheckError as error:
        return failed(job.files[0], str(error))
    except Exception as error:  # noqa: BLE001 - one document that cannot be checked is no reason to check none
        return failed(job.files[0], f"{job.files[0]}: {told(error)}")
    watch.lap("render")
    fail_level = job.config.fail_level
    failing = SEVERITIES[: SEVERITIES.index(fail_level) + 1] if fail_level in SEVERITIES else ()
    counts = report.counts
    return Outcome(
        name=job.files[0],
        made=made,
        counts=counts,
        level=level(report),
        fails=any(counts[s] for s in failing),
        suppressed=report.suppressed,
        entries=entries,
        needed=needed(report, job.config.settings, job.config.rules),
        laps=watch.laps if job.timed else {},
        mended=mended,
    )


def checked(
    job: Job, given: Mapping[str, bytes] | None = None, lap: Lap = untimed
) -> tuple[Report, Entries | None]:
    """The report of an article as decisions and baseline leave it, and what stands for it in the baseline.

    ``given`` is what takes the place of files, by name; ``lap`` is told the name of each stage when it ends. Raises
    CrosscheckError.
    """
    report, config = _report(job, given or {}, lap), job.config
    entries = None
    for share in job.shares:
        from crosscheck.decisions import settle

        report, found = settle(report, share, config.fail_level, config.settings, config.rules)
        entries = found if share.kind == "baseline" else None
    return report, entries


def _mended(job: Job) -> tuple[Mended, Report, Entries | None]:
    from crosscheck.fix import mend

    name, config = job.files[0], job.config
    data = load(Path(name), name, config.max_size or MAX_SIZE)
    return mend(name, data, lambda given: checked(job, {name: given}), config.encoding)


def _report(job: Job, given: Mapping[str, bytes], lap: Lap) -> Report:
    config = job.config
    if config.originals and len(job.files) == 1 and job.files != ("-",):
        patterns = ", ".join(pattern.text for pattern in config.originals)
        raise CrosscheckError(
            f"{job.files[0]}: no file fits `originals` of the configuration ({patterns}): put its originals there,"
            " or set `originals = []` for it under `per-file`"
        )
    documents = [
        read(
            given[file] if file in given else sys.stdin.buffer.read() if file == "-" else file,
            file,
            number,
            config.encoding,
            config.max_size or MAX_SIZE,
            config.revisions,
        )
        for number, file in enumerate(job.files)
    ]
    lap("read")
    return run(documents, config.rules, config.settings, lap)


def _processors() -> int:
    """Those that this process may use, where the system tells."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _begin() -> None:
    """A worker leaves interrupts to its parent, and ends with it."""
    import signal

    from crosscheck.apart import end_with_parent

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    end_with_parent()
