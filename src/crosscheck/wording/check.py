"""Words and punctuation changed without another check having a name for it."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from crosscheck.comparison import Comparison
from crosscheck.model import Alignment, Finding, Op, Segment, Span
from crosscheck.names.words import name_key, name_words


def check(comparison: Comparison) -> Iterator[Finding]:
    """Yield ``wording.changed`` and ``wording.punctuation``."""
    for alignment in comparison.judged:
        for stretch in _stretches(alignment):
            ours, theirs = stretch.words()
            if ours and theirs:
                if not _same_words(comparison, stretch, ours, theirs):
                    yield _finding(comparison, "wording.changed", stretch, ours, theirs)
            elif not ours and not theirs and stretch.marks_differ():
                yield _finding(comparison, "wording.punctuation", stretch, [*stretch.ours], [*stretch.theirs])


class _Stretch(NamedTuple):
    """What stands between two equal words, on both sides."""

    alignment: Alignment
    source: int
    ours: range
    theirs: range

    @property
    def segment(self) -> Segment:
        """Of the summary."""
        return self.alignment.segment

    @property
    def original(self) -> Segment:
        """Of the original."""
        return self.alignment.sources[self.source].segment

    def words(self) -> tuple[list[int], list[int]]:
        """The words of both sides, without punctuation."""
        return _words(self.segment, self.ours), _words(self.original, self.theirs)

    def marks_differ(self) -> bool:
        """Whether the punctuation differs by more than its kind, and than a point behind an abbreviation."""
        return _marks(self.segment, self.ours) != _marks(self.original, self.theirs)


def _stretches(alignment: Alignment) -> Iterator[_Stretch]:
    """The changed stretches, each with the source that it borders on; respelt words are equal here."""
    run: list[Op] = []
    for op in alignment.ops:
        if op.kind != "equal" and not op.respelt:
            run.append(op)
        elif run:
            yield _stretch(alignment, run)
            run = []
    if run:
        yield _stretch(alignment, run)


def _stretch(alignment: Alignment, run: Sequence[Op]) -> _Stretch:
    source = max([op.source for op in run])
    own = [op for op in run if op.source == source]
    original = range(own[0].original[0], own[-1].original[1]) if source >= 0 else range(0)
    return _Stretch(alignment, max(source, 0), range(run[0].summary[0], run[-1].summary[1]), original)


def _same_words(
    comparison: Comparison, stretch: _Stretch, ours: Sequence[int], theirs: Sequence[int]
) -> bool:
    """Whether only the form differs ("U.S.", "US"; "doesn't", "does not"), or another check compares the words."""
    texts = [_joined(stretch.segment, ours), _joined(stretch.original, theirs)]
    if texts[0] == texts[1] or _is_house_name(comparison, stretch, ours, theirs):
        return True
    return _is_counted(comparison, stretch.segment, ours) and _is_counted(
        comparison, stretch.original, theirs
    )


def _is_house_name(
    comparison: Comparison, stretch: _Stretch, ours: Sequence[int], theirs: Sequence[int]
) -> bool:
    """Whether both sides lie in forms of one name that the project's own packs know."""
    known = name_words(comparison.rules)
    if not known.house:
        return False
    sides = _name_at(comparison, stretch.segment, ours), _name_at(comparison, stretch.original, theirs)
    return known.is_house_name(*sides)


def _name_at(comparison: Comparison, segment: Segment, tokens: Sequence[int]) -> tuple[str, ...]:
    """The key of the name that holds some tokens; empty where none does."""
    names = comparison.names.get(segment, ())
    holding = (m for m in names if m.first <= tokens[0] and tokens[-1] < m.last)
    return next((name_key(segment.norms[m.first : m.last]) for m in holding), ())


def _is_counted(comparison: Comparison, segment: Segment, tokens: Sequence[int]) -> bool:
    """Whether all words belong to numbers and dates, which are compared by their values."""
    numbers, dates = comparison.numbers.get(segment, ()), comparison.dates.get(segment, ())
    inside = [m.span for m in numbers] + [m.span for m in dates]
    return all(any(s.holds(segment.span_of(k, k + 1)) for s in inside) for k in tokens)


def _words(segment: Segment, tokens: Sequence[int]) -> list[int]:
    return [k for k in tokens if segment.norms[k][0].isalnum()]


def _joined(segment: Segment, tokens: Sequence[int]) -> str:
    """Words run together, without points, contractions written out."""
    words = [_CONTRACTED.get(segment.norms[k], segment.norms[k]) for k in tokens]
    joined = "".join([w.removesuffix("n't") + "not" if w.endswith("n't") else w for w in words])
    return joined.replace(".", "")


def _marks(segment: Segment, tokens: Sequence[int]) -> list[str]:
    """The marks of punctuation, by kind; currency and other signs are none."""
    marks = []
    for k in tokens:
        mark = segment.norms[k]
        if mark == "." and 0 < k < len(segment.norms) - 1:
            continue  # behind an abbreviation
        if mark.startswith(("…", "..")):
            marks.append("…")
        elif mark[0] in _MARKS:
            marks.append(_MARKS[mark[0]])
    return marks


_CONTRACTED = {"can't": "cannot", "won't": "willnot", "shan't": "shallnot"}
_MARKS = {
    ",": ",",
    ".": ".",
    ";": ";",
    ":": ":",
    "-": "-",
    "!": "!",
    "?": "?",
    "(": "(",
    ")": ")",
    '"': '"',
    "'": '"',
}


def _finding(
    comparison: Comparison, rule: str, stretch: _Stretch, ours: Sequence[int], theirs: Sequence[int]
) -> Finding:
    here = _span(stretch.segment, ours, stretch.ours)
    there = _span(stretch.original, theirs, stretch.theirs)
    return comparison.finding(
        rule,
        here,
        [comparison.evidence(there, stretch.original.part)],
        confidence=stretch.alignment.confidence,
    )


def _span(segment: Segment, tokens: Sequence[int], within: range) -> Span:
    return (
        segment.span_of(tokens[0], tokens[-1] + 1) if tokens else segment.span_of(within.start, within.start)
    )
