"""Names that the summary misspelt, exchanged or shortened, and titles that it changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from crosscheck.comparison import Comparison
from crosscheck.model import Alignment, Evidence, Finding, Place, Segment, Skipped
from crosscheck.names.capitals import is_shouted
from crosscheck.names.pair import ANEW, NameIndex, NamePair, index_of_names, is_form, paired_names
from crosscheck.names.pronouns import other_persons
from crosscheck.names.read import NameMention
from crosscheck.names.replaced import Displacements
from crosscheck.names.roles import Described, exchanges, noun_exchanges, recasts, title_exchanges
from crosscheck.names.words import NameWords, name_words
from crosscheck.passages import changes_words
from crosscheck.thesaurus import open_thesaurus

_SURE = 0.2
"""Confidence of an alignment below which its names are not compared."""
_RULES = {
    "misspelt": "changed",
    "doubled": "changed",
    "replaced": "changed",
    "mixed": "changed",
    "swapped": "changed",
    "romanized": "transliteration",
    "shortened": "shortened",
}
_FORMS_OF_ADDRESS = frozenset({"doctor", "professor"})
"""Titles that stand beside an office and do not contradict one."""
_GENDERS = (frozenset({"mr"}), frozenset({"mrs", "ms", "miss", "madam"}))


def check(comparison: Comparison) -> Iterator[Finding]:
    """Yield ``names.changed``, ``names.transliteration``, ``names.title`` and ``names.shortened``."""
    words = name_words(comparison.rules)
    index = comparison.once(index_of_names)
    summary = comparison.segments[comparison.summary.id]
    told = frozenset(chain.from_iterable([s.norms for s in summary]))
    displacements = Displacements(index, open_thesaurus(comparison.rules), told)
    ours = index.mentions.get(comparison.summary.id, ())
    accented = not "".join(told).isascii() and any(_has_accents(comparison.text(m.span)) for m in ours)
    for alignment in comparison.judged:
        if alignment.segment.kind != "sentence" or not alignment.sources or not changes_words(alignment):
            continue
        if alignment.confidence < _SURE or is_shouted(alignment.segment):
            _leave_out(comparison, alignment)
            continue
        yield from _persons(comparison, alignment)
        pairs = comparison.once(paired_names, alignment)
        exchanged = list(title_exchanges(alignment, pairs, words))
        yield from _titles(comparison, alignment, exchanged)
        settled = [described.pair for both in exchanged for described in both]
        for pair in pairs:
            if pair.verdict != "same":
                yield from _name(comparison, alignment, pair)
            if accented:
                yield from _unaccented(comparison, alignment, pair, index)
            if pair.theirs and (pair.ours.title or pair.theirs.title) and pair not in settled:
                yield from _title(comparison, alignment, pair, pair.theirs, index)
        yield from _roles(comparison, alignment, pairs, words)
        yield from _nouns(comparison, alignment, words)
        if alignment.confidence > ANEW:
            yield from _displaced(comparison, alignment, pairs, displacements)


def _leave_out(comparison: Comparison, alignment: Alignment) -> None:
    if is_shouted(alignment.segment):
        reason = "all in capitals: names cannot be told from other words"
    elif any(
        alignment.segment.span.holds(m.span)
        for m in comparison.mentions.names.get(alignment.segment.part, ())
    ):
        reason = "names not compared: the source is uncertain"
    else:
        return
    comparison.skipped.append(Skipped(reason, alignment.segment.span))


def _name(comparison: Comparison, alignment: Alignment, pair: NamePair) -> Iterator[Finding]:
    """The finding about the name itself, if there is one."""
    if pair.verdict == "unclear" and pair.theirs:
        comparison.skipped.append(
            Skipped(f"“{comparison.text(pair.ours.span)}” may be one of several people", pair.ours.span)
        )
    rule = _RULES.get(pair.verdict)
    if rule is None or pair.theirs is None:
        return
    there = _evidence(comparison, pair.theirs, pair.segment)
    yield comparison.finding(
        f"names.{rule}",
        pair.ours.span,
        [there],
        severity="error" if pair.verdict == "misspelt" else None,
        confidence=pair.confidence * alignment.confidence,
        suggestion=there.text if pair.verdict in ("misspelt", "doubled") else None,
        data={"verdict": pair.verdict},
        rival=there.text,
    )


def _unaccented(
    comparison: Comparison, alignment: Alignment, pair: NamePair, index: NameIndex
) -> Iterator[Finding]:
    """A finding about a name without the accents of all originals; for articles that keep those of other names."""
    mine = pair.ours
    if mine.kind != "name" or pair.verdict not in ("same", "shortened", "elsewhere"):
        return
    forms = [m for m in index.by_last.get(mine.words[-1], ()) if is_form(mine.words, m.words)]
    if (
        forms
        and not _has_accents(comparison.text(mine.span))
        and all(_has_accents(comparison.text(m.span).split()[-1]) for m in forms)
    ):
        there = _evidence(comparison, forms[0], None)
        yield comparison.finding(
            "names.transliteration",
            mine.span,
            [there],
            confidence=0.9 * alignment.confidence,
            suggestion=there.text,
            data={"verdict": "unaccented"},
            rival=there.text,
        )


def _has_accents(name: str) -> bool:
    return not name.isascii() and any(c.isalpha() and not c.isascii() for c in name)


def _displaced(
    comparison: Comparison, alignment: Alignment, pairs: Sequence[NamePair], displacements: Displacements
) -> Iterator[Finding]:
    """Findings about common words that stand in the place of a name."""
    for found in displacements.find(alignment, pairs):
        there = _evidence(comparison, found.name, alignment.sources[found.source].segment)
        yield comparison.finding(
            "names.changed",
            alignment.segment.span_of(found.first, found.last),
            [there],
            confidence=found.confidence * alignment.confidence,
            explanation=["the article names nobody and nothing there"],
            data={"verdict": "displaced"},
            rival=there.text,
        )


def _persons(comparison: Comparison, alignment: Alignment) -> Iterator[Finding]:
    """One finding about all pronouns of another person or sex."""
    quotes = comparison.mentions.quotes.get(alignment.segment.part, ())
    found = [
        Place(alignment.segment.span_of(p.ours, p.ours + 1), "", (comparison.evidence(theirs, source.part),))
        for p in other_persons(alignment, lambda span: any(q.inner.holds(span) for q in quotes))
        for source in (alignment.sources[p.source].segment,)
        for theirs in (source.span_of(p.theirs, p.theirs + 1),)
    ]
    for first in found[:1]:
        yield comparison.finding(
            "names.changed",
            first.span,
            first.related,
            confidence=0.8 * alignment.confidence,
            places=[Place(p.span, comparison.text(p.span), p.related) for p in found[1:]],
            explanation=["the pronoun speaks of somebody else"],
            data={"verdict": "person"},
            rival=first.related[0].text,
        )


def _roles(
    comparison: Comparison, alignment: Alignment, pairs: Sequence[NamePair], words: NameWords
) -> Iterator[Finding]:
    """Findings about kept names that play another part in the sentence."""
    segment = alignment.segment
    for first, second in exchanges(alignment, pairs, words):
        if first.theirs and second.theirs:
            there = _evidence(comparison, second.theirs, first.segment)
            yield comparison.finding(
                "names.changed",
                first.ours.span,
                [there, _evidence(comparison, first.theirs, first.segment)],
                confidence=0.85 * alignment.confidence,
                places=[Place(second.ours.span, comparison.text(second.ours.span), (there,))],
                template=comparison.rules.data("names")["messages"]["exchanged"],
                data={"verdict": "swapped"},
                other=comparison.text(second.ours.span),
            )
    for _, preposition, source, other in recasts(alignment, [p.ours for p in pairs], words):
        theirs = alignment.sources[source].segment
        there = comparison.evidence(theirs.span_of(other, other + 1), theirs.part)
        yield comparison.finding(
            "names.changed",
            segment.span_of(preposition, preposition + 1),
            [there],
            confidence=0.75 * alignment.confidence,
            explanation=["the name is the same; the preposition before it gives it another part"],
            data={"verdict": "recast"},
            rival=there.text,
        )


def _nouns(comparison: Comparison, alignment: Alignment, words: NameWords) -> Iterator[Finding]:
    """Findings about common nouns that play each other's part in the sentence."""
    segment = alignment.segment
    for found in noun_exchanges(alignment, words):
        theirs = alignment.sources[found.source].segment
        first, second = (
            comparison.evidence(theirs.span_of(k, k + 1), theirs.part)
            for k in (found.other_first, found.other_second)
        )
        other = segment.span_of(found.second, found.second + 1)
        yield comparison.finding(
            "names.changed",
            segment.span_of(found.first, found.first + 1),
            [first, second],
            confidence=0.85 * alignment.confidence,
            places=[Place(other, comparison.text(other), (second,))],
            template=comparison.rules.data("names")["messages"]["exchanged"],
            data={"verdict": "swapped"},
            other=comparison.text(other),
        )


