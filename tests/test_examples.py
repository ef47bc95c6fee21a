"""Every example inside ``rules/*.toml``: what a rule must find, and what it must leave alone."""

from __future__ import annotations

import pytest

from crosscheck.examples import Trial, failure, rule_trials
from judging import rules


@pytest.mark.parametrize(
    "trial", [pytest.param(t, id=f"{t.id}-{t.kind}-{t.number}") for t in rule_trials(rules())]
)
def test_example(trial: Trial) -> None:
    """A rule finds, at the words that the example names, what it must find, and is quiet where it must be."""
    assert not failure(trial, rules()), trial.example
