"""Meetings that one original places inside an event of a known day, and that others date to another day."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from crosscheck.model import Part, Span
from crosscheck.originals.echoes import Statement, Statements

NEAR = 7
"""Days around an event within which a meeting may be one of those beside it."""
BETWEEN = 4
"""Tokens from "during the" to the word for the event."""


class OccasionWords(NamedTuple):
    """The words of events and of meetings beside them."""

    within: frozenset[str]
    """Phrases that place one thing inside another: "during", "on_the_sidelines_of"."""
    gatherings: frozenset[str]
    """Lemmas of events that last no longer than the day they are dated to."""
    meets: frozenset[str]
    roles: frozenset[str]
    """Lemmas of offices."""
    anybody: frozenset[str]
    """Lemmas that stand for the holder of any office."""


class Occasion(NamedTuple):
    """A sentence that places meetings on the day of its original's event, and the originals that date such meetings."""

    claim: Statement
    span: Span
    """ "During the meeting". """
    day: date
    event: Span
    """Where that day is printed."""
    otherwise: tuple[Part, ...]
    """Originals with another day, those that print one first."""
    likewise: tuple[Part, ...]


def occasions(statements: Statements, parts: Mapping[str, Part], words: OccasionWords) -> Iterator[Occasion]:
    """Every placing of meetings that a printed day of another original contradicts."""
    for part_id, rows in statements.by_part.items():
        part = parts[part_id]
        if part.event_date is None or part.event_span is None or part.event_assumed:
            continue
        lead = next((s for s in rows if s.segment.span.holds(part.event_span)), None)
        events = lead.lemmas & words.gatherings if lead else frozenset[str]()
        for statement in rows:
            if (
                statement is lead
                or events.isdisjoint(statement.lemmas)
                or words.meets.isdisjoint(statement.segment.norms)
            ):
                continue
            span = _placed(statement, events, words)
            if span:
                yield from _contradicted(statements, parts, words, part, statement, span)


def _placed(statement: Statement, events: frozenset[str], words: OccasionWords) -> Span | None:
    """The phrase "during the <event>" of a sentence, if it has one."""
    norms = statement.segment.norms
    for k in [k for k, norm in enumerate(norms) if norm in ("the", "this")]:
        first = next(
            (first for first in (k - 1, k - 4) if "_".join(norms[max(0, first) : k]) in words.within), -1
        )
        event = next(
            (at for at, key in enumerate(statement.keys[k + 1 : k + 1 + BETWEEN], k + 1) if key in events), -1
        )
        if first >= 0 and event >= 0:
            return statement.segment.span_of(first, event + 1)
    return None


def _contradicted(
    statements: Statements,
    parts: Mapping[str, Part],
    words: OccasionWords,
    part: Part,
    claim: Statement,
    span: Span,
) -> Iterator[Occasion]:
    assert part.event_date
    assert part.event_span
    dated = [p for p in parts.values() if p is not part and _is_such_meeting(statements, p, claim, words)]
    near = [p for p in dated if p.event_date and abs((p.event_date - part.event_date).days) <= NEAR]
    otherwise = sorted(
        (p for p in near if p.event_date != part.event_date), key=lambda p: (p.event_assumed, p.span)
    )
    if any(not p.event_assumed for p in otherwise):
        likewise = tuple(p for p in near if p.event_date == part.event_date)
        yield Occasion(claim, span, part.event_date, part.event_span, tuple(otherwise), likewise)


def _is_such_meeting(statements: Statements, part: Part, claim: Statement, words: OccasionWords) -> bool:
    """Whether an original reports a meeting of the person named in the claim with one of those it speaks of."""
    lead = next((s for s in statements.by_part.get(part.id, ()) if s.segment.kind != "title"), None)
    if lead is None or words.meets.isdisjoint(lead.segment.norms):
        return False
    people = {w for n in claim.names if n.kind == "name" for w in n.words}
    if not people & lead.name_words:
        return False
    roles = claim.lemmas & words.roles
    return bool(roles & lead.lemmas or claim.lemmas & words.anybody)
