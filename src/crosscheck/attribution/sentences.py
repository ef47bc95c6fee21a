"""Attributions in one sentence: "Wang said that ...", "..., said Wang", "according to Wang", "and added that", "is said to".

What is said is given as ranges of tokens; a sentence may hold several remarks.
"""

from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from crosscheck.attribution.speakers import Phrases, Speaker, SpeakerWords, is_adverb
from crosscheck.model import Segment, Span

SHORT = 7
"""Tokens that may follow a verb of saying that stands behind the remark: "..., he told reporters on Monday"."""
OBJECT = 10
"""Tokens between a verb of saying and its "that"."""

Said = tuple[tuple[int, int], ...]
"""Ranges of tokens of a segment."""


class Attribution(NamedTuple):
    """One remark, or a part of one, with its speaker."""

    segment: Segment
    span: Span
    """Speaker, verb and "that"."""
    verb: str
    """Normalized; empty behind "according to" and the like."""
    speaker: Speaker
    """As the text names it."""
    said: Said
    """The remark, as far as this segment holds it."""
    who: Speaker | None
    """The speaker, or the one person that a pronoun can mean; None where that cannot be told."""
    candidates: tuple[Speaker, ...] = ()
    """Persons that a pronoun may mean, in the order of the text."""

    def covers(self, token: int) -> bool:
        """Whether a token of the segment belongs to the remark."""
        return any(a <= token < b for a, b in self.said)

    @property
    def runs_on(self) -> bool:
        """Whether the remark reaches the end of its sentence, so that the next one may continue it."""
        return any(b >= len(self.segment.norms) - 1 for _, b in self.said)


