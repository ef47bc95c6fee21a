"""The HTML report as text: structure, escaping, policy, size, reproducibility. What a browser makes of it is tested beside."""

from __future__ import annotations

import base64
import gzip
import hashlib
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosscheck.model import Alignment, Decision, Op, Skipped, Span
from crosscheck.render.html import render, render_index, row
from crosscheck.render.html.text import Change, Mark, cut, edits, shown
from crosscheck.report import Report
from crosscheck.verdict import verdict
from render.reports import HOSTILE, Found, hostile, long, make, moved, prose, sample

TESTS = Path(__file__).resolve().parents[1]
VOID = {"meta", "input", "br", "path", "link"}
ENDED_BY = {
    "p": {"p", "li", "div", "details", "ul", "ol", "table", "section", "article", "h1", "h2", "h3", "h4"},
    "li": {"li"},
    "option": {"option"},
    "tr": {"tr"},
    "td": {"td", "th", "tr"},
    "dt": {"dt", "dd"},
    "dd": {"dt", "dd"},
}
"""Elements whose end tag may be missing, each with the tags that end it; so does the end of what it stands in."""


class Markup(HTMLParser):
    """Reads a page strictly: raises on a tag left open or closed twice, an id used twice, a forbidden attribute."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: set[str] = set()
        self.links: set[str] = set()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: Counter[str] = Counter()
        self.feed(page)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element with its attributes."""
        while self.open and tag in ENDED_BY.get(self.open[-1], ()):
            self.open.pop()
        values = dict(attrs)
        assert len(values) == len(attrs), f"an attribute twice: {attrs}"
        assert not [name for name in values if name == "style" or name.startswith("on")]
        assert not (tag in ENDED_BY["p"] and "p" in self.open), f"{tag} inside p"
        if id_ := values.get("id"):
            assert id_ not in self.ids, f"id {id_} twice"
            assert "." not in id_
            self.ids.add(id_)
        if href := values.get("href"):
            self.links.add(href)
        self.elements.append((tag, values))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An SVG element closed at once."""
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        """Close the element opened last, and before it those whose end tag may be missing."""
        while self.open[-1] != tag and self.open[-1] in ENDED_BY:
            self.open.pop()
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Note a text under the element that holds it."""
        self.texts[data] += 1


SAME = prose(60, 1)
SHAPES: dict[str, Callable[[], Report]] = {
    "sample": sample,
    "hostile": hostile,
    "none": lambda: make(SAME, [f"Title\n{SAME}"]),
    "twenty": lambda: make(SAME, [f"Report {n}\n{SAME if n < 2 else prose(90, n)}" for n in range(20)]),
    "german": lambda: make(SAME, [f"Title\n{SAME}"], language="de"),
}


@pytest.fixture(params=list(SHAPES))
def report(request: pytest.FixtureRequest) -> Report:
    """Reports of several shapes."""
    return SHAPES[request.param]()


def test_markup_is_well_formed(report: Report) -> None:
    """Every tag is closed where it was opened, ids are unique, no attribute runs or styles anything."""
    page = Markup(render(report))
    assert [tag for tag, _ in page.elements].count("h1") == 1


def test_every_link_leads_somewhere(report: Report) -> None:
    """No link leads out of the page, and each has its target."""
    page = Markup(render(report))
    assert page.links
    assert {link[1:] for link in page.links} <= page.ids
    assert all(link.startswith("#") for link in page.links)


def test_same_report_same_bytes(report: Report) -> None:
    """Nothing of the clock, the machine or hash order is on the page."""
    assert render(report) == render(report)


def test_hash_order_is_not_on_the_page() -> None:
    """Two processes with different hash seeds write the same bytes."""
    code = "from crosscheck.render.html import render; from render.reports import sample; print(render(sample()))"
    pages = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(TESTS), "PYTHONIOENCODING": "utf-8"},
            check=True,
            capture_output=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(pages) == 1


def test_a_date_only_where_it_is_given() -> None:
    """The page is dated by the caller alone."""
    assert "2025-05-01" in render(sample(), timestamp="2025-05-01")
    assert not re.search(r"20\d\d-\d\d-\d\d", render(sample()))


