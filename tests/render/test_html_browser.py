"""The HTML report in a real browser: keys, filters, links, panes, print, accessibility, safety, speed.

Needs Chromium and the extra `browser`. Without them these tests skip; with CI set a skip is a failure.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import Any

import pytest
from jinja2 import Environment

from crosscheck.render import html
from crosscheck.render.html import render, render_index, row
from crosscheck.report import Report
from render.opening import WIDE, Opener
from render.reports import HOSTILE, Found, hostile, long, make, moved, prose, sample

NARROW, ZOOMED = (400, 850), (720, 450)
"""Sizes in CSS pixels; a window of 1440 by 900 at 200% is 720 by 450."""


def _position(page: Any) -> str:
    """What the live region shows, without what it says to listeners only."""
    return str(page.locator("#position span").text_content())


def _selected(page: Any) -> str | None:
    """The rule of the selected finding."""
    chosen = page.locator(".c.on")
    return _rule(page, chosen) if chosen.count() else None


def _rule(page: Any, card: Any) -> str:
    """The id of a card's rule, which the page shows in plain words."""
    return str(page.locator(f"option#{card.get_attribute('class').split()[2]}").get_attribute("value"))


def _shown(page: Any) -> list[str]:
    """The rules of the cards that are shown, in order; of a sentence left out "out"."""
    cards = page.locator(".c:visible").all()
    return ["out" if "out" in c.get_attribute("class") else _rule(page, c) for c in cards]


def _until(page: Any, condition: str) -> None:
    """Wait until something is so; playwright's own waiting evaluates strings, which the page's policy forbids."""
    for _ in range(100):
        if page.evaluate(condition):
            return
        page.wait_for_timeout(30)
    pytest.fail(f"never so: {condition}")


SHOWN = ["dates.conflict", "unsourced.sentence", "dropped.clause", "wording.changed"]


# ---------------------------------------------------------------- keys


@pytest.mark.parametrize(
    ("keys", "selected", "position"),
    [
        ("n", "dates.conflict", "1 of 3"),
        ("nn", "unsourced.sentence", "2 of 3"),
        ("nj", "unsourced.sentence", "2 of 3"),
        ("nnp", "dates.conflict", "1 of 3"),
        ("nnk", "dates.conflict", "1 of 3"),
        ("nnnn", "wording.changed", "note 1 of 1"),
        ("nnnnnn", "wording.changed", "note 1 of 1"),
        ("p", "wording.changed", "note 1 of 1"),
    ],
)
def test_stepping(show: Opener, keys: str, selected: str, position: str) -> None:
    """n and j go on, p and k go back, and stop at the ends; the position is told."""
    page = show(sample())
    assert _position(page) == "4 shown"
    for key in keys:
        page.keyboard.press(key)
    assert (_selected(page), _position(page)) == (selected, position)
    assert page.locator("#position").get_attribute("aria-live") == "polite"
    assert str(page.locator(".c.on .k a").first.text_content()) in page.locator("#position").text_content()


def test_keys_that_switch(show: Opener) -> None:
    """r, x, f, / and ? do what their buttons do."""
    page = show(sample())
    page.keyboard.press("r")
    assert page.locator("#redline").is_checked()
    assert page.locator("#s0 del").first.is_visible()
    page.keyboard.press("f")
    assert _shown(page) == ["dates.conflict"]
    page.keyboard.press("f")
    assert _shown(page) == ["unsourced.sentence", "dropped.clause"]
    page.keyboard.press("?")
    assert page.locator("#help").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator("#help").is_visible()
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "find"


def test_copying_the_link(show: Opener) -> None:
    """c copies the address of the selected finding, filters included, and says so."""
    page = show(sample(), permissions=["clipboard-read", "clipboard-write"])
    page.uncheck("#k-note")
    page.keyboard.press("n")
    page.keyboard.press("c")
    _until(page, "document.querySelector('#position').textContent === 'link copied'")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert page.url.endswith(copied)
    assert re.fullmatch(r"report\.html\?note=0#f-\w+", copied)


@pytest.mark.parametrize("key", ["Control+n", "Alt+n", "Meta+n"])
def test_modified_keys_belong_to_the_browser(show: Opener, key: str) -> None:
    """Nothing happens with Ctrl, Alt or Meta."""
    page = show(sample())
    page.keyboard.press(key)
    assert _selected(page) is None


