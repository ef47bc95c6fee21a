"""What the summary says and no original holds: whole sentences, and words, names, numbers and dates in kept ones."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from crosscheck.comparison import Comparison
from crosscheck.extract.additions import Addition, Wording
from crosscheck.extract.datepairs import dates_of, pairs, supported
from crosscheck.extract.dates import DateMention
from crosscheck.extract.lemmas import open_lemmas
from crosscheck.extract.namepairs import NameIndex, name_index, read_names
from crosscheck.extract.names import is_shouted, name_words
from crosscheck.extract.numberpairs import NumberIndex, number_index, read_numbers
from crosscheck.extract.passages import within
from crosscheck.model import Alignment, Evidence, Finding, Segment, Skipped
from crosscheck.thesaurus import open_thesaurus

_SURE = 0.2
"""Confidence of an alignment below which single words are not compared."""
_TOLD = 3
"""Sentences before one in which the summary may have said what it repeats."""
_CLOSE = 6
"""Segments around a source within which its original says the same by another word's place."""
_HELD = 0.8
"""Share of the telling words of a sentence that one sentence of an original must hold for it to be no new sentence."""


_DECADES = (
    "twenties",
    "thirties",
    "forties",
    "fifties",
    "sixties",
    "seventies",
    "eighties",
    "nineties",
    "noughties",
)


def check(comparison: Comparison) -> Iterator[Finding]:
    """Yield ``unsourced.sentence``, ``unsourced.words``, ``.name``, ``.number`` and ``.date``."""
    known = _Known(comparison)
    reworded = _reworded(comparison, known)
    for alignment in comparison.judged:
        segment = alignment.segment
        if segment.kind == "title" or alignment.relation == "verbatim":
            continue
        if not alignment.sources:
            yield from _sentence(comparison, alignment, known, reworded)
        elif alignment.confidence < _SURE:
            comparison.skipped.append(
                Skipped("added words not judged: the source is uncertain", segment.span)
            )
        else:
            yield from _numbers(comparison, alignment, known)
            if segment.kind == "cell":
                comparison.skipped.append(
                    Skipped("a table cell: only its numbers are compared", segment.span)
                )
                continue
            yield from _dates(comparison, alignment, known)
            if not is_shouted(segment):
                yield from _names(comparison, alignment, known)
            yield from _words(comparison, alignment, known)


@dataclass(frozen=True)
class _Known:
    """What the originals hold, each part made when first asked for."""

    comparison: Comparison
    originals: Sequence[str] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "originals", [p.id for p in self.comparison.collation.originals])

    @cached_property
    def wording(self) -> Wording:
        rules = self.comparison.rules
        patterns = rules.data("unsourced", "patterns")
        return Wording(
            open_lemmas(rules),
            open_thesaurus(rules),
            rules.words("english", "function") | rules.words("english", "saying"),
            frozenset(w for name in ("light", "classes", "times") for w in patterns[name].split()),
        )

    @cached_property
    def numbers(self) -> NumberIndex:
        comparison, lemmas = self.comparison, self.wording.lemmas
        quiet = comparison.rules.words("english", "function")
        return number_index(comparison.segments, comparison.mentions.numbers, self.originals, lemmas, quiet)

    @cached_property
    def names(self) -> NameIndex:
        comparison = self.comparison
        words = name_words(comparison.rules)
        return name_index(
            comparison.mentions.names, comparison.segments, self.originals, words, self.wording.lemmas
        )

    @cached_property
    def places(self) -> Mapping[str, tuple[Segment, int]]:
        """Where each lemma of the originals stands first: segment and token."""
        places: dict[str, tuple[Segment, int]] = {}
        lemma = self.wording.lemmas.lemma
        for part in self.originals:
            for segment in self.comparison.segments[part]:
                for k, norm in enumerate(segment.norms):
                    if norm[0].isalpha():
                        places.setdefault(lemma(norm), (segment, k))
        return places


