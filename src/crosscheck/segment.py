"""Parts -> segments: sentences, titles and table cells, with their tokens.

Sentence ends come from sentencex (Wikimedia; 43 of 48 English golden rules at 0.015 s per MB), called once a block, since
a bullet makes it swallow what follows; what it misses in news English is mended beside it.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import accumulate, chain, compress, count

from sentencex import get_sentence_boundaries

from crosscheck.model import Block, Collation, Part, Segment, SegmentKind, Span

_Tokens = tuple[tuple[str, ...], tuple[int, ...], tuple[bool, ...]]

CHUNK = 20_000
"""Code points handed to sentencex at once: it is quadratic on unclosed quotation marks."""

_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_UNSEEN = frozenset(_INVISIBLE)
_LETTER = r"[^\W_]"
_SIC = frozenset({"[sic]", "[sic.]", "[sic!]"})
_STRAIGHT = str.maketrans("’‘ʼ′“”„«»–—‑−", '\'\'\'\'"""""----', _INVISIBLE)

_CLOSING = "\"'”’»)]"
_QUOTED_END = re.compile(rf"[.!?…][{re.escape(_CLOSING)}]+\s+(?=[\"“‘«(\[]?[A-Z0-9])")
_SAYING = re.compile(r"[a-z]")
_OPENING = '(“"‘-'
_ABBREVIATED = frozenset(
    "Mr Mrs Ms Dr Prof Gen Lt Col Maj Capt Sgt Cmdr Adm Gov Sen Rep Hon Rev St Mt Ft No Nos Art Sec Vol pp Fig vs v cf "
    "Jan Feb Mar Apr Jun Jul Aug Sept Sep Oct Nov Dec".split()
)
_INITIALS = re.compile(r"(?:[A-Z]\.)+")
_NUMBERED = re.compile(r"\d{1,3}\.")
_CLOCK = ("a.m.", "p.m.")
_AFTER_CLOCK = re.compile(
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b"
    r"|(?:Jan|Feb|March|April|May|June|July|Aug|Sept|Oct|Nov|Dec)[a-z]*\.? \d"
    r"|(?:UTC|GMT|MSK|HKT|SGT|[A-Z]{1,3}[SD]T|[CEW][AE]T|[CEMP]T)\b"
    r"|(?!(?:This|That|The|Last|Next|Every|Each|Some|Any|No)\b)(?:[A-Z][a-z]+ ){1,2}[Tt]ime\b"
)
"""What belongs to the time of the day before it: a day, a zone."""
_OPENER = frozenset(
    "the a an this that these those he she it they we i you his her its their our in on at by for from after before "
    "when while as but and however meanwhile also if there here both all some many most no one two first".split()
)


def segment(collation: Collation) -> Mapping[str, tuple[Segment, ...]]:
    """The segments of the summary and of every original, by part id, in order."""
    read = _Read()
    return {
        p.id: segment_part(collation, p, read) for p in collation.parts if p.kind in ("summary", "original")
    }


def segment_part(collation: Collation, part: Part, read: _Read) -> tuple[Segment, ...]:
    """The segments of one part: its title first, then the sentences of each block; ``read`` as in ``_tokens``."""
    text = collation.documents[part.span.file].text
    found: list[Segment] = []

    def add(kind: SegmentKind, block: int, start: int, end: int, lead: Span | None) -> None:
        words, bounds, capitals = _tokens(text, start, end, read)
        if words:
            span = Span(start, end, part.span.file)
            found.append(Segment(len(found), part.id, span, kind, block, text, words, bounds, capitals, lead))

    if part.title:
        add("title", -1, part.title.body.start, part.title.body.end, None)
    for number, block in enumerate(part.blocks):
        start, lead = _after_lead(text, part, block)
        if block.kind == "cell":
            add("cell", number, start, block.body.end, lead)
            continue
        if block.kind == "caption":
            add("title", number, start, block.body.end, lead)
            continue
        for a, b in sentences(text[start : block.body.end], part.language):
            add("sentence", number, start + a, start + b, lead)
            lead = None
    return tuple(found)