def test_the_policy_allows_just_what_the_page_brings() -> None:
    """The policy holds the hashes of every style sheet and script on the page, and nothing else."""
    page = render(sample())
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
    assert policy
    brought = re.findall(r"<(?:style|script)[^>]*>(.*?)</(?:style|script)>", page, re.DOTALL)
    hashes = {f"sha256-{base64.b64encode(hashlib.sha256(t.encode()).digest()).decode()}" for t in brought}
    allowed = policy[1].replace("&#39;", "'")
    assert set(re.findall(r"sha256-[\w+/=]+", allowed)) == hashes
    assert len(hashes) == 3
    for part in ("default-src 'none'", "base-uri 'none'", "form-action 'none'"):
        assert part in allowed
    assert "unsafe" not in allowed


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(text: str) -> None:
    """Markup in article, titles, messages and file names is shown, never read; what hides or reorders is a symbol."""
    page = render(hostile())
    read = Markup(page)
    assert [tag for tag, _ in read.elements].count("script") == 1
    assert not {"img", "iframe", "object", "base"} & {tag for tag, _ in read.elements}
    assert any(shown(text) in found for found in read.texts)
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", page)
    page.encode("utf-8")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain words", "plain words"),
        ("a\x00b\x1bc\x7fd", "a␀b␛c␡d"),
        ("user\u202egnp.exe", "user[U+202E]gnp.exe"),
        ("\ud83d", "\ufffd"),
        ("tab\tline\n “quotes” — naïve 中文", "tab\tline\n “quotes” — naïve 中文"),
        ("می\u200cخواهم soft\u00adhyphen", "می\u200cخواهم soft\u00adhyphen"),
    ],
)
def test_what_hides_is_shown(text: str, expected: str) -> None:
    """Control characters and marks of direction become symbols; letters, joiners and soft hyphens stay."""
    assert shown(text) == expected


SPANS = st.tuples(st.integers(0, 30), st.integers(0, 30)).map(sorted)


@given(st.text("ab c", min_size=30, max_size=30), st.lists(SPANS, max_size=4), SPANS)
def test_cutting_loses_nothing(text: str, spans: list[list[int]], change: list[int]) -> None:
    """Runs put together are the text, and every mark covers just its own words, however they overlap."""
    marks = [Mark(a, b, "note", card=f"f-{n}", id=f"m-{n}") for n, (a, b) in enumerate(spans)]
    runs = cut(text, 0, 30, marks, [Change(change[0], change[1], "ins")])
    assert "".join(r.text for r in runs) == text
    for mark in marks:
        assert "".join(r.text for r in runs if mark in r.marks) == text[mark.start : mark.end]
        assert sum(mark.id in r.ids for r in runs) == 1
    assert "".join(r.text for r in runs if r.tag) == text[change[0] : change[1]]


def test_words_are_underlined_exactly() -> None:
    """Just the words of a finding are marked, on both sides, and lead to its card."""
    page = render(sample())
    card = re.search(r"<li class=\"c error r\d+ p1\" id=(f-\w+) data-d>", page)
    assert card
    assert re.search(rf'<a class="m error r\d+" href=#{card[1]} id=w\d+>Monday</a>', page)
    assert re.search(rf'<a class="m error r\d+" href=#{card[1]} id=w\d+>Tuesday</a>', page)


def test_redline_of_a_card() -> None:
    """A card shows dropped and added words, named for those who do not see them, in their own context."""
    (redline,) = re.findall(r"<p class=rl>(The council approved.*?)<p class", render(sample()))
    assert redline == (
        "The council approved the budget on <del><i>dropped: </i>Tuesday </del>"
        "<ins><i>added: </i><mark>Monday</mark></ins> after long talks."
    )


def test_words_added_together_are_one_addition() -> None:
    """Runs of one change are drawn as one, marks or not; what was dropped before them stands apart."""
    mark = Mark(2, 4, "note", card="f-1")
    changes = [Change(0, 2, "ins", dropped="x "), Change(2, 4, "ins"), Change(6, 8, "ins", light=True)]
    found = edits(cut("aabbccdd", 0, 8, [mark], changes))
    drawn = [(tag, light, [r.text for r in runs]) for tag, light, runs in found]
    assert drawn == [
        ("del", False, ["x "]),
        ("ins", False, ["aa", "bb"]),
        ("", False, ["cc"]),
        ("ins", True, ["dd"]),
    ]


