"""Where the originals contradict each other, or themselves."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from crosscheck.comparison import Comparison
from crosscheck.lemmas import Keys, open_lemmas
from crosscheck.model import Evidence, Finding, Part, Segment, Severity, Span
from crosscheck.names.words import name_words
from crosscheck.originals.echoes import Statement, Statements
from crosscheck.originals.namerivals import NameRivals, Veils
from crosscheck.originals.occasions import Occasion, OccasionWords, occasions
from crosscheck.originals.rivals import Facts, Rival, date_rivals, dated, number_rivals
from crosscheck.originals.terms import (
    Forms,
    LongName,
    long_names,
    loose_names,
    merged,
    phrases,
    renamed,
)
from crosscheck.thesaurus import open_thesaurus

if TYPE_CHECKING:
    from crosscheck.ruleset import RuleSet

RULE = "originals.disagree"
CELL = 64
"""Code points of a cell of the index of places already told of."""
SHOWN = 8
"""Places of one form that are shown at most."""


def check(comparison: Comparison) -> Iterator[Finding]:
    """Yield ``originals.disagree``: dates, numbers and names first, then terms; no two findings about the same places."""
    if len(comparison.collation.originals) == 0:
        return
    reader = _Reader(comparison)
    told = _Told()
    for dispute in chain(reader.values(), reader.names(), reader.terms()):
        if len(dispute.forms) > 1 and told.is_new(dispute):
            yield _finding(comparison, dispute)


class Dispute(NamedTuple):
    """One thing in several forms, each with the places where it stands so."""

    topic: str
    forms: Mapping[str, Sequence[Evidence]]
    """Form as shown -> its places, in order of the text."""
    confidence: float
    severity: Severity = "warning"
    explanation: tuple[str, ...] = ()

    @property
    def places(self) -> list[Evidence]:
        """All places, form by form."""
        return [e for places in self.forms.values() for e in places[:SHOWN]]


class _Told:
    """What has been reported, so that one difference is not told again under another name."""

    def __init__(self) -> None:
        self._places: defaultdict[tuple[int, int], list[tuple[Span, int]]] = defaultdict(list)
        self._count = 0

    def is_new(self, dispute: Dispute) -> bool:
        """Whether no dispute has been told that two places of this one belong to; this one is told from now on."""
        spans = [e.span for e in dispute.places]
        known = Counter(
            n for span in spans for n in {n for other, n in self._near(span) if other.overlaps(span)}
        )
        if any(count > 1 for count in known.values()):
            return False
        for span in spans:
            for cell in _cells(span):
                self._places[cell].append((span, self._count))
        self._count += 1
        return True

    def _near(self, span: Span) -> Iterator[tuple[Span, int]]:
        for cell in _cells(span):
            yield from self._places.get(cell, ())


def _cells(span: Span) -> Iterator[tuple[int, int]]:
    return ((span.file, cell) for cell in range(span.start // CELL, span.end // CELL + 1))


# ---------------------------------------------------------------- findings


def _finding(comparison: Comparison, dispute: Dispute) -> Finding:
    topics = comparison.rules.data("originals")["topics"]
    shown = [_shown(form, places) for form, places in dispute.forms.items()]
    return comparison.finding(
        RULE,
        _in_summary(comparison, dispute),
        dispute.places,
        severity=None if dispute.severity == "warning" else dispute.severity,
        confidence=dispute.confidence,
        explanation=[*_stands(comparison, dispute), *dispute.explanation],
        data={"topic": dispute.topic, "forms": list(dispute.forms)},
        topic=topics[dispute.topic],
        forms=f"{', '.join(shown[:-1])} and {shown[-1]}",
    )


def _shown(form: str, places: Sequence[Evidence]) -> str:
    parts = list(dict.fromkeys(e.part for e in places))
    return f"“{form}” ({'original' if len(parts) == 1 else 'originals'} {', '.join(parts)})"


def _stands(comparison: Comparison, dispute: Dispute) -> Iterator[str]:
    """Where each form stands: original, its publisher and date, line, sentence."""
    parts = {p.id: p for p in comparison.collation.parts}
    for form, places in dispute.forms.items():
        for place in places[:SHOWN]:
            part = parts[place.part]
            source = ", ".join(filter(None, (part.publisher, part.published_edtf)))
            line = comparison.collation.documents[place.span.file].position(place.span.start).line
            yield f"“{form}”: original {place.part}{f' ({source})' if source else ''}, line {line}"


def _in_summary(comparison: Comparison, dispute: Dispute) -> Span | None:
    """Where the summary carries one of the forms, in a sentence that derives from one that does."""
    for place in dispute.places:
        segment = comparison.segment_at(place.span, place.part)
        for alignment in comparison.used.get(segment, ()) if segment else ():
            span, words = alignment.segment.span, _small(place.text)
            at = _whole_words(words, _small(alignment.segment.text))
            if at >= 0:
                return Span(span.start + at, span.start + at + len(words), span.file)
    return None


def _small(text: str) -> str:
    """A text in small letters, each in the place of its capital."""
    return text.replace("İ", "i").lower()


def _whole_words(words: str, text: str) -> int:
    """Where a text has some words that are no part of longer ones; -1 where it has not."""
    at = text.find(words)
    while at >= 0:
        beside = text[at - 1 : at] + text[at + len(words) : at + len(words) + 1]
        if not any(c.isalnum() or c == "_" for c in beside):
            break
        at = text.find(words, at + 1)
    return at


# ---------------------------------------------------------------- what is compared


class _Group:
    """Places that rivals link to each other."""

    def __init__(self, confidence: float) -> None:
        self.confidence = confidence
        self.places: dict[Span, tuple[Evidence, str]] = {}
        """Each with the form as it is shown."""


class _Reader:
    """The originals read for disagreements."""

    def __init__(self, comparison: Comparison) -> None:
        self.comparison = comparison
        self.rules = comparison.rules
        self.parts: dict[str, Part] = {p.id: p for p in comparison.collation.originals if p.language == "en"}
        self.lemmas = open_lemmas(self.rules)
        self.names_data = name_words(self.rules)
        segments = {part: comparison.segments[part] for part in self.parts}
        self.facts = self._facts()
        self.statements = Statements(
            segments,
            comparison.names,
            self.facts.places(),
            _keys(self.rules),
            open_thesaurus(self.rules).synonyms,
            _siblings(self.rules),
        )

    def _list(self, name: str) -> frozenset[str]:
        return self.rules.words("originals", name)

    def _keys(self, name: str) -> frozenset[str]:
        return frozenset(map(self.lemmas.lemma, self._list(name)))

    def _facts(self) -> Facts:
        numbers, dates = self.comparison.numbers, self.comparison.dates
        return Facts(
            {s: found for s, found in numbers.items() if s.part in self.parts},
            {s: [dated(s, m) for m in found] for s, found in dates.items() if s.part in self.parts},
            self.parts,
            different=self._list("different"),
            running=self._list("running"),
            possible=self._list("possible"),
            foreseen=self._list("foreseen"),
            ahead=self._list("ahead"),
            saying=self.rules.words("english", "saying"),
        )

    def _evidence(self, statement: Statement, span: Span) -> Evidence:
        return self.comparison.evidence(span, statement.segment.part)

    # ------------------------------------------------------------ numbers and dates

    def values(self) -> Iterator[Dispute]:
        """Numbers and dates."""
        yield from self._grouped("number", number_rivals(self.statements, self.facts))
        yield from self._grouped("date", date_rivals(self.statements, self.facts))
        for occasion in occasions(self.statements, self.parts, _occasion_words(self.rules)):
            yield self._occasion(occasion)

    def _grouped(self, topic: str, rivals: Iterable[Rival]) -> Iterator[Dispute]:
        """Rivals that share a place are one disagreement."""
        groups: dict[Span, _Group] = {}
        for rival in rivals:
            joined = _Group(rival.confidence)
            sides = (rival.ours, rival.our_span), (rival.theirs, rival.their_span)
            for (statement, span), value in zip(sides, rival.values, strict=True):
                evidence = self._evidence(statement, span)
                form = f"{evidence.text}, {value}" if value else evidence.text
                joined.places[span] = evidence, form
                if span in groups:
                    joined.places.update(groups[span].places)
                    joined.confidence = max(joined.confidence, groups[span].confidence)
            groups.update(dict.fromkeys(joined.places, joined))
        for group in dict.fromkeys(groups.values()):
            places = sorted(group.places.values(), key=lambda p: p[0].span)
            written = tuple(self._written([e for e, _ in places])) if topic == "number" else ()
            yield Dispute(topic, _forms(places), group.confidence, explanation=written)

    def _written(self, places: Sequence[Evidence]) -> Iterator[str]:
        days = sorted({p.published for e in places if (p := self.parts[e.part]).published})
        if len(days) > 1:
            yield f"written on different days, {days[0]} to {days[-1]}: the later figure may be an update"

    # ------------------------------------------------------------ occasions

    def _occasion(self, occasion: Occasion) -> Dispute:
        claim = self._evidence(occasion.claim, occasion.span)
        others = [self.comparison.evidence(p.event_span, p.id) for p in occasion.otherwise if p.event_span]
        event = self.comparison.text(occasion.event)
        lines = [f"“{claim.text}” places the meetings on the day of the event, {occasion.day} (“{event}”)"]
        lines += [
            f"original {p.id} reports a meeting of the same day, {p.event_date}" for p in occasion.likewise
        ]
        return Dispute("occasion", {claim.text: [claim], **_by_form(others)}, 0.6, explanation=tuple(lines))

    # ------------------------------------------------------------ names

    def names(self) -> Iterator[Dispute]:
        """Long names of one thing, names spelt in two ways, names in each other's place, and what is left unnamed."""
        yield from self._long_names()
        rivals = NameRivals(self.statements, self.facts, self.names_data)
        slips = list(rivals.misspelt())
        yield from self._grouped("spelling", (r for r, romanized in slips if not romanized))
        yield from self._grouped("name", rivals.swapped())
        yield from self._unnamed(rivals)
        for dispute in self._grouped("spelling", (r for r, romanized in slips if romanized)):
            yield Dispute("spelling", dispute.forms, dispute.confidence, "note")

    def _unnamed(self, rivals: NameRivals) -> Iterator[Dispute]:
        sorts = {w: sort for sort in ("place", "body", "person") for w in self._list(sort)}
        veils = Veils(sorts, self._list("veiling"), self._list("unnaming"))
        found: dict[Span, list[Rival]] = {}
        for rival in rivals.unnamed(veils):
            found.setdefault(rival.our_span, []).append(rival)
        for span, named in found.items():
            veiled = self._evidence(named[0].ours, span)
            places = [self._evidence(r.theirs, r.their_span) for r in named]
            yield Dispute(
                "unnamed", {**_by_form(places), veiled.text: [veiled]}, max(r.confidence for r in named)
            )

    def _long_names(self) -> Iterator[Dispute]:
        names = long_names(self.statements, self._list("links"), self._list("things"))
        pairs = list(renamed(names, self.statements, self._keys("distinct")))
        for sure in (True, False):
            for group in _chained([(a, b) for a, b, is_sure in pairs if is_sure == sure]):
                keys = {n.keys for n in group}
                same = [(n.statement, n.span) for n in names if n.keys in keys]
                loose = loose_names(group, self.statements, self._list("things")) if sure else []
                places = [self._evidence(*place) for place in sorted([*same, *loose], key=lambda p: p[1])]
                yield Dispute("title", _by_form(places), 0.85 if sure else 0.6, "warning" if sure else "note")

    # ------------------------------------------------------------ terms

    def terms(self) -> Iterator[Dispute]:
        """Set phrases in two forms, and reports of one day under several datelines; all of them notes."""
        groups: dict[tuple[str, ...], list[Forms]] = {}
        for forms in chain(
            phrases(self.statements, self._list("determiners"), self._list("joining")),
            merged(self.statements),
        ):
            groups.setdefault(forms.key, []).append(forms)
        yield from map(self._term, groups.values())
        yield from self._datelines()

    def _term(self, group: Sequence[Forms]) -> Dispute:
        """The forms of one phrase; what differs only in small words is one form."""
        found: dict[tuple[str, ...], dict[Span, Evidence]] = {}
        for forms in group:
            for statement, tokens in ((forms.ours, forms.here), (forms.theirs, forms.there)):
                span = statement.segment.span_of(*_whole(statement.segment, *tokens))
                lemmas = tuple(filter(None, statement.keys[slice(*tokens)]))
                found.setdefault(lemmas, {})[span] = self._evidence(statement, span)
        places = [sorted(spans.values(), key=lambda e: e.span) for spans in found.values()]
        sure = any(forms.sure for forms in group)
        return Dispute("term", {p[0].text: p for p in places}, 0.7 if sure else 0.5, "note")

    def _datelines(self) -> Iterator[Dispute]:
        """Reports of one day that were published on different days: relative dates read from the datelines would differ."""
        by_day: defaultdict[date, list[Part]] = defaultdict(list)
        for part in self.parts.values():
            if part.event_date and part.published and _printed(part):
                by_day[part.event_date].append(part)
        for day, parts in by_day.items():
            akin = self._akin(parts)
            if akin:
                places = [self.comparison.evidence(span, p.id) for p in akin if (span := _printed(p))]
                events = [f"original {p.id} reports on {day}" for p in akin if not p.event_assumed]
                yield Dispute("dateline", _by_form(places), 0.9, "note", tuple(events))

    def _akin(self, parts: Sequence[Part]) -> list[Part]:
        """Those that share a name, in title or first sentence, with one published on another day."""
        names = {p.id: {w for s in self.statements.by_part[p.id][:2] for w in s.name_words} for p in parts}
        days: defaultdict[str, set[object]] = defaultdict(set)
        for part in parts:
            for word in names[part.id]:
                days[word].add(part.published)
        return [p for p in parts if any(len(days[word]) > 1 for word in names[p.id])]


