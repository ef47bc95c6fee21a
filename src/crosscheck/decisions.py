"""Decisions that are kept in a file, by the ids of findings: those of an editor, and the baseline of an archive.

Both have one form, and belong under version control::

    {"version": 1,
     "documents": {"articles/a.md": {
        "3f0c...": {"rule": "spelling.typo", "places": 1, "text": "modernistion"},
        "91d2...": {"rule": "numbers.changed", "places": 1, "text": "60 km", "verdict": "must-fix", "reason": "ask the author"}}}}

Paths are relative to the file's folder. A finding with more places than an accepted entry counts is new. The files of
decisions beside an article (``decisions.json``, ``ARTICLE.decisions.json``, which the page of a report saves) are read in every
run. A baseline is read where it is named; crosscheck writes it: errors and warnings that stood in an archive when it was
adopted, notes where they fail a run, but never what is said about the document itself (``document.*``).
"""

import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal, NamedTuple, get_args

from crosscheck.compare import ordered
from crosscheck.model import SEVERITIES, CrosscheckError, Decision, Finding, Settings, Verdict
from crosscheck.report import Report
from crosscheck.ruleset import RuleSet

NAME = ".crosscheck-baseline.json"
"""The baseline that is written where no other path is named; it is read only where it is named."""
VERSION = 1
_STALE = "document.stale-baseline"
_WHAT = {"baseline": "baseline", "decisions": "file of decisions"}
_REMEDY = {
    "baseline": "restore it from version control, or delete it and write it anew with --write-baseline",
    "decisions": "restore it from version control, or save it anew from the page of a report",
}
_TEXT = 80
"""Code points of a finding's words that an entry shows to its readers."""

Action = Literal["use", "write", "prune"]
Kind = Literal["baseline", "decisions"]


class Entry(NamedTuple):
    """A finding that was decided; rule and text are there for the file's readers and for what a run leaves out."""

    rule: str
    places: int
    text: str
    verdict: Verdict = "accepted"
    reason: str = ""


Entries = Mapping[str, Entry]
"""By finding id."""


class DecisionFile(NamedTuple):
    """The content of one file."""

    path: str
    documents: Mapping[str, Entries]
    """By the document's path, relative to the file's folder."""

    def of(self, name: str) -> Entries:
        """What it says of a document, by its path as given."""
        return self.documents.get(self.key(name), {})

    def key(self, name: str | None) -> str:
        """What a document is called in it, from its path as given; the same from whatever folder crosscheck runs."""
        if name is None or name == "-":
            return "-"
        try:
            return Path(os.path.relpath(name, Path(self.path).absolute().parent)).as_posix()
        except ValueError:  # another drive of Windows
            return Path(name).as_posix()


class Share(NamedTuple):
    """What a file says of one document, and what is to become of it."""

    path: str
    """The file's."""
    entries: Entries
    action: Action = "use"
    kind: Kind = "baseline"


class DecisionFiles:
    """The files of a run: each read when first named; baselines put together anew from what their documents gave."""

    def __init__(self, action: Action = "use") -> None:
        self.action: Action = action
        self._read: dict[str, DecisionFile] = {}
        self._fresh: dict[str, dict[str, Entries]] = {}

    def shares(self, beside: Sequence[str], baseline: str | None, name: str) -> tuple[Share, ...]:
        """What is said of a document by the files beside it, then by its baseline. Raises CrosscheckError."""
        for path in beside:
            if path not in self._read:
                self._read[path] = read_decisions(path, kind="decisions")
        found = [Share(path, self._read[path].of(name), kind="decisions") for path in beside]
        share = self.share(baseline, name)
        return (*found, *([share] if share else []))

    def share(self, path: str | None, name: str) -> Share | None:
        """What the baseline at a path says of a document; None where there is no path, and none is to be written.

        Raises CrosscheckError where it cannot be read.
        """
        if path is None and self.action == "use":
            return None
        path = path or NAME
        if path not in self._read:
            self._read[path] = read_decisions(path, self.action)
        return Share(path, self._read[path].of(name), self.action)

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


