"""When the parts of a collation were written and what day they report on, and with that all their dates.

The only days that count as known are printed ones and the date of publication that the user gives; never the clock.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from itertools import chain, groupby
from operator import attrgetter

from crosscheck.dates.grammar import TELLING, Expression, figures
from crosscheck.dates.intervals import YEARLESS, Interval, edtf, in_words
from crosscheck.dates.narrative import Role
from crosscheck.dates.read import (
    UNKNOWN,
    Anchor,
    DateMention,
    Found,
    Reference,
    found_in,
    reference_on,
    resolve,
)
from crosscheck.dates.readings import Point, absolute
from crosscheck.model import Block, Collation, Part, Segment, Settings, Span

_CLOSE = 92
"""Days within which a full date of a text tells the year of its dateline, or is its event; one further off is history."""
_YEAR = timedelta(365)
_LEAD = "0123456789.()-*• "
"""What may stand before the text of a block besides a dateline: the mark of a list."""


def read_dates(
    collation: Collation, segments: Mapping[str, tuple[Segment, ...]], settings: Settings
) -> tuple[Collation, Mapping[str, tuple[DateMention, ...]]]:
    """The collation with its originals dated, and the dates of the summary and of each original, by part id, in order.

    Filled in are ``published``, ``published_edtf``, ``event_date``, ``event_span`` and ``event_assumed``. A date may cross
    segments: it is looked for in whole paragraphs.
    """
    found = {p.id: _found(collation, p, segments[p.id]) for p in collation.parts if p.id in segments}
    full = {part: _full_dates(f) for part, f in found.items()}
    summary = collation.summary
    printed = {p.id: _printed(collation, p) for p in collation.parts if p.id in segments}
    stated = {part: next(iter(_full_dates(f)), None) for part, f in printed.items()}
    for name, day in stated.items():
        if day:
            full[name].setdefault(day, None)
    others = {day: f for p in collation.originals for day, f in full[p.id].items()}
    given = [day for p in collation.originals if (day := p.published or stated[p.id])]
    given += [settings.summary_date] if settings.summary_date else []
    leads = {name: next((s for s in segments[name] if s.kind != "title"), None) for name in found}
    published = {
        p.id: _published(
            collation,
            p,
            printed[p.id],
            [full[p.id], others, dict.fromkeys(given)],
            _weekdays(found[p.id], leads[p.id]),
        )
        for p in collation.originals
    }
    witnesses = [full[summary.id], others]
    reference = _summary_reference(collation, printed[summary.id], witnesses, published, settings)
    mentions = {summary.id: resolve(found[summary.id], reference, settings.numeric_dates)}
    dated: dict[str, Part] = {}
    if day := stated[summary.id]:
        dated[summary.id] = summary._replace(published=day, published_edtf=day.isoformat())
    for part in collation.originals:
        known = published[part.id]
        mentions[part.id] = resolve(found[part.id], known, settings.numeric_dates)
        dated[part.id] = _dated(part, known, mentions[part.id], leads[part.id])
    parts = tuple(dated.get(p.id, p) for p in collation.parts)
    return collation._replace(parts=parts), {k: mentions[k] for k in found}


# ---------------------------------------------------------------- finding


def _found(collation: Collation, part: Part, segments: Iterable[Segment]) -> list[Found]:
    """The date expressions of a part's title and paragraphs."""
    text = collation.documents[part.span.file].text
    inside = {number: list(own) for number, own in groupby(segments, key=attrgetter("block"))}
    found: list[Found] = []
    if part.title:
        found += _in_block(text, part.title, "title", None)
    for number, block in enumerate(part.blocks):
        if _may_have_dates(text, block, inside.get(number, ())):
            own = _in_block(text, block, "title" if block.kind in ("heading", "caption") else None, part)
            is_table = block.kind == "cell" or text.startswith("|", block.body.start)
            # what follows a table is not counted from its columns
            found += [f._replace(aside=True) for f in own] if is_table else own
    return found


def _may_have_dates(text: str, block: Block, segments: Sequence[Segment]) -> bool:
    """Whether the tokens of a paragraph, told by its segments, leave it open that it has dates: most have none."""
    if not segments or text[block.span.start : segments[0].span.start].strip(_LEAD):
        return True  # a dateline stands in no segment
    if not all(TELLING.isdisjoint(s.norms) for s in segments):
        return True
    return figures().search(text, block.span.start, block.span.end) is not None


def _in_block(text: str, block: Block, role: Role | None, part: Part | None) -> list[Found]:
    dateline = part.dateline.span if part and part.dateline and block.span.holds(part.dateline.span) else None
    start, end, file = block.span
    return found_in(text[start:end], start, file, role, dateline)


# ---------------------------------------------------------------- dates of publication


_Witnesses = Sequence[Mapping[date, Found | None]]
"""Full dates that may tell a year: of the text itself, of the other originals, and of the days on which texts appeared."""


def _published(
    collation: Collation,
    part: Part,
    printed: Sequence[Found],
    witnesses: _Witnesses,
    weekdays: frozenset[int] = frozenset(),
) -> Reference:
    """When a text was written: as its source says, else its dateline or byline, the year from what stands near it."""
    if part.published:
        return reference_on(part.published)
    day = next((f for f in printed if f.expression.base == "absolute" and f.expression.grain == "day"), None)
    if not day:
        return _year_only(witnesses)
    expression, span = day.expression, Span(day.expression.start, day.expression.end, day.file)
    days = [] if expression.year else list(chain.from_iterable(witnesses))
    if near := _told_year(expression, witnesses, weekdays) if days else None:
        return _reference(near, collation, span)
    point = Point(days[-1]) if days else Point(date(YEARLESS, 1, 1), "yearless")
    placed = absolute(expression, point)[0].interval
    return _reference(placed, collation, span) if placed else UNKNOWN


