"""What the summary left out: whole sentences, and parts of sentences that it kept."""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING

from crosscheck.align import ANCHORED, retold
from crosscheck.comparison import Comparison
from crosscheck.dates.compare import supported
from crosscheck.lemmas import open_lemmas
from crosscheck.meaning.modality import hedge_classes
from crosscheck.meaning.negation import negation_words, put_off
from crosscheck.model import Alignment, Finding, Segment, Span
from crosscheck.numbers.compare import agreement
from crosscheck.passages import is_loose, place_of
from crosscheck.thesaurus import open_thesaurus
from crosscheck.wording.compare import Wording
from crosscheck.wording.omissions import Omission, changed, omissions

if TYPE_CHECKING:
    from crosscheck.ruleset import RuleSet

_SMALL = 20
"""Number above which the same one anywhere in the summary is no chance."""
_CLAUSAL = frozenset("that which who whose whom where".split())
"""Words that open a clause of its own: a hedge inside it says nothing of what was kept."""
_WITHIN = ("in", "on")
_FEW = 2
"""Content words from which a part left out of a sentence is reported."""
_MOST = 0.6
"""Share of its content words from which a part is told by a sentence that has no source."""


class _Words:
    """The word data of the check."""

    def __init__(self, rules: "RuleSet") -> None:
        function, none = rules.words("english", "function"), frozenset[str]()
        self.wording = Wording(open_lemmas(rules), open_thesaurus(rules), function, (), none, none, none)
        self.lemmas_of = cache(lambda segment: self.wording.lemmas.keys(segment.norms))
        """The lemmas of a sentence of the summary."""
        self.hedges = rules.words("english", "hedge")
        self.classes = hedge_classes(rules)
        self.negations = rules.words("english", "negation")
        self.denying = negation_words(rules).denying
        self.saying = rules.words("english", "saying")
        self.doubtful = rules.words("dropped", "doubtful")
        self.rumour = rules.words("dropped", "rumour")
        self.unnamed = rules.words("dropped", "unnamed")
        self.people = rules.words("dropped", "people")
        self.knowing = rules.words("dropped", "knowing")
        self.condition = rules.words("dropped", "condition")
        self.reserved = rules.words("dropped", "reserved")
        self.scope = rules.words("dropped", "scope")


def check(comparison: Comparison) -> Iterator[Finding]:
    """Yield ``dropped.sentence`` and ``dropped.clause``."""
    words = _Words(comparison.rules)
    for part in comparison.collation.originals:
        english = part.language == comparison.summary.language == "en"
        for segment in comparison.segments[part.id]:
            if segment.kind == "title":
                continue
            if segment not in comparison.used:
                yield _sentence(comparison, segment)
            elif english and segment.kind == "sentence":
                uses = [a for a in comparison.used[segment] if a.sources[0].segment is segment]
                yield from _clauses(comparison, segment, uses, words)
    yield from _doubts_left_out(comparison, words)


def _doubts_left_out(comparison: Comparison, words: _Words) -> Iterator[Finding]:
    """Negations, hedges and conditions of what the summary tells in other words; what else it does without goes with those."""
    respelling = comparison.lexicon.respelling
    for use in filter(None, comparison.restated.values()):
        if _denies(use.segment, words):
            continue
        for segment in (s.segment for s in use.sources):
            alone = retold(use.segment, [segment], respelling, words.wording.grammar)
            others = comparison.used.get(segment, ())
            for finding in _clauses(comparison, segment, [alone, *others], words, replaced=True):
                counted = any(n[0].isdigit() for n in finding.data["words"])
                if finding.data["carries"] == "telling" and not counted and _shares(alone, words):
                    yield finding


def _denies(segment: Segment, words: _Words) -> bool:
    """Whether a sentence of the summary says itself that something is not so, or not sure: "unknown", "may", "deny"."""
    said = {*words.negations, *words.hedges, *words.denying, *words.condition}
    affirmative = words.wording.thesaurus.affirmative
    return not said.isdisjoint(segment.norms) or any(map(affirmative, segment.norms))


def _shares(use: Alignment, words: _Words) -> bool:
    """Whether a use keeps enough words of its source to speak of the same."""
    kept = (use.segment.norms[k] for op in use.ops if op.kind == "equal" for k in range(*op.summary))
    return sum(map(words.wording.is_content, kept)) >= _FEW