@lru_cache(maxsize=4)
def _keys(rules: RuleSet) -> Keys:
    """The lemmas of words that carry meaning; those met are remembered from one run to the next."""
    grammar = rules.words("english", "function") | rules.words("english", "saying")
    return Keys(open_lemmas(rules), grammar | rules.words("originals", "light"))


@lru_cache(maxsize=4)
def _siblings(rules: RuleSet) -> Mapping[str, frozenset[int]]:
    """Lemma -> the numbers of the lists of different things of one kind ("men", "women") in which it stands."""
    kinds = [rules.data(name)["kinds"].values() for name in ("originals", "meaning")]
    return open_lemmas(rules).lists(chain.from_iterable(kinds))


@lru_cache(maxsize=4)
def _occasion_words(rules: RuleSet) -> OccasionWords:
    """The words of events and of meetings beside them."""
    inside, gatherings, meets, anybody = (
        rules.words("originals", name) for name in ("inside", "gatherings", "meets", "anybody")
    )
    gatherings, roles, anybody = (
        frozenset(map(open_lemmas(rules).lemma, words))
        for words in (gatherings, name_words(rules).heads, anybody)
    )
    return OccasionWords(inside, gatherings, meets, roles, anybody)


def _printed(part: Part) -> Span | None:
    """Where an original prints its date of publication."""
    return part.dateline.date if part.dateline and part.dateline.date else part.printed_date


