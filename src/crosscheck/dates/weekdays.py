"""Weekdays of the article that an original contradicts in a sentence which is not aligned with theirs.

Taken for one event are two days with the same words around them: "held in Arvania last Saturday", "Sunday's vote in Arvania".
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from crosscheck.dates.compare import outcome
from crosscheck.dates.read import DateMention
from crosscheck.lemmas import Keys
from crosscheck.model import Segment

_SHARED = 3
"""Words around two days that make them days of one event."""
_BEFORE, _BEHIND = 4, 3
"""Words that carry meaning on either side of a day which belong to its event."""
_TOLD = ("narrative", "reported")


class _Day(NamedTuple):
    segment: Segment
    mention: DateMention
    around: frozenset[str]


class Days:
    """The days that the originals tell, with the words around them."""

    def __init__(
        self, segments: Iterable[Segment], dates: Mapping[Segment, Sequence[DateMention]], keys: Keys
    ) -> None:
        self.dates, self.keys = dates, keys
        self._days = [
            _Day(s, m, self._around(s, m))
            for s in segments
            for m in dates.get(s, ())
            if m.grain == "day" and m.interval and m.role in _TOLD
        ]

    def against(self, segment: Segment, mention: DateMention) -> list[tuple[str, DateMention]]:
        """The days, with their originals, of one event with a weekday of the article; none where it may be one of them."""
        mine = self._around(segment, mention)
        shared = [(len(mine & day.around), day) for day in self._days]
        most = max((n for n, _ in shared), default=0)
        near = [day for n, day in shared if n > most // 2]
        if most < _SHARED or not all(outcome(mention, d.mention) == "conflict" for d in near):
            return []
        if any(_ends_a_night(segment, mention) != _ends_a_night(d.segment, d.mention) for d in near):
            return []
        return [(day.segment.part, day.mention) for n, day in shared if n == most]

    def _around(self, segment: Segment, mention: DateMention) -> frozenset[str]:
        """The lemmas of the words beside a date, those of other dates left out."""
        norms, inside = segment.norms, segment.tokens_in(mention.span)
        if not inside:
            return frozenset()
        other = {k for m in self.dates.get(segment, ()) for k in segment.tokens_in(m.span)}
        sides = (range(inside[0] - 1, -1, -1), _BEFORE), (range(inside[-1] + 1, len(norms)), _BEHIND)
        lemmas = ((filter(None, (self.keys[norms[k]] for k in at if k not in other)), n) for at, n in sides)
        return frozenset(lemma for side, reach in lemmas for lemma in islice(side, reach))


def _ends_a_night(segment: Segment, mention: DateMention) -> bool:
    """Whether a day follows the night that is told: "the night to Thursday" is Wednesday night."""
    first = segment.tokens_in(mention.span).start
    return segment.norms[max(0, first - 2) : first] in (("night", "to"), ("night", "into"))


def is_weekday(mention: DateMention) -> bool:
    """Whether a date is a weekday that the narrative tells, as in "on Friday", "last Friday"."""
    return mention.how == "deictic" and mention.expression.weekday is not None and mention.role in _TOLD
