"""What each line of a document looks like on its own: prose, title, source line, notice, page residue ..."""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet
from functools import lru_cache
from itertools import pairwise

from crosscheck.marks import read_instruction, read_mark
from crosscheck.model import Document
from crosscheck.split.credits import read_credit
from crosscheck.split.datelines import find_opening
from crosscheck.split.line import Line
from crosscheck.split.signs import Signs, bare, expand, words_of

SHORT, LONG = 200, 450
"""Code points: no longer line is a title or a source line; no longer line is a notice."""


def read_lines(document: Document, signs: Signs) -> list[Line]:
    """The lines of a document, in order, one a block; ignore comments are none."""
    lines: list[Line] = []
    text = document.text
    previous = gap = 0
    for block in document.blocks:
        gap = max(text.count("\n", previous, block.span.start) - 1, gap) if previous else 0
        previous = block.span.end
        if block.kind == "marker" and read_instruction(text[block.span.start : previous]):
            continue
        words = text.count(" ", block.body.start, block.body.end) + 1
        lines.append(_line(text, Line(block, "prose", words, gap), signs))
        gap = 0
    return _without_credits(lines, text, signs)


def _without_credits(lines: list[Line], text: str, signs: Signs) -> list[Line]:
    """The lines; where several list sources, each is the credit below an item, and introduces nothing."""
    listing = [k for k, line in enumerate(lines) if line.role == "notice" and _lists(line, text, signs)]
    if len(listing) > 1:
        for k in listing:
            lines[k] = lines[k]._replace(role="tail", weight=0.0)
    return lines


def _lists(line: Line, text: str, signs: Signs) -> bool:
    shown = text[line.block.body.start : line.block.body.end]
    return signs.first("source_list", shown, words_of(shown)) is not None


def _line(text: str, line: Line, signs: Signs) -> Line:
    start, end = line.block.body.start, line.block.body.end
    if line.block.kind == "marker":
        return line._replace(role="mark" if read_mark(text[start:end]) else "rule")
    if line.block.kind == "caption":
        return line._replace(role="furniture")
    if end - start > LONG:
        return line._replace(
            opening=find_opening(text, start, end, signs), date=_led(text, start, end, signs)
        )
    shown = text[start:end]
    if shown[0] in "*_" and (whole := _EMPHASISED.fullmatch(shown)):
        line = line._replace(
            block=line.block._replace(
                body=line.block.body._replace(start=start + whole.start(2), end=start + whole.end(2))
            )
        )
        return _line(text, line, signs)
    said = words_of(shown)
    short = end - start <= SHORT and line.words <= 32
    found = short and (_residue(line, shown, said, signs) or _heading(line, shown, said, signs))
    if not found and signs.first("caption", shown, said):
        found = line._replace(role="furniture")
    if not found and short:
        found = read_credit(line, shown, said, signs)
    return found or _opened(text, line, shown, said, signs)


def _opened(text: str, line: Line, shown: str, said: AbstractSet[str], signs: Signs) -> Line:
    """Prose with the dateline that it opens with, else a notice, a title or plain prose."""
    opening = find_opening(text, line.block.body.start, line.block.body.end, signs)
    if not opening or opening.weight < 2:
        title = _title(text, line, shown, said, signs) if len(shown) <= SHORT else None
        if other := _notice(line, shown, said, signs) or title:
            return other
    leads_in = line.words <= _LEAD_IN and shown.endswith((":", "："))
    start, end = line.block.body.start, line.block.body.end
    led = _led(text, start, end, signs)
    return line._replace(opening=opening, weight=1.5 if leads_in else 0.0, date=led)


def _led(text: str, start: int, end: int, signs: Signs) -> tuple[int, int] | None:
    """The day, with its year, that a paragraph opens with: "On 6 March 2025, the minister received ..."."""
    found = signs.date.match(text, start + len(_ON), end) if text.startswith(_ON, start) else None
    return found.span() if found and signs.year.search(text, *found.span()) else None


# ---------------------------------------------------------------- residue