# ---------------------------------------------------------------- sentences


def _sentence(
    comparison: Comparison, alignment: Alignment, known: _Known, reworded: Mapping[Segment, Segment]
) -> Iterator[Finding]:
    segment = alignment.segment
    if segment in reworded:
        reason = (
            "nearly all its words stand together in an original, too reworded to be aligned: not compared"
        )
        comparison.skipped.append(Skipped(reason, segment.span))
        return
    names = [
        comparison.text(m.span) for m in within(comparison.mentions.names.get(segment.part, ()), segment)
    ]
    yield comparison.finding(
        "unsourced.sentence",
        segment.span,
        confidence=alignment.confidence,
        data={"names": names} if names else None,
    )
    for mention in within(comparison.mentions.numbers.get(segment.part, ()), segment):
        words = known.numbers.context(segment, mention)
        if not mention.weak and known.numbers.elsewhere(mention, words) is None:
            yield comparison.finding("unsourced.number", mention.span, confidence=0.9 * alignment.confidence)


def _reworded(comparison: Comparison, known: _Known) -> Mapping[Segment, Segment]:
    """Sentences without a source of which two neighbouring sentences of an original have nearly all telling words."""
    wording = known.wording
    open_ones = {
        a.segment: {
            wording.lemmas.lemma(n) for n in a.segment.norms if wording.is_content(n) or n[0].isdigit()
        }
        for a in comparison.judged
        if not a.sources and a.segment.kind == "sentence"
    }
    wanted = set().union(*open_ones.values()) if open_ones else set()
    found: dict[Segment, Segment] = {}
    if not wanted:
        return found
    for part in known.originals:
        before: set[str] = set()
        for segment in comparison.segments[part]:
            held = {lemma for n in segment.norms if (lemma := wording.lemmas.lemma(n)) in wanted}
            for ours, telling in open_ones.items() if held or before else ():
                enough = ours not in found and 2 * len(telling & (held | before)) >= len(telling)
                if enough and _is_held(telling, held | before, segment, known):
                    found[ours] = segment
            before = held
    return found


def _is_held(telling: set[str], held: set[str], theirs: Segment, known: _Known) -> bool:
    """Whether a sentence of an original, with the one before it, has enough of some telling words in any form."""
    family = known.wording.family(known.wording.lemmas.lemma(n) for n in theirs.norms)
    others = {n for n in telling - held if known.wording.is_kin(n, family) or known.names.spells(n, theirs)}
    return len(telling & held) + len(others) >= _HELD * len(telling)


# ---------------------------------------------------------------- names, numbers, dates


def _names(comparison: Comparison, alignment: Alignment, known: _Known) -> Iterator[Finding]:
    index = alignment.segment.index
    beside = [a.segment for a in comparison.alignments[max(0, index - 1) : index + 2]]
    for pair in read_names(alignment, beside, known.names):
        if pair.verdict == "new":
            yield comparison.finding(
                "unsourced.name",
                pair.ours.span,
                _source(comparison, alignment),
                confidence=pair.confidence * alignment.confidence,
            )


def _numbers(comparison: Comparison, alignment: Alignment, known: _Known) -> Iterator[Finding]:
    for pair in read_numbers(alignment, known.numbers).pairs:
        if pair.verdict == "new" and not pair.ours.weak:
            yield comparison.finding(
                "unsourced.number",
                pair.ours.span,
                _source(comparison, alignment),
                confidence=pair.confidence * alignment.confidence,
            )


