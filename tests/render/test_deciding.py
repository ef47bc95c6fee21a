"""The page on which an editor decides, in a real browser: decisions, places, plain words, filters, history, notes."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from crosscheck import check_document
from crosscheck.model import Decision, Skipped, Span
from crosscheck.render.html import render
from crosscheck.report import Report
from render.opening import WIDE, Opener
from render.reports import Found, long, make, moved, prose, sample

PHONE = (380, 850)


def _grouped() -> Report:
    """One slip in three paragraphs, each from an original of its own."""
    towns = ("Amsey", "Ellery", "Dunmore")
    lines = [
        f"The neighbouring town of {t} has lent its {n} boats to the harbour." for n, t in enumerate(towns, 4)
    ]
    originals = [
        f"News from {t}\n{line.replace('neighbouring', 'neighboring')}"
        for t, line in zip(towns, lines, strict=True)
    ]
    pairs = [(f"neighbouring town of {t}", f"neighboring town of {t}") for t in towns]
    return make(
        "\n".join(lines),
        originals,
        [
            Found("spelling.variant", "note", *pairs[0], further=tuple(pairs[1:])),
            Found("numbers.changed", "warning", "4 boats", "4 boats"),
        ],
    )


def _merged() -> Report:
    return make(
        "The council approved the budget on Monday and two hundred members protested outside the old town hall.",
        [
            "One\nThe council approved the budget on Monday after talks.",
            "Two\nOn the day two hundred members protested outside the old town hall.",
        ],
        [Found("wording.changed", "warning", "approved", "approved")],
    )


def _decided(report: Report, *decisions: Decision | None) -> Report:
    """The report with its first findings decided."""
    found = [f._replace(decision=d) for f, d in zip(report.findings, decisions, strict=False)]
    return report._replace(findings=(*found, *report.findings[len(found) :]))


def _focused(page: Any) -> str:
    return str(page.evaluate("document.activeElement.id || document.activeElement.className"))


def _verdict(page: Any) -> str:
    return str(page.locator(".verdict").text_content())


def _violations(page: Any) -> list[tuple[str, str]]:
    """What axe finds by the rules of WCAG 2.2, levels A and AA, and its best practices."""
    from axe_playwright_python.sync_playwright import Axe

    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    options = {"runOnly": {"type": "tag", "values": tags}}
    found = Axe().run(page, options=options).response["violations"]
    return [(v["id"], v["nodes"][0]["html"][:200]) for v in found]


# ---------------------------------------------------------------- decisions


def test_accepting_asks_for_a_reason_and_goes_on(show: Opener) -> None:
    """x opens a field, Enter accepts and moves to the next open finding; the verdict counts what is open."""
    page = show(sample())
    assert _verdict(page).endswith(", 3 of 3 open")
    page.keyboard.press("n")
    page.keyboard.press("x")
    page.keyboard.type("the ministry confirmed it")
    page.keyboard.press("Enter")
    assert page.locator(".c.error .dc").text_content() == "accepted: the ministry confirmed it"
    assert page.locator(".c.on .t").text_content().strip() == "something differs"
    assert _verdict(page).endswith(", 2 of 3 open")
    page.keyboard.press("m")
    page.keyboard.press("Enter")
    assert page.locator(".c.warning .dc").first.text_content() == "must fix"
    assert _verdict(page).endswith(", 1 of 3 open, 1 to fix")
    assert page.locator("#progress").evaluate("e => e.value / e.max") == pytest.approx(2 / 3)


def test_a_decided_card_keeps_its_message_and_can_be_opened_again(show: Opener) -> None:
    """Folded, it shows what it is, what it says and what was decided; the same key takes the decision back."""
    page = show(sample())
    for key in ("n", "x", "Enter", "p"):
        page.keyboard.press(key)
    page.keyboard.press("n")
    card = page.locator(".c.error")
    assert card.locator(".t").is_visible()
    assert card.locator(".dc").is_visible()
    assert not card.locator(".rl").is_visible()
    page.keyboard.press("p")
    assert card.locator(".rl").is_visible()
    page.keyboard.press("x")
    assert card.locator(".dc").count() == 0
    assert _verdict(page).endswith(", 3 of 3 open")


def test_escape_decides_nothing(show: Opener) -> None:
    """Escape closes the field, and the focus returns to the card."""
    page = show(sample())
    for key in ("n", "x", "Escape"):
        page.keyboard.press(key)
    assert page.locator(".dc").count() == 0
    assert _focused(page) == page.locator(".c.error").get_attribute("id")


def test_decisions_outlive_the_page(show: Opener) -> None:
    """They are kept in the page's storage, by the id of the finding: a later report shows them, changed elsewhere or not."""
    page = show(sample())
    page.locator(".c.error [value=must-fix]").click()
    page.keyboard.type("ask the author")
    page.keyboard.press("Enter")
    page.reload()
    assert page.locator(".c.error .dc").text_content() == "must fix: ask the author"
    page.locator(".c.error .t").click()
    page.locator(".c.error [value=must-fix]").click()
    page.reload()
    assert page.locator(".dc").count() == 0


