"""SARIF 2.1.0: one run, every finding with its level, suppressed ones marked as such.

A grouped finding is one result with a location for each of its places, since it is settled only by settling all of them,
which is what several locations of one result mean. Columns count code points. A file of a format without lines has its
place as a logical location ("paragraph 12"); a text without a file has a description in place of an address.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePath
from typing import Any, NamedTuple
from urllib.parse import quote

from crosscheck.model import Evidence, Finding, Rule, Skipped, Span
from crosscheck.plain import visible
from crosscheck.region import origin, region
from crosscheck.report import Report

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
FINGERPRINT = "crosscheck/v1"
ROOT = "%SRCROOT%"
_LINK = re.compile(r"\[(?=[^\[\]]*\]\()")
_SUPPRESSED_IN = {
    "comment": "inSource",
    "baseline": "external",
    "config": "external",
    "decisions": "external",
}


class Piece(NamedTuple):
    """What one document adds to the run."""

    results: list[dict[str, Any]]
    notifications: list[dict[str, Any]]
    """Passages that could not be judged; the document itself, where it could not be checked."""


def part(report: Report) -> Piece:
    """Results and notifications of one report."""
    return Piece(
        [_result(report, f) for f in report.findings], [_notification(report, s) for s in report.skipped]
    )


def failed(name: str, reason: str) -> Piece:
    """The notification of a document that could not be checked."""
    artifact = {"artifactLocation": _artifact(name)}
    notification = {
        "level": "error",
        "message": {"text": reason},
        "locations": [{"physicalLocation": artifact}],
    }
    return Piece([], [notification])


def join(parts: Iterable[Piece], version: str, rules: Iterable[Rule]) -> Iterator[str]:
    """The whole log, in pieces, since that of an archive is long. ``parts`` is gone through twice.

    ``rules`` is the catalogue; those that occur are described, and results point to them.
    """
    occurring: set[str] = set()
    notifications: list[dict[str, Any]] = []
    for one in parts:
        occurring.update(r["ruleId"] for r in one.results)
        notifications += one.notifications
    described = [_descriptor(rule) for rule in rules if rule.id in occurring]
    number = {rule["id"]: {"ruleIndex": n} for n, rule in enumerate(described)}
    log = json.dumps(_log(described, notifications, version), ensure_ascii=False, indent=1)
    head, _, tail = log.rpartition("[]")
    yield f"{head}["
    opening = "\n    "
    for result in (r for p in parts for r in p.results):
        numbered = {"ruleId": result["ruleId"], **number.get(result["ruleId"], {}), **result}
        yield opening + json.dumps(numbered, ensure_ascii=False, indent=1).replace("\n", "\n    ")
        opening = ",\n    "
    yield f"\n   ]{tail}\n" if occurring else f"]{tail}\n"


def _log(rules: list[dict[str, Any]], notifications: list[dict[str, Any]], version: str) -> dict[str, Any]:
    """The log with no results yet, which stand at its end."""
    run = {
        "tool": {
            "driver": {
                "name": "crosscheck",
                "version": version,
                "semanticVersion": version,
                "rules": rules,
            }
        },
        "invocations": [
            {
                "executionSuccessful": all(n["level"] != "error" for n in notifications),
                "toolExecutionNotifications": notifications,
            }
        ],
        "originalUriBaseIds": {ROOT: {"description": {"text": "The folder in which crosscheck was run."}}},
        "columnKind": "unicodeCodePoints",
        "newlineSequences": ["\r\n", "\n", "\r"],
        "results": [],
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


# ---------------------------------------------------------------- results


def _result(report: Report, finding: Finding) -> dict[str, Any]:
    evidence = report.evidence(finding)
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "level": finding.severity,
        "message": {"text": _message(finding, evidence)},
        "locations": [_location(report, p) for p in report.places(finding)] or [_location(report, None)],
        "partialFingerprints": {FINGERPRINT: finding.id},
        "rank": round(100 * finding.confidence, 1),
    }
    if evidence:
        result["relatedLocations"] = [_related(report, e, n) for n, e in enumerate(evidence, 1)]
    if finding.decision and finding.suppressed:
        reason = finding.decision.reason
        result["suppressions"] = [
            {
                "kind": _SUPPRESSED_IN[finding.suppressed],
                **({"justification": visible(reason)} if reason else {}),
                "properties": {"by": finding.suppressed},
            }
        ]
    if finding.fix and (fix := _fix(report, finding)):
        result["fixes"] = [fix]
    if finding.merged:
        result["properties"] = {"merged": list(finding.merged)}
    return result


def _message(finding: Finding, evidence: Sequence[Evidence]) -> str:
    """Message and explanation as plain text, then links to the related locations: viewers show only those linked."""
    lines = [_LINK.sub(r"\\[", visible(line)) for line in (finding.message, *finding.explanation)]
    if links := [f"[{_side(e)}]({n})" for n, e in enumerate(evidence, 1)]:
        lines.append(f"See {', '.join(links)}.")
    return "\n".join(lines)


def _related(report: Report, evidence: Evidence, number: int) -> dict[str, Any]:
    """The words of the other side, inside their sentence."""
    location = _location(report, evidence.span)
    titles = {p.id: p.title_text for p in report.collation.originals if p.title_text}
    title = f": {titles[evidence.part]}" if evidence.part in titles else ""
    sentence = next(
        (s.span for s in report.segments.get(evidence.part, ()) if s.span.holds(evidence.span)), None
    )
    physical = location["physicalLocation"]
    if sentence and sentence != evidence.span and "region" in physical:
        physical["contextRegion"] = _region(report, sentence)
    return {"id": number, **location, "message": {"text": visible(f"{_side(evidence)}{title}")}}


def _side(evidence: Evidence) -> str:
    return "the article" if evidence.part == "S" else f"original {evidence.part}"


def _fix(report: Report, finding: Finding) -> dict[str, Any] | None:
    fix = finding.fix
    if not fix or not (deleted := _region(report, fix.span)):
        return None
    replacement = {"deletedRegion": deleted, "insertedContent": {"text": visible(fix.replacement)}}
    change = {"artifactLocation": _file(report, fix.span.file), "replacements": [replacement]}
    return {"description": {"text": finding.rule}, "artifactChanges": [change]}


def _notification(report: Report, skipped: Skipped) -> dict[str, Any]:
    return {
        "level": "note",
        "message": {"text": visible(f"not judged: {skipped.reason}")},
        "locations": [_location(report, skipped.span)],
    }


# ---------------------------------------------------------------- places


def _location(report: Report, span: Span | None) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": _file(report, span.file if span else 0)}
    if span is None:
        return {"physicalLocation": physical}
    if found := _region(report, span):
        return {"physicalLocation": {**physical, "region": found}}
    where = origin(report.collation.documents[span.file], span)
    logical = {"logicalLocations": [{"name": where, "kind": "element"}]} if where else {}
    return {"physicalLocation": physical, **logical}


def _region(report: Report, span: Span) -> dict[str, Any] | None:
    place = region(report.collation.documents[span.file], span)
    if place is None:
        return None
    bounds = {
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
    }
    return {**bounds, "snippet": {"text": visible(place.text)}} if place.text else bounds


def _file(report: Report, file: int) -> dict[str, Any]:
    name = report.collation.documents[file].name
    return _artifact(name) if name else {"description": {"text": f"text of the {report.name(file)}"}}


def _artifact(name: str) -> dict[str, Any]:
    """A relative path below the folder of the run, an absolute one as a file address, or what the text is."""
    if name == "-":
        return {"description": {"text": "standard input"}}
    path = PurePath(name)
    address = quote(path.as_posix(), errors="surrogateescape")
    if path.is_absolute():
        return {"uri": f"file://{'' if address.startswith('/') else '/'}{address}"}
    return {"uri": address, "uriBaseId": ROOT}


# ---------------------------------------------------------------- rules


def _descriptor(rule: Rule) -> dict[str, Any]:
    short, _, _ = rule.about.partition(". ")
    words = re.split(r"[.-]", rule.id)
    return {
        "id": rule.id,
        "name": "".join(word.capitalize() for word in words),
        "shortDescription": {"text": f"{short.rstrip('.')}."},
        "fullDescription": {"text": rule.about},
        "help": {"text": _help(rule)},
        "defaultConfiguration": {"level": rule.severity, "enabled": rule.enabled},
        "properties": {"tags": [rule.check]},
    }


def _help(rule: Rule) -> str:
    """What the rule is about, with the first example that it finds and the first that it leaves alone."""
    lines = [rule.about]
    for word, examples in (("Finds", rule.found), ("Leaves alone", rule.quiet)):
        for example in examples[:1]:
            lines += ["", f"{word}: {example.summary}", *(f"Original: {o}" for o in example.originals)]
    return "\n".join(lines)
