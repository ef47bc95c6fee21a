"""Words that the article adds to a kept sentence, and words of the original that it leaves out.

Counted by lemma, family and meaning: a word is new only where the aligned passage has no form of it, nothing derived from
the same stem, and, in the same stretch, no synonym that it may stand for.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from crosscheck.lemmas import STEM, Lemmas, open_lemmas
from crosscheck.model import Alignment
from crosscheck.names.words import name_words
from crosscheck.passages import Gap, stretches
from crosscheck.thesaurus import Thesaurus, open_thesaurus

if TYPE_CHECKING:
    from crosscheck.ruleset import RuleSet

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


class Wording:
    """What it takes to tell a new word from an old one in another form."""

    def __init__(
        self,
        lemmas: Lemmas,
        thesaurus: Thesaurus,
        grammar: frozenset[str],
        converses: Sequence[frozenset[str]],
        saying: frozenset[str],
        offices: frozenset[str],
        light: frozenset[str],
    ) -> None:
        self.lemmas = lemmas
        self.thesaurus = thesaurus
        self.grammar = grammar
        """Words that carry grammar, and verbs of saying: never new."""
        self.converses = converses
        """Groups of lemmas that tell one event from its several sides ("beat", "lose")."""
        self.saying = saying
        """Verbs of saying; their subjects are compared as speakers."""
        self.offices = offices
        """Words of titles, which go without anything taking their place."""
        self.light = light
        """Words that only carry a construction ("take", "hold", "carry out"), and names of what was just spoken of."""
        self._seen: dict[tuple[str, str], bool] = {}

    def is_content(self, norm: str) -> bool:
        """Whether a word can be news at all."""
        return norm[0].isalpha() and norm not in self.grammar and norm not in self.light and len(norm) > 1

    def additions(
        self, alignment: Alignment, told: Callable[[], set[str]], spoken: frozenset[int]
    ) -> list[Addition]:
        """What a summary segment adds to its sources.

        ``told`` gives the lemmas of the sentences of the article before it. ``spoken``: tokens that belong to names, numbers and
        dates, which are compared as such.
        """
        return list(_Additions(self, alignment, told, spoken).found())

    def is_kin(self, lemma: str, lemmas: Collection[str]) -> bool:
        """Whether a lemma is, or is derived from the stem of, one of some lemmas."""
        stem = lemma[:STEM]
        if len(stem) < STEM:
            return lemma in lemmas
        return stem in " ".join(lemmas) and any(
            self.lemmas.kin(lemma, other) for other in lemmas if stem in other
        )

    def is_converse(self, lemma: str, lemmas: set[str]) -> bool:
        """Whether a lemma tells from another side what one of some lemmas tells."""
        return any(lemma in group and not lemmas.isdisjoint(group) for group in self.converses)

    def means(self, ours: Sequence[str], k: int, theirs: Sequence[str], m: int) -> bool:
        """Whether a word, or a verb with its particle, may stand for one of another text, or says the opposite of it."""
        phrases = self._phrases(theirs, m)
        return any(self._same(a, b) for a in self._phrases(ours, k) for b in phrases)

    def synonyms(self, a: str, b: str) -> bool:
        """Whether two normalized words are synonyms, inflection apart."""
        return self._same(a, b) and not self.thesaurus.opposites(a, b)

    def _same(self, a: str, b: str) -> bool:
        found = self._seen.get((a, b))
        if found is None:
            found = self._seen[a, b] = self.thesaurus.synonyms(a, b) or (
                " " not in a + b and self.thesaurus.opposites(a, b)
            )
        return found

    def _phrases(self, norms: Sequence[str], k: int) -> list[str]:
        """A word alone, and as the verb of "speed up" or the noun of "put into effect"."""
        found = [norms[k]]
        if k + 1 < len(norms) and norms[k + 1] in _PARTICLES:
            found += [" ".join(norms[k : k + n]) for n in (2, 3)]
        if k > 1 and norms[k - 1] in _PARTICLES:
            found.append(" ".join(norms[k - 2 : k + 1]))
        return found


@lru_cache(maxsize=4)
def open_wording(rules: RuleSet) -> Wording:
    """The wording of a set of rules; its word data are read once."""
    patterns, lemmas, names = rules.data("unsourced", "patterns"), open_lemmas(rules), name_words(rules)
    saying = rules.words("english", "saying")
    light = " ".join(patterns[name] for name in ("light", "classes", "times")).split()
    return Wording(
        lemmas,
        open_thesaurus(rules),
        rules.words("english", "function") | saying,
        tuple(frozenset(map(lemmas.lemma, group.split())) for group in patterns["converses"].split("|")),
        saying,
        names.titles,
        names.honorifics.union(light),
    )


_PARTICLES = frozenset(
    "up out off on in into down over back away to for with through together aside forward about at of".split()
)


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


_SLIGHT = frozenset(
    "a an the of in on at to for by with from and or as that which who it its they their he his she her".split()
)
"""Words that hold no place of their own: where only one of these stood, something was put in, not replaced."""