def _residue(line: Line, shown: str, said: AbstractSet[str], signs: Signs) -> Line | None:
    key = bare(shown)
    if key in signs.comments:
        return line._replace(role="comments")
    if key in signs.sections:
        return line._replace(role="section")
    if key in signs.furniture or not key or _networks(key, signs):
        return line._replace(role="furniture")
    if not (found := signs.first("furniture", shown, said)):
        return None
    return line._replace(role="comments" if found[0].name == "comments" else "furniture")


def _networks(key: str, signs: Signs) -> bool:
    """Whether a line is a row of names of networks: "Facebook Twitter WhatsApp"."""
    if key.split(" ", 1)[0] not in signs.networks:
        return False
    words = [word.strip(".,:()") for word in key.split() if word not in "·|/•"]
    return len(words) > 1 and all(word in signs.networks for word in words)


# ---------------------------------------------------------------- notices and labels


def _heading(line: Line, shown: str, said: AbstractSet[str], signs: Signs) -> Line | None:
    """A line that announces what follows: originals, one original, the summary."""
    whole = (line.block.body.start, line.block.body.end)
    if bare(shown) in signs.summary or signs.first("summary_notice", shown, said):
        return line._replace(role="summary", title=whole)
    found = signs.first("notice_heading", shown, said) if line.words <= _LONGEST_HEADING else None
    if (
        not found and len(shown) <= SHORT
    ):  # what a pack's expression may take was worked out for lines of that length
        found = signs.first("house_notice", shown, said)
    if found:
        return line._replace(role="notice", weight=found[0].weight, number=_announced(said, signs))
    if found := signs.first("release", shown, said):
        dated = found[1].re.groupindex.get("date") and found[1]["date"]
        date = line.place(found[1].span("date")) if dated else None
        return line._replace(role="label", weight=found[0].weight, date=date)
    if not (found := signs.first("label", shown, said)):
        return None
    pattern, match = found
    title = line.place(match.span("title")) if match.re.groupindex.get("title") and match["title"] else None
    if title and len(_SENTENCE_END.findall(match["title"])) > 1:
        return None
    return line._replace(role="label", weight=pattern.weight, title=title, number=_number(shown))


def _notice(line: Line, shown: str, said: AbstractSet[str], signs: Signs) -> Line | None:
    """A line that introduces originals; with negative weight where it speaks of itself."""
    if line.words > _LONGEST_NOTICE:
        return None
    if signs.first("self", shown, said):
        return line._replace(role="notice", weight=-4.0)
    weight = notice_weight(shown, said, signs) or _lists_sources(shown, said, signs)
    return line._replace(role="notice", weight=weight, number=_announced(said, signs)) if weight else None


def _announced(said: AbstractSet[str], signs: Signs) -> int:
    """How many texts a notice announces: 1, or 2 for any greater number."""
    return 1 if signs.many.isdisjoint(said) else 2


def notice_weight(shown: str, said: AbstractSet[str], signs: Signs) -> float:
    """Evidence that a line introduces originals, the sum of what it says about them; 0 where that is too little."""
    unquoted = _QUOTED.sub(" ", shown) if any(mark in shown for mark in '“"«') else shown
    patterns = signs.group("notice")
    if not any(pattern.match(unquoted, said) for pattern in patterns if pattern.deictic):
        return 0.0
    found = [pattern for pattern in patterns if pattern.match(unquoted, said)]
    weight = sum(pattern.weight for pattern in found)
    names = {pattern.name for pattern in found}
    if weight < signs.thresholds["notice"]:
        return 0.0
    ended = shown.rstrip("”’\"')]*_ ").endswith((".", ":", "：", "!"))
    if names.isdisjoint(("a text", "original")) or not (
        ended or names & {"points to what follows", "original"}
    ):
        return 0.0
    if names.isdisjoint(
        ("points to what follows", "ends with a colon", "is what the summary rests on", "in full")
    ):
        weight = min(weight, 2.8)
    return min(weight, 4.5) * (0.6 if len(_SENTENCE_END.findall(unquoted)) > 2 else 1.0)


