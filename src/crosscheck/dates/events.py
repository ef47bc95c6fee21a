"""Events around which dates are told: what a text announces as still to come and reports as past, and what happened after one.

"The upcoming summit" is announced; "Following her talks with the growers, the minister flew to Split" is placed in time by an event.
"""

from collections.abc import Iterator, Sequence
from itertools import compress, count
from typing import TYPE_CHECKING, NamedTuple

from crosscheck.model import Segment, Span

if TYPE_CHECKING:
    from crosscheck.ruleset import RuleSet

_LONGEST = 10
"""Words that the name of an event may have."""
_BEFORE, _BEHIND = 8, 6
"""Words on either side of a name among which "was held" is looked for."""
_PHRASE = 12
"""Tokens up to the comma behind "Following her talks with the growers"."""
_ARTICLES = 4
"""Tokens up to the word for the event in it: "the", "two-day", "state"."""


class AnnouncementWords:
    """The words by which announcements and reports are known, lower case."""

    def __init__(self, rules: "RuleSet") -> None:
        self.upcoming = rules.words("dates", "upcoming")
        self.stops = rules.words("dates", "stops")
        """Words that are never inside the name of an event."""
        self.held = rules.words("dates", "held")
        self.ahead = rules.words("dates", "ahead")
        self.happens = rules.words("dates", "happens")


class Announcement(NamedTuple):
    """The word "upcoming" before the name of an event that an earlier sentence reports as past."""

    word: Span
    report: Segment
    name: Span
    """The name in the report."""


def announced_again(
    segments: Sequence[Segment], number: int, words: AnnouncementWords
) -> Iterator[Announcement]:
    """Announcements in segment ``number`` of what a segment before it reports as past."""
    segment = segments[number]
    if words.upcoming.isdisjoint(segment.norms):
        return
    for at in compress(count(), map(words.upcoming.__contains__, segment.norms)):
        if is_quoted(segment, at):
            continue
        name = _name(segment, at + 1, words)
        if sum(n[0].isalnum() for n in name) < 2:
            continue
        for report in segments[:number]:
            where = _find(name, report.norms)
            if where is not None and _is_past(report, where, len(name), words):
                yield Announcement(
                    segment.span_of(at, at + 1), report, report.span_of(where, where + len(name))
                )
                break


def will_happen(segment: Segment, words: AnnouncementWords) -> Iterator[int]:
    """The tokens "will" of "will be held", "will open", outside quotations."""
    at = -1
    for _ in range(segment.norms.count("will")):
        at = segment.norms.index("will", at + 1)
        if not words.happens.isdisjoint(segment.norms[at + 1 : at + 4]) and not is_quoted(segment, at):
            yield at


def is_quoted(segment: Segment, at: int) -> bool:
    """Whether a token stands inside double quotation marks of its sentence."""
    return sum(n == '"' for n in segment.norms[:at]) % 2 == 1


def _name(segment: Segment, first: int, words: AnnouncementWords) -> tuple[str, ...]:
    """The words of a name from a token on, up to the first that cannot be part of it."""
    last = first
    while last < len(segment.norms) and last - first < _LONGEST:
        norm = segment.norms[last]
        if norm in words.stops or not (norm[0].isalnum() or norm in ("-", "'s", "'")):
            break
        last += 1
    return segment.norms[first:last]


def _find(name: tuple[str, ...], norms: tuple[str, ...]) -> int | None:
    return next((k for k in range(len(norms) - len(name) + 1) if norms[k : k + len(name)] == name), None)


def _is_past(segment: Segment, at: int, length: int, words: AnnouncementWords) -> bool:
    end = at + length
    around = {*segment.norms[max(0, at - _BEFORE) : at], *segment.norms[end : end + _BEHIND]}
    return bool(around & words.held) and not around & words.ahead


class SequelWords:
    """The words by which such sentences are known, lower case."""

    def __init__(self, rules: "RuleSet") -> None:
        self.after = rules.words("dates", "after")
        self.events = rules.words("dates", "events")
        self.links = rules.words("dates", "links")
        """What may follow the word for an event, as in "meetings in Kazakhstan"."""


def sequel(segment: Segment, words: SequelWords) -> Span | None:
    """The phrase at the head of a sentence that tells after which event it happened; None where there is none.

    "After the talks broke down" and "after attending the talks" are no such phrases: they tell what happened at the event.
    """
    norms = segment.norms
    if not norms or norms[0] not in words.after or "," not in norms[:_PHRASE]:
        return None
    comma = norms.index(",")
    event = next((k for k in range(1, min(comma, 1 + _ARTICLES)) if norms[k] in words.events), None)
    if event is None or any(n in words.links or n.endswith("ing") for n in norms[1:event]):
        return None
    return segment.span_of(0, comma) if event + 1 == comma or norms[event + 1] in words.links else None