def tokenize(text: str) -> list[tuple[str, Span]]:
    """The words, numbers and punctuation marks of a text: normalized, and where each stands."""
    norms, bounds, _ = _tokens(text, 0, len(text), _Read())
    return [(norm, Span(a, b)) for norm, a, b in zip(norms, bounds[::2], bounds[1::2], strict=True)]


def normalize(word: str) -> str:
    """A word for matching: casefolded, NFC, straight quotes and hyphens, nothing invisible."""
    if word.isascii():
        return word.casefold()
    return unicodedata.normalize("NFC", word.translate(_STRAIGHT)).casefold()


def sentences(text: str, language: str = "en") -> Iterator[tuple[int, int]]:
    """The sentences of one block as (start, end), without the blanks around them."""
    flat = text.replace("\r", " ").replace("\n", " ")
    try:
        flat.encode()
    except UnicodeEncodeError:  # a half of a surrogate pair, which sentencex cannot be given
        flat = re.sub("[\ud800-\udfff]", "\ufffd", flat)
    for start, end in _mend(flat, _boundaries(flat, language)):
        while start < end and flat[start].isspace():
            start += 1
        while end > start and flat[end - 1].isspace():
            end -= 1
        if start < end:
            yield start, end


def _tokens(
    text: str, start: int, end: int, read: _Read
) -> tuple[tuple[str, ...], array[int], tuple[int, ...]]:
    """Normalized words and places of the tokens of ``text[start:end]``, and the numbers of those with a capital.

    ``read`` remembers what was read between blanks.

    No token holds a blank, nor asks what stands behind one. Where what was read does not add up to the text (two blanks,
    or something that is no token), the places are looked for one by one.
    """
    written = text[start:end].split()
    if not written:
        return (), array("I"), ()
    norms, widths, capitals = zip(*map(read.__getitem__, written), strict=True)
    bounds = array("I", list(accumulate(chain.from_iterable(widths), initial=start)))
    if bounds.pop() != end + 1:
        found = _found(text[start:end])
        bounds = array("I", [start + at for _, first, last in found for at in (first, last)])
    large = tuple(compress(count(), chain.from_iterable(capitals)))
    return tuple(chain.from_iterable(norms)), bounds, large


class _Read(dict[str, _Tokens]):
    """What stands between two blanks -> its tokens, normalized; the width of each and of the gap after it; which have a capital."""

    def __missing__(self, written: str) -> _Tokens:
        """Read, and remembered."""
        size = len(written)
        tokens: _Tokens
        if written.isalnum():
            tokens = (normalize(written),), (size, 1), (_is_capital(written[0]),)
        elif written[-1] in ".,;:" and written[:-1].isalnum():
            tokens = (
                (normalize(written[:-1]), written[-1]),
                (size - 1, 0, 1, 1),
                (_is_capital(written[0]), False),
            )
        else:
            found = _found(written)
            ends = [*(first for _, first, _ in found[1:]), size + 1]
            widths = [
                w
                for (_, first, last), after in zip(found, ends, strict=False)
                for w in (last - first, after - last)
            ]
            capitals = tuple(_is_capital(written[first]) for _, first, _ in found)
            tokens = tuple(norm for norm, _, _ in found), tuple(widths), capitals
        self[written] = tokens
        return tokens


def _is_capital(letter: str) -> bool:
    return letter.isupper() and letter.isalpha()


def _found(written: str) -> list[tuple[str, int, int]]:
    """The tokens of a text: normalized, start and end.

    ``[sic]`` is none of them: it is said about the text, on whichever side it stands.
    """
    token = _token("" if written.isascii() or _UNSEEN.isdisjoint(written) else _INVISIBLE)
    found = ((normalize(match[0]), *match.span()) for match in token.finditer(written))
    return [token for token in found if token[0] not in _SIC]


