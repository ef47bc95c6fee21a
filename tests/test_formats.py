"""The output formats: valid, right about lines and columns, and safe against what a text may hold."""

from __future__ import annotations

import json
import os
import pickle
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Literal
from urllib.parse import unquote
from xml.etree.ElementTree import Element, fromstring

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from crosscheck import Report
from crosscheck.formats import FORMATS, Stream, View
from crosscheck.model import Decision, Settings, Skipped, Span
from crosscheck.pipeline import run
from crosscheck.plain import visible
from crosscheck.read import from_text, read
from crosscheck.region import region, utf8_column
from crosscheck.render.markdown import ROOM, escaped
from crosscheck.ruleset import load_rules
from regenerate import ROOT, formats
from render.reports import Found, hostile, make, moved, sample

SCHEMAS = Path(__file__).parent / "schemas"
ARTICLE = ROOT / "tests" / "cases" / "formats" / "article.txt"
NOTES = View(min_level="note")
HOSTILE = (
    "a|b `c` ]]> ::error file=x::y %0A <b>&amp;</b> [x](1) @all \x1b[31m \x00 \u202egnp\u2066 \ufffe \u2028 z"
)
MARKDOWN = """\
---
title: “Open 🚢”
---
**“We’re open 🚢,”** the *harbour* master said on [Friday](https://ports.example/friday?q=1), after **nine days** of storms.
Two ferries &mdash; the “Ellen” and the “Maud” &mdash; were `damaged` beyond *repiar*.

The following report was first published by the Coastal News Agency.

## Port Ellery harbor reopens

PORT ELLERY, March 14, 2025 (CNA) -- “We’re open 🚢,” the harbor master said on Friday, after *eight days* of storms.
Two ferries -- the “Ellen” and the “Maud” -- were damaged beyond repair, the port authority said.
"""


def rendered(name: str, *reports: Report, view: View = NOTES) -> str:
    """Reports in a format."""
    return streamed(name, [FORMATS[name].part(one, view) for one in reports])


def streamed(name: str, parts: Sequence[Any]) -> str:
    """What the parts of a format make."""
    pieces: list[str] = []
    stream = Stream(name, pieces.append)
    for part in parts:
        stream.add(part)
    stream.close()
    return "".join(pieces)


def failed(name: str, *reports: Report) -> str:
    """Reports in a format, and a document behind them that could not be checked."""
    pieces: list[str] = []
    stream = Stream(name, pieces.append)
    for report in reports:
        stream.add(FORMATS[name].part(report, NOTES))
    stream.fail("a,b:c%0A|\u202e é.txt", f"nothing to check: {HOSTILE}\n::stop-commands::x")
    stream.close()
    return "".join(pieces)


def checked(data: bytes, name: str) -> Report:
    """What crosscheck says about the bytes of a file."""
    return run([read(data, name)], load_rules(), Settings())


def grouped() -> Report:
    """A finding with three places, and a document without a file."""
    return make(
        "Colour one was chosen on Monday. Colour two was chosen later. Colour three came last of all.",
        ["Title\nColor one was chosen on Monday. Color two was chosen later. Color three came last of all."],
        [
            Found(
                "spelling.variant",
                "note",
                "Colour one",
                "Color one",
                further=(
                    ("Colour one", "Color one"),
                    ("Colour two", "Color two"),
                    ("Colour three", "Color three"),
                ),
            )
        ],
        name=None,
    )


def bound() -> Report:
    """A report on a file of a format without lines, with a passage that could not be judged."""
    report = sample()
    [document] = report.collation.documents
    blocks = tuple(b._replace(origin=f"paragraph {n}") for n, b in enumerate(document.blocks, 1))
    documents = (document._replace(blocks=blocks, name="article.docx"),)
    return report._replace(
        collation=report.collation._replace(documents=documents),
        skipped=(Skipped("too long", blocks[0].span), Skipped("too long")),
    )