def test_saved_decisions_are_read_by_the_command(show: Opener, tmp_path: Path) -> None:
    """The file that the page saves, beside the article, is what `check` and `report` read."""
    article = tmp_path / "harbour.txt"
    article.write_text(
        "The harbour reopened after nine days of storms, the authority said.\n"
        "The ferry to Amsey was damaged beyond repair during the modernistion of the quay.\n\n"
        "=== originals ===\n\n=== original: Harbour ===\n"
        "The harbour reopened after eight days of storms, the authority said.\n"
        "The ferry to Amsey was damaged beyond repair during the modernisation of the quay.\n",
        encoding="utf-8",
    )
    before = check_document(article)
    page = show(before)
    for key in ("n", "x", "Enter", "m", "Enter"):
        page.keyboard.press(key)
    with page.expect_download() as download:
        page.click("#save")
    assert download.value.suggested_filename == "harbour.decisions.json"
    download.value.save_as(tmp_path / "harbour.decisions.json")
    content = json.loads((tmp_path / "harbour.decisions.json").read_text(encoding="utf-8"))
    assert list(content["documents"]) == ["harbour.txt"]

    out = tmp_path / "out"
    _command("report", str(article), "-o", str(out))
    found = json.loads((out / "harbour.json").read_text(encoding="utf-8"))["reports"][0]["findings"]
    decided = {
        f["rule"]: f["decision"] and f["decision"]["verdict"] for f in found if f["severity"] == "error"
    }
    assert sorted(decided.values()) == ["accepted", "must-fix"]
    later = show((out / "harbour.html").read_text(encoding="utf-8"))
    assert sorted(later.locator(".dc").all_text_contents()) == ["accepted: checked", "must fix"]
    assert "1 of" not in _verdict(later)


def _command(*arguments: str) -> str:
    import subprocess
    import sys

    run = subprocess.run([sys.executable, "-m", "crosscheck", *arguments], capture_output=True, check=True)
    return run.stdout.decode()


def test_decisions_of_the_report_are_shown_as_made(show: Opener) -> None:
    """Also without a script; what another decides on the page goes before it."""
    report = _decided(
        sample(), Decision("accepted", "decisions", "so in print"), Decision("must-fix", "decisions")
    )
    page = show(report, java_script_enabled=False)
    assert page.locator(".dc").all_text_contents() == ["accepted: so in print", "must fix"]
    page = show(report)
    assert _verdict(page).endswith("1 of 3 open, 1 to fix")
    page.locator(".c.error .t").click()
    page.keyboard.press("x")
    assert page.locator(".dc").all_text_contents() == ["must fix"]
    page.reload()
    assert page.locator(".dc").all_text_contents() == ["must fix"]


def test_all_decided_is_ready(show: Opener) -> None:
    """With nothing open and nothing to fix the verdict says ready; something to fix keeps it from that."""
    page = show(sample())
    for _ in range(3):
        if not page.locator(".c.on").count():
            page.keyboard.press("n")
        page.keyboard.press("x")
        page.keyboard.press("Enter")
    assert _verdict(page) == "Ready: all 3 decided"
    assert "ready" in page.locator(".verdict").get_attribute("class")
    page.locator(".c.error .t").click()
    page.keyboard.press("m")
    page.keyboard.press("Enter")
    assert _verdict(page) == "Not ready: all 3 decided, 1 to fix"


