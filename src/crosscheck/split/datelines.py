"""The opening ``PLACE, April 25 (Agency) —`` of a news item, read as a row of signs that patterns match."""

import re
from functools import lru_cache
from typing import NamedTuple

from crosscheck.split.signs import Pattern, Signs, expand

_LONGEST = 160
_KINDS = "FPMNUfpmnu"
"""With what the kind of a text begins: "For release", "Press release", "Media release", "News release", "Update"."""
_SMALL_AGENCY = 5
"""Letters of an agency that signs in small ones."""
_LINKS = r"(?:de|la|el|of|the|and|upon|am|an|der|del|do|da|dos|los|las|le|sur|al|es|ul)\b(?=[ -])"


class Opening(NamedTuple):
    """A dateline: offsets within the text it was found in, half-open."""

    end: int
    """Where the sentence after it begins."""
    weight: float
    place: str | None
    agency: str | None
    date: tuple[int, int] | None
    name: str
    """Which pattern it is."""
    alone: bool = False
    """Whether it is the whole line."""


class _Sign(NamedTuple):
    sign: str
    start: int
    end: int
    text: str = ""
    date: tuple[int, int] | None = None


def find_opening(text: str, start: int, end: int, signs: Signs, *, alone: bool = False) -> Opening | None:
    """The dateline at ``start``, or None; ``alone``: one that is the whole line up to ``end``."""
    first = _behind_kind(text, start, end, signs)
    row = _row(text, first, min(end, first + _LONGEST), signs) if first < end else []
    if not row or (len(row) == 1 and row[0].sign in "Pp"):  # most sentences begin with a name or a capital
        return None
    shape = "".join(sign.sign for sign in row)
    best: Opening | None = None
    for pattern in signs.group("dateline_alone" if alone else "dateline"):
        match = pattern.regex.match(shape)
        if not match or not match.end():
            continue
        opening = _opening(text, row[: match.end()], end, pattern)._replace(alone=alone)
        fits = opening.end >= end if alone else opening.end < end and not text[opening.end].isdigit()
        fits = fits and not (pattern.year and opening.date and not signs.year.search(text, *opening.date))
        if fits and (not best or (opening.weight, opening.end) > (best.weight, best.end)):
            best = opening
    return best


def _behind_kind(text: str, start: int, end: int, signs: Signs) -> int:
    """Where a text goes on behind the kind that it says it is: "FOR IMMEDIATE RELEASE – ", "Press release: "."""
    kind = signs.kind.match(text, start, end) if text[start] in _KINDS else None
    return kind.end() if kind else start


def _opening(text: str, row: list[_Sign], end: int, pattern: Pattern) -> Opening:
    after = row[-1].end
    while after < end and text[after].isspace():
        after += 1
    place = next((sign.text for sign in row if sign.sign in "Ppl"), None)
    bodies = sorted((sign for sign in row if sign.sign in "AaBb"), key=lambda sign: sign.sign in "ab")
    agency = bodies[0].text if bodies else None
    date = next((sign.date for sign in row if sign.date), None)
    return Opening(after, pattern.weight, place, agency, date, pattern.name)


@lru_cache(maxsize=4)
def _token(signs: Signs) -> re.Pattern[str]:
    return re.compile(
        expand(
            r"(?P<date>{{foreign_date}}(?=[.,]?\s*[(/\[]))"
            r"|[(\[](?P<bracket>[^()\[\]\n]{2,40})[)\]]|/(?P<slashed>[^()\[\]/\n]{2,40})/"
            r"|(?P<dash>[-_]+|[–-―−]+)|(?P<point>[,.:])"
            r"|(?P<word>(?:{{upper}}\.){2,}|{{upper}}(?:\w|['’]|`|[-/.](?=\w))*)"
            rf"|(?P<link>{_LINKS})",
            signs.pieces,
        )
    )


def _row(text: str, start: int, end: int, signs: Signs) -> list[_Sign]:
    """The signs from ``start`` on, up to the first thing that stands in no dateline."""
    row: list[_Sign] = []
    if not (text[start].isupper() or text[start].isdigit() or text[start] in "(/["):
        return row
    at = start
    while at < end:
        sign, at = _next(text, at, end, signs)
        if not sign or not _append(row, sign, text, signs):
            break
        at = max(at, row[-1].end)
    while row and row[-1].sign == "+":
        row.pop()
    return row


def _next(text: str, at: int, end: int, signs: Signs) -> tuple[_Sign | None, int]:
    """The sign that follows, behind blanks, and where it ends; None for what stands in no dateline."""
    while at < end and text[at].isspace():
        at += 1
    if day := signs.date.match(text, at, end):
        return _Sign("D", *day.span(), date=day.span()), day.end()
    match = _token(signs).match(text, at, end)
    return (_sign(text, match, signs), match.end()) if match else (None, at)