def read_decisions(path: str, action: Action = "use", kind: Kind = "baseline") -> DecisionFile:
    """The decisions in a file; where a baseline is about to be written, none if there is no file.

    Raises CrosscheckError where it is missing, cannot be read or is nothing of the kind.
    """
    try:
        if Path(path).exists() and not (Path(path).is_file() or Path(path).is_dir()):
            raise CrosscheckError(f"{path}: is no ordinary file: name a file")
        text = Path(path).read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        if action == "write":
            return DecisionFile(path, {})
        raise CrosscheckError(
            f"{path}: no such baseline: check the path, or make it with --write-baseline"
        ) from None
    except UnicodeDecodeError:
        raise _wrong(path, kind, "not UTF-8") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise CrosscheckError(
            f"{path}: cannot be read: {reason}: check the path and its permissions"
        ) from None
    return parse(text, path, kind)


def parse(text: str, path: str, kind: Kind = "baseline") -> DecisionFile:
    """The decisions in the text of a file; raises CrosscheckError with what is wrong and where."""
    import json

    try:
        content = json.loads(text)
    except (ValueError, RecursionError) as error:
        reason = f"not valid JSON: {error}" if isinstance(error, ValueError) else "nested too deep"
        raise _wrong(path, kind, reason) from None
    if not isinstance(content, dict) or "version" not in content:
        raise _wrong(path, kind, "it names no version")
    if content["version"] != VERSION or isinstance(content["version"], bool):
        anew = _REMEDY[kind].partition(", or ")[2]
        raise CrosscheckError(
            f"{path}: is a {_WHAT[kind]} of version {content['version']!r}, this crosscheck reads version {VERSION}: "
            f"use the crosscheck that wrote it, or {anew}"
        )
    try:
        _require(content.keys() <= {"version", "documents"}, "the file", "only 'version' and 'documents'")
        documents: Any = content.get("documents")
        _require(isinstance(documents, dict), "'documents'", "an object of documents")
        return DecisionFile(path, {key: dict(_entries(key, found)) for key, found in documents.items()})
    except _BrokenError as error:
        raise _wrong(path, kind, str(error)) from None


def render(documents: Mapping[str, Entries]) -> str:
    """The text of a file: sorted, a line an entry, the same bytes for the same findings."""
    blocks = []
    for key, entries in sorted(documents.items()):
        lines = [
            f"   {_json(finding)}: {_json(_written(entry))}" for finding, entry in sorted(entries.items())
        ]
        blocks += [f"  {_json(key)}: {{\n" + ",\n".join(lines) + "\n  }"] * bool(lines)
    body = "{\n" + ",\n".join(blocks) + "\n }" if blocks else "{}"
    return f'{{\n "version": {VERSION},\n "documents": {body}\n}}\n'


def settle(
    report: Report, share: Share, fail_level: str, settings: Settings, rules: RuleSet
) -> tuple[Report, Entries]:
    """A report as one file leaves it, and the entries of its document: as they are, written anew, or pruned.

    ``fail_level`` is the run's: with "note", notes are written too.
    """
    entries = share.entries
    if share.action == "write":
        entries = {**_unjudged(entries, settings, rules), **_standing(report, entries, fail_level)}
    elif share.action == "prune":
        entries = {**_unjudged(entries, settings, rules), **_still_there(report, entries)}
    return apply(report, share._replace(entries=entries), settings, rules), entries


