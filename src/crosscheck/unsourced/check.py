"""What the summary says and no original holds: whole sentences, and words, names, numbers and dates in kept ones."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property, partial
from itertools import chain

from crosscheck.comparison import Comparison
from crosscheck.dates.compare import supported
from crosscheck.dates.pair import pairs
from crosscheck.dates.read import DateMention
from crosscheck.lexicon import fold
from crosscheck.model import Alignment, Evidence, Finding, Segment, Skipped
from crosscheck.names.capitals import is_shouted
from crosscheck.names.pair import NameIndex, index_of_names, is_initials, paired_names
from crosscheck.names.read import NameMention
from crosscheck.numbers.pair import NumberIndex, index_of_numbers, paired_numbers
from crosscheck.numbers.read import NumberMention
from crosscheck.passages import changes_words, is_loose
from crosscheck.wording.additions import Addition, additions
from crosscheck.wording.compare import Wording, open_wording

_SURE = 0.2
"""Confidence of an alignment below which single words are not compared."""
_SHOWN = 60
"""Characters of the nearest sentence that are shown."""
_FEW = 5
"""Content words from which an addition to a loosely told sentence is loud all the same."""
_TOLD = 3
"""Sentences before one in which the summary may have said what it repeats."""
_CLOSE = 1
"""Segments beside a source in which its original may say what the article adds to it."""
_BRIEF = 2
"""New words up to which an addition that the next sentence of the original has is no news of any kind."""
_COUNTED = 10
"""Largest ordinal that may only count off what the article tells of."""
_EDGES = frozenset(", ; : and but while".split())
"""Tokens behind which another clause begins."""
_DEFINITE = frozenset("the this that these those its their his her our".split())
"""Words before a noun that refers to what was spoken of."""


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
    yield from _stray_marker(comparison)
    for alignment in comparison.judged:
        segment = alignment.segment
        if segment.kind == "title" or (alignment.sources and not changes_words(alignment)):
            continue
        if not alignment.sources:
            yield from _sentence(comparison, alignment, known)
        elif alignment.confidence < _SURE:
            comparison.skipped.append(
                Skipped("added words not judged: the source is uncertain", segment.span)
            )
        else:
            yield from _numbers(comparison, alignment)
            if segment.kind == "cell":
                comparison.skipped.append(
                    Skipped("a table cell: only its numbers are compared", segment.span)
                )
                continue
            yield from _dates(comparison, alignment, known)
            yield from _names(comparison, alignment)
            yield from _words(comparison, alignment, known)


class _Known:
    """What the originals hold, each part made when first asked for."""

    def __init__(self, comparison: Comparison) -> None:
        self.comparison = comparison
        self.originals = [p.id for p in comparison.collation.originals]

    @cached_property
    def judging(self) -> frozenset[str]:
        """Words that judge what is told."""
        return frozenset(self.comparison.rules.data("unsourced", "patterns")["judging"].split())

    @cached_property
    def wording(self) -> Wording:
        return open_wording(self.comparison.rules)

    @property
    def numbers(self) -> NumberIndex:
        return self.comparison.once(index_of_numbers)

    @property
    def names(self) -> NameIndex:
        return self.comparison.once(index_of_names)

    @cached_property
    def segments(self) -> list[Segment]:
        """Those of all originals, in order."""
        return [s for part in self.originals for s in self.comparison.segments[part]]

    @cached_property
    def firsts(self) -> dict[str, str]:
        """Lemma -> the first word of the originals that has it."""
        words = [*dict.fromkeys(chain.from_iterable([s.norms for s in self.segments]))][::-1]
        return dict(zip(map(self.wording.lemmas.lemma, words), words, strict=True))

    def place(self, lemma: str) -> tuple[Segment, int] | None:
        """Where a lemma stands first in the originals: segment and token."""
        word = self.firsts.get(lemma)
        if word is None:
            return None
        segment = next(s for s in self.segments if word in s.norms)
        return segment, segment.norms.index(word)


# ---------------------------------------------------------------- sentences


def _sentence(comparison: Comparison, alignment: Alignment, known: _Known) -> Iterator[Finding]:
    segment = alignment.segment
    if segment in comparison.restated:
        again = comparison.restated[segment]
        if again:
            yield from _dates(comparison, again, known)
        else:
            said = "its few telling words stand in an original, which may say something else: not judged"
            comparison.skipped.append(Skipped(said, segment.span))
        return  # all that it says stands together in an original
    names = [comparison.text(m.span) for m in comparison.names.get(segment, ())]
    yield comparison.finding(
        "unsourced.sentence",
        segment.span,
        confidence=alignment.confidence,
        explanation=_nearest(comparison, alignment.nearest),
        data={"names": names} if names else None,
    )
    for mention in _new_numbers(comparison, segment, known):
        yield comparison.finding("unsourced.number", mention.span, confidence=0.9 * alignment.confidence)


def _nearest(comparison: Comparison, segment: Segment | None) -> list[str]:
    """Where to look first."""
    if not segment:
        return []
    line = comparison.collation.documents[segment.span.file].position(segment.span.start).line
    text = " ".join(segment.text.split())
    return [
        f"nearest: [{segment.part}] :{line} “{text if len(text) <= _SHOWN else text[:_SHOWN].rsplit(' ', 1)[0] + ' ...'}”"
    ]


def _new_numbers(comparison: Comparison, segment: Segment, known: _Known) -> list[NumberMention]:
    """The numbers of a sentence without a source that no original gives, in whatever place, nor in another unit."""
    index = known.numbers
    new = [
        (k, m)
        for k, m in enumerate(comparison.numbers.get(segment, ()))
        if not m.weak and not index.gives(m) and not _counts_off(comparison, segment, m)
    ]
    converted = index.new_twins(segment) if new else {}
    return [m for k, m in new if k not in converted]


# ---------------------------------------------------------------- names, numbers, dates


def _names(comparison: Comparison, alignment: Alignment) -> Iterator[Finding]:
    new = [p for p in comparison.once(paired_names, alignment) if p.verdict == "new"]
    names = comparison.names.get(alignment.segment, ()) if new else ()
    if all(_is_kept(alignment, m) for m in names) or is_shouted(alignment.segment):
        return
    for pair in new:
        if not _is_of_header(comparison, pair.ours) and not _is_shortened(alignment, pair.ours):
            yield comparison.finding(
                "unsourced.name",
                pair.ours.span,
                _source(comparison, alignment),
                confidence=pair.confidence * alignment.confidence,
            )


def _is_of_header(comparison: Comparison, mention: NameMention) -> bool:
    """Whether a name is that of who published an original, or where, which its text need not name."""
    name = _plain_words(comparison.text(mention.span))
    headers = (
        _plain_words(text or "")
        for p in comparison.collation.originals
        for text in (p.publisher, p.place, p.dateline and p.dateline.place)
    )
    return any(name <= header for header in headers)


def _is_shortened(alignment: Alignment, mention: NameMention) -> bool:
    """Whether a source has the initials of the capitalized words of which a name is one: "ET" for "Eastern Time"."""
    segment, first, last = alignment.segment, mention.first, mention.last
    while first > 0 and segment.word(first - 1)[0].isupper():
        first -= 1
    while last < len(segment.norms) and segment.word(last)[0].isupper():
        last += 1
    initials = "".join(segment.norms[k][0] for k in range(first, last))
    return len(initials) > 1 and any(
        norm == initials and source.segment.word(k).isupper()
        for source in alignment.sources
        for k, norm in enumerate(source.segment.norms)
    )


def _plain_words(name: str) -> set[str]:
    return {word for word in re.findall(r"\w+", name.casefold()) if word not in ("the", "s")}


def _is_kept(alignment: Alignment, mention: NameMention | NumberMention) -> bool:
    """Whether a mention stands in an equal operation."""
    return any(
        op.kind == "equal" and op.summary[0] <= mention.first and mention.last <= op.summary[1]
        for op in alignment.ops
    )


def _numbers(comparison: Comparison, alignment: Alignment) -> Iterator[Finding]:
    new = [p for p in comparison.once(paired_numbers, alignment).pairs if p.verdict == "new"]
    numbers = comparison.numbers.get(alignment.segment, ()) if new else ()
    if all(_is_kept(alignment, m) for m in numbers):
        return
    for pair in new:
        if not pair.ours.weak and not _counts_off(comparison, alignment.segment, pair.ours):
            yield comparison.finding(
                "unsourced.number",
                pair.ours.span,
                _source(comparison, alignment),
                confidence=pair.confidence * alignment.confidence,
            )


def _counts_off(comparison: Comparison, segment: Segment, mention: NumberMention) -> bool:
    """Whether an ordinal is the article's own count: "A third defendant ...", "came second" of the second item of a list."""
    if mention.kind != "ordinal" or mention.values[0] > _COUNTED:
        return False
    norms, first = segment.norms, mention.first
    if norms[first - 1 : first] in (("a",), ("an",)) and (first == 1 or norms[first - 2] in _EDGES):
        return mention.last < len(norms) and norms[mention.last].isalpha()
    names = {word for m in comparison.names.get(segment, ()) for word in m.words}
    return any(
        _marker(comparison, item) == f"{mention.values[0]:.0f}"
        and any(not names.isdisjoint(m.words) for m in comparison.names.get(item, ()))
        for part in comparison.collation.originals
        for item in comparison.segments[part.id]
        if item.lead
    )


