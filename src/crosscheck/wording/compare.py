"""Whether a word is new, or an old one in another form.

Counted by lemma, family and meaning: a word is new only where the aligned passage has no form of it, nothing derived from
the same stem, and, in the same stretch, no synonym that it may stand for.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from crosscheck.lemmas import STEM, Lemmas, open_lemmas
from crosscheck.names.words import name_words
from crosscheck.thesaurus import Thesaurus, open_thesaurus

if TYPE_CHECKING:
    from crosscheck.ruleset import RuleSet

FACING = 24
"""Words of the original beside which a new word looks for a synonym, the nearest first."""


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
