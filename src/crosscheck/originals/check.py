"""Where the originals contradict each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from crosscheck.comparison import Comparison
from crosscheck.lemmas import Keys, open_lemmas
from crosscheck.model import Evidence, Finding, Part, Severity, Span
from crosscheck.originals.compare import Difference, differences
from crosscheck.originals.terms import renamed

RULE = "originals.disagree"
SHOWN = 8
"""Places of one form that are shown at most."""
NAMED, QUOTED = 0.85, 0.7
"""Confidence that two long names, and two quoted phrases, are forms of one."""


def check(comparison: Comparison) -> Iterator[Finding]:
    """Yield ``originals.disagree``: numbers, dates and names, then terms; no two findings about the same places."""
    parts = {p.id: p for p in comparison.collation.originals if p.language == "en"}
    told = set[Span]()
    for dispute in chain(_values(comparison, parts), _terms(comparison, parts)):
        spans = {e.span for e in dispute.places}
        if len(dispute.forms) > 1 and not any(s.overlaps(t) for s in spans for t in told):
            told |= spans
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


def _values(comparison: Comparison, parts: Mapping[str, Part]) -> Iterator[Dispute]:
    """Numbers, dates and names; what is spelt in two ways on purpose last."""
    found = list(differences(comparison))
    for topic in ("number", "date", "spelling", "name"):
        yield from _grouped(topic, [d for d in found if d.topic == topic and not d.is_romanized], parts)
    for dispute in _grouped("spelling", [d for d in found if d.is_romanized], parts):
        yield dispute._replace(severity="note")


class _Group:
    """Places that differences link to each other."""

    def __init__(self, confidence: float) -> None:
        self.confidence = confidence
        self.places: dict[Span, tuple[Evidence, str]] = {}
        """Each with the form as it is shown."""


def _grouped(topic: str, found: Iterable[Difference], parts: Mapping[str, Part]) -> Iterator[Dispute]:
    """Differences that share a place are one disagreement."""
    groups: dict[Span, _Group] = {}
    for difference in found:
        joined = _Group(difference.confidence)
        sides = (
            (difference.ours, difference.our_value),
            (difference.theirs, difference.their_value),
        )
        for evidence, value in sides:
            joined.places[evidence.span] = evidence, f"{evidence.text}, {value}" if value else evidence.text
            if evidence.span in groups:
                joined.places = {**groups[evidence.span].places, **joined.places}
                joined.confidence = max(joined.confidence, groups[evidence.span].confidence)
        groups.update(dict.fromkeys(joined.places, joined))
    for group in dict.fromkeys(groups.values()):
        places = sorted(group.places.values(), key=lambda p: p[0].span)
        written = tuple(_written([e for e, _ in places], parts)) if topic == "number" else ()
        yield Dispute(topic, _forms(places), group.confidence, explanation=written)


def _written(places: Sequence[Evidence], parts: Mapping[str, Part]) -> Iterator[str]:
    days = sorted({p.published for e in places if (p := parts[e.part]).published})
    if len(days) > 1:
        yield f"written on different days, {days[0]} to {days[-1]}: the later figure may be an update"


def _terms(comparison: Comparison, parts: Mapping[str, Part]) -> Iterator[Dispute]:
    """Long names and quoted phrases in several forms."""
    keys = Keys(open_lemmas(comparison.rules), comparison.rules.words("english", "function"))
    groups: list[set[Evidence]] = []
    quoted = set[Evidence]()
    for a, b in renamed(comparison, parts, keys):
        linked = [g for g in groups if not g.isdisjoint((a.place, b.place))]
        groups = [g for g in groups if g not in linked]
        groups.append({a.place, b.place}.union(*linked))
        quoted |= {a.place, b.place} if a.is_quoted else set()
    for group in groups:
        forms = _forms((e, e.text) for e in sorted(group, key=lambda e: e.span))
        if group <= quoted:
            yield Dispute("term", forms, QUOTED, "note")
        else:
            yield Dispute("title", forms, NAMED)


def _forms(places: Iterable[tuple[Evidence, str]]) -> dict[str, list[Evidence]]:
    """Places by form, without regard to case and blanks; shown as the first one has it."""
    found: dict[str, list[Evidence]] = {}
    shown: dict[str, str] = {}
    for place, form in places:
        found.setdefault(shown.setdefault(" ".join(form.split()).casefold(), form), []).append(place)
    return found
