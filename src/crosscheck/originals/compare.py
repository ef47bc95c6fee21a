"""Where two originals give different values or names for one thing.

Each original is aligned with the others as an article is with its originals, and its numbers, dates and names are compared by
their own checks. An article repeats what it was compiled from; two originals may tell of two things in like words. So a
difference counts only where the two clauses around it say the same, with no word, name or day that tells them apart.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain, combinations, pairwise
from typing import TYPE_CHECKING, Literal, NamedTuple, Protocol, TypeVar

from crosscheck.align import align
from crosscheck.comparison import Comparison
from crosscheck.dates.check import check as check_dates
from crosscheck.dates.compare import outcome
from crosscheck.dates.read import DateMention
from crosscheck.distance import near, slips
from crosscheck.lemmas import open_lemmas
from crosscheck.model import Evidence, Finding, Segment, Span
from crosscheck.names.check import check as check_names
from crosscheck.names.read import NameMention
from crosscheck.names.words import name_words
from crosscheck.numbers.check import check as check_numbers
from crosscheck.numbers.compare import agreement
from crosscheck.numbers.read import NumberMention
from crosscheck.wording.compare import Wording, open_wording
from crosscheck.wording.rewording import restated

if TYPE_CHECKING:
    from crosscheck.ruleset import RuleSet


class _Mention(Protocol):
    @property
    def span(self) -> Span: ...


M = TypeVar("M", bound=_Mention)
SPELT = 5
"""Letters of a word of which a slip of the pen makes no other one that is as likely."""
SLIPPED = 0.95
"""Confidence that names which differ by that alone are one."""
SAME = 3
"""Shared words of two clauses for each word that only either has, from which they say the same."""
FRONTED = 4
"""Tokens up to the comma behind an adverbial that opens a sentence: "On Friday, ..."."""

Topic = Literal["number", "date", "name", "spelling"]


class Difference(NamedTuple):
    """Two places of two originals that differ about one thing."""

    topic: Topic
    ours: Evidence
    theirs: Evidence
    confidence: float
    is_romanized: bool = False
    """Whether the two are one name in two romanizations."""
    our_value: str = ""
    """What a relative date means; empty for any other."""
    their_value: str = ""


def differences(comparison: Comparison) -> Iterator[Difference]:
    """The differences of all originals in English, seen from each of them: each comes twice where the alignments agree."""
    english = [p for p in comparison.collation.originals if p.language == "en"]
    for part in english if len(english) > 1 else ():
        others = [p for p in english if p is not part]
        alignments, nearness = align(
            comparison.segments[part.id],
            [comparison.segments[p.id] for p in others],
            comparison.lexicon.respelling,
            comparison.rules.words("english", "function"),
        )
        as_article = Comparison(
            collation=comparison.collation._replace(parts=(part._replace(kind="summary"), *others)),
            segments=comparison.segments,
            alignments=alignments,
            nearness=nearness,
            mentions=comparison.mentions,
            lexicon=comparison.lexicon,
            rules=comparison.rules,
            settings=comparison.settings,
            skipped=[],
            retell=restated,
        )
        yield from _Judge(as_article).found()
    yield from _misspelt(comparison, [p.id for p in english])


def _misspelt(comparison: Comparison, parts: Sequence[str]) -> Iterator[Difference]:
    """Names of several words of which one is a slip apart in two originals, wherever they stand."""
    romanized = name_words(comparison.rules).gazetteer.romanized
    known = {part: {w for m in comparison.mentions.names.get(part, ()) for w in m.words} for part in parts}
    named: defaultdict[tuple[str, ...], dict[str, tuple[str, NameMention]]] = defaultdict(dict)
    for part in parts:
        for mention in comparison.mentions.names.get(part, ()):
            for k, word in enumerate(mention.words if len(mention.words) > 1 else ()):
                if len(word) >= SPELT:
                    rest = (*mention.words[:k], "", *mention.words[k + 1 :])
                    named[rest].setdefault(word, (part, mention))
    for forms in named.values():
        for (a, (one, x)), (b, (other, y)) in combinations(forms.items(), 2):
            if one != other and slips(a, b) == 1 and a not in known[other] and b not in known[one]:
                ours, theirs = comparison.evidence(x.span, one), comparison.evidence(y.span, other)
                yield Difference("spelling", ours, theirs, SLIPPED, romanized(a, b))


class _Clause(NamedTuple):
    """What is said around a place of a segment; the place itself left out."""

    before: Mapping[str, str]
    """Content words before the place: lemma -> as it stands."""
    behind: Mapping[str, str]
    names: Sequence[frozenset[str]]
    """The words of each of its names."""
    numbers: Sequence[NumberMention]
    dates: Sequence[DateMention]
    others: frozenset[str]
    """Words that tell of another thing of the kind ("another", "second")."""
    is_open: bool
    """Whether it tells of what can be, is planned or lies ahead ("will", "so far")."""

    @property
    def words(self) -> dict[str, str]:
        """All its content words."""
        return {**self.before, **self.behind}


class _Judge:
    """What the checks say of one original, weighed."""

    def __init__(self, comparison: Comparison) -> None:
        self.comparison = comparison
        self.wording: Wording = open_wording(comparison.rules)
        listed = comparison.rules.words
        self.lemma = self.wording.lemmas.lemma
        self.edges = listed("originals", "edges")
        self.other, self.open = listed("originals", "other"), listed("originals", "open")
        self.saying = listed("english", "saying")
        self.quiet = listed("english", "function") | self.saying | listed("originals", "light")
        self.kinds = _kinds(comparison.rules)

    def found(self) -> Iterator[Difference]:
        for finding in check_numbers(self.comparison):
            if finding.rule == "numbers.changed":
                yield from self._number(finding)
        for finding in check_dates(self.comparison):
            if finding.rule in ("dates.conflict", "dates.stale"):
                yield from self._date(finding)
        for finding in check_names(self.comparison):
            if finding.rule in ("names.changed", "names.transliteration"):
                yield from self._name(finding)

    # ------------------------------------------------------------ what differs

    def _number(self, finding: Finding) -> Iterator[Difference]:
        sides = self._sides(finding)
        if not sides:
            return
        (ours, a), (theirs, b) = sides
        x, y = (_at(self.comparison.numbers.get(s, ()), e.span) for s, e in ((a, ours), (b, theirs)))
        if not x or not y or (x.unit, x.kind) != (y.unit, y.kind) or _is_from(a, x) != _is_from(b, y):
            return
        if any(m.weak or m.bound or self._counts_off(s, m) for s, m in ((a, x), (b, y))):
            return
        if self._gives(theirs.part, x) or self._gives(ours.part, y):
            return
        if self._is_one_thing(a, ours.span, b, theirs.span, is_count=x.kind != "clock"):
            yield Difference("number", ours, theirs, finding.confidence)

    def _counts_off(self, segment: Segment, number: NumberMention) -> bool:
        """Whether a number says which of several things is meant: "the second flight"."""
        behind = segment.norms[number.last : number.last + 1]
        return segment.norms[number.first] in self.other and bool(behind) and self._is_content(behind[0])

    def _date(self, finding: Finding) -> Iterator[Difference]:
        sides = self._sides(finding)
        if not sides:
            return
        (ours, a), (theirs, b) = sides
        x, y = (_at(self.comparison.dates.get(s, ()), e.span) for s, e in ((a, ours), (b, theirs)))
        if not x or not y or x.grain != y.grain or self._is_of_saying(a, x) or self._is_of_saying(b, y):
            return
        if self._is_one_thing(a, ours.span, b, theirs.span) and self._count_alike(
            a, ours.span, b, theirs.span
        ):
            yield Difference(
                "date", ours, theirs, finding.confidence, our_value=_meant(x), their_value=_meant(y)
            )

    def _name(self, finding: Finding) -> Iterator[Difference]:
        sides = self._sides(finding)
        if not sides:
            return
        (ours, a), (theirs, b) = sides
        romanized = finding.rule == "names.transliteration"
        if romanized or finding.data.get("verdict") == "misspelt":
            if not _is_derived(ours.text, theirs.text):
                yield Difference("spelling", ours, theirs, finding.confidence, romanized)
            return
        x, y = (_at(self.comparison.names.get(s, ()), e.span) for s, e in ((a, ours), (b, theirs)))
        if x and y and not self._may_be_confused(a, x, b, y):
            return
        akin = x and y and not set(x.words).isdisjoint(y.words)
        if self._is_one_thing(a, ours.span, b, theirs.span) and (
            akin or self._count_alike(a, ours.span, b, theirs.span)
        ):
            yield Difference("name", ours, theirs, finding.confidence)

    def _may_be_confused(self, a: Segment, x: NameMention, b: Segment, y: NameMention) -> bool:
        """Whether one of two names may stand for the other: the only difference of two sentences that share a word of it, or much."""
        if (x.kind == "place") != (y.kind == "place"):
            return False
        ours, theirs = frozenset(x.words) - frozenset(y.words), frozenset(y.words) - frozenset(x.words)
        if self._are_of_one_kind(map(self.lemma, ours), map(self.lemma, theirs)):
            return False
        known, others = self._names(b) | ours, self._names(a) | theirs
        if any(not known.issuperset(m.words) for m in self.comparison.names.get(a, ())):
            return False
        if any(not others.issuperset(m.words) for m in self.comparison.names.get(b, ())):
            return False
        clause = self._clause(a, x.span)
        shared = len(clause.words) - len(self._left(clause.words, b)) + len(clause.numbers)
        return len(ours) < len(x.words) or shared > SAME

    def _sides(self, finding: Finding) -> tuple[tuple[Evidence, Segment], tuple[Evidence, Segment]] | None:
        """Both places of a finding with their sentences; None where it is held against a dateline."""
        if not finding.summary or not finding.related:
            return None
        ours, theirs = finding.summary, finding.related[0]
        a, b = (self.comparison.segment_at(e.span, e.part) for e in (ours, theirs))
        return ((ours, a), (theirs, b)) if a and b else None

    def _gives(self, part: str, number: NumberMention) -> bool:
        """Whether an original gives a number somewhere."""
        known = self.comparison.mentions.numbers.get(part, ())
        return any(m.unit == number.unit and agreement(m, number) == "same" for m in known)

    def _is_of_saying(self, segment: Segment, date: DateMention) -> bool:
        """Whether a date tells when something was said: "the agency said on Monday"."""
        first = segment.tokens_in(date.span).start
        return not self.saying.isdisjoint(segment.norms[max(0, first - 2) : first])

    # ------------------------------------------------------------ whether it is one thing

    def _is_one_thing(
        self, a: Segment, here: Span, b: Segment, there: Span, *, is_count: bool = False
    ) -> bool:
        """``is_count``: what is said behind a number is part of what it counts ("9,000 employees in its retail arm")."""
        ours, theirs = self._clause(a, here), self._clause(b, there)
        if (ours.others, ours.is_open) != (theirs.others, theirs.is_open) or not _are_of_one_day(
            ours, theirs
        ):
            return False
        if not (self._are_named(ours, b) and self._are_named(theirs, a)) or self._have_other_subjects(
            a, here, b, there
        ):
            return False
        left, right = self._left(ours.words, b), self._left(theirs.words, a)
        mine, other = ours.words.keys(), theirs.words.keys()
        if self._are_of_one_kind(mine - other, other - mine):
            return False
        shared = min(len(ours.words) - len(left), len(theirs.words) - len(right))
        if left and right:
            shared += min(len(ours.names), len(theirs.names))
            return shared >= SAME * min(len(left), len(right))
        narrowed = is_count and (self._left(ours.behind, b) or self._left(theirs.behind, a))
        return shared > 0 and not narrowed

    def _are_named(self, clause: _Clause, other: Segment) -> bool:
        """Whether another sentence, those beside it or the opening of its original have a word of each name of a clause."""
        known = self._names(other)
        return all(not name.isdisjoint(known) for name in clause.names)

    def _have_other_subjects(self, a: Segment, here: Span, b: Segment, there: Span) -> bool:
        """Whether most names with which two originals open are in neither other: they tell of two things in like words."""
        return self._opens_with_own(a.part, here, b.part) and self._opens_with_own(b.part, there, a.part)

    def _opens_with_own(self, part: str, but: Span, other: str) -> bool:
        known = {w for m in self.comparison.mentions.names.get(other, ()) for w in m.words}
        first = self.comparison.segments[part][0]
        opening = self.comparison.names.get(first, ())
        own = [m for m in opening if known.isdisjoint(m.words) and not m.span.overlaps(but)]
        own = [m for m in own if not any(near(w, k) for w in m.words for k in known)]
        return bool(own)

    def _count_alike(self, a: Segment, here: Span, b: Segment, there: Span) -> bool:
        """Whether two clauses do not count differently what they tell of."""
        ours, theirs = self._clause(a, here).numbers, self._clause(b, there).numbers
        return not (ours and theirs) or any(agreement(m, n) or agreement(n, m) for m in ours for n in theirs)

    def _are_of_one_kind(self, ours: Iterable[str], theirs: Iterable[str]) -> bool:
        """Whether words of two clauses name different things of one kind ("men", "women")."""
        mine = {kind for lemma in ours for kind in self.kinds.get(lemma, ())}
        return any(not mine.isdisjoint(self.kinds.get(lemma, ())) for lemma in theirs)

    def _left(self, words: Mapping[str, str], other: Segment) -> list[str]:
        """Those of some words that another sentence has in no form and no synonym."""
        lemmas = self.wording.lemmas.keys(other.norms)
        content = [n for n in other.norms if self._is_content(n)]
        return [
            lemma
            for lemma, norm in words.items()
            if not self.wording.is_kin(lemma, lemmas)
            and not any(
                self.wording.synonyms(norm, n) and not self._are_of_one_kind([lemma], [self.lemma(n)])
                for n in content
            )
        ]

    def _names(self, segment: Segment) -> frozenset[str]:
        """The words of the names in a sentence, in those beside it, and in the opening of its original."""
        part = self.comparison.segments[segment.part]
        near = (*part[:2], *part[max(0, segment.index - 1) : segment.index + 2])
        return frozenset(w for s in near for m in self.comparison.names.get(s, ()) for w in m.words)

    def _clause(self, segment: Segment, at: Span) -> _Clause:
        norms, inside = segment.norms, segment.tokens_in(at)
        first, last = self._bounds(segment, inside)
        span = segment.span_of(first, last)

        def within(found: Mapping[Segment, Sequence[M]]) -> list[M]:
            return [m for m in found.get(segment, ()) if span.overlaps(m.span) and not m.span.overlaps(at)]

        names, dates = within(self.comparison.names), within(self.comparison.dates)
        numbers = [m for m in within(self.comparison.numbers) if not m.weak]
        around = {*range(first, last)} - {*inside}
        undated = sorted(around - _tokens(segment, dates))
        words = sorted(around - _tokens(segment, [*names, *numbers, *dates]))
        said = [norms[k] for k in undated]
        return _Clause(
            self._content([norms[k] for k in words if k < inside.start]),
            self._content([norms[k] for k in words if k >= inside.stop]),
            [frozenset(m.words) for m in names],
            numbers,
            dates,
            self.other.intersection(said),
            not self.open.isdisjoint((*said, *map("_".join, pairwise(said)))),
        )

    def _bounds(self, segment: Segment, inside: range) -> tuple[int, int]:
        """The tokens of the clause around some tokens; of "On Friday, ..." what follows the comma too."""
        edges = [k for k in segment.places(self.edges) if segment.norms[k] != "," or k > FRONTED]
        first = max((k + 1 for k in edges if k < inside.start), default=0)
        return first, min((k for k in edges if k >= inside.stop), default=len(segment.norms))

    def _is_content(self, norm: str) -> bool:
        return norm[0].isalpha() and norm not in self.quiet

    def _content(self, norms: Sequence[str]) -> dict[str, str]:
        return {self.lemma(n): n for n in norms if self._is_content(n)}


@lru_cache(maxsize=4)
def _kinds(rules: RuleSet) -> Mapping[str, frozenset[int]]:
    """Lemma -> the numbers of the lists of different things of one kind ("men", "women") in which it stands."""
    kinds = [rules.data(name)["kinds"].values() for name in ("originals", "meaning")]
    return open_lemmas(rules).lists(chain.from_iterable(kinds))


def _are_of_one_day(ours: _Clause, theirs: _Clause) -> bool:
    """Whether two clauses may tell of one day: none beside another day, or beside a month or year."""
    if ours.dates and theirs.dates:
        return any(outcome(m, n) not in ("conflict", "stale") for m in ours.dates for n in theirs.dates)
    return all(m.grain == "day" for m in (*ours.dates, *theirs.dates))


def _tokens(segment: Segment, mentions: Iterable[_Mention]) -> set[int]:
    """The tokens that some mentions stand on."""
    return {k for m in mentions for k in segment.tokens_in(m.span)}


def _at(mentions: Iterable[M], span: Span) -> M | None:
    return next((m for m in mentions if m.span.overlaps(span)), None)


def _is_from(segment: Segment, number: NumberMention) -> bool:
    """Whether a number is what something was before: "raised from 4.25 percent"."""
    return segment.norms[max(0, number.first - 1)] == "from"


def _meant(date: DateMention) -> str:
    return "" if date.how == "explicit" else date.words


def _is_derived(a: str, b: str) -> bool:
    """Whether one name only goes on where the other ends: "Morvania", "Morvanian"."""
    return a.startswith(b) or b.startswith(a)
