"""Quotations that the summary altered, has from nowhere, or has without their marks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import chain

from crosscheck.comparison import Comparison
from crosscheck.model import Alignment, Finding, Place, Segment, Skipped, Span
from crosscheck.plain import one_line
from crosscheck.quotes.pair import (
    LIKE,
    Change,
    Match,
    Quoted,
    QuotedWord,
    expanded,
    fitted,
    joined,
    quoted_words,
)
from crosscheck.quotes.read import Quotation, inside, outermost

TOLD = 3
"""Changes of one quotation that its message tells."""
SURE = 0.95
"""Confidence that a quotation is from nowhere, and, times its likeness, that it is an altered one."""
FEWEST = 3
"""Words of a quotation that is recognized without its marks in another sentence."""
SPOKEN, NEARLY = 6, 0.75
"""Words, and likeness, from which a quotation is an altered stretch of a text without quotation marks, such as a speech."""
PARTLY = 1 / 3
"""Likeness from which a quotation is compared word by word with the one in whose place it stands."""
WITHIN = 12
"""Words of an original's quotation that a wholly different one may stand for, by its place."""


def check(comparison: Comparison) -> Iterator[Finding]:
    """Yield ``quotes.altered``, ``quotes.unsourced`` and ``quotes.lost``."""
    summary = comparison.collation.summary
    if summary.language != "en":
        return
    search = _Search(comparison)
    for quotation in outermost(comparison.mentions.quotes.get(summary.id, ())):
        yield from _judged(search, quotation)
    for alignment in comparison.judged:
        yield from _lost(search, alignment)
        yield from _lost_elsewhere(search, alignment)


class _Search:
    """What is looked up in the originals, made when first needed."""

    def __init__(self, comparison: Comparison) -> None:
        self.comparison = comparison
        self._texts: dict[str, str] = {}

    @cached_property
    def outermost(self) -> dict[str, tuple[Quotation, ...]]:
        """By part, its quotations that stand in no other."""
        return {part: tuple(outermost(found)) for part, found in self.comparison.mentions.quotes.items()}

    def texts(self) -> Iterator[str]:
        """The words of each original, as one string."""
        for part in self.comparison.collation.originals:
            text = self._texts.get(part.id)
            if text is None:
                norms = chain.from_iterable([s.norms for s in self.comparison.segments[part.id]])
                text = self._texts[part.id] = joined(norms)
            yield text

    @cached_property
    def quoted(self) -> list[Quoted]:
        """The words between quotation marks of each original."""
        found = []
        for part in self.comparison.collation.originals:
            segments = self.comparison.segments[part.id]
            quotations = self.outermost.get(part.id, ())
            found.append(Quoted([w for q in quotations for w in expanded(quoted_words(q, segments))]))
        return found

    @cached_property
    def quotations(self) -> dict[str, list[tuple[str, list[QuotedWord]]]]:
        """By original, its quotations as one string and as words; without those of a word or two."""
        parts = (p.id for p in self.comparison.collation.originals)
        found = {}
        for part in parts:
            segments = self.comparison.segments[part]
            quotations = self.outermost.get(part, ())
            words = [quoted_words(q, segments) for q in quotations]
            found[part] = [(joined(w.norm for w in ws), ws) for ws in words if len(ws) >= FEWEST]
        return found

    def holds(self, words: Sequence[QuotedWord]) -> bool:
        """Whether an original has the words as they stand, but for what an ellipsis or brackets left out."""
        if not self.comparison.vocabulary.issuperset([w.norm for w in words]):
            return False
        pieces = [joined(w.norm for w in piece) for piece in _pieces(words)]
        sources = self.comparison.alignments[words[0].segment.index].sources
        near = (joined(s.segment.norms) for s in sources)
        return any(all(piece in text for piece in pieces) for text in chain(near, self.texts()))

    def match(self, words: Sequence[QuotedWord]) -> Match | None:
        """The quotation of an original that the words were made from; None where there is none."""
        best = self._likest(words, self.quoted)
        return best if best and best.likeness >= LIKE else self._in_place(words)

    def spoken(self, words: Sequence[QuotedWord]) -> Match | None:
        """The stretch of an original, quoted or not, that has nearly all words; None where only their spelling differs there."""
        if len(words) < SPOKEN or self.respelt(words):
            return None
        best = self._likest(expanded(words), self.all_words)
        return best if best and best.likeness >= NEARLY and _is_compact(best, len(words)) else None

    def _likest(self, words: Sequence[QuotedWord], texts: Iterable[Quoted]) -> Match | None:
        same = self.comparison.lexicon.respelling
        function = self.comparison.rules.words("english", "function")
        found = [match for text in texts if (match := text.match(words, same, function))]
        return max(found, key=lambda m: m.likeness, default=None)

    @cached_property
    def all_words(self) -> list[Quoted]:
        """The words of each original, quoted or not."""
        return [
            Quoted(
                expanded(
                    [
                        QuotedWord(norm, segment, k, loose=False)
                        for segment in self.comparison.segments[part.id]
                        for k, norm in enumerate(segment.norms)
                        if norm[0].isalnum()
                    ]
                )
            )
            for part in self.comparison.collation.originals
        ]

    def respelt(self, words: Sequence[QuotedWord]) -> bool:
        """Whether the aligned sources have every word, in some spelling, outside quotation marks."""
        return all(
            any(
                op.summary[0] <= w.token < op.summary[1] and (op.kind == "equal" or op.respelt)
                for op in self.comparison.alignments[w.segment.index].ops
            )
            for w in words
        )

    def _in_place(self, words: Sequence[QuotedWord]) -> Match | None:
        """The quotation that stands where some words stand now, however few of them it has."""
        alignment = self.comparison.alignments[words[0].segment.index]
        tokens = {w.token for w in words if w.segment is words[0].segment}
        for op in alignment.ops:
            if op.source < 0 or op.kind == "insert" or tokens.isdisjoint(range(*op.summary)):
                continue
            source = alignment.sources[op.source].segment
            at = source.span_of(*op.original)
            for quotation in self.outermost.get(source.part, ()):
                theirs = expanded(quoted_words(quotation, (source,))) if quotation.inner.overlaps(at) else []
                if theirs:
                    return self._fitted(words, theirs)
        return None

    def _fitted(self, words: Sequence[QuotedWord], theirs: Sequence[QuotedWord]) -> Match | None:
        """Words laid over a quotation; as one change where they share too little."""
        found = fitted(words, theirs, self.comparison.lexicon.respelling)
        if found and found.likeness >= PARTLY:
            return found
        if max(len(words), len(theirs)) > WITHIN:
            return None
        return Match(
            PARTLY, (Change(tuple(words), tuple(theirs), None, None, respelt=False),), theirs[0], theirs[-1]
        )


