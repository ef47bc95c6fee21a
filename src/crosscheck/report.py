"""The result of one run, and its outward form: JSON schema ``crosscheck/1``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from crosscheck.model import (
    SEVERITIES,
    Alignment,
    Collation,
    Coverage,
    CrosscheckError,
    Evidence,
    Finding,
    Part,
    Segment,
    Severity,
    Skipped,
    Span,
)
from crosscheck.plain import one_line
from crosscheck.region import bounds

SCHEMA = "crosscheck/1"
NEAR = 5
"""Findings that are offered for an id that names none, or several."""


class Report(NamedTuple):
    """What one article and its originals gave: parts, alignment, findings, and what could not be judged."""

    collation: Collation
    segments: Mapping[str, tuple[Segment, ...]]
    """By part id: the summary's and each original's."""
    alignments: tuple[Alignment, ...]
    dropped: tuple[Segment, ...]
    """Sentences of the originals that the summary does not carry."""
    coverage: tuple[Coverage, ...]
    findings: tuple[Finding, ...]
    """In reading order: errors, warnings, notes; by place inside."""
    skipped: tuple[Skipped, ...] = ()

    @property
    def counts(self) -> dict[str, int]:
        """Findings by severity, suppressed ones and dropped sentences left out."""
        counts: dict[str, int] = dict.fromkeys(SEVERITIES, 0)
        for finding in self.findings:
            if not finding.suppressed and finding.rule != "dropped.sentence":
                counts[finding.severity] += 1
        return counts

    @property
    def suppressed(self) -> int:
        """Findings that a comment, the configuration or a baseline accepts, dropped sentences left out."""
        return sum(bool(f.suppressed) and f.rule != "dropped.sentence" for f in self.findings)

    def sentences(self, part: str) -> int:
        """Number of sentences of a part, titles left out."""
        return sum(s.kind != "title" for s in self.segments[part])

    def where(self, span: Span | None) -> str:
        """A place as editors and terminals know it: ``file:line:column``; where there is no file, what the text is."""
        if span is None:
            return self.name(0)
        position = self.collation.documents[span.file].position(span.start)
        return f"{self.name(span.file)}:{position.line}:{position.column}"

    def name(self, file: int) -> str:
        """The path of a document as it may be shown; where there is no file, what the text is."""
        name = self.collation.documents[file].name
        return one_line(name) if name else "summary" if file == 0 else f"original {file}"

    def finding(self, prefix: str) -> Finding:
        """The finding whose id begins so; raises CrosscheckError where none does, or several do."""
        found = [f for f in self.findings if f.id.startswith(prefix)]
        if len(found) == 1:
            return found[0]
        name = self.name(0)
        near = found or sorted(self.findings, key=lambda f: -_alike(f.id, prefix))
        lines = [f"  {f.id}  {f.rule}  {self.where(f.anchor)}" for f in near[:NEAR]]
        more = [f"  and {len(found) - NEAR} more"] if len(found) > NEAR else []
        said = (
            f"{prefix!r} begins the ids of {len(found)} findings"
            if found
            else f"no finding has the id {prefix!r}"
        )
        listing = f"`crosscheck check {name} -v` lists them with their ids"
        raise CrosscheckError("\n".join([f"{name}: {said}: {listing}", *lines, *more]))

    @staticmethod
    def places(finding: Finding) -> list[Span]:
        """Every place of a finding: those of a grouped one, else its own, else where the original shows it."""
        anchor = finding.anchor
        return [p.span for p in finding.places] or ([anchor] if anchor else [])

    @staticmethod
    def evidence(finding: Finding) -> tuple[Evidence, ...]:
        """What supports a finding, each once: its own evidence, then that of its places."""
        return tuple(dict.fromkeys([*finding.related, *(e for p in finding.places for e in p.related)]))

    def to_dict(self) -> dict[str, Any]:
        """The report as in the JSON contract: only dicts, lists, strings, numbers, booleans and None."""
        spans = _Spans(self.collation)
        return {
            "files": [{"path": d.name, "sha256": d.sha256} for d in self.collation.documents],
            "parts": [_part(p, spans) for p in self.collation.parts],
            "segments": [
                {"part": part, "span": spans(s.span), "kind": s.kind}
                for part, all_ in self.segments.items()
                for s in all_
            ],
            "alignment": [_alignment(a, spans) for a in self.alignments],
            "dropped": [{"part": s.part, "span": spans(s.span), "text": s.text} for s in self.dropped],
            "coverage": [
                {
                    "part": c.part,
                    "sentences": c.sentences,
                    "sentences_kept": c.sentences_kept,
                    "words": c.words,
                    "words_kept": c.words_kept,
                }
                for c in self.coverage
            ],
            "findings": [_finding(f, spans) for f in self.findings],
            "skipped": [{"span": spans(s.span), "reason": s.reason} for s in self.skipped],
            "counts": self.counts,
        }


def _alike(a: str, b: str) -> int:
    """How many letters two ids begin with alike."""
    return next((k for k, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))


def shown(report: Report, min_level: Severity) -> list[Finding]:
    """The findings at or above a level, without suppressed ones and dropped sentences, which are listed apart."""
    levels = SEVERITIES[: SEVERITIES.index(min_level) + 1]
    return [
        f
        for f in report.findings
        if f.severity in levels and not f.suppressed and f.rule != "dropped.sentence"
    ]


class _Spans:
    """Spans as the contract writes them, with line, column and origin."""

    def __init__(self, collation: Collation) -> None:
        self._documents = collation.documents
        self._origins = {b.span: b.origin for p in collation.parts for b in p.blocks if b.origin}

    def __call__(self, span: Span | None) -> dict[str, Any] | None:
        if span is None:
            return None
        document = self._documents[span.file]
        first, last = bounds(document, span)
        origin = next((o for s, o in self._origins.items() if s.holds(span)), None) if self._origins else None
        return {
            "file": span.file,
            "start": span.start,
            "end": span.end,
            "line": first.line,
            "column": first.column,
            "end_line": last.line,
            "end_column": last.column,
            "origin": origin,
        }


def _part(part: Part, spans: _Spans) -> dict[str, Any]:
    whole = spans(part.span)
    assert whole is not None
    return {
        "id": part.id,
        "kind": part.kind,
        "title": part.title_text,
        "publisher": part.publisher,
        "place": part.place,
        "published": part.published.isoformat() if part.published else None,
        "event_date": part.event_date.isoformat() if part.event_date else None,
        "language": part.language,
        "confidence": part.confidence,
        "span": whole,
        "spans": [spans(s) for s in part.spans],
        "title_span": spans(part.title.body) if part.title else None,
        "last_line": whole["end_line"],
    }


def _alignment(alignment: Alignment, spans: _Spans) -> dict[str, Any]:
    return {
        "summary": {"span": spans(alignment.segment.span), "text": alignment.segment.text},
        "relation": alignment.relation,
        "confidence": alignment.confidence,
        "sources": [
            {
                "part": s.segment.part,
                "span": spans(s.segment.span),
                "text": s.segment.text,
                "score": round(s.score, 1),
            }
            for s in alignment.sources
        ],
        "pieces": [{"summary": spans(a), "source": spans(b)} for a, b in alignment.pieces],
        "also_in": [{"part": s.part, "span": spans(s.span)} for s in alignment.also_in],
        "ops": [
            {
                "op": op.kind,
                "summary": spans(alignment.segment.span_of(*op.summary)) if op.kind != "delete" else None,
                "source": spans(alignment.sources[op.source].segment.span_of(*op.original))
                if op.kind != "insert"
                else None,
            }
            for op in alignment.ops
        ],
    }


def _finding(finding: Finding, spans: _Spans) -> dict[str, Any]:
    return {
        "id": finding.id,
        "rule": finding.rule,
        "severity": finding.severity,
        "confidence": finding.confidence,
        "message": finding.message,
        "summary": {"span": spans(finding.summary.span), "text": finding.summary.text}
        if finding.summary
        else None,
        "places": [
            {"span": spans(p.span), "text": p.text, "related": [_evidence(e, spans) for e in p.related]}
            for p in finding.places
        ],
        "related": [_evidence(e, spans) for e in finding.related],
        "merged": list(finding.merged),
        "suggestion": finding.suggestion,
        "fix": {
            "span": spans(finding.fix.span),
            "replacement": finding.fix.replacement,
            "safe": finding.fix.safe,
        }
        if finding.fix
        else None,
        "suppressed": finding.suppressed,
        "decision": finding.decision._asdict() if finding.decision else None,
        "explanation": list(finding.explanation),
        "data": _data(finding),
    }


def _data(finding: Finding) -> dict[str, Any]:
    """The values behind a verdict, and the reason of who accepted it, which had its place here before ``decision`` came."""
    reason = finding.decision.reason if finding.decision and finding.suppressed else ""
    return {**finding.data, **({"reason": reason} if reason else {})}


def _evidence(evidence: Evidence, spans: _Spans) -> dict[str, Any]:
    return {"part": evidence.part, "span": spans(evidence.span), "text": evidence.text}
