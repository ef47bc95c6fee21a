"""Credits that only their place shows: a short line between a title and the text below it, or above a title."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Literal

from crosscheck.split.credits import EDGES, SMALL, beyond_time, whole_name
from crosscheck.split.datelines import Opening
from crosscheck.split.line import CREDITS, Line
from crosscheck.split.signs import Signs

_TITLE = 4
"""Least words of a title with what may be a name below it: shorter ones head sections, lists and tables."""
_LINE, _NAME, _PERSON, _AUTHORS, _FORENAME = 12, 5, 4, 3, 1
"""Most words of such a line, of a publisher's name, of an author's; most authors; words of a name that is none yet."""
_PAIR = 2
_PIECES = re.compile(r"[|·•,;()@/]|\s[–—-]\s")
_NOTICE = 2.5
"""Greatest weight of a notice that may be the name of a kind of text, as "Press release"."""
_UNNAMED = '?!:“”"'
"""Signs of a sentence or a title rather than a name."""
_SAID = re.compile(
    r"(?: \([^()]+\))?(?: has| have)?(?: today| yesterday)? (?:announce[ds]?|said|says|warn(?:ed|s)|welcom(?:ed|es))\b"
)
"""What a body does in the first sentence of its release."""
_ARTICLES = ("The ", "Le ", "La ", "El ", "Il ", "Der ", "Die ", "Das ", "De ", "Het ")


def mark_credits(lines: Sequence[Line], text: str, signs: Signs) -> list[Line]:
    """The lines; as credits those that stand beside a title and name nothing but a publisher, an author or a kind of text."""
    marked = list(lines)
    titled = False
    for k, line in enumerate(lines):
        if titled and _goes_on(lines, k) and (found := _below(line, text, marked[k - 1], signs)):
            marked[k] = found
        elif line.role == "title":
            titled = _is_title(line)
            if not titled or not _goes_on(lines, k):
                continue
            if letterhead := _letterhead(lines, marked, k, text, signs):
                for n, credit in letterhead.items():
                    marked[n] = credit
                continue
            above = next((n for n in range(k - 1, -1, -1) if lines[n].role not in CREDITS), None)
            if above is not None:
                marked[above] = _above(lines, above, text, signs) or marked[above]
        else:
            titled = titled and line.role in CREDITS
    return marked


def _is_title(line: Line) -> bool:
    return line.words > 1 and (line.block.kind != "item" or line.number is not None)


def _goes_on(lines: Sequence[Line], k: int) -> bool:
    """Whether prose or further credits follow, and no list."""
    if k + 1 == len(lines) or lines[k + 1].block.kind == "item":
        return False
    return lines[k + 1].role == "prose" or lines[k + 1].role in CREDITS


def _letterhead(
    lines: Sequence[Line], marked: Sequence[Line], title: int, text: str, signs: Signs
) -> dict[int, Line]:
    """The lines right above a headline, as credits: bodies and kinds of text, one below the other; empty where one is neither.

    A name that only its capitals show is one where the document writes it as a name elsewhere.
    """
    found: dict[int, Line] = {}
    for k in range(title - 1, -1, -1):
        line = lines[k]
        if marked[k].role in CREDITS:
            continue
        if line.role != "title":
            break
        credit = (
            _sure(line, text, signs) if lines[k + 1].gap == 0 and line.block.kind == "paragraph" else None
        )
        credit = credit or _capitals(line, text)
        if not credit or credit.role not in ("source", "field"):
            return {}
        found[k] = credit
    return found if lines[title].words >= _TITLE else {}


def _capitals(line: Line, text: str) -> Line | None:
    """A line in capitals that stands as a name elsewhere in the document: "LAKE WARDENS" for "the Lake Wardens said"."""
    shown = _shown(line, text)
    if line.words < _PAIR or line.words > _NAME or not shown.isupper():
        return None
    for match in re.finditer(re.escape(shown), text, re.IGNORECASE):
        if not match[0].isupper() and _capitalised(match[0]):
            return _credit(line, "source", 1.0, match[0])
    return None


def _above(lines: Sequence[Line], k: int, text: str, signs: Signs) -> Line | None:
    """The line above a title as a credit, where it is surely one: a name alone may be that of a section.

    The name of a body that speaks in the text below is a label: it begins what follows, and ends nothing.
    """
    line = lines[k]
    if line.role not in ("title", "prose") or line.words > _LINE or line.block.kind != "paragraph":
        return None
    if k and lines[k - 1].role == "title":
        return None
    if found := _sure(line, text, signs):
        return found
    found = _name(line, text)
    start, end, _ = line.block.body
    if found and _speaks(_shown(line, text), lines, k, text):
        return line._replace(role="label", weight=1.5, publisher=_shown(line, text), title=None)
    if found and (lines[k + 1].role in CREDITS or text[start] == "[" or _PIECES.search(text, start, end)):
        return found
    return _credit(line, "field", 0.5, None) if found and line.role == "prose" else None


def _speaks(name: str, lines: Sequence[Line], above: int, text: str) -> bool:
    """Whether the first paragraph below a title says what the name above it has said, and does not say "in Name"."""
    first = next((lines[k] for k in range(above + 2, len(lines)) if lines[k].role == "prose"), None)
    body = text[first.block.body.start : first.block.body.end] if first else ""
    after = body.partition(name)[2]
    return (
        _SAID.match(after) is not None
        and re.search(rf"\b(?:in|at|from|near) {re.escape(name)}", body) is None
    )


def _below(line: Line, text: str, above: Line, signs: Signs) -> Line | None:
    """The line below a title, or below the credits under it, as a credit, or None."""
    if line.role not in ("title", "prose", "notice") or line.words > _LINE:
        return None
    dashed = line.block.kind == "item" and text[line.block.span.start] in "–—-" and above.block.kind != "item"
    if (line.block.kind != "paragraph" and not dashed) or _is_quoted(above, line, text):
        return None
    if found := _sure(line, text, signs):
        return found
    found = _name(line, text) if above.role in CREDITS or above.words >= _TITLE else None
    if found and found.role == "byline" and (dashed or above.role == "byline"):
        return _credit(line, "source", 1.0, _shown(line, text))
    return found


def _is_quoted(above: Line, line: Line, text: str) -> bool:
    """Whether a quotation stands above, and the line is its speaker's name and office."""
    said = text[above.block.body.start : above.block.body.end]
    return said[0] in '“"‘«„' and said[-1] in '”"’»“' and "," in _shown(line, text)


