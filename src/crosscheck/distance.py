"""Near words and near names: how many slips of the pen lie between two spellings.

A slip is a letter too many, too few, wrong, or two neighbours swapped: the optimal string alignment distance (OSA), from
rapidfuzz.
"""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz.distance import OSA

_VOWELS = "aeiou"
SHORT = 6
"""Letters up to which one slip is all that two forms of one word may differ by; in short words two make another."""


def slips(a: str, b: str, most: int = 2) -> int:
    """The slips between two strings as they are given; ``most + 1`` stands for any greater number."""
    return OSA.distance(a, b, score_cutoff=most)


def near(a: str, b: str) -> bool:
    """Whether two different words are one slip apart, or two where both have more than ``SHORT`` letters."""
    most = 1 if min(len(a), len(b)) <= SHORT else 2
    return 0 < slips(a, b, most) <= most


def nearest(word: str, candidates: Iterable[str]) -> list[str]:
    """Of the candidates near a word those with the fewest slips, in the order given."""
    counted = [(slips(word, c), c) for c in candidates if near(word, c)]
    fewest = min((n for n, _ in counted), default=0)
    return [c for n, c in counted if n == fewest]


def is_common_slip(typed: str, meant: str) -> bool:
    """Whether one slip, of a kind that typists often make, leads from the word that was meant to what was typed.

    Inside the word, a letter left out, a letter doubled, a vowel too many, two neighbours swapped, or a vowel for another
    vowel. Slips in the first letter are rare (Pollock and Zamora, "Automatic spelling correction in scientific and scholarly
    text", 1984), and a different last letter is mostly another word or a foreign one.
    """
    if typed[:1] != meant[:1] or typed[-1:] != meant[-1:] or slips(typed, meant, 1) != 1:
        return False
    at = shared_start(typed, meant)
    if len(typed) < len(meant):
        return True
    if len(typed) > len(meant):
        return at == len(meant) or typed[at] in _VOWELS or typed[at] == typed[at - 1]
    return typed[at] == meant[at + 1] or (typed[at] in _VOWELS and meant[at] in _VOWELS)


def shared_start(a: str, b: str) -> int:
    """The number of letters with which both strings begin."""
    return next((k for k, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))


def name_slips(a: str, b: str, most: int = 2) -> int:
    """The slips between two folded names, without regard to apostrophes and hyphens.

    Names of different numbers of words are never near: one is then a shorter form of the other, not a misspelling.
    Returns ``most + 1`` for them and for any greater number of slips.
    """
    ours, theirs = _parts(a), _parts(b)
    if len(ours) != len(theirs):
        return most + 1
    return min(sum(slips(x, y, most) for x, y in zip(ours, theirs, strict=True)), most + 1)


def _parts(name: str) -> list[str]:
    return name.replace("'", "").replace("-", " ").split()