def test_keys_are_silent_while_typing(show: Opener) -> None:
    """In the search field letters are letters; Escape leaves it."""
    page = show(sample())
    page.click("#find")
    page.keyboard.type("npx")
    assert (page.input_value("#find"), _selected(page)) == ("npx", None)
    page.keyboard.press("Escape")
    assert (page.input_value("#find"), _position(page)) == ("", "4 shown")
    page.keyboard.press("n")
    assert _selected(page) == "dates.conflict"


def test_single_letter_keys_can_be_turned_off(show: Opener) -> None:
    """The switch in the help window turns them off, also after a reload."""
    page = show(sample())
    page.click("[commandfor=help]")
    page.uncheck("#keys")
    page.keyboard.press("Escape")
    page.reload()
    page.keyboard.press("n")
    assert _selected(page) is None


def test_buttons_do_what_keys_do(show: Opener) -> None:
    """Every key has a control that can be pressed instead."""
    page = show(sample())
    for key in "njpkscrf/?":
        assert page.evaluate("k => !!document.querySelector(`[aria-keyshortcuts~='${k}']`)", key)
    page.click("#next")
    page.click("#next")
    page.click("#prev")
    assert _selected(page) == "dates.conflict"


# ---------------------------------------------------------------- filters


def test_filters(show: Opener) -> None:
    """Kinds, rule, original, reviewed and text narrow the list, alone and together."""
    page = show(sample())
    assert _shown(page) == SHOWN
    page.uncheck("#k-warning")
    assert _shown(page) == ["dates.conflict", "wording.changed"]
    page.check("#k-out")
    assert _shown(page)[2:] == ["out"] * 6
    page.select_option("[name=original]", "2")
    assert _shown(page) == ["out"]
    page.select_option("[name=original]", "")
    page.select_option("[name=rule]", "wording.changed")
    assert _shown(page) == ["wording.changed"]
    page.select_option("[name=rule]", "")
    page.fill("#find", "MONDAY")
    assert _shown(page)[0] == "dates.conflict"
    assert "wording.changed" not in _shown(page)


def test_filters_without_a_script(show: Opener) -> None:
    """Kinds, rule, original, order and reviewed work by style rules alone."""
    page = show(sample(), java_script_enabled=False)
    assert _shown(page) == SHOWN
    page.uncheck("#k-note")
    assert _shown(page) == SHOWN[:3]
    page.check("#k-out")
    page.select_option("[name=original]", "2")
    assert _shown(page) == ["out"]
    page.select_option("[name=original]", "")
    page.select_option("[name=rule]", "dropped.clause")
    assert _shown(page) == ["dropped.clause"]
    page.select_option("[name=rule]", "")
    page.uncheck("#k-out")
    page.select_option("#order", "rule")
    tops = [
        page.locator(f".c.warning:has-text('{rule}')").bounding_box()["y"]
        for rule in ("Part of", "Sentence in")
    ]
    assert tops[0] < tops[1]
    page.check("#redline")
    assert page.locator("#s0 del").first.is_visible()


def test_underlines_follow_the_filters(show: Opener) -> None:
    """Words are underlined only for findings whose kind and rule are shown."""
    page = show(sample())

    def line(selector: str) -> str:
        return str(page.locator(selector).first.evaluate("e => getComputedStyle(e).textDecorationLine"))

    assert (line("#summary .m.error"), line("#summary .m.note")) == ("underline", "underline")
    page.uncheck("#k-note")
    assert (line("#summary .m.error"), line("#summary .m.note")) == ("underline", "none")
    page.select_option("[name=rule]", "dropped.clause")
    assert line("#summary .m.error") == "none"


def test_order_by_rule(show: Opener) -> None:
    """By rule, the list itself is in order, for those who tab or listen; and back."""
    page = show(sample())
    page.select_option("#order", "rule")
    assert _shown(page) == ["dates.conflict", "wording.changed", "dropped.clause", "unsourced.sentence"]
    page.keyboard.press("n")
    page.keyboard.press("n")
    assert _selected(page) == "wording.changed"
    page.select_option("#order", "")
    assert _shown(page) == SHOWN