def test_the_seed_is_worked_off_by_keyboard_alone(show: Opener, seed_report: Report) -> None:
    """From the first finding to the last: n, then x or m and Enter; each is in view and has the focus when it is decided."""
    page = show(seed_report)
    due = seed_report.counts["error"] + seed_report.counts["warning"]
    page.keyboard.press("n")
    for number in range(due):
        card = page.locator(".c.on")
        assert re.search("error|warning", card.get_attribute("class"))
        assert _focused(page) == card.get_attribute("id")
        box = card.bounding_box()
        assert 0 < box["y"] < WIDE[1]
        page.keyboard.press("m" if number % 5 == 2 else "x")
        page.keyboard.press("Enter")
    assert page.locator(":is(.error, .warning)[data-d='']").count() == 0
    assert f"all {due} decided" in _verdict(page)


def test_work_in_a_file_is_not_work_in_another(show: Opener) -> None:
    """Decisions are kept under the name of the document."""
    page = show(sample())
    for key in ("n", "x", "Enter"):
        page.keyboard.press(key)
    other = render(sample()).replace('data-name="article.txt"', 'data-name="other.txt"')
    page = show(other)
    assert page.locator(".dc").count() == 0


# ---------------------------------------------------------------- 1: places


def test_each_place_leads_to_its_own_pair(show: Opener) -> None:
    """s steps through the places; both panes show the pair of that place, and the curve ends there."""
    page = show(_grouped())
    page.keyboard.press("n")
    page.keyboard.press("n")
    pairs = []
    for _ in range(4):
        pairs.append(_here(page))
        end = page.locator("#originals .here").bounding_box()
        page.wait_for_timeout(60)
        path = page.locator("#curve path").first.get_attribute("d")
        y = float(path.split()[-1]) + page.locator("#curve").bounding_box()["y"]
        assert abs(y - (end["y"] + end["height"] / 2)) < 14
        page.keyboard.press("s")
    assert pairs == [["Amsey", "Amsey"], ["Ellery", "Ellery"], ["Dunmore", "Dunmore"], ["Amsey", "Amsey"]]


def _here(page: Any) -> list[str]:
    """The towns of the passages to which the chosen place leads."""
    texts = page.locator("section .here").evaluate_all(
        "all => all.map(e => e.closest('span[id]').textContent)"
    )
    return [re.findall("Amsey|Ellery|Dunmore", text)[0] for text in texts]


def test_words_lead_to_their_place(show: Opener) -> None:
    """A click on the words of a further place selects that place, not the first."""
    page = show(_grouped())
    page.locator("#originals .m.note").last.click()
    assert _here(page) == ["Dunmore", "Dunmore"]
    assert "place 3 of 3" in page.locator("#position").text_content()
    page.locator(".more a").first.click()
    assert _here(page) == ["Ellery", "Ellery"]


# ---------------------------------------------------------------- 8: plain words


def test_plain_words(show: Opener, seed_report: Report) -> None:
    """No rule id, no line and column, no "summary", "suppressed" or "uncertain"; what a kind means is one press away."""
    page = show(seed_report)
    page.check("#k-out")
    text = page.locator("body").inner_text()
    title = page.locator("h1").inner_text()
    for jargon in (r"\bsummary\b", r"\b[a-z]+\.[a-z]{4,}\b", r"\b\d+:\d+\b", "suppressed", "uncertain"):
        said = re.findall(
            jargon, text.replace(title, "").replace("china-central-asia-2025.txt", ""), re.IGNORECASE
        )
        assert not said, (jargon, said)
    card = page.locator(".c.error")
    assert " ".join(card.locator(".k").inner_text().split()) == "error Misspelt word ?"
    assert "article, paragraph 10" in card.inner_text()
    card.locator(".k a").nth(1).click()
    assert card.locator(".me").inner_text() == "no dictionary and no original has this word"
    card.locator(".k a").nth(1).click()
    assert card.locator(".me").count() == 0


def test_what_a_kind_means_without_a_script(show: Opener) -> None:
    """The link goes to the list below the findings."""
    page = show(sample(), java_script_enabled=False)
    page.locator(".c.error .k a").nth(1).click()
    assert page.locator("dt:target + dd").is_visible()


