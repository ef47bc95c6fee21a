"""The baseline: findings that stood in an archive when crosscheck was adopted, by id, so that only new ones speak.

A file of its own, beside the articles and under version control::

    {"version": 1,
     "documents": {"articles/a.md": {"3f0c...": {"rule": "spelling.typo", "places": 1, "text": "modernistion"}}}}

Paths are relative to the baseline's folder. A finding with more places than its entry counts is new. Errors and warnings are
stored, notes where they fail a run; what is said about the document itself (``document.*``) never is.
"""

import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Literal, NamedTuple

from crosscheck.compare import ordered
from crosscheck.model import SEVERITIES, CrosscheckError, Finding, Settings
from crosscheck.report import Report
from crosscheck.ruleset import RuleSet

NAME = ".crosscheck-baseline.json"
"""Written where no other path is named; read only where it is named."""
VERSION = 1
_STALE = "document.stale-baseline"
_REMEDY = "restore it from version control, or delete it and write it anew with --write-baseline"
_TEXT = 80
"""Code points of a finding's words that an entry shows to its readers."""

Action = Literal["use", "write", "prune"]


class Entry(NamedTuple):
    """A finding that a baseline knows; rule and text are there for its readers and for what a run leaves out."""

    rule: str
    places: int
    text: str


Entries = Mapping[str, Entry]
"""By finding id."""


class Baseline(NamedTuple):
    """The content of a baseline file."""

    path: str
    documents: Mapping[str, Entries]
    """By the document's path, relative to the baseline's folder."""

    def key(self, name: str | None) -> str:
        """What a document is called in it, from its path as given; the same from whatever folder crosscheck runs."""
        if name is None or name == "-":
            return "-"
        try:
            return Path(os.path.relpath(name, Path(self.path).absolute().parent)).as_posix()
        except ValueError:  # another drive of Windows
            return Path(name).as_posix()


class Share(NamedTuple):
    """What a baseline says of one document, and what is to become of it."""

    path: str
    """The baseline's."""
    entries: Entries
    action: Action


class Baselines:
    """The baselines of a run: each read when first named, and put together anew from what its documents gave."""

    def __init__(self, action: Action = "use") -> None:
        self.action: Action = action
        self._read: dict[str, Baseline] = {}
        self._fresh: dict[str, dict[str, Entries]] = {}

    def share(self, path: str | None, name: str) -> Share | None:
        """What the baseline at a path says of a document; None where there is no path, and none is to be written.

        Raises CrosscheckError where it cannot be read.
        """
        if path is None and self.action == "use":
            return None
        path = path or NAME
        if path not in self._read:
            self._read[path] = read_baseline(path, self.action)
        baseline = self._read[path]
        return Share(path, baseline.documents.get(baseline.key(name), {}), self.action)

    def take(self, path: str, name: str, entries: Entries) -> None:
        """The entries that are to stand for a document."""
        self._fresh.setdefault(path, {})[self._read[path].key(name)] = entries

    def files(self) -> Iterator[tuple[str, str, str]]:
        """Path and text of each baseline to write, and what is said about it. Documents that are gone are left out."""
        if self.action == "use":
            return
        for path, fresh in self._fresh.items():
            before = self._read[path].documents
            after = {**_there(self._read[path]), **fresh}
            stored, removed = _size(after), _size(before) - _size(after)
            entries = f"{stored:,} entr{'y' if stored == 1 else 'ies'}"
            said = f"{removed:,} removed, {entries} left" if self.action == "prune" else entries
            yield path, render(after), f"{path}: {said}; --baseline {path} accepts them"


def read_baseline(path: str, action: Action = "use") -> Baseline:
    """The baseline in a file; where it is about to be written, an empty one if there is no file.

    Raises CrosscheckError where it is missing, cannot be read or is no baseline.
    """
    try:
        text = Path(path).read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        if action == "write":
            return Baseline(path, {})
        raise CrosscheckError(
            f"{path}: no such baseline: check the path, or make it with --write-baseline"
        ) from None
    except UnicodeDecodeError:
        raise CrosscheckError(f"{path}: is no baseline: not UTF-8: {_REMEDY}") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise CrosscheckError(
            f"{path}: cannot be read: {reason}: check the path and its permissions"
        ) from None
    return parse(text, path)


def parse(text: str, path: str) -> Baseline:
    """The baseline in the text of a file; raises CrosscheckError with what is wrong and where."""
    try:
        content = json.loads(text)
    except (ValueError, RecursionError) as error:
        reason = f"not valid JSON: {error}" if isinstance(error, ValueError) else "nested too deep"
        raise CrosscheckError(f"{path}: is no baseline: {reason}: {_REMEDY}") from None
    if not isinstance(content, dict) or "version" not in content:
        raise CrosscheckError(f"{path}: is no baseline: it names no version: {_REMEDY}")
    if content["version"] != VERSION or isinstance(content["version"], bool):
        raise CrosscheckError(
            f"{path}: is a baseline of version {content['version']!r}, this crosscheck reads version {VERSION}: "
            "use the crosscheck that wrote it, or delete it and write it anew with --write-baseline"
        )
    _require(content.keys() <= {"version", "documents"}, path, "the file", "only 'version' and 'documents'")
    documents = content.get("documents")
    if not isinstance(documents, dict):
        raise _broken(path, "'documents'", "an object of documents")
    return Baseline(path, {key: dict(_entries(path, key, found)) for key, found in documents.items()})


