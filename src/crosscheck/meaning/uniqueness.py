"""Claims made unique: "the first mission" where the original has "one of the first missions"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from crosscheck.meaning.pair import SUMMARY, Sides
from crosscheck.meaning.shifts import Shift
from crosscheck.model import Segment

if TYPE_CHECKING:
    from crosscheck.ruleset import RuleSet

REACH = 6
"""Tokens before a superlative in which "one of" makes it one of several: "one of the three oldest", "one of the world's best"."""

_PLACES = frozenset({"first", "last"})
"""Superlatives that stand before any noun: what they describe must be the same."""


class UniqueWords(NamedTuple):
    """The words of ``rules/meaning.toml`` about what there is only one of."""

    superlatives: frozenset[str]
    """Those that do not end as others do: "first", "best", "most"."""
    degrees: frozenset[str]
    """Those that need an adjective: "most"."""
    nouns: frozenset[str]
    """Words that end as superlatives do: "forest"."""
    several: frozenset[str]
    """What makes of it one of several: "among", "two"."""
    determiners: frozenset[str]
    grammar: frozenset[str]

    def is_superlative(self, norm: str) -> bool:
        """Whether a word is a superlative."""
        return norm in self.superlatives or (
            norm.endswith("est") and len(norm) > len("west") and norm not in self.nouns
        )


class Superlative(NamedTuple):
    """A superlative behind an article or a possessive."""

    words: tuple[str, ...]
    """With the adjective behind "most"."""
    first: int
    """The token of the article; of one of several, that of "one"."""
    last: int
    noun: str
    """The word behind it; empty where it is a small one or none."""
    several: bool
    """Whether it is one of several."""


@lru_cache(maxsize=4)
def unique_words(rules: RuleSet) -> UniqueWords:
    """The word data of a set of rules, read once."""
    data = rules.data("meaning")["unique"]
    return UniqueWords(
        **{k: frozenset(v.split()) for k, v in data.items()}, grammar=rules.words("english", "function")
    )


def unique_shifts(
    sides: Sides, words: UniqueWords, originals: Sequence[Sequence[Segment]]
) -> Iterator[Shift]:
    """The superlatives of the summary of which its sources make one of several, and that no original claims of one alone."""
    ours = [s for s in _superlatives(sides.norms[SUMMARY], words) if not s.several]
    for source in sides.sources if ours else ():
        for theirs in _superlatives(sides.norms[source], words):
            mine = next((s for s in ours if theirs.several and _is_one(s, theirs, sides)), None)
            if mine and not any(_is_same(mine, c, sides) for c in _claims(originals, words)):
                here, there = (mine.first, mine.last), (theirs.first, theirs.last)
                yield Shift("quantifier", here, source, there, "near")
                ours.remove(mine)


def _claims(originals: Sequence[Sequence[Segment]], words: UniqueWords) -> Iterator[Superlative]:
    """The superlatives of all originals that describe one alone."""
    for segment in chain.from_iterable(originals):
        yield from (s for s in _superlatives(segment.norms, words) if not s.several)


def _superlatives(norms: Sequence[str], words: UniqueWords) -> Iterator[Superlative]:
    for k, norm in enumerate(norms):
        if not k or not words.is_superlative(norm):
            continue
        near = range(max(0, k - REACH), k)
        marks = [i for i in near if norms[i] in words.several or norms[i : i + 2] == ("one", "of")]
        if marks or norms[k - 1] in words.determiners:
            last = k + 1 + (norm in words.degrees)
            first = marks[-1] if marks else k - 1 - (norms[k - 1] == "'s")
            noun = norms[last] if last < len(norms) and norms[last].isalpha() else ""
            noun = "" if noun in words.grammar else noun
            yield Superlative(tuple(norms[k:last]), max(0, first), last, noun, bool(marks))


def _is_one(mine: Superlative, theirs: Superlative, sides: Sides) -> bool:
    """Whether a superlative is that of an original, and what it describes the original's noun, but one of it, or no noun."""
    if mine.words != theirs.words:
        return False
    if not mine.noun:
        return mine.words[0] not in _PLACES or not theirs.noun
    return mine.noun != theirs.noun and sides.same_word(mine.noun, theirs.noun)


def _is_same(mine: Superlative, claim: Superlative, sides: Sides) -> bool:
    """Whether an original claims the same: "the first mission" beside "the first mission", not "the first time"."""
    if mine.words != claim.words:
        return False
    known = bool(mine.noun and claim.noun)
    return sides.same_word(mine.noun, claim.noun) if known else mine.words[0] not in _PLACES