def test_words_dropped_together_are_one_loss() -> None:
    """Neighbouring words that an original lost, each by an operation of its own, are one loss, with the blanks between."""
    report = make("China met the press today.", ["Title\nThe Chinese side met the press today."])
    (alignment,) = report.alignments
    ops = (
        Op("delete", (0, 0), 0, (0, 1)),
        Op("substitute", (0, 1), 0, (1, 2)),
        Op("delete", (1, 1), 0, (2, 3)),
        *(op for op in alignment.ops if op.kind == "equal"),
    )
    page = render(
        report._replace(
            alignments=(
                Alignment(
                    alignment.segment, alignment.relation, alignment.confidence, alignment.sources, ops
                ),
            )
        )
    )
    assert "<del><i>dropped: </i>The Chinese side</del> met the press" in page


def test_findings_that_begin_at_one_word_share_its_id() -> None:
    """The links of both cards lead to the word, and its blank alone is no link."""
    found = [
        Found("names.changed", "note", text, "council") for text in ("council met the press", "council", " ")
    ]
    read = Markup(page := render(make("The council met the press.", ["Title\nThe council met."], found)))
    assert page.count("id=w4") == 1
    assert page.count("<a href=#w4>") == 2
    assert not re.search(r"<a[^>]*>\s*</a>", page)
    assert {link[1:] for link in read.links} <= read.ids


def test_left_out_sentences_stand_in_place() -> None:
    """A sentence left out is said to be; three and more in a row are folded away."""
    page = render(sample())
    assert re.search(r"\[not carried over\]</i>\s*<p><span id=o1-2>Two members spoke", page)
    assert re.search(r"<details class=lost><summary>4 sentences left out</summary>\s*<p>", page)


def test_kinds_of_finding_are_apart() -> None:
    """Left out sentences and suppressed findings are cards of their own kind, hidden at first."""
    page = render(sample())
    boxes = dict(re.findall(r'id="k-(\w+)" name="\w+"( checked)?', page))
    assert boxes == {"error": " checked", "warning": " checked", "note": " checked", "out": "", "quiet": ""}
    assert page.count('<li class="c out') == 6
    assert "accepted by the baseline" in page
    assert ">Other words (1)<" in page
    assert ">Title or office differs (0)<" in page  # nothing of it counts


def test_suppressed_finding_says_why() -> None:
    """A reason that the author gave stands on the card, as text."""
    report = sample()
    accepted = tuple(
        f._replace(decision=Decision("accepted", "comment", "<b>quoted</b> so"))
        if f.rule == "dates.conflict"
        else f
        for f in report.findings
    )
    page = render(report._replace(findings=accepted))
    assert "accepted by a comment or [sic]: &lt;b&gt;quoted&lt;/b&gt; so" in page
    assert "Look before publishing: 2 warnings (2 accepted)" in page
    assert not re.search(
        r'class="m error', page.partition('<section id="summary"')[2].partition('id="help"')[0]
    )


def test_grouped_finding_is_one_card() -> None:
    """One spelling in several places is one card with all of them, each leading to its own words."""
    report = make(
        "The organisation met. The organisation spoke. An organisation left.",
        ["Title\nThe organization met. The organization spoke. An organization left."],
        [
            Found(
                "spelling.variant",
                "note",
                "organisation",
                "organization",
                further=(
                    ("organisation spoke", "organization spoke"),
                    ("An organisation", "An organization"),
                ),
            )
        ],
    )
    page = render(report)
    assert page.count('<li class="c note') == 1
    assert "<del><i>dropped: </i>organization </del><ins><i>added: </i>organisation</ins>" in page
    assert "<summary>2 more</summary>" in page
    assert len(re.findall(">article, paragraph ", page)) == 3


def test_identical_paragraphs_keep_their_own_places() -> None:
    """A paragraph that stands in the summary, and twice in the originals, is linked to the first and named in the second."""
    same = "The two sides reviewed the key projects. They agreed to go on."
    page = render(make(same, [f"One\n{same}", f"Two\n{same}"]))
    assert len(re.findall(r"id=[so\d-]+>The two sides reviewed the key projects\.", page)) == 3
    assert "also in <a href=#o2-1><i>original </i>2</a>" in page
    assert "same as article <a href=#s0><i>article </i>1</a>" in page
    assert ".<a href=#s0><i>article </i>1</a>" in page


