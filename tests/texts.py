"""Segments and alignments made from plain sentences, for tests of single stages."""

from __future__ import annotations

from collections.abc import Sequence

from crosscheck.align import align
from crosscheck.lexicon import open_lexicon
from crosscheck.model import Alignment, Collation, Document, Part, Segment, Span
from crosscheck.read import from_text
from crosscheck.ruleset import load_rules
from crosscheck.segment import segment


def segments_of(text: str, part: str = "S", file: int = 0) -> tuple[Segment, ...]:
    """The segments of a text that is one part, a paragraph a line."""
    document: Document = from_text(text, file)
    whole = Part(
        id=part,
        kind="summary" if part == "S" else "original",
        blocks=document.blocks,
        spans=(Span(0, len(text), file),),
    )
    documents = (*tuple(from_text("x", n) for n in range(file)), document)
    return segment(Collation(documents, (whole,)))[part]


def aligned(summary: str, originals: Sequence[str]) -> tuple[Alignment, ...]:
    """The alignments of a summary with originals, each a text."""
    rules = load_rules()
    lexicon = open_lexicon(rules)
    texts = [segments_of(o, str(n), n) for n, o in enumerate(originals, 1)]
    return align(segments_of(summary), texts, lexicon.respelling, rules.words("english", "function"))[0]
