"""Names of a source in whose place the article has common words: "a university" for "CERN", "costs" for "EBITDA", or another word
inside a longer name ("the foreign ministry" for "the Interior Ministry").

The article's side holds no other name there, so that a comparison of names with names sees nothing. Quiet where the article
gives the name elsewhere, explains its initials, or points back at it ("the agency").
"""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from functools import cached_property
from typing import NamedTuple

from crosscheck.lexicon import fold
from crosscheck.model import Alignment, Segment
from crosscheck.names.gazetteer import PLACE, shortens
from crosscheck.names.pair import NameIndex, NamePair, is_initials
from crosscheck.names.read import NameMention
from crosscheck.passages import Gap, gaps
from crosscheck.thesaurus import Thesaurus

NARROW = 4
"""Tokens between equal words, on either side, within which one thing took the place of another."""
WHOLE_NAME = 3
"""Words from which a name in small letters is none that news rewords as a description ("the top court" for "the Supreme Court"); of
shorter ones only an office in the place of another is told ("the foreign ministry")."""
KEPT = 0.5
"""Share of the sentence that must be as in its sources."""
_POINTING = frozenset("the this that these those".split())
_OWNING = frozenset("its their his her our your my whose".split())
_JUDGED = frozenset({"replaced", "misspelt", "doubled", "romanized", "shortened", "mixed", "swapped", "new"})
"""Verdicts on a name of the article that say what there is to say about its place."""


class Displaced(NamedTuple):
    """Words of the article in the place of a name, or of a word of one."""

    first: int
    """Tokens of the summary segment; ``last`` is behind the last."""
    last: int
    source: int
    """Index into ``Alignment.sources``."""
    name: NameMention
    confidence: float


class Displacements:
    """What it takes to tell a lost name from one told otherwise."""

    def __init__(self, index: NameIndex, thesaurus: Thesaurus, told: AbstractSet[str]) -> None:
        self.index = index
        self.thesaurus = thesaurus
        self.told = told
        """Every normalized word of the article."""

    def find(self, alignment: Alignment, pairs: Sequence[NamePair]) -> Iterator[Displaced]:
        """The lost names of a summary segment; ``pairs``: its own names, as they were judged."""
        narrow = [g for g in gaps(alignment) if _is_narrow(g)] if _is_kept(alignment) else ()
        facing = [(gap, names) for gap in narrow if (names := self._facing(alignment, gap))]
        if not facing:
            return
        spoken = {k for p in pairs if p.verdict in _JUDGED for k in range(p.ours.first, p.ours.last)}
        named = {k for p in pairs for k in range(p.ours.first, p.ours.last)}
        for gap, names in facing:
            source = alignment.sources[gap.source].segment
            for name in names:
                place = _Place(self, alignment.segment, source, gap, name)
                if not place.words or not spoken.isdisjoint(place.words):
                    continue
                if self._is_told(name) and not place.is_qualified():
                    continue
                sure = place.whole(named) or place.inside()
                if sure:
                    yield Displaced(*place.shown(), gap.source, name, sure)
                    break

    def _facing(self, alignment: Alignment, gap: Gap) -> list[NameMention]:
        """The names of a source of which a stretch has a word."""
        names = self.index.names.get(alignment.sources[gap.source].segment, ())
        return [m for m in names if m.first < gap.theirs[1] and gap.theirs[0] < m.last]

    def _is_told(self, name: NameMention) -> bool:
        """Whether the article gives a name somewhere, or what its initials stand for."""
        longs = self.index.gazetteer.long_forms(name.words[0]) if name.kind == "short" else ()
        return all(w in self.told for w in name.words) or any(
            all(w in self.told for w in long.split()) for long in longs
        )


def _is_narrow(gap: Gap) -> bool:
    return 0 < gap.ours[1] - gap.ours[0] <= NARROW and 0 < gap.theirs[1] - gap.theirs[0] <= NARROW


def _is_kept(alignment: Alignment) -> bool:
    equal = sum([op.summary[1] - op.summary[0] for op in alignment.ops if op.kind == "equal"])
    return equal >= KEPT * len(alignment.segment.norms)


