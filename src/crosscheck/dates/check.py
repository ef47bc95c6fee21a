"""Dates: every date of the summary, read through its narrative and held against the event it is aligned with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import chain
from typing import Any

from crosscheck.comparison import Comparison
from crosscheck.dates.compare import GRAVEST, Outcome, agrees, is_copied, outcome, relation_of, supported
from crosscheck.dates.events import AnnouncementWords, SequelWords, announced_again, sequel, will_happen
from crosscheck.dates.intervals import WEEKDAYS, Interval, edtf, in_words
from crosscheck.dates.pair import Pair, by_other_words, leads_of, other_words, pairs
from crosscheck.dates.read import Anchor, DateMention, Reading, same_date
from crosscheck.dates.weekdays import Days, is_weekday
from crosscheck.lemmas import Keys, open_lemmas
from crosscheck.model import Alignment, Finding, Segment, Severity, Skipped, Source, Span
from crosscheck.passages import is_loose

_WHY = {
    "zone": ", in the other time zone",
    "order": ", with day and month exchanged",
    "fiscal": ", as a fiscal year",
    "range": ", as the whole range",
    "year": ", in another year",
    "direction": ", counted the other way",
    "open": ", counted the other way",
}
_VERB = {
    "equal": "agrees with",
    "contains": "holds",
    "within": "lies in",
    "unknown": "cannot be held against",
}
_OPEN = frozenset({"nearest", "narrative", "open"})
"""What a reader may take a date for who knows no more than the article says."""
_FEW = 31
"""Days that a stretch has at most for what follows to be counted from its end."""
_FAR = 60
"""Days before publication from which a past event is another one than the event that is still announced."""


def check(comparison: Comparison) -> Iterator[Finding]:
    """Yield the findings of ``dates``: of each date by itself, of each pair of dates, and of the article as a whole."""
    for mention in _summary_dates(comparison):
        yield from _by_itself(comparison, mention)
    leads = leads_of(comparison.collation, comparison.segments, comparison.mentions.dates)
    wrong: set[Span] = set()
    for alignment in _aligned(comparison):
        yield from _compared(comparison, alignment, leads, wrong)
    yield from _elsewhere(comparison, leads)
    yield from _sequels(comparison)
    yield from _unanchored(comparison)
    yield from _overtaken(comparison)


def _summary_dates(comparison: Comparison) -> tuple[DateMention, ...]:
    return comparison.mentions.dates.get(comparison.collation.summary.id, ())


# ---------------------------------------------------------------- a date by itself


def _by_itself(comparison: Comparison, mention: DateMention) -> Iterator[Finding]:
    if mention.is_invalid:
        yield comparison.finding("dates.invalid", mention.span, data={"value": mention.value})
    true, stated = mention.wrong_weekday, mention.expression.weekday
    if true is not None and stated is not None:
        yield comparison.finding(
            "dates.weekday",
            mention.span,
            confidence=1.0 if mention.expression.year else 0.9,
            data={"value": mention.value, "stated": WEEKDAYS[stated], "true": WEEKDAYS[true]},
            day=mention.words,
            true=WEEKDAYS[true],
        )


# ---------------------------------------------------------------- pairs of dates


def _aligned(comparison: Comparison) -> Iterator[Alignment]:
    """The aligned sentences, and those from nowhere that differ from an original's by their date alone."""
    dates = comparison.dates
    sentences = [a for a in comparison.compared if a.segment.kind != "title"]
    lost = {a for a in sentences if not a.sources and a.segment in comparison.dates}
    segments = (s for p in comparison.collation.originals for s in comparison.segments[p.id])
    index = by_other_words(segments, dates) if lost else {}
    for alignment in sentences:
        if alignment in lost:
            same = index.get(other_words(alignment.segment, dates), ())
            if len(same) == 1:
                alignment = Alignment(
                    alignment.segment, "edited", alignment.confidence, (Source(same[0], 100.0),)
                )
        yield alignment


