"""The words of the summary as spellings, and beside each changed stretch the words that stand there in the original.

"per cent" and "co-operation" are one word each here; a possessive ending is none.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import compress, groupby
from typing import NamedTuple

from crosscheck.lexicon import Lexicon, Spelling, fold
from crosscheck.model import Alignment, Op, Segment, Span

Stretches = Sequence[tuple[int, int]]
"""Half-open stretches of a document, ascending."""

_MOVED = 0.8
"""Confidence, beside that of the alignment, that a respelt word stands for the one elsewhere in the sentence."""
_WINDOW = 12
"""Words of the original on either side among which a changed word looks for its counterpart."""
_QUOTES = {"“": "”", "„": "“", '"': '"', "«": "»", "‘": "’"}
_MARKS = re.compile('“|”|„|"|«|»|‘(?<!\\w‘)(?=\\w)|’(?!\\w)')


class Word(NamedTuple):
    """A word of a segment, or a phrase that is one spelling."""

    folded: str
    segment: Segment
    first: int
    last: int
    """Its tokens, half-open."""
    quoted: bool
    capital: bool
    """Capitalized where a sentence would not: most likely a name."""

    @property
    def span(self) -> Span:
        """Where it stands."""
        return self.segment.span_of(self.first, self.last)

    @property
    def text(self) -> str:
        """The word as it stands."""
        span = self.span
        return self.segment.document_text[span.start : span.end]


class Pair(NamedTuple):
    """A word of the summary in the other spelling of a word of the original."""

    ours: Word
    theirs: Word
    spelling: Spelling
    confidence: float


class Change(NamedTuple):
    """A stretch of the summary between equal words, beside what stands there in the original."""

    respelt: Sequence[Pair]
    rest: Sequence[Word]
    """Words of the summary that are no respelling of a word there."""
    theirs: Sequence[Word]
    """Words of the original that are no respelling of a word here."""
    direct: dict[int, Word]
    """First token of a word of the summary -> the one word that it replaces."""
    confidence: float

    def around(self, word: Word) -> Sequence[Word]:
        """The words of the original that a word may stand for."""
        replaced = [self.direct[word.first]] if word.first in self.direct else []
        return [*replaced, *self.theirs[: 4 * _WINDOW]]


def regional_words(segment: Segment, lexicon: Lexicon, quoted: Stretches) -> Iterator[Word]:
    """The words of a segment that have several spellings."""
    end, size = 0, len(segment.norms)
    for at in compress(range(size), map(lexicon.may_vary, segment.norms)):
        if at >= end:
            word = next(_words(segment, at, size, lexicon, quoted))
            end = word.last
            if lexicon.spelling(word.folded):
                yield word


def changes(alignment: Alignment, lexicon: Lexicon, quoted: Stretches) -> Iterator[Change]:
    """Every stretch of a summary segment that is in no equal operation; the whole segment where it has no source."""
    segment = alignment.segment
    if not alignment.ops:
        words = list(_words(segment, 0, len(segment.norms), lexicon, quoted))
        yield Change((), words, (), {}, alignment.confidence)
    for ops in _runs(alignment.ops):
        yield _change(alignment, ops, lexicon, quoted)


def counterpart(alignment: Alignment, word: Word) -> Word | None:
    """The original's word at the place of a word of the summary, equal or replaced."""
    for op in alignment.ops:
        if op.summary[0] <= word.first < op.summary[1] and op.source >= 0:
            equal = op.kind == "equal"
            at = op.original[0] + (word.first - op.summary[0] if equal else 0)
            length = word.last - word.first if equal else op.original[1] - op.original[0]
            return word._replace(segment=alignment.sources[op.source].segment, first=at, last=at + length)
    return None


def quotations(segments: Iterable[Segment]) -> list[tuple[int, int]]:
    """The stretches between quotation marks that open and close in one block, ascending."""
    found: list[tuple[int, int]] = []
    for _, block in groupby(segments, key=lambda s: (s.part, s.block)):
        members = list(block)
        text = members[0].document_text
        start, until = 0, ""
        for mark in _MARKS.finditer(text, members[0].span.start, members[-1].span.end):
            if until and mark.group() == until:
                found.append((start, mark.start()))
                until = ""
            elif not until and mark.group() in _QUOTES:
                start, until = mark.end(), _QUOTES[mark.group()]
    return found


def lies_in(at: int, stretches: Stretches) -> bool:
    """Whether an offset lies in one of some stretches."""
    number = bisect_right(stretches, (at, 1 << 62)) - 1
    return number >= 0 and at < stretches[number][1]


