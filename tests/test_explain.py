"""One finding explained: passages, marks, numbers, what was merged into it, and how its id is given."""

from __future__ import annotations

from pathlib import Path

import pytest

from crosscheck import Report, check_texts
from crosscheck.model import CrosscheckError, Finding, Settings
from crosscheck.plain import columns
from crosscheck.render.finding import render
from crosscheck.ruleset import load_rules
from test_cli import crosscheck

ARTICLE = """\
The harbour of Port Ellery reopened on Friday after nine days of storms, the harbour board said.
Two ferries were damaged beyond repair, but the brekwater held.

The following report was first published by the Coastal News Agency.

Port Ellery harbor reopens
PORT ELLERY, March 14, 2025 (CNA) -- The harbor of Port Ellery reopened on Friday after eight days of storms, the harbor board said.
Two ferries were damaged beyond repair, but the breakwater held.
Engineers will inspect the northern breakwater next week.
"""
CHANGED = """\
ID  numbers.changed  error
article.txt:1:53
“nine days” where the original has “eight days”

severity         error: the rule's default
confidence       0.95: the alignment is certain, the reading is not
verdict          changed
values           [777600.0]
original_values  [691200.0]
unit             time

article.txt:1:1: edited, confidence 1.00
  The harbour of Port Ellery reopened on Friday after nine days of storms, the
                                                      ^^^^^^^^^
  harbour board said.

[1] :7: source, score 82 of 100
  The harbor of Port Ellery reopened on Friday after eight days of storms, the
                                                     ^^^^^^^^^^
  harbor board said.

To accept it, put this on a line above its paragraph (text, Markdown, HTML)
  <!-- crosscheck: ignore[numbers.changed] reason -->
or this into the configuration
  [[ignore]]
  rule = "numbers.changed"
  match = "ID"
  reason = "..."
About the rule: crosscheck explain numbers.changed
"""
TYPO = """\
ID  spelling.typo  error
article.txt:2:49
“brekwater” is no word; did you mean “breakwater”?
did you mean: breakwater

severity    error: the rule's default
confidence  1.00
candidates  ["breakwater"]

article.txt:2:1: edited, confidence 1.00
  Two ferries were damaged beyond repair, but the brekwater held.
                                                  ^^^^^^^^^

[1] :8: source, score 90 of 100
  Two ferries were damaged beyond repair, but the breakwater held.
                                                  ^^^^^^^^^^

The same words were also found by
  wording.changed: a note; the more severe finding speaks

To accept it, put this on a line above its paragraph (text, Markdown, HTML)
  <!-- crosscheck: ignore[spelling.typo] reason -->
or this into the configuration
  [[ignore]]
  rule = "spelling.typo"
  match = "ID"
  reason = "..."
About the rule: crosscheck explain spelling.typo
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with an article that has two errors."""
    (tmp_path / "article.txt").write_text(ARTICLE, encoding="utf-8")
    return tmp_path


def ids(folder: Path, *options: str) -> dict[str, str]:
    """The ids that ``check -v`` shows, by rule."""
    shown = crosscheck("check", "article.txt", "-v", *options, cwd=folder).stdout.decode().splitlines()
    rules = [
        line.split()[2]
        for line in shown
        if line.startswith("article.txt:") and ": " in line and line.count(":") > 2
    ]
    return dict(zip(rules, [line.split()[1] for line in shown if line.startswith("  id ")], strict=True))


@pytest.mark.parametrize(("rule", "expected"), [("numbers.changed", CHANGED), ("spelling.typo", TYPO)])
def test_a_finding_by_the_id_that_check_shows(folder: Path, rule: str, expected: str) -> None:
    """The whole output, with the id that ``check -v`` shows, and with its first letters."""
    found = ids(folder, "--date", "2025-03-16")[rule]
    for given in (found, found[:7]):
        run = crosscheck("explain", f"article.txt#{given}", "--date", "2025-03-16", cwd=folder)
        assert (run.returncode, run.stderr) == (0, b"")
        assert run.stdout.decode() == expected.replace("ID", found)


def test_options_apply(folder: Path) -> None:
    """A severity that an option sets is said to be set; what is not selected has no finding."""
    found = ids(folder)["spelling.typo"]
    run = crosscheck("explain", f"article.txt#{found}", "--severity", "spelling.typo=note", cwd=folder)
    said = "note: set by the configuration or an option (the rule's default: error)"
    assert said in " ".join(run.stdout.decode().split())
    assert crosscheck("explain", f"article.txt#{found}", "--select", "dates", cwd=folder).returncode == 2