def _compared(
    comparison: Comparison,
    alignment: Alignment,
    leads: Mapping[Segment, DateMention | None],
    wrong: set[Span],
) -> Iterator[Finding]:
    """One finding for each date of a sentence, over all the originals that it is held against.

    ``wrong`` gathers the dates that conflict: what was kept word for word and only inherits such an error is not told again.
    """
    found: dict[DateMention, list[tuple[Pair, Outcome]]] = {}
    for pair in pairs(alignment, comparison.dates, leads):
        result = outcome(pair.summary, pair.original, assumed=pair.assumed)
        part = alignment.sources[pair.source].segment.part
        if result == "finer" and supported(pair.summary, comparison.mentions.dates[part]):
            result = "agree"
        if result == "conflict" and not pair.direct and _is_told_beside(comparison, alignment, pair):
            continue
        judged = found.setdefault(pair.summary, [])
        if judged and judged[-1][0].source == pair.source and not pair.assumed:
            result, pair = min((judged.pop()[::-1], (result, pair)), key=lambda one: GRAVEST.index(one[0]))
        judged.append((pair, result))
    for mention, judged in found.items():
        result = _verdict(judged)
        if mention.is_invalid or mention.wrong_weekday is not None:
            continue
        if result == "conflict":
            inherited = (
                mention.anchor
                and mention.anchor.span in wrong
                and any(is_copied(p.summary, p.original) for p, _ in judged)
            )
            wrong.add(mention.span)
            if inherited:
                continue
        shown = [p for p, r in judged if r == result or result in ("ambiguous", "conflict")]
        yield from _told(comparison, alignment, result, shown)


def _is_told_beside(comparison: Comparison, alignment: Alignment, pair: Pair) -> bool:
    """Whether a sentence beside the source of a rewritten one has its date, which then stands for that."""
    source = alignment.sources[pair.source].segment
    if alignment.relation != "rewritten" or pair.assumed:
        return False
    beside = comparison.segments[source.part][max(0, source.index - 1) : source.index + 2]
    others = (m for s in beside if s is not source for m in comparison.dates.get(s, ()))
    return same_date(pair.summary, others) is not None


def _verdict(judged: Sequence[tuple[Pair, Outcome]]) -> Outcome:
    """The gravest outcome; but a date that agrees with one source of a joined sentence need not suit the others.

    Two leads are two events: one date for both must suit both.
    """
    outcomes = [r for _, r in judged]
    if "agree" in outcomes:
        two_events = any(r == "agree" and p.lead for p, r in judged)
        if not (two_events and any(r != "agree" and p.lead for p, r in judged)):
            return "agree"
    return min(outcomes, key=GRAVEST.index)


def _told(
    comparison: Comparison, alignment: Alignment, result: Outcome, shown: Sequence[Pair]
) -> Iterator[Finding]:
    pair = shown[0]
    mention = pair.summary
    if result == "unknown":
        reason = f"“{mention.text}” could not be held against “{pair.original.text}”: no date of publication is known"
        comparison.skipped.append(Skipped(reason, mention.span))
    elif result != "agree" or _is_worth_a_note(comparison, pair):
        sources = [alignment.sources[p.source].segment.part for p in shown]
        yield comparison.finding(
            "dates.relative" if result == "agree" else f"dates.{result}",
            mention.span,
            [comparison.evidence(p.original.span, part) for p, part in zip(shown, sources, strict=True)],
            confidence=alignment.confidence * (1.0 if pair.direct else 0.85) * (0.7 if pair.assumed else 1.0),
            severity=_severity(alignment, result, pair),
            explanation=list(_explanation(comparison, shown, sources)),
            data=_data(shown, sources),
            reading=in_words(_suiting(pair).interval, mention.grain) if result == "agree" else mention.words,
            meaning=_meaning(mention),
            doubt=_doubt(mention),
            there=_there(shown),
            then=pair.original.words,
        )


def _is_worth_a_note(comparison: Comparison, pair: Pair) -> bool:
    """A date that became relative; or a relative date that was kept, where nothing but the originals gives its year.

    None that was kept inside a quotation, where it is counted from the day of saying, that means nowadays, or that has no
    clear bounds ("the end of the year").
    """
    mine = pair.summary
    said = mine.role == "general" or (mine.role == "quoted" and is_copied(pair.summary, pair.original))
    if said or mine.how not in ("deictic", "chain") or mine.expression.modifier:
        return False
    if not mine.interval or not pair.original.interval:
        return False
    became = pair.original.how in ("explicit", "dateline")
    return became or (mine.how == "deictic" and not comparison.settings.summary_date and mine.lo is not None)