def test_probably(show: Opener) -> None:
    """An error whose reading is not sure says so; the legend does not call it wrong on its face."""
    page = show(
        make(
            "The council met.",
            ["Title\nThe council met."],
            [Found("names.changed", "error", "met", "met", confidence=0.4)],
        )
    )
    assert page.locator(".c .k b").inner_text() == "error, probably"
    page.keyboard.press("?")
    assert "unless it says “probably”" in page.locator("#help").inner_text()


# ---------------------------------------------------------------- 5: not judged


def test_what_was_not_judged_is_cards(show: Opener) -> None:
    """The verdict links to them, keys step through them, a filter hides them."""
    report = sample()._replace(skipped=(Skipped("in French", Span(4, 10)), Skipped("no dates")))
    page = show(report)
    page.locator(".verdict a").click()
    assert page.locator(".c.on .t").inner_text() == "in French"
    assert page.locator(".c.on .at a").inner_text() == "article, paragraph 1"
    page.keyboard.press("n")
    assert page.locator(".c.on .t").inner_text() == "no dates"
    page.uncheck("#k-unjudged")
    assert page.locator(".c.unjudged:visible").count() == 0


# ---------------------------------------------------------------- 6: filters


def test_counts_follow_the_filters(show: Opener) -> None:
    """Kinds count what the other filters leave, kinds of finding what is shown."""
    page = show(sample())
    counts = "Object.fromEntries([...document.querySelectorAll('.filters label:has(b)')].map(l => [l.control.name, +l.querySelector('b').textContent]))"
    assert page.evaluate(counts) == {"error": 1, "warning": 2, "note": 1, "out": 6, "quiet": 1}
    page.select_option("[name=original]", "2")
    assert page.evaluate(counts) == {"error": 0, "warning": 0, "note": 0, "out": 1, "quiet": 0}
    page.select_option("[name=original]", "")
    page.uncheck("#k-warning")
    assert page.locator("option[value='dropped.clause']").text_content() == "Part of a sentence left out (0)"


def test_nothing_matches(show: Opener) -> None:
    """An empty list says so, and offers to clear the filters."""
    page = show(sample())
    page.fill("#find", "no such words")
    assert page.locator("#nothing").is_visible()
    page.click("#clear")
    assert page.locator(".c:visible").count() == 4
    assert not page.locator("#nothing").is_visible()
    assert page.input_value("#find") == ""


def test_a_kind_that_is_hidden_is_turned_on(show: Opener) -> None:
    """Asking for sentences left out shows them."""
    page = show(sample())
    page.select_option("[name=rule]", "dropped.sentence")
    assert page.locator("#k-out").is_checked()
    assert page.locator(".c:visible").count() == 6


# ---------------------------------------------------------------- 4: hide decided


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "narrow"])
def test_hiding_what_is_decided_keeps_the_place(
    show: Opener, seed_report: Report, size: tuple[int, int]
) -> None:
    """The card that is read stays where it is when those above it go."""
    page = show(seed_report, size)
    for _ in range(9):
        page.keyboard.press("n")
    for _ in range(4):
        page.keyboard.press("x")
        page.keyboard.press("Enter")
    card = page.locator(".c.on")
    before = card.bounding_box()["y"]
    page.evaluate("document.querySelector('#done').click()")
    assert page.locator(".dd:visible").count() == 0
    assert abs(card.bounding_box()["y"] - before) < 3
    page.evaluate("document.querySelector('#done').click()")
    assert abs(card.bounding_box()["y"] - before) < 3


def test_going_on_from_a_card_that_is_hidden(show: Opener, seed_report: Report) -> None:
    """A step goes on from where one was, also where that card is hidden now."""
    page = show(seed_report)
    for _ in range(5):
        page.keyboard.press("n")
    expected = page.locator(".c.on ~ .c.warning").first.get_attribute("id")
    page.evaluate("document.querySelector('#done').click()")
    page.keyboard.press("x")
    page.keyboard.press("Enter")
    assert page.locator(".c.on").get_attribute("id") == expected


# ---------------------------------------------------------------- 2: forced colours


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_forced_colours(show: Opener, scheme: str) -> None:
    """Marks can be read, and the cells of the strip are told apart by their height."""
    page = show(sample(), forced_colors="active", color_scheme=scheme)
    ink, ground = page.locator("mark").first.evaluate(
        "e => [getComputedStyle(e).color, getComputedStyle(e).backgroundColor]"
    )
    assert ink != ground
    strokes = page.locator("#strip path").evaluate_all("all => all.map(e => getComputedStyle(e).strokeWidth)")
    assert len(set(strokes)) == len(strokes) == 3
    assert _violations(page) == []


