"""Words of a summary that are opposites of the words in whose place they stand.

A pair counts only where both words stand between the same equal words, and where the same event is not merely told from the
other side: "A sold it to B" and "B bought it from A" have their surroundings crossed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

from crosscheck.meaning.cues import CueTable
from crosscheck.meaning.pair import SUMMARY, Sides
from crosscheck.meaning.shifts import How, Shift
from crosscheck.passages import gaps
from crosscheck.thesaurus import Thesaurus

WIDE = 3
"""Words on either side up to which a gap is small: all its words stand in the same place."""
WIDEST = 14
"""Words of a gap in which opposites are looked for at all."""
WANTED = 2
"""Times that both sides together have a word that was exchanged."""
AROUND = 6
"""Content words on either side that are a word's surroundings."""

OBJECT = 4
"""Tokens behind a verb in which its object begins."""

_ENDS = frozenset(";:.?!()—")
_ARTICLES = frozenset("a an the its their his her".split())
_NEAR, _NOT = frozenset({"closer", "nearer"}), frozenset({"no", "not"})
_TURNS = frozenset("and but while whereas although though".split())


def opposite_shifts(
    sides: Sides, thesaurus: Thesaurus, quantifier: CueTable, negated: AbstractSet[tuple[int, int]]
) -> Iterator[Shift]:
    """The opposites in aligned places; each word of the summary at most once.

    Left out are words that one side negates ("did not accept", "rejected"; ``negated``: side and token), quantifiers and names,
    and small words where greater ones tell ("sold it to", "bought it from").
    """
    found = [
        *_opposites(sides, thesaurus, quantifier.function),
        *_exchanged(sides, thesaurus, quantifier.function),
    ]
    if any(sides.norms[SUMMARY][token] not in quantifier.function for token, *_ in found):
        found = [f for f in found if sides.norms[SUMMARY][f[0]] not in quantifier.function]
    quiet = set(negated)
    for placed in (p for cues in sides.cues(quantifier) for p in cues) if found else ():
        quiet.update((placed.side, k) for k in range(placed.cue.first, placed.cue.last))
    for token, source, other, small in found:
        if (
            (SUMMARY, token) in quiet
            or (source, other) in quiet
            or _negates(sides, thesaurus, token, source, other)
            or _is_said_by_object(sides, thesaurus, (SUMMARY, token), (source, other))
            or _is_said_by_object(sides, thesaurus, (source, other), (SUMMARY, token))
            or _keeps_away(sides, token, source, other)
        ):
            continue
        if not (_is_capital(sides, SUMMARY, token) and _is_capital(sides, source, other)):
            how: How = "certain" if small else "near"
            yield Shift("direction", (token, token + 1), source, (other, other + 1), how)


def _opposites(
    sides: Sides, thesaurus: Thesaurus, function: frozenset[str]
) -> Iterator[tuple[int, int, int, bool]]:
    """Token of the summary, source, its token, and whether the stretch they stand in is small."""
    for ours, source, theirs in _stretches(sides):
        small = max(len(ours), len(theirs)) <= WIDE
        mine, its = sides.norms[SUMMARY], sides.norms[source]
        for k in ours:
            for m in theirs:
                if not thesaurus.opposites(mine[k], its[m]):
                    continue
                if _in_place(sides, k, source, m, small=small, function=function):
                    yield k, source, m, small
                    break


def _negates(sides: Sides, thesaurus: Thesaurus, token: int, source: int, other: int) -> bool:
    """Whether one word is the other with a negative prefix: a negation, no direction."""
    a, b = sides.norms[SUMMARY][token], sides.norms[source][other]
    pairs = [(a, base) for base in thesaurus.affirmative(b)] + [
        (b, base) for base in thesaurus.affirmative(a)
    ]
    return any(thesaurus.same_word(word, base) for word, base in pairs)


def _is_said_by_object(
    sides: Sides, thesaurus: Thesaurus, verb: tuple[int, int], other: tuple[int, int]
) -> bool:
    """Whether a word says with its object what the other one says alone: "made a loss", "lost"; each as side and token."""
    word = sides.norms[other[0]][other[1]]
    article, *noun = sides.norms[verb[0]][verb[1] + 1 : verb[1] + OBJECT] or ("",)
    return article in _ARTICLES and any(thesaurus.synonyms(norm, word) for norm in noun if norm.isalpha())


def _keeps_away(sides: Sides, token: int, source: int, other: int) -> bool:
    """Whether "to" says what "from" says, since it belongs to "no closer than"."""
    before = (
        sides.norms[SUMMARY][max(0, token - AROUND) : token],
        sides.norms[source][max(0, other - AROUND) : other],
    )
    return any(not _NEAR.isdisjoint(norms) and not _NOT.isdisjoint(norms) for norms in before)


def _is_capital(sides: Sides, side: int, token: int) -> bool:
    return token > 0 and sides.segments[side].word(token)[0].isupper()


def _exchanged(
    sides: Sides, thesaurus: Thesaurus, function: frozenset[str]
) -> Iterator[tuple[int, int, int, bool]]:
    """Two opposites that both sides have, each behind the other's subject: "exports rose and imports fell"."""
    ours = sides.norms[SUMMARY]
    for source in sides.sources:
        theirs = sides.norms[source]
        moved = {theirs[m]: m for m in sides.changed[source] if theirs[m] not in function}
        for k in sides.changed[SUMMARY]:
            if ours[k] not in moved or ours.count(ours[k]) + theirs.count(ours[k]) != WANTED:
                continue
            partners = (
                p for p, word in enumerate(ours) if word in theirs and thesaurus.opposites(ours[k], word)
            )
            for p in partners:
                other = theirs.index(ours[p])
                if _are_crossed(sides, source, (k, p), (moved[ours[k]], other), function):
                    yield k, source, other, False


