"""The examples of rules and packs, tried: what must be found is found, and what must be left alone is."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal, NamedTuple

from crosscheck.model import Collation, CrosscheckError, Evidence, Example, Finding, Rule, Settings, Span
from crosscheck.pipeline import run
from crosscheck.read import from_text
from crosscheck.ruleset import RuleSet
from crosscheck.split.datelines import find_opening
from crosscheck.split.signs import signs_of, words_of

Kind = Literal["found", "quiet", "match", "reject"]
KINDS: tuple[Kind, ...] = ("found", "quiet", "match", "reject")

_TERM = "spelling.house-term"
_OF_NAMES = ("unsourced.name", "spelling.typo")
"""What, beside the rules of the check ``names``, must not speak about a name of the project's own."""


class Trial(NamedTuple):
    """One example of a rule, or of an entry of a pack."""

    id: str
    """A rule's ("dates.conflict") or an entry's ("house.kyiv")."""
    kind: Kind
    number: int
    """Among those of its kind, from 1."""
    example: Example | str
    """Summary and originals; for an entry about lines the line."""
    entry: Mapping[str, Any] | None = None
    """The entry, for those of packs."""

    @property
    def name(self) -> str:
        """What it is called where it fails."""
        return f"{self.id}, {self.kind} {self.number}"


def rule_trials(rules: RuleSet) -> Iterator[Trial]:
    """Every example of the rules, in order of the files."""
    for rule in rules:
        for n, example in enumerate(rule.found, 1):
            yield Trial(rule.id, "found", n, example)
        for n, example in enumerate(rule.quiet, 1):
            yield Trial(rule.id, "quiet", n, example)


def pack_trials(rules: RuleSet) -> Iterator[Trial]:
    """Every example of the project's own packs, by kind of entry, in order of the files."""
    for entry in rules.house():
        for kind in KINDS:
            for n, example in enumerate(entry.get(kind, ()), 1):
                yield Trial(entry["id"], kind, n, example, entry)


def chosen(trials: Sequence[Trial], names: Sequence[str]) -> list[Trial]:
    """The trials of some rules, entries or whole checks ("house": all packs); every trial where none is named.

    Raises CrosscheckError for a name that has no example.
    """
    known = {name for t in trials for name in (t.id, t.id.partition(".")[0])}
    for name in names:
        if name not in known:
            raise CrosscheckError(f"{name!r} has no examples: `crosscheck rules` lists rules and packs")
    return [t for t in trials if not names or not {t.id, t.id.partition(".")[0]}.isdisjoint(names)]


def failure(trial: Trial, rules: RuleSet) -> str:
    """Why a trial of these rules fails; empty where it does not."""
    if isinstance(trial.example, str):
        return _line_failure(trial, trial.example, rules)
    if trial.entry is None:
        collation, findings = verdict(rules[trial.id], trial.example, rules)
    else:
        collation, found = _judged(trial.example, rules, Settings())
        findings = [f for f in found if _is_about(trial.entry, f)]
    if trial.kind == "quiet":
        return f"found “{_words(findings[0])}”: {findings[0].message}" if findings else ""
    if not findings:
        return "nothing was found"
    text = trial.example.text
    touched = text is None or any(touches(f, text, collation) for f in findings)
    return "" if touched else f"found “{_words(findings[0])}”, not “{text}”"


def verdict(rule: Rule, example: Example, rules: RuleSet) -> tuple[Collation, list[Finding]]:
    """What was compared, and the findings of ``rule`` alone; a rule that is off by default is switched on."""
    collation, findings = _judged(example, rules, Settings(select=() if rule.enabled else ("all",)))
    return collation, [f for f in findings if rule.id == f.rule or rule.id in f.merged]


def touches(finding: Finding, text: str, collation: Collation) -> bool:
    """Whether a finding speaks about ``text``: where the summary holds it there, else in the originals."""
    sides = (collation.summary,), collation.originals
    for parts in sides:
        wanted = [span for part in parts for span in _occurrences(text, part.span, collation)]
        if wanted:
            return any(at.span.overlaps(span) for at in _evidence(finding) for span in wanted)
    return False


# ---------------------------------------------------------------- judging


def _judged(example: Example, rules: RuleSet, settings: Settings) -> tuple[Collation, tuple[Finding, ...]]:
    settings = (example.settings or settings)._replace(
        summary_date=example.summary_date, select=settings.select
    )
    texts = (example.summary, *example.originals)
    report = run([from_text(text, n) for n, text in enumerate(texts)], rules, settings)
    return report.collation, report.findings


def _is_about(entry: Mapping[str, Any], finding: Finding) -> bool:
    """Whether a finding is one that an entry asks for, or, of names and offices, one that it should prevent."""
    if entry["kind"] == "terms":
        return finding.data.get("term") == entry["id"] or _TERM in finding.merged
    return finding.rule.partition(".")[0] == "names" or finding.rule in _OF_NAMES


def _line_failure(trial: Trial, line: str, rules: RuleSet) -> str:
    """The same for an entry about lines: notices match a line as a whole, datelines its beginning."""
    assert trial.entry is not None
    signs = signs_of(rules)
    if trial.entry["kind"] == "notices":
        patterns = [p for p in signs.group("house_notice") if p.name == trial.id]
        matches = any(p.match(line, words_of(line)) for p in patterns)
    else:
        opening = find_opening(line, 0, len(line), signs)
        names = {name.casefold() for name in trial.entry.get("agencies", ())}
        matches = opening is not None and (
            opening.name == trial.id or (opening.agency or "").casefold() in names
        )
    if trial.kind == "match":
        return "" if matches else f"does not match “{line}”"
    return f"matches “{line}”" if matches else ""


def _words(finding: Finding) -> str:
    return next((evidence.text for evidence in _evidence(finding)), "")


def _occurrences(text: str, within: Span, collation: Collation) -> Iterator[Span]:
    document = collation.documents[within.file].text
    at = document.find(text, within.start, within.end)
    while at >= 0:
        yield Span(at, at + len(text), within.file)
        at = document.find(text, at + 1, within.end)


def _evidence(finding: Finding) -> Iterator[Evidence]:
    if finding.summary:
        yield finding.summary
    yield from finding.related
    for place in finding.places:
        yield Evidence(place.span, "S", place.text)
        yield from place.related
