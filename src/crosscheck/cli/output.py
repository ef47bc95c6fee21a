"""What commands put out, on the terminal and into files."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from crosscheck.model import CrosscheckError
from crosscheck.plain import one_line, uncommanded, visible

if TYPE_CHECKING:
    from crosscheck.documents import Job
    from crosscheck.write import Writer


def put(text: str | bytes) -> None:
    """Print a text, or bytes, as they are: line ends and colours are their own."""
    click.echo(text, nl=False, color=True)


def complain(text: str, name: str = "") -> None:
    """Tell of an error, or of anything beside the output, on standard error; ``name`` is a file's that it may have in it."""
    said = text.replace(name, one_line(name)) if name else text
    click.echo(uncommanded(visible(said)), err=True)


class Printer:
    """The terminal, or what stands for it: where it takes no more, what else a run makes is made all the same."""

    def __init__(self) -> None:
        self._error: OSError | None = None

    def put(self, text: str | bytes) -> None:
        """Print a text, or bytes, unless an earlier one could not be."""
        if not self._error:
            try:
                put(text)
            except OSError as error:
                self._error = error

    def finish(self) -> None:
        """Raise the OSError that kept a text from being printed."""
        if self._error:
            raise self._error


def is_coloured(choice: str) -> bool:
    """NO_COLOR wins over "auto" (no-color.org), an explicit option over both."""
    if choice != "auto":
        return choice == "always"
    return not os.environ.get("NO_COLOR") and sys.stdout.isatty()


def terminal_width() -> int:
    """Columns of the terminal, or what COLUMNS says; 80 where the output is none.

    As ``shutil.get_terminal_size``, without what that module imports for archives: three milliseconds of every run.
    """
    given = os.environ.get("COLUMNS", "")
    if given.isdecimal() and int(given):
        return int(given)
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns or 80
    except (OSError, ValueError):
        return 80


def require_writable(paths: Sequence[str]) -> None:
    """Raise CrosscheckError for outputs that would fail at the end of the run."""
    if not paths:
        return
    from crosscheck.write import check_writable

    for path in paths:
        check_writable(Path(path))
        if paths.count(path) > 1:
            raise CrosscheckError(f"{path}: two outputs go to one file: give each --output a path of its own")


def require_apart(paths: Sequence[str], articles: Sequence[Job]) -> None:
    """Raise CrosscheckError for an output in the place of what the run reads: an article, an original, a baseline."""
    read = {file for job in articles for file in job.files if file != "-"}
    read |= {share.path for job in articles for share in job.shares}
    taken = {os.path.realpath(file) for file in read}
    for path in paths:
        if os.path.realpath(path) in taken:
            raise CrosscheckError(f"{path}: is read by this run: choose another place with --output or -o")


def writer(path: str) -> Writer:
    """A file to be written piece by piece."""
    from crosscheck.write import Writer

    return Writer(Path(path))


def write(path: str | Path, text: str) -> None:
    """Write a file whole. Raises CrosscheckError."""
    from crosscheck.write import write as write_whole

    write_whole(Path(path), text)