def _stray_marker(comparison: Comparison) -> Iterator[Finding]:
    """The number of a list item in an article that has no list, and whose originals do not number it either."""
    numbered = [s for s in comparison.segments[comparison.collation.summary.id] if _marker(comparison, s)]
    if len(numbered) != 1:
        return
    segment = numbered[0]
    alignment = comparison.alignments[segment.index]
    marker = _marker(comparison, segment)
    if (
        segment.lead
        and alignment.sources
        and all(_marker(comparison, s.segment) != marker for s in alignment.sources)
    ):
        confidence = 0.6 * alignment.confidence
        yield comparison.finding(
            "unsourced.number", segment.lead, _source(comparison, alignment), confidence=confidence
        )


def _marker(comparison: Comparison, segment: Segment) -> str:
    """The digits of a list marker before a segment: "5" of "5)"; empty where there is none."""
    lead = comparison.text(segment.lead).strip("().") if segment.lead else ""
    return lead if lead.isdigit() else ""


def _dates(comparison: Comparison, alignment: Alignment, known: _Known) -> Iterator[Finding]:
    """Printed dates that stand for no date of the sources and that no original gives, nor its day of publication."""
    ours = [m for m in comparison.dates.get(alignment.segment, ()) if _is_printed(m)]
    if not ours:
        return
    paired = {p.summary for p in pairs(alignment, comparison.dates, {})}
    originals = [m for p in comparison.collation.originals for m in comparison.mentions.dates.get(p.id, ())]
    for mention in ours:
        if mention in paired or supported(mention, originals) or _is_of_publication(comparison, mention):
            continue
        if _stands_in_source(alignment, mention):
            continue  # words that are a date here and may be none there
        if mention.grain == "decade" and not known.names.known.isdisjoint(_DECADES):
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