def test_filters_stand_in_the_address(show: Opener) -> None:
    """A filtered view can be sent: its address alone brings it back."""
    page = show(sample())
    page.uncheck("#k-note")
    page.check("#k-out")
    page.select_option("[name=original]", "2")
    page.fill("#find", "Left the")
    page.check("#redline")
    page.select_option("#order", "rule")
    assert page.url.endswith("?redline=1&note=0&out=1&original=2&find=Left+the&order=rule")
    page.reload()
    assert (_shown(page), page.input_value("#find")) == (["out"], "Left the")
    assert page.locator("#redline").is_checked()
    page.fill("#find", "")
    page.select_option("[name=original]", "")
    page.select_option("#order", "")
    page.check("#k-note")
    page.uncheck("#k-out")
    page.uncheck("#redline")
    assert page.url.endswith("report.html")


# ---------------------------------------------------------------- links and panes


def test_deep_link(show: Opener) -> None:
    """The address of a finding opens the page at it, both sides in view, also after a reload."""
    page = show(long())
    for _ in range(40):
        page.keyboard.press("n")
    chosen, place = _selected(page), _position(page)
    page.reload()
    assert (_selected(page), _position(page)) == (chosen, place)
    for selector in (".c.on", "#summary .m.on", "#originals .m.on"):
        box = page.locator(selector).first.bounding_box()
        assert 60 < box["y"] < 860, selector


def test_deep_link_to_what_is_hidden(show: Opener) -> None:
    """A link to a sentence left out shows its kind, whatever the filters say."""
    page = show(sample())
    hidden = page.locator(".c.out").first.get_attribute("id")
    page.goto(page.url + f"?original=2#{hidden}")
    page.reload()
    assert page.locator(f"#{hidden}").is_visible()
    assert _position(page) == "left out 1 of 6"


def test_deep_link_without_a_script(show: Opener) -> None:
    """The browser alone goes to the card, and its links go to the words."""
    page = show(long(), java_script_enabled=False)
    card = page.locator(".c.note").last
    page.goto(f"{page.url}#{card.get_attribute('id')}")
    assert 0 <= card.bounding_box()["y"] < 850
    for pane, said in (("summary", "article"), ("original", "original")):
        link = card.locator(f".at a:has-text('{said}')").first
        link.click()
        target = page.locator(f"[id^={pane}] {link.get_attribute('href')}")
        assert 60 <= target.bounding_box()["y"] < 850
    assert page.locator("header").bounding_box()["y"] == 0


def test_deep_link_to_a_hidden_card_without_a_script(show: Opener) -> None:
    """A card that the filters hide is shown where the address names it."""
    page = show(sample(), java_script_enabled=False)
    card = page.locator(".c.out").last
    assert not card.is_visible()
    page.goto(f"{page.url}#{card.get_attribute('id')}")
    assert card.is_visible()


def test_words_are_said_to_differ_where_they_are_seen_to(show: Opener) -> None:
    """Without the redline the summary is read as it stands; with it, what was added is said."""
    page = show(sample())
    said = page.locator("#s0 ins > i")
    assert not said.first.is_visible()
    page.check("#redline")
    assert said.first.is_visible()
    assert page.locator(".rl ins > i").first.is_visible()


@pytest.mark.parametrize("size", [(1440, 900), (1300, 600), (1000, 700)], ids=str)
def test_nothing_hides_under_the_heads(show: Opener, size: tuple[int, int]) -> None:
    """Whatever a step or a link leads to stands below the head of its pane, however many rows that has."""
    same = prose(900, 3)
    found = [Found("names.changed", "note", line, line) for line in same.split("\n")]
    page = show(
        make(same, [f"Report {n}\n{same if n == 9 else prose(90, n)}" for n in range(20)], found), size
    )

    def covered(pane: str, selector: str) -> bool:
        head, at = page.locator(f"{pane} .stick").bounding_box(), page.locator(selector).first.bounding_box()
        return bool(at["y"] < head["y"] + head["height"])

    for _ in range(len(found)):
        page.keyboard.press("n")
        assert not covered("#findings", ".c.on")
    for _ in range(len(found) - 1):
        page.keyboard.press("p")
        assert not covered("#findings", ".c.on")
    page.locator("#summary span[id] > a:not([class])").nth(20).evaluate("e => e.click()")
    assert not covered("#originals", "#originals span:target")