def _lists_sources(shown: str, said: AbstractSet[str], signs: Signs) -> float:
    """Evidence of a line that names bodies and their texts, and says nothing of them; 0 where it is none."""
    found = signs.first("source_list", shown, said)
    if not found:
        return 0.0
    small = (word.strip("“”’'\"(),.;:–—-/") for word in shown.split())
    text = _text(signs)
    for before, word in pairwise(small):
        known = word in signs.listed or before in _ARTICLES or text.fullmatch(word)
        if word[:1].islower() and not known:
            return 0.0
    return found[0].weight if _announced(said, signs) > 1 else _ONE_SOURCE


@lru_cache(maxsize=4)
def _text(signs: Signs) -> re.Pattern[str]:
    """A word for a text: "release", "reports"."""
    return re.compile(expand("{{text}}", signs.pieces))


def _lead_number(line: Line, text: str) -> int | None:
    """The number of a numbered item ("2. ...")."""
    return _number(text[line.block.span.start : line.block.body.start]) if line.block.kind == "item" else None


def _number(shown: str) -> int | None:
    match = _DIGITS.search(shown)
    return int(match[0]) if match else None


# ---------------------------------------------------------------- titles


def _title(text: str, line: Line, shown: str, said: AbstractSet[str], signs: Signs) -> Line | None:
    """A line that may be a title: short, without the full stop of a sentence, beginning like one."""
    kind = line.block.kind
    if kind in ("cell", "quote") or not any(c.isalpha() for c in shown):
        return None
    if kind not in ("heading", "title") and not _looks_like_title(shown, line.words):
        return None
    span = (line.block.body.start, line.block.body.end)
    weight = 0.3 if line.words < 3 else 0.5 if line.words < 5 else 1.0 if line.words < 8 else 1.3
    if shown.endswith(("?", "!")):
        weight -= 0.5
    found = signs.first("appended", shown, said) if line.words <= _APPENDED else None
    if found := found or signs.first("table", shown, said):
        weight = found[0].weight
    line = line._replace(role="title", weight=weight, title=span, number=_lead_number(line, text))
    signed = signs.first("signed", shown, said)
    if not signed:
        dated = signs.first("dated_title", shown, said)
        return line._replace(date=line.place(dated[1].span("date"))) if dated else line
    return line._replace(publisher=signed[1]["publisher"], date=line.place(signed[1].span("date")))


def _looks_like_title(shown: str, words: int) -> bool:
    first, last = shown[0], shown[-1]
    if first.islower() or not (first.isalnum() or first in "“\"‘'«([¿¡#$€£"):
        return False
    if words < 2 and not (len(shown) >= 5 and ord(first) > 0x2E80):
        return False
    if shown.rstrip("”’\"')»")[-1:] in (".", "。") and not (words <= _TITLE and _ABBREVIATED.search(shown)):
        return False
    return last not in ";,:，；：…"


_TITLE = 16
"""Words of a title that may end with the full stop of an abbreviation: a longer line is a sentence."""
_LONGEST_HEADING, _LONGEST_NOTICE = 12, 60
"""Words."""
_ON = "On "
_APPENDED = 6
"""Words of a heading of what stands below a release."""
_ARTICLES = ("the", "a", "an")
_ONE_SOURCE = 1.5
"""Weight of a line that names one text only: below an item of news it is as often its credit."""
_LEAD_IN = 12
"""Words of a line that may introduce something by its colon alone."""
_EMPHASISED = re.compile(r"(\*{1,3}|_{1,3})([^\s*_](?:[^*_\n]*[^\s*_])?)\1")
"""A line that is emphasised as a whole: titles and credits pasted from Markdown."""
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|«[^»]*»")
_ABBREVIATED = re.compile(r"(?:\b[A-Z]\.[A-Z]\.|\b(?:Inc|Ltd|Co|Corp|Jr|Sr|vs|St|No|Gov|Sen|Rep)\.)$")
_SENTENCE_END = re.compile(r"[.!?][”’\"']?(?=\s+[A-Z“\"]|$)")
_DIGITS = re.compile(r"\d{1,3}")
