"""The catalogue of rules, one rule explained, and how trials of their examples went."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import PurePath
from textwrap import fill
from typing import Any

from crosscheck.model import Example, Rule, Settings
from crosscheck.plain import one_line
from crosscheck.verdict import counted


def catalogue(rules: Iterable[Rule]) -> str:
    """One row a rule: id, default severity, whether it is on, the first sentence about it."""
    from tabulate import tabulate

    rows = [
        [r.id, r.severity if r.enabled else f"{r.severity} (off)", r.about.partition(". ")[0].rstrip(".")]
        for r in rules
    ]
    table = tabulate(
        rows, headers=["rule", "severity", "finds"], disable_numparse=True, maxcolwidths=[None, None, 46]
    )
    return table + "\n"


def entries(own: Sequence[Mapping[str, Any]]) -> str:
    """One line for each entry of the project's own packs; empty without packs."""
    if not own:
        return ""
    width = max(len(entry["id"]) for entry in own)
    said = [one_line(f"{_entry_said(entry)} ({PurePath(entry['file']).name})") for entry in own]
    return "\n".join(["", *(f"{e['id']:<{width}}  {s}" for e, s in zip(own, said, strict=True)), ""])


def _entry_said(entry: Mapping[str, Any]) -> str:
    match entry["kind"]:
        case "terms":
            return f"{', '.join(entry['unwanted'])} -> {entry['wanted']}"
        case "names":
            return f"name: {' = '.join(entry['forms'])}"
        case "offices":
            return f"office: {entry['word']} = {entry['means']}"
        case "notices":
            return f"notice: {entry['regex']}"
        case _:
            return f"dateline: {', '.join(entry.get('agencies', ())) or entry['regex']}"


def explain_entry(entry: Mapping[str, Any]) -> str:
    """One entry of a pack, with what is said about it and its examples."""
    severity = f" ({entry['severity']})" if "severity" in entry else ""
    lines = [f"{entry['id']}{severity}, in {entry['file']}", "", _entry_said(entry)]
    if "about" in entry:
        lines += ["", fill(entry["about"], 80)]
    for title, kind in (("Found:", "found"), ("Quiet:", "quiet")):
        if entry.get(kind):
            lines += ["", title, *_examples(entry[kind])]
    for title, kind in (("Matches:", "match"), ("Does not match:", "reject")):
        if entry.get(kind):
            lines += ["", title, *(f"  {line}" for line in entry[kind])]
    return "\n".join(lines).rstrip("\n") + "\n"


def tried(results: Sequence[tuple[str, str]]) -> str:
    """What failed, a line each, and how many were tried; each result is an example's name and why it failed, empty if not."""
    failed = [f"{name}: {one_line(reason)}" for name, reason in results if reason]
    return "\n".join([*failed, f"{counted(len(results), 'example')}: {len(failed) or 'none'} failed", ""])


def explain(rule: Rule) -> str:
    """One rule with its severity, what it finds and leaves alone, and its examples."""
    lines = [
        f"{rule.id} ({rule.severity}{'' if rule.enabled else ', off by default'})",
        "",
        fill(rule.about, 80),
    ]
    for title, examples in (("Found:", rule.found), ("Quiet:", rule.quiet)):
        if examples:
            lines += ["", title, *_examples(examples)]
    return "\n".join(lines) + "\n"


def settings_said(settings: Settings) -> str:
    """What an example's settings say, by their names in the configuration."""
    said = [f"house-terms: {unwanted} -> {wanted}" for unwanted, wanted in settings.house_terms.items()]
    said += [f"words: {', '.join(sorted(settings.words))}"] * bool(settings.words)
    said += [f"profile: {settings.profile}"] * (settings.profile != "auto")
    said += [f"numeric-dates: {settings.numeric_dates}"] * (settings.numeric_dates != "auto")
    return "; ".join(said)


def _examples(examples: Iterable[Example]) -> Iterator[str]:
    for example in examples:
        for original in example.originals:
            yield fill(f"original  {original}", 80, initial_indent="  ", subsequent_indent="            ")
        dated = f" (published {example.summary_date})" if example.summary_date else ""
        yield fill(
            f"summary   {example.summary}{dated}", 80, initial_indent="  ", subsequent_indent="            "
        )
        if example.settings:
            yield f"  settings  {settings_said(example.settings)}"
        if example.text:
            yield f"  finds     {example.text}"
        yield ""