def test_sentence_from_two_originals_has_both_numbers() -> None:
    """A merged sentence bears the number of each original it comes from."""
    report = make(
        "The council approved the budget on Monday and two hundred members protested outside the old town hall.",
        [
            "One\nThe council approved the budget on Monday after talks.",
            "Two\nOn the day two hundred members protested outside the old town hall.",
        ],
    )
    assert report.alignments[0].relation == "merged"
    badges = re.findall(r"<a href=#o(\d)-1><i>original </i>\1</a>", render(report))
    assert sorted(badges) == ["1", "2"]


def test_sentence_from_two_of_one_original_has_its_number_once() -> None:
    """A further sentence of the same original is a plus, said in full to listeners."""
    report = make(
        "The council approved the budget on Monday and two hundred members protested outside the old town hall.",
        [
            "One\nThe council approved the budget on Monday after talks. On the day two hundred members protested outside the old town hall."
        ],
    )
    page = render(report)
    assert (
        len(re.findall(r"<a href=#o1-\d><i>original </i>1</a><a href=#o1-\d><i>original 1 </i>\+</a>", page))
        == 1
    )


def test_places_of_a_format_without_lines() -> None:
    """Places of a word processor's document are told by its paragraphs; the margin bears their numbers."""
    report = sample()
    parts = tuple(
        p._replace(blocks=tuple(b._replace(origin=f"paragraph {n}") for n, b in enumerate(p.blocks, 7)))
        for p in report.collation.parts
    )
    page = render(report._replace(collation=report.collation._replace(parts=parts)))
    assert ">article, paragraph 7</a>" in page
    assert ">original 1, paragraph 7</a>" in page
    assert "<p id=a2><a href=#a2>8</a>" in page
    assert Markup(page)


def test_title_of_an_original_can_be_evidence() -> None:
    """A finding may point at words of a title, or at the whole of it."""
    found = [
        Found("names.changed", "note", "council", there) for there in ("Council", "Council approves budget")
    ]
    page = Markup(render(make("The council met.", ["Council approves budget\nThe council met."], found)))
    assert {link[1:] for link in page.links} <= page.ids
    assert "#o1-0" in page.links


def test_original_with_nothing_kept() -> None:
    """An original of which nothing was kept says so, and is folded away whole."""
    page = render(make(prose(40, 1), [f"Kept\n{prose(40, 1)}", f"Lost\n{prose(120, 9)}"]))
    assert re.search(r"</svg> 0% of \d+ words, 0 of 6 sentences</div>", page)
    assert "<summary>6 sentences left out</summary>" in page


def test_no_finding_at_all() -> None:
    """Where nothing is found the page says so, and offers nothing to filter."""
    page = render(make("The council met.", ["Title\nThe council met."]))
    assert '<p class="verdict ready"><span>Ready: no errors, no warnings</span>' in page
    assert "No findings:" in page
    assert '<div class="tools" hidden>' in page


def test_no_finding_that_counts() -> None:
    """What was suppressed or not judged is not passed over where nothing else was found."""
    report = make(
        "The council met.", ["Title\nThe council met again."], [Found("wording.changed", "note", "met")]
    )
    suppressed = [f._replace(decision=Decision("accepted", "config")) for f in report.findings]
    page = render(report._replace(findings=tuple(suppressed)))
    assert "No findings beside 1 accepted:" in page
    page = render(report._replace(findings=(), skipped=(Skipped("too long"),)))
    assert "No findings in what was judged." in page


def test_moved_passage_is_linked_both_ways() -> None:
    """A passage that moved says so on both sides, each leading to the other."""
    page = render(moved())
    assert re.search(
        r'id=s0 data-f="f-\w+">Two ferries sank\..*?<a class="mv r\d" href=#o1-3>moved</a>', page
    )
    assert re.search(
        r'id=o1-3 data-f="f-\w+">Two ferries sank\..*?<a class="mv r\d" href=#s0>moved</a>', page
    )