def _words(
    segment: Segment, start: int, end: int, lexicon: Lexicon, quoted: Stretches = ()
) -> Iterator[Word]:
    """The words and phrases among some tokens of a segment."""
    opening = next((k for k, norm in enumerate(segment.norms) if norm[0].isalnum()), 0)
    at = start
    while at < end:
        norm = segment.norms[at]
        if not norm[0].isalnum():
            at += 1
            continue
        folded = norm if norm.isascii() else fold(norm)
        length = _phrase(segment, at, end, folded, lexicon)
        if length > 1:
            folded = _phrase_text(segment, at, length)
        inside = lies_in(segment.bounds[2 * at], quoted)
        yield Word(folded, segment, at, at + length, inside, _is_capital(segment, at, at == opening))
        at += length


def _phrase(segment: Segment, at: int, end: int, folded: str, lexicon: Lexicon) -> int:
    """The number of tokens that are one spelling: "per cent", "co-operation", "it's"."""
    following = segment.norms[at + 1] if at + 1 < end else ""
    if following == "'s" and folded in ("it", "who"):
        return 2
    if lexicon.opens_phrase(folded, following):
        for length in (3, 2):
            if at + length <= end and len(lexicon.forms(_phrase_text(segment, at, length))) > 1:
                return length
    return 1


def _phrase_text(segment: Segment, at: int, length: int) -> str:
    span = segment.span_of(at, at + length)
    return " ".join(fold(segment.document_text[span.start : span.end]).split())


def _is_capital(segment: Segment, at: int, opens: bool) -> bool:
    text, bounds = segment.document_text, segment.bounds
    if not text[bounds[2 * at]].isupper():
        return False
    return not opens or (at + 1 < len(segment.norms) and text[bounds[2 * at + 2]].isupper())


def _runs(ops: Iterable[Op]) -> Iterator[list[Op]]:
    """Neighbouring operations that change something, of one source."""
    run: list[Op] = []
    source = -1
    for op in ops:
        if run and (op.kind == "equal" or (source >= 0 and op.source not in (-1, source))):
            yield run
            run, source = [], -1
        if op.kind != "equal":
            run.append(op)
            source = max(source, op.source)
    if run:
        yield run


def _change(alignment: Alignment, ops: Sequence[Op], lexicon: Lexicon, quoted: Stretches) -> Change:
    ours = list(_words(alignment.segment, ops[0].summary[0], ops[-1].summary[1], lexicon, quoted))
    replaced = [op for op in ops if op.source >= 0]
    if not replaced or not ours:
        return _moved(Change((), ours, (), {}, alignment.confidence), alignment, lexicon)
    source = alignment.sources[replaced[0].source].segment
    theirs = list(_words(source, replaced[0].original[0], replaced[-1].original[1], lexicon))
    at = {k: w for w in theirs for k in range(w.first, w.last)}
    singles = (op for op in ops if op.kind == "substitute" and _is_single(op))
    direct = {op.summary[0]: at[op.original[0]] for op in singles if op.original[0] in at}
    return _moved(_matched(ours, theirs, direct, alignment.confidence, lexicon), alignment, lexicon)


def _is_single(op: Op) -> bool:
    return op.summary[1] - op.summary[0] == 1 == op.original[1] - op.original[0]


def _matched(
    ours: Sequence[Word], theirs: Sequence[Word], direct: dict[int, Word], confidence: float, lexicon: Lexicon
) -> Change:
    """Pair the spellings of one word; what is equal but for case or accents is left out."""
    respelt, rest, free = [], [], list(theirs)
    for number, word in enumerate(ours):
        for other in free[max(0, number - _WINDOW) : number + _WINDOW]:
            spelling = lexicon.spelling_of(word.folded, other.folded)
            if spelling or word.folded == other.folded:
                free.remove(other)
                if spelling:
                    respelt.append(Pair(word, other, spelling, confidence))
                break
        else:
            rest.append(word)
    return Change(respelt, rest, free, direct, confidence)


def _moved(change: Change, alignment: Alignment, lexicon: Lexicon) -> Change:
    """Pair what is left with its other spelling elsewhere in the sources; only words that are regional in every sense."""
    open_words = {w: s for w in change.rest if (s := lexicon.spelling(w.folded)) and s.kind == "region"}
    if not open_words:
        return change
    words = (w for source in alignment.sources for w in regional_words(source.segment, lexicon, ()))
    places: dict[str, Word] = {}
    for word in words:
        places.setdefault(word.folded, word)
    found = [
        Pair(ours, places[form], spelling, _MOVED * change.confidence)
        for ours, spelling in open_words.items()
        if ours.folded not in places
        for form in [form for form in spelling.forms if form in places][:1]
    ]
    paired = {p.ours for p in found}
    rest = [w for w in change.rest if w not in paired]
    return change._replace(respelt=[*change.respelt, *found], rest=rest)