def apply(report: Report, share: Share, settings: Settings, rules: RuleSet) -> Report:
    """A report with the findings that were decided marked, and a finding about entries that a baseline no longer needs."""
    entries = share.entries
    findings = [_judged(finding, share) for finding in report.findings]
    if share.kind == "decisions":  # what was mended is gone, as it should be
        return report._replace(findings=tuple(findings))
    stale = len(entries.keys() - _unjudged(entries, settings, rules).keys()) - sum(
        entry == entries[finding] for finding, entry in _still_there(report, entries).items()
    )
    if stale and settings.reports(rules[_STALE]):
        what = "1 entry stands" if stale == 1 else f"{stale} entries stand"
        message = f"{what} in {Path(share.path).as_posix()} for findings of this document that are gone: --prune-baseline removes them"
        severity = settings.severity.get(_STALE, rules[_STALE].severity)
        findings.append(Finding(rule=_STALE, severity=severity, confidence=1.0, message=message))
    return report._replace(findings=ordered(findings))


# ---------------------------------------------------------------- findings and entries


def _judged(finding: Finding, share: Share) -> Finding:
    entry = share.entries.get(finding.id)
    if not entry or finding.decision or not (_may_be_stored(finding) or share.kind == "decisions"):
        return finding
    if entry.verdict == "must-fix" or _places(finding) <= entry.places:
        decision = Decision(entry.verdict, share.kind, entry.reason)
        told = (decision.told,) if decision.told else ()
        return finding._replace(decision=decision, explanation=(*finding.explanation, *told))
    where = "are in the baseline" if share.kind == "baseline" else "were accepted"
    said = f"{entry.places} of these {_places(finding)} places {where}"
    return finding._replace(explanation=(*finding.explanation, said))


def _standing(report: Report, old: Entries, fail_level: str) -> dict[str, Entry]:
    """An entry for each finding that nothing else accepts: errors, warnings, notes where they fail; what was stored stays."""
    levels = SEVERITIES if fail_level == "note" else SEVERITIES[:2]
    return {
        f.id: old[f.id]._replace(places=_places(f)) if f.id in old else Entry(f.rule, _places(f), _text(f))
        for f in report.findings
        if _may_be_stored(f)
        and (f.decision is None or f.decision.by == "baseline")
        and (f.severity in levels or f.id in old)
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


def _there(baseline: DecisionFile) -> dict[str, Entries]:
    """The entries of the documents that still exist."""
    folder = Path(baseline.path).parent
    return {key: found for key, found in baseline.documents.items() if key == "-" or (folder / key).exists()}


def _json(value: object) -> str:
    import json

    return json.dumps(value, ensure_ascii=False)


def _size(documents: Mapping[str, Entries]) -> int:
    return sum(map(len, documents.values()))


def _written(entry: Entry) -> dict[str, Any]:
    """An entry without what is so where nothing is said."""
    return {
        name: value for name, value in entry._asdict().items() if value != Entry._field_defaults.get(name)
    }


class _BrokenError(Exception):
    """What must be otherwise in a file, and where."""


def _entries(key: str, found: Any) -> Iterator[tuple[str, Entry]]:
    where = f"documents[{key!r}]"
    _require(isinstance(found, dict), where, "an object of findings")
    optional = Entry._field_defaults.keys()
    for finding, entry in found.items():
        at = f"{where}[{finding!r}]"
        _require(
            isinstance(entry, dict) and entry.keys() | optional == set(Entry._fields),
            at,
            "an object of 'rule', 'places' and 'text'; 'verdict' and 'reason' may be added",
        )
        for name in entry.keys() & {"rule", "text", "reason"}:
            _require(isinstance(entry[name], str), f"{at}[{name!r}]", "a string")
        places, verdict = entry["places"], entry.get("verdict", "accepted")
        _require(
            isinstance(places, int) and not isinstance(places, bool) and places > 0,
            f"{at}['places']",
            "a whole number above 0",
        )
        _require(verdict in get_args(Verdict), f"{at}['verdict']", " or ".join(map(repr, get_args(Verdict))))
        yield finding, Entry(**entry)


def _require(holds: bool, where: str, what: str) -> None:
    if not holds:
        raise _BrokenError(f"{where} must be {what}")


def _wrong(path: str, kind: Kind, reason: str) -> CrosscheckError:
    return CrosscheckError(f"{path}: is no {_WHAT[kind]}: {reason}: {_REMEDY[kind]}")
