"""Ignore comments, ``[sic]`` and the ignore table: what each of them accepts, and what is said where it accepts nothing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from crosscheck import CrosscheckError, Finding, Report, check_document, check_texts
from crosscheck.model import Settings, Suppression
from crosscheck.render import concise, sarif, terminal
from crosscheck.suppress import needed
from crosscheck.verdict import verdict
from judging import rules

ORIGINAL = """\
PORT ELLERY, March 14, 2025 (CNA) -- The harbor of Port Ellery reopened after eight days of storms.

Two ferries were damaged beyond repair during the modernisation of the northern quay, the authority said.
"""
MARK = "<!-- crosscheck: originals -->\n\nPort Ellery harbor reopens\n\n"
DAYS = "The harbor of Port Ellery reopened after nine days of storms."
FERRIES = (
    "Two ferries were damaged beyond repair during the modernistion of the northern quay, the authority said."
)
BOTH = {"numbers.changed", "spelling.typo"}


def checked(folder: Path, name: str, summary: str, config: Settings | None = None) -> Report:
    """The report of an article with its original, written to a file."""
    path = folder / name
    path.write_text(summary, encoding="utf-8")
    return check_document(path, config=config)


def article(*lines: str) -> str:
    """An article in Markdown or plain text: paragraphs, then its original."""
    return "\n".join([*lines, "", MARK]) + ORIGINAL


def page(*lines: str, head: str = "") -> str:
    """The same as a saved page."""
    below = "".join(f"<p>{line}</p>\n" for line in (MARK + ORIGINAL).split("\n\n"))
    return (
        f"<html>\n{head}<body>\n<article>\n" + "\n".join(lines) + f"\n{below}</article>\n</body>\n</html>\n"
    )


def by(report: Report, how: str | None) -> set[str]:
    """The rules of the errors that were suppressed in one way, or in none."""
    return {f.rule for f in report.findings if f.severity == "error" and f.suppressed == how}


def unused(report: Report) -> list[str]:
    """Where ignore comments accept nothing, and what is said about them."""
    found = [f for f in report.findings if f.rule == "document.unused-ignore"]
    return [f"{report.where(f.anchor).partition('.')[2].partition(':')[2]} {f.message}" for f in found]


# ---------------------------------------------------------------- comments

IGNORE = "<!-- crosscheck: ignore[spelling.typo] a coinage -->"
PLACES = {
    "behind": ("a.md", article(DAYS, "", f"{FERRIES} {IGNORE}"), {"spelling.typo"}),
    "within": ("a.md", article(DAYS, "", FERRIES.replace("beyond", f"{IGNORE} beyond")), {"spelling.typo"}),
    "alone": ("a.md", article(DAYS, "", IGNORE, "", FERRIES), {"spelling.typo"}),
    "alone, directly above": ("a.txt", article(DAYS, "", IGNORE, FERRIES), {"spelling.typo"}),
    "in capitals, over two lines": (
        "a.md",
        article(DAYS, "", "<!-- CROSSCHECK: IGNORE[ spelling.typo ]", "a coinage -->", "", FERRIES),
        {"spelling.typo"},
    ),
    "a whole check": ("a.md", article(IGNORE.replace(".typo", ""), FERRIES, "", DAYS), {"spelling.typo"}),
    "several rules": (
        "a.md",
        article(f"{DAYS} {FERRIES} <!-- crosscheck: ignore[spelling, numbers.changed] -->"),
        BOTH,
    ),
    "between disable and enable": (
        "a.txt",
        article("<!-- crosscheck: disable[all] -->", DAYS, "<!-- crosscheck: enable[all] -->", FERRIES),
        {"numbers.changed"},
    ),
    "one of two rules enabled again": (
        "a.txt",
        article(
            "<!-- crosscheck: disable[numbers, spelling] -->",
            DAYS,
            "<!-- crosscheck: enable[numbers] -->",
            FERRIES,
            "<!-- crosscheck: enable[spelling] -->",
        ),
        BOTH,
    ),
    "the file": ("a.md", article(DAYS, "", FERRIES, "", "<!-- crosscheck: file-ignore[all] -->"), BOTH),
    "in a page, behind": ("a.html", page(f"<p>{DAYS}</p>", f"<p>{FERRIES} {IGNORE}</p>"), {"spelling.typo"}),
    "in a page, within": (
        "a.html",
        page(f"<p>{DAYS}</p>", f"<p>{FERRIES.replace('beyond', IGNORE + ' <b>beyond</b>')}</p>"),
        {"spelling.typo"},
    ),
    "in a page, at the start": (
        "a.html",
        page(f"<p>{DAYS}</p>", f"<p>{IGNORE}{FERRIES}</p>"),
        {"spelling.typo"},
    ),
    "in a page, behind the element": (
        "a.html",
        page(f"<p>{DAYS}</p>", f"<p>{FERRIES}</p> {IGNORE}"),
        {"spelling.typo"},
    ),
    "in a page of one line": (
        "a.html",
        page(f"<p>{DAYS}</p>{IGNORE}<p>{FERRIES}</p>"),
        {"spelling.typo"},
    ),
    "in a page, outside the article": (
        "a.html",
        page(
            f"<p>{DAYS}</p>",
            f"<p>{FERRIES}</p>",
            head="<head><!-- crosscheck: file-ignore[numbers,spelling] --></head>\n",
        ),
        BOTH,
    ),
}


@pytest.mark.parametrize(("name", "text", "accepted"), PLACES.values(), ids=PLACES)
def test_what_a_comment_covers(tmp_path: Path, name: str, text: str, accepted: set[str]) -> None:
    """The block in which or behind which it stands, the next where it stands alone, a stretch, the file; nothing else."""
    report = checked(tmp_path, name, text)
    assert by(report, "comment") == accepted
    assert by(report, None) == BOTH - accepted
    assert unused(report) == []
    assert report.counts["error"] == len(by(report, None))
    assert report.suppressed >= len(accepted)


@pytest.mark.parametrize(("name", "text", "accepted"), PLACES.values(), ids=PLACES)
def test_comments_are_no_text(tmp_path: Path, name: str, text: str, accepted: set[str]) -> None:
    """With and without them the same sentences, the same alignment and the same findings, in whatever part they stand."""
    report = checked(tmp_path, name, text)
    sentences = [s.text for segments in report.segments.values() for s in segments]
    assert not any("crosscheck" in text or "coinage" in text for text in sentences)
    assert [p.kind for p in report.collation.parts] == ["summary", "notice", "original"], accepted
    words = {word for alignment in report.alignments for word in alignment.segment.norms}
    assert "ignore" not in words
    for finding in report.findings:
        if finding.rule == "spelling.typo" and finding.anchor:
            line = report.collation.documents[0].position(finding.anchor.start)
            assert text.splitlines()[line.line - 1][line.column - 1 :].startswith("modernistion")


def test_comments_on_hard_wrapped_lines(tmp_path: Path) -> None:
    """A comment on a line of its own ends a paragraph and is no word of it, also where lines were broken by hand."""
    first = "The harbor of Port Ellery reopened after\nnine days of storms and the ferries sail\nas they did before the storms."
    second = "Two ferries were damaged beyond repair\nduring the modernistion of the northern\nquay, the authority said."
    report = checked(tmp_path, "a.txt", f"{first}\n{IGNORE}\n{second}\n\n{MARK}{ORIGINAL}")
    assert by(report, "comment") == {"spelling.typo"}
    assert not any("coinage" in s.text for s in report.segments["S"])


def test_an_ignore_comment_is_no_sign_of_a_boundary(seed: Path, tmp_path: Path) -> None:
    """Comments between any two paragraphs of an article move no boundary, unlike rules of dashes."""
    lines = seed.read_text(encoding="utf-8").splitlines()
    comment = "<!-- crosscheck: ignore[wording.changed] -->"
    text = "\n".join(f"{line}\n{comment}" if line.strip() else line for line in lines)
    plain, commented = check_document(seed), checked(tmp_path, "a.txt", text)
    assert [(p.id, p.title_text, len(p.blocks)) for p in commented.collation.parts] == [
        (p.id, p.title_text, len(p.blocks)) for p in plain.collation.parts
    ]
    ids = {f.id for f in commented.findings if not f.rule.startswith("document.")}
    assert ids == {f.id for f in plain.findings if not f.rule.startswith("document.")}


def test_the_reason_is_kept(tmp_path: Path) -> None:
    """It stands beside the finding, for whoever shows it; the finding itself stays in the report."""
    report = checked(tmp_path, "a.md", article(DAYS, "", f"{FERRIES} {IGNORE}"))
    typo = next(f for f in report.to_dict()["findings"] if f["rule"] == "spelling.typo")
    assert (typo["suppressed"], typo["data"]["reason"]) == ("comment", "a coinage")


def test_suppressed_findings_are_told_but_not_counted(tmp_path: Path) -> None:
    """Verdict and totals say how many; where notes are shown, so are they, with the reason; SARIF carries it too."""
    report = checked(tmp_path, "a.md", article(f"{DAYS} <!-- crosscheck: ignore[numbers] agreed -->"))
    assert verdict(report) == "Ready: no errors, no warnings (1 suppressed)"
    short, long = (terminal.render(report, min_level=level) for level in ("warning", "note"))
    assert "numbers.changed" not in short
    assert "Suppressed:\n" in long
    (found,) = [f for f in report.findings if f.rule == "numbers.changed"]
    assert f": error numbers.changed (comment: agreed), id {found.id}\n" in long
    assert concise.render(report, "note").count("numbers.changed") == 0
    (result,) = [r for r in sarif.part(report).results if r["ruleId"] == "numbers.changed"]
    assert [(s["kind"], s["justification"]) for s in result["suppressions"]] == [("inSource", "agreed")]


def test_one_place_of_many(tmp_path: Path) -> None:
    """A comment accepts its own place of a grouped finding; those that are left keep the finding's id."""
    lines = [f"The harbour of {name} reopened." for name in ("Ellery", "Amsey", "Dunmore")]
    originals = "\n".join(line.replace("harbour", "harbor") for line in lines)
    config = Settings(select=("spelling.variant",))
    whole = check_texts("\n".join(lines), [originals], config=config)
    comment = "<!-- crosscheck: ignore[spelling.variant] its own name -->"
    report = check_texts("\n".join([comment, *lines]), [originals], config=config)
    (group,) = whole.findings
    left, apart = sorted(report.findings, key=lambda f: f.suppressed or "")
    assert (len(left.places), left.suppressed, left.id) == (2, None, group.id)
    assert (apart.summary and apart.summary.text, apart.suppressed) == ("harbour", "comment")
    assert apart.id not in ("", left.id)


