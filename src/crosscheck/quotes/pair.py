"""Where the words of a quotation stand in the originals, and what was changed in them.

Only words count: marks of punctuation and the attribution between two halves of a quotation ("..., he said, ...") are no part
of what somebody said. An ellipsis lets the original have more; square brackets may hold anything.
"""

import itertools
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import repeat
from typing import NamedTuple

from crosscheck.model import Segment, Span
from crosscheck.quotes.read import Quotation, tokens_from

LONGEST = 150
"""Words of a quotation that are compared one by one where no original has them as they stand."""
BUCKET = 8
"""Words by which the places that vote for one place in the originals may differ."""
RUN = 0.01
"""What two words in a row count for beside two words apart; too little to outweigh a word."""
STRAY, GAP = 2, 4
"""Words at an end of a quotation that stand in another sentence of the original by chance, and how many more words lie between
there than here."""
LIKE = 0.5
"""Share of its words from which a quotation is an altered one, rather than one from nowhere."""


class QuotedWord(NamedTuple):
    """A word between quotation marks."""

    norm: str
    segment: Segment
    token: int
    loose: bool
    """Whether an ellipsis or square brackets stand before it, so that words may be missing there."""


class Change(NamedTuple):
    """A difference inside a quotation; the words of one side may be none."""

    ours: tuple[QuotedWord, ...]
    theirs: tuple[QuotedWord, ...]
    before: QuotedWord | None
    """The kept words of the summary around it."""
    after: QuotedWord | None
    respelt: bool
    """Whether it is one word in two regional spellings."""


class Match(NamedTuple):
    """The stretch of an original that a quotation was made from."""

    likeness: float
    """0 to 1: share of its words that stand there, in order."""
    changes: tuple[Change, ...]
    first: QuotedWord
    """The first word of it there."""
    last: QuotedWord


class Quoted:
    """All words between quotation marks of one original, one after the other."""

    def __init__(self, words: Sequence[QuotedWord]) -> None:
        self.words = words

    @cached_property
    def places(self) -> dict[str, list[int]]:
        """Word -> where it stands."""
        found: defaultdict[str, list[int]] = defaultdict(list)
        for place, word in enumerate(self.words):
            found[word.norm].append(place)
        return dict(found)

    def match(
        self, ours: Sequence[QuotedWord], same: Callable[[str, str], bool], function: frozenset[str]
    ) -> Match | None:
        """The stretch that is most like a quotation; None where none is."""
        votes = self._votes(ours, function) or self._votes(ours, frozenset())
        best: Match | None = None
        for bucket, _ in sorted(votes.items(), key=lambda v: (-v[1], v[0]))[:3]:
            start = max(0, bucket * BUCKET - BUCKET)
            window = self.words[start : (bucket + 2) * BUCKET + len(ours)]
            found = fitted(ours, window, same)
            if found and (best is None or found.likeness > best.likeness):
                best = found
        return best

    def _votes(self, ours: Sequence[QuotedWord], leave_out: frozenset[str]) -> Counter[int]:
        """For each stretch how many words of a quotation would stand in their place there."""
        return Counter(
            (place - at) // BUCKET
            for at, word in enumerate(ours)
            if word.norm not in leave_out
            for place in self.places.get(word.norm, ())
        )


def quoted_words(quotation: Quotation, segments: Sequence[Segment]) -> list[QuotedWord]:
    """The words of a quotation; those in square brackets are left out, "[T]he" is one word."""
    words: list[QuotedWord] = []
    bracket: list[str] | None = None
    loose = False
    for segment, token in _tokens(quotation.inner, segments):
        norm = segment.norms[token]
        if norm == "[":
            bracket, loose = [], True
        elif norm == "]" and bracket is not None:
            capital = "".join(bracket) if len(bracket) == 1 and _touches(segment, token) else ""
            bracket = None if not capital else [capital, "]"]
        elif norm in ("…", "...", "..", "....") or (set(norm) == {"."} and len(norm) > 1):
            loose = True
        elif bracket is not None and bracket[-1:] != ["]"]:
            bracket.append(norm)
        elif norm[0].isalnum():
            if bracket:
                norm, loose = bracket[0] + norm, False
                bracket = None
            words.append(QuotedWord(norm, segment, token, loose and bool(words)))
            loose = False
    return words


_PARTED = {
    "won't": ("will", "not"),
    "shan't": ("shall", "not"),
    "cannot": ("can", "not"),
    "can't": ("can", "not"),
}
_ENDINGS = {"'re": "are", "'ve": "have", "'ll": "will", "'m": "am"}
_HOSTS = frozenset("it he she that there here what who where how this".split())
"""Words behind which an apostrophe and s stand for a verb, not for an owner."""
_PERFECT = frozenset({"been", "got", "had", "better"})


def expanded(words: Sequence[QuotedWord]) -> list[QuotedWord]:
    """Words with the contractions among them written out, as a house may do: "they are" for "they're"."""
    found: list[QuotedWord] = []
    for k, word in enumerate(words):
        following = words[k + 1].norm if k + 1 < len(words) else ""
        first, *rest = _written_out(word, following)
        apart = first == word.norm  # "it" and "'s" are two tokens, "don't" is one
        found.append(word._replace(norm=first))
        found += [word._replace(norm=norm, token=word.token + apart, loose=False) for norm in rest]
    return found