def test_words_lead_to_their_card(show: Opener) -> None:
    """A click on underlined words selects their finding, and leaves the words where they are."""
    page = show(sample())
    before = page.locator("#summary .m.note").bounding_box()
    page.click("#summary .m.note")
    assert _selected(page) == "wording.changed"
    assert page.locator("#summary .m.note").bounding_box() == before
    page.click("#originals .m.error")
    assert _selected(page) == "dates.conflict"


def test_card_lights_its_words(show: Opener) -> None:
    """Under the pointer a card and its words light up together, both ways."""
    page = show(sample())
    page.hover(".c.error .t")
    assert page.locator("#summary .m.error.hover").count() == 1
    assert page.locator("#originals .m.error.hover").count() == 1
    page.hover("#originals .m.note")
    assert page.locator(".c.note.hover").count() == 1
    assert page.locator(".c.error.hover").count() == 0


def test_one_curve(show: Opener) -> None:
    """One curve joins the words of the selected finding; none where only one side has words; dashed where they moved."""
    page = show(sample())
    curve = page.locator("#curve path")
    assert curve.get_attribute("d") is None
    page.keyboard.press("n")
    page.wait_for_selector("#curve path[d^='M0 ']", state="attached")
    page.keyboard.press("n")
    page.wait_for_selector("#curve path:not([d])", state="attached")
    page = show(moved())
    page.keyboard.press("n")
    page.wait_for_selector("#curve path.moved[d^='M0 ']", state="attached")
    dashes = page.locator("#curve path").evaluate("e => getComputedStyle(e).strokeDasharray")
    assert dashes != "none"


def test_lock(show: Opener) -> None:
    """With the lock on, the originals follow the summary; without it they stay."""
    page = show(long())
    top = "document.querySelector('#originals').scrollTop"
    page.hover("#summary")
    page.mouse.wheel(0, 1500)
    _until(page, "document.querySelector('#summary').scrollTop > 1000")
    assert page.evaluate(top) == 0
    page.check("#lock")
    page.hover("#summary")
    page.mouse.wheel(0, 300)
    _until(page, f"{top} > 0")
    _until(
        page,
        """(() => {
        const pane = document.querySelector("#summary"), line = pane.getBoundingClientRect().top + pane.clientHeight / 3;
        const s = [...pane.querySelectorAll("span[id]")].find(e => e.getBoundingClientRect().bottom >= line);
        const o = document.querySelector(s.querySelector("a:not([class])").hash);
        const [mine, theirs] = [s, o].map(e => e.getBoundingClientRect().top);
        return Math.abs(mine - theirs) < 40;
    })()""",
    )


def test_strip_is_a_map(show: Opener) -> None:
    """A click on the strip above the summary goes to the sentence there."""
    page = show(long())
    box = page.locator("#summary .bar").first.bounding_box()
    page.mouse.click(box["x"] + box["width"] * 0.98, box["y"] + 3)
    height = page.evaluate(
        "(e => e.scrollTop / (e.scrollHeight - e.clientHeight))(document.querySelector('#summary'))"
    )
    assert height > 0.8


def test_folded_sentences_open_for_a_link(show: Opener) -> None:
    """A link to a sentence that is folded away opens the fold."""
    page = show(sample())
    assert not page.locator("#o1-5").is_visible()
    page.check("#k-out")
    page.locator(".c.out a[href='#o1-5']").click()
    assert page.locator("#o1-5").is_visible()


# ---------------------------------------------------------------- shapes of window and paper


@pytest.mark.parametrize("size", [NARROW, ZOOMED], ids=["narrow", "zoomed"])
def test_one_column(show: Opener, size: tuple[int, int]) -> None:
    """In a narrow or zoomed window there is one column without sideways scrolling, and links to its parts."""
    page = show(sample(), size)
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    tops = [page.locator(s).bounding_box()["y"] for s in ("#findings", "#summary", "#originals")]
    assert tops == sorted(tops)
    assert page.locator("#curve").is_hidden()
    page.click(".jump a[href='#summary']")
    assert abs(page.locator("#summary").bounding_box()["y"]) < 80
    page.keyboard.press("n")
    assert -1 <= page.locator(".c.on").bounding_box()["y"] < size[1] / 2
    assert page.locator("#next").is_visible()


