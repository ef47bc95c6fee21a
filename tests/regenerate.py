"""Makes what the repository holds in generated form: ``python tests/regenerate.py docs`` or ``golden``.

The tests call the same functions and compare, so that a stale file fails.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import groupby
from pathlib import Path

from crosscheck import check_document
from crosscheck.formats import FORMATS, Stream, View
from crosscheck.model import Example, Rule, Settings
from crosscheck.pipeline import run as run_checks
from crosscheck.read import read
from crosscheck.render.rules import settings_said
from crosscheck.ruleset import RuleSet, load_rules
from render import chromium

ROOT = Path(__file__).resolve().parents[1]
SEEDS = sorted((ROOT / "seeds").glob("*.txt"))
SAMPLE = ROOT / "seeds" / "china-central-asia-2025.txt"
DOCUMENTS = sorted(
    path for kind in ("documents", "originals") for path in (ROOT / "tests" / "cases" / kind).glob("*/*.txt")
)
PICTURE = ROOT / "reports" / "china-central-asia-2025.webp"

_BLOCK = re.compile(
    r"(?P<open><!-- (?P<kind>output|rules)(?:: (?P<argument>[^\n]*))? -->\n).*?(?P<close><!-- end -->)",
    re.DOTALL,
)
_FILE = re.compile(r"<!-- file: (?P<name>\S+) -->\n```\w*\n(?P<text>.*?)```\n", re.DOTALL)


def docs() -> dict[Path, str]:
    """README.md with its blocks made anew, and the rule catalogue."""
    readme = ROOT / "README.md"
    rules = load_rules()
    return {
        readme: fill(readme.read_text(encoding="utf-8"), rules),
        ROOT / "rules" / "README.md": catalogue(rules),
    }


def golden() -> dict[Path, str]:
    """The findings per rule on every seed, those on the documents, the small article in every format, and the sample report."""
    made = {ROOT / "tests" / "golden" / "seeds.txt": "".join(map(findings_per_rule, SEEDS)), **formats()}
    made[ROOT / "tests" / "golden" / "documents.txt"] = "".join(map(findings_in, DOCUMENTS))
    with tempfile.TemporaryDirectory() as folder:
        run("crosscheck", "report", str(SAMPLE.relative_to(ROOT)), "-o", folder)
        for kind in ("html", "json"):
            name = f"{SAMPLE.stem}.{kind}"
            made[ROOT / "reports" / name] = (Path(folder) / name).read_bytes().decode()
    return made


def picture() -> str:
    """Take a picture of the sample report for README.md; what became of it, in a line. The old one stays where there is no browser.

    Browsers and fonts differ, so that nothing compares it.
    """
    with tempfile.TemporaryDirectory() as folder:
        run("crosscheck", "report", str(SAMPLE.relative_to(ROOT)), "-o", folder)
        page = (Path(folder) / f"{SAMPLE.stem}.html").read_text(encoding="utf-8")
        try:
            PICTURE.write_bytes(chromium.picture(page, Path(folder)))
        except chromium.UnavailableError as error:
            return f"kept as it was: {PICTURE.relative_to(ROOT)} ({error})"
    return f"rewritten: {PICTURE.relative_to(ROOT)}"


def formats() -> dict[Path, str]:
    """A small article with typographic quotes, an emoji and CRLF in the formats for editors and CI."""
    article = ROOT / "tests" / "cases" / "formats" / "article.txt"
    report = run_checks([read(article.read_bytes(), article.name)], load_rules(), Settings())
    made = {}
    for name in FORMATS:
        if name not in ("full", "json", "html", "docx"):
            pieces: list[str] = []
            stream = Stream(name, pieces.append)
            stream.add(FORMATS[name].part(report, View(min_level="note")))
            stream.close()
            made[ROOT / "tests" / "golden" / "formats" / f"{name}.txt"] = "".join(pieces)
    return made


def findings_per_rule(seed: Path) -> str:
    """A line for each rule with findings on a seed: how many, its name and its severity."""
    counts = Counter((f.rule, f.severity) for f in check_document(seed).findings)
    lines = [f"{n:4} {rule} ({severity})" for (rule, severity), n in sorted(counts.items())]
    return "\n".join([seed.name, *lines, ""])


def findings_in(document: Path) -> str:
    """A line for each finding on a document: rule, severity, confidence, the places in article and originals, message.

    What moves or simplifies code must not change it.
    """
    report = check_document(document)
    lines = []
    for finding in report.findings:
        places = [finding.summary.span] if finding.summary else []
        places += [p.span for p in finding.places] + [e.span for e in finding.related]
        shown = " ".join(f"{s.start}-{s.end}" for s in places)
        lines.append(f"{finding.rule} {finding.severity} {finding.confidence} at {shown}: {finding.message}")
    return "\n".join([f"{document.relative_to(ROOT).as_posix()}", *lines, "", ""])


def fill(text: str, rules: RuleSet) -> str:
    """A page with every generated block made anew: outputs of commands, and the table of rules.

    A command runs in a folder that holds the files which the page itself shows.
    """
    with tempfile.TemporaryDirectory() as folder:
        for file in _FILE.finditer(text):
            (Path(folder) / file["name"]).write_text(file["text"].rstrip("\n"), encoding="utf-8")

        def made(block: re.Match[str]) -> str:
            if block["kind"] == "rules":
                return f"{block['open']}\n{overview(rules)}\n{block['close']}"
            command = block["argument"]
            output = run(*shlex.split(command), cwd=Path(folder))
            return f"{block['open']}```console\n$ {command}\n{output}```\n{block['close']}"

        return _BLOCK.sub(made, text)


def run(*command: str, cwd: Path = ROOT) -> str:
    """What a crosscheck command prints, standard error included; whatever its exit code below 2."""
    environment = {**os.environ, "NO_COLOR": "1", "COLUMNS": "100", "PYTHONIOENCODING": "utf-8"}
    process = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=cwd,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    if process.returncode > 1:
        raise SystemExit(f"{shlex.join(command)} failed:\n{process.stdout}")
    return "".join(f"{line.rstrip()}\n" for line in process.stdout.splitlines())


def overview(rules: RuleSet, page: str = "rules/README.md") -> str:
    """One row for each check: its rules and their severities, with a link into the catalogue at ``page``."""
    rows = ["| check | rules (default severity) |", "|---|---|"]
    for check, members in _by_check(rules):
        named = " · ".join(f"`{_name(rule)}` ({_severity(rule)})" for rule in members)
        rows.append(f"| [{check}]({page}#{check}) | {named} |")
    return "\n".join([*rows, ""])


def catalogue(rules: RuleSet) -> str:
    """The page ``rules/README.md``."""
    lines = [
        "# Rules",
        "",
        "Made from the files beside it by `make docs`. A file holds the rules of one check, and the words,",
        "patterns and thresholds it works with. Every rule carries sentences that it must find and sentences",
        "that it must leave alone; the test suite runs them all. `crosscheck explain RULE` prints the same.",
        "",
        overview(rules, page=""),
    ]
    for check, members in _by_check(rules):
        lines += [f"## {check}", ""]
        for rule in members:
            lines += [
                f"### `{rule.id}`",
                "",
                f"{_severity(rule).capitalize()}. *{rule.plain}: {rule.means}.* {rule.about}",
                "",
            ]
            for word, examples in (("Finds", rule.found), ("Leaves alone", rule.quiet)):
                lines += [f"{word}:", "", *_shown(examples[0]), ""] if examples else []
    return "\n".join(lines).rstrip("\n") + "\n"


def _by_check(rules: RuleSet) -> Iterator[tuple[str, list[Rule]]]:
    for check, members in groupby(rules, key=lambda rule: rule.check):
        yield check, list(members)


def _name(rule: Rule) -> str:
    return rule.id.partition(".")[2]


def _severity(rule: Rule) -> str:
    return rule.severity if rule.enabled else f"{rule.severity}, off by default"


def _shown(example: Example) -> Iterator[str]:
    yield f"- summary: {_one_line(example.summary)}"
    for original in example.originals:
        yield f"- original: {_one_line(original)}"
    if example.settings:
        yield f"- settings: {settings_said(example.settings)}"


def _one_line(text: str) -> str:
    return " / ".join(line for line in text.splitlines() if line)


def main() -> None:
    """Write what has changed, and say so."""
    makers: dict[str, Callable[[], dict[Path, str]]] = {"docs": docs, "golden": golden}
    if len(sys.argv) != 2 or sys.argv[1] not in makers:
        raise SystemExit(f"usage: python tests/regenerate.py {'|'.join(makers)}")
    for path, text in makers[sys.argv[1]]().items():
        if not path.exists() or path.read_bytes() != text.encode():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode())
            print("rewritten:", path.relative_to(ROOT))
    if sys.argv[1] == "docs":
        print(picture())


if __name__ == "__main__":
    main()
