"""Options -> the articles to check, the settings that were given, and the rules that apply."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from crosscheck.config import Configs

if TYPE_CHECKING:
    from crosscheck.documents import Job
    from crosscheck.ruleset import RuleSet


def jobs_of(
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
    configs = Configs(given(**options), config_file, isolated=isolated)
    return find(documents, originals, configs, summary_lines)


def rules_here(config_file: str | None, *, isolated: bool) -> RuleSet:
    """The rules that apply in the working directory."""
    from crosscheck.ruleset import load_rules

    return load_rules(Configs({}, config_file, isolated=isolated)["-"].packs)


def given(**options: Any) -> dict[str, Any]:
    """The settings that options set, by their keys in a configuration file."""
    said = {name.replace("_", "-"): value for name, value in options.items() if value not in (None, ())}
    if "severity" in said:
        said["severity"] = dict(said["severity"])
    named = [*said.get("select", ()), *said.get("ignore", ()), *said.get("severity", ())]
    if named:
        from crosscheck.ruleset import load_rules

        for name in named:
            load_rules().require(name)
    return said