def _name(line: Line, text: str) -> Line | None:
    """A line that may be a name, or several, by its capitals."""
    shown = _shown(line, text)
    one = line.words == 1 and shown.isalpha() and shown[0].isupper()
    if line.role == "notice" or (
        line.role == "prose" and not (one and text[line.block.body.end - 1] == shown[-1])
    ):
        return None
    names = [piece.split() for piece in re.split(rf"{_PIECES.pattern}|\s(?:and|&)\s", shown)]
    if any(c.isdigit() or c in _UNNAMED for c in shown) or not _capitalised(shown) or len(names) > _AUTHORS:
        return None
    if not one and not all(_FORENAME < len(words) <= _PERSON for words in names):
        return None
    if one or shown.startswith(_ARTICLES):
        return _credit(line, "source", 1.0, shown)
    return _credit(line, "byline", 1.0, None)


def _sure(line: Line, text: str, signs: Signs) -> Line | None:
    """A line that names a paper or a person of one, a name and a date, or the kind of text that follows."""
    shown = _shown(line, text)
    if not shown[:1].isupper() and not shown[:1].isdigit():
        return None
    words = shown.lower().split()
    ended = text[line.block.body.end - 1] in '.!?:”"' and not _is_company(shown, signs)
    if line.opening or ended or line.weight > _NOTICE:
        return None
    if line.words <= _PERSON and signs.no_names.issuperset(words):
        return _credit(line, "field", 1.0, None)
    if line.role == "notice" or any(c in _UNNAMED for c in shown):
        return None
    if found := _dated(line, text, shown, signs):
        return found
    if name := _publisher(shown, signs):
        return _credit(line, "source", 1.5, name)
    if line.role == "title" and (signs.time.issuperset(words) or signs.month.fullmatch(shown)):
        return _credit(line, "time", 1.0, None)
    return _credit(line, "byline", 1.5, None) if _is_journalist(shown, signs) else None


