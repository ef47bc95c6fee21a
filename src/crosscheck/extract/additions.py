"""Words that the article adds to a kept sentence, and words of the original that it leaves out.

Counted by lemma, family and meaning: a word is new only where the aligned passage has no form of it, nothing derived from
the same stem, and, in the same stretch, no synonym that it may stand for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from crosscheck.extract.lemmas import STEM, Lemmas
from crosscheck.extract.passages import Gap, stretches
from crosscheck.model import Alignment
from crosscheck.thesaurus import Thesaurus

FACING = 24
"""Words of the original beside which a new word looks for a synonym, the nearest first."""


class Addition(NamedTuple):
    """A stretch of a summary segment with at least one new word."""

    first: int
    """Its first token, an article before it included; ``last`` is behind its last."""
    last: int
    new: tuple[int, ...]
    """The tokens of its new words."""
    replaced: tuple[int, ...]
    """Tokens of the source that stood there and that the passage no longer has; empty for a plain insertion."""
    source: int
    """Index into ``Alignment.sources`` of the source of ``replaced``; -1 where nothing is replaced."""


@dataclass(frozen=True)
class Wording:
    """What it takes to tell a new word from an old one in another form."""

    lemmas: Lemmas
    thesaurus: Thesaurus
    grammar: frozenset[str]
    """Words that carry grammar, and verbs of saying: never new."""
    light: frozenset[str]
    """Words that only carry a construction ("take", "hold", "carry out"), and names of what was just spoken of."""

    def is_content(self, norm: str) -> bool:
        """Whether a word can be news at all."""
        return norm[0].isalpha() and norm not in self.grammar and norm not in self.light and len(norm) > 1

    def additions(self, alignment: Alignment, told: Iterable[str], spoken: frozenset[int]) -> list[Addition]:
        """What a summary segment adds to its sources.

        ``told``: lemmas that the article gave in the sentences before. ``spoken``: tokens that belong to names, numbers and
        dates, which are compared as such.
        """
        return list(_Additions(self, alignment, set(told), spoken).found())

    def family(self, lemmas: Iterable[str]) -> dict[str, list[str]]:
        """Lemmas by their first letters, for looking up what may be derived from one stem."""
        buckets: dict[str, list[str]] = {}
        for lemma in lemmas:
            buckets.setdefault(lemma[:STEM], []).append(lemma)
        return buckets

    def is_kin(self, lemma: str, family: dict[str, list[str]]) -> bool:
        """Whether a lemma is derived from the stem of one of a family."""
        return any(self.lemmas.kin(lemma, other) for other in family.get(lemma[:STEM], ()))

    def means(self, ours: Sequence[str], k: int, theirs: Sequence[str], m: int) -> bool:
        """Whether a word, or it with the one behind or before it, may stand for a word of another text or for two."""
        phrases = _phrases(ours, k), _phrases(theirs, m)
        return any(
            self.thesaurus.synonyms(a, b) or self.thesaurus.opposites(a, b)
            for a in phrases[0]
            for b in phrases[1]
        )


class _Additions:
    """The work of one passage."""

    def __init__(
        self, wording: Wording, alignment: Alignment, told: set[str], spoken: frozenset[int]
    ) -> None:
        self.wording, self.alignment, self.spoken = wording, alignment, spoken
        self.ours = alignment.segment
        lemma = wording.lemmas.lemma
        self.there = {lemma(n) for s in alignment.sources for n in s.segment.norms if n[0].isalnum()} | told
        self.family = wording.family(self.there)

    def found(self) -> Iterator[Addition]:
        for (start, end), gaps in stretches(self.alignment):
            new = [k for k in range(start, end) if self._is_new(k, gaps)]
            if new:
                source, replaced = self._replaced((start, end), gaps)
                first = (
                    new[0] - 1
                    if new[0] > start and self.ours.norms[new[0] - 1] in ("a", "an", "the")
                    else new[0]
                )
                yield Addition(first, new[-1] + 1, tuple(new), replaced, source)

    def _is_new(self, k: int, gaps: Sequence[Gap]) -> bool:
        norm = self.ours.norms[k]
        if k in self.spoken or not self.wording.is_content(norm):
            return False
        lemma = self.wording.lemmas.lemma(norm)
        if lemma in self.there or self.wording.is_kin(lemma, self.family):
            return False
        return not any(
            self.wording.means(self.ours.norms, k, self._norms(g.source), m)
            for g in gaps
            for m in self._facing(g)
        )

    def _facing(self, gap: Gap) -> list[int]:
        norms = self._norms(gap.source)
        return [
            m for m in range(*gap.theirs) if norms[m][0].isalpha() and norms[m] not in self.wording.grammar
        ][:FACING]

    def _norms(self, source: int) -> Sequence[str]:
        return self.alignment.sources[source].segment.norms

    def _replaced(self, stretch: tuple[int, int], gaps: Sequence[Gap]) -> tuple[int, tuple[int, ...]]:
        """Words of the first source that stood there and of which nothing stands there now."""
        lemma = self.wording.lemmas.lemma
        here = {lemma(n) for n in self.ours.norms[stretch[0] : stretch[1]] if n[0].isalnum()}
        family = self.wording.family(here)
        for gap in gaps:
            norms = self._norms(gap.source)
            words = [
                (m, lemma(norms[m]))
                for m in range(*gap.theirs)
                if norms[m][0].isalnum() and norms[m] not in _SLIGHT
            ]
            lost = tuple(m for m, word in words if word not in here and not self.wording.is_kin(word, family))
            if lost:
                return gap.source, lost
        return -1, ()


_SLIGHT = frozenset(
    "a an the of in on at to for by with from and or as that which who it its they their he his she her".split()
)
"""Words that hold no place of their own: where only one of these stood, something was put in, not replaced."""


def _phrases(norms: Sequence[str], k: int) -> list[str]:
    """A word alone, and with the word behind it, before it, and two behind it."""
    return [
        norms[k],
        *(f"{norms[k]} {' '.join(norms[k + 1 : k + n])}" for n in (2, 3) if k + n <= len(norms)),
        *(f"{norms[k - 1]} {norms[k]}" for _ in range(1) if k),
    ]
