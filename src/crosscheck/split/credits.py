"""Lines at the head or tail of an item that say by whom, where and when it was published."""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Set as AbstractSet

from crosscheck.split.datelines import find_opening
from crosscheck.split.line import Line
from crosscheck.split.signs import Signs

_TIME = (
    r"(?i)\b\d{1,2}[:.h]\d\d(?:[:.]\d\d)?(?:\s*[ap]\.?m\b\.?)?|\b\d{1,2}\s*[ap]\.?m\b\.?|[+-]\d\d:?\d\d\b"
    r"|\b\d+(?=\s*(?:hours?|hrs?|minutes?|mins?|days?|weeks?)\b)"
)
_WORD = r"[^\s|·•,;:/()\[\]–—]+"
_PIECES = r"[|·•,;]|\s[–—-]\s|\s(?:for|of) (?=the\b|[A-Z])"
_NAMES = r"[|·•,;()@/]|\s[–—-]\s"
_CLAUSES = r"[|·•,;]|\s[–—-]\s"
EDGES = "()[]{}—–-−*_|·• .:,;/"
SMALL = frozenset("and in for of the de van von der da al bin with at & for on le la du".split())
_LISTED = re.compile(r"[^,;|()]+(?:, [^,;|()]+)* (?:and|&) [^,;|()–—]*[^,;|()–—\s]")
_CUT = r"(?is)\s*(?:[|·•;]|\s[–—-]\s|,\s*(?=https?:)|https?://|\b(?:editor|author|by)\s*:).*$"
_MOST_WORDS = 16
_ARTICLES = ("the", "a", "an")


def read_credit(line: Line, shown: str, said: AbstractSet[str], signs: Signs) -> Line | None:
    """The line as a title field, source, time, byline or tail; None where it is none of them."""
    if shown.lower().rstrip(EDGES).endswith(signs.remarks):
        shown = _without_remark(shown, signs)
        if not shown:
            return line._replace(role="field", weight=0.5)
    if signs.first("tail", shown, said):
        return line._replace(role="tail")
    if found := signs.first("title", shown, said):
        return line._replace(role="title", weight=found[0].weight, title=line.place(found[1].span("title")))
    if found := signs.first("source", shown, said):
        return _source(line, shown, found[1]["publisher"], found[0].weight, signs)
    if signs.first("field", shown, said):
        return line._replace(role="field", weight=1.0)
    if line.words > _MOST_WORDS or shown.endswith((".”", '."')) or _opens_a_sentence(shown, signs):
        return None
    return _agency(line, shown, signs) or _dated(line, shown, signs) or _byline(line, shown, said, signs)


def _without_remark(shown: str, signs: Signs) -> str:
    """A line without what is said of the text behind a date, as "Check against delivery"; empty where it says nothing else."""
    low = shown.lower().rstrip(EDGES)
    remark = max((remark for remark in signs.remarks if low.endswith(remark)), key=len)
    before = shown[: len(low) - len(remark)].rstrip(EDGES)
    dates = list(signs.date.finditer(before))
    return before if not before or (dates and dates[-1].end() == len(before)) else shown


def beyond_time(shown: str, signs: Signs) -> list[str]:
    """The words of a text that do not say at what time of the day something was published."""
    words = re.findall(_WORD, re.sub(_TIME, " ", shown))
    return [w for w in words if w.lower().strip(".-") not in signs.time and w not in "-+"]


def whole_name(shown: str, signs: Signs) -> str:
    """The first name of a line, behind the kind of its text; what a body is for may be a list, as in "Office for Food and Ports"."""
    kind, comma, rest = shown.partition(", ")
    if comma and signs.no_names.issuperset(kind.lower().split()):
        return whole_name(rest, signs)
    name = re.split(_NAMES, shown)[0].strip(EDGES)
    listed = _LISTED.match(shown) if " of " in name or " for " in name else None
    return listed[0] if listed else name


def _opens_a_sentence(shown: str, signs: Signs) -> bool:
    """Whether a sentence follows a dateline in the same line: "GENEVA, April 26 (AFP) — He came." """
    opening = find_opening(shown, 0, len(shown), signs)
    rest = shown[opening.end :] if opening and opening.weight >= 2 else ""
    return rest.endswith((".", "!", "?")) and any(word.islower() for word in rest.split())


def clean_publisher(name: str, signs: Signs) -> str | None:
    """A publisher's name without date, address and article: "the Press Office, 26 April" -> "Press Office".

    None where nothing is left, or what is left is no name: "Source: own survey", "Joint press release".
    """
    name = signs.date.sub("", re.sub(_CUT, "", name)).strip(EDGES)
    name = re.sub(r"\s+(?:on|at|in|dated|of)$", "", name, flags=re.IGNORECASE).strip(EDGES)
    name = re.sub(r"^(?:the|a|an)\s+", "", name)
    named = name and (not name[0].islower() or ("." in name and " " not in name))
    return name if named and not signs.no_names.issuperset(name.lower().split()) else None


def _source(line: Line, shown: str, publisher: str, weight: float, signs: Signs) -> Line:
    found = signs.date.search(shown)
    date = line.place(found.span()) if found else None
    return line._replace(role="source", weight=weight, publisher=clean_publisher(publisher, signs), date=date)


def _agency(line: Line, shown: str, signs: Signs) -> Line | None:
    """A line that is nothing but the name of a news agency."""
    name = shown.strip(EDGES).removeprefix("The ").removeprefix("the ")
    return (
        line._replace(role="source", weight=2.0, publisher=name)
        if name.casefold() in signs.agencies
        else None
    )