def _sentence(comparison: Comparison, segment: Segment) -> Finding:
    confidence = 1 - comparison.nearness.get(segment, 0.0)
    return comparison.finding(
        "dropped.sentence", None, [comparison.evidence(segment.span, segment.part)], confidence=confidence
    )


def _clauses(
    comparison: Comparison,
    segment: Segment,
    uses: Sequence[Alignment],
    words: _Words,
    *,
    replaced: bool = False,
) -> Iterator[Finding]:
    """The parts that no use of a sentence has; none where one takes it whole. ``replaced``: also those in whose place others stand."""
    if not uses or any(a.relation == "verbatim" for a in uses):
        return
    use, gaps = uses[0], changed(uses[0], segment)
    if not gaps:
        return
    beside = _beside(comparison, uses)
    said = set().union(*[words.lemmas_of(a.segment) for a in beside])
    facing = {k for gap in gaps for k in range(*gap.theirs)}
    answered = frozenset(_answered(comparison, segment, facing, beside))
    found = omissions(segment, uses, gaps, said, answered, words.wording)
    bare = [omission for omission in found if omission.bare or replaced]
    if not bare:
        return  # all is replaced: the checks of numbers, names and wording say so
    hearsay = any(_doubts(a.segment, words) for a in uses)
    lost = {k for omission in found for k in omission.lost}
    hedged = _hedged(uses, words)
    lost -= _turned(segment, lost, uses[0], words)
    told = set().union(*[words.lemmas_of(a.segment) for a in beside if not a.sources])
    for omission in bare:
        if _is_told(segment, omission, told, words):
            continue
        source = () if hearsay else _around(segment, omission, lost, words)
        weight = _weight(segment, omission, lost, words, source, hedged)
        if weight:
            at = place_of(use, segment, omission.first)
            yield comparison.finding(
                "dropped.clause",
                Span(at, at, use.segment.span.file),
                [comparison.evidence(segment.span_of(omission.first, omission.last), segment.part)],
                severity="warning" if weight == "telling" and (replaced or _is_close(use)) else None,
                confidence=use.confidence * (0.9 if len(uses) == 1 else 0.7),
                data={"carries": weight, "words": [segment.norms[k] for k in omission.lost]},
            )


def _is_close(use: Alignment) -> bool:
    """Whether a use keeps so much of its source that what it does without was left out, not told in other words."""
    return use.confidence > ANCHORED and not is_loose(use)


def _beside(comparison: Comparison, uses: Sequence[Alignment]) -> list[Alignment]:
    """The uses and the sentences of the summary around them, where a moved clause would stand."""
    places = [use.segment.index for use in uses]
    near = [comparison.alignments[max(0, at - 1) : at + 2] for at in places]
    return list(dict.fromkeys(chain.from_iterable(near)))


def _answered(
    comparison: Comparison, segment: Segment, facing: set[int], beside: Sequence[Alignment]
) -> Iterator[int]:
    """Tokens of numbers and dates of a sentence that the summary gives, in whatever form; of those with a token in ``facing``."""
    numbers, dates = comparison.numbers, comparison.dates
    lost = [m for m in numbers.get(segment, ()) if not facing.isdisjoint(range(*m.bounded))]
    ours = [m for a in beside for m in numbers.get(a.segment, ())] if lost else ()
    for mention in lost:
        telling = bool(mention.values) and abs(mention.values[0]) > _SMALL
        given = comparison.mentions.numbers[comparison.summary.id] if telling else ours
        same = [m for m in given if agreement(m, mention)]
        if same:
            bounded = any(m.bound == mention.bound for m in same)
            yield from range(*(mention.bounded if bounded else (mention.first, mention.last)))
    theirs = dates.get(segment, ())
    mine = [m for a in beside for m in dates.get(a.segment, ())] if theirs else ()
    for date in theirs if mine else ():
        tokens = segment.tokens_in(date.span)
        if not facing.isdisjoint(tokens) and (len(mine) == 1 or supported(date, mine)):
            yield from tokens


def _hedged(uses: Sequence[Alignment], words: _Words) -> frozenset[str]:
    """What the words that the uses put in say of how sure, possible or frequent something is."""
    none = frozenset[str]()
    return none.union(
        *(
            words.classes.get("should" if norm == "if" else norm, none)  # "should it rain", "if it rains"
            for use in uses
            for op in use.ops
            if op.kind != "equal"
            for norm in use.segment.norms[slice(*op.summary)]
        )
    )