# ---------------------------------------------------------------- 3: narrow


def test_targets_on_a_phone(show: Opener, seed_report: Report) -> None:
    """Jump links, steps, buttons and marks of one character take a finger: 24 by 24 pixels."""
    page = show(seed_report, PHONE)
    page.keyboard.press("n")
    for selector in (".jump a", ".steps button", ".c.on .do button", ".stick select", ".tabs a"):
        for box in (e.bounding_box() for e in page.locator(f"{selector}:visible").all()):
            assert min(box["width"], box["height"]) >= 24, selector
    short = page.locator("#summary .m.s").first
    short.scroll_into_view_if_needed()
    hit = """e => { const r = e.getBoundingClientRect(), x = r.left + r.width / 2, y = r.top + r.height / 2;
        return [[-10, 0], [10, 0], [0, -10], [0, 10]].filter(([a, b]) => document.elementFromPoint(x + a, y + b) === e).length }"""
    assert short.evaluate(hit) == 4


def test_filters_stay_in_reach(show: Opener, seed_report: Report) -> None:
    """Far down the page a button brings the filters up, and takes them away."""
    page = show(seed_report, PHONE)
    page.evaluate("scrollTo(0, 4000)")
    page.click("#tune")
    box = page.locator("[name=rule]").bounding_box()
    assert 0 < box["y"] < PHONE[1]
    page.uncheck("#k-note")
    page.click("#tune")
    assert page.locator("[name=rule]").bounding_box()["y"] < 0


def test_a_jump_shows_the_beginning_of_the_sentence(show: Opener, seed_report: Report) -> None:
    """On a phone a link to words leaves the start of their sentence in sight."""
    page = show(seed_report, PHONE)
    for card in page.locator(".c.warning:has(.at a)").all()[:8]:
        link = card.locator(".at a").first
        at = link.get_attribute("href")
        link.click()
        word = page.locator(at)
        top = word.evaluate("e => (e.closest('span[id]') ?? e).getBoundingClientRect().top")
        assert 0 <= top < PHONE[1]
        assert word.evaluate("e => e.getBoundingClientRect().top") < PHONE[1] - 40


# ---------------------------------------------------------------- 9: history


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "narrow"])
def test_back_returns_to_where_one_was(show: Opener, seed_report: Report, size: tuple[int, int]) -> None:
    """After a link, Back brings the scroll of list and texts back; steps by key do not fill the history."""
    page = show(seed_report, size)
    page.locator(".c.warning").nth(6).scroll_into_view_if_needed()
    place = "[document.querySelector('#findings').scrollTop, document.querySelector('#summary').scrollTop, scrollY].map(Math.round)"
    before = page.evaluate(place)
    page.locator(".c.warning").nth(6).locator(".at a").first.click()
    page.wait_for_timeout(80)
    assert page.evaluate(place) != before
    page.go_back()
    page.wait_for_timeout(120)
    assert page.evaluate(place) == before
    entries = page.evaluate("history.length")
    for _ in range(5):
        page.keyboard.press("n")
    assert page.evaluate("history.length") == entries


# ---------------------------------------------------------------- 10: many originals


def test_many_originals_are_a_list_that_can_be_searched(show: Opener) -> None:
    """125 originals: no row of tabs, but a list with titles; a search narrows it, a choice closes it."""
    same = prose(40, 1)
    page = show(
        make(same, [f"Report from town {n}\n{same if n == 99 else prose(40, n + 2)}" for n in range(125)])
    )
    assert page.locator(".tabs").count() == 0
    page.click("[popovertarget=list]")
    assert page.locator("#list tr:visible").count() == 125
    page.fill("#title", "town 99")
    assert page.locator("#list tr:visible").count() == 1
    assert _violations(page) == []
    page.click("#list tr:visible a")
    assert not page.locator("#list").is_visible()
    assert 0 < page.locator("#o100").bounding_box()["y"] < 300
    assert page.locator("option#p100").text_content() == "original 100: Report from town 99"


def test_many_originals_without_a_script(show: Opener) -> None:
    """The list opens without a script too."""
    same = prose(40, 1)
    page = show(make(same, [f"Town {n}\n{same}" for n in range(12)]), java_script_enabled=False)
    page.click("[popovertarget=list]")
    assert page.locator("#list tr:visible").count() == 12