def test_wide_window_has_three_columns(show: Opener) -> None:
    """Findings, summary and originals stand beside each other and scroll apart; the page itself does not."""
    page = show(long())
    boxes = [page.locator(s).bounding_box() for s in ("#findings", "#summary", "#originals")]
    assert boxes[0]["x"] < boxes[1]["x"] < boxes[2]["x"]
    assert len({b["y"] for b in boxes}) == 1
    assert page.evaluate("document.documentElement.scrollHeight") == WIDE[1]


def test_nothing_overlaps(show: Opener) -> None:
    """Controls of the header and of a card do not lie on each other, in any window."""
    for size in (WIDE, (1000, 700), ZOOMED, NARROW):
        page = show(sample(), size)
        for group in ("header :is(h1, .verdict, .about, label, button, select):not(label *)", ".c.error > *"):
            boxes = [b for b in (e.bounding_box() for e in page.locator(group).all() if e.is_visible()) if b]
            for n, a in enumerate(boxes):
                assert not [b for b in boxes[n + 1 :] if _overlap(a, b)], (size, group)


def _overlap(a: dict[str, float], b: dict[str, float]) -> bool:
    wide = min(a["x"] + a["width"], b["x"] + b["width"]) - max(a["x"], b["x"])
    high = min(a["y"] + a["height"], b["y"] + b["height"]) - max(a["y"], b["y"])
    return wide > 1 and high > 1


def test_print(show: Opener) -> None:
    """On paper: findings with redlines, summary, each original on a new page; folds open; what is filtered out is not there."""
    page = show(sample())
    page.uncheck("#k-note")
    paper = _pages(page.pdf())
    assert len(paper) == 4
    findings, summary, first, second = paper
    assert "Not ready: 1 error, 2 warnings" in findings
    assert "Date contradicts the original" in findings
    assert "Tuesday Monday" in findings
    assert "note Other words" not in findings
    assert "next filter" not in findings
    assert "The mayor then flew to Lisbon" in summary
    assert "The rest is silence." in first
    assert "Unions left the hall" in second
    assert "were first published elsewhere" in second
    page.emulate_media(media="print", color_scheme="dark")
    assert page.locator(".tools").is_hidden()
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(29, 33, 38)"


def _pages(pdf: bytes) -> list[str]:
    """The text of each page."""
    from io import BytesIO

    pypdf = pytest.importorskip("pypdf")
    texts = (page.extract_text() for page in pypdf.PdfReader(BytesIO(pdf)).pages)
    return [" ".join(unicodedata.normalize("NFKC", text).split()) for text in texts]


def test_dark(show: Opener) -> None:
    """The page is dark where the reader's system is."""
    grounds = [
        show(sample(), color_scheme=scheme).evaluate("getComputedStyle(document.body).backgroundColor")
        for scheme in ("light", "dark")
    ]
    light, dark = (sum(map(int, re.findall(r"\d+", ground))) for ground in grounds)
    assert light > 700
    assert dark < 100


def test_forced_colours_and_still_motion(show: Opener) -> None:
    """With colours forced the selection has an outline and bars are drawn; nothing moves for those who do not want it."""
    page = show(sample(), forced_colors="active", reduced_motion="reduce")
    page.keyboard.press("n")
    assert page.locator(".c.on").evaluate("e => getComputedStyle(e).outlineStyle") == "solid"
    assert page.locator(".c.on").evaluate("e => getComputedStyle(e).transitionDuration") == "0s"


# ---------------------------------------------------------------- accessibility


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, NARROW, ZOOMED], ids=["wide", "narrow", "zoomed"])
def test_accessibility(show: Opener, scheme: str, size: tuple[int, int]) -> None:
    """No violation that axe knows, with a finding selected, the redline on and every kind shown."""
    page = show(sample(), size, color_scheme=scheme)
    for box in ("#k-out", "#k-quiet", "#redline"):
        page.check(box)
    page.keyboard.press("n")
    page.hover(".c.warning .t")
    assert _violations(page) == []


