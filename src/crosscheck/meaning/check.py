"""Words that turn a sentence round, or change how sure it is: negations, modal words, quantifiers, opposites."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from crosscheck.comparison import Comparison
from crosscheck.meaning.ends import exchanged_ends
from crosscheck.meaning.happened import happened_shifts, pending_shifts
from crosscheck.meaning.kinds import KindWords, kind_shifts, kind_words
from crosscheck.meaning.modality import (
    ModalWords,
    doubt_shifts,
    modal_words,
    modality_shifts,
    quantity_shifts,
    restriction_shifts,
    share_shifts,
    strength_shifts,
)
from crosscheck.meaning.negation import NegationWords, negation_words, negations
from crosscheck.meaning.opposites import opposite_shifts
from crosscheck.meaning.pair import SUMMARY, Sides
from crosscheck.meaning.shifts import Shift
from crosscheck.meaning.uniqueness import unique_shifts, unique_words
from crosscheck.model import Alignment, Finding, Skipped
from crosscheck.thesaurus import NEGATIVE_PREFIXES, Thesaurus, open_thesaurus

_OF_SEVERAL = frozenset({"one", "among", "amongst"})


def check(comparison: Comparison) -> Iterator[Finding]:
    """Yield ``meaning.negation``, ``meaning.modality``, ``meaning.quantifier``, ``meaning.direction`` and ``meaning.kind``."""
    rules = comparison.rules
    negating, modal, thesaurus = negation_words(rules), modal_words(rules), open_thesaurus(rules)
    kinds = kind_words(rules)
    known = rules.data("meaning", "thresholds")
    for alignment in comparison.compared:
        if alignment.relation in ("verbatim", "unsourced") or alignment.segment.kind == "title":
            continue
        if alignment.confidence < known["least"]:
            if negating.cues.is_among(set(alignment.segment.norms)):
                reason = "negations and opposites not compared: the source is uncertain"
                comparison.skipped.append(Skipped(reason, alignment.segment.span))
            continue
        sides = Sides(alignment, thesaurus.same_word)
        for shift in chain(
            _shifts(sides, negating, modal, thesaurus),
            _others(comparison, sides, modal, kinds, thesaurus),
        ):
            finding = _finding(comparison, alignment, shift)
            if finding.confidence >= known["guessed"]:
                yield finding
            else:
                reason = "words that seem to say the contrary: not compared, since the sentence was told anew"
                comparison.skipped.append(Skipped(reason, finding.anchor))


def _shifts(
    sides: Sides, negating: NegationWords, modal: ModalWords, thesaurus: Thesaurus
) -> Iterator[Shift]:
    """Everything in an aligned segment that shifts the meaning."""
    changed = sides.changed_words()
    if not changed:
        return
    negated: set[tuple[int, int]] = set()
    if not _asks_otherwise(sides):
        if negating.cues.is_among(changed) or any(w.startswith(NEGATIVE_PREFIXES) for w in changed):
            found = negations(sides, negating, thesaurus)
            negated = found.governed
            yield from found.shifts()
        if modal.modality.is_among(changed):
            yield from modality_shifts(sides, modal, thesaurus)
        if changed & modal.doubting:
            yield from doubt_shifts(sides, modal)
        for table in (*modal.strengths, *modal.quantities):
            if table.is_among(changed):
                weaker = table in modal.strengths
                yield from strength_shifts(sides, table) if weaker else quantity_shifts(sides, table, modal)
        if changed & modal.restricting:
            yield from restriction_shifts(sides, modal, negating.answering)
        if modal.quantifier.is_among(changed):
            yield from share_shifts(sides, modal)
    yield from opposite_shifts(sides, thesaurus, modal.quantifier, negated)
    yield from exchanged_ends(sides)


def _others(
    comparison: Comparison, sides: Sides, modal: ModalWords, kinds: KindWords, thesaurus: Thesaurus
) -> Iterator[Shift]:
    """Other things of one kind; what the summary tells of one alone, or as done, and no original so.

    What is announced counts where the latest originals do so, what depends on something wherever it does.
    """
    yield from kind_shifts(sides, kinds)
    norms = {norm for side in sides.sources for norm in sides.norms[side]}
    originals = [comparison.segments[part.id] for part in comparison.collation.originals]
    if not _OF_SEVERAL.isdisjoint(norms):
        yield from unique_shifts(sides, unique_words(comparison.rules), originals)
    if modal.modality.is_among(norms) or "to" in norms:
        latest = _latest(comparison)
        ahead = happened_shifts(sides, modal, originals)
        yield from (s for s in ahead if sides.segments[s.side].part in latest)
    if not modal.pending.openers.keys().isdisjoint(norms):
        yield from pending_shifts(sides, modal, thesaurus, originals)


def _latest(comparison: Comparison) -> frozenset[str]:
    """The originals than which none is later: what an earlier one announces may be over when the article is written."""
    days = [part.published for part in comparison.collation.originals if part.published]
    last = max(days, default=None)
    return frozenset(p.id for p in comparison.collation.originals if p.published in (None, last))


def _asks_otherwise(sides: Sides) -> bool:
    """Whether a question became a statement, or the other way about, which says the same in contrary words."""
    asks = ["?" in sides.norms[side][-2:] for side in (SUMMARY, *sides.sources)]
    return asks[0] not in asks[1:]


def _finding(comparison: Comparison, alignment: Alignment, shift: Shift) -> Finding:
    known = comparison.rules.data("meaning", "thresholds")
    original = alignment.sources[shift.side].segment
    sure = known[shift.how] * (known["near"] if alignment.relation == "rewritten" else 1.0)
    return comparison.finding(
        f"meaning.{shift.kind}",
        alignment.segment.span_of(*shift.here),
        [comparison.evidence(original.span_of(*shift.there), original.part)],
        severity="note" if shift.mild else "warning" if alignment.segment in comparison.restated else None,
        confidence=sure * alignment.confidence,
        change=shift.change,
    )