# ---------------------------------------------------------------- 11: screen readers


def test_everything_says_what_it_is(show: Opener) -> None:
    """Buttons name their finding, marks their kind, numbers in the margin their paragraph."""
    page = show(sample())
    assert page.get_by_role("button", name="accept: “Monday” for “Tuesday”").count() == 1
    assert page.locator("#summary .m.error").get_attribute("title") == "error: Date contradicts the original"
    assert page.get_by_role("link", name="paragraph 2", exact=True).count() == 2
    assert page.get_by_role("link", name="what does this mean?").count() >= 4


def test_enter_moves_the_focus(show: Opener) -> None:
    """From a card to its words and back, and from a link to where it leads."""
    page = show(sample())
    page.keyboard.press("n")
    card = page.locator(".c.on").get_attribute("id")
    assert _focused(page) == card
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.textContent") == "Monday"
    page.keyboard.press("Enter")
    assert _focused(page) == card
    page.locator(".c.error .at a").nth(1).focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.textContent") == "Tuesday"


# ---------------------------------------------------------------- 12 and 17: notes


def test_a_card_as_a_note(show: Opener) -> None:
    """y copies sense: what it is, what it says, the words on both sides told apart, the places."""
    page = show(sample(), permissions=["clipboard-read", "clipboard-write"])
    page.keyboard.press("n")
    page.keyboard.press("y")
    page.wait_for_timeout(100)
    assert page.evaluate("navigator.clipboard.readText()").replace("\r", "") == (
        "error: Date contradicts the original\n“Monday” for “Tuesday”\n"
        "The council approved the budget on [original: Tuesday] Monday after long talks.\n"
        "article, paragraph 1 · original 1, paragraph 1"
    )


def test_copying_cards_pastes_sense(show: Opener) -> None:
    """A selection over a card is pasted as its note; a few words inside one are pasted as they are."""
    page = show(sample())
    pasted = """select => { select(); const data = new DataTransfer();
        const event = new ClipboardEvent("copy", { clipboardData: data, bubbles: true, cancelable: true });
        document.querySelector(".c.error .t").dispatchEvent(event); return data.getData("text/plain"); }"""
    whole = page.evaluate(
        f"({pasted})(() => getSelection().selectAllChildren(document.querySelector('.c.error')))"
    )
    assert "[original: Tuesday] Monday" in whole
    words = page.evaluate(
        f"({pasted})(() => getSelection().setBaseAndExtent(document.querySelector('.c.error .t').firstChild, 1, document.querySelector('.c.error .t').firstChild, 4))"
    )
    assert words == ""


def test_notes_for_the_author(show: Opener) -> None:
    """What must be fixed, else what is open, as one plain text."""
    page = show(sample(), permissions=["clipboard-read", "clipboard-write"])
    page.click("#notes")
    page.wait_for_timeout(100)
    assert page.evaluate("navigator.clipboard.readText()").count("article, paragraph") == 3
    page.locator(".c.error [value=must-fix]").click()
    page.keyboard.type("please check")
    page.keyboard.press("Enter")
    page.click("#notes")
    page.wait_for_timeout(100)
    text = page.evaluate("navigator.clipboard.readText()")
    assert text.startswith("error: Date contradicts the original")
    assert text.endswith("must fix: please check")
    assert "Sentence in no original" not in text


# ---------------------------------------------------------------- 14: help, find, strip


def test_help_is_a_dialog(show: Opener) -> None:
    """It is modal, Escape closes it, the focus returns; keys of the page are silent meanwhile."""
    page = show(sample())
    page.locator("[commandfor=help]").focus()
    page.keyboard.press("?")
    assert page.locator("#help").evaluate("e => e.matches(':modal') && e.tagName === 'DIALOG'")
    assert page.evaluate("document.querySelector('#help').contains(document.activeElement)")
    page.keyboard.press("n")
    assert page.locator(".c.on").count() == 0
    assert _violations(page) == []
    page.keyboard.press("Escape")
    assert not page.locator("#help").is_visible()
    assert page.evaluate("document.activeElement.getAttribute('commandfor')") == "help"