class SentenceReader:
    """Finds the attributions of one segment."""

    def __init__(self, segment: Segment, phrases: Phrases, words: SpeakerWords) -> None:
        self.segment, self.phrases, self.words = segment, phrases, words
        self.norms = segment.norms
        self.at = (*segment.norms, "", "", "")
        self._last: Speaker | None = None

    def attributions(self) -> Iterator[Attribution]:
        """All of them, in order; a remark ends where the next attribution begins."""
        found = sorted(self._raw(), key=lambda a: a.span.start)
        for number, attribution in enumerate(found):
            low = self._token(found[number - 1].span.end) if number else 0
            following = found[number + 1] if number + 1 < len(found) else None
            high = following.speaker.first if following else len(self.norms)
            behind = following is not None and following.said[0][0] == 0
            here = self._token(attribution.span.start)
            said = [(max(a, low), min(b, high)) for a, b in attribution.said if not (behind and a > here)]
            yield attribution._replace(said=tuple([(a, b) for a, b in said if a < b]))

    def _token(self, offset: int) -> int:
        """The first token that starts at or behind an offset."""
        return bisect_left(self.segment.bounds[::2], offset)

    def labelled(self, end: int) -> Attribution | None:
        """The remark behind the label of a dialogue: "Anna: call them"."""
        speaker = self.phrases.behind(0)
        if speaker is None:
            return None
        return self._made(speaker, 0, end, ((end, len(self.norms)),))

    def _raw(self) -> Iterator[Attribution]:
        for at in self.segment.places(self.words.openers):
            phrase = self._source_phrase(at) if self.norms[at] in self.words.sources else 0
            if phrase:
                yield from self._by_phrase(at, at + phrase)
            elif self.norms[at] in self.words.verbs:
                made = self._by_verb(at)
                if made:
                    self._last = made.speaker
                    yield made

    # ------------------------------------------------------------ according to

    def _source_phrase(self, at: int) -> int:
        phrases = self.words.sources[self.norms[at]]
        return next((len(p) for p in phrases if self.norms[at : at + len(p)] == p), 0)

    def _by_phrase(self, at: int, start: int) -> Iterator[Attribution]:
        speaker = self.phrases.behind(start)
        if speaker is None:
            return
        end = start + 1
        while end < len(self.norms) and self.norms[end] not in (",", ".", ";", ":"):
            end += 1
        if at > 1 or end >= len(self.norms) - 1:
            yield self._made(speaker, at, end, ((0, at),))
        else:
            yield self._made(speaker, at, end, ((end + 1, len(self.norms)),))

    # ------------------------------------------------------------ verbs

    def _by_verb(self, at: int) -> Attribution | None:
        before, after = self.at[at - 1], self.at[at + 1]
        if before in ("to", "the", "a", "an", "-") or after == "-":
            return None
        if after == "by" and before in self.words.be:
            return self._passive(at)
        if before in self.words.be and after == "to" and self.norms[at] in self.words.hearsay:
            return self._hearsay(at)
        may_stand_behind = self._may_stand_behind(at)
        start = self._remark_start(at) or len(self.norms)
        is_empty = start >= len(self.norms) - 1
        if is_empty and not may_stand_behind:
            return None
        if before in (",", '"') and may_stand_behind and not self._has_that(at):
            inverted = self._inverted(at)
            if inverted:
                return inverted
        speaker = self._shared(at) if self._is_shared(at) else self.phrases.before(at)
        if speaker is None or (
            not may_stand_behind and self.at[speaker.first - 1] in self.words.prepositions
        ):
            return None
        if may_stand_behind and self._stands_behind(speaker, at):
            return self._behind_remark(speaker, at)
        if is_empty:
            return None
        return self._made(speaker, min(speaker.first, at), start, ((start, len(self.norms)),))

    def _remark_start(self, at: int) -> int | None:
        """Where the remark behind a verb begins; None where no clause follows."""
        that = self._that(at)
        if that is not None:
            return that + 1
        norm, after = self.norms[at], self.at[at + 1]
        if after in (":", '"') or (after == "," and (self.at[at + 2] == '"' or norm in self.words.core)):
            return at + 2
        for k in range(at + 1, min(len(self.norms), at + SHORT)):
            if self.norms[k] in (":", '"'):
                return k + 1
            if self.norms[k] in (",", ";", ".") or self.norms[k] in self.words.auxiliaries:
                break
        if not self._may_stand_behind(at) or not after[:1].isalnum():
            return None
        if after in self.words.prepositions or after in self.words.no_clause or not self._has_clause(at):
            return None
        return self._behind_listener(at + 1) if norm in self.words.tells else at + 1

    def _behind_listener(self, start: int) -> int:
        """Behind whom something is told: "the council", "Wang Yi", "him"."""
        at = start + (self.at[start] in self.words.determiners) + 1
        while (
            at < len(self.norms) and self.phrases.is_inside_name(at - 1) and self.phrases.is_inside_name(at)
        ):
            at += 1
        return at

    def _may_stand_behind(self, at: int) -> bool:
        """Whether a verb may do without "that", and so stand behind the remark as well."""
        return self.norms[at] in self.words.core or self.norms[at] in self.words.bare

    def _that(self, at: int) -> int | None:
        """The "that" of a verb, behind no more than a listener or a stretch such as "in a statement"."""
        first = self.at[at + 1]
        if first == "that":
            return at + 1
        opens = (
            first in self.words.prepositions
            or first in self.words.listeners
            or first in self.words.holders
            or is_adverb(first)
        )
        if not opens and self.norms[at] not in self.words.tells:
            return None
        for k in range(at + 2, min(len(self.norms), at + OBJECT)):
            norm = self.norms[k]
            if norm == "that":
                return k
            if norm in _STOPS or norm in self.words.auxiliaries or norm in self.words.core:
                return None
        return None

    def _has_that(self, at: int) -> bool:
        return self._that(at) is not None

    def _has_clause(self, at: int) -> bool:
        """Whether a clause seems to follow a verb: a pronoun or an auxiliary, or, behind "said", anything."""
        if self.norms[at] in self.words.core:
            return True
        behind = self.norms[at + 1 : at + 1 + OBJECT]
        stop = next(
            (
                k
                for k, n in enumerate(behind)
                if n in _STOPS or n in ("of", "to", "for", "with", "who", "which")
            ),
            len(behind),
        )
        return behind[0] in self.words.subjects or not self.words.auxiliaries.isdisjoint(behind[1:stop])

    def _stands_behind(self, speaker: Speaker, at: int) -> bool:
        """Whether the remark stands before the speaker: a comma or mark before, and little behind the verb."""
        before = self.at[speaker.first - (2 if self.at[speaker.first - 1] == "the" else 1)]
        if speaker.first < 2 or before not in (",", '"', "-", "'") or self._has_that(at):
            return False
        if before == '"' or self.at[at + 1] in (",", ".", '"', ";", ""):
            return True
        behind = list(self.norms[at + 1 : at + 1 + 3 * SHORT])
        stop = next((k for k, n in enumerate(behind) if n in (",", ".", ";", '"')), len(behind))
        return (
            stop <= SHORT
            and not self.words.auxiliaries & set(behind[:stop])
            and not self.words.subjects & set(behind[:1])
            and (
                behind[0] in self.words.prepositions
                or behind[0] in self.words.listeners
                or behind[0] in self.words.adding
                or self.norms[at] in self.words.tells
            )
        )

    def _behind_remark(self, speaker: Speaker, at: int) -> Attribution:
        said = [(0, speaker.first)]
        end = at + 1
        while end < len(self.norms) and self.norms[end] not in (",", ".", ";", '"', ":"):
            end += 1
        rest = next((k for k in range(end, len(self.norms)) if self.norms[k][0].isalnum()), len(self.norms))
        if rest < len(self.norms) and ('"' in self.norms[end:rest] or self.norms[end] == ","):
            said.append((rest, len(self.norms)))
        return self._made(speaker, speaker.first, at + 1, tuple(said))

    def _inverted(self, at: int) -> Attribution | None:
        """ "..., said Wang" """
        if self.at[at + 1] in self.words.no_clause or at < 2 or self.norms[at] in self.words.tells:
            return None
        speaker = self.phrases.behind(at + 1)
        if speaker is None or (not speaker.names and self.norms[at].endswith("ing")):
            return None
        if not speaker.is_person and self._is_told_of(at):
            return None
        end = at + 2
        while (
            end < len(self.norms)
            and self.norms[end] not in (".", ";", '"', ":")
            and not (self.norms[end] == "," and end + 1 not in self.phrases.starts)
        ):
            end += 1
        if not self.words.auxiliaries.isdisjoint(self.norms[at + 1 : end]):
            return None
        rest = next((k for k in range(end, len(self.norms)) if self.norms[k][0].isalnum()), len(self.norms))
        said = [(0, at)] + ([(rest, len(self.norms))] if '"' in self.norms[end:rest] else [])
        return self._made(speaker, at, max(end, at + 2), tuple(said))

    def _is_told_of(self, at: int) -> bool:
        """Whether a person, not a remark, stands before a verb: "The union leader, Petr Havlik, announced protests"."""
        subject = self.phrases.before(at)
        if subject is None or not subject.is_person or '"' in self.norms[:at]:
            return False
        return subject.first <= 1 or self.norms[0] in self.words.prepositions

    def _is_shared(self, at: int) -> bool:
        """Whether a verb has the subject of the verb before it: "... and added that", ", saying that"."""
        k = at - 1
        while k >= 0 and (
            self.norms[k] in self.words.between
            or self.norms[k] in ("then", "later")
            or self.norms[k].endswith("ly")
        ):
            k -= 1
        return k >= 0 and (
            self.norms[k] in ("and", "but", "or") or (self.norms[k] == "," and self.norms[at].endswith("ing"))
        )

    def _shared(self, at: int) -> Speaker | None:
        """The speaker of the attribution before, else the subject of the sentence."""
        return self._last or self._subject(at)

    def _subject(self, end: int) -> Speaker | None:
        """The first person or pronoun of the sentence, or what stands before its first verb."""
        for k in range(min(end, len(self.norms))):
            if self.norms[k] in ("he", "she"):
                return self.phrases.before(k + 1)
            if k in self.phrases.starts and (named := next(self.phrases.persons(k, k + 1), None)):
                return named
        return None

    def _passive(self, at: int) -> Attribution | None:
        """ "was told by Wang that ..." """
        that = self._that(at)
        speaker = self.phrases.behind(at + 2)
        if that is None or speaker is None:
            return None
        return self._made(speaker, at, that + 1, ((that + 1, len(self.norms)),))

    def _hearsay(self, at: int) -> Attribution:
        """ "is said to be": nobody in particular."""
        nobody = Speaker(self.segment.span_of(at - 1, at + 2), at - 1, (), frozenset(("nobody",)))
        return self._made(nobody, at - 1, at + 2, ((0, at - 1), (at + 2, len(self.norms))))

    def _made(self, speaker: Speaker, first: int, end: int, said: Said) -> Attribution:
        """An attribution that begins with its speaker or at ``first``, whichever comes first, and ends before ``end``."""
        start = min(first, speaker.first) if speaker.first < end else first
        who = None if speaker.pronoun else speaker
        verb = next((n for n in self.norms[start:end] if n in self.words.verbs), "")
        return Attribution(
            self.segment, self.segment.span_of(start, max(end, start + 1)), verb, speaker, said, who
        )


_STOPS = frozenset((".", ";", ":", '"', ",", "and", "but"))