@cache
def _token(invisible: str) -> re.Pattern[str]:
    """A token, in which some invisible characters may stand."""
    word = rf"{_LETTER}+(?:[{invisible}]+{_LETTER}+)*" if invisible else rf"{_LETTER}+"
    return re.compile(
        rf"""
        \[[Ss][Ii][Cc][.!]?\]                                 # an editor's remark, no word of the text
      | (?:[^\W\d_]\.){{2,}}                                  # U.S., e.g.
      | \d+(?:[.,:/]\d+)+{_LETTER}*                           # 1,234.5  10:30  25/04/2025
      | ['’]s(?!{_LETTER})                                    # the possessive stands apart from its noun
      | {word}(?:['’](?!s(?!{_LETTER})){word})*               # words, contractions, 15th, 5G
      | \.\.+ | --+ | [^\s{invisible}]                        # punctuation
        """,
        re.VERBOSE,
    )


def _after_lead(text: str, part: Part, block: Block) -> tuple[int, Span | None]:
    """Where the block's own text starts, behind list marker and dateline, and the span of that lead."""
    start = block.body.start
    if part.dateline and block.span.holds(part.dateline.span):
        start = part.dateline.span.end
        while start < block.body.end and text[start].isspace():
            start += 1
    lead_end = start
    while lead_end > block.span.start and text[lead_end - 1].isspace():
        lead_end -= 1
    return start, Span(block.span.start, lead_end, block.span.file) if lead_end > block.span.start else None


def _boundaries(flat: str, language: str) -> Iterator[tuple[int, int]]:
    """Sentences as sentencex has them, long blocks cut into chunks at a full stop."""
    code = language if language.isalpha() and len(language) == 2 else "en"
    at = 0
    while at < len(flat):
        stop = len(flat)
        if stop - at > CHUNK:
            cut = flat.rfind(". ", at + CHUNK // 2, at + CHUNK)
            stop = cut + 2 if cut > 0 else at + CHUNK
        for found in get_sentence_boundaries(code, flat[at:stop]):
            yield at + found["start_index"], at + found["end_index"]
        at = stop


def _mend(flat: str, bounds: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Join what was cut behind an abbreviation or inside a sentence, cut what was left together behind a quotation."""
    pending: tuple[int, int] | None = None
    for start, end in bounds:
        if pending is None:
            pending = (start, end)
        elif _belongs_together(flat[pending[0] : pending[1]].rstrip(), flat[start:end].lstrip()):
            pending = (pending[0], end)
        else:
            yield from _cut_behind_quotations(flat, *pending)
            pending = (start, end)
    if pending:
        yield from _cut_behind_quotations(flat, *pending)


def _belongs_together(before: str, after: str) -> bool:
    if not before or not after:
        return True
    first = after.split(None, 1)[0].strip("\"“‘'(").casefold()
    last = before.rsplit(None, 1)[-1]
    for mark in _OPENING:
        last = last.rpartition(mark)[2]
    if (last.endswith(".") and last[:-1] in _ABBREVIATED) or _NUMBERED.fullmatch(before):
        return True
    if _INITIALS.fullmatch(last):
        return len(last) == 2 or first not in _OPENER
    if not any(c.isalnum() for c in after) or (last in _CLOCK and _AFTER_CLOCK.match(after)):
        return True
    return before[-1] not in _CLOSING + ".!?…:;" or bool(_SAYING.match(after))


def _cut_behind_quotations(flat: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    for match in _QUOTED_END.finditer(flat, start, end):
        inside = flat[at : match.end()]
        if (
            inside.count("“") == inside.count("”")
            and inside.count('"') % 2 == 0
            and inside.count("(") == inside.count(")")
        ):
            yield at, match.end()
            at = match.end()
    yield at, end
