"""Configuration files and options -> what applies to each document, and where it was said.

The nearest folder upward from a document that holds a configuration file wins; files of other folders are not joined to it,
except by ``extend``. What is set later replaces what was set before, tables entry by entry: defaults, the extended file, the
file, its ``per-file`` tables in their order, the options.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final, NamedTuple

from crosscheck.config.discovery import NAMES, in_folder, table
from crosscheck.config.patterns import Pattern, absolute, shown_path
from crosscheck.model import CrosscheckError, Revisions, Settings, Severity
from crosscheck.ruleset import RuleSet, load_rules

__all__ = ["DEFAULTS", "NAMES", "Config", "Configs", "Value"]

DEFAULTS: Final[Mapping[str, Any]] = {
    "select": (),
    "ignore": (),
    "severity": {},
    "fail-level": "error",
    "min-level": "warning",
    "profile": "auto",
    "words": (),
    "house-terms": {},
    "names": (),
    "date": None,
    "numeric-dates": "auto",
    "originals": (),
    "encoding": None,
    "revisions": "accepted",
    "max-size": None,
    "suppressions": (),
    "include": (),
    "exclude": (),
    "baseline": None,
    "rules.paths": (),
}
"""Every key as it is written in a file, with its value where nobody sets it; ``suppressions`` are the tables of ``ignore``."""


class Value(NamedTuple):
    """A value that applies, and who said so."""

    value: Any
    origin: str
    """"default", file and key, or the option."""


class Config(NamedTuple):
    """What applies to one document."""

    settings: Settings
    min_level: Severity
    fail_level: str
    """A severity or "never"."""
    encoding: str | None
    revisions: Revisions
    max_size: int | None
    originals: tuple[Pattern, ...]
    include: tuple[Pattern, ...]
    exclude: tuple[Pattern, ...]
    baseline: str | None
    packs: tuple[Path, ...]
    """Files with rules of the project's own."""
    names: tuple[str, ...]
    """Names that are right and need no source."""

    @property
    def rules(self) -> RuleSet:
        """The rules that come with crosscheck, with what the project adds."""
        return _rules(self.packs, self.names)


class _Layer(NamedTuple):
    """What one file, or one of its tables, or the options set."""

    values: Mapping[str, Any]
    origin: str
    """Said before the key."""
    only: Pattern | None = None
    """The documents it is for; None: all."""


class Configs:
    """The configuration of a run; every file is read once.

    ``options`` are values by key that win over every file. ``file`` is taken for all documents, instead of looking for one;
    ``isolated`` takes none. Every method raises CrosscheckError, naming file and key, where a file cannot be worked with.
    """

    def __init__(
        self, options: Mapping[str, Any] | None = None, file: str | None = None, *, isolated: bool = False
    ) -> None:
        self.options = dict(options or {})
        self._isolated = isolated
        self._layers: dict[Path, list[_Layer]] = {}
        self._nearest: dict[Path, Path | None] = {}
        self._made: dict[tuple[int, ...], Config] = {}
        self._file = absolute(file) if file is not None else None
        if self._file and isolated:
            raise CrosscheckError("--isolated uses no configuration file: give it without --config")
        if self._file:
            self._read(self._file, ())

    def __getitem__(self, document: str) -> Config:
        """What applies to a document; "-" is one in the working directory."""
        layers = self._applying(document)
        key = tuple(map(id, layers))
        if key not in self._made:
            self._made[key] = _config(self._joined(layers))
        return self._made[key]

    def values(self, document: str) -> dict[str, Value]:
        """Each key with what applies to a document and where it was said; tables entry by entry, as ``severity.RULE``."""
        return self._joined(self._applying(document))

    def _applying(self, document: str) -> list[_Layer]:
        path = absolute(document)
        file = None if self._isolated else self._file or self._find(path.parent)
        layers = self._read(file, ()) if file else []
        return [layer for layer in layers if layer.only is None or layer.only.fits(path)]

    def _joined(self, layers: list[_Layer]) -> dict[str, Value]:
        """Later layers over earlier ones, options over all."""
        joined = {key: Value(value, "default") for key, value in DEFAULTS.items()}
        for layer in layers:
            for key, value in layer.values.items():
                _put(joined, key, value, layer.origin + _written(key))
        for key, value in self.options.items():
            _put(joined, key, value, f"--{key}")
        return joined

    def _find(self, folder: Path) -> Path | None:
        """The configuration file of the nearest folder upward that has one."""
        if folder not in self._nearest:
            above = folder.parent
            self._nearest[folder] = in_folder(folder) or (self._find(above) if above != folder else None)
        return self._nearest[folder]

    def _read(self, file: Path, extending: tuple[Path, ...]) -> list[_Layer]:
        """The layers of a file, those it extends first."""
        if file in extending:
            loop = " -> ".join(map(shown_path, (*extending, file)))
            raise CrosscheckError(
                f"{shown_path(file)}: extend: {loop} goes round in a circle: take one of them out"
            )
        if file not in self._layers:
            from crosscheck.config.file import values

            shown = shown_path(file)
            whole, some = values(table(file) or {}, file.parent, shown)
            base = self._extended(file, whole.pop("extend", None), extending)
            made = [_Layer(whole, f"{shown}: ")]
            made += [_Layer(found, f'{shown}: per-file."{only.text}".', only) for only, found in some]
            for layer in made:
                _check_names(layer, [*base, *made])
            self._layers[file] = [*base, *made]
        return self._layers[file]

    def _extended(self, file: Path, base: str | None, extending: tuple[Path, ...]) -> list[_Layer]:
        if base is None:
            return []
        target = absolute(file.parent / base)
        if not target.is_file():
            shown = shown_path(file)
            raise CrosscheckError(
                f"{shown}: extend: {base}: no such file: the path starts from the folder of {shown}"
            )
        return self._read(target, (*extending, file))