def tricky() -> Report:
    """Texts, messages and a name that mean something to a terminal, to XML, to Markdown or to GitHub."""
    return make(
        f"The mayor said {HOSTILE} on Monday.",
        [f"Title {HOSTILE}\nThe mayor said {HOSTILE} on Tuesday."],
        [
            Found(
                "dates.conflict",
                "error",
                "Monday",
                "Tuesday",
                f"“{HOSTILE}”",
                explanation=(HOSTILE, "half \ud800"),
            ),
            Found("names.changed", "warning", "mayor", "mayor", f"::warning::{HOSTILE}\n::stop-commands::x"),
        ],
        name="a,b:c%0A|\u202e é.txt",
    )


CASES = {
    "sample": sample(),
    "hostile": hostile(),
    "tricky": tricky(),
    "moved": moved(),
    "grouped": grouped(),
    "bound": bound(),
    "clean": make("Roads will be repaired.", ["Title\nRoads will be repaired."]),
    "article": checked(ARTICLE.read_bytes(), "article.txt"),
    "markdown": checked(("\ufeff" + MARKDOWN).replace("\n", "\r\n").encode(), "some folder/ä article #1.md"),
}
every_case = pytest.mark.parametrize("report", CASES.values(), ids=CASES)


# ---------------------------------------------------------------- all formats


@pytest.mark.parametrize("path", formats(), ids=lambda path: path.stem)
def test_the_small_article_is_as_recorded(path: Path) -> None:
    """Each format, byte for byte; `make golden` records them."""
    assert path.read_bytes().decode() == formats()[path]


@pytest.fixture(scope="module")
def schemas() -> dict[str, list[Draft202012Validator]]:
    """Ours by format, written from what each format documents; beside it the standard's own where `make sarif` got it."""
    paths = {path.stem: [path] for path in sorted(SCHEMAS.glob("*.json"))}
    if standard := os.environ.get("CROSSCHECK_SARIF_SCHEMA"):
        paths["sarif"].append(Path(standard))
    found = {name: [json.loads(p.read_text(encoding="utf-8")) for p in some] for name, some in paths.items()}
    for schema in (one for some in found.values() for one in some):
        Draft202012Validator.check_schema(schema)
    return {name: [Draft202012Validator(schema) for schema in some] for name, some in found.items()}


@pytest.mark.parametrize("name", ["sarif", "gitlab", "rdjson", "junit"])
@every_case
def test_a_format_follows_its_schema(
    name: str, report: Report, schemas: dict[str, list[Draft202012Validator]]
) -> None:
    """Whatever the texts, alone and beside another document."""
    for text in (rendered(name, report), rendered(name, report, sample())):
        made = tree(xml(text)) if name == "junit" else json.loads(text)
        for schema in schemas[name]:
            schema.validate(made)


@pytest.mark.parametrize("name", ["sarif", "gitlab", "rdjson", "junit"])
def test_what_could_not_be_checked_follows_the_schema(
    name: str, schemas: dict[str, list[Draft202012Validator]]
) -> None:
    """A document without a report beside one with a report, and alone."""
    for text in (failed(name, sample()), failed(name)):
        made = tree(xml(text)) if name == "junit" else json.loads(text)
        assert "nothing to check" in text
        for schema in schemas[name]:
            schema.validate(made)


@pytest.mark.parametrize("name", ["sarif", "github", "gitlab", "rdjson", "junit", "markdown"])
def test_what_could_not_be_checked_is_harmless(name: str) -> None:
    """Names and reasons may hold what is in a document; each format says why, and counts it as an error."""
    text = failed(name)
    assert text == "\n".join(map(visible, text.split("\n")))
    if name == "github":
        assert text.count("\n") == 1
    if name == "sarif":
        [log] = json.loads(text)["runs"]
        assert log["results"] == []
        assert log["invocations"][0]["executionSuccessful"] is False


@pytest.mark.parametrize("name", [name for name in FORMATS if name not in ("html", "docx")])
def test_parts_travel(name: str) -> None:
    """The part of a report can go from one process to another."""
    parts = [FORMATS[name].part(report, NOTES) for report in CASES.values()]
    travelled = pickle.loads(pickle.dumps(parts))  # noqa: S301
    assert streamed(name, travelled) == streamed(name, parts)


