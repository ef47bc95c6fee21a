"""What a run mends: safe fixes are written, or only shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from crosscheck.cli import Exit
from crosscheck.cli.output import complain, put
from crosscheck.model import CrosscheckError
from crosscheck.plain import uncommanded

if TYPE_CHECKING:
    from crosscheck.batch import Outcome
    from crosscheck.documents import Job

T = TypeVar("T")


class Mending:
    """The fixes of one run."""

    def __init__(self, *, fix: bool, diff: bool) -> None:
        self.fix, self.diff = fix, diff
        self.numbers: Counter[str] = Counter()

    def share(self, jobs: Sequence[Job]) -> list[Job]:
        """The articles, to be mended before they are reported where that was asked for."""
        mends = self.fix or self.diff
        if mends and any(job.files[0] == "-" for job in jobs):
            raise click.UsageError("standard input cannot be fixed: give a file")
        return [job._replace(mends=mends) for job in jobs]

    def take(self, outcome: Outcome[T], *, quiet: bool) -> Outcome[T]:
        """Write, or show, what was made of one document; its outcome, which is an error where the file cannot be written."""
        mended = outcome.mended
        if not mended:
            return outcome
        if mended.left and not quiet:
            complain(
                f"crosscheck: {mended.name}: {mended.left} left to fix by hand: only .txt and .md files are written",
                mended.name,
            )
        if mended.data is None:
            return outcome
        if self.fix:
            from crosscheck.batch import failed
            from crosscheck.write import rewrite

            try:
                rewrite(Path(mended.name), mended.data, mended.read)
            except CrosscheckError as error:
                complain(f"crosscheck: error: {error}", outcome.name)
                return failed(outcome.name, str(error))
        elif not quiet:
            put(uncommanded(mended.diff))
        self.numbers[mended.name] = mended.number
        return outcome

    def show(self, *, err: bool, quiet: bool) -> None:
        """How many fixes there were."""
        if (self.fix or self.diff) and not quiet:
            many = f" in {len(self.numbers)} documents" if len(self.numbers) > 1 else ""
            click.echo(f"{self.numbers.total():,} {'fixed' if self.fix else 'to fix'}{many}", err=err)

    def exit(self, found: Exit) -> Exit:
        """The exit code of the run; of one that only shows, whether there is something to fix."""
        if not self.diff or found == Exit.ERROR:
            return found
        return Exit.FINDINGS if self.numbers else Exit.CLEAN
