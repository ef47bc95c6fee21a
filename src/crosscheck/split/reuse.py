"""How much of the text before a line comes back after it: a summary shares long runs of words with its originals."""

from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import NamedTuple

from crosscheck.model import Document
from crosscheck.split.line import Line

_LONG = 7
"""Letters of a word that starts a run: short words start too many."""
_RUN = 6
"""Words of a run."""
_STEM = 7
"""Letters by which a word is known again: "minister" and "ministers" count as one."""
_EDGES = "“”‘’\"'(),.;:!?-–—"
_OFTEN = 4
"""A run that stands in more lines than this is a set phrase or a title, and no trace of copying."""


class Reuse(NamedTuple):
    """For each line: of the runs and long words that stand before it, how many stand at or after it too."""

    runs: Sequence[int]
    runs_shared: Sequence[int]
    words: Sequence[int]
    words_shared: Sequence[int]
    lines_shared: Sequence[int]
    """Of the lines before it, how many have a run that comes back."""

    def share(self, line: int) -> float:
        """Share of the word runs before a line that come back from it on."""
        return self.runs_shared[line] / self.runs[line] if self.runs[line] else 0.0

    def overlap(self, line: int) -> float:
        """Share of the long words before a line that come back from it on."""
        return self.words_shared[line] / self.words[line] if self.words[line] else 0.0


def measure_reuse(document: Document, lines: Sequence[Line], *, words_too: bool) -> Reuse:
    """One pass over the long words of the prose: each starts a run; ``words_too``: each is counted by itself as well."""
    runs: dict[str, list[int]] = {}
    long_words: dict[str, list[int]] = {}
    for k, line in enumerate(lines):
        if line.role != "prose":
            continue
        words = document.text[line.block.body.start : line.block.body.end].lower().split()
        starts = [n for n, word in enumerate(words) if len(word) >= _LONG]
        last = len(words) - _RUN
        _note(runs, [" ".join(words[n : n + _RUN]) for n in starts if n <= last], k)
        if words_too:
            _note(long_words, [words[n].strip(_EDGES)[:_STEM] for n in starts], k)
    size = len(lines) + 1
    rare = [places for places in runs.values() if places[2] <= _OFTEN]
    reaches: dict[int, list[int]] = {}
    for first, last, _ in rare:
        if last > first:
            reach = reaches.setdefault(first, [first, last, 1])
            reach[1] = max(reach[1], last)
    shared = _counts(reaches.values(), size)[1]
    return Reuse(*_counts(rare, size), *_counts(long_words.values(), size), shared)


def _note(places: dict[str, list[int]], keys: Sequence[str], line: int) -> None:
    """Keep first line, last line and number of lines of each key."""
    for key in keys:
        seen = places.get(key)
        if seen is None:
            places[key] = [line, line, 1]
        elif seen[1] != line:
            seen[1] = line
            seen[2] += 1


def _counts(places: Iterable[list[int]], size: int) -> tuple[list[int], list[int]]:
    """For each line, how many keys begin before it, and how many of those come back from it on."""
    begun = [0] * (size + 1)
    crossing = [0] * (size + 1)
    for first, last, _ in places:
        begun[first + 1] += 1
        crossing[first + 1] += 1
        crossing[last + 1] -= 1
    return list(accumulate(begun)), list(accumulate(crossing))
