"""What a source only announces, and the summary tells as done: "opened" for "will open"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from crosscheck.meaning.modality import ModalWords, is_in_place
from crosscheck.meaning.pair import SUMMARY, Kept, Placed, Sides, pair
from crosscheck.meaning.shifts import Shift, dropped, is_answered
from crosscheck.model import Segment
from crosscheck.passages import is_loose
from crosscheck.thesaurus import Thesaurus

_WAS = frozenset({"was", "were", "been"})
_AUXILIARY = _WAS | {"has", "have", "had"}
_LOOKING_BACK = frozenset({"would", "was", "were"})
_LONG = 4
"""Letters of a word that says what a sentence is about."""
_UNENDED = ("s", "ing")
"""Endings of a verb that is not over."""


def happened_shifts(
    sides: Sides, words: ModalWords, originals: Sequence[Sequence[Segment]]
) -> Iterator[Shift]:
    """The verbs of the summary that tell of the past what a source tells of the future, and no original of the past."""
    if is_loose(sides.alignment):
        return
    ours, theirs = sides.cues(words.modality)
    answers = {word for word, classes in words.answers.items() if "future" in classes}
    for placed in pair(sides, ours, theirs)[1]:
        if not _is_ahead(sides, words, placed) or is_answered(sides, placed, answers):
            continue
        kept = sides.counterpart(placed.side, placed.cue.targets[0], placed.cue.words[0])
        verb = _past(sides, placed, kept) if kept and is_in_place(sides, placed, kept) else None
        hedged = verb and any(cue.first < verb[1] <= cue.last + 1 for cue, _ in ours)
        if kept and verb and not hedged and not _is_told(sides, placed, verb, originals):
            yield dropped("modality", sides, placed, kept)._replace(here=verb)


def pending_shifts(
    sides: Sides, words: ModalWords, thesaurus: Thesaurus, originals: Sequence[Sequence[Segment]]
) -> Iterator[Shift]:
    """What the summary tells as done and a source as still to come: "was approved" for "is subject to approval"."""
    ours, theirs = sides.cues(words.pending)
    if ours or not theirs or is_loose(sides.alignment):
        return
    norms, modal = sides.norms[SUMMARY], sides.cues(words.modality)[0]
    done = [k for k in sides.changed[SUMMARY] if norms[k].endswith("ed") and norms[max(0, k - 1)] != "be"]
    done = [k for k in done if not any(placed.cue.first < k <= placed.cue.last + 1 for placed in modal)]
    for placed in theirs:
        for target, word in zip(placed.cue.targets[:2], placed.cue.words, strict=False):
            verb = next((k for k in done if norms[k] != word and thesaurus.synonyms(norms[k], word)), None)
            if verb is not None and not _is_told(sides, placed, (verb, verb + 1), originals):
                first = verb
                while first > 0 and norms[first - 1] in _AUXILIARY:
                    first -= 1
                there = placed.cue.first, target + 1
                yield Shift("modality", (first, verb + 1), placed.side, there, "certain")
                break


def _is_ahead(sides: Sides, words: ModalWords, placed: Placed) -> bool:
    """Whether a cue puts a verb into the future: "will", and "would" where somebody says so, not "it would become"."""
    if "future" not in placed.cue.classes or not placed.cue.words:
        return False
    before = sides.norms[placed.side][: placed.cue.first + 1]
    return before[-1] not in _LOOKING_BACK or not words.saying.isdisjoint(before)


def _past(sides: Sides, placed: Placed, kept: Kept) -> tuple[int, int] | None:
    """The tokens of the summary's verb, where it tells of the past; else None."""
    norms = sides.norms[SUMMARY]
    if norms[kept.token] != placed.cue.words[0]:
        return None if norms[kept.token].endswith(_UNENDED) else (kept.token, kept.token + 1)
    changed = set(sides.changed[SUMMARY])
    was = [k for k in range(max(0, kept.token - 2), kept.token) if norms[k] in _WAS and k in changed]
    return (was[0], kept.token + 1) if was else None


def _is_told(
    sides: Sides, placed: Placed, verb: tuple[int, int], originals: Iterable[Sequence[Segment]]
) -> bool:
    """Whether another sentence of the originals has the summary's verb, with something else that the source's sentence has."""
    source = sides.segments[placed.side]
    form = set(sides.norms[SUMMARY][slice(*verb)])
    rest = {norm for norm in source.norms if len(norm) >= _LONG} - form
    return any(
        form <= (norms := set(segment.norms)) and not rest.isdisjoint(norms)
        for segment in chain.from_iterable(originals)
        if segment is not source
    )