def test_an_accepted_finding_says_so(folder: Path) -> None:
    """What a comment accepts can be explained, and names the comment instead of the ways to accept it."""
    found = ids(folder)["spelling.typo"]
    text = ARTICLE.replace("\nTwo", "\n<!-- crosscheck: ignore[spelling.typo] a nickname -->\nTwo", 1)
    (folder / "article.txt").write_text(text, encoding="utf-8")
    out = crosscheck("explain", f"article.txt#{found}", cwd=folder).stdout.decode()
    assert out.endswith("\nAccepted by a comment or [sic] (a nickname); it is counted nowhere.\n")


@pytest.mark.parametrize(
    ("topic", "said"),
    [
        ("article.txt#zzz", "no finding has the id 'zzz': `crosscheck check article.txt -v` lists them"),
        ("article.txt#", "'' begins the ids of"),
        ("missing.txt#a", "missing.txt: no such file"),
        ("article.txt", "name one of its findings, as article.txt#ID"),
        ("no.rule", "unknown rule 'no.rule'"),
    ],
)
def test_errors(folder: Path, topic: str, said: str) -> None:
    """What cannot be explained is said, with the findings that come nearest; exit code 2, no traceback."""
    run = crosscheck("explain", topic, cwd=folder)
    assert (run.returncode, run.stdout) == (2, b"")
    assert said in run.stderr.decode()
    assert "Traceback" not in run.stderr.decode()
    if "#" in topic and "missing" not in topic:
        assert "spelling.typo  article.txt:2:49" in run.stderr.decode()


def test_the_seed_through_the_real_command(seed: Path) -> None:
    """A date with two readings: both, with their chain, on one screen of 80 columns."""
    found = next(
        line
        for line in crosscheck("explain", f"{seed.name}#", cwd=seed.parent).stderr.decode().splitlines()
        if "spelling.typo" in line
    )
    run = crosscheck("explain", f"{seed.name}#{found.split()[0]}", cwd=seed.parent)
    out = run.stdout.decode()
    assert run.returncode == 0
    assert "modernistion" in out
    assert max(map(columns, out.splitlines())) <= 80


def test_every_finding_of_the_seed(seed_report: Report) -> None:
    """Each can be found by its id, fits 80 columns, shows its words, and says where severity and confidence come from."""
    rules = load_rules()
    for finding in seed_report.findings:
        assert seed_report.finding(finding.id) is finding
        out = render(seed_report, finding, rules, Settings())
        assert max(map(columns, out.splitlines())) <= 80
        assert f"{finding.id}  {finding.rule}  {finding.severity}\n" in out
        words = [w for e in (finding.summary, *finding.related[:1]) if e for w in e.text.split()[:1]]
        assert all(word in out for word in ("\nseverity ", "\nconfidence ", *words))


def the_finding(report: Report, rule: str) -> Finding:
    """The first finding of a rule."""
    return next(f for f in report.findings if f.rule == rule)


def test_readings_are_counted(seed_report: Report) -> None:
    """A date that reads in two ways says so, and how many readings agree with an original."""
    out = render(seed_report, the_finding(seed_report, "dates.ambiguous"), load_rules(), Settings())
    assert "How it was read (2 readings, 1 of which agree with an original)" in out
    assert "wording.changed: a note; the more severe finding speaks" in out


def test_what_is_no_source_says_how_far_it_is(seed_report: Report) -> None:
    """Evidence outside the aligned passages is named with its distance from them."""
    out = render(seed_report, the_finding(seed_report, "attribution.merged"), load_rules(), Settings())
    assert "no source; 1 sentence from [2] :47" in out


def test_wide_letters_and_controls() -> None:
    """Carets stand under their words by columns; a text cannot redraw the screen."""
    summary = "The 外交部 office \x1b[2J of the river board counted nine barges on Monday."
    report = check_texts(summary, [summary.replace("nine", "ten")])
    out = render(report, the_finding(report, "numbers.changed"), load_rules(), Settings())
    assert "\x1b" not in out
    line, marks = next(
        (a, b) for a, b in zip(out.splitlines(), out.splitlines()[1:], strict=False) if "^" in b
    )
    assert columns(line[: line.index("nine")]) == marks.index("^")


def test_a_prefix_of_several(seed_report: Report) -> None:
    """An ambiguous prefix names the findings it may mean."""
    prefix = ""
    with pytest.raises(CrosscheckError, match="begins the ids of") as error:
        seed_report.finding(prefix)
    assert str(error.value).count("\n") == 6