def test_help_opens_without_a_script(show: Opener) -> None:
    """The browser alone opens and closes it."""
    page = show(sample(), java_script_enabled=False)
    page.click("[commandfor=help]")
    assert page.locator("#help").is_visible()
    page.click("#help button")
    assert not page.locator("#help").is_visible()


def test_find_goes_to_the_first_hit_and_marks_all(show: Opener) -> None:
    """/ words Enter: the first card with them; their places in both texts are marked."""
    page = show(sample())
    page.keyboard.press("/")
    page.keyboard.type("next year")
    assert page.evaluate("CSS.highlights.get('find').size") >= 1
    page.keyboard.press("Enter")
    assert page.locator(".c.on .k a").first.text_content() == "Other words"
    page.keyboard.press("/")
    page.keyboard.press("Escape")
    assert page.evaluate("CSS.highlights.get('find').size") == 0
    page.keyboard.press("/")
    page.keyboard.type("flew to")
    page.keyboard.press("Enter")
    assert page.locator(".c.on .k a").first.text_content() == "Sentence in no original"


def test_the_strip_works_by_keyboard(show: Opener) -> None:
    """Arrow keys, Home and End go through the sentences; what stands there is said."""
    page = show(long())
    page.locator("#strip").focus()
    assert page.locator("#strip").get_attribute("role") == "slider"
    page.keyboard.press("End")
    last = page.locator("#strip").get_attribute("aria-valuemax")
    assert page.locator("#strip").get_attribute("aria-valuenow") == last
    assert (
        page.evaluate(
            "(e => e.scrollTop / (e.scrollHeight - e.clientHeight))(document.querySelector('#summary'))"
        )
        > 0.8
    )
    page.keyboard.press("Home")
    page.keyboard.press("ArrowRight")
    assert page.locator("#strip").get_attribute("aria-valuetext").startswith(f"sentence 2 of {last}")


# ---------------------------------------------------------------- 18: merged and moved


def test_two_sources_stand_side_by_side(show: Opener) -> None:
    """A sentence put together from two originals shows both beside each other, and a curve to each."""
    page = show(_merged())
    page.keyboard.press("n")
    boxes = [e.bounding_box() for e in page.locator("#both > div").all()]
    assert len(boxes) == 2
    assert boxes[0]["y"] == boxes[1]["y"]
    assert boxes[0]["x"] < boxes[1]["x"]
    assert "approved the budget" in page.locator("#both > div").first.inner_text()
    page.wait_for_selector("#curve path.merged[d]", state="attached")
    assert page.locator("#curve path").count() == 2
    assert _violations(page) == []
    page = show(moved())
    page.keyboard.press("n")
    page.wait_for_selector("#curve path.moved[d]", state="attached")
    assert page.locator("#both").is_hidden()


# ---------------------------------------------------------------- accessibility in every state


def _act(page: Any, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


STATES: dict[str, Callable[[Any], None]] = {
    "asking": lambda page: _act(page, "n", "x"),
    "decided": lambda page: _act(page, "n", "x", "Enter", "m", "Enter"),
    "explained": lambda page: page.locator(".c.error .k a").nth(1).click(),
    "searched": lambda page: page.fill("#find", "the"),
    "nothing": lambda page: page.fill("#find", "zzz"),
    "by kind": lambda page: page.select_option("#order", "rule"),
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "narrow"])
@pytest.mark.parametrize("state", STATES)
def test_accessibility_of_states(show: Opener, state: str, size: tuple[int, int], scheme: str) -> None:
    """No violation by the rules of WCAG 2.2 while deciding, searching and sorting."""
    page = show(sample(), size, color_scheme=scheme)
    STATES[state](page)
    assert _violations(page) == []


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "narrow"])
def test_accessibility_of_the_filters_brought_up(
    show: Opener, seed_report: Report, size: tuple[int, int]
) -> None:
    """The real document by the rules of WCAG 2.2, on a phone with its filters up."""
    page = show(seed_report, size)
    if size == PHONE:
        page.click("#tune")
    assert _violations(page) == []


# ---------------------------------------------------------------- 13 and 16: the folder of reports


ARTICLE = (
    "The harbour reopened after nine days of storms, the authority said.\n"
    "The ferry to Amsey was damaged beyond repair during the modernistion of the quay.\n\n"
    "=== originals ===\n\n=== original: Harbour ===\n"
    "The harbour reopened after eight days of storms, the authority said.\n"
    "The ferry to Amsey was damaged beyond repair during the modernisation of the quay.\n"
)


