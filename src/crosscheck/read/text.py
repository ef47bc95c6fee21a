"""Plain text: bytes -> text by a ladder of encodings; text -> paragraphs, one a line or from hard-wrapped lines."""

import codecs
import re
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from itertools import pairwise
from typing import Any, NamedTuple

from crosscheck.marks import is_marker
from crosscheck.model import Block, BlockKind, CrosscheckError, Document, Remark, Span

LINE_END = re.compile(r"\r\n?|\n")


def read(data: bytes, *, name: str, file: int, encoding: str | None = None, **_: Any) -> Document:
    """The document in the bytes of a text file; raises CrosscheckError where they cannot be decoded."""
    text, remarks = decode(data, name, encoding, file)
    return _document(text, file, name, sha256(data).hexdigest(), remarks)


def from_text(text: str, file_index: int = 0) -> Document:
    """The document in a text that a program hands over."""
    digest = sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return _document(text, file_index, None, digest, ())


def decode(
    data: bytes, name: str, encoding: str | None = None, file: int = 0
) -> tuple[str, tuple[Remark, ...]]:
    """The text in ``data`` without byte-order mark, and what had to be decided.

    The ladder: ``encoding`` where given, a byte-order mark, NUL bytes (UTF-16), UTF-8, Windows-1252 with a remark.
    Guessing by letter statistics takes Windows-1252 for other code pages, so it is not done.
    """
    if encoding:
        return _decode_as(data, name, encoding).removeprefix("\ufeff"), ()
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return _decode_as(data, name, codec).removeprefix("\ufeff"), ()
    if unmarked := _utf16(data):
        remark = Remark("encoding", f"read as {unmarked.upper()}: no byte-order mark")
        return _decode_as(data, name, unmarked), (remark,)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _windows_1252(data, name, error)
    return text, _mojibake(text, file)


def looks_binary(data: bytes) -> bool:
    """Whether bytes are no text of any encoding of the ladder: control characters that no text holds."""
    head = data[:65536]
    if any(head.startswith(mark) for mark, _ in _MARKS) or _utf16(head):
        return False
    return b"\0" in head or len(head.translate(None, _CONTROLS)) < len(head) * 0.99


def line_starts(text: str) -> tuple[int, ...]:
    """Offset of the first code point of each line."""
    return (0, *(m.end() for m in LINE_END.finditer(text)))


# ---------------------------------------------------------------- encodings

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_NO_TEXT = frozenset(
    "base64 bz2 hex idna mbcs oem punycode quopri raw-unicode-escape rot-13 undefined unicode-escape uu zlib".split()
)
_CONTROLS = bytes({*range(32), 127} - {9, 10, 11, 12, 13, 27, 26})
_MOJIBAKE = "â€[™œ\x9d“”˜¦]|Ã[©¨¼¶¤³±¡]"


def _decode_as(data: bytes, name: str, encoding: str) -> str:
    codec = _codec(encoding)
    if codec is None:
        raise CrosscheckError(f"{name}: unknown encoding {encoding!r}: try utf-8, utf-16 or cp1252")
    try:
        return data.decode(codec)
    except ValueError as error:
        at = getattr(error, "start", 0)
        raise CrosscheckError(
            f"{name}: cannot be decoded as {encoding} (byte {at + 1}): give another --encoding"
        ) from None


def _codec(encoding: str) -> str | None:
    """The name of an encoding of texts, as Python has it; not of those of domain names, of archives, or of Python's own source."""
    try:
        found = codecs.lookup(encoding).name
    except (LookupError, ValueError):
        return None
    return None if found in _NO_TEXT else found


def _utf16(data: bytes) -> str | None:
    """UTF-16 without a mark: nearly every second byte of Latin text is NUL."""
    head = data[:4096]
    low, high = head[0::2].count(0), head[1::2].count(0)
    if max(low, high) < len(head) * 0.2 or min(low, high) > len(head) * 0.02:
        return None
    return "utf-16-le" if high > low else "utf-16-be"