def _severity(alignment: Alignment, result: Outcome, pair: Pair) -> Severity | None:
    """An error needs two dates that are certainly meant for each other."""
    if result != "conflict":
        return None
    unsure = pair.assumed or (not pair.direct and alignment.relation == "rewritten") or is_loose(alignment)
    return "warning" if unsure else None


def _elsewhere(comparison: Comparison, leads: Mapping[Segment, DateMention | None]) -> Iterator[Finding]:
    """Weekdays that stand for no date of their sources, held against those of the same event anywhere in the originals."""
    dates = comparison.dates
    days: Days | None = None
    for alignment in comparison.judged:
        mine = [m for m in dates.get(alignment.segment, ()) if is_weekday(m)]
        if not mine or alignment.segment.kind == "title":
            continue
        paired = {p.summary for p in pairs(alignment, dates, leads)}
        for mention in (
            m for m in mine if m not in paired and not _is_day_of_source(comparison, alignment, m)
        ):
            days = days or _days(comparison)
            found = list(days.against(alignment.segment, mention))
            if found:
                other = found[0][1]
                yield comparison.finding(
                    "dates.conflict",
                    mention.span,
                    [comparison.evidence(m.span, part) for part, m in found],
                    confidence=0.6,
                    severity="warning",
                    meaning=_meaning(mention),
                    there=f"the original has “{other.text}”{_meaning(other)}",
                    data={"value": mention.value, "how": mention.how},
                )


def _days(comparison: Comparison) -> Days:
    grammar = comparison.rules.words("english", "function") | comparison.rules.words("english", "saying")
    segments = (
        s for p in comparison.collation.originals for s in comparison.segments[p.id] if s.kind != "title"
    )
    return Days(segments, comparison.dates, Keys(open_lemmas(comparison.rules), grammar))


def _is_day_of_source(comparison: Comparison, alignment: Alignment, mention: DateMention) -> bool:
    """Whether a date is the day on which a source of its sentence was published, or reports."""
    parts = {s.segment.part for s in alignment.sources}
    days = {d for p in comparison.collation.originals if p.id in parts for d in (p.published, p.event_date)}
    return any(r.interval.first in days for r in mention.readings if r.interval)


def _sequels(comparison: Comparison) -> Iterator[Finding]:
    """Sentences of no original that the article places after an event: how they are read, on record."""
    words = SequelWords(comparison.rules)
    for alignment in comparison.judged:
        if alignment.sources or alignment.segment.kind == "title":
            continue
        phrase = sequel(alignment.segment, words)
        told = _told_before(comparison, phrase) if phrase else None
        if phrase and told and told.interval:
            last = Interval(told.interval.last, told.interval.last, told.interval.frame)
            at = _place(comparison, Anchor(told.text, told.words, told.span))
            yield comparison.finding(
                "dates.ambiguous",
                phrase,
                confidence=0.8,
                severity="note",
                explanation=[f"after {at}, {told.words}: the last day that the article names before it"],
                data={"value": f"{edtf(last, 'day')}/..", "how": "chain"},
                doubt="is counted from an event, not from a date",
                there="no original says when that was",
            )


def _told_before(comparison: Comparison, phrase: Span) -> DateMention | None:
    """The day that the narrative has reached before a phrase; None where the phrase names one itself."""
    mentions = [m for m in _summary_dates(comparison) if m.start < phrase.end]
    if any(m.start >= phrase.start for m in mentions):
        return None
    days = (m for m in reversed(mentions) if m.role == "narrative" and m.grain in ("day", "range"))
    return next(
        (m for m in days if m.interval and m.interval.days <= _FEW and m.interval.frame != "week"), None
    )


# ---------------------------------------------------------------- telling how a date was read


def _meaning(mention: DateMention) -> str:
    """The value, in brackets, of a date whose words do not say it themselves."""
    if mention.lo is None or mention.expression.year:
        return ""
    return f" ({mention.words})"


def _doubt(mention: DateMention) -> str:
    if mention.expression.base == "event":
        return "is counted from an event, not from a date"
    if not mention.interval:
        return "has no date before it to be counted from"
    rival = next((r for r in mention.alternatives if r.is_rival and r.interval != mention.interval), None)
    if not rival:
        return f"reads as {mention.words} and suits one reading of the original only"
    return f"reads as {mention.words}, but also as {in_words(rival.interval, mention.grain)}"


