"""Lines with a part each -> parts: title, dateline, publisher, date, language, and the blocks of the body."""

import re
from collections.abc import Sequence
from operator import itemgetter
from typing import NamedTuple

from crosscheck.marks import Mark, read_mark
from crosscheck.model import Block, Dateline, Document, Part, PartKind, Span
from crosscheck.split.between import mark_credits, publishes
from crosscheck.split.datelines import Opening
from crosscheck.split.language import language_of
from crosscheck.split.line import CREDITS, HEAD, RESIDUE, Line
from crosscheck.split.signs import Signs, words_of

_ACRONYM = 4
"""Letters of a name in capitals that is rather an acronym than a city."""
_NEAR = 5000
"""Code points below a line that tell what its name names."""
_SECTION, _HEADLINE, _STANDFIRST = 2, 4, 45
"""Words: at most, of the name of a section; at least, of a headline below it; at most, of a standfirst."""
_LEADS = HEAD | {"tail", "rule", "mark", "notice", "summary"}


class Stretch(NamedTuple):
    """Neighbouring lines of one document that belong to one part."""

    kind: PartKind
    lines: tuple[int, ...]
    confidence: float = 1.0


class Numbers:
    """Ids for parts as they come: originals 1, 2 ..., notices n1 ..., furniture f1 ..."""

    def __init__(self) -> None:
        self._next = {"original": 0, "notice": 0, "furniture": 0}

    def id(self, kind: PartKind) -> str:
        """The next id of a kind of part."""
        if kind == "summary":
            return "S"
        self._next[kind] += 1
        return {"original": "", "notice": "n", "furniture": "f"}[kind] + str(self._next[kind])


def build_parts(
    document: Document, lines: Sequence[Line], stretches: Sequence[Stretch], signs: Signs, numbers: Numbers
) -> list[Part]:
    """The parts of one document, in its order. Page residue becomes parts of its own, and leaves gaps in the others."""
    lines = list(lines)
    for stretch in stretches:
        if stretch.kind == "original":
            own = mark_credits([lines[k] for k in stretch.lines], document.text, signs)
            for k, line in zip(stretch.lines, own, strict=True):
                lines[k] = line
    owner: dict[int, Stretch] = {}
    pieces: list[Stretch] = []
    for stretch in stretches:
        pieces += _without_residue(lines, stretch)
    pieces = _joined(pieces)
    for piece in pieces:
        owner.update(dict.fromkeys(piece.lines, piece))
    runs = _runs(lines, owner)
    order = sorted(pieces, key=lambda piece: piece.lines[0])
    return [_part(document, lines, piece, runs[id(piece)], signs, numbers.id(piece.kind)) for piece in order]


def _without_residue(lines: Sequence[Line], stretch: Stretch) -> list[Stretch]:
    """A stretch without its page residue, and that residue, run by run; what is nothing else is no residue."""
    if stretch.kind == "furniture":
        return [stretch]
    kept = tuple(k for k in stretch.lines if lines[k].role not in RESIDUE)
    if not kept:
        return [stretch]
    found = [stretch._replace(lines=kept)]
    run: list[int] = []
    for k in stretch.lines:
        if lines[k].role not in RESIDUE:
            continue
        if run and k != run[-1] + 1:
            found.append(Stretch("furniture", tuple(run)))
            run = []
        run.append(k)
    return [*found, Stretch("furniture", tuple(run))] if run else found


def _joined(pieces: Sequence[Stretch]) -> list[Stretch]:
    """Residue that ends one stretch and begins the next is one part."""
    joined: list[Stretch] = []
    for piece in sorted(pieces, key=lambda piece: piece.lines[0]):
        last = joined[-1] if joined else None
        if last and last.kind == piece.kind == "furniture" and last.lines[-1] + 1 == piece.lines[0]:
            joined[-1] = last._replace(lines=last.lines + piece.lines)
        else:
            joined.append(piece)
    return joined


def _runs(lines: Sequence[Line], owner: dict[int, Stretch]) -> dict[int, list[Span]]:
    """The spans of each piece: neighbouring lines in one."""
    runs: dict[int, list[Span]] = {}
    previous: Stretch | None = None
    for k, line in enumerate(lines):
        piece = owner[k]
        spans = runs.setdefault(id(piece), [])
        if piece is previous:
            spans[-1] = spans[-1]._replace(end=line.block.span.end)
        else:
            spans.append(line.block.span)
        previous = piece
    return runs


