"""Sentences that no alignment by words finds a source for, although an original says the same in other words and order."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from crosscheck.extract.additions import Wording
from crosscheck.extract.namepairs import NameIndex
from crosscheck.extract.numbers import NumberMention
from crosscheck.model import Segment

HELD = 0.8
"""Share of the telling words of a sentence that two neighbouring sentences of an original must hold."""
HALF = 0.5
"""Share that they must hold word for word to be looked at more closely."""


def reworded(
    sentences: Iterable[Segment],
    segments: Mapping[str, Sequence[Segment]],
    numbers: Mapping[Segment, Sequence[NumberMention]],
    names: NameIndex,
    wording: Wording,
) -> set[Segment]:
    """Those of some sentences of the article of which two neighbouring sentences of an original have nearly all telling words.

    ``segments`` by part id, ``numbers`` by segment. Numbers are no telling words: they are compared by value.
    """
    telling = {s: _telling(s, numbers, names, wording) for s in sentences}
    by_word: defaultdict[str, list[Segment]] = defaultdict(list)
    for sentence, words in telling.items():
        for word in words:
            by_word[word].append(sentence)
    found: set[Segment] = set()
    for part in names.originals if by_word else ():
        before: frozenset[str] = frozenset()
        for segment in segments[part]:
            here = wording.lemmas.keys(segment.norms)
            known = here | before | _names(segment, names)
            shared = Counter(s for word in known & by_word.keys() for s in by_word[word])
            for sentence, count in shared.items():
                words = telling[sentence]
                if count >= HALF * len(words) and _is_held(words, known, segment, names, wording):
                    found.add(sentence)
            before = here
    return found


def _telling(
    sentence: Segment, numbers: Mapping[Segment, Sequence[NumberMention]], names: NameIndex, wording: Wording
) -> dict[str, str]:
    """Its content words outside names and numbers, by lemma, and the words of its names."""
    places = [(m.first, m.last) for m in numbers.get(sentence, ())]
    places += [(m.first, m.last) for m in names.names.get(sentence, ())]
    inside = {k for place in places for k in range(*place)}
    words = (n for k, n in enumerate(sentence.norms) if k not in inside and wording.is_content(n))
    return {wording.lemmas.lemma(n): n for n in words} | {w: w for w in _names(sentence, names)}


def _names(segment: Segment, names: NameIndex) -> set[str]:
    return {w for m in names.names.get(segment, ()) for w in m.words}


def _is_held(
    words: Mapping[str, str],
    known: set[str] | frozenset[str],
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
