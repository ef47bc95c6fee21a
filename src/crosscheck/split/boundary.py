"""Where the summary ends: every place is weighed by what stands there and by the words that come back after it."""

import math
import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from crosscheck.model import Document
from crosscheck.split.heads import CREDITS, Head, find_heads, likeness, with_credits_above
from crosscheck.split.line import Line
from crosscheck.split.reuse import Reuse, measure_reuse
from crosscheck.split.signs import Signs

_SURE = 2.5
"""Evidence from which a head surely begins an item."""


_YEAR = re.compile(r"\d{4}")
_PLACED = 1.5
"""Evidence of a dateline from which it has a place or an agency."""
_DAY = 1.5
"""Evidence of a day, with its year, that the first sentence under a title opens with."""


class Place(NamedTuple):
    """A place where the summary may end, or begin where it stands last."""

    head: Head
    """Of the first original."""
    cut: int
    """Line that divides summary and originals."""
    score: float
    """Log-odds."""
    marked: bool
    """Whether something printed says so: a notice, heading, label or rule."""
    summary_last: bool = False

    @property
    def confidence(self) -> float:
        """0 to 1."""
        return 1 / (1 + math.exp(-self.score))


class Evidence:
    """What is known of the lines of one document, measured once."""

    def __init__(self, document: Document, lines: Sequence[Line], signs: Signs) -> None:
        self._document = document
        self.lines = lines
        self.limits: Mapping[str, float] = signs.thresholds
        self.heads = find_heads(lines)
        self.prose = [0, *accumulate(line.words if line.role == "prose" else 0 for line in lines)]
        """Words of prose before each line."""
        self.short = self.prose[-1] <= 3000
        """Whether so few words that a shared word means something."""
        self._top = next((head for head in self.heads if not self.prose[head.start]), None)
        """The head of the document itself."""
        inner = [head for head in self.heads if head.strong and head is not self._top]
        self._strong = sorted(head.start for head in inner)
        self._sure = sorted(head.body for head in inner if head.evidence >= _SURE)
        self._sections: dict[int, int] = {}
        """Level of a heading -> the first such heading below the first sentence."""
        for k, line in enumerate(lines):
            if line.block.kind == "heading" and self.prose[k]:
                self._sections.setdefault(line.block.level, k)

    @cached_property
    def reuse(self) -> Reuse:
        """The words that come back; not asked for where marker lines or line numbers divide the document."""
        return measure_reuse(self._document, self.lines, words_too=self.short)

    def day(self, title: int, body: int, first: Head) -> float:
        """Evidence of the day that ends a title or opens a text, in the year in which the first original appeared if known."""
        alone = self.lines[body].opening
        dated = alone.date if alone and alone.weight < _PLACED else None
        day = self.lines[body].date or self.lines[title].date or dated
        if not day or not self._year(day):
            return 0.0
        known = {self._year(line.date) for line in self.lines[first.start : first.body] if line.date}
        opening = self.lines[first.body].opening
        known |= {self._year(opening.date)} if opening and opening.date else set()
        return _DAY if self._year(day) in (known - {None} or {self._year(day)}) else 0.0

    def _year(self, date: tuple[int, int]) -> str | None:
        found = _YEAR.search(self._document.text, *date)
        return found[0] if found else None

    def places(self) -> list[Place]:
        """Every place where the boundary may be, likeliest first."""
        found = [place for head in self.heads if (place := self._after_summary(head))]
        found += [
            place for k, line in enumerate(self.lines) if line.role == "summary" and (place := self._last(k))
        ]
        if copied := self._copied(found):
            found.append(copied)
        return sorted(found, key=lambda place: (-place.score, place.cut))

    def _fits(self, cut: int) -> bool:
        least = self.limits["min_words"]
        return self.prose[cut] >= least and self.prose[-1] - self.prose[cut] >= least

    def _after_summary(self, head: Head) -> Place | None:
        """The place where a summary ends and the first original begins with ``head``."""
        if not self._fits(head.start) or head is self._top:
            return None
        sources = [k for k in head.credits_before if self.lines[k].role == "source"]
        notice = max((self.lines[k].weight for k in head.notices or sources), default=0.0)
        shown = not head.signs.isdisjoint(("title", "dateline"))
        if not shown:
            notice = min(notice, 3.0)
        copying = self._copying(head.start)
        if notice >= 3 and shown:
            copying = max(copying, -1.0)
        marked = notice > 0 or not head.signs.isdisjoint(("label", "rule"))
        score = self.limits["prior"] + notice + min(head.evidence, 4.0) + copying
        score += min(1.0, 0.5 * (len(self._strong) - bisect_right(self._strong, head.start)))
        if not marked and not head.strong:
            score += self.limits["unmarked"]
        return Place(head, head.start, score + self._row(head, marked), marked)

    def _row(self, head: Head, marked: bool) -> float:
        """Evidence against a boundary in the middle of a row of like items: a bulletin, or originals already begun."""
        first = min((*head.notices, *head.credits_before, head.start))
        score = -1.0 * bisect_left(self._sure, first)
        top = self._top
        if top and top.strong and top.notices:
            score -= 3.0
        elif top and top.strong and not marked:
            score -= 1.5 * len(top.signs & head.signs & {"title", "dateline"})
        announced = any(self.lines[k].block.kind == "heading" for k in head.notices)
        if head.level and not announced and self._sections.get(head.level, first) < first:
            score -= 1.5
        return max(score, -4.0)

    def _copying(self, cut: int) -> float:
        """Evidence from the words that come back: much is copied from originals, hardly any within one article."""
        limits, reuse = self.limits, self.reuse
        score = limits["reuse_weight"] * math.log10(max(reuse.share(cut), 0.005) / limits["reuse_floor"])
        score = max(-1.5, min(4.0, score)) * min(1.0, reuse.runs[cut] / 12)
        if self.short:
            low, high = limits["overlap_low"], limits["overlap_high"]
            score += max(-2.0, min(1.5, (reuse.overlap(cut) - (low + high) / 2) / (high - low) * 3.5))
        return score

    def _last(self, cut: int) -> Place | None:
        """The place where originals end and a summary that stands last begins."""
        if not self.heads or self.heads[0].start >= cut or not self._fits(cut):
            return None
        first = self.heads[0]
        notice = max((line.weight for line in self.lines[: first.body] if line.role == "notice"), default=0.0)
        score = self.limits["prior"] + 2.0 + max(notice, 0.0) + self._copying(cut)
        score += min(first.evidence, 3.0) + min(1.0, 0.5 * bisect_left(self._strong, cut))
        return (
            Place(first, cut, score, marked=True, summary_last=True) if notice > 0 or first.strong else None
        )

    def _copied(self, found: Sequence[Place]) -> Place | None:
        """The place that most runs of words cross, where no head stands at it."""
        shared = self.reuse.runs_shared
        cut = max(range(len(shared) - 1), key=lambda k: (shared[k], k), default=0)
        if (
            cut >= len(self.lines)
            or shared[cut] < 8
            or self.reuse.lines_shared[cut] < 3
            or not self._fits(cut)
            or any(p.cut == cut for p in found)
        ):
            return None
        if any(shared[p.cut] >= shared[cut] * 0.8 for p in found):
            return None
        while self.lines[cut].role != "prose":
            cut += 1
        head = Head(cut, cut, None, (), (), 0.0, frozenset())
        score = self.limits["prior"] + self.limits["unmarked"] + self._copying(cut)
        return Place(head, cut, score, marked=False)


def further_heads(evidence: Evidence, first: Head, end: int) -> list[tuple[Head, float]]:
    """The heads of all originals from the first up to line ``end``, each with its confidence."""
    limits, lines = evidence.limits, evidence.lines
    found = [(first, 1.0)]
    if first.notices and not any(
        "gap" in h.signs for h in evidence.heads if h.strong and first.body < h.start < end
    ):
        first = first._replace(signs=first.signs - {"gap"})
    top = lines[first.start]
    released = top.role == "label" and top.number is None and not top.title
    above = first.title is not None and (top.role in CREDITS or released)
    announced = max((lines[k].number or 0 for k in first.notices), default=0)
    for head in evidence.heads:
        if not first.body < head.start < end:
            continue
        if evidence.prose[end] - evidence.prose[head.body] < 5:
            continue
        item = with_credits_above(head, lines) if above else head
        notice = min(
            1.5, max((lines[k].weight for k in item.notices if lines[k].role == "notice"), default=0.0)
        )
        score = item.evidence + notice + likeness(item, first) - limits["head"]
        if item.title is not None:
            score += evidence.day(item.title, item.body, first)
        if announced > 1:
            score += 0.7
        if score > 0:
            found.append((item, 1 / (1 + math.exp(-score - 1))))
    return found