def _judged(search: _Search, quotation: Quotation) -> Iterator[Finding]:
    """The finding about one quotation of the summary, if there is one."""
    comparison = search.comparison
    words = quoted_words(quotation, comparison.segments[comparison.collation.summary.id])
    if not words or search.holds(words):
        return
    match = search.match(expanded(words)) or search.spoken(words)
    if match:
        yield from _altered(comparison, match)
    elif any(p.language != "en" for p in comparison.collation.originals):
        reason = "quotation not found, but an original is in another language"
        comparison.skipped.append(Skipped(reason, quotation.span))
    elif not search.respelt(words):
        yield comparison.finding("quotes.unsourced", _span(words), confidence=SURE)


def _is_compact(match: Match, words: int) -> bool:
    """Whether a stretch has not far more words than a quotation of so many."""
    return 2 * sum(len(change.theirs) for change in match.changes) <= words


def _altered(comparison: Comparison, match: Match) -> Iterator[Finding]:
    """One finding for all changes of a quotation; those of regional spelling alone apart, as notes."""
    for respelt in (False, True):
        changes = [c for c in match.changes if c.respelt is respelt]
        if not changes:
            continue
        places = [_place(comparison, match, change) for change in changes]
        yield comparison.finding(
            "quotes.altered",
            places[0].span,
            places[0].related,
            severity="note" if respelt else None,
            confidence=SURE * (1.0 if respelt else 0.5 + match.likeness / 2),
            how="; ".join(map(_told, places[:TOLD], changes)),
            places=places if len(places) > 1 else (),
        )