def _are_crossed(
    sides: Sides, source: int, ours: tuple[int, int], theirs: tuple[int, int], function: frozenset[str]
) -> bool:
    """Whether each of two words stands behind what the other one stood behind."""
    function |= {"others"}  # "some rose, others fell" says the same the other way about
    here = [_around(sides.norms[SUMMARY], k, -1, function)[:1] for k in ours]
    there = [_around(sides.norms[source], k, -1, function)[:1] for k in theirs]
    same = [_common(sides, here[0], there[1]), _common(sides, here[1], there[0])]
    return all(same) and not _common(sides, here[0], there[0])


def _stretches(sides: Sides) -> Iterator[tuple[list[int], int, list[int]]]:
    """Words of the summary with the words of a source that stand in their place, or from where they may have been moved."""
    norms, left_out = sides.norms[SUMMARY], list[tuple[int, list[int]]]()
    for gap in gaps(sides.alignment):
        ours, theirs = _words(norms, gap.ours), _words(sides.norms[gap.source], gap.theirs)
        if ours and theirs and max(len(ours), len(theirs)) <= WIDEST:
            yield ours, gap.source, theirs
        elif not ours and WIDE < len(theirs) <= WIDEST:
            left_out.append((gap.source, theirs))
    for op in sides.alignment.ops if left_out else ():
        ours = _words(norms, op.summary) if op.kind == "insert" else []
        if WIDE < len(ours) <= WIDEST:
            yield from ((ours, source, theirs) for source, theirs in left_out)


def _words(norms: Sequence[str], tokens: tuple[int, int]) -> list[int]:
    return [k for k in range(*tokens) if norms[k][0].isalpha()]


def _in_place(
    sides: Sides, token: int, source: int, other: int, *, small: bool, function: frozenset[str]
) -> bool:
    """Whether the two stand in the same surroundings, rather than in crossed or in other ones."""
    a, b = sides.norms[SUMMARY], sides.norms[source]
    before, after = _around(a, token, -1, function), _around(a, token, 1, function)
    before_there, after_there = _around(b, other, -1, function), _around(b, other, 1, function)
    straight = _common(sides, before, before_there) + _common(sides, after, after_there)
    crossed = _common(sides, before, after_there) + _common(sides, after, before_there)
    if crossed > straight or _compared_the_other_way(sides, token, source, other, function):
        return False
    if _kept_elsewhere(sides, token, source, other, function):
        return False
    if a[token] in function and b[other] in function and not _beside_same(sides, token, source, other):
        return False
    return small or straight > 0


def _beside_same(sides: Sides, token: int, source: int, other: int) -> bool:
    """Whether the word before or behind is the same, which small words such as "to" and "from" need."""
    a, b = sides.norms[SUMMARY], sides.norms[source]
    before = token > 0 and other > 0 and sides.same_word(a[token - 1], b[other - 1])
    return before or (
        token + 1 < len(a) and other + 1 < len(b) and sides.same_word(a[token + 1], b[other + 1])
    )


def _around(norms: Sequence[str], token: int, step: int, function: frozenset[str]) -> list[str]:
    """The content words before or behind a word, the nearest first, up to the end of its clause."""
    words: list[str] = []
    k = token + step
    while 0 <= k < len(norms) and len(words) < AROUND:
        norm = norms[k]
        if norm in _ENDS or norm in _TURNS or (norm == "," and words):
            break
        if norm[0].isalnum() and norm not in function:
            words.append(norm)
        k += step
    return words


def _common(sides: Sides, ours: list[str], theirs: list[str]) -> int:
    return sum(any(sides.same_word(a, b) for b in theirs) for a in ours)


def _compared_the_other_way(
    sides: Sides, token: int, source: int, other: int, function: frozenset[str]
) -> bool:
    """Whether "more A than B" became "fewer B than A"."""
    a, b = sides.norms[SUMMARY], sides.norms[source]
    if "than" not in a[token:] or "than" not in b[other:]:
        return False
    ours = _around(a, a.index("than", token), 1, function)[:1]
    theirs = _around(sides.norms[source], b.index("than", other), 1, function)[:1]
    return bool(ours and theirs) and not _common(sides, ours, theirs)


def _kept_elsewhere(sides: Sides, token: int, source: int, other: int, function: frozenset[str]) -> bool:
    """Whether each of the two words also stands on the other side, so that they only changed their order.

    They changed their places as well ("exports rose and imports fell", "exports fell and imports rose") where a word's
    surroundings there are known, and are none of those it has here.
    """
    mine, its = sides.norms[SUMMARY][token], sides.norms[source][other]
    there = next((k for k in sides.changed[source] if sides.same_word(mine, sides.norms[source][k])), None)
    here = next((k for k in sides.changed[SUMMARY] if sides.same_word(its, sides.norms[SUMMARY][k])), None)
    if there is None or here is None:
        return False
    a, b = sides.norms[SUMMARY], sides.norms[source]
    before, after = _around(a, token, -1, function), _around(a, token, 1, function)
    before_there, after_there = _around(b, there, -1, function), _around(b, there, 1, function)
    known = bool(before_there or after_there) and bool(before or after)
    return not known or _common(sides, before, before_there) + _common(sides, after, after_there) > 0
