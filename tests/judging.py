"""How the tests of examples and tables judge: one summary, its originals, one rule of this checkout."""

from __future__ import annotations

from crosscheck import examples
from crosscheck.examples import touches
from crosscheck.model import Collation, Example, Finding, Rule
from crosscheck.ruleset import RuleSet, load_rules

__all__ = ["rules", "touches", "verdict"]


def rules() -> RuleSet:
    """The rules of this checkout."""
    return load_rules()


def verdict(rule: Rule, example: Example) -> tuple[Collation, list[Finding]]:
    """What was compared, and the findings of ``rule`` alone."""
    return examples.verdict(rule, example, rules())
