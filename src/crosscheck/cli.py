"""The command line: read, run, write, exit code. Nothing else in the package knows about click."""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Callable, Sequence
from datetime import date
from enum import IntEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from crosscheck import __version__
from crosscheck.model import SEVERITIES, CrosscheckError, Settings

if TYPE_CHECKING:
    from crosscheck.model import Document, Severity
    from crosscheck.report import Report
    from crosscheck.ruleset import RuleSet


class Exit(IntEnum):
    """Exit codes: findings are 1, and nothing else is."""

    CLEAN = 0
    FINDINGS = 1
    ERROR = 2


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command and leave with its exit code; every error is one line on standard error and code 2."""
    try:
        code = commands.main(args=list(arguments) if arguments is not None else None, standalone_mode=False)
    except click.ClickException as error:
        error.show()
        code = Exit.ERROR
    except click.exceptions.Abort:
        code = Exit.ERROR
    except CrosscheckError as error:
        click.echo(f"crosscheck: error: {error}", err=True)
        code = Exit.ERROR
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = Exit.CLEAN
    except Exception as error:
        click.echo(f"crosscheck: internal error: {type(error).__name__}: {error}", err=True)
        click.echo(
            "This is a defect of crosscheck; CROSSCHECK_DEBUG=1 shows where. Please report it.", err=True
        )
        if os.environ.get("CROSSCHECK_DEBUG"):
            raise
        code = Exit.ERROR
    sys.exit(int(code or 0))


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80})
@click.version_option(__version__, prog_name="crosscheck", message="%(prog)s %(version)s")
def commands() -> None:
    """Check an article against the originals it was compiled from."""


# ---------------------------------------------------------------- option types


class Day(click.ParamType[date]):
    """A date as YYYY-MM-DD."""

    name = "YYYY-MM-DD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The date, or a usage error."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is no date: write it as 2025-04-27", param, ctx)


class Lines(click.ParamType[tuple[int, int]]):
    """Two line numbers as A-B."""

    name = "A-B"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[int, int]:
        """First and last line, or a usage error."""
        if isinstance(value, tuple):
            return value
        match = re.fullmatch(r"(\d+)-(\d+)", value)
        if not match or not 0 < int(match[1]) <= int(match[2]):
            self.fail(f"{value!r} is no range of lines: write it as 1-28", param, ctx)
        return int(match[1]), int(match[2])


class RuleLevel(click.ParamType[tuple[str, str]]):
    """A rule and the severity it gets, as RULE=LEVEL."""

    name = "RULE=LEVEL"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, str]:
        """The pair, or a usage error."""
        if isinstance(value, tuple):
            return value
        rule, _, level = value.partition("=")
        if level not in SEVERITIES:
            self.fail(f"{value!r}: write RULE=LEVEL with one of {', '.join(SEVERITIES)}", param, ctx)
        return rule, level


class FormatPath(click.ParamType[tuple[str, str]]):
    """A format and where to write it, as FORMAT:PATH."""

    name = "FORMAT:PATH"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, str]:
        """The pair, or a usage error."""
        if isinstance(value, tuple):
            return value
        name, _, path = value.partition(":")
        if name not in FORMATS or not path:
            self.fail(f"{value!r}: write FORMAT:PATH with one of {', '.join(FORMATS)}", param, ctx)
        return name, path


def _input_options(command: Callable[..., Any]) -> Callable[..., Any]:
    for option in (
        click.option("--max-size", type=int, metavar="BYTES", help="Largest file to read."),
        click.option("--encoding", help="Encoding of text files, where it is neither UTF-8 nor marked."),
        click.option("--summary-lines", type=Lines(), help="Lines of the summary, where they are not found."),
        click.option("--date", "day", type=Day(), help="Publication date of the summary."),
        click.option(
            "--original", "originals", multiple=True, metavar="FILE", help="An original in a file of its own."
        ),
        click.argument("documents", nargs=-1, required=True, metavar="DOCUMENT..."),
    ):
        command = option(command)
    return command


def _judging_options(command: Callable[..., Any]) -> Callable[..., Any]:
    for option in (
        click.option(
            "--severity", "levels", multiple=True, type=RuleLevel(), help="Another severity for a rule."
        ),
        click.option("--ignore", multiple=True, metavar="RULE", help="Leave out a rule or a whole check."),
        click.option("--select", multiple=True, metavar="RULE", help="Report only these rules or checks."),
    ):
        command = option(command)
    return command


# ---------------------------------------------------------------- commands


@commands.command()
@_input_options
@_judging_options
@click.option(
    "--format", "format_name", default="full", help="Output format: full, concise or json.", metavar="FORMAT"
)
@click.option("--output", "outputs", multiple=True, type=FormatPath(), help="Also write a format to a file.")
@click.option("--min-level", type=click.Choice(SEVERITIES), default="warning", help="Lowest severity shown.")
@click.option(
    "--fail-level",
    type=click.Choice((*SEVERITIES, "never")),
    default="error",
    help="Lowest severity that makes the exit code 1.",
)
@click.option("--show", type=click.Choice(("dropped",)), help="Also list the sentences left out.")
@click.option(
    "--color", type=click.Choice(("auto", "always", "never")), default="auto", help="Coloured output."
)
@click.option("-v", "--verbose", is_flag=True, help="Show notes too.")
@click.option("-q", "--quiet", is_flag=True, help="Print nothing; the exit code tells.")
def check(
    format_name: str,
    outputs: Sequence[tuple[str, str]],
    min_level: Severity,
    fail_level: str,
    show: str | None,
    color: str,
    verbose: bool,
    quiet: bool,
    **inputs: Any,
) -> int:
    """Check documents that hold a summary and its originals, or a summary with --original files."""
    if format_name not in FORMATS:
        raise click.BadParameter(f"{format_name!r} is not one of {', '.join(FORMATS)}", param_hint="--format")
    options = {
        "min_level": "note" if verbose else min_level,
        "dropped": show == "dropped",
        "colour": _coloured(color),
        "width": shutil.get_terminal_size().columns,
    }
    reports = _run(**inputs)
    for name, path in outputs:
        _write(path, FORMATS[name](reports, {**options, "colour": False}))
    if not quiet:
        click.echo(FORMATS[format_name](reports, options), nl=False, color=True)
    return Exit.FINDINGS if _fails(reports, fail_level) else Exit.CLEAN


@commands.command()
@_input_options
@_judging_options
@click.option(
    "-o", "folder", default="reports", metavar="FOLDER", help="Where to write; made if it is missing."
)
@click.option("--open", "open_page", is_flag=True, help="Open the page in the browser.")
@click.option(
    "--fail-level",
    type=click.Choice((*SEVERITIES, "never")),
    default="never",
    help="Lowest severity that makes the exit code 1.",
)
def report(folder: str, open_page: bool, fail_level: str, **inputs: Any) -> int:
    """Write the HTML page and the JSON of each document, and an index page."""
    from crosscheck.render import html, json

    reports = _run(**inputs)
    rows = []
    for one, stem in zip(reports, _stems(reports), strict=True):
        page = Path(folder, f"{stem}.html")
        _write(page, html.render(one))
        _write(page.with_suffix(".json"), json.render([one], __version__))
        rows.append(html.row(one, page.name))
        click.echo(f"{page.as_posix()}: {_verdict(one)}")
    index = Path(folder, "index.html")
    _write(index, html.render_index(rows))
    if open_page:
        click.launch(str(index if len(rows) > 1 else page))
    return Exit.FINDINGS if _fails(reports, fail_level) else Exit.CLEAN


@commands.command()
@_input_options
def split(**inputs: Any) -> int:
    """Show the parts of a document: summary, notices, originals, furniture."""
    from crosscheck.render import parts

    for one in _run(**inputs):
        click.echo(parts.render(one), nl=False)
    return Exit.CLEAN


@commands.command()
@_input_options
def align(**inputs: Any) -> int:
    """Show where each paragraph and sentence of the summary comes from."""
    from crosscheck.render import alignment

    for one in _run(**inputs):
        click.echo(alignment.render(one, shutil.get_terminal_size().columns), nl=False)
    return Exit.CLEAN


@commands.command()
@click.argument("file")
@click.option("--encoding", help="Encoding of a text file.")
def text(file: str, encoding: str | None) -> int:
    """Print the text of a file as crosscheck reads it."""
    click.echo(_read(file, 0, encoding, None).text)
    return Exit.CLEAN


@commands.command()
def rules() -> int:
    """List every rule with its severity."""
    from crosscheck.render.rules import catalogue
    from crosscheck.ruleset import load_rules

    click.echo(catalogue(load_rules()), nl=False)
    return Exit.CLEAN


@commands.command()
@click.argument("rule")
def explain(rule: str) -> int:
    """Explain one rule, with examples."""
    from crosscheck.render.rules import explain as explained
    from crosscheck.ruleset import load_rules

    click.echo(explained(load_rules()[rule]), nl=False)
    return Exit.CLEAN


# ---------------------------------------------------------------- formats


def _full(reports: Sequence[Report], options: dict[str, Any]) -> str:
    from crosscheck.render import terminal

    return "\n".join(terminal.render(r, **options) for r in reports)


def _concise(reports: Sequence[Report], options: dict[str, Any]) -> str:
    from crosscheck.render import concise

    return "".join(concise.render(r, options["min_level"]) for r in reports)


def _json(reports: Sequence[Report], options: dict[str, Any]) -> str:
    from crosscheck.render import json

    return json.render(reports, __version__)


FORMATS: dict[str, Callable[[Sequence[Report], dict[str, Any]], str]] = {
    "full": _full,
    "concise": _concise,
    "json": _json,
}


# ---------------------------------------------------------------- reading, running, writing


def _run(
    documents: Sequence[str],
    originals: Sequence[str],
    day: date | None,
    summary_lines: tuple[int, int] | None,
    encoding: str | None,
    max_size: int | None,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    levels: Sequence[tuple[str, Severity]] = (),
) -> list[Report]:
    """A report for each document, in the order given."""
    from crosscheck.pipeline import run
    from crosscheck.ruleset import load_rules

    if originals and len(documents) != 1:
        raise click.UsageError(
            "--original goes with one SUMMARY: give one document, or check them one by one"
        )
    known = load_rules()
    for name in [*select, *ignore, *(rule for rule, _ in levels)]:
        _known(known, name)
    settings = Settings(
        summary_date=day,
        summary_lines=summary_lines,
        select=tuple(select),
        ignore=tuple(ignore),
        severity=dict(levels),
    )
    sets = [[documents[0], *originals]] if originals else [[d] for d in documents]
    return [
        run([_read(f, n, encoding, max_size) for n, f in enumerate(files)], known, settings) for files in sets
    ]


def _known(rules: RuleSet, name: str) -> None:
    """Raise CrosscheckError unless it names a rule, a check or all of them."""
    if name == "all" or any(rule.check == name for rule in rules):
        return
    rules[name]


def _read(file: str, number: int, encoding: str | None, max_size: int | None) -> Document:
    from crosscheck.read import MAX_SIZE, read

    source = sys.stdin.buffer.read() if file == "-" else file
    return read(source, file, number, encoding, max_size or MAX_SIZE)


def _write(path: str | Path, text: str) -> None:
    from crosscheck.write import write

    write(Path(path), text)


def _stems(reports: Sequence[Report]) -> list[str]:
    """A file name for each report, from its document's; a number behind those that would clash."""
    seen: dict[str, int] = {}
    stems = []
    for one in reports:
        stem = Path(one.collation.documents[0].name or "-").stem
        stem = "report" if stem in ("-", "index", "") else stem
        seen[stem] = seen.get(stem, 0) + 1
        stems.append(stem if seen[stem] == 1 else f"{stem}-{seen[stem]}")
    return stems


def _fails(reports: Sequence[Report], level: str) -> bool:
    levels = SEVERITIES[: SEVERITIES.index(level) + 1] if level in SEVERITIES else ()
    return any(one.counts[severity] for one in reports for severity in levels)


def _verdict(one: Report) -> str:
    from crosscheck.verdict import verdict

    return verdict(one)


def _coloured(choice: str) -> bool:
    """NO_COLOR wins over "auto" (no-color.org), an explicit option over both."""
    if choice != "auto":
        return choice == "always"
    return not os.environ.get("NO_COLOR") and sys.stdout.isatty()
