"""The commands that show what a check starts from: ``split``, ``align`` and ``text``."""

from __future__ import annotations

import sys
from functools import partial
from typing import TYPE_CHECKING, Any

import click

from crosscheck.cli import Exit, options
from crosscheck.cli.output import terminal_width
from crosscheck.cli.run import show
from crosscheck.plain import uncommanded, visible

if TYPE_CHECKING:
    from crosscheck.config import Config
    from crosscheck.model import Revisions
    from crosscheck.report import Report


@click.command()
@options.reading
@options.configuring
@click.option("-v", "--verbose", is_flag=True, help="Say what spoke most for and against each boundary.")
def split(jobs: int | None, *, verbose: bool, **inputs: Any) -> int:
    """Show the parts of a document: summary, notices, originals, furniture."""
    return show(_reasoned if verbose else _parts, jobs, **inputs)


@click.command()
@options.reading
@options.configuring
def align(jobs: int | None, **inputs: Any) -> int:
    """Show where each paragraph and sentence of the summary comes from."""
    return show(partial(_alignment, terminal_width()), jobs, **inputs)


@click.command()
@click.argument("file", type=click.Path())
@click.option("--encoding", help="Encoding of a text file.")
@options.revisions
def text(file: str, encoding: str | None, revisions: Revisions | None) -> int:
    """Print the text of a file as crosscheck reads it."""
    from crosscheck.read import read

    source = sys.stdin.buffer.read() if file == "-" else file
    document = read(source, file, 0, encoding, revisions=revisions or "accepted")
    click.echo(uncommanded(visible(document.text)))
    return Exit.CLEAN


def _parts(report: Report, config: Config) -> str:
    from crosscheck.render import parts

    return parts.render(report)


def _reasoned(report: Report, config: Config) -> str:
    from crosscheck.render import parts
    from crosscheck.ruleset import load_rules
    from crosscheck.split import reasons

    documents = report.collation.documents
    told = reasons(documents[0], load_rules()) if len(documents) == 1 else []
    return parts.render(report) + parts.render_reasons(told)


def _alignment(width: int, report: Report, config: Config) -> str:
    from crosscheck.render import alignment

    return alignment.render(report, width)