def _told(place: Place, change: Change) -> str:
    """A change in words."""
    if not change.theirs:
        return f"“{one_line(place.text)}” added"
    original = one_line(place.related[0].text)
    return f"“{one_line(place.text)}” for “{original}”" if change.ours else f"“{original}” left out"


def _place(comparison: Comparison, match: Match, change: Change) -> Place:
    """Where a change is shown: at the changed words, or where words are missing at those around the gap."""
    ours = change.ours or [w for w in (change.before, change.after) if w]
    theirs = change.theirs or (match.first, match.last)
    span, there = _span(ours), _span(theirs)
    return Place(span, comparison.text(span), (comparison.evidence(there, theirs[0].segment.part),))


def _lost(search: _Search, alignment: Alignment) -> Iterator[Finding]:
    """Quotations whose words a segment kept, one after the other, outside quotation marks."""
    comparison, segment = search.comparison, alignment.segment
    for number, (original, _) in enumerate(alignment.sources):
        quoted = list(inside(search.outermost.get(original.part, ()), original))
        if not quoted:
            continue
        function = comparison.rules.words("english", "function")
        kept, ours = _kept(alignment, number), comparison.mentions.quotes.get(segment.part, ())
        marked = {k for _, words in inside(ours, segment) for k in words}
        for _, words in quoted:
            here = [kept[k] for k in words if k in kept]
            if len(here) < len(words) or all(original.norms[k] in function for k in words):
                continue
            if marked.isdisjoint(here) and _is_run(segment, here):
                yield comparison.finding(
                    "quotes.lost",
                    segment.span_of(here[0], here[-1] + 1),
                    [comparison.evidence(original.span_of(words[0], words[-1] + 1), original.part)],
                    confidence=alignment.confidence,
                )


def _lost_elsewhere(search: _Search, alignment: Alignment) -> Iterator[Finding]:
    """Whole quotations of other sentences that were added to a segment without their marks."""
    comparison, segment = search.comparison, alignment.segment
    quoted = {s.segment.part: search.quotations[s.segment.part] for s in alignment.sources}
    for op in alignment.ops if any(quoted.values()) else ():
        new = [k for k in range(*op.summary) if segment.norms[k][0].isalnum()] if op.kind == "insert" else []
        if len(new) < FEWEST or _is_marked(comparison, segment, new):
            continue
        text = joined(segment.norms[k] for k in new)
        for part, quotations in quoted.items():
            for quotation, words in quotations:
                if quotation in text:
                    first = new[text[: text.index(quotation)].count(" ")]
                    here = segment.span_of(first, new[new.index(first) + len(words) - 1] + 1)
                    there = comparison.evidence(_span(words), part)
                    yield comparison.finding("quotes.lost", here, [there], confidence=alignment.confidence)


def _is_marked(comparison: Comparison, segment: Segment, tokens: Sequence[int]) -> bool:
    """Whether some words of the summary stand between quotation marks."""
    quotations = comparison.mentions.quotes.get(segment.part, ())
    return any(not set(words).isdisjoint(tokens) for _, words in inside(quotations, segment))


def _kept(alignment: Alignment, source: int) -> dict[int, int]:
    """Tokens of a source -> the tokens of the summary that are equal, or respelt."""
    kept: dict[int, int] = {}
    for op in alignment.ops:
        if op.source == source and (op.kind == "equal" or op.respelt):
            kept.update(zip(range(*op.original), range(*op.summary), strict=False))
    return kept


def _is_run(segment: Segment, tokens: Sequence[int]) -> bool:
    """Whether tokens follow one another, but for punctuation."""
    between = set(range(tokens[0], tokens[-1])) - set(tokens)
    return tokens[0] <= tokens[-1] and not any(segment.norms[k][0].isalnum() for k in between)


def _pieces(words: Sequence[QuotedWord]) -> list[list[QuotedWord]]:
    pieces: list[list[QuotedWord]] = []
    for word in words:
        if word.loose or not pieces:
            pieces.append([])
        pieces[-1].append(word)
    return pieces


def _span(words: Sequence[QuotedWord]) -> Span:
    first, last = words[0], words[-1]
    start, end = (
        first.segment.span_of(first.token, first.token + 1),
        last.segment.span_of(last.token, last.token + 1),
    )
    return Span(start.start, end.end, start.file)
