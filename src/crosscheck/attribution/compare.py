"""Whether an original speaks for a speaker anyway: as its publisher, as what a sentence is about, or in the sentence beside it."""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet

from crosscheck.attribution.read import LOOK_BACK
from crosscheck.attribution.remarks import Speakers
from crosscheck.attribution.sentences import Attribution
from crosscheck.attribution.speakers import Phrases, Speaker, SpeakerWords, abbreviates, same_speaker
from crosscheck.model import Segment, Span
from crosscheck.names.gazetteer import PLACE, folded_name
from crosscheck.names.read import NameMention

BACK = 2
"""Sentences before "the club said" in which the club is looked for."""
OPENING = 2
"""First tokens of a sentence with which its subject begins."""
OBJECT = 4
"""Tokens behind a verb of saying in which the "this" is looked for that means the sentence before."""
_SMALL = frozenset(("and", "for"))
_THIS = frozenset(("this", "so"))
_PERSONS = frozenset(("he", "she"))


class KnownSpeakers:
    """The speakers of a summary as its originals know them."""

    def __init__(
        self,
        ours: Speakers,
        originals: Mapping[str, Speakers],
        names: Mapping[Segment, Sequence[NameMention]],
        words: SpeakerWords,
    ) -> None:
        self.ours, self.originals, self.names, self.words = ours, originals, names, words

    def is_publisher(self, attribution: Attribution, publisher: str) -> bool:
        """Whether a publisher is who speaks, by a word in common or by initials; so that all of its text is theirs."""
        named = folded_name(publisher)
        longs = self.words.names.gazetteer.long_forms(named)
        other = Speaker(
            Span(0, 0),
            0,
            tuple(named.split()),
            frozenset(),
            stands_for=frozenset(word for long in longs for word in long.split()),
        )
        lemmas = {self.words.lemmas.lemma(w) for w in publisher.casefold().split()}
        return any(
            not lemmas.isdisjoint(who.roles | set(who.names))
            or abbreviates(who, other)
            or abbreviates(other, who)
            for who in self._meant(attribution)
        )

    def says_so(self, attribution: Attribution, segment: Segment) -> bool:
        """Whether the next sentence of an original makes this one a remark: "The mayor announced this on Monday"."""
        behind = self._next(segment)
        if behind is None:
            return False
        norms, who = behind.norms, attribution.who or attribution.speaker
        verb = next((k for k, n in enumerate(norms) if n in self.words.verbs), len(norms))
        named = set(who.names or who.roles)
        return not _THIS.isdisjoint(norms[verb + 1 : verb + OBJECT]) and not named.isdisjoint(
            word for n in norms for word in (n, self.words.lemmas.lemma(n))
        )

    def speaks_beside(self, attribution: Attribution, segment: Segment) -> bool:
        """Whether the speaker says something else in the same paragraph of an original."""
        who = attribution.who or attribution.speaker
        return any(
            a.who and a.segment.block == segment.block and same_speaker(who, a.who)
            for a in self.originals[segment.part].attributions
        )

    def bearer(self, attribution: Attribution) -> Speaker | None:
        """The person of an original whom "the minister" means: the only one shortly before who has that title, named once."""
        who, here = attribution.speaker, attribution.segment
        if who.names or who.pronoun or not who.roles or here.norms[who.first] != "the":
            return None
        segments = self.originals[here.part].segments[max(0, here.index - LOOK_BACK) : here.index]
        lemmas = [self.words.lemmas.lemma(n) for s in segments for n in s.norms]
        if any(lemmas.count(role) != 1 for role in who.roles):
            return None
        titled = (p for s in segments for p in self._phrases(s).persons() if who.roles <= p.roles)
        return next(titled, None)

    def is_about(self, attribution: Attribution, segment: Segment) -> bool:
        """Whether a sentence of an original is about the speaker, a body: "WHO has released ...", "The company plans ..."."""
        about = [m for m in self._names(segment) if m.first <= OPENING]
        opening = {self.words.lemmas.lemma(n) for n in segment.norms[: OPENING + 1]}
        remark = attribution.segment.norms
        if self._is_generic(attribution.speaker) and (
            not attribution.speaker.roles.isdisjoint(opening) or not all(map(self._is_human, about))
        ):
            return True
        return any(
            not self._is_human(who) and _PERSONS.isdisjoint(remark) and same_speaker(who, m)
            for who in self._meant(attribution)
            for m in about
        )

    def is_listed(self, attribution: Attribution, heading: str) -> bool:
        """Whether the notice before the originals, or the head of one, names the speaker, a body: it may well be its text."""
        known = {form for w in folded_name(heading).split() for form in (w, self.words.lemmas.lemma(w))}
        for who in self._meant(attribution):
            telling = {w for w in who.names or who.roles if not w.startswith(PLACE)}
            if telling and (telling <= known or self._is_shortened(who, known)) and not self._is_human(who):
                return True
        return False

    @staticmethod
    def _is_shortened(who: Speaker, words: AbstractSet[str]) -> bool:
        """Whether the initials of a name are among some words."""
        letters = "".join(w.removeprefix(PLACE)[:1] for w in who.names if w not in _SMALL)
        return len(letters) > 1 and letters in words

    # ------------------------------------------------------------ who is meant

    def _meant(self, attribution: Attribution) -> Iterator[Speaker]:
        """The speaker; of "the club" and "it" also the names of the nearest sentence that has any."""
        yield attribution.who or attribution.speaker
        if not self._is_generic(attribution.speaker):
            return
        here = attribution.segment
        for segment in reversed(self.ours.segments[max(0, here.index - BACK) : here.index + 1]):
            end = attribution.speaker.first if segment is here else len(segment.norms)
            named = [m for m in self._names(segment) if m.first < end and segment.block == here.block]
            yield from named
            if named:
                return

    def _is_generic(self, speaker: Speaker) -> bool:
        """Whether a speaker is a body without a name, or speaks for one: "the club", "it", "a spokeswoman"."""
        if speaker.pronoun:
            return speaker.pronoun in ("it", "they")
        known = self.words.bodies | self.words.spokes
        return not speaker.names and bool(speaker.roles) and speaker.roles <= known

    def _is_human(self, speaker: Speaker) -> bool:
        """Whether a name is surely a person's: with a title, or with a given name here or elsewhere in the article."""
        if speaker.gender or (speaker.names and speaker.names[0] in self.words.given):
            return True
        return any(
            speaker.names[-1:] == m.words[-1:] and (m.title or m.words[0] in self.words.given)
            for segment in self.ours.segments
            for m in self.names.get(segment, ())
        )

    def _names(self, segment: Segment) -> list[Speaker]:
        return list(self._phrases(segment).named())

    def _phrases(self, segment: Segment) -> Phrases:
        return Phrases(segment, self.names.get(segment, ()), self.words)

    def _next(self, segment: Segment) -> Segment | None:
        behind = self.originals[segment.part].segments[segment.index + 1 : segment.index + 2]
        return behind[0] if behind and behind[0].block == segment.block else None