def _opened(browser: Any, path: Path) -> Any:
    page = browser.new_context(viewport={"width": WIDE[0], "height": WIDE[1]}).new_page()
    page.goto(path.as_uri())
    return page


def test_since_the_last_report(browser: Any, tmp_path: Path) -> None:
    """A report written over an earlier one says what is new, gone and still there; the same again says nothing."""
    article, out = tmp_path / "a.txt", tmp_path / "out"
    article.write_text(ARTICLE, encoding="utf-8")
    _command("report", str(article), "-o", str(out))
    first = (out / "a.html").read_bytes()
    _command("report", str(article), "-o", str(out))
    assert (out / "a.html").read_bytes() == first
    article.write_text(
        ARTICLE.replace("modernistion", "modernisation").replace("the authority", "the athority", 1),
        encoding="utf-8",
    )
    _command("report", str(article), "-o", str(out))
    page = _opened(browser, out / "a.html")
    since = page.locator(".since")
    assert re.fullmatch(
        r"Since the last report: \d new, 1 gone, 1 still there", since.locator("summary").inner_text()
    )
    since.locator("summary").click()
    assert "“modernistion” is no word" in since.inner_text()
    page.check("#new")
    assert page.locator(".c:visible").count() == page.locator(".c.new").count() > 0
    assert "athority" in page.locator(".c.new").first.inner_text()
    assert _violations(page) == []
    page.context.close()


def test_since_decisions(browser: Any, tmp_path: Path) -> None:
    """Where there is no earlier report, decisions tell what is gone."""
    article, out = tmp_path / "a.txt", tmp_path / "out"
    article.write_text(ARTICLE, encoding="utf-8")
    found = {f.rule: f.id for f in check_document(article).findings}
    entry = {
        "rule": "spelling.typo",
        "places": 1,
        "text": "modernistion",
        "verdict": "must-fix",
        "reason": "a slip",
    }
    content = {"version": 1, "documents": {"a.txt": {found["spelling.typo"]: entry}}}
    (tmp_path / "decisions.json").write_text(json.dumps(content), encoding="utf-8")
    article.write_text(ARTICLE.replace("modernistion", "modernisation"), encoding="utf-8")
    _command("report", str(article), "-o", str(out))
    page = _opened(browser, out / "a.html")
    assert (
        page.locator(".since summary").inner_text() == "Since the last report: 0 new, 1 gone, 1 still there"
    )
    assert "modernistion: a slip" in str(page.locator(".since").text_content())
    page.context.close()


def test_the_index_of_a_folder(browser: Any, tmp_path: Path) -> None:
    """It keeps the reports of earlier runs, sorts, narrows; pages lead back, on and to the one before."""
    out = tmp_path / "out"
    for name, text in (
        ("b", ARTICLE),
        ("a", ARTICLE.replace("modernistion", "modernisation")),
        ("c", ARTICLE),
    ):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
        _command("report", str(tmp_path / f"{name}.txt"), "-o", str(out))
    page = _opened(browser, out / "index.html")
    names = "[...document.querySelectorAll('tbody tr:not([hidden]) th a')].map(e => e.getAttribute('href'))"
    assert page.evaluate(names) == ["./a.html", "./b.html", "./c.html"]
    page.click("thead th:first-child button")
    page.click("thead th:first-child button")
    assert page.evaluate(names) == ["./c.html", "./b.html", "./a.html"]
    assert page.locator("thead th").first.get_attribute("aria-sort") == "descending"
    page.fill("#find", "b.txt")
    assert page.evaluate(names) == ["./b.html"]
    page.fill("#find", "")
    page.select_option("#level", "ready")
    assert page.locator("#nothing").is_visible()
    page.select_option("#level", "")
    assert _violations(page) == []
    page.click("a[href='./c.html']")
    page.click("a[rel=prev]")
    assert page.url.endswith("b.html")
    page.click(".around a")
    assert page.url.endswith("index.html")
    (out / "b.html").unlink()
    _command("report", str(tmp_path / "a.txt"), "-o", str(out))
    page.reload()
    assert page.evaluate(names) == ["./a.html", "./c.html"]
    page.context.close()
