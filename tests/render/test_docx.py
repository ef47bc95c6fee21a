"""The article as a Word document: comments, tracked changes, what Word's own format asks for, and what LibreOffice makes of it."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import zipfile
from io import BytesIO
from pathlib import Path
from xml.etree.ElementTree import Element, fromstring

import pytest

from crosscheck import Report
from crosscheck.fix import safe_fixes
from crosscheck.model import Decision
from crosscheck.read import read
from crosscheck.render.docx import render
from render.reports import Found, hostile, make

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def _xml(data: bytes, name: str) -> Element:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return fromstring(archive.read(name))  # noqa: S314 - our own


def _text(element: Element) -> str:
    return "".join(e.text or "" for e in element.iter() if e.tag in (f"{W}t", f"{W}delText"))


def _commented(data: bytes) -> dict[str, str]:
    """The first line of each comment, with the words between its marks."""
    names = {c.get(f"{W}id"): _text(c[0]) for c in _xml(data, "word/comments.xml")}
    words: dict[str, str] = {}
    open_: set[str] = set()
    for element in _xml(data, "word/document.xml").iter():
        id_ = str(element.get(f"{W}id"))
        if element.tag == f"{W}commentRangeStart":
            open_.add(id_)
            words[id_] = ""
        elif element.tag == f"{W}commentRangeEnd":
            open_.remove(id_)
        elif element.tag in (f"{W}t", f"{W}delText"):
            for one in open_:
                words[one] += element.text or ""
    assert not open_
    return {f"{id_} {names[id_]}": found for id_, found in words.items()}


def test_the_seed(seed_report: Report, tmp_path: Path) -> None:
    """Each open finding is a comment on its words, the safe fix a tracked change; undone, the article is what it was."""
    data = render(seed_report, "warning", safe_fixes(seed_report))
    assert data == render(seed_report, "warning", safe_fixes(seed_report))
    comments = _commented(data)
    assert len(comments) == seed_report.counts["error"] + seed_report.counts["warning"]
    assert comments["0 Misspelt word (error)"] == "modernistionmodernisation"
    assert "Ambassador" in comments.values()
    path = tmp_path / "a.docx"
    path.write_bytes(data)
    summary = seed_report.collation.summary
    text = seed_report.collation.documents[0].text
    paragraphs = [text[b.span.start : b.span.end] for b in summary.blocks]
    undone, accepted = (read(str(path), "a.docx", 0, revisions=r).text for r in ("original", "accepted"))
    assert undone.rstrip("\n").split("\n") == paragraphs
    assert accepted == undone.replace("modernistion", "modernisation")


def test_what_was_decided(seed_report: Report) -> None:
    """What was accepted is no comment; what must be fixed bears the reason."""
    first, second, *rest = seed_report.findings
    decided = (
        first._replace(decision=Decision("accepted", "decisions", "so in print")),
        second._replace(decision=Decision("must-fix", "decisions", "ask the embassy")),
        *rest,
    )
    data = render(seed_report._replace(findings=decided), "warning", ())
    said = " ".join(map(_text, _xml(data, "word/comments.xml")))
    assert "ask the embassy" in said
    assert "so in print" not in said
    loud = [f for f in seed_report.findings if f.severity != "note"]
    assert len(_commented(data)) == len(loud) - 1


def test_places_of_all_kinds() -> None:
    """Words that are missing are commented at the word before; places that overlap, and grouped ones, each have a comment."""
    report = make(
        "The council approved the budget. Roads will be repaired.",
        ["Title\nThe council approved the new budget. Roads will be repaired soon."],
        [
            Found("dropped.clause", "warning", "repaired|.", "soon"),
            Found("wording.changed", "warning", "approved the budget", "approved the new budget"),
            Found("names.changed", "error", "the budget. Roads", "budget", further=(("Roads", "Roads"),)),
            Found("quotes.lost", "warning", None, "soon"),
        ],
    )
    assert sorted(_commented(render(report, "warning", ())).values()) == [
        "Roads",
        "The council approved the budget. Roads will be repaired.",
        "approved the budget",
        "repaired",
    ]


def test_hostile_texts() -> None:
    """Whatever stands in a text, the parts are XML, and nothing of it is markup."""
    data = render(hostile(), "note", ())
    assert "<script>document.title='owned'</script>" in _text(_xml(data, "word/document.xml"))
    assert len(_commented(data)) == 4


def test_the_command_writes_it(tmp_path: Path, seed: Path) -> None:
    """To a file, and to standard output as bytes; two articles are refused."""
    command = [sys.executable, "-m", "crosscheck", "check", str(seed), "--fail-level", "never"]
    path = tmp_path / "a.docx"
    subprocess.run([*command, "-q", "--output", f"docx:{path}"], check=True)
    printed = subprocess.run([*command, "--format", "docx"], check=True, capture_output=True).stdout
    assert printed == path.read_bytes()
    two = subprocess.run([*command, str(path), "--format", "docx"], check=False, capture_output=True)
    assert (two.returncode, b"a Word document holds one article" in two.stderr) == (2, True)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_reads_it(seed_report: Report, tmp_path: Path) -> None:
    """LibreOffice sees every comment on its words and both sides of the change."""
    path = tmp_path / "a.docx"
    path.write_bytes(render(seed_report, "warning", safe_fixes(seed_report)))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "fodt", "--outdir", str(tmp_path), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    made = (tmp_path / "a.fodt").read_text(encoding="utf-8")
    due = seed_report.counts["error"] + seed_report.counts["warning"]
    assert made.count("<office:annotation ") == made.count("<office:annotation-end ") == due
    assert made.count("<text:insertion>") == made.count("<text:deletion>") == 1
    assert re.search(r"<text:deletion>.*?modernistion", made, re.DOTALL)
