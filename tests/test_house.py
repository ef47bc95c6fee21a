"""Tests of the house: one stem everywhere, nothing stale, nothing of one machine in the repository."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from crosscheck.cli import commands
from crosscheck.model import Rule
from crosscheck.ruleset import RuleSet, load_rules
from regenerate import ROOT, catalogue, docs, golden

RULES = list(load_rules())
CHECKS = [
    p.parent.name for p in sorted((ROOT / "src" / "crosscheck").glob("*/check.py")) if p.parent.name != "cli"
]
# What reading decided, only a file can show.
WITHOUT_EXAMPLES = {rule.id for rule in RULES if rule.check == "document"}


@pytest.mark.parametrize("check", CHECKS)
def test_check_has_rules(check: str) -> None:
    """Every check has a rule file of the same stem, with a rule in it."""
    assert [rule.id for rule in RULES if rule.check == check]


def test_rules_have_checks() -> None:
    """Every rule belongs to a check."""
    assert {rule.check for rule in RULES} == set(CHECKS)


def test_rule_ids_are_unique() -> None:
    """No two rules share an id, and ids are lower-case words."""
    ids = [rule.id for rule in RULES]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"[a-z]+\.[a-z]+(-[a-z]+)*", rule_id) for rule_id in ids)


@pytest.mark.parametrize(
    "rule",
    [r for r in RULES if r.id not in WITHOUT_EXAMPLES],
    ids=lambda rule: rule.id,
)
def test_rule_has_both_kinds_of_example(rule: Rule) -> None:
    """Every rule shows what it finds and what it leaves alone, and says more than its message."""
    assert rule.found
    assert rule.quiet
    assert len(rule.about) > len(rule.id)
    assert 5 < len(rule.plain) <= 32
    assert 20 < len(rule.means) <= 120
    assert "summary" not in f"{rule.plain} {rule.means}"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_rule_is_in_the_catalogue(rule: Rule) -> None:
    """Every rule has its heading in the catalogue."""
    assert f"### `{rule.id}`\n" in (ROOT / "rules" / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("check", CHECKS)
def test_check_is_tested_by_name(check: str) -> None:
    """Every check has a test module of the same stem, or a table."""
    places = (
        ROOT / "tests" / check / "test_check.py",
        ROOT / "tests" / "checks" / f"test_{check}.py",
        ROOT / "tests" / "tables" / f"{check}.toml",
    )
    assert any(place.exists() for place in places)


def test_map_names_every_module() -> None:
    """The map in ARCHITECTURE.md has a place for each module and subpackage."""
    package = ROOT / "src" / "crosscheck"
    modules = {p.name for p in package.glob("*.py") if not p.name.startswith("__")}
    folders = {f"{p.parent.name}/" for p in package.glob("*/__init__.py")}
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    assert not [name for name in modules | folders if name not in text]


def test_docs_are_fresh() -> None:
    """README.md and the catalogue show what the program does today; `make docs` rewrites them."""
    for path, text in docs().items():
        assert path.read_text(encoding="utf-8") == text, f"{path.relative_to(ROOT)} is stale: make docs"


def test_golden_files_are_fresh() -> None:
    """The sample report and the findings per rule are what the program makes today."""
    for path, text in golden().items():
        assert path.read_bytes() == text.encode(), f"{path.relative_to(ROOT)} is stale: make golden"


def test_a_new_rule_is_one_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A table added to one rule file is a rule everywhere: rule set, catalogue, `rules`, `explain`."""
    root = tmp_path / "rules"
    shutil.copytree(ROOT / "rules", root)
    with (root / "dates.toml").open("a", encoding="utf-8") as file:
        file.write(
            '\n[leap-second]\nseverity = "note"\nplain = "Leap second"\nmeans = "a minute of 61"\n'
            'message = "“{text}” names a leap second"\n'
            'about = "Clocks differ on them."\n'
            'found = [{ summary = "It rang at 23:59:60.", original = "It rang.", text = "23:59:60" }]\n'
            'quiet = [{ summary = "It rang.", original = "It rang." }]\n'
        )
    rules = RuleSet(root)
    added = rules["dates.leap-second"]
    assert (added.severity, added.found[0].text) == ("note", "23:59:60")
    assert {rule.id for rule in rules} - {rule.id for rule in RULES} == {added.id}
    assert "### `dates.leap-second`" in catalogue(rules)

    monkeypatch.setattr("crosscheck.ruleset.rules_root", lambda: root)
    for command in (["rules"], ["explain", added.id]):
        result = CliRunner().invoke(commands, command)
        assert result.exit_code == 0, result.output
        assert "dates.leap-second" in result.output


def test_wheel_carries_the_rules(tmp_path: Path) -> None:
    """The wheel holds the package and every data file of the rules, and nothing that only makes them."""
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    rules = {path.relative_to(ROOT) for path in _tracked() if path.is_relative_to(ROOT / "rules")}
    makers = {
        path
        for path in rules
        if path.name in ("README.md", "build.py") or {"sources", "training"} & set(path.parts)
    }
    assert makers
    assert {n for n in names if n.startswith("crosscheck/rules/")} == {
        f"crosscheck/{path.as_posix()}" for path in rules - makers
    }
    assert {"crosscheck/__main__.py", "crosscheck/model.py", "crosscheck/py.typed"} <= names
    assert not [n for n in names if not n.startswith("crosscheck")]


def test_changelog_has_the_version() -> None:
    """The changelog has a place for changes, or has described the version that the program names."""
    said = CliRunner().invoke(commands, ["--version"]).output.split()[-1]
    headings = re.findall(r"^## \[(.+?)\]", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert headings[0] in ("Unreleased", said)


def test_every_dependency_is_pinned() -> None:
    """constraints.txt pins each declared dependency to one version, and names no place to download from."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = {
        *project["dependencies"],
        *(d for ds in project["optional-dependencies"].values() for d in ds),
    }
    names = {re.split(r"[\[>=<;]", d)[0].lower().replace("_", "-") for d in declared} - {"crosscheck-editor"}
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = [line for line in lines if line and not line.startswith("#")]
    assert all(re.fullmatch(r"[\w.-]+==[\w.]+", pin) for pin in pins)
    assert names <= {pin.split("==")[0].lower().replace("_", "-") for pin in pins}


def test_nothing_of_one_machine() -> None:
    """No tracked file names this checkout, a home folder or the host of a package registry."""
    hosts = [
        "files.pythonhosted" + ".org",
        "//pypi" + ".org",
        "registry.npmjs" + ".org",
        "deb.debian" + ".org",
    ]
    folders = {str(ROOT), str(Path.home())} - {"/"}
    unwanted = re.compile(
        "|".join([*map(re.escape, hosts), *(rf"(?<![\w.]){re.escape(f)}/" for f in folders)])
    )
    for path in _tracked():
        text = path.read_bytes().decode("utf-8", errors="replace")
        assert not (found := unwanted.search(text)), f"{path.relative_to(ROOT)} has {found[0]!r}"


def _tracked() -> list[Path]:
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    names = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, encoding="utf-8").stdout
    return [path for name in names.split("\0") if name and (path := ROOT / name).is_file()]