def test_findings_without_a_place(tmp_path: Path) -> None:
    """What is said of a file as a whole is accepted by its ``file-ignore``."""
    path = tmp_path / "a.md"
    text = article(DAYS, "", "The café stayed open.", "<!-- crosscheck: file-ignore[document.encoding] -->")
    path.write_bytes(text.encode("cp1252"))
    report = check_document(path)
    assert [f.suppressed for f in report.findings if f.rule == "document.encoding"] == ["comment"]


# ---------------------------------------------------------------- unused comments

UNUSED = {
    "alone": (article(IGNORE, DAYS), ["1:1 ignore[spelling.typo] matches no finding: remove it"]),
    "behind": (article(f"{DAYS} {IGNORE}"), ["1:63 ignore[spelling.typo] matches no finding: remove it"]),
    "one of two": (
        article("<!-- crosscheck: ignore[dates.conflict, numbers] -->", DAYS),
        ["1:1 ignore[dates.conflict] matches no finding: remove it"],
    ),
    "nothing follows": (
        article(DAYS) + f"\n{IGNORE}\n",
        ["11:1 ignore[spelling.typo] matches no finding: remove it"],
    ),
    "a stretch": (
        article("<!-- crosscheck: disable[quotes] -->", DAYS, "<!-- crosscheck: enable[quotes] -->"),
        ["1:1 disable[quotes] matches no finding: remove it"],
    ),
    "the file": (
        article(DAYS, "<!-- crosscheck: file-ignore[quotes] -->"),
        ["2:1 file-ignore[quotes] matches no finding: remove it"],
    ),
    "another paragraph": (
        article(DAYS, IGNORE, "The authority said.", "", FERRIES),
        ["2:1 ignore[spelling.typo] matches no finding: remove it"],
    ),
}


