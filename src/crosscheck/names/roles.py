"""What part a name plays in its sentence: two names exchanged, or another preposition before a name.

Both names are then in the original, so that no comparison of names alone sees a difference.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from crosscheck.model import Alignment, Op, Segment
from crosscheck.names.pair import NamePair, is_form
from crosscheck.names.read import NameMention
from crosscheck.names.words import NameWords

MOST = 60
"""Names of one sentence that are tried in pairs; longer lists tell no two apart."""
APART = 10
"""Words between two common nouns that may have changed places."""
_ARTICLES = frozenset({"the", "a", "an"})
_DETERMINERS = _ARTICLES | frozenset("his her its their our my your this that these those each every".split())
_IDENTITY = frozenset("is are was were be been and or as well both nor between , but not like".split())
"""Words around which two nouns may change places without another sense."""
_BESIDE = frozenset("beside alongside near opposite facing adjoining".split())
_QUIET = frozenset({"the", "a", "an", "'s", ",", "'", "-"})
"""Tokens between two names that give neither its part."""


_STRETCH = {"between", "from"}
"""Prepositions of the same stretch: "between Lund and Graz", "from Lund to Graz"."""


class Exchange(NamedTuple):
    """Two names of the article that stand in each other's place."""

    first: NamePair
    second: NamePair


class Described(NamedTuple):
    """A name with what is said of its bearer right before it, in tokens of the summary segment and of its source."""

    pair: NamePair
    ours: tuple[int, int]
    theirs: tuple[int, int]


class NounExchange(NamedTuple):
    """Two common nouns of the article that stand in each other's place."""

    first: int
    second: int
    """Tokens of the summary segment; the first is in no equal operation."""
    source: int
    """Index into ``Alignment.sources``."""
    other_first: int
    other_second: int
    """Tokens of the source that stand in the place of ``first`` and ``second``."""


class Recast(NamedTuple):
    """A name before which another preposition stands than in the original."""

    name: NameMention
    preposition: int
    """Token of the summary segment."""
    source: int
    """Index into ``Alignment.sources``."""
    other: int
    """Token of the original's preposition."""


def exchanges(alignment: Alignment, pairs: Sequence[NamePair], words: NameWords) -> Iterator[Exchange]:
    """Names of one source in each other's place, with the same words between them and before them."""
    same = [(p, p.theirs.first) for p in pairs[:MOST] if p.verdict in ("same", "shortened") and p.theirs]
    places = [at for _, at in same]
    for number, (first, at) in enumerate(same if places != sorted(places) else ()):
        for second in [p for p, other in same[number + 1 :] if other < at]:
            if _in_each_others_place(alignment.segment, first, second, words) and not _is_list(
                alignment.segment, first.ours.last, second.ours.first, pairs
            ):
                yield Exchange(first, second)


def title_exchanges(
    alignment: Alignment, pairs: Sequence[NamePair], words: NameWords
) -> Iterator[tuple[Described, Described]]:
    """Two kept names of one source of which each has the description of the other: "pilot Ana Diaz and cook Tom Hale"."""
    same = [p for p in pairs[:MOST] if p.verdict in ("same", "shortened") and p.ours.kind == "name"]
    kept = [
        (p, ours, theirs)
        for p in (same if len(same) > 1 else ())
        if p.theirs
        and p.segment
        and (ours := _description(alignment.segment, p.ours, words))
        and (theirs := _description(p.segment, p.theirs, words))
    ]
    for at, (first, ours, theirs) in enumerate(kept):
        for second, other_ours, other_theirs in kept[at + 1 :]:
            if first.segment is not second.segment or first.segment is None:
                continue
            here, there = alignment.segment, first.segment
            if (
                not _is_same(here, ours, there, theirs, words)
                and _is_same(here, ours, there, other_theirs, words)
                and _is_same(here, other_ours, there, theirs, words)
            ):
                yield Described(first, ours, theirs), Described(second, other_ours, other_theirs)


def _description(segment: Segment, name: NameMention, words: NameWords) -> tuple[int, int] | None:
    """The tokens right before a name that say what its bearer is: "program manager"."""
    k = name.first
    while k > 0 and segment.norms[k - 1].isalpha() and segment.norms[k - 1] not in words.grammar:
        k -= 1
    return (k, name.first) if k < name.first else None


def _is_same(
    ours: Segment, here: tuple[int, int], theirs: Segment, there: tuple[int, int], words: NameWords
) -> bool:
    a, b = ours.norms[slice(*here)], theirs.norms[slice(*there)]
    return len(a) == len(b) and all(
        x == y or bool(words.lexicon.respelling(x, y)) for x, y in zip(a, b, strict=True)
    )


def noun_exchanges(alignment: Alignment, words: NameWords) -> Iterator[NounExchange]:
    """Common nouns of a source in each other's place, with the same words between, before and behind them."""
    ours = alignment.segment.norms
    changed = {k for op in alignment.ops if op.kind != "equal" for k in range(*op.summary)}
    for source, other in enumerate(alignment.sources):
        theirs = other.segment.norms
        moved = [k for k in changed if ours[k] in theirs]
        if not any(_is_noun_of_both(alignment.segment, other.segment, k, words) for k in moved):
            continue
        nouns = [k for k in range(len(ours)) if _is_noun_of_both(alignment.segment, other.segment, k, words)]
        for n, first in enumerate(nouns):
            for second in nouns[n + 1 :]:
                a, b = theirs.index(ours[first]), theirs.index(ours[second])
                if (
                    b < a
                    and second - first <= APART
                    and not changed.isdisjoint((first, second))
                    and _have_changed_places(ours, (first, second), theirs, (b, a), words)
                ):
                    found = NounExchange(first, second, source, b, a)
                    yield found if first in changed else NounExchange(second, first, source, a, b)