def _part(
    document: Document,
    lines: Sequence[Line],
    piece: Stretch,
    spans: Sequence[Span],
    signs: Signs,
    part_id: str,
) -> Part:
    if piece.kind in ("notice", "furniture"):
        blocks = tuple(lines[k].block for k in piece.lines if lines[k].role not in ("rule", "mark"))
        return Part(part_id, piece.kind, blocks, tuple(spans), confidence=piece.confidence)
    leads, body, tails = _layout(lines, piece)
    at = _title_line(document, lines, piece, leads)
    title = _title_block(document, lines[at]) if at is not None else None
    dateline = _dateline(document, lines, leads, body, signs, titled=title is not None)
    body = [k for k in leads if at is not None and k > at and lines[k].role in ("title", "prose")] + body
    own = (*leads, *tails)
    publisher = dateline.agency if dateline and dateline.agency else None
    whole = document.text[spans[0].start : spans[-1].end]
    publisher = publisher or _publisher(whole, lines, own) or _stated(document, title, signs)
    undated = not dateline or not dateline.date
    dates = [(k == at, d) for k in own if (d := lines[k].date) and (undated or lines[k].opening is None)]
    printed = min(dates, default=(False, None), key=itemgetter(0))[1]
    text = " ".join(document.text[lines[k].block.body.start : lines[k].block.body.end] for k in body[:12])
    return Part(
        id=part_id,
        kind=piece.kind,
        blocks=tuple(_headed(lines[k]) if piece.kind == "original" else lines[k].block for k in body),
        spans=tuple(spans),
        title=title,
        title_text=document.text[title.body.start : title.body.end] if title else document.title,
        publisher=publisher or document.publisher,
        place=dateline.place if dateline else None,
        dateline=dateline,
        printed_date=Span(*printed, document.file) if printed else None,
        published=document.published,
        language=language_of(text, signs),
        confidence=round(piece.confidence, 2),
    )


def _headed(line: Line) -> Block:
    """The block of a line; that of "About Acme" or "Table 1: ..." is a caption, which is no sentence."""
    return line.block._replace(kind="caption") if line.role == "title" and line.weight < 0 else line.block


def _layout(lines: Sequence[Line], piece: Stretch) -> tuple[list[int], list[int], list[int]]:
    """The lines above the first sentence, the body, and the credits below it; nothing but body where there is no prose."""
    prose = [k for k in piece.lines if lines[k].role == "prose"]
    if not prose:
        return [], [k for k in piece.lines if lines[k].role not in ("rule", "mark")], []
    first = _after_standfirst(lines, piece.lines, prose)
    last = prose[-1]
    leads = [k for k in piece.lines if k < first]
    tails = [k for k in piece.lines if k > last and lines[k].role in _LEADS and lines[k].role != "title"]
    left = set(leads) | set(tails)
    body = [k for k in piece.lines if k not in left and lines[k].role not in ("rule", "mark", "tail")]
    return leads, body, tails


def _after_standfirst(lines: Sequence[Line], own: Sequence[int], prose: Sequence[int]) -> int:
    """The first line of the text; one sentence below a title is a standfirst where nothing but credits follows it."""
    first = prose[0]
    above = [k for k in own if k < first]
    if len(prose) > 1 and lines[first].words <= _STANDFIRST and not lines[first].opening:
        between = [k for k in own if first < k < prose[1]]
        titled = any(lines[k].role == "title" for k in above) and not any(
            lines[k].role in CREDITS for k in above
        )
        if titled and between and all(lines[k].role in ("byline", "time") for k in between):
            return prose[1]
    return first


def _title_line(
    document: Document, lines: Sequence[Line], piece: Stretch, leads: Sequence[int]
) -> int | None:
    """The line with the title: a marker line that names it, the head's, else the first that looks like one."""
    for k in leads:
        if lines[k].role == "mark" and (mark := _mark(document, lines[k])) and mark.title:
            return k
    labelled = next((k for k in leads if lines[k].role == "label" and lines[k].title), None)
    if labelled is not None:
        return labelled
    return _below_section(lines, [k for k in leads if lines[k].role in ("title", "summary")])


def _below_section(lines: Sequence[Line], titles: Sequence[int]) -> int | None:
    """Of lines that may be titles, the first, or the second where that is the name of a section right above it."""
    if len(titles) > 1 and titles[1] == titles[0] + 1:
        first, second = lines[titles[0]], lines[titles[1]]
        if first.words <= _SECTION and second.words >= _HEADLINE:
            return titles[1]
    return titles[0] if titles else None


