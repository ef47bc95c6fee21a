"""Sentences that no alignment by words finds a source for, although an original says the same in other words and order."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from crosscheck.align import retold
from crosscheck.comparison import Comparison
from crosscheck.model import Alignment, Segment
from crosscheck.names.pair import NameIndex, index_of_names
from crosscheck.numbers.pair import NumberIndex, index_of_numbers
from crosscheck.numbers.read import NumberMention
from crosscheck.wording.compare import Wording, open_wording

HELD = 0.8
"""Share of the telling words of a sentence that two neighbouring sentences of an original must hold."""
HALF = 0.5
"""Share that they must hold word for word to be looked at more closely."""
FEWEST = 4
"""Words besides names that a sentence shares with the place that has nearly all of them, from which that is its source."""


def restated(comparison: Comparison) -> Mapping[Segment, Alignment | None]:
    """What ``Comparison.restated`` tells."""
    alone = [a.segment for a in comparison.judged if not a.sources and a.segment.kind == "sentence"]
    if not alone:
        return {}
    english = {p.id: comparison.segments[p.id] for p in comparison.collation.originals if p.language == "en"}
    numbers, names = comparison.once(index_of_numbers), comparison.once(index_of_names)
    found = reworded(alone, english, numbers, names, open_wording(comparison.rules))
    small, respelling = comparison.rules.words("english", "function"), comparison.lexicon.respelling
    return {s: retold(s, sources, respelling, small) if sources else None for s, sources in found.items()}


def reworded(
    sentences: Iterable[Segment],
    segments: Mapping[str, Sequence[Segment]],
    numbers: NumberIndex,
    names: NameIndex,
    wording: Wording,
) -> dict[Segment, list[Segment]]:
    """Those of some sentences of which two neighbouring sentences of an original have nearly all telling words.

    With each the one or two that have most of them, the richer first; none where it has too few telling words to know them by.
    ``segments`` of the originals by part id. Numbers are no telling words: they are compared by value.
    """
    given = (s for s in sentences if all(m.weak or numbers.gives(m) for m in numbers.numbers.get(s, ())))
    telling = {s: _telling(s, numbers.numbers, names, wording) for s in given}
    by_word: defaultdict[str, list[Segment]] = defaultdict(list)
    for sentence, words in telling.items():
        for word in words:
            by_word[word].append(sentence)
    found: dict[Segment, tuple[float, list[Segment]]] = {}
    for original in segments.values() if by_word else ():
        before = _Said(None, frozenset())
        for segment in original:
            here = _Said(segment, wording.lemmas.keys(segment.norms) | _names(segment, names))
            known = here.words | before.words
            shared = Counter(s for word in known & by_word.keys() for s in by_word[word])
            for sentence, count in shared.items():
                words = telling[sentence]
                if count >= HALF * len(words) and _is_held(words, known, segment, names, wording):
                    sources = _sources(words.keys(), here, before)
                    rank = count - (len(sources) - 1) / 2
                    if rank > found.get(sentence, (0.0, []))[0]:
                        found[sentence] = rank, sources
            before = here
    return {
        sentence: sources if _is_telling(telling[sentence], sentence, sources, names, wording) else []
        for sentence, (_, sources) in found.items()
    }


class _Said(NamedTuple):
    """What a sentence of an original says: its lemmas and the words of its names."""

    segment: Segment | None
    words: frozenset[str]


def _sources(words: AbstractSet[str], here: _Said, before: _Said) -> list[Segment]:
    """Of two neighbouring sentences those that hold some words, the richer first; one where it holds all."""
    richest = sorted((here, before), key=lambda said: -len(words & said.words))
    if words & richest[1].words <= richest[0].words:
        richest.pop()
    return [said.segment for said in richest if said.segment and said.segment.kind != "title"]


def _is_telling(
    words: Mapping[str, str],
    sentence: Segment,
    sources: Sequence[Segment],
    names: NameIndex,
    wording: Wording,
) -> bool:
    """Whether a sentence shares enough words besides names with its sources to be compared with them."""
    known = frozenset[str]().union(*(wording.lemmas.keys(s.norms) for s in sources))
    return len((words.keys() & known) - _names(sentence, names)) >= FEWEST


def _telling(
    sentence: Segment, numbers: Mapping[Segment, Sequence[NumberMention]], names: NameIndex, wording: Wording
) -> dict[str, str]:
    """Its content words outside names and numbers, by lemma, and the words of its names."""
    places = [(m.first, m.last) for m in numbers.get(sentence, ())]
    places += [(m.first, m.last) for m in names.names.get(sentence, ())]
    inside = {k for place in places for k in range(*place)}
    words = (n for k, n in enumerate(sentence.norms) if k not in inside and wording.is_content(n))
    return {wording.lemmas.lemma(n): n for n in words} | {w: w for w in _names(sentence, names)}


def _names(segment: Segment, names: NameIndex) -> frozenset[str]:
    return frozenset(w for m in names.names.get(segment, ()) for w in m.words)


def _is_held(
    words: Mapping[str, str],
    known: frozenset[str],
    theirs: Segment,
    names: NameIndex,
    wording: Wording,
) -> bool:
    """Whether a passage of an original has enough of some telling words: as they are, derived, spelt out, or by synonyms."""
    left = [lemma for lemma in words if lemma not in known]
    needed = HELD * len(words) - (len(words) - len(left))
    for lemma in left:
        if needed > 0:
            needed -= (
                wording.is_kin(lemma, known)
                or names.spells(lemma, theirs)
                or any(wording.is_content(n) and wording.synonyms(words[lemma], n) for n in theirs.norms)
            )
    return needed <= 0