def _evidence(comparison: Comparison, mention: NameMention, segment: Segment | None) -> Evidence:
    if segment:
        return comparison.evidence(mention.span, segment.part)
    part = next(p for p in comparison.collation.originals if any(s.holds(mention.span) for s in p.spans))
    return comparison.evidence(mention.span, part.id)


# ---------------------------------------------------------------- titles


def _titles(
    comparison: Comparison, alignment: Alignment, exchanged: Sequence[tuple[Described, Described]]
) -> Iterator[Finding]:
    """Findings about two people each of whom has the title of the other."""
    for first, second in exchanged:
        here, there = alignment.segment, first.pair.segment
        if there is None:
            continue
        theirs, other = (comparison.evidence(there.span_of(*d.theirs), there.part) for d in (first, second))
        span = here.span_of(*second.ours)
        yield comparison.finding(
            "names.title",
            here.span_of(*first.ours),
            [theirs],
            severity="warning",
            confidence=0.85 * alignment.confidence,
            places=[Place(span, comparison.text(span), (other,))],
            explanation=["both stand in the original, each with the other's name"],
            data={"verdict": "swapped"},
            rival=theirs.text,
        )


def _title(
    comparison: Comparison, alignment: Alignment, pair: NamePair, other: NameMention, index: NameIndex
) -> Iterator[Finding]:
    """The finding about the title of a name that is the same otherwise."""
    mine, segment = pair.ours, pair.segment
    if pair.verdict not in ("same", "shortened") or not segment or "name" not in (mine.kind, other.kind):
        return
    honorifics = index.words.honorifics
    ours, theirs = mine.title - honorifics, other.title - honorifics
    if _other_gender(mine.title, other.title) or (
        ours
        and not _is_one_of_several(ours, other, segment, index)
        and _is_other_office(ours, [t - honorifics for t in index.titles(mine)], index)
    ):
        yield _changed_title(comparison, alignment, pair, other, segment, index)
    elif (
        theirs
        and not ours
        and not _is_titled(mine, index.mentions.get(alignment.segment.part, ()), honorifics)
        and not _says_title(alignment, mine, theirs, index)
        and not (pair.verdict == "shortened" and "of" in segment.norms[other.first : other.last])
    ):
        first, last = _telling(other, segment, theirs, index)
        whole = segment.span_of(min(first, other.first), max(last, other.last))
        there = comparison.evidence(whole, segment.part)
        yield comparison.finding(
            "names.title",
            mine.span,
            [there],
            confidence=0.8 * alignment.confidence,
            data={"verdict": "dropped"},
            rival=there.text,
        )