def _there(shown: Sequence[Pair]) -> str:
    """What the originals say, as in: the original has “Friday” (April 25, 2025)."""
    dates = list(dict.fromkeys(f"“{p.original.text}”{_meaning(p.original)}" for p in shown))
    if all(p.assumed for p in shown):
        return f"the original is dated {' and '.join(dates)}"
    return f"the original{'s have' if len(dates) > 1 else ' has'} {' and '.join(dates)}"


def _explanation(comparison: Comparison, shown: Sequence[Pair], sources: Sequence[str]) -> Iterator[str]:
    """A line for each reading: from what, its value, with which originals it agrees; then the steps before its anchor."""
    mention = shown[0].summary
    if mention.is_vague:
        return
    if mention.role == "quoted" and any(not is_copied(p.summary, p.original) for p in shown):
        yield "it stands inside quotation marks, where every word is the speaker's"
    for reading in _telling(mention, shown):
        groups: dict[str, dict[str, None]] = {}
        for pair, part in zip(shown, sources, strict=True):
            verb = _VERB.get(relation_of(reading, pair.summary, pair.original), "differs from")
            groups.setdefault(verb, {})[_source(comparison, pair, part)] = None
        agreement = "; ".join(f"{verb} {' and '.join(places)}" for verb, places in groups.items())
        words = in_words(reading.interval, mention.grain)
        yield f"{_origin(comparison, mention, reading)}: {words}, {agreement}"
    step = mention.anchor if mention.how == "chain" else None
    while step and step.parent:
        yield f"{_place(comparison, step)} is {step.words}, from {_place(comparison, step.parent)}"
        step = step.parent


def _suiting(pair: Pair) -> Reading:
    """The reading under which a date is the original's, else the first that agrees with it, else the likeliest."""
    readings = [r for r in pair.summary.readings if not r.is_rival]
    same = (r for r in readings if r.interval == pair.original.interval)
    return next(
        chain(same, (r for r in readings if agrees(relation_of(r, pair.summary, pair.original))), readings)
    )


def _telling(mention: DateMention, shown: Sequence[Pair]) -> Iterator[Reading]:
    """The readings to tell: the one that is meant, those a reader may take for right, and others only where they alone agree."""

    def suits(reading: Reading) -> bool:
        return any(agrees(relation_of(reading, p.summary, p.original)) for p in shown)

    first = _suiting(shown[0])
    yield first
    others = (r for r in mention.readings if r is not first)
    yield from (r for r in others if r.is_rival or (suits(r) and not suits(first)))


def _origin(comparison: Comparison, mention: DateMention, reading: Reading) -> str:
    printed = mention.how == "explicit"
    if not reading.anchor:
        return ("as printed" if printed else "from nothing before it") + _WHY.get(reading.why, "")
    opening = "as printed, the year from" if printed else "from"
    return f"{opening} {_place(comparison, reading.anchor)}{_WHY.get(reading.why, '')}"


def _place(comparison: Comparison, anchor: Anchor) -> str:
    """An anchor with where it stands, as in: “April 26” (3:33)."""
    if anchor.span is None:
        return f"{anchor.text}, {anchor.words}"
    at = comparison.collation.documents[anchor.span.file].position(anchor.span.start)
    shown = f"“{anchor.text}”" if comparison.text(anchor.span) == anchor.text else anchor.text
    return f"{shown} ({at.line}:{at.column})"


def _source(comparison: Comparison, pair: Pair, part: str) -> str:
    span = pair.original.span
    line = comparison.collation.documents[span.file].position(span.start).line
    return f"[{part}] :{line} {'dateline ' if pair.assumed else ''}“{pair.original.text}”"


def _data(shown: Sequence[Pair], sources: Sequence[str]) -> dict[str, Any]:
    mention = shown[0].summary
    held = list(zip(shown, sources, strict=True))
    readings = [
        {
            "value": r.value,
            "from": r.anchor.text if r.anchor else None,
            "why": r.why or None,
            "agrees": [part for p, part in held if agrees(relation_of(r, p.summary, p.original))],
        }
        for r in mention.readings
    ]
    originals = [{"part": part, "value": p.original.value, "assumed": p.assumed} for p, part in held]
    return {"value": mention.value, "how": mention.how, "readings": readings, "originals": originals}


# ---------------------------------------------------------------- the article as a whole