def _written_out(word: QuotedWord, following: str) -> tuple[str, ...]:
    norm = word.norm
    has_had = following in _PERFECT or following.endswith("ed")
    if norm in _HOSTS and word.segment.norms[word.token + 1 : word.token + 2] == ("'s",):
        return norm, "has" if has_had else "is"
    if norm in _PARTED:
        return _PARTED[norm]
    host, mark, ending = norm.partition("'")
    if norm.endswith("n't") and len(norm) > len("n't"):
        return norm[:-3], "not"
    if mark + ending == "'d" and host:
        return host, "had" if has_had else "would"
    return (host, _ENDINGS[mark + ending]) if host and mark + ending in _ENDINGS else (norm,)


def fitted(
    ours: Sequence[QuotedWord], theirs: Sequence[QuotedWord], same: Callable[[str, str], bool]
) -> Match | None:
    """A quotation laid over a stretch of words; None where they share none, or it is too long."""
    if not 0 < len(ours) <= LONGEST:
        return None
    pairs = _common(ours, theirs, same)
    if len(core := _core(theirs, pairs)) < len(pairs):
        theirs = theirs[slice(*_reach(ours, theirs, core))]
        pairs = _common(ours, theirs, same)
    if not pairs:
        return None
    first, last = _reach(ours, theirs, pairs)
    changes = tuple(_changes(ours, theirs, [(-1, first - 1), *pairs, (len(ours), last)]))
    return Match(len(pairs) / len(ours), changes, theirs[first], theirs[last - 1])


def _core(theirs: Sequence[QuotedWord], pairs: Sequence[tuple[int, int]]) -> Sequence[tuple[int, int]]:
    """Pairs without the strays at either end."""
    cuts = [
        at
        for at, ((a, c), (b, d)) in enumerate(itertools.pairwise(pairs), 1)
        if d - c > GAP + b - a and theirs[c].segment is not theirs[d].segment
    ]
    first = max((at for at in cuts if at <= STRAY), default=0)
    last = min((at for at in cuts if first < at and len(pairs) - at <= STRAY), default=len(pairs))
    return pairs[first:last]


def _reach(
    ours: Sequence[QuotedWord], theirs: Sequence[QuotedWord], pairs: Sequence[tuple[int, int]]
) -> tuple[int, int]:
    """The stretch of theirs that a quotation stands for: from its first pair to its last, and as far as it goes on beyond
    them, though not into another sentence.
    """
    (i, j), (last_i, last_j) = pairs[0], pairs[-1]
    lead, trail = theirs[max(0, j - i) : j], theirs[last_j + 1 : last_j + len(ours) - last_i]
    return (
        j - sum(w.segment is theirs[j].segment for w in lead),
        last_j + 1 + sum(w.segment is theirs[last_j].segment for w in trail),
    )


def _tokens(span: Span, segments: Sequence[Segment]) -> Iterator[tuple[Segment, int]]:
    at = bisect_left(segments, span.start, key=lambda s: s.span.end)
    for segment in segments[at:]:
        if segment.span.start >= span.end:
            return
        yield from zip(repeat(segment), tokens_from(segment, span), strict=False)


def _touches(segment: Segment, token: int) -> bool:
    """Whether the next token follows without a blank."""
    bounds = segment.bounds
    return token + 1 < len(segment.norms) and bounds[2 * token + 1] == bounds[2 * token + 2]


def _common(
    ours: Sequence[QuotedWord], theirs: Sequence[QuotedWord], same: Callable[[str, str], bool]
) -> list[tuple[int, int]]:
    """A longest common subsequence; of several, one with the longest runs of words."""
    width = len(theirs) + 1
    best = [[0.0] * width for _ in range(len(ours) + 1)]
    paired = [[0.0] * width for _ in range(len(ours) + 1)]
    for i in range(len(ours) - 1, -1, -1):
        for j in range(len(theirs) - 1, -1, -1):
            if ours[i].norm == theirs[j].norm or same(ours[i].norm, theirs[j].norm):
                run = paired[i + 1][j + 1] + RUN if paired[i + 1][j + 1] else 0.0
                paired[i][j] = 1 + max(best[i + 1][j + 1], run)
            best[i][j] = max(paired[i][j], best[i + 1][j], best[i][j + 1])
    pairs: list[tuple[int, int]] = []
    i = j = 0
    while i < len(ours) and j < len(theirs):
        beside = bool(pairs) and pairs[-1] == (i - 1, j - 1) and paired[i][j] + RUN >= best[i][j]
        if paired[i][j] and (beside or paired[i][j] >= best[i][j]):
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif best[i + 1][j] >= best[i][j + 1]:
            i += 1
        else:
            j += 1
    return pairs


def _changes(
    ours: Sequence[QuotedWord], theirs: Sequence[QuotedWord], pairs: Sequence[tuple[int, int]]
) -> Iterator[Change]:
    for (a, c), (b, d) in itertools.pairwise(pairs):
        mine, other = tuple(ours[a + 1 : b]), tuple(theirs[c + 1 : d])
        before, after = ours[a] if a >= 0 else None, ours[b] if b < len(ours) else None
        if mine or (other and before and after and not after.loose):
            yield Change(mine, other, before, after, respelt=False)
        if after and b < len(ours) and ours[b].norm != theirs[d].norm:
            yield Change((ours[b],), (theirs[d],), before, None, respelt=True)


def joined(norms: Iterable[str]) -> str:
    """Words as one string in which whole words can be looked for."""
    return f" {' '.join([n for n in norms if n[0].isalnum()])} "