def _is_noun_of_both(ours: Segment, theirs: Segment, k: int, words: NameWords) -> bool:
    """Whether a word of ours is a common noun that stands once on either side."""
    norm = ours.norms[k]
    return (
        norm in theirs.norms
        and ours.norms.count(norm) == 1 == theirs.norms.count(norm)
        and _is_noun(ours, k, words)
        and _is_noun(theirs, theirs.norms.index(norm), words)
    )


def _is_noun(segment: Segment, k: int, words: NameWords) -> bool:
    """Whether a word seems to be a common noun: a determiner stands before it, or it is a plural."""
    norm = segment.norms[k]
    if not norm.isalpha() or norm in words.grammar or segment.word(k)[0].isupper() > (k == 0):
        return False
    before = segment.norms[k - 1] if k else ""
    return before in _DETERMINERS or (norm.endswith("s") and not norm.endswith("ss"))


def _have_changed_places(
    ours: Sequence[str],
    here: tuple[int, int],
    theirs: Sequence[str],
    there: tuple[int, int],
    words: NameWords,
) -> bool:
    between = _plain(ours[here[0] + 1 : here[1]])
    if between != _plain(theirs[there[0] + 1 : there[1]]) or _IDENTITY.issuperset(between):
        return False
    if _is_mutual(between, words) or not _BESIDE.isdisjoint(between):
        return False
    before = [_plain(norms[max(0, k - 3) : k])[-1:] for norms, k in ((ours, here[0]), (theirs, there[0]))]
    behind = [_plain(norms[k + 1 : k + 4])[:1] for norms, k in ((ours, here[1]), (theirs, there[1]))]
    return before[0] == before[1] and behind[0] == behind[1]


def _plain(norms: Sequence[str]) -> list[str]:
    return [n for n in norms if n not in _ARTICLES]


def recasts(alignment: Alignment, names: Sequence[NameMention], words: NameWords) -> Iterator[Recast]:
    """Kept names before which a preposition of another sense took the place of the original's ("for Peru", "from Peru")."""
    for before, op, behind in zip(alignment.ops, alignment.ops[1:], alignment.ops[2:], strict=False):
        if not (
            before.kind == behind.kind == "equal"
            and _is_single(op)
            and behind.source == op.source == before.source
        ):
            continue
        k, m = op.summary[0], op.original[0]
        ours, theirs = alignment.segment.norms[k], alignment.sources[op.source].segment.norms[m]
        if not words.senses_apart(ours, theirs) or {ours, theirs} == _STRETCH:
            continue
        first = k + 2 if alignment.segment.norms[k + 1] == "the" else k + 1
        name = next((n for n in names if n.first == first and n.last <= behind.summary[1]), None)
        if name:
            yield Recast(name, k, op.source, m)


def _is_single(op: Op) -> bool:
    return op.kind == "substitute" and op.summary[1] - op.summary[0] == 1 == op.original[1] - op.original[0]


def _in_each_others_place(ours: Segment, first: NamePair, second: NamePair, words: NameWords) -> bool:
    """Of two names of which the source has the second first."""
    x, y, theirs = first.theirs, second.theirs, first.segment
    if not x or not y or theirs is None or theirs is not second.segment:
        return False
    if is_form(first.ours.words, second.ours.words) or ("place" in (x.kind, y.kind) and x.kind != y.kind):
        return False
    between = _telling(ours, first.ours.last, second.ours.first, words)
    if between != _telling(theirs, y.last, x.first, words) or _is_mutual(between, words):
        return False
    before = _telling(ours, max(0, first.ours.first - 3), first.ours.first, words)
    return before[-1:] == _telling(theirs, max(0, y.first - 3), y.first, words)[-1:]


def _is_list(segment: Segment, first: int, last: int, pairs: Sequence[NamePair]) -> bool:
    """Whether nothing but further names stands between two names of a list, whose order says nothing."""
    named = {k for p in pairs for k in range(p.ours.first, p.ours.last)}
    between = [k for k in range(first, last) if segment.norms[k] not in _QUIET]
    return any(k in named for k in between) and all(
        k in named or segment.norms[k] in ("and", "or") for k in between
    )


def _is_mutual(between: Sequence[str], words: NameWords) -> bool:
    """Whether two names may change places around some words: a list, or "met", "spoke with"."""
    telling = [n for n in between if n not in ("and", "or")]
    return (
        not telling
        or (len(between) <= 3 and any(n in words.mutual for n in telling))
        or all(n in words.mutual for n in telling)
    )


def _telling(segment: Segment, first: int, last: int, words: NameWords) -> list[str]:
    """The words between two names that give each its part; titles and articles give none."""
    return [n for n in segment.norms[first:last] if n not in _QUIET and not words.is_title(n)]
