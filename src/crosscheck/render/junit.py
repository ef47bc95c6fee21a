"""JUnit XML: a suite for each document, a failed case for each finding, a skipped one for what could not be judged,
an erroneous one for a document that could not be checked.

Names hold no line numbers, so that a case that stays is known again when the text above it grows, and no two cases of a
suite share a name: GitLab would show only the first.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from typing import NamedTuple

from crosscheck.model import Finding, Severity, Skipped
from crosscheck.plain import one_line, visible
from crosscheck.report import Report, shown

_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Suite(NamedTuple):
    """The cases of one document."""

    tests: int
    failures: int
    skipped: int
    errors: int
    xml: str


def part(report: Report, min_level: Severity = "warning") -> Suite:
    """The suite of one report; one passed case where nothing was found at or above the level, since a suite needs one."""
    name = report.name(0)
    findings = shown(report, min_level)
    named = _unique(f"{f.rule}: {one_line(f.message)}" for f in findings)
    cases = [_failed(report, f, name, case) for f, case in zip(findings, named, strict=True)]
    cases += [
        _skipped(report, s, name, case)
        for s, case in zip(
            report.skipped, _unique(f"not judged: {s.reason}" for s in report.skipped), strict=True
        )
    ]
    cases = cases or [f"  <testcase{_attributes(classname=name, name='nothing found', file=name)}/>\n"]
    return _suite(name, cases, failures=len(findings), skipped=len(report.skipped))


def failed(name: str, reason: str) -> Suite:
    """The suite of a document that could not be checked: a case that is an error."""
    case = _attributes(classname=name, name="could not be checked", file=name)
    error = f"   <error{_attributes(message=reason.splitlines()[0])}>{_text(reason)}</error>\n"
    return _suite(name, [f"  <testcase{case}>\n{error}  </testcase>\n"], errors=1)


def _suite(name: str, cases: Sequence[str], failures: int = 0, skipped: int = 0, errors: int = 0) -> Suite:
    counts = {"tests": len(cases), "failures": failures, "skipped": skipped, "errors": errors}
    attributes = _attributes(name=name, **{k: str(n) for k, n in counts.items()})
    return Suite(**counts, xml=f" <testsuite{attributes}>\n{''.join(cases)} </testsuite>\n")


def join(parts: Iterable[Suite]) -> str:
    """All suites, with their sums."""
    suites = list(parts)
    sums = {k: str(sum(getattr(s, k) for s in suites)) for k in ("tests", "failures", "skipped", "errors")}
    attributes = _attributes(name="crosscheck", **sums)
    body = "".join(s.xml for s in suites)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<testsuites{attributes}>\n{body}</testsuites>\n'


def _failed(report: Report, finding: Finding, classname: str, name: str) -> str:
    where = report.where(finding.anchor)
    file = report.name(finding.anchor.file if finding.anchor else 0)
    lines = [f"{where}: {finding.severity} {finding.rule} {finding.message}"]
    lines += [f"also at {report.where(place)}" for place in report.places(finding)[1:]]
    lines += [f"[{e.part}] {report.where(e.span)}: {e.text}" for e in report.evidence(finding)]
    lines += finding.explanation
    failure = _attributes(type=finding.severity, message=finding.message)
    case = _attributes(classname=classname, name=name, file=file)
    text = _text("\n".join(map(one_line, lines)))
    return f"  <testcase{case}>\n   <failure{failure}>{text}</failure>\n  </testcase>\n"


def _skipped(report: Report, skipped: Skipped, classname: str, name: str) -> str:
    case = _attributes(classname=classname, name=name, file=classname)
    message = _attributes(message=f"{report.where(skipped.span)}: {skipped.reason}")
    return f"  <testcase{case}>\n   <skipped{message}/>\n  </testcase>\n"


def _unique(names: Iterable[str]) -> Iterator[str]:
    seen: Counter[str] = Counter()
    for name in names:
        seen[name] += 1
        yield name if seen[name] == 1 else f"{name} ({seen[name]})"


def _attributes(**values: str) -> str:
    return "".join(f' {name}="{_text(one_line(value))}"' for name, value in values.items())


def _text(text: str) -> str:
    """Escaped, without the characters that XML 1.0 cannot hold."""
    return escape(_ILLEGAL.sub("\ufffd", visible(text)))