@pytest.mark.parametrize("name", [name for name in FORMATS if not name.startswith("json") and name != "docx"])
def test_what_is_shown_is_harmless(name: str) -> None:
    """No format that people see hands a control or bidirectional character on; JSON holds the texts as they are."""
    text = rendered(name, tricky())
    assert text == "\n".join(map(visible, text.split("\n")))


@pytest.mark.parametrize("name", ["concise", "grouped", "github", "gitlab", "junit", "rdjson", "markdown"])
def test_levels_and_suppression(name: str) -> None:
    """These show findings at or above the level, and none that was suppressed or that only tells what was left out."""
    errors, notes = (rendered(name, sample(), view=View(min_level=level)) for level in ("error", "note"))
    assert "dates.conflict" in errors
    assert "unsourced.sentence" not in errors
    assert "wording.changed" in notes
    assert "names.title" not in notes
    assert "dropped.sentence" not in notes


@pytest.mark.parametrize("name", ["json", "json-lines", "sarif", "html"])
def test_everything(name: str) -> None:
    """These carry every finding with its level, whatever is shown elsewhere."""
    text = rendered(name, sample(), view=View(min_level="error"))
    assert all(rule in text for rule in ("dates.conflict", "wording.changed", "names.title"))


def test_json_lines_stand_alone() -> None:
    """Each line names schema and document, and holds one finding or one passage that could not be judged."""
    report = bound()
    lines = [json.loads(line) for line in rendered("json-lines", report).splitlines()]
    contract = report.to_dict()
    assert [line["finding"] for line in lines if "finding" in line] == contract["findings"]
    assert [line["skipped"] for line in lines if "skipped" in line] == contract["skipped"]
    assert all((line["schema"], line["document"]) == ("crosscheck/1", "article.docx") for line in lines)
    assert all(line["files"] == contract["files"] for line in lines)


# ---------------------------------------------------------------- places


def regions(node: Any) -> Iterator[dict[str, Any]]:
    """Every region of a SARIF log that says what it holds."""
    if isinstance(node, dict):
        if "startLine" in node and "snippet" in node:
            yield node
        node = list(node.values())
    if isinstance(node, list):
        for item in node:
            yield from regions(item)


@pytest.mark.parametrize("case", ["article", "markdown"])
def test_sarif_counts_code_points(case: str) -> None:
    """Lines and columns of a file with markup, CRLF and a byte-order mark lead to the very words."""
    lines = source(case).split("\r\n")
    found = list(regions(json.loads(rendered("sarif", CASES[case]))))
    assert len(found) > 8
    for place in found:
        assert place["startLine"] == place["endLine"]
        words = lines[place["startLine"] - 1][place["startColumn"] - 1 : place["endColumn"] - 1]
        assert words == place["snippet"]["text"]


@pytest.mark.parametrize("case", ["article", "markdown"])
def test_rdjson_counts_bytes(case: str) -> None:
    """The same in bytes of each line as UTF-8, before which stand curly quotes and an emoji."""
    lines = source(case).encode().split(b"\r\n")
    diagnostics = json.loads(rendered("rdjson", CASES[case]))["diagnostics"]
    words = {d["code"]["value"]: cut(lines, d["location"]["range"]) for d in diagnostics}
    assert words["numbers.changed"] == "nine days"
    assert words["spelling.typo"] == "repiar"
    [number] = [d for d in diagnostics if d["code"]["value"] == "numbers.changed"]
    assert [cut(lines, r["location"]["range"]) for r in number["related_locations"]] == ["eight days"]
    [typo] = [d for d in diagnostics if d["code"]["value"] == "spelling.typo"]
    assert [(cut(lines, s["range"]), s["text"]) for s in typo["suggestions"]] == [("repiar", "repair")]


def test_bytes_of_a_page() -> None:
    """In HTML the range holds the file's own letters, entities included, and no tag around them."""
    page = """<article><p>“We’re open 🚢,” said the <b>harbour</b> master on Friday, after <i>nine&nbsp;days</i> of storms.</p>
<p>The following report was first published by the Coastal News Agency.</p><h2>Port Ellery harbor reopens</h2>
<p>PORT ELLERY, March 14, 2025 (CNA) -- “We’re open 🚢,” said the harbor master on Friday, after eight days of storms.</p>
</article>"""
    [found, *_] = json.loads(rendered("rdjson", checked(page.encode(), "page.html")))["diagnostics"]
    lines = page.encode().split(b"\n")
    assert cut(lines, found["location"]["range"]) == "nine&nbsp;days"
    assert [cut(lines, r["location"]["range"]) for r in found["related_locations"]] == ["eight days"]