def _config(values: Mapping[str, Value]) -> Config:
    said = {key: value.value for key, value in values.items()}
    return Config(
        settings=Settings(
            summary_date=said["date"],
            select=said["select"],
            ignore=said["ignore"],
            severity=_entries(said, "severity"),
            profile=said["profile"],
            words=frozenset(word.replace("’", "'").casefold() for word in said["words"]),
            house_terms=_entries(said, "house-terms"),
            numeric_dates=said["numeric-dates"],
            suppressions=said["suppressions"],
        ),
        min_level=said["min-level"],
        fail_level=said["fail-level"],
        encoding=said["encoding"],
        revisions=said["revisions"],
        max_size=said["max-size"],
        originals=said["originals"],
        include=said["include"],
        exclude=said["exclude"],
        baseline=said["baseline"],
        packs=tuple(map(Path, said["rules.paths"])),
        names=said["names"],
    )


@cache
def _rules(packs: tuple[Path, ...], names: tuple[str, ...]) -> RuleSet:
    return load_rules(packs, names)


# ---------------------------------------------------------------- joining


def _put(joined: dict[str, Value], key: str, value: Any, origin: str) -> None:
    """Set a key; of a table, each of its entries."""
    if not isinstance(value, Mapping):
        joined[key] = Value(value, origin)
        return
    for name, entry in value.items():
        joined[f"{key}.{name}"] = Value(entry, f"{origin}.{name}" if ": " in origin else origin)


def _entries(said: Mapping[str, Any], table: str) -> dict[str, Any]:
    return {key.removeprefix(f"{table}."): v for key, v in said.items() if key.startswith(f"{table}.")}


def _check_names(layer: _Layer, layers: list[_Layer]) -> None:
    """Raise CrosscheckError where a key names a rule that neither crosscheck nor a pack of these layers has."""
    named = [
        (f"{key}[{n}]", name)
        for key in ("select", "ignore")
        for n, name in enumerate(layer.values.get(key, ()))
    ]
    named += [(f"severity.{name}", name) for name in layer.values.get("severity", ())]
    named += [("ignore", s.rule) for s in layer.values.get("suppressions", ())]
    if not named:
        return
    packs = next((o.values["rules.paths"] for o in reversed(layers) if "rules.paths" in o.values), ())
    rules = load_rules(tuple(map(Path, packs)))
    for key, name in named:
        try:
            rules.require(name)
        except CrosscheckError as error:
            raise CrosscheckError(f"{layer.origin}{key}: {error}") from None


def _written(key: str) -> str:
    return "ignore" if key == "suppressions" else key
