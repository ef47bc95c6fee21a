"""Words that the article adds to a kept sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from crosscheck.model import Alignment
from crosscheck.passages import Gap, stretches
from crosscheck.wording.compare import FACING, Wording

_SLIGHT = frozenset(
    "a an the of in on at to for by with from and or as that which who it its they their he his she her".split()
)
"""Words that hold no place of their own: where only one of these stood, something was put in, not replaced."""


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


def additions(
    wording: Wording, alignment: Alignment, told: Callable[[], set[str]], spoken: frozenset[int]
) -> list[Addition]:
    """What a summary segment adds to its sources.

    ``told`` gives the lemmas of the sentences of the article before it. ``spoken``: tokens that belong to names, numbers and
    dates, which are compared as such.
    """
    return list(_Additions(wording, alignment, told, spoken).found())


class _Additions:
    """The work of one passage."""

    def __init__(
        self, wording: Wording, alignment: Alignment, told: Callable[[], set[str]], spoken: frozenset[int]
    ) -> None:
        self.wording, self.alignment, self.told, self.spoken = wording, alignment, told, spoken
        self.ours = alignment.segment

    @cached_property
    def there(self) -> set[str]:
        """The lemmas that are no news: those of the sources and of what the article said before."""
        keys = self.wording.lemmas.keys
        return self.told().union(*(keys(s.segment.norms) for s in self.alignment.sources))

    def found(self) -> Iterator[Addition]:
        for (start, end), gaps in stretches(self.alignment):
            new = [k for k in range(start, end) if self._is_new(k, gaps) and not self._speaks(k, end)]
            if new:
                source, replaced = self._replaced((start, end), gaps)
                first, last = self._whole(new[0], new[-1] + 1)
                article = first > start and self.ours.norms[first - 1] in ("a", "an", "the")
                yield Addition(first - article, last, tuple(new), replaced, source)

    def _whole(self, first: int, last: int) -> tuple[int, int]:
        """Some tokens with the other half of a compound at either end: of "rate-setting", not only "setting"."""
        norms = self.ours.norms
        if first > 1 and norms[first - 1] == "-":
            first -= 2
        if last + 1 < len(norms) and norms[last] == "-":
            last += 2
        return first, last

    def _speaks(self, k: int, end: int) -> bool:
        """Whether a word is the subject of a verb of saying that was put in with it."""
        return k + 1 < end and self.ours.norms[k + 1] in self.wording.saying

    def _is_new(self, k: int, gaps: Sequence[Gap]) -> bool:
        norm = self.ours.norms[k]
        if k in self.spoken or not self.wording.is_content(norm):
            return False
        lemma = self.wording.lemmas.lemma(norm)
        if lemma in self.there or self.wording.is_kin(lemma, self.there):
            return False
        if self.wording.is_converse(lemma, self.there):
            return False
        affirmed = self.wording.thesaurus.affirmative(norm)
        if any(self.wording.lemmas.lemma(base) in self.there for base in affirmed):
            return False  # "unknown" for "not known", or for "known": the negations are compared
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
        for gap in gaps:
            norms = self._norms(gap.source)
            telling = (
                m for m in range(*gap.theirs) if norms[m][0].isalnum() and not self._is_slight(gap.source, m)
            )
            words = [(m, lemma(norms[m])) for m in telling if norms[m] not in self.wording.offices]
            lost = tuple(m for m, word in words if word not in here and not self.wording.is_kin(word, here))
            if lost:
                return gap.source, lost
        return -1, ()

    def _is_slight(self, source: int, m: int) -> bool:
        """Whether a word of a source holds no place of its own; "WHO" does."""
        segment = self.alignment.sources[source].segment
        return segment.norms[m] in _SLIGHT and not (len(segment.norms[m]) > 1 and segment.word(m).isupper())
