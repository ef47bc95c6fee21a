"""What a check is given: the aligned texts, the mentions found in them, the rules, and the means to report a finding."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, Any, TypeVar, TypeVarTuple

from crosscheck.model import (
    Alignment,
    Collation,
    Evidence,
    Finding,
    Fix,
    Place,
    Segment,
    Settings,
    Severity,
    Skipped,
    Span,
)
from crosscheck.passages import by_segment

if TYPE_CHECKING:
    from crosscheck.attribution.sentences import Attribution
    from crosscheck.dates.read import DateMention
    from crosscheck.lexicon import Lexicon
    from crosscheck.mentions import Mentions
    from crosscheck.names.read import NameMention
    from crosscheck.numbers.read import NumberMention
    from crosscheck.ruleset import RuleSet

Made = TypeVar("Made")
Of = TypeVarTuple("Of")


class Comparison:
    """Everything a check may look at. Checks read it and yield findings; none of them changes it."""

    def __init__(
        self,
        collation: Collation,
        segments: Mapping[str, tuple[Segment, ...]],
        alignments: tuple[Alignment, ...],
        nearness: Mapping[Segment, float],
        mentions: Mentions,
        lexicon: Lexicon,
        rules: RuleSet,
        settings: Settings,
        skipped: list[Skipped],
        retell: Callable[[Comparison], Mapping[Segment, Alignment | None]],
    ) -> None:
        """``retell`` finds what ``restated`` tells."""
        self.collation = collation
        self.summary = collation.summary
        self.segments = segments
        """By part id, titles included, in order; only the summary and the originals."""
        self.alignments = alignments
        """One for each segment of the summary, in order."""
        self.nearness = nearness
        """For segments of the originals: the probability that some segment of the summary derives from it."""
        self.mentions = mentions
        self.lexicon = lexicon
        self.rules = rules
        self.settings = settings
        self.skipped = skipped
        """What a check could not judge is appended here."""
        self._retell = retell
        self._made: dict[tuple[object, ...], Any] = {}

    def once(self, make: Callable[[Comparison, *Of], Made], *of: *Of) -> Made:
        """What ``make`` makes of the comparison and of something in it (hashable), made when first asked for."""
        key = make, *of
        if key not in self._made:
            self._made[key] = make(self, *of)
        return self._made[key]  # type: ignore[no-any-return]

    @cached_property
    def used(self) -> dict[Segment, list[Alignment]]:
        """Segments of the originals -> the alignments that draw on them."""
        used: dict[Segment, list[Alignment]] = {}
        for alignment in self.alignments:
            for source in alignment.sources:
                used.setdefault(source.segment, []).append(alignment)
        return used

    @property
    def names(self) -> Mapping[Segment, Sequence[NameMention]]:
        """The names of each segment that has any."""
        return self.mentions.named

    @cached_property
    def numbers(self) -> Mapping[Segment, Sequence[NumberMention]]:
        """The same of its numbers."""
        return by_segment(self.mentions.numbers, self.segments)

    @cached_property
    def dates(self) -> Mapping[Segment, Sequence[DateMention]]:
        """The same of its dates, those of datelines left out."""
        told = {p: [m for m in found if m.role != "dateline"] for p, found in self.mentions.dates.items()}
        return by_segment(told, self.segments)

    @cached_property
    def attributions(self) -> Mapping[Segment, Sequence[Attribution]]:
        """The same of its attributions."""
        return by_segment(self.mentions.speakers, self.segments)

    @cached_property
    def judged(self) -> tuple[Alignment, ...]:
        """The alignments whose prose can be judged: sentences in English, from originals in English."""
        english = {p.id for p in self.collation.parts if p.language == "en"}
        return tuple(
            a
            for a in self.alignments
            if a.segment.part in english and all(s.segment.part in english for s in a.sources)
        )

    @cached_property
    def restated(self) -> Mapping[Segment, Alignment | None]:
        """Sentences without a source of which an original has nearly all words in one place, with the operations from there.

        None where those words are too few to know the place by. They count as derived from nowhere: facts are compared alone.
        """
        return self._retell(self)

    @cached_property
    def compared(self) -> tuple[Alignment, ...]:
        """Those judged, what was told in other words beside what it tells."""
        return tuple([self.restated.get(a.segment) or a for a in self.judged])

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Every normalized token of the originals."""
        parts = [self.segments[part.id] for part in self.collation.originals]
        return frozenset(chain.from_iterable([s.norms for segments in parts for s in segments]))

    def segment_at(self, span: Span, part: str) -> Segment | None:
        """The segment of a part in which a span starts, if any."""
        segments = self.segments[part]
        at = bisect_left(segments, span.start + 1, key=lambda s: s.span.start) - 1
        return segments[at] if at >= 0 and segments[at].span.end > span.start else None

    def text(self, span: Span) -> str:
        """What stands at a span."""
        return self.collation.text(span)

    def evidence(self, span: Span, part: str) -> Evidence:
        """A span with its part and its text."""
        return Evidence(span, part, self.collation.text(span))

    def finding(
        self,
        rule: str,
        span: Span | None,
        related: Sequence[Evidence] = (),
        *,
        confidence: float = 1.0,
        severity: Severity | None = None,
        template: str | None = None,
        places: Sequence[Place] = (),
        explanation: Sequence[str] = (),
        suggestion: str | None = None,
        fix: Fix | None = None,
        data: Mapping[str, Any] | None = None,
        **fields: object,
    ) -> Finding:
        """A finding of ``rule`` at ``span`` of the summary (None: only the originals show it).

        The message is the rule's template filled with ``fields``; ``{text}`` is what stands at the span, ``{original}`` the
        first related text. ``severity`` and ``template`` depart from the rule's own; settings override the severity.
        ``places``: all those of a grouped finding, or those besides ``span``, which is put before them.
        """
        declared = self.rules[rule]
        summary = self.evidence(span, self.summary.id) if span else None
        if summary and places and places[0].span != summary.span:
            places = [Place(summary.span, summary.text, tuple(related)), *places]
        texts = {"text": summary.text if summary else "", "original": related[0].text if related else ""}
        return Finding(
            rule=rule,
            severity=self.settings.severity.get(rule, severity or declared.severity),
            confidence=round(confidence, 2),
            message=(template or declared.message).format_map(texts | fields),
            summary=summary,
            places=tuple(places),
            related=tuple(related),
            explanation=tuple(explanation),
            suggestion=suggestion,
            fix=fix,
            data=data or {},
        )
