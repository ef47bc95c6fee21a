"""The commands about rules: ``rules`` and ``explain``."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from crosscheck.cli import Exit, options
from crosscheck.cli.inputs import rules_here
from crosscheck.cli.output import terminal_width

if TYPE_CHECKING:
    from crosscheck.config import Config
    from crosscheck.report import Report


@click.group(invoke_without_command=True)
@click.pass_context
def rules(context: click.Context) -> int:
    """List every rule with its severity, or test the examples of rules."""
    return Exit.CLEAN if context.invoked_subcommand else int(context.invoke(list_rules))


@rules.command("list")
@options.config_file
def list_rules(config_file: str | None = None, *, isolated: bool = False) -> int:
    """List every rule with its severity, and what the project's own packs add."""
    from crosscheck.render.rules import catalogue, entries

    known = rules_here(config_file, isolated=isolated)
    click.echo(catalogue(known) + entries(known.house()), nl=False)
    return Exit.CLEAN


@rules.command("test")
@click.argument("names", nargs=-1, metavar="[RULE]...", shell_complete=options.known_rules)
@options.config_file
def test_rules(names: Sequence[str], config_file: str | None, *, isolated: bool) -> int:
    """Try the examples of rules: what must be found, and what must be left alone.

    RULE is a rule, a check, or an entry of the project's own packs; all where none is given.
    """
    from crosscheck.examples import chosen, failure, pack_trials, rule_trials
    from crosscheck.render.rules import tried
    from crosscheck.ruleset import load_rules

    built_in, own = load_rules(), rules_here(config_file, isolated=isolated)
    trials = chosen([*rule_trials(built_in), *pack_trials(own)], names)
    results = [(trial.name, failure(trial, own if trial.entry else built_in)) for trial in trials]
    click.echo(tried(results), nl=False)
    return Exit.FINDINGS if any(reason for _, reason in results) else Exit.CLEAN


@click.command()
@click.argument("topic", metavar="RULE|DOCUMENT#ID", shell_complete=options.known_rules)
@options.parted
@options.configuring
@options.judging
def explain(topic: str, **inputs: Any) -> int:
    """Explain a rule, with examples; or a finding: its passages, and what its severity and confidence rest on.

    ID is a finding's id, or its beginning: `check -v` shows them.
    """
    document, _, prefix = topic.rpartition("#")
    if document:
        from crosscheck.cli.run import show

        width = min(80, terminal_width())
        return show(partial(_explained, prefix, width), 1, documents=[document], **inputs)
    if Path(topic).is_file():
        raise click.UsageError(f"{topic} is a document: name one of its findings, as {topic}#ID")
    from crosscheck.render.rules import explain as explained
    from crosscheck.render.rules import explain_entry

    known = rules_here(inputs["config_file"], isolated=inputs["isolated"])
    entry = next((e for e in known.house() if e["id"] == topic), None)
    click.echo(explain_entry(entry) if entry else explained(known[topic]), nl=False)
    return Exit.CLEAN


def _explained(prefix: str, width: int, report: Report, config: Config) -> str:
    from crosscheck.render import finding

    return finding.render(report, report.finding(prefix), config.rules, config.settings, width)