def _title_block(document: Document, line: Line) -> Block | None:
    mark = _mark(document, line) if line.role == "mark" else None
    span = line.place(mark.title) if mark and mark.title else line.title
    return line.block._replace(kind="title", body=Span(*span, document.file)) if span else None


def _mark(document: Document, line: Line) -> Mark | None:
    return read_mark(document.text[line.block.span.start : line.block.span.end])


def _dateline(
    document: Document,
    lines: Sequence[Line],
    leads: Sequence[int],
    body: Sequence[int],
    signs: Signs,
    *,
    titled: bool,
) -> Dateline | None:
    """The dateline that the first sentence opens with, or one on a line of its own above it.

    Where the first names no place, as in "BBC –", that of the other is the place.
    """
    first = next((k for k in body if lines[k].role == "prose"), None)
    found: Dateline | None = None
    for k in ([first] if first is not None else []) + list(leads):
        opening = lines[k].opening
        if not opening or (opening.weight < 1.5 and not titled):
            continue
        start = lines[k].block.body.start
        end = start + len(document.text[start : opening.end].rstrip())
        date = Span(*opening.date, document.file) if opening.date else None
        place, agency = opening.place, opening.agency
        if place and not agency and not _is_place(opening, document.text, lines[k].block.span.end, signs):
            agency, place = place.removeprefix("The "), None
        if found:
            return found._replace(place=place)
        found = Dateline(Span(start, end, document.file), place, agency, date)
        if place:
            return found
    return found


def _publisher(text: str, lines: Sequence[Line], own: Sequence[int]) -> str | None:
    """The publisher that a line of head or tail names; what stands behind a name in a byline may be a place."""
    for k in own:
        name = lines[k].publisher
        if name and (lines[k].role != "byline" or not _says_in(name, text)):
            return name
    return None


def _stated(document: Document, title: Block | None, signs: Signs) -> str | None:
    """The body whose statement the title says it is: "Statement by the Lake Society on the dam"."""
    shown = document.text[title.body.start : title.body.end] if title else ""
    found = signs.first("stated", shown, words_of(shown)) if shown else None
    return found[1]["publisher"] if found and publishes(found[1]["publisher"], signs) else None


def _is_place(opening: Opening, text: str, end: int, signs: Signs) -> bool:
    """Whether "Name, 25 April" or "NAME –" names a place rather than who published it; ``end`` is that of its line.

    It does where the text says "in Name"; a name that signs a line of its own is else judged by its looks, and one in
    capitals that the text writes so elsewhere is an acronym.
    """
    name = opening.place or ""
    start = end if opening.alone else opening.end
    after = text[start : start + _NEAR]
    if _says_in(name, after):
        return True
    if opening.alone:
        short = name.isupper() and len(name) <= _ACRONYM
        return len(name.split()) == 1 and not short and not _is_body(name, after, signs)
    if opening.date is not None:
        return not (_is_club(name, signs) or _is_body(name, after, signs))
    return not (name.isupper() and name.isalpha() and _is_acronym(name, text))


def _is_club(name: str, signs: Signs) -> bool:
    """Whether a name has the form of a club's or an office's: "NK Olimpija", "FC Twente", "Ministry of Health"."""
    first, _, rest = name.partition(" ")
    if rest.startswith("of "):
        return first.lower() in signs.publishers
    return 1 < len(first) < _ACRONYM and first.isupper() and rest != "" and not rest.isupper()


def _is_acronym(name: str, text: str) -> bool:
    """Whether a name in capitals stands so in the midst of a sentence too."""
    return re.search(rf"(?<=[\w,] ){re.escape(name)}(?!\w|,? [(–—-]|, \w+\.? \d)", text) is not None


def _is_body(name: str, text: str, signs: Signs) -> bool:
    """Whether a text speaks of a name as of a company: "the chairman of Acme", "Acme shares", "Acme announced"."""
    name, officers = re.escape(name), "|".join(signs.officers)
    body = rf"\b(?:{officers})s? (?:of|for|at) {name}\b|\b{name}(?:[’']s)? (?:(?:today )?announce|(?:{officers})s?\b)"
    return re.search(body, text) is not None


def _says_in(name: str, text: str) -> bool:
    places = rf"\b(?:in|at|from|to|near|outside|around|into)\s+(?:the\s+)?{re.escape(name)}\b"
    return re.search(places, text, re.IGNORECASE) is not None