def _windows_1252(data: bytes, name: str, error: UnicodeDecodeError) -> tuple[str, tuple[Remark, ...]]:
    line = data.count(b"\n", 0, error.start) + 1
    if any(ord(c) > 127 for c in data.decode("utf-8", "ignore")):
        raise CrosscheckError(
            f"{name}: line {line} holds bytes that are not UTF-8, though other lines are: "
            "mend that line, or give --encoding"
        ) from None
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        raise CrosscheckError(
            f"{name}: neither UTF-8 nor Windows-1252 (line {line}): save it as UTF-8, or give --encoding"
        ) from None
    return text, (
        Remark("encoding", f"read as Windows-1252, because line {line} is not UTF-8: see --encoding"),
    )


def _mojibake(text: str, file: int) -> tuple[Remark, ...]:
    found = re.search(_MOJIBAKE, text) if "â€" in text or "Ã" in text else None
    if not found:
        return ()
    message = f"“{found[0]}” looks like UTF-8 that was once read in another encoding: save the source anew"
    return (Remark("encoding", message, Span(*found.span(), file)),)


# ---------------------------------------------------------------- paragraphs

_LINE = re.compile(r"[^\n\r\v\f\x85\u2028\u2029]+")
_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\xad"
_LEAD = re.compile(
    r"(?P<item>[-*•·‣◦▪●○–—]\s+|\(?\d{1,3}[.)]\s+|\(?[a-z]\)\s+)(?=\S)|(?P<heading>\#{1,6}\s+)(?=\S)|(?P<quote>>\s?(?=\S))"
)
_LEAD_CHARS = frozenset("-*•·‣◦▪●○–—(#>0123456789abcdefghijklmnopqrstuvwxyz")
_RULE = re.compile(r"([-–—_*=~#+•.⁂])(?:\s*\1){2,}|⁂|\*\s\*\s\*|[-=*~]{2,}\s*o0o\s*[-=*~]{2,}")
_RULE_CHARS = frozenset("-–—_*=~#+•.⁂")
_UNDERLINE = re.compile(r"={3,}|-{3,}")
_ENDED = frozenset(".!?:;…”’\"')]»")


class _Line(NamedTuple):
    start: int
    end: int
    indent: int
    adjacent: bool
    """Whether no blank line stands before it."""


def _document(text: str, file: int, name: str | None, digest: str, remarks: tuple[Remark, ...]) -> Document:
    lines = _lines(text)
    width = _wrap_width(text, lines)
    if width:
        joined = f"lines of at most {width} characters were joined to paragraphs"
        remarks = (*remarks, Remark("wrapped", joined, confidence=0.9))
    paragraphs = _unwrap(text, lines, width) if width else zip(lines, lines, strict=True)
    return Document(
        file=file,
        name=name,
        text=text,
        sha256=digest,
        blocks=tuple(_blocks(text, paragraphs, file)),
        line_starts=line_starts(text),
        remarks=remarks,
    )


def _lines(text: str) -> list[_Line]:
    """The lines that show something, without the blanks around it."""
    found: list[_Line] = []
    previous = 0
    for match in _LINE.finditer(text):
        raw = match[0]
        shown = raw.strip()
        if shown and (shown[0] in _INVISIBLE or shown[-1] in _INVISIBLE):
            shown = shown.strip(_INVISIBLE + " \t\xa0")
        if not shown:
            continue
        indent = raw.index(shown)
        start = match.start() + indent
        breaks = text.count("\n", previous, start) or text.count("\r", previous, start)
        previous = start + len(shown)
        found.append(_Line(start, previous, indent, breaks < 2 and len(found) > 0))
    return found