def _sign(text: str, match: re.Match[str], signs: Signs) -> _Sign | None:
    kind = str(match.lastgroup)
    start, end = match.span(kind)
    shown = match[kind]
    if kind == "date":
        return _Sign("D", start, end, date=(start, end))
    if kind in ("bracket", "slashed"):
        return _bracket(shown, start, end, signs)
    if kind == "dash":
        tight = end - start == 1 and text[start - 1].isalnum() and text[end : end + 1].isalnum()
        return None if tight else _Sign("-", start, end)
    if kind == "point":
        free = shown != ":" or text[end : end + 1].isspace() or end == len(text)
        return _Sign(shown, start, end) if free else None
    if kind == "link":
        return _Sign("+", start, end, shown)
    if shown.casefold() in signs.agencies:
        return _Sign("B", start, end, shown)
    return _Sign("P" if shown.isupper() and len(shown) > 1 else "p", start, end, shown)


def _bracket(inside: str, start: int, end: int, signs: Signs) -> _Sign | None:
    shown = inside.strip()
    if signs.date.fullmatch(shown):
        return _Sign("d", start, end + 1, date=(start, end))
    if placed := _placed(shown, start + inside.index(shown), signs):
        return placed._replace(start=start, end=end + 1)
    names = shown.casefold().split("/")
    if all(name.strip() in signs.agencies for name in names):
        return _Sign("A", start, end + 1, shown)
    words = shown.split()
    named = len(words) <= 5 and all(not w.islower() or w in ("of", "for", "and", "the") for w in words)
    return _Sign("a" if named else "b", start, end + 1, shown) if named or _signs_small(words) else None


def _placed(shown: str, start: int, signs: Signs) -> _Sign | None:
    """A place and a date in one pair of brackets: "(Nairobi, May 5, 2025)"."""
    place, comma, _ = shown.partition(",")
    at = len(place) + 1
    while shown[at : at + 1] == " ":
        at += 1
    day = signs.date.fullmatch(shown, at) if comma else None
    if not day or not place[:1].isupper() or place.split()[0].lower() in signs.not_places:
        return None
    return _Sign("l", start, start, place, (start + day.start(), start + day.end()))


def _signs_small(words: list[str]) -> bool:
    """Whether an agency may sign so in small letters: "(nnb)"."""
    return len(words) == 1 and words[0].isalpha() and len(words[0]) <= _SMALL_AGENCY


def _append(row: list[_Sign], sign: _Sign, text: str, signs: Signs) -> bool:
    """Add a sign to the row, joining the words of a name; False where the row cannot go on so."""
    last = row[-1] if row else None
    if sign.sign in "PpB" and last and last.sign == "," and (state := _state(sign, text, signs)):
        sign = state
    elif sign.sign in "Pp":
        if (last is None or last.sign not in "Pp+") and _is_no_place(sign, text, signs):
            return False
        if last and last.sign == "." and len(row) > 1 and row[-2].sign in "Pp" and _abbreviated(row):
            row.pop()
            last = row[-1]
        while last and last.sign == "+":
            row.pop()
            last = row[-1]
        if last and last.sign in "Pp":
            joined = text[last.start : sign.end]
            if len(joined.split()) > 5:
                return False
            kind = (
                "B" if joined.casefold() in signs.agencies else "P" if last.sign == sign.sign == "P" else "p"
            )
            sign = _Sign(kind, last.start, sign.end, joined)
            row.pop()
    elif (sign.sign == "+" and (last is None or last.sign not in "Pp+")) or (last and last.sign == "+"):
        return False
    row.append(sign)
    return True


def _abbreviated(row: list[_Sign]) -> bool:
    """Whether the name before a full stop is an abbreviation, as in "ST. PETERSBURG", and not a state: "Dayton, Ohio."."""
    return len(row[-2].text) <= (4 if len(row) == 2 else 2)


def _state(sign: _Sign, text: str, signs: Signs) -> _Sign | None:
    """The name as the abbreviation of a state, with its full stop: "Mass.", "N.Y."."""
    short = sign.text.rstrip(".")
    end = sign.start + len(short) + 1
    known = text.startswith(".", end - 1) and short.casefold() in signs.states
    return _Sign("s", sign.start, end, text[sign.start : end]) if known else None


def _is_no_place(sign: _Sign, text: str, signs: Signs) -> bool:
    """Whether a name cannot begin so: "The minister", "Monday"; but "The Hague"."""
    if sign.text.lower().rstrip(".") not in signs.not_places:
        return False
    return not text[sign.start : sign.end + 20].lower().startswith(signs.article_places)