def render(documents: Mapping[str, Entries]) -> str:
    """The text of a baseline file: sorted, a line an entry, the same bytes for the same findings."""
    blocks = []
    for key, entries in sorted(documents.items()):
        lines = [
            f"   {_json(finding)}: {_json(entry._asdict())}" for finding, entry in sorted(entries.items())
        ]
        blocks += [f"  {_json(key)}: {{\n" + ",\n".join(lines) + "\n  }"] * bool(lines)
    body = "{\n" + ",\n".join(blocks) + "\n }" if blocks else "{}"
    return f'{{\n "version": {VERSION},\n "documents": {body}\n}}\n'


def settle(
    report: Report, share: Share, fail_level: str, settings: Settings, rules: RuleSet
) -> tuple[Report, Entries]:
    """A report as a baseline leaves it, and the entries of its document: as they are, written anew, or pruned.

    ``fail_level`` is the run's: with "note", notes are written too.
    """
    entries = share.entries
    if share.action == "write":
        entries = {**_unjudged(entries, settings, rules), **_standing(report, entries, fail_level)}
    elif share.action == "prune":
        entries = {**_unjudged(entries, settings, rules), **_still_there(report, entries)}
    return apply(report, entries, share.path, settings, rules), entries


def apply(report: Report, entries: Entries, path: str, settings: Settings, rules: RuleSet) -> Report:
    """A report with the findings that a baseline knows marked, and a finding about entries that it no longer needs.

    ``path`` is the baseline's, for the message.
    """
    findings = [_judged(finding, entries) for finding in report.findings]
    stale = len(entries.keys() - _unjudged(entries, settings, rules).keys()) - sum(
        entry == entries[finding] for finding, entry in _still_there(report, entries).items()
    )
    if stale and settings.reports(rules[_STALE]):
        what = "1 entry stands" if stale == 1 else f"{stale} entries stand"
        message = f"{what} in {Path(path).as_posix()} for findings of this document that are gone: --prune-baseline removes them"
        severity = settings.severity.get(_STALE, rules[_STALE].severity)
        findings.append(Finding(rule=_STALE, severity=severity, confidence=1.0, message=message))
    return report._replace(findings=ordered(findings))


# ---------------------------------------------------------------- findings and entries


def _judged(finding: Finding, entries: Entries) -> Finding:
    entry = entries.get(finding.id)
    if not entry or finding.suppressed or not _may_be_stored(finding):
        return finding
    if _places(finding) <= entry.places:
        return finding._replace(suppressed="baseline")
    said = f"{entry.places} of these {_places(finding)} places are in the baseline"
    return finding._replace(explanation=(*finding.explanation, said))


def _standing(report: Report, old: Entries, fail_level: str) -> dict[str, Entry]:
    """An entry for each finding that nothing else accepts: errors, warnings, notes where they fail; what was stored stays."""
    levels = SEVERITIES if fail_level == "note" else SEVERITIES[:2]
    return {
        f.id: Entry(f.rule, _places(f), _text(f))
        for f in report.findings
        if _may_be_stored(f) and f.suppressed in (None, "baseline") and (f.severity in levels or f.id in old)
    }


def _still_there(report: Report, entries: Entries) -> dict[str, Entry]:
    """The entries whose findings stand, each with no more places than are left."""
    return {
        f.id: entries[f.id]._replace(places=min(entries[f.id].places, _places(f)))
        for f in report.findings
        if f.id in entries and _may_be_stored(f)
    }


def _unjudged(entries: Entries, settings: Settings, rules: RuleSet) -> dict[str, Entry]:
    """The entries of rules that this run leaves out: whether their findings still stand cannot be told."""
    known = {rule.id: rule for rule in rules} if entries else {}
    return {
        finding: entry
        for finding, entry in entries.items()
        if entry.rule in known and not settings.reports(known[entry.rule])
    }


def _may_be_stored(finding: Finding) -> bool:
    return not finding.rule.startswith("document.") and finding.rule != "dropped.sentence"


def _places(finding: Finding) -> int:
    return max(1, len(finding.places))


def _text(finding: Finding) -> str:
    evidence = finding.summary or next(iter(finding.related), None)
    return " ".join(evidence.text.split())[:_TEXT] if evidence else ""


# ---------------------------------------------------------------- the file


def _there(baseline: Baseline) -> dict[str, Entries]:
    """The entries of the documents that still exist."""
    folder = Path(baseline.path).parent
    return {key: found for key, found in baseline.documents.items() if key == "-" or (folder / key).exists()}


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _size(documents: Mapping[str, Entries]) -> int:
    return sum(map(len, documents.values()))


def _entries(path: str, key: str, found: Any) -> Iterator[tuple[str, Entry]]:
    where = f"documents[{key!r}]"
    if not isinstance(found, dict):
        raise _broken(path, where, "an object of findings")
    for finding, entry in found.items():
        at = f"{where}[{finding!r}]"
        if not isinstance(entry, dict) or entry.keys() != set(Entry._fields):
            raise _broken(path, at, "an object of 'rule', 'places' and 'text'")
        rule, places, text = entry["rule"], entry["places"], entry["text"]
        _require(isinstance(rule, str), path, f"{at}['rule']", "a string")
        _require(isinstance(text, str), path, f"{at}['text']", "a string")
        _require(
            isinstance(places, int) and not isinstance(places, bool) and places > 0,
            path,
            f"{at}['places']",
            "a whole number above 0",
        )
        yield finding, Entry(rule, places, text)


def _require(holds: bool, path: str, where: str, what: str) -> None:
    if not holds:
        raise _broken(path, where, what)


def _broken(path: str, where: str, what: str) -> CrosscheckError:
    return CrosscheckError(f"{path}: is no baseline: {where} must be {what}: {_REMEDY}")
