"""The command line: read, run, write, exit code. Nothing else in the package knows about click."""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from datetime import date
from enum import IntEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn, TypeVar, get_args

import click

from crosscheck import __version__
from crosscheck.config import Configs, check_name
from crosscheck.formats import FORMATS, Stream, View
from crosscheck.model import SEVERITIES, CrosscheckError, Revisions
from crosscheck.ruletables import PROFILES

if TYPE_CHECKING:
    from crosscheck.batch import Outcome
    from crosscheck.config import Config
    from crosscheck.documents import Job
    from crosscheck.model import Document, Suppression
    from crosscheck.render.html import Row
    from crosscheck.report import Report
    from crosscheck.ruleset import RuleSet
    from crosscheck.watch import Round
    from crosscheck.write import Writer

T = TypeVar("T")


class Exit(IntEnum):
    """Exit codes: findings are 1, and nothing else is."""

    CLEAN = 0
    FINDINGS = 1
    ERROR = 2


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command and leave with its exit code; every error is one line on standard error and code 2."""
    try:
        given = list(arguments) if arguments is not None else None
        code = commands.main(args=given, prog_name="crosscheck", standalone_mode=False)
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


def _with(*options: Callable[..., Any]) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """A decorator that gives a command some options, shown in this order."""

    def decorate(command: Callable[..., Any]) -> Callable[..., Any]:
        for option in reversed(options):
            command = option(command)
        return command

    return decorate


def _known_rules(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[str]:
    """The checks and rules that begin so, for a shell."""
    from crosscheck.ruleset import load_rules

    names = dict.fromkeys(name for rule in load_rules() for name in (rule.check, rule.id))
    return [name for name in names if name.startswith(incomplete)]


_config_file = _with(
    click.option(
        "--config",
        "config_file",
        type=click.Path(),
        metavar="FILE",
        help="Configuration, instead of the nearest one.",
    ),
    click.option("--isolated", is_flag=True, help="Use no configuration file."),
)
_revisions = click.option(
    "--revisions", type=click.Choice(get_args(Revisions)), help="Tracked changes: accepted, or never made."
)
_configuring = _with(
    _config_file,
    click.option("--date", type=Day(), help="Publication date of the summary."),
    click.option("--profile", type=click.Choice(PROFILES), help="Spelling of the summary."),
    click.option("--encoding", help="Encoding of text files, where it is neither UTF-8 nor marked."),
    _revisions,
    click.option("--max-size", type=click.IntRange(1), metavar="BYTES", help="Largest file to read."),
)
_parted = _with(
    click.option(
        "--original",
        "originals",
        type=click.Path(),
        multiple=True,
        metavar="FILE",
        help="An original in a file of its own.",
    ),
    click.option("--summary-lines", type=Lines(), help="Lines of the summary, where they are not found."),
)
_reading = _with(
    click.argument("documents", type=click.Path(), nargs=-1, required=True, metavar="DOCUMENT..."),
    _parted,
    click.option("--jobs", type=click.IntRange(1), metavar="N", help="Processes for several documents."),
)
_judging = _with(
    click.option(
        "--select",
        multiple=True,
        metavar="RULE",
        shell_complete=_known_rules,
        help="Report only these rules or checks.",
    ),
    click.option(
        "--ignore",
        multiple=True,
        metavar="RULE",
        shell_complete=_known_rules,
        help="Leave out a rule or a whole check.",
    ),
    click.option("--severity", multiple=True, type=RuleLevel(), help="Another severity for a rule."),
)
_fail_level = click.option(
    "--fail-level",
    type=click.Choice((*SEVERITIES, "never")),
    help="Lowest severity that makes the exit code 1.",
)
_baseline = click.option(
    "--baseline",
    type=click.Path(),
    metavar="PATH",
    help="Findings that were there before, and are accepted.",
)
_min_level = click.option("--min-level", type=click.Choice(SEVERITIES), help="Lowest severity shown.")


# ---------------------------------------------------------------- commands


@commands.command()
@_reading
@_configuring
@_judging
@click.option(
    "--format",
    "format_name",
    default="full",
    metavar="FORMAT",
    type=click.Choice(list(FORMATS)),
    help=f"Output format: {', '.join(FORMATS)}.",
)
@click.option(
    "--output", "outputs", multiple=True, type=FormatPath(), help="Also write a format to a file; repeatable."
)
@_min_level
@_fail_level
@_baseline
@click.option("--write-baseline", is_flag=True, help="Accept all that stands now, in the baseline.")
@click.option("--prune-baseline", is_flag=True, help="Remove what is gone from the baseline.")
@click.option("--fix", is_flag=True, help="Make the safe fixes in .txt and .md files.")
@click.option("--diff", is_flag=True, help="Print what --fix would change, and write nothing.")
@click.option("--watch", is_flag=True, help="Check again whenever a file changes.")
@click.option("--show", type=click.Choice(("dropped",)), help="Also list the sentences left out.")
@click.option(
    "--color", type=click.Choice(("auto", "always", "never")), default="auto", help="Coloured output."
)
@click.option("-v", "--verbose", is_flag=True, help="Show notes too.")
@click.option("-q", "--quiet", is_flag=True, help="Print nothing; the exit code tells.")
def check(watch: bool, **options: Any) -> int:
    """Check documents that hold a summary and its originals, or a summary with --original files."""
    if not watch:
        return _check(**options)
    changing = [name for name in ("fix", "diff", "write_baseline", "prune_baseline") if options[name]]
    if changing or "-" in (*options["documents"], *options["originals"]):
        other = f"--{changing[0].replace('_', '-')}" if changing else "standard input"
        raise click.UsageError(f"--watch looks on while files are edited: give it without {other}")
    from crosscheck.watch import watch as checked_again

    return checked_again(partial(_watched, **options), _print)


def _check(
    format_name: str,
    outputs: Sequence[tuple[str, str]],
    write_baseline: bool,
    prune_baseline: bool,
    fix: bool,
    diff: bool,
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
    _writable([path for _, path in outputs])
    accepting = _Accepting(write=write_baseline, prune=prune_baseline)
    mending = _Mending(fix=fix, diff=diff)
    articles = mending.share(accepting.share(_jobs(**inputs)))
    if seen:
        seen.begin(articles, (*inputs["documents"], *filter(None, [inputs["config_file"]])))
    _one_page((format_name, *dict(outputs)), articles)
    view = View(dropped=show == "dropped", width=shutil.get_terminal_size().columns)
    wanted = [(name, view) for name, _ in outputs]
    if not (quiet or diff):
        wanted.append((format_name, view._replace(colour=_coloured(color))))
    make = partial(_told if seen else _formatted, wanted)
    tally = _Tally()
    with ExitStack() as stack:
        files = [stack.enter_context(_writer(path)) for _, path in outputs]
        writes = [*(file.write for file in files), _print]
        streams = [Stream(name, write) for (name, _), write in zip(wanted, writes, strict=False)]
        for outcome in _outcomes(make, articles, jobs, prints=not quiet):
            tally.add(outcome)
            accepting.add(outcome)
            mending.add(outcome, quiet=quiet)
            if seen and outcome.made:
                seen.add(outcome.made[-1])
            for stream, part in zip(streams, outcome.made or (), strict=False):
                stream.add(part)
        for stream in streams:
            stream.close()
        for file in files:
            file.finish()
    accepting.finish(quiet=quiet)
    mending.show(err=diff or format_name != "full", quiet=quiet)
    if not (quiet or diff):
        tally.show(err=format_name != "full")
    return mending.exit(tally.exit)


def _one_page(formats: Sequence[str], articles: Sequence[Job]) -> None:
    if len(articles) > 1 and "html" in formats:
        raise click.UsageError("an HTML page holds one document: `crosscheck report` writes a page for each")


def _watched(seen: Round, **options: Any) -> int:
    """One run of many, on a screen of its own."""
    click.clear()
    return _check(seen=seen, **options)


@commands.command()
@_reading
@_configuring
@_judging
@click.option(
    "-o", "folder", default="reports", metavar="FOLDER", help="Where to write; made if it is missing."
)
@click.option("--open", "open_page", is_flag=True, help="Open the page in the browser.")
@_fail_level
@_baseline
def report(folder: str, open_page: bool, jobs: int | None, fail_level: str | None, **inputs: Any) -> int:
    """Write the HTML page and the JSON of each document, and an index page."""
    from crosscheck.render import html

    articles = _Accepting().share(_jobs(**inputs, fail_level=fail_level or "never"))
    stems = iter(_stems(articles))
    tally, rows = _Tally(), []
    for outcome in _outcomes(_page, articles, jobs, prints=True):
        tally.add(outcome)
        page = Path(folder, f"{next(stems)}.html")
        if outcome.made:
            _write(page, outcome.made.html)
            _write(page.with_suffix(".json"), outcome.made.json)
            rows.append(replace(outcome.made.row, href=page.name))
            click.echo(f"{page.as_posix()}: {outcome.made.row.verdict}")
    if rows:
        index = Path(folder, "index.html")
        _write(index, html.render_index(rows))
    if open_page and rows:
        click.launch(str(index if len(rows) > 1 else Path(folder, rows[0].href)))
    tally.show()
    return tally.exit


@commands.command()
@_reading
@_configuring
def split(jobs: int | None, **inputs: Any) -> int:
    """Show the parts of a document: summary, notices, originals, furniture."""
    return _show(_parts, jobs, **inputs)


@commands.command()
@_reading
@_configuring
def align(jobs: int | None, **inputs: Any) -> int:
    """Show where each paragraph and sentence of the summary comes from."""
    return _show(partial(_alignment, shutil.get_terminal_size().columns), jobs, **inputs)


@commands.command()
@click.argument("document", type=click.Path(), default="-")
@_configuring
@_judging
@_min_level
@_fail_level
@click.option("--schema", is_flag=True, help="Print the JSON Schema of a configuration file, for editors.")
def config(document: str, config_file: str | None, isolated: bool, schema: bool, **options: Any) -> int:
    """Print every setting that applies to a document or in a folder, and where it was said.

    Without a document: what applies in the working directory.
    """
    if schema:
        from crosscheck.config.file import schema as made

        click.echo(made(), nl=False)
    else:
        from crosscheck.config.listing import listing

        configs = Configs(_given(**options), config_file, isolated=isolated)
        inside = Path(document, "-") if Path(document).is_dir() else document
        click.echo(listing(configs.values(str(inside))), nl=False)
    return Exit.CLEAN


@commands.command()
def lsp() -> int:
    """Serve an editor by the Language Server Protocol, on standard input and output."""
    from crosscheck.lsp import serve

    serve()
    return Exit.CLEAN


@commands.command()
@click.argument("shell", type=click.Choice(("bash", "zsh", "fish")))
def completion(shell: str) -> int:
    """Print what makes a shell complete the commands, options and rules of crosscheck."""
    from click.shell_completion import get_completion_class

    found = get_completion_class(shell)
    assert found is not None
    click.echo(found(commands, {}, "crosscheck", "_CROSSCHECK_COMPLETE").source())
    return Exit.CLEAN


@commands.command()
@click.argument("file", type=click.Path())
@click.option("--encoding", help="Encoding of a text file.")
@_revisions
def text(file: str, encoding: str | None, revisions: Revisions | None) -> int:
    """Print the text of a file as crosscheck reads it."""
    click.echo(_read(file, encoding, revisions or "accepted").text)
    return Exit.CLEAN


@commands.group(invoke_without_command=True)
@click.pass_context
def rules(context: click.Context) -> int:
    """List every rule with its severity, or test the examples of rules."""
    return Exit.CLEAN if context.invoked_subcommand else int(context.invoke(list_rules))


@rules.command("list")
@_config_file
def list_rules(config_file: str | None = None, *, isolated: bool = False) -> int:
    """List every rule with its severity, and what the project's own packs add."""
    from crosscheck.render.rules import catalogue, entries

    known = _rules(config_file, isolated=isolated)
    click.echo(catalogue(known) + entries(known.house()), nl=False)
    return Exit.CLEAN