def _wrap_width(text: str, lines: Sequence[_Line]) -> int:
    """The width at which lines were wrapped by hand or by a mail program; 0 where each paragraph is one line.

    Wrapping tears sentences: a line ends without a full stop and the next, directly below, begins in lower case. The
    width is that of the longest line so torn; text of one paragraph a line shows next to none, or only short ones.
    """
    torn = sorted(a.end - a.start for a, b in pairwise(lines) if b.adjacent and _is_torn(text, a, b))
    if len(torn) < 2 or not 40 <= torn[-1] <= 200 or torn[len(torn) // 2] < torn[-1] * 0.6:
        return 0
    fitting = [line for line in lines if line.end - line.start <= torn[-1] * 1.15]
    if len(fitting) < len(lines) * 0.4 or len(torn) < sum(line.adjacent for line in fitting) * 0.2:
        return 0
    return torn[-1]


def _is_torn(text: str, a: _Line, b: _Line) -> bool:
    """Whether a sentence runs on from one line to the next; an address in lower case is no sentence."""
    if not text[b.start].islower() or text[a.end - 1] in _ENDED or _leads(text, b):
        return False
    return not text.startswith(("http:", "https:", "www."), b.start)


def _unwrap(text: str, lines: Sequence[_Line], width: int) -> Iterator[tuple[_Line, _Line]]:
    """First and last line of each paragraph of hard-wrapped text."""
    torn = [_with_next_word(text, a, b) for a, b in pairwise(lines) if b.adjacent and _is_torn(text, a, b)]
    filled = sum(length > width for length in torn) >= len(torn) * 0.95
    room = width if filled else int(width * 0.9)
    breaks = [True, *(_breaks(text, a, b, width, room) for a, b in pairwise(lines)), True]
    for k in range(1, len(lines) - 1):
        # A full line that ends a sentence, then a short line that ends none: the second is a title.
        ends_none = text[lines[k].end - 1] not in _ENDED
        if not breaks[k] and breaks[k + 1] and ends_none and text[lines[k - 1].end - 1] in _ENDED:
            breaks[k] = True
    starts = [k for k in range(len(lines)) if breaks[k]]
    for first, after in pairwise([*starts, len(lines)]):
        yield lines[first], lines[after - 1]


def _breaks(text: str, a: _Line, b: _Line, width: int, room: int) -> bool:
    """Whether a paragraph ends between two lines: the first word of the second would have found room in the first."""
    if (
        not b.adjacent
        or a.end - a.start > width * 1.15
        or _leads(text, b)
        or _is_rule(text, a)
        or _is_rule(text, b)
        or _is_marker(text, a)
        or _is_marker(text, b)
    ):
        return True
    if text[b.start].islower() and text[a.end - 1] not in ".!?":
        return False
    if b.indent > a.indent and not _leads(text, a):
        return True
    return _with_next_word(text, a, b) <= room


def _with_next_word(text: str, a: _Line, b: _Line) -> int:
    """Length of a line with the first word of the next."""
    return a.end - a.start + 1 + len(text[b.start : b.end].split(None, 1)[0])


def _blocks(text: str, paragraphs: Iterable[tuple[_Line, _Line]], file: int) -> Iterator[Block]:
    underlined: Block | None = None
    for first, last in paragraphs:
        block = _block(text, first, last.end, file)
        if block.kind == "marker" and underlined and _is_underline(text, underlined, first):
            level = 1 if text[first.start] == "=" else 2
            underlined = Block("heading", underlined.span, underlined.body, level)
        if underlined:
            yield underlined
        underlined = block
    if underlined:
        yield underlined


def _block(text: str, line: _Line, end: int, file: int) -> Block:
    span = Span(line.start, end, file)
    char = text[line.start]
    ruled = end - line.start == 1 if char == ">" else char in _RULE_CHARS and _is_rule(text, line)
    if ruled or (end == line.end and _is_marker(text, line)):
        return Block("marker", span, span)
    lead = _LEAD.match(text, line.start, end) if char in _LEAD_CHARS else None
    if not lead:
        return Block("paragraph", span, span)
    kind: BlockKind = "item" if lead["item"] else "heading" if lead["heading"] else "quote"
    level = 1 + line.indent // 2 if kind == "item" else lead[0].count("#")
    return Block(kind, span, Span(lead.end(), end, file), level)


def _leads(text: str, line: _Line) -> bool:
    return text[line.start] in _LEAD_CHARS and _LEAD.match(text, line.start, line.end) is not None


def _is_rule(text: str, line: _Line) -> bool:
    return text[line.start] in _RULE_CHARS and _RULE.fullmatch(text, line.start, line.end) is not None


def _is_marker(text: str, line: _Line) -> bool:
    return text[line.start] in "<=" and is_marker(text, line.start, line.end)


def _is_underline(text: str, title: Block, line: _Line) -> bool:
    """Whether a row of = or - stands directly below a title and is about as long."""
    length = title.span.end - title.span.start
    return (
        title.kind == "paragraph"
        and line.adjacent
        and length <= 120
        and line.end - line.start >= length * 0.6
        and _UNDERLINE.fullmatch(text, line.start, line.end) is not None
    )
