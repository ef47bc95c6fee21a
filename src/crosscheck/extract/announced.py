"""What a text announces as still to come, and whether the same text reports it as past."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from crosscheck.model import Segment, Span

_LONGEST = 10
"""Words that the name of an event may have."""
_BEFORE, _BEHIND = 8, 6
"""Words on either side of a name among which "was held" is looked for."""


class Words(NamedTuple):
    """The words by which announcements and reports are known, lower case."""

    upcoming: frozenset[str]
    stops: frozenset[str]
    """Words that are never inside the name of an event."""
    held: frozenset[str]
    ahead: frozenset[str]
    happens: frozenset[str]

    @classmethod
    def from_data(cls, data: Mapping[str, str]) -> "Words":
        """From the table of a rule file, each entry words separated by blanks."""
        return cls(*(frozenset(data[name].split()) for name in cls._fields))


class Announcement(NamedTuple):
    """The word "upcoming" before the name of an event that an earlier sentence reports as past."""

    word: Span
    report: Segment
    name: Span
    """The name in the report."""


def announced_again(segments: Sequence[Segment], number: int, words: Words) -> Iterator[Announcement]:
    """Announcements in segment ``number`` of what a segment before it reports as past."""
    segment = segments[number]
    for at, norm in enumerate(segment.norms):
        if norm not in words.upcoming or is_quoted(segment, at):
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


def will_happen(segment: Segment, words: Words) -> Iterator[int]:
    """The tokens "will" of "will be held", "will open", outside quotations."""
    for at, norm in enumerate(segment.norms):
        if (
            norm == "will"
            and not is_quoted(segment, at)
            and words.happens & set(segment.norms[at + 1 : at + 4])
        ):
            yield at


def is_quoted(segment: Segment, at: int) -> bool:
    """Whether a token stands inside double quotation marks of its sentence."""
    return sum(n == '"' for n in segment.norms[:at]) % 2 == 1


def _name(segment: Segment, first: int, words: Words) -> tuple[str, ...]:
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


def _is_past(segment: Segment, at: int, length: int, words: Words) -> bool:
    end = at + length
    around = {*segment.norms[max(0, at - _BEFORE) : at], *segment.norms[end : end + _BEHIND]}
    return bool(around & words.held) and not around & words.ahead