@rules.command("test")
@click.argument("names", nargs=-1, metavar="[RULE]...", shell_complete=_known_rules)
@_config_file
def test_rules(names: Sequence[str], config_file: str | None, *, isolated: bool) -> int:
    """Try the examples of rules: what must be found, and what must be left alone.

    RULE is a rule, a check, or an entry of the project's own packs; all where none is given.
    """
    from crosscheck.examples import chosen, failure, pack_trials, rule_trials
    from crosscheck.render.rules import tried
    from crosscheck.ruleset import load_rules

    built_in, own = load_rules(), _rules(config_file, isolated=isolated)
    trials = chosen([*rule_trials(built_in), *pack_trials(own)], names)
    results = [(trial.name, failure(trial, own if trial.entry else built_in)) for trial in trials]
    click.echo(tried(results), nl=False)
    return Exit.FINDINGS if any(reason for _, reason in results) else Exit.CLEAN


@commands.command()
@click.argument("topic", metavar="RULE|DOCUMENT#ID", shell_complete=_known_rules)
@_parted
@_configuring
@_judging
def explain(topic: str, **inputs: Any) -> int:
    """Explain a rule, with examples; or a finding: its passages, and what its severity and confidence rest on.

    ID is a finding's id, or its beginning: `check -v` shows them.
    """
    document, _, prefix = topic.rpartition("#")
    if document:
        width = min(80, shutil.get_terminal_size().columns)
        return _show(partial(_explained, prefix, width), 1, documents=[document], **inputs)
    if Path(topic).is_file():
        raise click.UsageError(f"{topic} is a document: name one of its findings, as {topic}#ID")
    from crosscheck.render.rules import explain as explained
    from crosscheck.render.rules import explain_entry

    known = _rules(inputs["config_file"], isolated=inputs["isolated"])
    entry = next((e for e in known.house() if e["id"] == topic), None)
    click.echo(explain_entry(entry) if entry else explained(known[topic]), nl=False)
    return Exit.CLEAN