def test_markup_behind_a_word_is_not_part_of_it() -> None:
    """In JSON too: the end of a span is the end of its last letter."""
    lines = source("markdown").split("\r\n")
    spans = {f["rule"]: f["summary"]["span"] for f in CASES["markdown"].to_dict()["findings"] if f["summary"]}
    span = spans["numbers.changed"]
    assert lines[span["line"] - 1][span["column"] - 1 : span["end_column"] - 1] == "nine days"


@given(st.text("ab “’é🚢\n\r\t", min_size=1), st.data())
def test_bytes_and_code_points_agree(text: str, data: st.DataObject) -> None:
    """Whatever a line holds, the column in bytes leads to the place that the column in code points leads to."""
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    document = from_text(text)
    place = region(document, Span(start, end))
    assert place is not None
    assert place.text == text[start:end]
    lines = [line.encode() for line in re.split("\r\n|\r|\n", text)]
    column = utf8_column(document, place.line, place.column) - 1
    before = lines[place.line - 1][:column].decode()
    assert len(before) in (place.column - 1, place.column - 2)  # one less between CR and LF


def test_formats_without_lines() -> None:
    """A place in a docx is its paragraph, never a line of a text that is no file."""
    report = bound()
    [result, *_] = json.loads(rendered("sarif", report))["runs"][0]["results"]
    [location] = result["locations"]
    assert location["logicalLocations"] == [{"name": "paragraph 1", "kind": "element"}]
    assert "region" not in location["physicalLocation"]
    assert "range" not in json.loads(rendered("rdjson", report))["diagnostics"][0]["location"]
    first = rendered("github", report).splitlines()[0]
    assert first.startswith("::error file=article.docx,title=dates.conflict::paragraph 1: ")


def source(case: str) -> str:
    """The file of a case, decoded."""
    data = ARTICLE.read_bytes().decode() if case == "article" else MARKDOWN.replace("\n", "\r\n")
    return data.removeprefix("\ufeff")


def cut(lines: Sequence[bytes], place: dict[str, Any]) -> str:
    """What stands at a range of a diagnostic."""
    assert place["start"]["line"] == place["end"]["line"]
    line = lines[place["start"]["line"] - 1]
    words: bytes = line[place["start"]["column"] - 1 : place["end"]["column"] - 1]
    return words.decode()


# ---------------------------------------------------------------- SARIF


def results(*reports: Report) -> list[dict[str, Any]]:
    """The results of a SARIF log."""
    found: list[dict[str, Any]] = json.loads(rendered("sarif", *reports))["runs"][0]["results"]
    return found


def test_sarif_describes_the_rules_that_occur() -> None:
    """Each result points to its rule; none is described that has no result."""
    log = json.loads(rendered("sarif", *CASES.values()))["runs"][0]
    rules = log["tool"]["driver"]["rules"]
    assert {r["ruleId"] for r in log["results"]} == {rule["id"] for rule in rules}
    assert all(rules[r["ruleIndex"]]["id"] == r["ruleId"] for r in log["results"])


@pytest.mark.parametrize(
    ("how", "kind"), [("comment", "inSource"), ("baseline", "external"), ("config", "external")]
)
def test_sarif_keeps_what_was_suppressed(how: Literal["comment", "baseline", "config"], kind: str) -> None:
    """With how, so that a viewer can show it as closed."""
    report = sample()
    findings = tuple(
        f._replace(decision=Decision("accepted", how) if f.suppressed else None) for f in report.findings
    )
    suppressed = [r for r in results(report._replace(findings=findings)) if "suppressions" in r]
    assert [r["ruleId"] for r in suppressed] == ["names.title"]
    assert suppressed[0]["suppressions"] == [{"kind": kind, "properties": {"by": how}}]


