"""Word-level operations: what became of each word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosscheck.model import Alignment
from texts import aligned


def changes(alignment: Alignment) -> list[str]:
    """Every operation that is not equal, as "original > summary"."""
    found = []
    for op in alignment.ops:
        if op.kind != "equal":
            ours = " ".join(map(alignment.segment.word, range(*op.summary)))
            source = alignment.sources[max(op.source, 0)].segment
            theirs = " ".join(map(source.word, range(*op.original)))
            found.append(f"{theirs} > {ours}".strip() + (" (respelt)" if op.respelt else ""))
    return found


CASES = [
    ("The harbour reopened.", "The harbor reopened.", ["harbor > harbour (respelt)"]),
    ("The bridge was closed for nine days.", "The bridge was closed for ten days.", ["ten > nine"]),
    (
        "The ministry will leverage the role of the committee.",
        "The ministry will leverage the role of the committee in the 12 key areas.",
        ["in the 12 key areas >"],
    ),
    (
        "The talks were held in the capital Zurich on Monday.",
        "The talks were held in Zurich on Monday.",
        ["> the capital"],
    ),
    (
        "The next day, Anna Berg opened the exhibition in Oslo with Lars Holm.",
        "Anna Berg, member of the board of the national museum and former minister, opened the exhibition in Oslo with Lars Holm.",
        ["> The next day ,", ", member of the board of the national museum and former minister , >"],
    ),
    (
        "Green minerals and agricultural modernistion are priority areas of the cooperation.",
        "Green minerals and agricultural modernization are priority areas of the cooperation.",
        ["modernization > modernistion"],
    ),
    ("‘It’s done’ – he said of the new road.", "'It's done' - he said of the new road.", []),
]


@pytest.mark.parametrize(("summary", "original", "expected"), CASES, ids=lambda v: str(v)[:30])
def test_changes(summary: str, original: str, expected: list[str]) -> None:
    """A replaced word is a substitution, an added or dropped phrase is whole, typography is no change."""
    assert changes(aligned(summary, [original])[0]) == expected


def test_a_small_word_holds_no_passages_together() -> None:
    """A stray "the" or comma far away from anything shared is no common word."""
    summary = "The same day Maria Ruiz met the ambassador of Chile."
    original = "On April 25 local time, member of the committee of the regional council Maria Ruiz met the ambassador of Chile."
    [alignment] = aligned(summary, [original])
    first = alignment.ops[0]
    assert (first.kind, first.summary) == ("insert", (0, 3))


WORDS = st.lists(
    st.sampled_from(
        "council budget approved Monday the of and in rose fell 12 15 percent harbor harbour , . not".split()
    ),
    min_size=1,
    max_size=25,
).map(" ".join)


@given(WORDS, WORDS)
def test_every_token_has_one_operation(summary: str, original: str) -> None:
    """Operations tile the segment of the summary in order, and use no token of its source twice."""
    for alignment in aligned(summary, [original]):
        if not alignment.sources:
            continue
        ours = [k for op in alignment.ops for k in range(*op.summary)]
        theirs = [k for op in alignment.ops if op.source == 0 for k in range(*op.original)]
        assert ours == list(range(len(alignment.segment.norms)))
        assert sorted(set(theirs)) == sorted(theirs)
        if len(alignment.sources) == 1:
            assert sorted(theirs) == list(range(len(alignment.sources[0].segment.norms)))


@given(WORDS, WORDS)
def test_equal_means_equal(summary: str, original: str) -> None:
    """Tokens of an equal operation are the same word; those of a respelt one differ in letters only."""
    for alignment in aligned(summary, [original]):
        for op in alignment.ops:
            if op.kind == "equal":
                theirs = alignment.sources[op.source].segment.norms[slice(*op.original)]
                assert alignment.segment.norms[slice(*op.summary)] == theirs