# ---------------------------------------------------------------- what is made of a report, where it was checked


class _Page(NamedTuple):
    html: str
    json: str
    row: Row


def _page(report: Report, config: Config) -> _Page:
    from crosscheck.render import html, json

    return _Page(html.render(report), json.render([report], __version__), html.row(report, ""))


def _formatted(wanted: Sequence[tuple[str, View]], report: Report, config: Config) -> list[Any]:
    return [FORMATS[name].part(report, view._replace(min_level=config.min_level)) for name, view in wanted]


def _told(wanted: Sequence[tuple[str, View]], report: Report, config: Config) -> list[Any]:
    """The same, and each finding by itself."""
    from crosscheck.watch import told

    return [*_formatted(wanted, report, config), told(report, config.min_level)]


def _parts(report: Report, config: Config) -> str:
    from crosscheck.render import parts

    return parts.render(report)


def _alignment(width: int, report: Report, config: Config) -> str:
    from crosscheck.render import alignment

    return alignment.render(report, width)


def _explained(prefix: str, width: int, report: Report, config: Config) -> str:
    from crosscheck.render import finding

    return finding.render(report, report.finding(prefix), config.rules, config.settings, width)


# ---------------------------------------------------------------- reading, running, writing


def _jobs(
    documents: Sequence[str],
    originals: Sequence[str],
    summary_lines: tuple[int, int] | None,
    config_file: str | None,
    isolated: bool,
    **options: Any,
) -> list[Job]:
    """The articles to check, in the order given."""
    from crosscheck.documents import find

    if originals and len(documents) != 1:
        raise click.UsageError(
            "--original goes with one SUMMARY: give one document, or check them one by one"
        )
    configs = Configs(_given(**options), config_file, isolated=isolated)
    return find(documents, originals, configs, summary_lines)


