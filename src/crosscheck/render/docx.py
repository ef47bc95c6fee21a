"""The article as a Word document: each finding a comment on its words, each safe fix a tracked change. For its author.

Made of the parts that ECMA-376 (Office Open XML, part 1) asks for and no more, with the standard library; the same report gives
the same bytes, since comments and changes bear no time. Formatting of the article's own file is not carried over.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

from crosscheck.model import Block, Document, Finding, Fix, Severity, Span
from crosscheck.plain import visible
from crosscheck.report import Report, shown
from crosscheck.ruleset import load_rules

AUTHOR = "crosscheck"
QUOTED = 200
"""Code points of an original that a comment quotes."""
_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_STYLES = {"title": "Title", "heading": "Heading1", "quote": "Quote"}
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 has no place for."""
_WHEN = (1980, 1, 1, 0, 0, 0)
"""The first day that a ZIP archive can name."""


class _Note(NamedTuple):
    """A comment on words of the article."""

    number: int
    start: int
    end: int
    lines: tuple[str, ...]


def render(report: Report, min_level: Severity, fixes: Sequence[Fix]) -> bytes:
    """The bytes of a .docx file, with the open findings at or above a level, and these fixes."""
    article = report.collation.summary
    document = report.collation.documents[article.span.file]
    blocks = [*([article.title] if article.title else []), *article.blocks]
    notes = list(_notes(report, shown(report, min_level), document, blocks))
    body = "".join(_paragraph(document.text, block, notes, fixes) for block in blocks)
    parts = {
        "[Content_Types].xml": _types(),
        "_rels/.rels": _relations([("officeDocument", "word/document.xml")]),
        "word/document.xml": _part("document", f"<w:body>{body}<w:sectPr/></w:body>"),
        "word/_rels/document.xml.rels": _relations([("styles", "styles.xml"), ("comments", "comments.xml")]),
        "word/styles.xml": _part("styles", _styles()),
        "word/comments.xml": _part("comments", "".join(map(_comment, notes))),
    }
    with BytesIO() as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, text in parts.items():
                archive.writestr(zipfile.ZipInfo(name, _WHEN), text.encode(), zipfile.ZIP_DEFLATED)
        return file.getvalue()


# ---------------------------------------------------------------- comments


def _notes(
    report: Report, findings: Iterable[Finding], document: Document, blocks: Sequence[Block]
) -> Iterator[_Note]:
    """A comment for each place of each finding; one without a place in the article stands at its beginning."""
    names = {rule.id: rule.plain for rule in load_rules()}
    spots: list[tuple[Span | None, Finding]] = []
    for finding in findings:
        spots += [(place.span, finding) for place in finding.places] or [
            (finding.summary.span if finding.summary else None, finding)
        ]
    for number, (span, finding) in enumerate(spots):
        start, end = _words(document.text, span, blocks)
        yield _Note(
            number,
            start,
            end,
            tuple(visible(line) for line in _lines(report, finding, names.get(finding.rule, finding.rule))),
        )


def _words(text: str, span: Span | None, blocks: Sequence[Block]) -> tuple[int, int]:
    """The words that a comment stands on, inside one paragraph: where words are missing, the one before."""
    if span is None:
        return blocks[0].body.start, blocks[0].body.end
    block = next((b for b in blocks if b.span.start <= span.start <= b.span.end), blocks[0])
    start, end = max(span.start, block.span.start), min(span.end, block.span.end)
    if start >= end:
        end = start = min(max(start, block.span.start), block.span.end)
        start -= len(text[block.span.start : start]) - len(text[block.span.start : start].rstrip())
        start = max(block.span.start, text.rfind(" ", block.span.start, start) + 1)
    return start, end


def _lines(report: Report, finding: Finding, name: str) -> Iterator[str]:
    yield f"{name} ({finding.severity})"
    yield finding.message
    if finding.suggestion:
        yield f"suggestion: {finding.suggestion}"
    titles = {p.id: p.title_text for p in report.collation.originals}
    for evidence in finding.related[:3]:
        sentences = report.segments.get(evidence.part, ())
        text = next((s.text for s in sentences if s.span.holds(evidence.span)), evidence.text)
        quoted = text if len(text) <= QUOTED else text[:QUOTED].rsplit(" ", 1)[0] + " …"
        title = f", “{titles[evidence.part]}”" if titles.get(evidence.part) else ""
        yield f"original {evidence.part}{title}: {quoted}"
    if finding.decision and finding.decision.reason:
        yield finding.decision.reason


