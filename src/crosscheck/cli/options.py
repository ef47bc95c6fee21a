"""What commands are given: the types of options, and the groups of options that several commands share."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any, get_args

import click

from crosscheck.model import SEVERITIES, Revisions
from crosscheck.ruletables import PROFILES


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
        from crosscheck.formats import FORMATS

        name, _, path = value.partition(":")
        if name not in FORMATS or not path:
            self.fail(f"{value!r}: write FORMAT:PATH with one of {', '.join(FORMATS)}", param, ctx)
        if path == "-":
            self.fail(f"{value!r}: standard output has --format {name}", param, ctx)
        return name, path


# ---------------------------------------------------------------- groups


def _with(*options: Callable[..., Any]) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """A decorator that gives a command some options, shown in this order."""

    def decorate(command: Callable[..., Any]) -> Callable[..., Any]:
        for option in reversed(options):
            command = option(command)
        return command

    return decorate


def known_rules(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[str]:
    """The checks and rules that begin so, for a shell."""
    from crosscheck.ruleset import load_rules

    names = dict.fromkeys(name for rule in load_rules() for name in (rule.check, rule.id))
    return [name for name in names if name.startswith(incomplete)]


config_file = _with(
    click.option(
        "--config",
        "config_file",
        type=click.Path(),
        metavar="FILE",
        help="Configuration, instead of the nearest one.",
    ),
    click.option("--isolated", is_flag=True, help="Use no configuration file."),
)
revisions = click.option(
    "--revisions", type=click.Choice(get_args(Revisions)), help="Tracked changes: accepted, or never made."
)
configuring = _with(
    config_file,
    click.option("--date", type=Day(), help="Publication date of the summary."),
    click.option("--profile", type=click.Choice(PROFILES), help="Spelling of the summary."),
    click.option("--encoding", help="Encoding of text files, where it is neither UTF-8 nor marked."),
    revisions,
    click.option("--max-size", type=click.IntRange(1), metavar="BYTES", help="Largest file to read."),
)
parted = _with(
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
reading = _with(
    click.argument("documents", type=click.Path(), nargs=-1, required=True, metavar="DOCUMENT..."),
    parted,
    click.option("--jobs", type=click.IntRange(1), metavar="N", help="Processes for several documents."),
)
judging = _with(
    click.option(
        "--select",
        multiple=True,
        metavar="RULE",
        shell_complete=known_rules,
        help="Report only these rules or checks.",
    ),
    click.option(
        "--ignore",
        multiple=True,
        metavar="RULE",
        shell_complete=known_rules,
        help="Leave out a rule or a whole check.",
    ),
    click.option("--severity", multiple=True, type=RuleLevel(), help="Another severity for a rule."),
)
fail_level = click.option(
    "--fail-level",
    type=click.Choice((*SEVERITIES, "never")),
    help="Lowest severity that makes the exit code 1.",
)
baseline = click.option(
    "--baseline",
    type=click.Path(),
    metavar="PATH",
    help="Findings that were there before, and are accepted.",
)
min_level = click.option("--min-level", type=click.Choice(SEVERITIES), help="Lowest severity shown.")