@pytest.mark.parametrize(
    ("severities", "skipped", "expected"),
    [
        ([], 0, "Ready: no errors, no warnings"),
        (["note"], 0, "Ready: no errors, no warnings"),
        (["error", "warning", "warning"], 0, "Not ready: 1 error, 2 warnings"),
        (["error", "error"], 0, "Not ready: 2 errors"),
        (["warning", "note"], 0, "Look before publishing: 1 warning"),
        ([], 2, "Nothing found in what was judged: 2 passages not judged"),
        (["warning"], 1, "Look before publishing: 1 warning, 1 passage not judged"),
    ],
)
def test_verdict_in_words(severities: list[str], skipped: int, expected: str) -> None:
    """One sentence says what stands between the article and its publication."""
    kinds = [Found("names.changed", s, "council", "council") for s in severities]  # type: ignore[arg-type]
    report = make("The council met.", ["Title\nThe council met."], kinds)
    report = report._replace(skipped=tuple(Skipped("in another language") for _ in range(skipped)))
    assert verdict(report) == expected
    assert expected in render(report)


def test_what_was_not_judged_is_said() -> None:
    """Skipped passages are listed with the reason and a link to their place."""
    report = sample()._replace(skipped=(Skipped("in French", Span(4, 10)), Skipped("no dates")))
    page = render(report)
    assert (
        "<p class=k><b>not judged</b><p class=t>in French<p class=at><a href=#s0>article, paragraph 1</a>"
        in page
    )
    assert "<p class=t>no dates" in page


def test_long_page_says_so() -> None:
    """A page of many sentences lets the browser lay out what is in sight; others are laid out whole."""
    assert re.search(r'<body [^>]*class="long">', render(long()))
    assert not re.search(r'<body [^>]*class="long"', render(sample()))


def test_page_of_an_article_in_another_language() -> None:
    """The page bears the language of the document; its own words are marked as English."""
    page = render(make(prose(20, 1), [f"Title\n{prose(20, 1)}"], language="de"))
    assert '<html lang="de"' in page
    assert '<nav id="findings" tabindex="0" aria-labelledby="h-findings" lang="en">' in page


def test_size(seed_report: Report) -> None:
    """At most 160 kB for the 5,000 words of the real document; the script at most 9 kB compressed, decisions included."""
    page = render(seed_report)
    assert len(page.encode()) <= 160_000
    script = re.search(r"<script>(.*?)</script>", page, re.DOTALL)
    assert script
    assert len(gzip.compress(script[1].encode())) <= 9000


@pytest.mark.parametrize("scheme", [0, 1])
def test_contrast(scheme: int) -> None:
    """Every colour of text reaches 6.6:1 on page and panel and 4.5:1 on every highlight, light and dark."""
    blocks = re.findall(r":root\{([^}]*)\}", render(sample()).replace("\n", ""))
    colours = dict(re.findall(r"--([\w-]+):(#[0-9a-f]{6})", blocks[scheme]))
    texts = ("ink", "soft", "link", "red", "ochre", "blue", "green")
    for text in texts:
        for ground, least in (("paper", 6.6), ("panel", 6.6), ("on", 4.5), ("rest", 4.5)):
            assert _contrast(colours[text], colours[ground]) >= least, (text, ground)


def _contrast(a: str, b: str) -> float:
    """Contrast ratio as WCAG 2 defines it."""
    low, high = sorted(map(_luminance, (a, b)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[k : k + 2], 16) / 255 for k in (1, 3, 5)]
    r, g, b = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def test_index() -> None:
    """One row a document, with verdict, counts, coverage and a link that no name can turn into an address."""
    rows = [
        row(sample(), "sample.html"),
        row(hostile(), "javascript:alert(1).html"),
        row(moved(), "a b#?.html"),
    ]
    page = render_index(rows)
    read = Markup(page)
    assert read.links == {"./sample.html", "./javascript%3Aalert%281%29.html", "./a%20b%23%3F.html"}
    assert page.count("<tr data-level=") == 3
    assert "Not ready: 1 error, 2 warnings" in page
    assert "2 of 3 sourced" in page
    assert "32% of 63 words kept" in page
    assert "(1 accepted)" in page
    assert page == render_index(rows)
    assert page.count("<script") == 1
    assert "<script" not in render_index(rows[:1])