def _whole(segment: Segment, first: int, last: int) -> tuple[int, int]:
    """The tokens of a phrase with the quotation mark that it closes, and the noun that its last one stands for ("of state")."""
    norms = segment.norms
    if norms[first:last].count('"') % 2 and first > 0 and norms[first - 1] == '"':
        first -= 1
    if norms[last : last + 1] == ("of",) and last + 1 < len(norms):
        last += 2
    return first, last


def _by_form(places: Iterable[Evidence]) -> dict[str, list[Evidence]]:
    """Places by what stands there."""
    return _forms((place, place.text) for place in places)


def _forms(places: Iterable[tuple[Evidence, str]]) -> dict[str, list[Evidence]]:
    """Places by form, without regard to case and blanks; shown as the first one has it."""
    found: dict[str, list[Evidence]] = {}
    shown: dict[str, str] = {}
    for place, form in places:
        found.setdefault(shown.setdefault(" ".join(form.split()).casefold(), form), []).append(place)
    return found


def _chained(pairs: Sequence[tuple[LongName, LongName]]) -> list[list[LongName]]:
    """Names that pairs link to each other, each group in order of the text."""
    groups: list[list[LongName]] = []
    for pair in pairs:
        linked = [g for g in groups if any(n in g for n in pair)]
        groups = [g for g in groups if g not in linked]
        groups.append(sorted({n for g in (*linked, list(pair)) for n in g}, key=lambda n: n.span))
    return groups
