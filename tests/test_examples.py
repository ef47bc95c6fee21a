"""Every example inside ``rules/*.toml``: what a rule must find, and what it must leave alone."""

from __future__ import annotations

import pytest

from crosscheck.model import Example, Rule
from judging import rules, touches, verdict


def _examples(kind: str) -> list[object]:
    return [
        pytest.param(rule, example, id=f"{rule.id}-{n}")
        for rule in rules()
        for n, example in enumerate(getattr(rule, kind), 1)
    ]


@pytest.mark.parametrize(("rule", "example"), _examples("found"))
def test_found(rule: Rule, example: Example) -> None:
    """The rule is found, at the words that the example names."""
    collation, findings = verdict(rule, example)
    assert findings, f"{rule.id} not found in {example.summary!r}"
    if example.text:
        assert any(touches(f, example.text, collation) for f in findings)


@pytest.mark.parametrize(("rule", "example"), _examples("quiet"))
def test_quiet(rule: Rule, example: Example) -> None:
    """The rule has nothing to say."""
    _, findings = verdict(rule, example)
    assert not findings, [(f.message, f.summary, f.related) for f in findings]