def test_sarif_of_a_grouped_finding() -> None:
    """One result, a location for each place, the evidence of all of them, and the finding's id."""
    report = grouped()
    [result] = [r for r in results(report) if r["ruleId"] == "spelling.variant"]
    snippets = [x["physicalLocation"]["region"]["snippet"]["text"] for x in result["locations"]]
    assert snippets == ["Colour one", "Colour two", "Colour three"]
    assert [x["id"] for x in result["relatedLocations"]] == [1, 2, 3]
    assert result["message"]["text"].endswith("See [original 1](1), [original 1](2), [original 1](3).")
    assert result["partialFingerprints"] == {"crosscheck/v1": report.findings[0].id}


def test_sarif_links_only_its_own_locations() -> None:
    """A text that looks like a link into the log is escaped."""
    [first, *_] = results(tricky())
    assert r"\[x](1)" in first["message"]["text"]
    assert re.findall(r"(?<!\\)\[[^\[\]]*\]\(\d+\)", first["message"]["text"]) == ["[original 1](1)"]


@pytest.mark.parametrize(
    ("name", "artifact"),
    [
        ("a b/ü#1.txt", {"uri": "a%20b/%C3%BC%231.txt", "uriBaseId": "%SRCROOT%"}),
        ("c:d.txt", {"uri": "c%3Ad.txt", "uriBaseId": "%SRCROOT%"}),
        ("../x.txt", {"uri": "../x.txt", "uriBaseId": "%SRCROOT%"}),
        ("/srv/x y.txt", {"uri": "file:///srv/x%20y.txt"}),
        ("-", {"description": {"text": "standard input"}}),
        (None, {"description": {"text": "text of the summary"}}),
    ],
)
def test_sarif_addresses(name: str | None, artifact: dict[str, Any]) -> None:
    """Relative paths are relative addresses; what has no file has no address."""
    report = make(
        "A fair opened.",
        ["Title\nA fair closed."],
        [Found("names.changed", "error", "fair", "fair")],
        name=name,
    )
    assert results(report)[0]["locations"][0]["physicalLocation"]["artifactLocation"] == artifact
    if name and "uri" in artifact:
        assert unquote(artifact["uri"]).removeprefix("file://") == name


# ---------------------------------------------------------------- GitHub, GitLab


def test_github_puts_errors_first() -> None:
    """Only ten annotations of a kind are shown: the errors of the last document come before the first one's warnings."""
    lines = rendered("github", sample(), hostile()).splitlines()
    kinds = [line.split()[0] for line in lines]
    assert kinds == sorted(kinds, key=["::error", "::warning", "::notice"].index)
    assert len(set(kinds)) == 3


def test_github_escapes() -> None:
    """A line is one command, whatever the texts hold; what the runner unescapes is what was meant."""
    lines = rendered("github", tricky()).splitlines()
    assert len(lines) == 2
    for line in lines:
        match = re.fullmatch(r"::(?:error|warning) (?P<properties>[^:]*)::(?P<message>.*)", line)
        assert match
        properties = dict(pair.split("=", 1) for pair in match["properties"].split(","))
        assert list(properties) == ["file", "line", "endLine", "col", "endColumn", "title"]
        assert unescaped(properties["file"], property_=True) == "a,b:c%0A|\ufffd é.txt"
        assert "%0A <b>" in unescaped(match["message"])
        assert unescaped(match["message"]).count("\n") == line.count("%0A")


def test_github_gives_columns_only_within_a_line() -> None:
    """It refuses an annotation over several lines that has columns."""
    report = make(
        "One line.\nAnother line.",
        ["Title\nOne line.\nAnother line."],
        [Found("order.moved", "error", "One line.\nAnother")],
    )
    assert rendered("github", report).startswith(
        "::error file=article.txt,line=1,endLine=2,title=order.moved::"
    )