@pytest.mark.parametrize(("text", "said"), UNUSED.values(), ids=UNUSED)
def test_a_comment_that_accepts_nothing_is_told(tmp_path: Path, text: str, said: list[str]) -> None:
    """A warning where it stands, also before the first and behind the last paragraph."""
    report = checked(tmp_path, "a.md", text)
    assert unused(report) == said
    assert all(
        f.severity == "warning" and f.id for f in report.findings if f.rule.startswith("document.unused")
    )


def test_a_rule_that_did_not_run_makes_no_comment_unused(tmp_path: Path) -> None:
    """With --select or --ignore nobody can tell; a rule that is off by default says nothing either."""
    text = article("<!-- crosscheck: ignore[dates.conflict, names.shortened] -->", DAYS)
    for config in (
        Settings(select=("numbers", "document")),
        Settings(ignore=("dates.conflict",)),
        Settings(ignore=("document.unused-ignore",)),
    ):
        assert unused(checked(tmp_path, "a.txt", text, config)) == []


# ---------------------------------------------------------------- comments that cannot be read

BAD = {
    "<!-- crosscheck: ignore a reason -->": "1:1: ignore names no rule",
    "<!-- crosscheck: ignore[] -->": "1:1: ignore names no rule",
    "<!-- crosscheck: file-ignore -->": "1:1: file-ignore names no rule",
    "<!-- crosscheck: ignore[spelling.tpyo] -->": "1:1: ignore[spelling.tpyo] names an unknown rule",
    "<!-- crosscheck: ignore[numbers, speling] -->": "1:1: ignore[speling] names an unknown rule",
    "<!-- crosscheck: ingore[numbers] -->": "1:1: unknown instruction 'ingore'",
    "<!-- crosscheck: -->": "1:1: unknown instruction ''",
    "<!-- crosscheck: disable[numbers] -->": "1:1: disable[numbers] is never enabled again",
    "<!-- crosscheck: enable[numbers] -->": "1:1: enable[numbers] ends nothing",
    "Rain fell. <!-- crosscheck: ignore[numbers] -->": "1:12: a crosscheck comment stands inside a text",
    "<!-- crosscheck: ignore[numbers]": "1:1: a crosscheck comment stands inside a text",
}


