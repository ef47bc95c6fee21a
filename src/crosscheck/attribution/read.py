"""Attributions: who says what in a text, with antecedents for its pronouns.

A pronoun may mean the persons of the nearest sentence before it that names one it fits; of a sentence that reports a remark its
speaker, rather than whom the remark is about.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from itertools import chain

from crosscheck.attribution.sentences import Attribution, SentenceReader
from crosscheck.attribution.speakers import Phrases, Speaker, SpeakerWords, same_speaker
from crosscheck.model import Segment
from crosscheck.names.read import NameMention

LOOK_BACK = 4
"""Sentences before a pronoun in which its antecedent is looked for."""
SUBJECT = 2
"""First tokens of a sentence, with which its subject begins."""
LABEL = 4
"""Tokens before the colon of a dialogue's label."""


def find_attributions(
    segments: Sequence[Segment], names: Mapping[Segment, Sequence[NameMention]], words: SpeakerWords
) -> tuple[Attribution, ...]:
    """The attributions of a part's segments, in order; ``names`` are those of each segment that has any."""
    labels = _labels(segments)
    found: list[Attribution] = []
    surnames = _surnames(chain.from_iterable([names.get(s, ()) for s in segments]), words)
    antecedents = _Antecedents(segments, names, words, surnames, found)
    for segment in segments:
        label = labels.get(segment.index)
        if label is None and words.telling.isdisjoint(segment.norms):
            continue
        reader = SentenceReader(segment, antecedents.phrases(segment.index), words)
        for attribution in [reader.labelled(label)] if label else list(reader.attributions()):
            if attribution:
                found += [antecedents.resolved(attribution)]
    return tuple(found)


_WHERE = frozenset(("in", "at", "near"))
_BACK = frozenset(("back", "earlier", "later"))
_PLACING = _WHERE | {"on", "to", "with", "about"}


class _Antecedents:
    """Whom a pronoun may mean."""

    def __init__(
        self,
        segments: Sequence[Segment],
        names: Mapping[Segment, Sequence[NameMention]],
        words: SpeakerWords,
        surnames: frozenset[str],
        found: list[Attribution],
    ) -> None:
        self.segments, self.names, self.words, self.surnames, self.found = (
            segments,
            names,
            words,
            surnames,
            found,
        )

    def resolved(self, attribution: Attribution) -> Attribution:
        """An attribution with the persons that its pronoun may mean."""
        pronoun = attribution.speaker.pronoun
        if pronoun not in ("he", "she"):
            return attribution
        candidates = tuple(self._candidates(attribution))
        return attribution._replace(
            candidates=candidates, who=candidates[0] if len(candidates) == 1 else None
        )

    def _candidates(self, attribution: Attribution) -> list[Speaker]:
        gender = attribution.speaker.gender
        index = attribution.segment.index
        here = self._before(attribution.segment, attribution.speaker.first)
        for back in range(LOOK_BACK + 1):
            persons = here if back == 0 else self._in_sentence(index - back)
            fitting = _once([p for p in persons if p.gender in ("", gender) and p.names not in self.places])
            if fitting:
                return [p for p in fitting if self._is_known(p)] or fitting
        return []

    def _before(self, segment: Segment, pronoun: int) -> list[Speaker]:
        """The persons before a pronoun in its sentence; not whom a phrase before its clause places: "Speaking to Reis, she said"."""
        if pronoun <= SUBJECT:
            return []
        norms, found = segment.norms, list(self.phrases(segment.index).persons(0, pronoun))
        opening = norms[0]
        fronted = opening in self.words.prepositions or opening in _BACK or opening.endswith("ing")
        if fronted and "," not in norms[: pronoun - 1] and norms[pronoun - 1] == ",":
            placing = (
                _PLACING if opening == "in" else _PLACING | {"from"}
            )  # "In a letter from Reis, she said"
            return [p for p in found if norms[p.first - 1] not in placing]
        return found

    @cached_property
    def places(self) -> frozenset[tuple[str, ...]]:
        """The names without a given name that stand behind "in", "at" or "near" somewhere in the text: those of no person."""
        return frozenset(
            m.words
            for segment, mentions in self.names.items()
            for m in mentions
            if m.words and segment.norms[max(0, m.first - 1)] in _WHERE
            if not m.title and m.words[0] not in self.words.given
        )

    def _is_known(self, person: Speaker) -> bool:
        """Whether a name is surely a person's: a lone word that nothing introduces may be a club or a town."""
        lone = len(person.names) == 1 and not person.roles
        return not lone or person.names[0] in self.surnames or person.names[0] in self.words.given

    def _in_sentence(self, index: int) -> list[Speaker]:
        """The persons of a sentence; of one that reports a remark its speaker, and who stands outside the remark."""
        if index < 0 or self.segments[index].kind != "sentence":
            return []
        attributions = [a for a in self.found if a.segment.index == index]
        persons = [
            p for p in self.phrases(index).persons() if not any(a.covers(p.first) for a in attributions)
        ]
        speakers = (a.who for a in attributions if a.speaker.pronoun)
        return persons + [who for who in speakers if who and who.is_person]

    def phrases(self, index: int) -> Phrases:
        """The noun phrases of a segment."""
        segment = self.segments[index]
        return Phrases(segment, self.names.get(segment, ()), self.words, self.surnames)


def _once(persons: Sequence[Speaker]) -> list[Speaker]:
    """Each person once, where it is last named."""
    kept: list[Speaker] = []
    for person in persons:
        kept = [k for k in kept if not same_speaker(k, person)]
        kept.append(person)
    return kept


def _surnames(mentions: Iterable[NameMention], words: SpeakerWords) -> frozenset[str]:
    """The words of names of several words that are surely a person's."""
    common = words.names.is_common
    persons = {
        m.words
        for m in mentions
        if m.kind == "name"
        and 1 < len(m.words) < 4
        and (m.title or m.words[0] in words.given or not all(map(common, m.words)))
    }
    return frozenset([w for name in persons if name[-1] not in words.bodies for w in name])


def _labels(segments: Sequence[Segment]) -> dict[int, int]:
    """Segments that begin with the label of a dialogue -> the token behind its colon; none where a text has one alone."""
    found = {}
    for segment in [s for s in segments if ":" in s.norms[1 : LABEL + 1]]:
        colon = segment.norms.index(":")
        words = segment.norms[:colon]
        if (
            colon
            and all(w[0].isalpha() for w in words)
            and segment.word(0)[0].isupper()
            and colon + 1 < len(segment.norms)
        ):
            found[segment.index] = colon + 1
    return found if len(found) > 1 else {}