def _rules(config_file: str | None, *, isolated: bool) -> RuleSet:
    """The rules that apply in the working directory."""
    from crosscheck.ruleset import load_rules

    return load_rules(Configs({}, config_file, isolated=isolated)["-"].packs)


def _given(**options: Any) -> dict[str, Any]:
    """The settings that options set, by their keys in a configuration file."""
    given = {name.replace("_", "-"): value for name, value in options.items() if value not in (None, ())}
    if "severity" in given:
        given["severity"] = dict(given["severity"])
    named = [*given.get("select", ()), *given.get("ignore", ()), *given.get("severity", ())]
    if named:
        from crosscheck.ruleset import load_rules

        for name in named:
            check_name(load_rules(), name)
    return given


def _outcomes(
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
                click.echo(f"crosscheck: error: {outcome.error}", err=True)
            yield outcome
            if progress:
                progress.update(1)


def _show(make: Callable[[Report, Config], str], jobs: int | None, **inputs: Any) -> int:
    """Print what is made of each article."""
    tally = _Tally()
    for outcome in _outcomes(make, _jobs(**inputs), jobs, prints=True):
        tally.add(outcome)
        _print(outcome.made or "")
    return Exit.ERROR if tally.errors else Exit.CLEAN


class _Tally:
    """What a run has found so far."""

    def __init__(self) -> None:
        self.levels: list[str] = []
        self.counts: Counter[str] = Counter()
        self.suppressed = 0
        self.errors = 0
        self.fails = False

    def add(self, outcome: Outcome[Any]) -> None:
        """Count the outcome of one document."""
        if outcome.error:
            self.errors += 1
            return
        self.levels.append(outcome.level)
        self.counts.update(outcome.counts)
        self.suppressed += outcome.suppressed
        self.fails |= outcome.fails

    @property
    def exit(self) -> Exit:
        """The exit code of the run."""
        if self.errors:
            return Exit.ERROR
        return Exit.FINDINGS if self.fails else Exit.CLEAN

    def show(self, *, err: bool = False) -> None:
        """One line about several documents."""
        from crosscheck.verdict import counted, tally

        number = len(self.levels) + self.errors
        if number > 1:
            verdicts = [tally(self.levels)] * bool(self.levels)
            verdicts += [f"{self.errors:,} could not be checked"] * bool(self.errors)
            found = ", ".join(counted(self.counts[s], s) for s in SEVERITIES)
            found += f" ({self.suppressed:,} suppressed)" if self.suppressed else ""
            click.echo(f"{counted(number, 'document')}: {', '.join(verdicts)}; {found}", err=err)


class _Accepting:
    """What a run accepts beyond each document: baselines are read, and written; needless entries of ignore tables told."""

    def __init__(self, *, write: bool = False, prune: bool = False) -> None:
        from crosscheck.baseline import Baselines

        if write and prune:
            raise click.UsageError(
                "--write-baseline leaves out what is gone: give it without --prune-baseline"
            )
        self.baselines = Baselines("write" if write else "prune" if prune else "use")
        self.jobs: dict[str, Job] = {}
        self.needed: set[Suppression] = set()
        self.errors = 0

    def share(self, jobs: Sequence[Job]) -> list[Job]:
        """The articles, each with what its baseline says of it."""
        shared = [job._replace(share=self.baselines.share(job.config.baseline, job.files[0])) for job in jobs]
        self.jobs = {job.files[0]: job for job in shared}
        _writable(sorted({job.share.path for job in shared if job.share and job.share.action != "use"}))
        return shared

    def add(self, outcome: Outcome[Any]) -> None:
        """Take what one document needs and leaves."""
        self.errors += outcome.error is not None
        self.needed |= outcome.needed
        share = self.jobs[outcome.name].share
        if share and outcome.entries is not None:
            self.baselines.take(share.path, outcome.name, outcome.entries)

    def finish(self, *, quiet: bool) -> None:
        """Write the baselines, where that was asked for and all documents could be checked; tell what is needless."""
        from crosscheck.suppress import unneeded

        if self.errors:
            return
        said = [f"wrote {self._written(*file)}" for file in self.baselines.files()]
        asked = [entry for job in self.jobs.values() for entry in job.config.settings.suppressions]
        for line in () if quiet else (*said, *unneeded(asked, self.needed)):
            click.echo(f"crosscheck: {line}", err=True)

    @staticmethod
    def _written(path: str, text: str, said: str) -> str:
        _write(path, text)
        return said


class _Mending:
    """What a run mends: safe fixes are written, or only shown."""

    def __init__(self, *, fix: bool, diff: bool) -> None:
        if fix and diff:
            raise click.UsageError("--diff writes nothing: give it without --fix")
        self.fix, self.diff = fix, diff
        self.numbers: Counter[str] = Counter()

    def share(self, jobs: Sequence[Job]) -> list[Job]:
        """The articles, to be mended before they are reported where that was asked for."""
        mends = self.fix or self.diff
        if mends and any(job.files[0] == "-" for job in jobs):
            raise click.UsageError("standard input cannot be fixed: give a file")
        return [job._replace(mends=mends) for job in jobs]

    def add(self, outcome: Outcome[Any], *, quiet: bool) -> None:
        """Write, or show, what was made of one document."""
        mended = outcome.mended
        if not mended:
            return
        if mended.left and not quiet:
            click.echo(
                f"crosscheck: {mended.name}: {mended.left} left to fix by hand: only .txt and .md files are written",
                err=True,
            )
        if mended.data is None:
            return
        self.numbers[mended.name] = mended.number
        if self.fix:
            from crosscheck.write import rewrite

            rewrite(Path(mended.name), mended.data)
        elif not quiet:
            _print(mended.diff)

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


def _read(file: str, encoding: str | None, revisions: Revisions) -> Document:
    from crosscheck.read import read

    return read(sys.stdin.buffer.read() if file == "-" else file, file, 0, encoding, revisions=revisions)


def _writable(paths: Sequence[str]) -> None:
    """Raise CrosscheckError for outputs that would fail at the end of the run."""
    from crosscheck.write import check_writable

    for path in paths:
        check_writable(Path(path))
        if paths.count(path) > 1:
            raise CrosscheckError(f"{path}: two outputs go to one file: give each --output a path of its own")


def _print(text: str) -> None:
    click.echo(text, nl=False, color=True)


def _writer(path: str) -> Writer:
    from crosscheck.write import Writer

    return Writer(Path(path))


def _write(path: str | Path, text: str) -> None:
    from crosscheck.write import write

    write(Path(path), text)


def _stems(jobs: Sequence[Job]) -> list[str]:
    """A file name for each report, from its document's; a number behind those that would clash."""
    seen: dict[str, int] = {}
    stems = []
    for job in jobs:
        stem = Path(job.files[0]).stem
        stem = "report" if stem in ("-", "index", "") else stem
        seen[stem] = seen.get(stem, 0) + 1
        stems.append(stem if seen[stem] == 1 else f"{stem}-{seen[stem]}")
    return stems


def _coloured(choice: str) -> bool:
    """NO_COLOR wins over "auto" (no-color.org), an explicit option over both."""
    if choice != "auto":
        return choice == "always"
    return not os.environ.get("NO_COLOR") and sys.stdout.isatty()
