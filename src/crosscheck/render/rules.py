"""The catalogue of rules, and one rule explained."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from textwrap import fill

from crosscheck.model import Example, Rule


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


def _examples(examples: Iterable[Example]) -> Iterator[str]:
    for example in examples:
        for original in example.originals:
            yield fill(f"original  {original}", 80, initial_indent="  ", subsequent_indent="            ")
        dated = f" (published {example.summary_date})" if example.summary_date else ""
        yield fill(
            f"summary   {example.summary}{dated}", 80, initial_indent="  ", subsequent_indent="            "
        )
        if example.text:
            yield f"  finds     {example.text}"
        yield ""