def _stands_in_source(alignment: Alignment, mention: DateMention) -> bool:
    """Whether a source has the very words of a date."""
    words = re.compile(rf"(?<!\w){re.escape(mention.text)}(?!\w)")
    return any(words.search(s.text) for s in (source.segment for source in alignment.sources))


def _is_of_publication(comparison: Comparison, mention: DateMention) -> bool:
    lo, hi = mention.lo, mention.hi
    days = [d for p in comparison.collation.originals for d in (p.published, p.event_date) if d]
    return lo is not None and hi is not None and any(lo <= d <= hi for d in days)


# ---------------------------------------------------------------- words


def _words(comparison: Comparison, alignment: Alignment, known: _Known) -> Iterator[Finding]:
    segment = alignment.segment
    spoken, judging = _spoken(comparison, segment, known.names), known.judging
    told = partial(_told, comparison, alignment, known.wording)
    for addition in additions(known.wording, alignment, told, spoken):
        judges = not judging.isdisjoint(segment.norms[k] for k in addition.new)
        if addition.replaced and len(addition.new) < max(2, 1 + len(addition.replaced)) and not judges:
            continue  # another word for one of the original: wording
        if _says_the_same(alignment, addition, known):
            continue
        elsewhere = _elsewhere(addition, segment, known)
        share = len(elsewhere) / len(addition.new)
        if (
            share == 1
            and len(addition.new) <= _BRIEF
            and _restates(comparison, alignment, addition, known.wording)
        ):
            continue
        restates = share == 1 or _is_referring(segment, addition, known.wording)
        yield comparison.finding(
            "unsourced.words",
            segment.span_of(addition.first, addition.last),
            [*_source(comparison, alignment), *_evidence(comparison, elsewhere)],
            severity="note" if restates or (len(addition.new) < _FEW and is_loose(alignment)) else None,
            confidence=alignment.confidence * (1 - 0.5 * share) * (0.7 if addition.replaced else 0.95),
        )


