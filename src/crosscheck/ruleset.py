"""``rules/*.toml`` -> rules and word data, validated, with errors that name file, key and reason.

A rule file is named after its check. Each of its tables is a rule, with ``severity``, ``plain``, ``means``, ``message``, ``about``
and examples (``found``, ``quiet``). Tables named ``words``, ``patterns`` or ``thresholds`` that have no severity are data for the
check, or for the stage, of the same name.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from crosscheck.model import SEVERITIES, CrosscheckError, Rule, Settings
from crosscheck.ruletables import NUMERIC_DATES, PROFILES, read_example

RESERVED = ("words", "patterns", "thresholds")
_RULE_KEYS = {"severity", "plain", "means", "message", "about", "enabled", "found", "quiet"}


class RuleSet:
    """All rules, and the data files beside them, read when first asked for."""

    def __init__(self, root: Path, packs: Mapping[str, tuple[Mapping[str, Any], ...]] | None = None) -> None:
        self.root = root
        self._packs = packs or {}
        self._files: dict[str, dict[str, Any]] = {}
        self._rules: dict[str, Rule] = {}
        self._words: dict[tuple[str, str], frozenset[str]] = {}

    def __getitem__(self, rule_id: str) -> Rule:
        """The rule of an id; raises CrosscheckError for one that does not exist."""
        if rule_id not in self._rules:
            check, _, name = rule_id.partition(".")
            if not (self.root / f"{check}.toml").is_file() or name not in self._rule_names(check):
                raise CrosscheckError(f"unknown rule {rule_id!r}: {self._nearest(rule_id)}")
            self._rules[rule_id] = _rule(self.root / f"{check}.toml", rule_id, self._file(check)[name])
        return self._rules[rule_id]

    def __iter__(self) -> Iterator[Rule]:
        """Every rule, by file name, then in the order of the file."""
        return iter(self._all)

    @cached_property
    def _all(self) -> tuple[Rule, ...]:
        stems = [path.stem for path in sorted(self.root.glob("*.toml"))]
        return tuple(self[f"{stem}.{name}"] for stem in stems for name in self._rule_names(stem))

    def require(self, name: str) -> None:
        """Raise CrosscheckError unless a name is that of a rule or of a check, or "all"."""
        if name != "all" and not any(rule.check == name for rule in self):
            self[name]

    def validate(self, settings: Settings) -> None:
        """Raise CrosscheckError where settings name an unknown rule, severity or profile."""
        for name in (*settings.select, *settings.ignore, *(s.rule for s in settings.suppressions)):
            self.require(name)
        for name, severity in settings.severity.items():
            self[name]
            _one_of("severity", severity, SEVERITIES)
        _one_of("profile", settings.profile, PROFILES)
        _one_of("numeric_dates", settings.numeric_dates, NUMERIC_DATES)

    def data(self, stem: str, table: str = "words") -> Mapping[str, Any]:
        """A reserved table of ``<stem>.toml``; empty where the file has none."""
        found: Mapping[str, Any] = self._file(stem).get(table, {})
        return found

    def words(self, stem: str, name: str) -> frozenset[str]:
        """A word list: the words of a string in the table ``words`` of ``<stem>.toml``."""
        known = self._words.get((stem, name))
        if known is None:
            known = self._words[stem, name] = frozenset(self.data(stem)[name].split())
        return known

    def house(self, kind: str | None = None) -> tuple[Mapping[str, Any], ...]:
        """The entries of one kind ("terms", "names" ...), or all, of the project's own packs (``packs.py``); empty without."""
        return (
            self._packs.get(kind, ()) if kind else tuple(e for found in self._packs.values() for e in found)
        )

    def path(self, *names: str) -> Path:
        """The path of a data file below ``rules/``; raises CrosscheckError where it is missing."""
        path = self.root.joinpath(*names)
        if not path.is_file():
            raise CrosscheckError(
                f"rules/{'/'.join(names)} is missing: the installation is damaged, install again"
            )
        return path

    def _nearest(self, rule_id: str) -> str:
        """What may have been meant by a rule that does not exist."""
        from difflib import get_close_matches

        ids = [rule.id for rule in self]
        if members := [i for i in ids if i.startswith(f"{rule_id}.")]:
            return f"it is a check, with the rules {', '.join(members)}"
        meant = get_close_matches(rule_id, ids, 1)
        return f"did you mean {meant[0]}?" if meant else "`crosscheck rules` lists them"

    def _rule_names(self, stem: str) -> list[str]:
        return [n for n, t in self._file(stem).items() if n not in RESERVED or "severity" in t]

    def _file(self, stem: str) -> dict[str, Any]:
        if stem not in self._files:
            path = self.root / f"{stem}.toml"
            try:
                self._files[stem] = tomllib.loads(path.read_text(encoding="utf-8"))
            except FileNotFoundError:
                raise CrosscheckError(
                    f"rules/{path.name} is missing: the installation is damaged, install again"
                ) from None
            except tomllib.TOMLDecodeError as error:
                raise CrosscheckError(f"{path.name}: not valid TOML: {error}") from None
        return self._files[stem]


def _one_of(key: str, value: str, known: Sequence[str]) -> None:
    if value not in known:
        raise CrosscheckError(f"unknown {key} {value!r}: it must be one of {', '.join(known)}")


def rules_root() -> Path:
    """The folder with the rules: inside an installed package, else the repository's."""
    here = Path(__file__).resolve().parent
    for root in (here / "rules", here.parents[1] / "rules"):
        if root.is_dir():
            return root
    raise CrosscheckError("the folder with the rules is missing: the installation is damaged, install again")


def load_rules(packs: tuple[Path, ...] = (), names: tuple[str, ...] = ()) -> RuleSet:
    """The rules that come with crosscheck, read once; with a project's own packs or names, read anew.

    Raises CrosscheckError for a pack that cannot be read, with its file, key and reason.
    """
    if not packs and not names:
        return _open(rules_root())
    from crosscheck.packs import read_packs

    own = read_packs(packs)
    own["names"] = (*own["names"], *({"forms": (name,)} for name in names))
    return RuleSet(rules_root(), own)


@cache
def _open(root: Path) -> RuleSet:
    return RuleSet(root)


def _rule(path: Path, rule_id: str, table: object) -> Rule:
    where = f"{path.name}: [{rule_id.partition('.')[2]}]"
    if not isinstance(table, dict):
        raise CrosscheckError(f"{where} must be a table")
    if unknown := sorted(table.keys() - _RULE_KEYS):
        raise CrosscheckError(
            f"{where} has an unknown key {unknown[0]!r}; known: {', '.join(sorted(_RULE_KEYS))}"
        )
    for key in ("severity", "plain", "means", "message", "about"):
        if not isinstance(table.get(key), str):
            raise CrosscheckError(f"{where} needs {key!r}, a string")
    if table["severity"] not in SEVERITIES:
        raise CrosscheckError(
            f"{where} severity must be one of {', '.join(SEVERITIES)}, not {table['severity']!r}"
        )
    return Rule(
        id=rule_id,
        severity=table["severity"],
        plain=table["plain"],
        means=table["means"],
        message=table["message"],
        about=" ".join(table["about"].split()),
        enabled=table.get("enabled", True),
        found=tuple(read_example(where, e) for e in table.get("found", ())),
        quiet=tuple(read_example(where, e) for e in table.get("quiet", ())),
    )