class _Place:
    """A stretch of the article that faces a name."""

    def __init__(
        self, search: Displacements, ours: Segment, theirs: Segment, gap: Gap, name: NameMention
    ) -> None:
        self.search = search
        self.ours = ours
        self.theirs = theirs
        self.gap = gap
        self.name = name

    @cached_property
    def words(self) -> list[int]:
        """The tokens of ours that can be news."""
        return [k for k in range(*self.gap.ours) if self._is_content(k)]

    @property
    def norms(self) -> list[str]:
        """The words of ``words``."""
        return [self.ours.norms[k] for k in self.words]

    def shown(self) -> tuple[int, int]:
        """The tokens of ours that stand for the name: the new words with what was kept of it around them."""
        first, last = self.words[0], self.words[-1] + 1
        if self.gap.theirs[0] > self.name.first and self._kept_before():
            first = self.gap.ours[0] - (self.gap.theirs[0] - self.name.first)
        if self.gap.theirs[1] < self.name.last and self._kept_behind():
            last = self.gap.ours[1] + self.name.last - self.gap.theirs[1]
        return first, last

    def _kept_before(self) -> bool:
        """Whether ours has the beginning of the name before the stretch."""
        kept = self.theirs.norms[self.name.first : self.gap.theirs[0]]
        return bool(kept) and self.ours.norms[: self.gap.ours[0]][-len(kept) :] == kept

    def _kept_behind(self) -> bool:
        """Whether ours has the end of the name behind the stretch."""
        kept = self.theirs.norms[self.gap.theirs[1] : self.name.last]
        return bool(kept) and self.ours.norms[self.gap.ours[1] : self.gap.ours[1] + len(kept)] == kept

    # ------------------------------------------------------------ a whole name

    def whole(self, named: AbstractSet[int]) -> float:
        """How sure common words took the place of a whole name; 0 where they did not."""
        if self.name.first < self.gap.theirs[0] or self.gap.theirs[1] < self.name.last:
            return 0.0
        before = self._before(self.words[0])
        if not named.isdisjoint(range(*self.gap.ours)) or before in _POINTING or not self._is_proper():
            return 0.0
        if self._is_explained() or (before in _OWNING and not is_initials(self.name, self.theirs)):
            return 0.0
        if self.name.kind == "short":
            return 0.7
        qualifies = (
            self.name.kind == "name"
            and not is_initials(self.name, self.theirs)
            and self._is_content(self.gap.ours[1])
        )
        return 0.0 if qualifies or all(self._is_known(n) for n in self.norms) else 0.6

    def is_qualified(self) -> bool:
        """Whether one word took the place of initials behind a word that says which ("operating EBITDA", "operating costs"); bodies
        of the table are pointed back at by other words ("the alliance").
        """
        first, last = self.gap.ours
        short = self.name.words[0]
        return (
            last - first == self.gap.theirs[1] - self.gap.theirs[0] == 1
            and is_initials(self.name, self.theirs)
            and not self.search.index.gazetteer.long_forms(short)
            and self._is_content(first - 1)
            and not self._is_content(last)
        )

    def _is_proper(self) -> bool:
        """Whether a name cannot be taken for common words with a capital: "Congress", "Black Friday"; or for a model ("A320")."""
        common, words = self.search.index.words.is_common, self.name.words
        if self.name.kind == "name":
            return not all(w.startswith(PLACE) or common(w) for w in words)
        return not any(c.isdigit() for c in words[0])

    def _is_explained(self) -> bool:
        """Whether the words say what initials stand for, or mean the same, or are the seat of a government."""
        short, gazetteer = self.name.words[0], self.search.index.gazetteer
        if any(gazetteer.capital_of(fold(n)) for n in self.norms):
            return True
        if not is_initials(self.name, self.theirs):
            return False
        near = range(max(0, self.words[0] - 2), min(len(self.ours.norms), self.words[-1] + 3))
        words = [fold(self.ours.norms[k]) for k in near if self.ours.norms[k][0].isalpha()]
        return (
            gazetteer.explains(short, words)
            or any(gazetteer.explains(short, [fold(n)]) or shortens(short, fold(n)) for n in self.norms)
            or any(self.search.thesaurus.synonyms(n, short) for n in self.norms)
            or self.search.index.words.is_title(short)
        )

    def _is_known(self, norm: str) -> bool:
        """Whether the originals have a word: what describes the bearer of a name stands beside it there."""
        lemma = self.search.index.lemmas.lemma
        return norm in self.search.index.known or lemma(norm) in self.search.index.known

    # ------------------------------------------------------------ a word of a name

    def inside(self) -> float:
        """How sure another word took the place of one inside a name; 0 where none did."""
        first, last = self.gap.theirs
        if self.name.kind != "name" or len(self.name.words) < 2 or not self._is_within():
            return 0.0
        head = not self._kept_behind()
        beside = self.gap.ours[0] - 1 if head else self.gap.ours[1]
        if not self.search.index.words.is_common(self.ours.norms[beside]):
            return 0.0  # a surname behind a description of its bearer
        lost = [self.theirs.norms[k] for k in range(first, last) if self.theirs.norms[k][0].isalpha()]
        if not lost or self._are_one_office(lost) or any(n in self.search.told for n in lost):
            return 0.0
        if self._is_capital(self.words[0]):
            alike = head and any(self.search.thesaurus.synonyms(a, b) for a in self.norms for b in lost)
            return 0.0 if alike else 0.8
        if (
            head
            or (beside and self._is_capital(beside))
            or not self.search.index.words.vague.isdisjoint(self.norms)
        ):
            return 0.0
        office = any(self.search.index.words.is_title(n) for n in self.norms)
        return 0.7 if office or len(self.name.words) >= WHOLE_NAME else 0.0

    def _is_within(self) -> bool:
        """Whether the source's side of the stretch lies in the name, and ours has the rest of it beside its own."""
        first, last = self.gap.theirs
        return (
            self.name.first <= first
            and last <= self.name.last
            and (first == self.name.first or self._kept_before())
            and (last == self.name.last or self._kept_behind())
            and last - first < self.name.last - self.name.first
        )

    def _are_one_office(self, lost: Sequence[str]) -> bool:
        words = self.search.index.words
        ours, theirs = words.title_words(self.norms), words.title_words(lost)
        generic = all(n in words.generic for n in (*self.norms, *lost))
        return generic or (bool(ours) and ours == theirs) or bool(words.honorifics.intersection(self.norms))

    # ------------------------------------------------------------ tokens

    def _is_content(self, k: int) -> bool:
        """Whether a word of ours carries more than grammar."""
        norms = self.ours.norms
        return (
            0 <= k < len(norms) and norms[k][0].isalpha() and norms[k] not in self.search.index.words.grammar
        )

    def _before(self, k: int) -> str:
        return self.ours.norms[k - 1] if k else ""

    def _is_capital(self, k: int) -> bool:
        return self.ours.document_text[self.ours.bounds[2 * k]].isupper()