def _says_the_same(alignment: Alignment, addition: Addition, known: _Known) -> bool:
    """Whether new words tell what initials of a source stand for, or an office that it gives in other words."""
    names, norms = known.names, alignment.segment.norms
    ours = [norms[k] for k in addition.new]
    titles = all(names.words.is_title(n) or n in names.words.informal for n in ours)
    written = [fold(n) for n in norms[addition.first : addition.last] if n[0].isalpha()]
    for source in alignment.sources:
        there = source.segment
        offices = names.words.title_words(there.norms) if titles else ()
        if offices and all(_is_office(n, offices, known) for n in ours):
            return True
        shorts = (m.words[0] for m in names.names.get(there, ()) if is_initials(m, there))
        if any(short not in norms and names.gazetteer.explains(short, written) for short in shorts):
            return True
    return False


def _is_office(norm: str, offices: frozenset[str], known: _Known) -> bool:
    """Whether a word belongs to the same office as some title words: "chief" of "CEO", "finance" of "chief financial officer"."""
    words, lemma = known.names.words, known.wording.lemmas.lemma
    return norm in words.informal or (
        words.is_title(norm) and known.wording.is_kin(lemma(norm), [lemma(o) for o in offices])
    )


def _spoken(comparison: Comparison, segment: Segment, names: NameIndex) -> frozenset[int]:
    """Tokens of names with the titles that the originals know them by, of numbers and of dates: compared as such."""
    found: list[range] = []
    for name in comparison.names.get(segment, ()):
        found.append(range(name.first, name.last))
        if name.title_tokens and names.titles(name):
            found += [range(*tokens) for tokens in name.title_tokens]
    found += [range(number.first, number.last) for number in comparison.numbers.get(segment, ())]
    found += [segment.tokens_in(date.span) for date in comparison.dates.get(segment, ())]
    return frozenset().union(*found)


def _told(comparison: Comparison, alignment: Alignment, wording: Wording) -> set[str]:
    """What the sentences before this one said: repeating it adds nothing."""
    index = alignment.segment.index
    before = comparison.alignments[max(0, index - _TOLD) : index]
    return set().union(*(wording.lemmas.keys(a.segment.norms) for a in before))


def _elsewhere(addition: Addition, segment: Segment, known: _Known) -> list[tuple[Segment, int]]:
    lemmas = (known.wording.lemmas.lemma(segment.norms[k]) for k in addition.new)
    return [place for lemma in lemmas if (place := known.place(lemma))]


def _is_referring(segment: Segment, addition: Addition, wording: Wording) -> bool:
    """Whether one noun only names what was spoken of: "the results", "the city"."""
    k, norms = addition.new[0], segment.norms
    if len(addition.new) > 1 or k == 0 or norms[k - 1] not in _DEFINITE:
        return False
    return k + 1 == len(norms) or not wording.is_content(norms[k + 1])


def _restates(comparison: Comparison, alignment: Alignment, addition: Addition, wording: Wording) -> bool:
    """Whether the sentences beside a source, in the same original, have all new words."""
    lemmas = {wording.lemmas.lemma(alignment.segment.norms[k]) for k in addition.new}
    for source in alignment.sources:
        index, segments = source.segment.index, comparison.segments[source.segment.part]
        for segment in segments[max(0, index - _CLOSE) : index + _CLOSE + 1]:
            lemmas -= wording.lemmas.keys(segment.norms)
    return not lemmas


def _evidence(comparison: Comparison, places: Sequence[tuple[Segment, int]]) -> list[Evidence]:
    return [comparison.evidence(s.span_of(k, k + 1), s.part) for s, k in dict.fromkeys(places)]


def _source(comparison: Comparison, alignment: Alignment) -> list[Evidence]:
    source = alignment.sources[0].segment
    return [comparison.evidence(source.span, source.part)]