def _dates(comparison: Comparison, alignment: Alignment, known: _Known) -> Iterator[Finding]:
    """Printed dates that stand for no date of the sources and that no original gives, nor its day of publication."""
    dates = comparison.mentions.dates
    ours = [m for m in dates_of(alignment.segment, dates.get(alignment.segment.part, ())) if _is_printed(m)]
    if not ours:
        return
    paired = {p.summary for p in pairs(alignment, dates, {})}
    originals = [m for p in comparison.collation.originals for m in dates.get(p.id, ())]
    for mention in ours:
        if mention in paired or supported(mention, originals) or _is_of_publication(comparison, mention):
            continue
        if mention.grain == "decade" and any(known.wording.lemmas.lemma(d) in known.places for d in _DECADES):
            comparison.skipped.append(
                Skipped("a decade that the original may name in words: not compared", mention.span)
            )
            continue
        yield comparison.finding(
            "unsourced.date",
            mention.span,
            _source(comparison, alignment),
            confidence=0.9 * alignment.confidence,
        )


def _is_printed(mention: DateMention) -> bool:
    return mention.how == "explicit" and not mention.is_vague and mention.interval is not None


def _is_of_publication(comparison: Comparison, mention: DateMention) -> bool:
    lo, hi = mention.lo, mention.hi
    days = [d for p in comparison.collation.originals for d in (p.published, p.event_date) if d]
    return lo is not None and hi is not None and any(lo <= d <= hi for d in days)


# ---------------------------------------------------------------- words


def _words(comparison: Comparison, alignment: Alignment, known: _Known) -> Iterator[Finding]:
    segment = alignment.segment
    spoken = frozenset(_spoken(comparison, segment))
    told = _told(comparison, alignment, known.wording)
    for addition in known.wording.additions(alignment, told, spoken):
        if addition.replaced and len(addition.new) < max(2, 1 + len(addition.replaced)):
            continue  # another word for one of the original: wording
        elsewhere = _elsewhere(addition, segment, known)
        share = len(elsewhere) / len(addition.new)
        restates = share == 1 and all(_is_close(alignment, place) for place, _ in elsewhere)
        yield comparison.finding(
            "unsourced.words",
            segment.span_of(addition.first, addition.last),
            [*_source(comparison, alignment), *_evidence(comparison, elsewhere)],
            severity="note" if restates else None,
            confidence=alignment.confidence * (1 - 0.5 * share) * (0.7 if addition.replaced else 0.95),
        )


def _spoken(comparison: Comparison, segment: Segment) -> Iterator[int]:
    """Tokens of names, numbers and dates: compared as such."""
    for name in within(comparison.mentions.names.get(segment.part, ()), segment):
        yield from range(name.first, name.last)
    for number in within(comparison.mentions.numbers.get(segment.part, ()), segment):
        yield from range(number.first, number.last)
    for date in dates_of(segment, comparison.mentions.dates.get(segment.part, ())):
        bounds = segment.bounds
        yield from (k for k in range(len(segment.norms)) if date.start <= bounds[2 * k] < date.end)


def _told(comparison: Comparison, alignment: Alignment, wording: Wording) -> set[str]:
    """What the sentences before this one said: repeating it adds nothing."""
    index = alignment.segment.index
    before = comparison.alignments[max(0, index - _TOLD) : index]
    return {lemma for a in before for lemma in wording.lemmas.keys(a.segment.norms)}


def _elsewhere(addition: Addition, segment: Segment, known: _Known) -> list[tuple[Segment, int]]:
    lemmas = (known.wording.lemmas.lemma(segment.norms[k]) for k in addition.new)
    return [known.places[lemma] for lemma in lemmas if lemma in known.places]


def _is_close(alignment: Alignment, place: Segment) -> bool:
    """Whether a segment stands near a source of the passage, in the same original."""
    return any(
        s.segment.part == place.part and abs(s.segment.index - place.index) <= _CLOSE
        for s in alignment.sources
    )


def _evidence(comparison: Comparison, places: Sequence[tuple[Segment, int]]) -> list[Evidence]:
    return [comparison.evidence(s.span_of(k, k + 1), s.part) for s, k in dict.fromkeys(places)]


def _source(comparison: Comparison, alignment: Alignment) -> list[Evidence]:
    source = alignment.sources[0].segment
    return [comparison.evidence(source.span, source.part)]