def _is_one_of_several(ours: frozenset[str], other: NameMention, segment: Segment, index: NameIndex) -> bool:
    """Whether a title is one of the two or more that the original gives: "Professor", of "Professor ..., Vice-Chancellor"."""
    several = [index.words.title_words(segment.norms[first:last]) for first, last in other.title_tokens]
    return len(several) > 1 and ours in several


def _is_titled(mine: NameMention, ours: Sequence[NameMention], honorifics: frozenset[str]) -> bool:
    """Whether the article gives the bearer of a lone surname a title elsewhere; it need not do so twice."""
    return len(mine.words) == 1 and any(
        m.words[-1] == mine.words[-1] and m.title - honorifics and is_form(mine.words, m.words) for m in ours
    )


def _other_gender(ours: frozenset[str], theirs: frozenset[str]) -> bool:
    sides = [{n for n, words in enumerate(_GENDERS) if words & title} for title in (ours, theirs)]
    return bool(sides[0] and sides[1] and sides[0] != sides[1])


def _is_other_office(ours: frozenset[str], known: list[frozenset[str]], index: NameIndex) -> bool:
    """Whether a title is none that the originals give: words that none of theirs has, or the limit of theirs left out."""
    known = [t for t in known if t]
    if not known or ours <= index.words.informal or any(ours == t for t in known):
        return False
    if ours - frozenset().union(*known):
        return True
    wider = [t for t in known if ours <= t]
    return bool(wider) and all((t - ours) & index.words.limits for t in wider)


def _says_title(alignment: Alignment, name: NameMention, title: frozenset[str], index: NameIndex) -> bool:
    """Whether the sentence has the words of a title elsewhere than in the title of another name."""
    segment = alignment.segment
    others = {
        k
        for m in index.names.get(segment, ())
        if m.first != name.first
        for first, last in m.title_tokens
        for k in range(first, last)
    }
    norms = [n for k, n in enumerate(segment.norms) if k not in others]
    return title <= index.words.title_words([*norms, *map(index.lemmas.lemma, norms)])


def _telling(
    mention: NameMention, segment: Segment, words: frozenset[str], index: NameIndex
) -> tuple[int, int]:
    """The tokens of a title that hold most of some words; those of the name where it has no title."""
    ranges = mention.title_tokens or ((mention.first, mention.last),)
    return max(ranges, key=lambda r: len(index.words.title_words(segment.norms[r[0] : r[1]]) & words))


def _changed_title(
    comparison: Comparison,
    alignment: Alignment,
    pair: NamePair,
    other: NameMention,
    segment: Segment,
    index: NameIndex,
) -> Finding:
    mine = pair.ours
    differing = (mine.title ^ other.title) or mine.title
    differing = frozenset(differing - _FORMS_OF_ADDRESS) or differing
    ours = alignment.segment.span_of(*_telling(mine, alignment.segment, differing, index))
    there = comparison.evidence(segment.span_of(*_telling(other, segment, differing, index)), segment.part)
    return comparison.finding(
        "names.title",
        ours,
        [there],
        severity="warning",
        confidence=0.85 * alignment.confidence,
        data={"verdict": "replaced"},
        rival=there.text,
    )