def _dated(line: Line, shown: str, signs: Signs) -> Line | None:
    """A line with a date or a time, and at most an agency, a body, a place or a name beside it."""
    if not any(c.isdigit() for c in shown):
        return _placed(line, shown, signs) if shown[0].isupper() and shown[-1] in ")]" else None
    found = signs.date.search(shown)
    without = f"{shown[: found.start()]} | {shown[found.end() :]}" if found else shown
    words = beyond_time(without, signs)
    date = line.place(found.span()) if found else None
    if not words:
        return (
            line._replace(role="time", weight=1.5 if found else 0.7, date=date)
            if found or re.search(_TIME, shown)
            else None
        )
    if not found or len(words) > 8:
        return None
    placed = shown if beyond_time(shown[found.end() :], signs) else shown[: found.end()]
    if credit := _placed(line, placed, signs) or _placed(line, shown, signs):
        return credit
    if words[0].lower() == "by":
        return line._replace(role="byline", weight=2.0, date=date, publisher=_employer(shown, signs))
    name = _publisher(without, words, signs)
    return line._replace(role="source", weight=2.0, date=date, publisher=name) if name else None


def _placed(line: Line, shown: str, signs: Signs) -> Line | None:
    """A dateline on a line of its own."""
    opening = find_opening(shown, 0, len(shown), signs, alone=True)
    if not opening:
        return None
    date = line.place(opening.date) if opening.date else None
    if opening.place and not opening.agency and {w.lower() for w in opening.place.split()} & signs.publishers:
        return line._replace(role="source", weight=2.0, date=date, publisher=whole_name(shown, signs))
    opening = opening._replace(end=line.place((0, opening.end))[1], date=date)
    return line._replace(
        role="time", weight=opening.weight, date=date, opening=opening, publisher=opening.agency
    )


def _publisher(without: str, words: list[str], signs: Signs) -> str | None:
    """The agency or body that stands beside a date."""
    left = " ".join(words)
    for name in (left, words[0], words[-1]):
        if name.casefold() in signs.agencies and len(words) <= 6:
            return name
    if not all(w[0].isupper() or w in SMALL or w in signs.desks for w in words):
        return None
    return _of_desk(without, signs) or _body(without, signs)


def _of_desk(shown: str, signs: Signs) -> str | None:
    """The body whose desk is named in small letters: "University of Lind press office"."""
    pieces = (piece.strip(EDGES) for piece in re.split(_CLAUSES, shown))
    return next((p for p in pieces if p[:1].isupper() and not signs.desks.isdisjoint(p.split()[1:])), None)


def _body(shown: str, signs: Signs) -> str | None:
    """The agency, or body that publishes, between the commas and rules of a line; the last one, behind any names."""
    for clause in reversed(re.split(_CLAUSES, shown)):
        for piece in reversed(re.split(_PIECES, clause)):
            name = piece.strip(EDGES).removeprefix("the ")
            words = [w.lower().strip(".") for w in name.split()]
            ends = len(words) > 1 and words[-1] in signs.companies
            if name.casefold() in signs.agencies or ends or not signs.publishers.isdisjoint(words[1:]):
                return None if words[0] == "by" else clause[clause.index(name) :].strip(EDGES)
    return None


def _employer(shown: str, signs: Signs) -> str | None:
    """The publisher in a byline: behind the name and a comma, and no job; it may yet prove to be a place."""
    if name := _body(shown, signs):
        return name
    pieces = [
        piece.strip(EDGES) for piece in re.split(_PIECES, signs.date.sub("|", re.sub(_TIME, "|", shown)))
    ]
    name = next((piece for piece in reversed(pieces[1:]) if piece), "")
    words = name.split()
    named = bool(words) and all(w[0].isupper() or w in SMALL for w in words) and words[0].lower() != "in"
    return name if named and not {w.lower() for w in words} & signs.jobs else None


def _byline(line: Line, shown: str, said: AbstractSet[str], signs: Signs) -> Line | None:
    """A line such as "By Jane Doe in Almaty", "By our correspondent" or "Jane Doe, Reuters"."""
    bare = shown.strip(EDGES)
    words = bare.split()
    if shown.endswith(".") or len(words) < 2:
        return None
    if signs.first("byline", bare, said):
        return line._replace(role="byline", weight=2.0)
    signed = shown.lower().lstrip("(*_ ").startswith(signs.bylines)
    if not _capital(words) and not (signed and _of_a_writer(bare, signs)):
        return None
    if signed and words[1].lower() in _ARTICLES and (name := _body(" ".join(words[2:]), signs)):
        return line._replace(role="source", weight=2.0, publisher=name)
    if signed:
        return line._replace(role="byline", weight=2.0, publisher=_employer(shown, signs))
    last = words[-1].strip(EDGES)
    if last.casefold() in signs.agencies and len(words) <= 5 and re.search(r"[,|/–—-]\s*\S+\W*$", shown):
        return line._replace(role="byline", weight=2.0, publisher=last)
    return None


def _capital(words: Iterable[str]) -> bool:
    return all(w[0].isupper() or w.lower().strip(",") in SMALL or not w[0].isalpha() for w in words)


def _of_a_writer(shown: str, signs: Signs) -> bool:
    """Whether what follows the names, behind a comma, is in small letters because it says what they do."""
    names, _, job = shown.partition(",")
    words = job.replace(",", " ").lower().split()
    return len(names.split()) > 2 and _capital(names.split()[1:]) and not signs.writers.isdisjoint(words)
