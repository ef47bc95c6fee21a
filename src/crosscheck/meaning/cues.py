"""Cues: the words that negate, weaken or quantify, and the words that they govern.

A table of cues comes from a rule file: classes of phrases. What a cue governs is approximated by the content words behind it,
up to the end of its clause, which needs no parser and is enough to tell whether two texts negate the same thing.
"""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cached_property
from itertools import compress, count
from typing import NamedTuple

REACH = 4
"""Content words that a cue governs at most."""
WITHIN = 12
"""Tokens behind a cue in which they are looked for."""

_CLAUSE_ENDS = frozenset(";:.?!()—")
_REPEATED = frozenset(("neither", "nor", "without"))
"""Behind a negation they repeat it, or belong to it: "cannot work without"."""
_NO_VERB = frozenset("the a an its their his her this that zero about nearly around just under over".split())
"""Behind "declined to" they show that no verb follows."""
_COMMON = frozenset("a an the of to in at on it its is are was were as one you and".split())
_CONTRACTED = {"won't": "will", "can't": "can", "shan't": "shall"}
_CONNECTIVES = frozenset(
    "and or but while although though because if when whereas after before until that who which as where so than".split()
)


class Cue(NamedTuple):
    """A phrase that negates, weakens or quantifies."""

    first: int
    last: int
    """Its tokens in the segment, half-open."""
    classes: frozenset[str]
    targets: tuple[int, ...]
    """Tokens that it governs, the nearest first; empty where it governs none."""
    words: tuple[str, ...]
    """The same as normalized words; of "unlikely", which is a cue and its own target, "likely"."""


class CueTable:
    """Phrases with their classes; the class "idle" marks phrases that are no cue."""

    def __init__(
        self,
        phrases: Mapping[tuple[str, ...], frozenset[str]],
        function: frozenset[str],
        negation: bool = False,
        through: frozenset[str] = frozenset(),
    ) -> None:
        self.phrases = phrases
        self.function = function
        """Words that carry grammar; never governed."""
        self.negation = negation
        """Whether a contraction such as "won't" is read as its "not", rather than as its "will"."""
        self.through = through
        """Words whose complement is governed too ("do not think that he will")."""

    @cached_property
    def openers(self) -> dict[str, dict[str, list[tuple[str, ...]]]]:
        """First word -> second word, empty behind one alone -> the phrases that begin so, the longest first."""
        found: dict[str, dict[str, list[tuple[str, ...]]]] = {}
        for phrase in sorted(self.phrases, key=lambda p: (-len(p), p)):
            found.setdefault(phrase[0], {}).setdefault("".join(phrase[1:2]), []).append(phrase)
        return found

    def find(self, norms: tuple[str, ...]) -> Iterator[Cue]:
        """The cues among some normalized words, in order."""
        behind, found = 0, False
        joined = " ".join(norms)
        openers = [*map(self._opener, norms)] if "n't" in joined or "'ll" in joined else norms
        for at in compress(count(), map(self.openers.__contains__, openers)):
            if at < behind:
                continue
            phrase = self._phrase(openers[at], norms, at)
            if phrase is None:
                continue
            behind = at + len(phrase)
            classes = self.phrases[phrase]
            if _has_other_use(phrase, norms[behind : behind + 2]):
                continue
            if "idle" not in classes and not (self.negation and found and phrase[0] in _REPEATED):
                found = True
                targets = tuple(self._targets(norms, behind)) or tuple(range(max(0, at - 1), at))
                yield Cue(at, behind, classes, targets, tuple(norms[k] for k in targets))

    @cached_property
    def words(self) -> frozenset[str]:
        """Every word of a cue that tells."""
        return frozenset(w for phrase in self.phrases for w in phrase) - _COMMON

    def is_among(self, norms: AbstractSet[str]) -> bool:
        """Whether one of some words may belong to a cue."""
        return not self.words.isdisjoint(norms) or any(
            self._opener(n) in self.words for n in norms if "'" in n
        )

    def _opener(self, norm: str) -> str:
        if "'" not in norm:
            return norm
        if norm.endswith("n't"):
            return "not" if self.negation else _CONTRACTED.get(norm, norm[:-3])
        return "will" if norm.endswith("'ll") else norm

    def _phrase(self, opener: str, norms: tuple[str, ...], at: int) -> tuple[str, ...] | None:
        phrases = self.openers[opener]
        longer = phrases.get(norms[at + 1], ()) if at + 1 < len(norms) else ()
        for phrase in longer:
            if norms[at + 1 : at + len(phrase)] == phrase[1:]:
                return phrase
        return phrases[""][0] if "" in phrases else None

    def _targets(self, norms: Sequence[str], last: int) -> Iterator[int]:
        found = 0
        through = False
        for k in range(last, min(len(norms), last + WITHIN)):
            norm = norms[k]
            if (
                norm in _CLAUSE_ENDS
                or (norm == "," and found)
                or (norm in _CONNECTIVES and found and not through)
            ):
                return
            if norm[0].isalnum() and norm not in self.function and not _is_adverb(norm):
                yield k
                found += 1
                through = norm in self.through
                if found == REACH:
                    return


def _has_other_use(phrase: tuple[str, ...], following: Sequence[str]) -> bool:
    """Whether a cue is none before what follows: "No, I will", "No. 1", "declined to 4 percent"."""
    if not following:
        return False
    return (
        (
            phrase == ("no",)
            and (following[0] in (",", ".") or (following[0].isdigit() and following[1:] != ("-",)))
        )
        or (len(phrase) > 1 and phrase[-1] == "to" and following[0] in _NO_VERB)
        or (phrase[-1] == "to" and following[0][0].isdigit())
    )


def phrase_classes(classes: Mapping[str, str]) -> dict[tuple[str, ...], frozenset[str]]:
    """Phrase -> its classes, from lists of phrases, separated by commas, by class."""
    phrases: dict[tuple[str, ...], frozenset[str]] = {}
    for name, text in classes.items():
        for phrase in split_phrases(text):
            phrases[phrase] = phrases.get(phrase, frozenset()) | {name}
    return phrases


def split_phrases(text: str) -> list[tuple[str, ...]]:
    """The phrases of a list, each as its words."""
    return [tuple(phrase.split()) for phrase in text.split(",") if phrase.strip()]


def _is_adverb(norm: str) -> bool:
    return norm.endswith("ly") and len(norm) > 4