def _turned(segment: Segment, lost: set[int], use: Alignment, words: _Words) -> set[int]:
    """The lost negations that a use has in other words: "will be closed" for "will not open", "on" for "not until"."""
    norms, ours, opposites = segment.norms, use.segment.norms, words.wording.thesaurus.opposites
    negations = {k for k in lost if norms[k] in words.negations}
    if not negations:
        return negations
    put_in = (n for op in use.ops if op.kind != "equal" for n in ours[slice(*op.summary)])
    if not (words.denying | words.negations).isdisjoint(put_in):
        return negations
    content = [n for n in ours if words.wording.is_content(n)]
    function = words.wording.grammar
    return {
        k
        for k in negations
        if any(opposites(a, b) for a in norms[k + 1 : k + 4] for b in content)
        or put_off(norms, k + 1, ours, function)
    }


def _is_told(segment: Segment, omission: Omission, told: set[str], words: _Words) -> bool:
    """Whether a sentence beside a use that has no source of its own, of lemmas ``told``, tells most of an omission."""
    if not told:
        return False
    lemma = words.wording.lemmas.lemma
    content = [n for n in segment.norms[omission.first : omission.last] if words.wording.is_content(n)]
    known = sum(lemma(n) in told for n in content)
    return known >= _FEW and known >= _MOST * len(content)


def _doubts(segment: Segment, words: _Words) -> bool:
    """Whether a sentence of the summary shows that it does not vouch for what it says."""
    shown = (words.doubtful, words.rumour, words.unnamed, words.reserved)
    return not all(known.isdisjoint(segment.norms) for known in shown)


def _around(segment: Segment, omission: Omission, lost: set[int], words: _Words) -> Sequence[str]:
    """The words of an omission with those beside it that are gone too, and the small words among them, which may be kept."""
    norms, first, last = segment.norms, omission.first, omission.last

    def is_gone(k: int) -> bool:
        return norms[k][0].isalnum() and (k in lost or norms[k] in words.wording.grammar)

    while first > 0 and is_gone(first - 1):
        first -= 1
    while last < len(norms) and is_gone(last):
        last += 1
    return norms[first:last]


def _weight(
    segment: Segment,
    omission: Omission,
    lost: set[int],
    words: _Words,
    source: Sequence[str],
    given: frozenset[str],
) -> str | None:
    """What a part carries: "telling" (number, date, negation, hedge, limit), "content" (two content words), else None.

    A hedge that says what the article's own words say (``given``, of ``hedge_classes``) was replaced.
    """
    norms = [segment.norms[k] for k in omission.lost if k in lost]
    own_clause = segment.norms[omission.first] in _CLAUSAL
    hedged = not own_clause and (
        _is_condition(segment, omission, words)
        or any(n in words.hedges and given.isdisjoint(words.classes.get(n, ())) for n in norms)
        or _is_doubtful_source(norms, source, words)
    )
    limited = any(
        segment.norms[k] in words.scope and segment.norms[k - 1] in _WITHIN
        for k in omission.lost
        if k in lost
    )
    content = sum(words.wording.is_content(n) for n in norms)
    counted = any(n[0].isdigit() for n in norms)
    if hedged or limited or (counted and content) or any(n in words.negations for n in norms):
        return "telling"
    return "content" if content >= _FEW or counted else None


def _is_condition(segment: Segment, omission: Omission, words: _Words) -> bool:
    """Whether a part is a clause under a condition, not only "if" for "whether"."""
    content = (k for k in omission.lost if k > omission.first and words.wording.is_content(segment.norms[k]))
    return segment.norms[omission.first] in words.condition and any(content)


def _is_doubtful_source(lost: Sequence[str], norms: Sequence[str], words: _Words) -> bool:
    """Whether lost words name a source that is in doubt or that nobody can name; ``norms``: with the words around them."""
    if words.saying.isdisjoint(norms):
        return not words.rumour.isdisjoint(lost)
    if not words.people.isdisjoint(lost) and not words.knowing.isdisjoint(norms):
        return True
    return any(not known.isdisjoint(lost) for known in (words.doubtful, words.rumour, words.unnamed))
