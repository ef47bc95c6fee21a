"""One run over the articles: errors and progress as they come, and what is told at its end."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any, TypeVar

import click

from crosscheck.cli import Exit
from crosscheck.cli.inputs import jobs_of
from crosscheck.cli.output import complain, put, require_writable, write
from crosscheck.plain import uncommanded, visible
from crosscheck.tally import Acceptance, Tally

if TYPE_CHECKING:
    from crosscheck.batch import Outcome
    from crosscheck.config import Config
    from crosscheck.documents import Job
    from crosscheck.report import Report

T = TypeVar("T")


def run(
    make: Callable[[Report, Config], T], articles: Sequence[Job], jobs: int | None, *, prints: bool
) -> Iterator[Outcome[T]]:
    """What is made of each article, errors told as they come, progress shown where nothing else goes to the terminal."""
    from crosscheck.batch import outcomes, processes

    bar = len(articles) > 1 and sys.stderr.isatty() and not (prints and sys.stdout.isatty())
    with ExitStack() as stack:
        progress = (
            stack.enter_context(click.progressbar(length=len(articles), file=sys.stderr)) if bar else None
        )
        for outcome in outcomes(make, articles, processes(articles, jobs)):
            if outcome.error:
                complain(f"crosscheck: error: {outcome.error}", outcome.name)
            yield outcome
            if progress:
                progress.update(1)


def show(make: Callable[[Report, Config], str], jobs: int | None, **inputs: Any) -> int:
    """Print what is made of each article."""
    tally = Tally()
    for outcome in run(make, jobs_of(**inputs), jobs, prints=True):
        tally.add(outcome)
        put(uncommanded(visible(outcome.made or "")))
    return Exit.ERROR if tally.errors else Exit.CLEAN


def exit_code(tally: Tally) -> Exit:
    """The exit code of a run that found this."""
    if tally.errors:
        return Exit.ERROR
    return Exit.FINDINGS if tally.fails else Exit.CLEAN


def tell(tally: Tally, *, err: bool = False) -> None:
    """One line about several documents."""
    if line := tally.line():
        click.echo(line, err=err)


def tell_timings(tally: Tally) -> None:
    """What each stage took, a row a stage."""
    from crosscheck.render import timings

    click.echo(timings.render(tally.laps), err=True)


def share(acceptance: Acceptance, jobs: Sequence[Job]) -> list[Job]:
    """The articles, each with what its baseline says of it. Raises CrosscheckError where one could not be written."""
    shared = acceptance.share(jobs)
    require_writable(acceptance.targets())
    return shared


def accept(acceptance: Acceptance, *, quiet: bool) -> None:
    """Write the baselines, where that was asked for and all documents could be checked; tell what is needless."""
    said = []
    for path, text, line in acceptance.files():
        write(path, text)
        said.append(f"wrote {line}")
    if not quiet:
        for line in (*said, *acceptance.needless()):
            complain(f"crosscheck: {line}")
