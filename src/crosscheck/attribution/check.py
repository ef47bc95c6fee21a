"""Who says what: speakers changed, made ambiguous, merged or added."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from crosscheck.attribution.compare import KnownSpeakers
from crosscheck.attribution.pair import Piece, pieces
from crosscheck.attribution.remarks import Speakers, speakers
from crosscheck.attribution.sentences import Attribution
from crosscheck.attribution.speakers import Speaker, same_speaker, speaker_words
from crosscheck.comparison import Comparison
from crosscheck.lemmas import open_lemmas
from crosscheck.model import Alignment, Finding, Segment, Span
from crosscheck.thesaurus import Thesaurus, open_thesaurus

if TYPE_CHECKING:
    from crosscheck.ruleset import RuleSet

APART = 2
"""Sentences from one remark to the next that are not beside each other."""
SHOWN = 6
"""Words of a remark at which its finding is shown, at most."""
ENDS = (".", "!", "?", ":", '"')
"""Last tokens of a sentence that is no line of a heading."""
SUBJECT = 2
"""First tokens of a sentence with which its subject begins."""


def check(comparison: Comparison) -> Iterator[Finding]:
    """Yield ``attribution.changed``, ``attribution.ambiguous``, ``attribution.merged`` and ``attribution.added``."""
    summary = comparison.collation.summary
    if summary.language != "en":
        return
    mentions = comparison.mentions.speakers
    words = speaker_words(comparison.rules)
    parts = {
        part: speakers(found, mentions.get(part, ()), words) for part, found in comparison.segments.items()
    }
    originals = {part: found for part, found in parts.items() if part != summary.id}
    known = KnownSpeakers(parts[summary.id], originals, comparison.names, words)
    judge = _Judge(comparison, parts[summary.id], originals, known, open_thesaurus(comparison.rules))
    for alignment in comparison.judged:
        if alignment.sources and alignment.segment.kind == "sentence":
            yield from judge.findings(alignment)


class _Judge(NamedTuple):
    """Compares who says what in the summary and in its sources."""

    comparison: Comparison
    ours: Speakers
    originals: Mapping[str, Speakers]
    known: KnownSpeakers
    thesaurus: Thesaurus

    def findings(self, alignment: Alignment) -> Iterator[Finding]:
        """What is to be said about the remarks of one segment."""
        own = self.ours.by_segment.get(alignment.segment.index, ())
        for attribution in own:
            if alignment.relation != "verbatim" or attribution.speaker.pronoun:
                yield from self._attributed(alignment, attribution)
        if not own:
            yield from self._run_on(alignment)

    def _pieces(self, alignment: Alignment, said: tuple[tuple[int, int], ...]) -> list[Piece]:
        function = self.comparison.rules.words("english", "function")
        return pieces(alignment, said, self.originals, function, self.thesaurus.same_word)

    # ---------------------------------------------------------------- a remark with its speaker

    def _attributed(self, alignment: Alignment, attribution: Attribution) -> Iterator[Finding]:
        first: Piece | None = None
        added = False
        for piece in self._pieces(alignment, attribution.said):
            theirs = piece.speech.attribution
            opening = first is None and not added
            if theirs is None:
                if opening and self._is_added(attribution, piece.segment):
                    added = True
                    yield self._added(alignment, attribution, piece)
                continue
            verdict = self._same(attribution, theirs, piece)
            if verdict is False and piece.speech.how == "own":
                yield self._changed(alignment, attribution, theirs, piece, opening=opening)
            elif verdict is False and opening and self._is_added(attribution, piece.segment):
                yield self._added(alignment, attribution, piece)
            elif verdict and opening and self._is_ambiguous(attribution, theirs):
                yield self._ambiguous(alignment, attribution, theirs, piece)
            elif first and self._is_merged(first, piece) and (verdict or self._one_speaker(first, piece)):
                yield self._merged(alignment, piece, theirs, attribution.speaker)
            first = first or piece

    def _same(self, ours: Attribution, theirs: Attribution, piece: Piece) -> bool | None:
        """Whether both have one speaker; None where that cannot be told."""
        if theirs.who is None:
            return None
        if not ours.speaker.pronoun:
            verdict = same_speaker(ours.speaker, theirs.who)
            if verdict is None and (
                self._are_of_two_camps(ours.speaker, theirs.who)
                or self._is_another(ours.speaker, theirs.who, piece.segment.part)
                or self._is_not_bearer(ours.speaker, theirs)
            ):
                return False
            return verdict
        if not theirs.who.is_person or not ours.candidates:
            return None
        if any(same_speaker(c, theirs.who) for c in ours.candidates):
            return True
        if theirs.who.gender and ours.speaker.gender and theirs.who.gender != ours.speaker.gender:
            return False
        named = ours.candidates[-1]
        certain = (
            len(ours.candidates) == 1 and named.first <= SUBJECT and same_speaker(named, theirs.who) is False
        )
        return False if certain else None

    def _are_of_two_camps(self, ours: Speaker, theirs: Speaker) -> bool:
        """Whether neither has a name, and one is surely not the other: the police, his lawyer."""
        camps = _camps(self.comparison.rules)
        mine, its = (frozenset().union(*(camps.get(r, ()) for r in s.roles)) for s in (ours, theirs))
        return bool(mine and its) and mine.isdisjoint(its) and not (ours.names or theirs.names)

    def _is_another(self, ours: Speaker, theirs: Speaker, part: str) -> bool:
        """Whether the original has the summary's speaker too, as the speaker of something else."""
        if ours.pronoun or theirs.pronoun or (ours.names and theirs.names):
            return False
        if ours.is_person != theirs.is_person and not theirs.roles - ours.roles:
            return False
        others = (a.who for a in self.originals[part].attributions if a.who)
        return any(
            same_speaker(o, ours) and _alike(o, ours) and same_speaker(o, theirs) is not True for o in others
        )

    def _is_not_bearer(self, ours: Speaker, theirs: Attribution) -> bool:
        """Whether the original's "the minister" is a person named there who is not the summary's speaker."""
        bearer = self.known.bearer(theirs) if ours.is_person else None
        return bearer is not None and same_speaker(ours, bearer) is False

    def _is_ambiguous(self, ours: Attribution, theirs: Attribution) -> bool:
        """Whether a pronoun stands for somebody else than the person named last."""
        if not ours.speaker.pronoun or len(ours.candidates) < 2 or theirs.who is None:
            return False
        return not same_speaker(ours.candidates[-1], theirs.who)

    def _is_merged(self, first: Piece, piece: Piece) -> bool:
        """Whether two pieces of one remark come from two places, each with a verb of saying."""
        one, other = first.speech.attribution, piece.speech.attribution
        if one is None or other is None or one is other or self._goes_on(one, piece):
            return False
        return (
            one.segment.part != other.segment.part or abs(piece.segment.index - first.segment.index) >= APART
        )

    def _goes_on(self, one: Attribution, piece: Piece) -> bool:
        """Whether the first speaker goes on, up to the sentence of the piece, on one occasion: nobody else speaks, nothing happens."""
        other, dates = piece.speech.attribution, self.comparison.dates.get(piece.segment, ())
        if other is None or piece.speech.how != "own" or one.segment.part != piece.segment.part:
            return False
        if one.segment.index >= piece.segment.index or any(d.span.start < other.span.end for d in dates):
            return False
        theirs = self.originals[one.segment.part]
        between = theirs.segments[one.segment.index + 1 : piece.segment.index]
        return all(s.index in theirs.by_segment or theirs.may_continue(s) for s in between) and all(
            a.who is not None and one.who is not None and same_speaker(a.who, one.who)
            for s in between
            for a in theirs.by_segment.get(s.index, ())
        )

    def _one_speaker(self, first: Piece, piece: Piece) -> bool:
        """Whether two pieces have one speaker in the originals."""
        one, other = first.speech.attribution, piece.speech.attribution
        if one is None or other is None:
            return False
        if one.who and other.who:
            return bool(same_speaker(one.who, other.who))
        if one.speaker.pronoun and one.speaker.pronoun == other.speaker.pronoun:
            return True
        return other.speaker.pronoun in ("he", "she") and not other.candidates

    # ---------------------------------------------------------------- a remark that runs on

    def _run_on(self, alignment: Alignment) -> Iterator[Finding]:
        """A sentence that continues a remark in the summary, but another one in the original."""
        speech = self.ours.continued(alignment.segment)
        if speech.attribution is None or self._follows(alignment):
            return
        before = self._before(alignment.segment, speech.attribution)
        whole = ((0, len(alignment.segment.norms)),)
        here = next(iter(self._pieces(alignment, whole)), None)
        theirs = here.speech.attribution if here else None
        if not before or not here or not theirs or not self._is_merged(before, here):
            return
        if here.speech.how == "own" or self._one_speaker(before, here):
            yield self._merged(alignment, here, theirs, speech.attribution.speaker)

    def _follows(self, alignment: Alignment) -> bool:
        """Whether the sentences that this one and the one before come from stand beside each other too."""
        before = self.comparison.alignments[alignment.segment.index - 1].sources
        here = alignment.sources[0].segment
        return any(s.segment.part == here.part and abs(here.index - s.segment.index) < APART for s in before)

    def _before(self, segment: Segment, attribution: Attribution) -> Piece | None:
        """The remark of an original that the sentence before reached."""
        for index in range(segment.index - 1, attribution.segment.index - 1, -1):
            alignment = self.comparison.alignments[index]
            said = (
                attribution.said
                if index == attribution.segment.index
                else ((0, len(alignment.segment.norms)),)
            )
            found = [p for p in self._pieces(alignment, said) if p.speech.attribution]
            if found:
                return found[-1]
        return None

    # ---------------------------------------------------------------- a remark that was none

    def _is_added(self, ours: Attribution, segment: Segment) -> bool:
        """Whether the original gives no hint that somebody says this."""
        words = speaker_words(self.comparison.rules)
        theirs = self.originals[segment.part]
        own = theirs.by_segment.get(segment.index, ())
        last = theirs.last_before(segment)
        if any(same_speaker(ours.who or ours.speaker, a.who) is not False for a in own if a.who):
            return False
        if last and last.who and same_speaker(ours.who or ours.speaker, last.who):
            return False
        if self._is_spoken(segment, theirs) or self._is_publisher(ours, segment.part):
            return False
        if self.known.says_so(ours, segment):
            return False
        if ours.verb in words.thinking and not words.attitudes.isdisjoint(segment.norms):
            return False
        named = {words.lemmas.lemma(n) for n in segment.norms} & (
            ours.speaker.roles | set(ours.speaker.names)
        )
        if named and not (words.verbs | words.judging).isdisjoint(segment.norms):
            return False
        return bool(named) or not self._is_letter(segment.part)

    @staticmethod
    def _is_spoken(segment: Segment, theirs: Speakers) -> bool:
        """Whether a sentence is quoted, also as a later one of a quotation, or is said by its "we"."""
        before = theirs.segments[: segment.index]
        marks = sum(s.norms.count('"') for s in before if s.block == segment.block)
        return marks % 2 == 1 or '"' in segment.norms or not theirs.words.plural.isdisjoint(segment.norms)

    def _publisher(self, part: str) -> str:
        return next((p.publisher for p in self.comparison.collation.originals if p.id == part), None) or ""

    def _is_publisher(self, ours: Attribution, part: str) -> bool:
        """Whether the speaker is who published the original: all of it is theirs."""
        publisher = self._publisher(part)
        return bool(publisher) and self.known.is_publisher(ours, publisher)

    def _is_near(self, ours: Attribution, segment: Segment) -> bool:
        """Whether the speaker, though the original does not say so, may well be meant by it."""
        if self.known.is_about(ours, segment) or self.known.speaks_beside(ours, segment):
            return True
        if self._publisher(segment.part):
            return False
        notices = [p for p in self.comparison.collation.parts if p.kind == "notice"]
        texts = [self.comparison.text(span) for p in notices for span in p.spans]
        return any(self.known.is_listed(ours, text) for text in (*texts, *self._head(segment.part)))

    def _head(self, part: str) -> Iterator[str]:
        """What stands above the first sentence of an original: its title, and lines that end in no mark."""
        for segment in self.originals[part].segments:
            if segment.kind == "sentence" and segment.norms[-1] in ENDS:
                return
            yield self.comparison.text(segment.span)

    def _is_letter(self, part: str) -> bool:
        """Whether an original is what one person writes: it greets, or says "I" outside quotation marks."""
        return _is_letter(self.comparison, part)

    # ---------------------------------------------------------------- findings

    def _changed(
        self, alignment: Alignment, ours: Attribution, theirs: Attribution, piece: Piece, *, opening: bool
    ) -> Finding:
        span = ours.span if opening else self._words(alignment.segment, piece)
        known = bool(ours.speaker.names and theirs.speaker.names)
        sure = "clear" if known else "resolved" if (theirs.who and theirs.who.names) else "guessed"
        return self._finding(
            "attribution.changed",
            span,
            alignment,
            theirs,
            sure,
            severity=None if sure != "guessed" else "warning",
            speaker=_name(ours.who or ours.speaker, self.comparison),
            other=_name(self.known.bearer(theirs) or theirs.who or theirs.speaker, self.comparison),
        )

    def _ambiguous(
        self, alignment: Alignment, ours: Attribution, theirs: Attribution, piece: Piece
    ) -> Finding:
        sure = "clear" if piece.speech.how == "own" and not theirs.speaker.pronoun else "resolved"
        return self._finding(
            "attribution.ambiguous",
            ours.span,
            alignment,
            theirs,
            sure,
            nearest=_name(ours.candidates[-1], self.comparison),
            speaker=_name(theirs.who or theirs.speaker, self.comparison),
        )

    def _merged(self, alignment: Alignment, piece: Piece, theirs: Attribution, speaker: Speaker) -> Finding:
        span = self._words(alignment.segment, piece)
        name = _name(theirs.who or speaker, self.comparison)
        return self._finding("attribution.merged", span, alignment, theirs, "resolved", speaker=name)

    def _added(self, alignment: Alignment, ours: Attribution, piece: Piece) -> Finding:
        there = self.comparison.evidence(piece.segment.span, piece.segment.part)
        sure = self.comparison.rules.data("attribution", "thresholds")["resolved"]
        return self.comparison.finding(
            "attribution.added",
            ours.span,
            [there],
            severity="note" if self._is_near(ours, piece.segment) else None,
            confidence=sure * alignment.confidence,
        )

    def _finding(
        self,
        rule: str,
        span: Span,
        alignment: Alignment,
        theirs: Attribution,
        sure: str,
        **fields: Any,
    ) -> Finding:
        known = self.comparison.rules.data("attribution", "thresholds")
        there = self.comparison.evidence(theirs.span, theirs.segment.part)
        return self.comparison.finding(
            rule, span, [there], confidence=known[sure] * alignment.confidence, **fields
        )

    def _words(self, segment: Segment, piece: Piece) -> Span:
        """The first words of a piece, with what stands before them up to a comma or "and"."""
        first = piece.tokens[0]
        while (
            first > 0
            and segment.norms[first - 1][0].isalnum()
            and segment.norms[first - 1] not in ("and", "but", "that")
        ):
            first -= 1
        last = first
        while last < len(segment.norms) and last - first < SHOWN and segment.norms[last][0].isalnum():
            last += 1
        return segment.span_of(first, max(last, first + 1))


@lru_cache(maxsize=4)
def _camps(rules: "RuleSet") -> Mapping[str, frozenset[int]]:
    """Lemma of a speaker -> the numbers of the camps of which it is one."""
    return open_lemmas(rules).lists(rules.data("attribution")["camps"].values())


def _alike(a: Speaker, b: Speaker) -> bool:
    """Whether two speakers have the same words, rather than one in common."""
    return a.roles == b.roles if not (a.names or b.names) else bool(set(a.names) & set(b.names))


def _name(speaker: Speaker, comparison: Comparison) -> str:
    return comparison.text(speaker.span)


def _is_letter(comparison: Comparison, part: str) -> bool:
    words = speaker_words(comparison.rules)
    segments = comparison.segments[part]
    if segments and words.greetings & set(segments[0].norms[:2]):
        return True
    quoted = comparison.mentions.quotes.get(part, ())
    return any(
        n in words.writer and not any(q.inner.start <= s.bounds[2 * k] < q.inner.end for q in quoted)
        for s in segments
        for k, n in enumerate(s.norms)
    )