def _comment(note: _Note) -> str:
    paragraphs = "".join(f"<w:p>{_run(line)}</w:p>" for line in note.lines)
    return f'<w:comment w:id="{note.number}" w:author={quoteattr(AUTHOR)} w:initials="cc">{paragraphs}</w:comment>'


# ---------------------------------------------------------------- the article


def _paragraph(text: str, block: Block, notes: Sequence[_Note], fixes: Sequence[Fix]) -> str:
    """A paragraph, cut wherever a comment or a change begins or ends."""
    first, last = block.span.start, block.span.end
    here = [n for n in notes if first <= n.start and n.end <= last]
    changes = {f.span.start: f for f in fixes if first <= f.span.start and f.span.end <= last}
    bounds = {first, last, *(b for n in here for b in n[1:3])}
    bounds |= {b for f in changes.values() for b in (f.span.start, f.span.end)}
    inside = [f.span for f in changes.values()]
    cuts = sorted(b for b in bounds if not any(s.start < b < s.end for s in inside))
    pieces: list[str] = []
    for at, end in zip(cuts, [*cuts[1:], last], strict=True):
        pieces += [_ended(n) for n in here if n.end <= at and n.end > n.start and _falls(n.end, at, cuts)]
        pieces += [f'<w:commentRangeStart w:id="{n.number}"/>' for n in here if _falls(n.start, at, cuts)]
        pieces += [_ended(n) for n in here if n.end == n.start and _falls(n.end, at, cuts)]
        fix = changes.get(at)
        pieces.append(_changed(text[at:end], fix) if fix else _run(text[at:end]))
    style = f'<w:pPr><w:pStyle w:val="{_STYLES[block.kind]}"/></w:pPr>' if block.kind in _STYLES else ""
    return f"<w:p>{style}{''.join(pieces)}</w:p>"


def _falls(bound: int, at: int, cuts: Sequence[int]) -> bool:
    """Whether a bound is drawn at a cut: there, or inside a change that begins at the cut before it."""
    return at == next((c for c in cuts if c >= bound), cuts[-1])


def _ended(note: _Note) -> str:
    reference = f'<w:r><w:commentReference w:id="{note.number}"/></w:r>'
    return f'<w:commentRangeEnd w:id="{note.number}"/>{reference}'


def _changed(text: str, fix: Fix) -> str:
    """The words as deleted, and what stands for them as inserted."""
    mark = f'w:id="{10_000 + 2 * fix.span.start}" w:author={quoteattr(AUTHOR)}'
    other = f'w:id="{10_001 + 2 * fix.span.start}" w:author={quoteattr(AUTHOR)}'
    deleted = f"<w:del {mark}>{_run(text, 'delText')}</w:del>" if text else ""
    return deleted + (f"<w:ins {other}>{_run(fix.replacement)}</w:ins>" if fix.replacement else "")


def _run(text: str, tag: str = "t") -> str:
    """A run of text; line ends inside a paragraph are blanks."""
    if not text:
        return ""
    plain = escape(_FORBIDDEN.sub("\ufffd", text.replace("\r", " ").replace("\n", " ")))
    return f'<w:r><w:{tag} xml:space="preserve">{plain}</w:{tag}></w:r>'


# ---------------------------------------------------------------- the package


def _part(name: str, inside: str) -> str:
    return f'{_HEAD}<w:{name} xmlns:w="{_MAIN}">{inside}</w:{name}>'


def _relations(targets: Sequence[tuple[str, str]]) -> str:
    lines = "".join(
        f'<Relationship Id="rId{n}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets, 1)
    )
    return f'{_HEAD}<Relationships xmlns="{_RELATIONS}">{lines}</Relationships>'


def _types() -> str:
    kinds = (("document", "document.main"), ("styles", "styles"), ("comments", "comments"))
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_TYPE}.{kind}+xml"/>' for name, kind in kinds
    )
    return (
        f'{_HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def _styles() -> str:
    """The three styles that an article's blocks have."""
    looks = (("Title", "Title", 36), ("Heading1", "heading 1", 28), ("Quote", "Quote", 24))
    return "".join(
        f'<w:style w:type="paragraph" w:styleId="{id_}"><w:name w:val="{name}"/>'
        f'<w:rPr>{"<w:i/>" if id_ == "Quote" else "<w:b/>"}<w:sz w:val="{size}"/></w:rPr></w:style>'
        for id_, name, size in looks
    )
