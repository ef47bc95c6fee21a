"""Where some texts have capitals, and which words they write without one: what shows a name."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from crosscheck.model import Segment
from crosscheck.names.words import NameKind

ENOUGH = 6
"""Words without capitals after which a line is taken for an ordinary one."""
SHOUTED = 0.6
"""Share of words all in capitals from which a line shows no names."""
_OPENING = frozenset({'"', ":", "-", "(", "[", "…", "..", "--", "*", "•"})


class Capitals(NamedTuple):
    """How the texts write words inside sentences."""

    upper: frozenset[str]
    """Normalized words that stand with a capital where a sentence would not give them one."""
    lower: frozenset[str]
    """Normalized tokens that stand without one."""
    opening: Mapping[Segment, frozenset[int]]
    """The tokens of each segment with a capital that a sentence gives every word there."""
    bare: frozenset[str]
    """What stands with a capital inside a sentence and is no word: a letter, or one repeated ("XXX")."""
    runs: dict[str, list[tuple[int, int, int, int, NameKind, tuple[str, ...]]]]
    """Runs of capitalized words as they stand -> the names they are made of, each with its place and its tokens counted from
    the first; filled while names are read, since most names recur."""


def capitals(segments: Iterable[Segment]) -> Capitals:
    """Where some segments have capitals, and how they write words inside sentences.

    Titles, where every word may have a capital, say nothing about a word.
    """
    upper: set[str] = set()
    lower: set[str] = set()
    titled: set[str] = set()
    openings: dict[Segment, frozenset[int]] = {}
    for segment in segments:
        norms, large = segment.norms, segment.capitals
        behind = [k for k in large if not (k and norms[k - 1].isalpha())]
        opening = openings[segment] = frozenset([k for k in behind if _opens(segment, k)])
        inside = [norms[k] for k in large if k not in opening]
        if segment.kind == "title":
            titled.update(inside)
            continue
        upper.update(inside)
        others = list(norms)
        for k in large:
            others[k] = ""
        lower.update(others)
    bare = frozenset([word for word in upper | titled if word[1:] == word[:-1]])
    return Capitals(frozenset(upper), frozenset(lower), openings, bare, {})


def _opens(segment: Segment, token: int) -> bool:
    """Whether a sentence gives a word its capital: the first of it, or the first behind a colon or an opening mark."""
    norms, bounds = segment.norms, segment.bounds
    while token and not norms[token - 1][0].isalpha():
        token -= 1
        norm = norms[token]
        if norm in _OPENING and not (norm == "-" and token and bounds[2 * token] == bounds[2 * token - 1]):
            return True
    return not token


def is_acronym(segment: Segment, token: int) -> bool:
    """Whether a word is all capitals in a segment that is not, so that it is no grammar word: "WHO", "IT", "US"."""
    raw = segment.word(token)
    return len(raw) > 1 and raw.isalpha() and raw.isupper() and not is_shouted(segment)


def is_shouted(segment: Segment) -> bool:
    """Whether a segment is all in capitals, or nearly, so that they do not tell names from other words."""
    text, bounds = segment.document_text, segment.bounds
    shouted = words = 0
    for k, norm in enumerate(segment.norms):
        if len(norm) > 3 and norm.isalpha():
            words += 1
            shouted += text[bounds[2 * k] : bounds[2 * k + 1]].isupper()
            if words == ENOUGH and not shouted:
                return False
    return words > 2 and shouted >= SHOUTED * words