def _told_year(e: Expression, witnesses: _Witnesses, weekdays: frozenset[int]) -> Interval | None:
    """A day without its year, in that of a full date near it; None where there is none.

    A text reports what is past, and originals of one article appear together: only where neither tells a year does a day
    that lies ahead ("to be opened on 1 June 2026"), or one that another original tells of. Of two years, that in which the
    day is the weekday printed with it, or named in the lead, is taken.
    """
    own, others, appeared = witnesses
    placed = {near: absolute(e, Point(near))[0].interval for near in chain(own, appeared, others)}
    close = {near: p for near, p in placed.items() if p and abs((p.first - near).days) <= _CLOSE}
    past = [near for near in own if near in close and near <= close[near].first]
    days = [close[near] for near in (*past, *appeared) if near in close]
    if not days:
        days = [close[near] for near in (*own, *others) if near in close]
        days += [
            p
            for d in days[:1]
            if e.weekday is not None and (p := absolute(e, Point(d.first - _YEAR))[0].interval)
        ]
    known = weekdays if e.weekday is None else (e.weekday,)
    return next((day for day in days if day.first.weekday() in known), days[0] if days else None)


def _weekdays(found: Iterable[Found], lead: Segment | None) -> frozenset[int]:
    """The weekdays on which the lead says that something happened."""
    own = (
        f.expression
        for f in found
        if lead and not f.ahead and lead.span.holds(Span(f.expression.start, f.expression.end, f.file))
    )
    return frozenset(
        e.weekday for e in own if e.base == "writing" and e.weekday is not None and e.shift is None
    )


def _year_only(witnesses: _Witnesses) -> Reference:
    """What a text without a date of publication can be read by: the year of the first full date."""
    for day, found in chain.from_iterable(w.items() for w in witnesses):
        span = Span(found.expression.start, found.expression.end, found.file) if found else None
        anchor = Anchor(
            found.text if found else "a date of publication", in_words(Interval(day, day), "day"), span
        )
        return UNKNOWN._replace(year=anchor, near=day)
    return UNKNOWN


def _reference(day: Interval, collation: Collation, span: Span) -> Reference:
    return Reference(Point(day.first, day.frame), Anchor(collation.text(span), in_words(day, "day"), span))


def _printed(collation: Collation, part: Part) -> list[Found]:
    """The dates of publication that a text prints: in its dateline, then beside its title."""
    places = (part.dateline.date if part.dateline else None, part.printed_date)
    return [f for p in places if p for f in found_in(collation.text(p), p.start, p.file, "dateline")]


def _full_dates(found: Iterable[Found]) -> dict[date, Found | None]:
    """The days that a text prints with their year, each where it stands first."""
    days: dict[date, Found | None] = {}
    for f in found:
        e = f.expression
        placed = absolute(e, UNKNOWN.point)[0].interval if e.base == "absolute" and e.year and e.day else None
        if placed:
            days.setdefault(placed.first, f)
    return days


def _summary_reference(
    collation: Collation,
    printed: Sequence[Found],
    witnesses: _Witnesses,
    published: Mapping[str, Reference],
    settings: Settings,
) -> Reference:
    """The day on which the summary appears: as the user says, else as it prints, else that of the latest original."""
    if settings.summary_date:
        return reference_on(settings.summary_date)
    own = _published(collation, collation.summary, printed, [witnesses[0], {}, {}])
    if own.point.frame == "calendar":
        return own
    known = [r for r in published.values() if r.point.frame != "writing"]
    frame = "calendar" if any(r.point.frame == "calendar" for r in known) else "yearless"
    latest = max((r for r in known if r.point.frame == frame), key=lambda r: r.point.day, default=UNKNOWN)
    if not latest.anchor:
        return _year_only(witnesses)
    return latest._replace(anchor=latest.anchor._replace(text=f"the latest original, {latest.anchor.text}"))


# ---------------------------------------------------------------- what an original reports on


def _dated(part: Part, published: Reference, mentions: Sequence[DateMention], lead: Segment | None) -> Part:
    day, frame = published.point
    if frame != "writing":
        part = part._replace(
            published=day if frame == "calendar" else part.published,
            published_edtf=edtf(Interval(day, day, frame), "day"),
        )
    event = _event(mentions, lead, published)
    if event:
        return part._replace(event_date=event.lo, event_span=event.span)
    if frame == "calendar":
        return part._replace(
            event_date=day,
            event_span=published.anchor.span if published.anchor else None,
            event_assumed=True,
        )
    return part


_ADDING = frozenset({"which", "who", "whose", "where", "since"})
"""What opens, behind a comma, a clause about something told before."""


def _adds(before: str) -> bool:
    """Whether a lead, up to a date, ends in a clause that only adds something."""
    opening = before.rpartition(", ")[2].split(maxsplit=1)[:1]
    return ", " in before and not _ADDING.isdisjoint(opening)


def _event(mentions: Sequence[DateMention], lead: Segment | None, published: Reference) -> DateMention | None:
    """The day that the lead reports on: a printed date before a weekday or "yesterday".

    None that lies ahead, and none far back or in a clause that adds something ("which was closed on Friday"): that is told
    as background.
    """
    if not lead:
        return None
    days = [
        m
        for m in mentions
        if lead.span.holds(m.span)
        and m.grain == "day"
        and m.lo
        and m.role in ("narrative", "reported")
        and not _adds(lead.document_text[lead.span.start : m.start])
    ]
    if published.point.frame == "calendar":
        days = [m for m in days if m.lo and -_CLOSE <= (m.lo - published.point.day).days <= 1]
    return min(days, key=lambda m: (m.how != "explicit", m.role != "narrative", m.start), default=None)