def test_gitlab_fingerprints() -> None:
    """Unique in a run, also for the same document twice; the same in the next run, and when lines move."""
    twice = [issue["fingerprint"] for issue in json.loads(rendered("gitlab", sample(), sample()))]
    once = [issue["fingerprint"] for issue in json.loads(rendered("gitlab", sample()))]
    assert len(set(twice)) == len(twice) == 2 * len(once)
    assert twice[: len(once)] == once
    data = ARTICLE.read_bytes()
    moved_down = checked(data.replace("“We".encode(), "The café is new.\r\n“We".encode(), 1), "article.txt")
    before, after = (
        {i["fingerprint"] for i in json.loads(rendered("gitlab", r)) if i["severity"] == "major"}
        for r in (CASES["article"], moved_down)
    )
    assert before
    assert before <= after


def unescaped(text: str, *, property_: bool = False) -> str:
    """What the runner makes of a value."""
    for code, char in ((":", "%3A"), (",", "%2C")) if property_ else ():
        text = text.replace(char, code)
    return text.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%")


# ---------------------------------------------------------------- JUnit, Markdown


def test_junit_names_are_unique() -> None:
    """Two findings that say the same are two cases of a suite; a passage that was not judged is skipped."""
    again = Found("wording.changed", "note", "A fair", "A fair")
    report = make("A fair opened.", ["Title\nA fair closed."], [again, again])
    root = xml(rendered("junit", report._replace(skipped=(Skipped("too long"), Skipped("too long")))))
    [suite] = root
    assert [case.get("name") for case in suite] == [
        "wording.changed: something differs",
        "wording.changed: something differs (2)",
        "not judged: too long",
        "not judged: too long (2)",
    ]
    assert (root.get("tests"), root.get("failures"), root.get("skipped")) == ("4", "2", "2")


def test_junit_of_a_clean_document() -> None:
    """One case that passed, since a suite without cases is an error to some readers."""
    [suite] = xml(rendered("junit", CASES["clean"], view=View()))
    assert [(case.get("name"), len(case)) for case in suite] == [("nothing found", 0)]


def test_junit_holds_the_text() -> None:
    """Markup, the end of a CDATA section and characters outside XML come through as text or as a symbol."""
    root = xml(rendered("junit", tricky()))
    texts = [failure.text or "" for failure in root.iter("failure")]
    assert all("]]> ::error file=x::y %0A <b>&amp;</b>" in text for text in texts)


@every_case
def test_markdown_rows_have_their_cells(report: Report) -> None:
    """Every row has four cells; no text opens a tag, a link, code or a mention."""
    page = rendered("markdown", report)
    rows = [line for line in page.splitlines() if line.startswith("| ")]
    for row in rows:
        bare = re.sub(r"\\.", "", row)
        assert bare.count("|") == 5
        assert re.findall(r"<(?!br>|!-- -->)", bare) == []
        assert re.findall(r"[\[\]*_~]|@(?!<!-- -->)", bare) == []
        assert bare.count("`") == (0 if row.startswith("| severity") else 2)


def test_markdown_shows_texts_as_they_are() -> None:
    """Escapes are undone by a renderer, and nothing else is changed."""
    assert escaped("1.5 % of £3.2m (a_b)") == r"1.5 % of £3.2m (a\_b)"
    assert escaped("www.evil.example https://x @all") == r"www\.evil.example https\://x @<!-- -->all"
    assert escaped("a\nb\t c") == "a b c"


def test_markdown_fits_a_comment() -> None:
    """A long page is cut at a row, and says how much is missing."""
    page = rendered("markdown", *[CASES["article"]] * 200)
    said = re.search(r"\n(\d+) findings and (\d+) documents more would not fit", page)
    assert said
    assert len(page) < ROOM + 200
    assert (
        page.count("\n| error |") + page.count("\n| warning |") + page.count("\n| note |") + int(said[1])
        == 200 * 6
    )
    assert page.count("### article") + int(said[2]) == 200


def xml(text: str) -> Element:
    """The root of an XML document that we made ourselves."""
    return fromstring(text.encode())  # noqa: S314


def tree(element: Element) -> dict[str, Any]:
    """An element as the schema describes it."""
    children = [tree(child) for child in element]
    text = (element.text or "") if not children else (element.text or "").strip()
    return {"tag": element.tag, "attributes": dict(element.attrib), "text": text, "children": children}


# ---------------------------------------------------------------- the command


