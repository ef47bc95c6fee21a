"""Words of a summary that name another thing of one kind than the words in whose place they stand: "silver" for "bronze"."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from crosscheck.lemmas import open_lemmas
from crosscheck.meaning.pair import SUMMARY, Sides
from crosscheck.meaning.shifts import Shift
from crosscheck.passages import Gap, gaps

if TYPE_CHECKING:
    from crosscheck.ruleset import RuleSet

WIDE = 2
"""Words on either side up to which a gap is so small that one of them stands for one of the other side."""
_POLES = frozenset({"north", "south"})
_SIDEWAYS = ("east", "west")


class KindWords(NamedTuple):
    """The kinds of ``rules/meaning.toml``."""

    kinds: Mapping[str, frozenset[int]]
    """Lemma -> the numbers of the kinds of which it names a thing."""
    lemma: Callable[[str], str]

    def are_apart(self, a: str, b: str) -> bool:
        """Whether two lemmas name different things of one kind."""
        return a != b and not self.kinds[a].isdisjoint(self.kinds[b])


@lru_cache(maxsize=4)
def kind_words(rules: RuleSet) -> KindWords:
    """The word data of a set of rules, read once."""
    lemmas = open_lemmas(rules)
    return KindWords(lemmas.lists(rules.data("meaning")["kinds"].values()), lemmas.lemma)


def kind_shifts(sides: Sides, words: KindWords) -> Iterator[Shift]:
    """The words in aligned places that name different things of one kind, and that the other side has nowhere else."""
    lemmas = [_lemmas(norms, words) for norms in sides.norms]
    ours = lemmas[SUMMARY]
    for gap in gaps(sides.alignment):
        theirs = lemmas[gap.source]
        for here in _named(sides, gap, SUMMARY, ours, words):
            for there in _named(sides, gap, gap.source, theirs, words):
                a, b = ours[here], theirs[there]
                if words.are_apart(a, b) and a not in theirs and b not in ours:
                    places = (here, _end(ours, here)), (there, _end(theirs, there))
                    yield Shift("kind", places[0], gap.source, places[1], "certain")


def _lemmas(norms: Sequence[str], words: KindWords) -> list[str]:
    """The lemma of each token; a point of the compass in two words is read as one, and its tokens but the first are empty."""
    lemmas = [words.lemma(norm) for norm in norms]
    for k in [k for k, norm in enumerate(norms) if norm in _POLES] if not _POLES.isdisjoint(norms) else ():
        last = k + 2 if norms[k + 1 : k + 2] == ("-",) else k + 1
        if last < len(norms) and norms[last].startswith(_SIDEWAYS):
            lemmas[k : last + 1] = [words.lemma(norms[k] + norms[last]), *[""] * (last - k)]
    return lemmas


def _end(lemmas: Sequence[str], k: int) -> int:
    """The token behind the word that begins at token k."""
    return next((m for m in range(k + 1, len(lemmas)) if lemmas[m]), len(lemmas))


def _named(sides: Sides, gap: Gap, side: int, lemmas: Sequence[str], words: KindWords) -> list[int]:
    """The tokens of a small gap that name a thing of some kind; capitals are for the names."""
    segment, place = sides.segments[side], gap.ours if side == SUMMARY else gap.theirs
    tokens = [k for k in range(*place) if lemmas[k][:1].isalpha()]
    if len(tokens) > WIDE:
        return []
    return [k for k in tokens if lemmas[k] in words.kinds and (k == 0 or segment.word(k)[0].islower())]