@pytest.mark.parametrize(
    "shape", ["moved", "none", "twenty", "hostile", "german", "help", "index", "no script"]
)
def test_accessibility_of_other_shapes(show: Opener, shape: str) -> None:
    """The same for other reports, for the help window, for the index."""
    same = prose(60, 1)
    reports: dict[str, Callable[[], Report | str]] = {
        "moved": moved,
        "none": lambda: make(same, [f"Title\n{same}"]),
        "twenty": lambda: make(same, [f"Report {n}\n{same}" for n in range(20)]),
        "hostile": hostile,
        "german": lambda: make(same, [f"Bericht\n{same}"], language="de"),
        "index": lambda: render_index([row(sample(), "a.html"), row(moved(), "b.html")]),
    }
    page = show(reports.get(shape, sample)())
    if shape == "help":
        page.keyboard.press("?")
    assert _violations(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_accessibility_of_the_real_document(show: Opener, seed_report: Report, scheme: str) -> None:
    """The same for the real document."""
    assert _violations(show(seed_report, color_scheme=scheme)) == []


def _violations(page: Any) -> list[tuple[str, str]]:
    """What axe finds, with the first element concerned."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page).response["violations"]
    return [(v["id"], v["nodes"][0]["html"][:200]) for v in found]


def test_by_keyboard_alone(show: Opener) -> None:
    """The skip link comes first and leads to the findings; the panes can be focused and scrolled."""
    page = show(sample())
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.url.endswith("#findings")
    assert page.locator("nav[tabindex='0'], section[tabindex='0']").count() == 3


# ---------------------------------------------------------------- safety


def test_hostile_text_does_nothing(show: Opener) -> None:
    """Hostile texts are text, in every corner of the page; the console is clean."""
    page = show(hostile())
    page.wait_for_timeout(100)
    assert page.title() == "Not ready: 4 errors – " + re.sub(
        r"\s+",
        " ",
        HOSTILE[0] + HOSTILE[5].replace("\u202e", "[U+202E]").replace("\u202c", "[U+202C]") + ".txt",
    )
    assert page.evaluate("document.scripts.length") == 1
    assert page.evaluate("document.querySelectorAll('img, iframe, object').length") == 0
    assert HOSTILE[0] in page.locator("#summary").inner_text()


def test_the_policy_holds_where_escaping_fails(show: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
    """With escaping switched off, hostile markup gets into the page, and still nothing of it runs or loads."""
    careless: Environment = html.environment().overlay(autoescape=False)
    monkeypatch.setattr(html, "environment", lambda: careless)
    text = render(hostile())
    monkeypatch.undo()
    assert HOSTILE[0] in text
    page = show(text, clean=False)
    page.on("dialog", lambda dialog: pytest.fail(dialog.message))
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text))
    page.reload()
    page.wait_for_timeout(200)
    assert page.evaluate("document.scripts.length") > 1
    assert page.title() != "owned"
    assert any("Content Security Policy" in message for message in refused)


def test_texts_are_isolated(show: Opener) -> None:
    """Text that runs from right to left cannot reorder what stands beside it."""
    page = show(make("שלום עולם 123 said the council.", ["Title\nשלום עולם 123 said the council."]))
    assert page.locator("#summary p").evaluate("e => getComputedStyle(e).unicodeBidi") == "plaintext"
    for selector in ("h1", "#summary span[id] > a"):
        assert page.locator(selector).first.evaluate("e => getComputedStyle(e).unicodeBidi") == "isolate"


def test_works_without_storage(show: Opener) -> None:
    """Where storage is forbidden the page works, and forgets."""
    page = show(sample())
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new Error('forbidden'); } })"
    )
    page.reload()
    page.keyboard.press("n")
    page.keyboard.press("x")
    page.keyboard.press("Enter")
    assert page.locator(".c.error .dc").text_content() == "accepted: checked"


# ---------------------------------------------------------------- speed


def test_fifty_thousand_words(show: Opener) -> None:
    """A long page opens, and its keys act; how fast is a benchmark's question, since machines differ."""
    page = show(render(long(50_000)))
    before = _position(page)
    page.keyboard.press("n")
    assert _position(page) != before
    assert _selected(page)