@pytest.mark.parametrize(("comment", "said"), BAD.items(), ids=BAD)
def test_a_comment_that_cannot_be_read_is_an_error(tmp_path: Path, comment: str, said: str) -> None:
    """With file, line and column, what is wrong, and what to do."""
    with pytest.raises(CrosscheckError) as error:
        checked(tmp_path, "a.txt", article(comment, DAYS))
    message = str(error.value)
    assert message.startswith(f"{(tmp_path / 'a.txt').as_posix()}:{said}")
    assert message.count(": ") >= 2


def test_a_text_handed_over_has_no_path() -> None:
    """The message still says which line."""
    with pytest.raises(CrosscheckError, match=r"^the text:2:1: ignore names no rule"):
        check_texts(f"{DAYS}\n<!-- crosscheck: ignore -->", [ORIGINAL])


# ---------------------------------------------------------------- sic

SIC = {
    "a word that is none": (
        "It was the modernistion [sic] of the quay.",
        "It was the modernisation of the quay.",
    ),
    "without a blank": ("It was the modernistion[sic] of the quay.", "It was the modernisation of the quay."),
    "in capitals": ("It was the modernistion [SIC!] of the quay.", "It was the modernisation of the quay."),
}


@pytest.mark.parametrize(("summary", "original"), SIC.values(), ids=SIC)
def test_sic_accepts_the_word_before_it(summary: str, original: str) -> None:
    """A finding of spelling on that word is suppressed, as by a comment; without the mark it is an error."""
    marked = check_texts(summary, [original])
    assert [f.suppressed for f in marked.findings if f.rule == "spelling.typo"] == ["comment"]
    assert marked.counts == {"error": 0, "warning": 0, "note": 0}
    plain = check_texts("It was the modernistion of the quay.", [original])
    assert [f.suppressed for f in plain.findings if f.rule == "spelling.typo"] == [None]


def test_sic_accepts_no_other_word() -> None:
    """The word behind it, and one further before, stay errors."""
    report = check_texts(
        "The modernistion of the quay [sic] ended.", ["The modernisation of the quay ended."]
    )
    assert [f.suppressed for f in report.findings if f.rule == "spelling.typo"] == [None]


@pytest.mark.parametrize(
    ("summary", "original"),
    [
        ("The minster [sic] spoke of the new quay.", "The minster spoke of the new quay."),
        ("The minster spoke of the new quay.", "The minster [sic] spoke of the new quay."),
        ("He said: “The ferrys [sic] sail again.”", "He said: “The ferrys sail again.”"),
        ("He said: “The ferrys sail again [sic].”", "He said: “The ferrys sail again.”"),
        ("He praised “the new ferrys [sic]” on Monday.", "He praised “the new ferrys” on Monday."),
    ],
)
def test_sic_is_no_word(summary: str, original: str) -> None:
    """It is neither added nor dropped, neither outside nor inside quotation marks: the sentence is verbatim."""
    report = check_texts(summary, [original])
    assert [a.relation for a in report.alignments] == ["verbatim"]
    assert [f.rule for f in report.findings if f.rule != "dates.unanchored"] == []