def crosscheck(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run the command as a user does."""
    command = [sys.executable, "-m", "crosscheck", "check", *arguments]
    environment = {**os.environ, "COLUMNS": "80"}
    return subprocess.run(
        command, cwd=cwd, capture_output=True, check=False, encoding="utf-8", env=environment
    )


def test_one_run_feeds_all(tmp_path: Path) -> None:
    """Every format into a file of its own from one run; what is written is what would be printed."""
    (tmp_path / "article.txt").write_bytes(ARTICLE.read_bytes())
    outputs = [f"--output={name}:out/{name}" for name in FORMATS]
    run_ = crosscheck("article.txt", *outputs, "--format", "github", cwd=tmp_path)
    assert (run_.returncode, run_.stderr) == (1, "")
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == sorted(FORMATS)
    for name in FORMATS:
        if name not in ("full", "docx"):
            text = (tmp_path / "out" / name).read_bytes().decode()
            assert text == rendered(name, CASES["article"], view=View()), name
    assert run_.stdout == (tmp_path / "out" / "github").read_bytes().decode()


@pytest.mark.parametrize(
    ("output", "said"),
    [
        ("pdf:x", "FORMAT:PATH"),
        ("sarif", "FORMAT:PATH"),
        ("sarif:", "FORMAT:PATH"),
        ("sarif:file.txt/x", "cannot be written"),
        ("sarif:folder", "cannot be written"),
        ("sarif:new/x", "two outputs"),
    ],
)
def test_outputs_are_looked_at_before_the_run(output: str, said: str, tmp_path: Path) -> None:
    """A format that does not exist or a place that cannot be written is told before a document is read."""
    (tmp_path / "file.txt").touch()
    (tmp_path / "folder").mkdir()
    run_ = crosscheck("missing.txt", "--output", "json:new/x", "--output", output, cwd=tmp_path)
    assert run_.returncode == 2
    assert said in run_.stderr
    assert "missing.txt" not in run_.stderr
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("output", ["article.txt", "./article.txt", "link.txt", "original.txt", "kept.json"])
def test_no_output_takes_the_place_of_what_is_read(output: str, tmp_path: Path) -> None:
    """An article, an original or a baseline is not written over, by whatever path it is named."""
    for name in ("article.txt", "original.txt", "kept.json"):
        (tmp_path / name).write_text("The bridge was closed in May.", encoding="utf-8")
    (tmp_path / "link.txt").symlink_to("article.txt")
    options = ["--original", "original.txt", "--output", f"json:{output}", "--baseline", "kept.json"]
    (tmp_path / "kept.json").write_text('{"version": 1, "documents": {}}', encoding="utf-8")
    before = {p.name: p.read_bytes() for p in tmp_path.iterdir()}
    run_ = crosscheck("article.txt", *options, cwd=tmp_path)
    assert (run_.returncode, run_.stdout) == (2, "")
    assert run_.stderr == (
        f"crosscheck: error: {output}: is read by this run: choose another place with --output or -o\n"
    )
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == before


def test_outputs_replace_no_device_and_no_link(tmp_path: Path) -> None:
    """A pipe, as a device, is refused and stays; a link stays one, and what it leads to is written."""
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to("folder/target")
    (tmp_path / "article.txt").write_bytes(ARTICLE.read_bytes())
    refused = crosscheck("article.txt", "--output", "json:pipe", cwd=tmp_path)
    assert refused.returncode == 2
    assert "pipe: cannot be written: is no ordinary file" in refused.stderr
    assert (tmp_path / "pipe").is_fifo()
    assert crosscheck("article.txt", "--output", "json:link", cwd=tmp_path).returncode < 2
    assert (tmp_path / "link").is_symlink()
    assert json.loads((tmp_path / "folder" / "target").read_bytes())["schema"] == "crosscheck/1"


def test_a_page_holds_one_document(tmp_path: Path) -> None:
    """HTML of several documents is refused before they are read, with what to do."""
    for options in (["--format", "html"], ["--output", "html:page.html"]):
        run_ = crosscheck("one.txt", "two.txt", *options, cwd=tmp_path)
        assert run_.returncode == 2
        assert "crosscheck report" in run_.stderr
    assert list(tmp_path.iterdir()) == []
