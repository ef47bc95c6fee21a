"""The command ``check``."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from functools import partial
from typing import TYPE_CHECKING, Any

import click

from crosscheck.cli import options
from crosscheck.cli.inputs import jobs_of
from crosscheck.cli.mending import Mending
from crosscheck.cli.output import (
    Printer,
    is_coloured,
    put,
    require_apart,
    require_writable,
    terminal_width,
    writer,
)
from crosscheck.cli.run import accept, exit_code, run, share, tell, tell_timings
from crosscheck.formats import FORMATS, Stream, View
from crosscheck.plain import uncommanded
from crosscheck.tally import Acceptance, Tally

if TYPE_CHECKING:
    from crosscheck.batch import Outcome
    from crosscheck.config import Config
    from crosscheck.documents import Job
    from crosscheck.report import Report
    from crosscheck.watch import Round

_CONTRADICTIONS = (
    ("quiet", ("verbose",), "prints nothing"),
    ("diff", ("fix", "outputs"), "writes nothing"),
    ("timings", ("fix", "diff"), "measures checking alone"),
    ("write_baseline", ("prune_baseline",), "leaves out what is gone"),
    ("write_baseline", ("fix", "diff"), "accepts what stands"),
    ("prune_baseline", ("fix", "diff"), "writes the baseline alone"),
)
"""Options with those that they cannot be given with, and why."""


@click.command()
@options.reading
@options.configuring
@options.judging
@click.option(
    "--format",
    "format_name",
    default="full",
    metavar="FORMAT",
    type=click.Choice(list(FORMATS)),
    help=f"Output format: {', '.join(FORMATS)}.",
)
@click.option(
    "--output",
    "outputs",
    multiple=True,
    type=options.FormatPath(),
    help="Also write a format to a file; repeatable.",
)
@options.min_level
@options.fail_level
@options.baseline
@click.option("--write-baseline", is_flag=True, help="Accept all that stands now, in the baseline.")
@click.option("--prune-baseline", is_flag=True, help="Remove what is gone from the baseline.")
@click.option("--fix", is_flag=True, help="Make the safe fixes in .txt and .md files.")
@click.option("--diff", is_flag=True, help="Print what --fix would change, and write nothing.")
@click.option("--watch", is_flag=True, help="Check again whenever a file changes.")
@click.option("--timings", is_flag=True, help="Tell what each stage took, on standard error.")
@click.option("--show", type=click.Choice(("dropped",)), help="Also list the sentences left out.")
@click.option(
    "--color", type=click.Choice(("auto", "always", "never")), default="auto", help="Coloured output."
)
@click.option("-v", "--verbose", is_flag=True, help="Show notes too.")
@click.option("-q", "--quiet", is_flag=True, help="Print nothing; the exit code tells.")
def check(watch: bool, **given: Any) -> int:
    """Check documents that hold a summary and its originals, or a summary with --original files."""
    _require_sense(given)
    if not watch:
        return _check(**given)
    changing = [name for name in ("fix", "diff", "write_baseline", "prune_baseline") if given[name]]
    if changing or "-" in (*given["documents"], *given["originals"]):
        other = f"--{changing[0].replace('_', '-')}" if changing else "standard input"
        raise click.UsageError(f"--watch looks on while files are edited: give it without {other}")
    from crosscheck.watch import watch as checked_again

    return checked_again(partial(_watched, **given), put)


def _watched(seen: Round, **given: Any) -> int:
    """One run of many, on a screen of its own."""
    click.clear()
    return _check(seen=seen, **given)


def _check(
    format_name: str,
    outputs: Sequence[tuple[str, str]],
    write_baseline: bool,
    prune_baseline: bool,
    fix: bool,
    diff: bool,
    timings: bool,
    show: str | None,
    color: str,
    verbose: bool,
    quiet: bool,
    jobs: int | None,
    seen: Round | None = None,
    **inputs: Any,
) -> int:
    """One run of the command; ``seen`` is told what it reads and finds, where that is asked for."""
    if verbose:
        inputs["min_level"] = "note"
    require_writable([path for _, path in outputs])
    acceptance = Acceptance("write" if write_baseline else "prune" if prune_baseline else "use")
    mending = Mending(fix=fix, diff=diff)
    articles = [j._replace(timed=timings) for j in mending.share(share(acceptance, jobs_of(**inputs)))]
    require_apart([path for _, path in outputs], articles)
    if seen:
        seen.begin(articles, (*inputs["documents"], *filter(None, [inputs["config_file"]])))
    _require_one_page((format_name, *dict(outputs)), articles)
    view = View(dropped=show == "dropped", width=terminal_width())
    wanted = [(name, view) for name, _ in outputs]
    if not (quiet or diff):
        wanted.append((format_name, view._replace(colour=is_coloured(color))))
    make = partial(_told if seen else _formatted, wanted)
    tally, printer = Tally(), Printer()
    with ExitStack() as stack:
        files = [stack.enter_context(writer(path)) for _, path in outputs]
        raw = format_name in ("docx", "github")
        shown = printer.put if raw else lambda text: printer.put(uncommanded(text))
        writes = [*(file.write for file in files), shown]
        streams = [Stream(name, write) for (name, _), write in zip(wanted, writes, strict=False)]
        for outcome in run(make, articles, jobs, prints=not quiet):
            outcome = mending.take(outcome, quiet=quiet)
            tally.add(outcome)
            acceptance.add(outcome)
            if seen and outcome.made:
                seen.add(outcome.made[-1])
            _hand_on(outcome, streams)
        for stream in streams:
            stream.close()
        for file in files:
            file.finish()
    accept(acceptance, quiet=quiet)
    printer.finish()
    mending.show(err=diff or format_name != "full", quiet=quiet)
    if not (quiet or diff):
        tell(tally, err=format_name != "full")
    if timings:
        tell_timings(tally)
    return mending.exit(exit_code(tally))


def _hand_on(outcome: Outcome[list[Any]], streams: Sequence[Stream]) -> None:
    """Give each output its part of a document, or why there is none."""
    for number, stream in enumerate(streams):
        if outcome.made:
            stream.add(outcome.made[number])
        elif outcome.error:
            stream.fail(outcome.name, outcome.error)


def _require_sense(given: Mapping[str, Any]) -> None:
    """Raise click.UsageError for options that contradict each other."""
    for name, others, does in _CONTRADICTIONS:
        for other in others:
            if given[name] and given[other]:
                raise click.UsageError(f"{_option(name)} {does}: give it without {_option(other)}")


def _option(name: str) -> str:
    return f"--{'output' if name == 'outputs' else name.replace('_', '-')}"


def _require_one_page(formats: Sequence[str], articles: Sequence[Job]) -> None:
    if len(articles) > 1 and "html" in formats:
        raise click.UsageError("an HTML page holds one document: `crosscheck report` writes a page for each")
    if len(articles) > 1 and "docx" in formats:
        raise click.UsageError("a Word document holds one article: give them one by one")
    if formats[0] == "docx" and sys.stdout.isatty():
        raise click.UsageError("a Word document is no text for a terminal: write it with --output docx:PATH")


# ---------------------------------------------------------------- what is made of a report, where it was checked


def _formatted(wanted: Sequence[tuple[str, View]], report: Report, config: Config) -> list[Any]:
    return [FORMATS[name].part(report, view._replace(min_level=config.min_level)) for name, view in wanted]


def _told(wanted: Sequence[tuple[str, View]], report: Report, config: Config) -> list[Any]:
    """The same, and each finding by itself."""
    from crosscheck.watch import told

    return [*_formatted(wanted, report, config), told(report, config.min_level)]