def _dated(line: Line, text: str, shown: str, signs: Signs) -> Line | None:
    """A name and a date: whatever the name, it is that of who published the text, or of the place."""
    start, end = line.block.body.start, line.block.body.end
    found = signs.date.search(text, start, end)
    if not found:
        return None
    after = text[found.end() : end]
    beside = [
        text[start : found.start()].strip(EDGES),
        after.strip(EDGES) if beyond_time(after, signs) else "",
    ]
    name = whole_name(beside[0] or beside[1], signs)
    if all(beside) or not name or len(name.partition(",")[0].split()) > _NAME or not _capitalised(shown):
        return None
    if signs.no_names.issuperset(name.lower().split()):
        return _credit(line, "time", 1.5, None)._replace(date=found.span())
    if publishes(name, signs) or name.startswith(_ARTICLES):
        return _credit(line, "source", 2.0, name)._replace(date=found.span())
    opening = Opening(end, 2.0, name, None, found.span(), "name and date", alone=True)
    return _credit(line, "time", 2.0, None)._replace(opening=opening, date=found.span())


def _publisher(shown: str, signs: Signs) -> str | None:
    """The name of a paper or another body that publishes, where a line is nothing else."""
    pieces = [piece.strip(EDGES) for piece in _PIECES.split(shown) if piece.strip(EDGES)]
    if not pieces or any(len(piece.split()) > _NAME or not _capitalised(piece) for piece in pieces):
        return None
    return next((piece for piece in pieces if publishes(piece, signs)), None)


def publishes(name: str, signs: Signs) -> bool:
    """Whether the last word of a name, or one before "of" or "for", is that of a publisher: "Office of the Mayor"."""
    if name.casefold() in signs.agencies or _is_company(name, signs):
        return True
    words = [word.strip(".").lower() for word in name.split()]
    ends = {words[-1], *(a for a, b in pairwise(words) if b in ("of", "for"))}
    return len(words) > 1 and not ends.isdisjoint(signs.publishers | signs.papers)


def _is_company(name: str, signs: Signs) -> bool:
    """Whether a name ends as those of companies do: "Acme Holding AG"."""
    words = name.lower().split()
    return len(words) > 1 and words[-1].strip(".,") in signs.companies


def _is_journalist(shown: str, signs: Signs) -> bool:
    """A person and what they do at a paper: "Jane Doe, education reporter"."""
    name, _, job = shown.partition(",")
    named = _FORENAME < len(name.split()) <= _PERSON and _capitalised(name)
    return named and not signs.writers.isdisjoint(job.lower().split()[-1:])


def _capitalised(shown: str) -> bool:
    words = shown.split()
    return all(not w[0].isalpha() or not w[0].islower() or w.strip(EDGES) in SMALL for w in words)


def _shown(line: Line, text: str) -> str:
    return text[line.block.body.start : line.block.body.end].strip(EDGES)


def _credit(
    line: Line, role: Literal["source", "byline", "time", "field"], weight: float, name: str | None
) -> Line:
    name = name.removeprefix("The ") if name else None
    number = line.number if line.role == "title" else None
    return line._replace(role=role, weight=weight, publisher=name, title=None, number=number)
