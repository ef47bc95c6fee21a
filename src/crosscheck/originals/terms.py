"""Long names, and quoted phrases, that two originals give in two forms: one has words inside that the other does without.

"Agreement on the Protection of Herring in the North Atlantic", "... of Herring and Mackerel in the North Atlantic"; “three forces”,
“three evil forces”. A name cut at its ends is only a short form.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, pairwise
from typing import NamedTuple

from crosscheck.comparison import Comparison
from crosscheck.lemmas import Keys
from crosscheck.model import Evidence, Segment

LONG = 4
"""Words of a long name; two names of one thing share so many."""
QUOTED = 2
"""Words that two forms of a quoted phrase share."""
GIVEN = 16
"""Forms with one word that are compared with each other: what more forms have is no name of one thing."""


class Term(NamedTuple):
    """A long name or a quoted phrase."""

    place: Evidence
    keys: tuple[str, ...]
    """Its words, by lemma."""
    is_quoted: bool


def renamed(comparison: Comparison, parts: Iterable[str], keys: Keys) -> Iterator[tuple[Term, Term]]:
    """Terms of two originals that are forms of one; no original has both."""
    reader = _Reader(comparison, keys)
    firsts: dict[tuple[str, tuple[str, ...]], Term] = {}
    having: defaultdict[tuple[str, ...], set[str]] = defaultdict(set)
    for part in parts:
        for segment in comparison.segments[part]:
            for term in reader.terms(segment):
                firsts.setdefault((part, term.keys), term)
                having[term.keys].add(part)
    by_key: defaultdict[str, list[Term]] = defaultdict(list)
    for term in firsts.values():
        for key in dict.fromkeys(term.keys):
            by_key[key].append(term)
    pairs = dict.fromkeys(p for terms in by_key.values() for p in combinations(terms[:GIVEN], 2))
    for a, b in pairs:
        if having[a.keys].isdisjoint(having[b.keys]) and reader.are_one(a, b):
            yield a, b


class _Reader:
    def __init__(self, comparison: Comparison, keys: Keys) -> None:
        self.comparison, self.keys = comparison, keys
        listed = comparison.rules.words
        self.links, self.things = listed("originals", "links"), listed("originals", "things")
        self.distinct = frozenset(map(keys.lemmas.lemma, listed("originals", "distinct")))

    def terms(self, segment: Segment) -> Iterator[Term]:
        """The terms of a sentence; titles have capitals of their own."""
        if segment.kind == "title":
            return
        marks = [k for k, norm in enumerate(segment.norms) if norm == '"']
        for first, last in list(pairwise(marks))[::2]:
            if keys := self._keys(segment, first + 1, last):
                yield self._term(segment, first, last + 1, keys, is_quoted=True)
        if not self.things.isdisjoint(segment.norms):
            for first, last in self._capitalized(segment):
                keys = self._keys(segment, first, last)
                if len(keys) >= LONG and not self.things.isdisjoint(segment.norms[first:last]):
                    yield self._term(segment, first, last, keys, is_quoted=False)

    def _term(
        self, segment: Segment, first: int, last: int, keys: tuple[str, ...], *, is_quoted: bool
    ) -> Term:
        return Term(self.comparison.evidence(segment.span_of(first, last), segment.part), keys, is_quoted)

    def _keys(self, segment: Segment, first: int, last: int) -> tuple[str, ...]:
        return tuple(filter(None, map(self.keys.__getitem__, segment.norms[first:last])))

    def _capitalized(self, segment: Segment) -> Iterator[tuple[int, int]]:
        """Runs of words with capital letters, up to two small words between them; without a possessive at their head."""
        norms, runs = segment.norms, list[tuple[int, int]]()
        for k in segment.capitals:
            between = norms[runs[-1][1] : k] if runs else norms
            if runs and len(between) < 3 and self.links.issuperset(between):
                runs[-1] = runs[-1][0], k + 1
            else:
                runs.append((k, k + 1))
        for first, last in runs:
            head = next((k + 1 for k in range(first, min(first + 3, last)) if norms[k] == "'s"), first)
            yield head, last

    def are_one(self, a: Term, b: Term) -> bool:
        """Whether two terms are one in two forms."""
        if a.is_quoted != b.is_quoted:
            return False
        short, full = sorted((a.keys, b.keys), key=len)
        more = [w for w in full if w not in short]
        if not more or len(more) > 3 or not set(short) < set(full) or _is_cut(short, full):
            return False
        return len(short) >= (QUOTED if a.is_quoted else LONG) and self.distinct.isdisjoint(more)


def _is_cut(short: Sequence[str], full: Sequence[str]) -> bool:
    """Whether a term is another one cut at its ends."""
    return any(full[k : k + len(short)] == short for k in range(len(full) - len(short) + 1))