def _unanchored(comparison: Comparison) -> Iterator[Finding]:
    """Once: the summary prints no year and its date of publication is unknown."""
    summary = comparison.collation.summary
    if comparison.settings.summary_date or summary.published or summary.language != "en":
        return
    dates = [m for m in _summary_dates(comparison) if m.role != "quoted" and not m.is_vague]
    resting = [m for m in dates if m.how in ("deictic", "chain") or not m.expression.year]
    printed = {m.expression.year for m in dates} - {None}
    read = {day.year for m in resting for day in (m.lo, m.hi) if day}
    if not resting or printed & read or (printed and not read):
        return
    yield comparison.finding(
        "dates.unanchored",
        resting[0].span,
        severity=None if read else "note",
        explanation=[line for m in resting if (line := _left_open(m))],
        data={"dates": [m.value for m in resting]},
        meaning=_meaning(resting[0]),
        rests="the originals alone" if read else "nothing, since no original is dated either",
    )


def _left_open(mention: DateMention) -> str:
    """The days that a reader may take a date for: “Friday” may be May 2, 2025 or May 9, 2025; empty where it is one.

    None is far from the likeliest: a day of another season is printed for another matter.
    """
    mine, near = mention.interval, [r.interval for r in mention.alternatives if r.why in _OPEN and r.interval]
    others = [i for i in near if mine and abs((i.first - mine.first).days) <= _FEW]
    days = sorted(i for i in (mention.interval, *others) if i) if others else ()
    return f"“{mention.text}” may be {' or '.join(in_words(d, mention.grain) for d in days)}" if days else ""


def _overtaken(comparison: Comparison) -> Iterator[Finding]:
    """What is announced as still to come although the article reports it, or the day printed for it is over."""
    words = AnnouncementWords(comparison.rules)
    summary = comparison.segments[comparison.collation.summary.id]
    for segment in (a.segment for a in comparison.judged if a.segment.kind != "title"):
        for announced in announced_again(summary, segment.index, words):
            if not _is_long_past(comparison, announced.report):
                name = comparison.evidence(announced.name, segment.part)
                yield comparison.finding(
                    "dates.overtaken",
                    announced.word,
                    [name],
                    confidence=0.8,
                    explanation=[f"reported as past: “{announced.report.text}”"],
                    data={"value": day.isoformat()} if (day := _day_of(comparison, announced.report)) else {},
                    why=f"the article has already reported “{name.text}”",
                )
        for at in will_happen(segment, words):
            yield from _dated_ahead(comparison, segment, at)


def _appears(comparison: Comparison) -> date | None:
    """The day on which the article appears, or the day before which it does not."""
    published = (p.published for p in comparison.collation.originals if p.published)
    return comparison.settings.summary_date or max(published, default=None)


def _is_long_past(comparison: Comparison, report: Segment) -> bool:
    appears = _appears(comparison)
    dates = comparison.dates.get(report, ())
    return any(m.hi and appears and (appears - m.hi).days > _FAR for m in dates)


def _day_of(comparison: Comparison, report: Segment) -> date | None:
    """The day on which the article says that a thing took place, else the day that the original reports on."""
    days = (m.lo for m in comparison.dates.get(report, ()) if m.grain == "day" and m.lo)
    events = {p.id: p.event_date for p in comparison.collation.originals}
    source = next((a.sources[0] for a in comparison.judged if a.segment is report and a.sources), None)
    return next(days, events[source.segment.part] if source else None)


def _dated_ahead(comparison: Comparison, segment: Segment, at: int) -> Iterator[Finding]:
    """Of "will be held on April 26" in an article that appears after that day."""
    appears, will = _appears(comparison), segment.span_of(at, at + 1)
    for mention in comparison.dates.get(segment, ()):
        between = segment.document_text[will.end : mention.start].split()
        if mention.start < will.end or len(between) > 8 or not appears or not mention.hi:
            continue
        if 0 < (appears - mention.hi).days <= _FAR:
            yield comparison.finding(
                "dates.overtaken",
                will,
                [comparison.evidence(mention.span, segment.part)],
                confidence=0.8,
                data={"value": mention.value},
                why=f"“{mention.text}” is {mention.words}, and the article appears on {_in_words(appears)} or later",
            )
            return


def _in_words(day: date) -> str:
    return in_words(Interval(day, day), "day")
