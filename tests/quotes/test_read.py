"""Quotations are told from apostrophes, feet and stray marks, and never swallow what follows them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosscheck.model import Span
from crosscheck.quotes.read import Quotation, find_quotations, outermost


def _blocks(text: str) -> list[Span]:
    spans, at = [], 0
    for line in text.split("\n"):
        spans.append(Span(at, at + len(line)))
        at += len(line) + 1
    return spans


def _find(text: str) -> tuple[Quotation, ...]:
    return find_quotations(text, _blocks(text))


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ("He said “yes” and “no”.", ["yes", "no"]),
        ('He said "yes" and "no".', ["yes", "no"]),
        ("He said ‘yes’ and ‘no’.", ["yes", "no"]),
        ("He said 'yes' and 'no'.", ["yes", "no"]),
        ("Er sagte „ja“, puis «non».", ["ja", "non"]),
        ("“She told me, ‘Go,’ and I went,” he said.", ["She told me, ‘Go,’ and I went,", "Go,"]),
        ("‘The Smiths’ dog barked,’ he said.", ["The Smiths’ dog barked,"]),
        ("'I owe it to the Smiths' dog,' he said.", ["I owe it to the Smiths' dog,"]),
        ("It's 6' wide, and the sign says “No entry.”", ["No entry."]),
        ('A 12" pipe, marked "fragile".', ["fragile"]),
        ("The dancers' costumes of the '20s, kept at St. Mark's", []),
        ("Rock 'n' roll, isn't it? 'Tis the '90s.", []),
        ("(“a”) – “b”/“c”", ["a", "b", "c"]),
        ("“It is\n“two paragraphs,” he said.", ["It is\n“two paragraphs,"]),
        ("“unclosed and then “closed” again", ["closed"]),
        ("No partner ” for “ these", []),
        ("An empty “” pair", []),
    ],
)
def test_found(text: str, inner: list[str]) -> None:
    """What stands between the marks, in order of their opening."""
    assert [text[q.inner.start : q.inner.end] for q in _find(text)] == inner


def test_depth() -> None:
    """A quotation inside another knows how deep it stands, and is none of the outermost."""
    found = _find("“a ‘b’ c” and “d”")
    assert [q.depth for q in found] == [0, 1, 0]
    assert [q.depth for q in outermost(found)] == [0, 0]


def test_unclosed_ends_with_its_paragraph() -> None:
    """A mark without its partner leaves the next paragraph alone."""
    text = "He said “never mind.\nShe said “no” to that."
    assert [text[q.inner.start : q.inner.end] for q in _find(text)] == ["no"]


_SCRAPS = st.lists(st.sampled_from([*"“”„«»‘’'\"‚ ,.a1\n", "word ", "it's ", "“x” ", "6' "]), max_size=60)


@given(_SCRAPS)
def test_spans(scraps: list[str]) -> None:
    """Whatever the marks, spans lie in the text, inner ones between marks, and two quotations are nested or apart."""
    text = "".join(scraps)
    found = _find(text)
    for q in found:
        assert 0 <= q.span.start < q.inner.start <= q.inner.end < q.span.end <= len(text)
    for a in found:
        for b in found:
            assert not a.span.start < b.span.start < a.span.end < b.span.end


@given(_SCRAPS)
def test_swallows_nothing(scraps: list[str]) -> None:
    """Whatever went before, a quotation in a paragraph of its own is found."""
    text = "".join(scraps) + "\nHe said “the last words” and left."
    assert "the last words" in [text[q.inner.start : q.inner.end] for q in _find(text)]


def test_long_and_unclosed() -> None:
    """Thousands of unclosed marks take time in proportion to the text."""
    text = "“ 'a " * 5_000 + "“end”"
    assert [text[q.inner.start : q.inner.end] for q in find_quotations(text, [Span(0, len(text))])] == ["end"]
