"""What the summary left out: whole sentences, and parts of sentences that it kept."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from crosscheck.comparison import Comparison
from crosscheck.extract.additions import Wording
from crosscheck.extract.datepairs import dates_of, supported
from crosscheck.extract.lemmas import open_lemmas
from crosscheck.extract.numberpairs import agreement
from crosscheck.extract.omissions import Omission, omissions
from crosscheck.extract.passages import place_of, within
from crosscheck.model import Alignment, Finding, Part, Segment, Span
from crosscheck.thesaurus import open_thesaurus

_SMALL = 20
"""Number above which the same one anywhere in the summary is no chance."""
_CLAUSAL = frozenset("that which who whose whom where".split())
"""Words that open a clause of its own: a hedge inside it says nothing of what was kept."""
_FEW = 2
"""Content words from which a part left out of a sentence is reported."""


class _Words(NamedTuple):
    """The word data of the check."""

    wording: Wording
    hedges: frozenset[str]
    negations: frozenset[str]
    saying: frozenset[str]
    doubtful: frozenset[str]
    rumour: frozenset[str]
    unnamed: frozenset[str]
    people: frozenset[str]
    knowing: frozenset[str]
    reserved: frozenset[str]


def check(comparison: Comparison) -> Iterator[Finding]:
    """Yield ``dropped.sentence`` and ``dropped.clause``."""
    words = _words(comparison)
    for part in comparison.collation.originals:
        for segment in comparison.segments[part.id]:
            if segment.kind == "title":
                continue
            if segment not in comparison.used:
                yield _sentence(comparison, segment)
            elif _is_judged(comparison, part, segment):
                yield from _clauses(comparison, segment, words)


def _words(comparison: Comparison) -> _Words:
    rules = comparison.rules
    function = rules.words("english", "function")
    wording = Wording(
        open_lemmas(rules), open_thesaurus(rules), function, (), frozenset(), frozenset(), frozenset()
    )
    return _Words(
        wording,
        *(rules.words("english", name) for name in ("hedge", "negation", "saying")),
        *(
            rules.words("dropped", name)
            for name in ("doubtful", "rumour", "unnamed", "people", "knowing", "reserved")
        ),
    )


def _sentence(comparison: Comparison, segment: Segment) -> Finding:
    confidence = 1 - comparison.nearness.get(segment, 0.0)
    return comparison.finding(
        "dropped.sentence", None, [comparison.evidence(segment.span, segment.part)], confidence=confidence
    )


def _is_judged(comparison: Comparison, part: Part, segment: Segment) -> bool:
    """Whether both sides are English prose, and not every use takes the sentence whole."""
    summary = comparison.collation.summary
    changed = any(a.relation != "verbatim" for a in comparison.used[segment])
    return changed and part.language == summary.language == "en" and segment.kind == "sentence"


def _clauses(comparison: Comparison, segment: Segment, words: _Words) -> Iterator[Finding]:
    """The parts that no use of a sentence has, of those uses whose first source it is."""
    uses = [a for a in comparison.used[segment] if a.sources[0].segment is segment]
    if not uses or any(a.relation == "verbatim" for a in uses):
        return
    use, beside = uses[0], _beside(comparison, uses)
    said = set().union(*(words.wording.lemmas.keys(a.segment.norms) for a in beside))
    answered = frozenset(_answered(comparison, segment, beside))
    hearsay = any(_doubts(a.segment, words) for a in uses)
    found = omissions(segment, uses, said, answered, words.wording)
    lost = {k for omission in found for k in omission.lost}
    for omission in found:
        source = () if hearsay else _around(segment, omission, lost, words)
        weight = _weight(segment, omission, words, source)
        if weight:
            at = place_of(use, segment, omission.first)
            yield comparison.finding(
                "dropped.clause",
                Span(at, at, use.segment.span.file),
                [comparison.evidence(segment.span_of(omission.first, omission.last), segment.part)],
                severity="warning" if weight == "telling" else None,
                confidence=use.confidence * (0.9 if len(uses) == 1 else 0.7),
                data={"carries": weight, "words": [segment.norms[k] for k in omission.lost]},
            )


def _beside(comparison: Comparison, uses: Sequence[Alignment]) -> list[Alignment]:
    """The uses and the sentences of the summary around them, where a moved clause would stand."""
    found: dict[int, Alignment] = {}
    for use in uses:
        index = use.segment.index
        found.update((a.segment.index, a) for a in comparison.alignments[max(0, index - 1) : index + 2])
    return list(found.values())


def _answered(comparison: Comparison, segment: Segment, beside: Sequence[Alignment]) -> Iterator[int]:
    """Tokens of numbers and dates of a sentence that the summary gives, in whatever form."""
    mentions, summary = comparison.mentions, comparison.collation.summary.id
    ours = [m for a in beside for m in within(mentions.numbers.get(summary, ()), a.segment)]
    for mention in within(mentions.numbers.get(segment.part, ()), segment):
        telling = bool(mention.values) and abs(mention.values[0]) > _SMALL
        given = mentions.numbers.get(summary, ()) if telling else ours
        if any(agreement(m, mention) for m in given):
            yield from range(mention.first, mention.last)
    dates = [m for a in beside for m in dates_of(a.segment, mentions.dates.get(summary, ()))]
    for date in dates_of(segment, mentions.dates.get(segment.part, ())):
        if dates and (supported(date, dates) or len(dates) == 1):
            bounds = segment.bounds
            yield from (k for k in range(len(segment.norms)) if date.start <= bounds[2 * k] < date.end)


def _doubts(segment: Segment, words: _Words) -> bool:
    """Whether a sentence of the summary shows that it does not vouch for what it says."""
    shown = (words.doubtful, words.rumour, words.unnamed, words.reserved)
    return not all(known.isdisjoint(segment.norms) for known in shown)


def _around(segment: Segment, omission: Omission, lost: set[int], words: _Words) -> Sequence[str]:
    """The words of an omission with those beside it that are gone too, and the small words among them, which may be kept."""
    first, last = omission.first, omission.last
    gone = [n[0].isalnum() and (k in lost or n in words.wording.grammar) for k, n in enumerate(segment.norms)]
    while first > 0 and gone[first - 1]:
        first -= 1
    while last < len(gone) and gone[last]:
        last += 1
    return segment.norms[first:last]


def _weight(segment: Segment, omission: Omission, words: _Words, source: Sequence[str]) -> str | None:
    """What a part carries: "telling" (number, date, negation, hedge), "content" (two content words), else None.

    Where other words stand in its place, it was replaced: the checks of numbers, names and wording say so.
    """
    norms = [segment.norms[k] for k in omission.lost]
    if not omission.bare:
        return None
    own_clause = segment.norms[omission.first] in _CLAUSAL
    hedged = not own_clause and (
        any(n in words.hedges for n in norms) or _is_doubtful_source(norms, source, words)
    )
    if hedged or any(n[0].isdigit() or n in words.negations for n in norms):
        return "telling"
    return "content" if sum(words.wording.is_content(n) for n in norms) >= _FEW else None


def _is_doubtful_source(lost: Sequence[str], norms: Sequence[str], words: _Words) -> bool:
    """Whether lost words name a source that is in doubt or that nobody can name; ``norms``: with the words around them."""
    if words.saying.isdisjoint(norms):
        return not words.rumour.isdisjoint(lost)
    if not words.people.isdisjoint(lost) and not words.knowing.isdisjoint(norms):
        return True
    return any(not known.isdisjoint(lost) for known in (words.doubtful, words.rumour, words.unnamed))