# ---------------------------------------------------------------- the ignore table


def accepted(summary: str, *entries: Suppression, day: date | None = None) -> list[Finding]:
    """The findings of an article that the ignore table accepts."""
    report = check_texts(summary, [ORIGINAL], config=Settings(suppressions=entries, summary_date=day))
    return [f for f in report.findings if f.suppressed == "config"]


@pytest.mark.parametrize(
    ("rule", "match", "found"),
    [
        ("spelling.typo", "modernistion", True),
        ("spelling", "MODERNISTION", True),
        ("all", "istion", True),
        ("spelling.typo", "modernisation", True),
        ("spelling.typo", "northern", False),
        ("numbers.changed", "eight  days", True),
        ("numbers.changed", "nine days", True),
        ("numbers.changed", "ten days", False),
        ("dates.conflict", "nine days", False),
    ],
)
def test_what_an_entry_matches(rule: str, match: str, found: bool) -> None:
    """The words of the finding or of its original, whatever blanks and capitals; of that rule alone."""
    findings = accepted(f"{DAYS}\n{FERRIES}", Suppression(rule, match, "agreed"))
    assert bool(findings) is found
    assert all(f.decision and f.decision.reason == "agreed" for f in findings)


def test_quotation_marks_of_an_entry_may_be_straight() -> None:
    """Nobody types curly ones into a configuration."""
    entry = Suppression("unsourced", 'harbour\'s "old quay"', "ours")
    found = accepted(f"{DAYS}\nThe fishermen of the harbour’s “old quay” sold herrings to tourists.", entry)
    assert {f.rule for f in found} == {"unsourced.sentence"}


def test_an_entry_may_give_an_id() -> None:
    """The id that every format shows."""
    report = check_texts(FERRIES, [ORIGINAL])
    typo = next(f for f in report.findings if f.rule == "spelling.typo")
    assert [f.id for f in accepted(FERRIES, Suppression("spelling.typo", typo.id, "agreed"))] == [typo.id]


@pytest.mark.parametrize(
    ("day", "holds"),
    [(None, True), (date(2025, 3, 31), True), (date(2025, 4, 1), False)],
)
def test_an_entry_expires_by_the_date_of_the_article(day: date | None, holds: bool) -> None:
    """The date of publication decides, never the clock; an article without one outlives no entry."""
    entry = Suppression("spelling.typo", "modernistion", "until April", date(2025, 3, 31))
    assert bool(accepted(FERRIES, entry, day=day)) is holds
    if not holds:
        report = check_texts(FERRIES, [ORIGINAL], config=Settings(suppressions=(entry,), summary_date=day))
        (typo,) = [f for f in report.findings if f.rule == "spelling.typo"]
        assert typo.explanation[-1] == "accepted for articles up to 2025-03-31 only: until April"


def test_the_printed_date_counts_too(tmp_path: Path) -> None:
    """Where neither option nor configuration gives a date, the one that the article prints decides."""
    entry = Suppression("spelling.typo", "modernistion", "until April", date(2025, 3, 31))
    text = f"---\ntitle: Harbour open\ndate: 2025-04-02\n---\n\n{article(DAYS, '', FERRIES)}"
    report = checked(tmp_path, "a.md", text, Settings(suppressions=(entry,)))
    assert report.collation.summary.published == date(2025, 4, 2)
    assert "spelling.typo" in by(report, None)


def test_a_comment_comes_before_the_table(tmp_path: Path) -> None:
    """Where both accept a finding the comment does, so that it is not unused; the entry is needed all the same."""
    entry = Suppression("spelling.typo", "modernistion", "agreed")
    other = Suppression("spelling.typo", "anything else", "agreed")
    off = Suppression("dates.conflict", "anything else", "agreed")
    settings = Settings(suppressions=(entry, other, off), ignore=("dates",))
    report = checked(tmp_path, "a.md", article(DAYS, "", f"{FERRIES} {IGNORE}"), settings)
    assert by(report, "comment") == {"spelling.typo"}
    assert unused(report) == []
    assert needed(report, settings, rules()) == {entry, off}
