"""Negations that the summary added, dropped or moved.

Two negations in other words are one ("was unable to", "could not"), and two that cancel each other are none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from crosscheck.meaning.cues import WITHIN, Cue, CueTable, phrase_classes, split_phrases
from crosscheck.meaning.pair import SUMMARY, Kept, Placed, Sides, pair
from crosscheck.meaning.shifts import ANSWERS, Shift, added, dropped, is_answered
from crosscheck.thesaurus import NEGATIVE_PREFIXES, Thesaurus

if TYPE_CHECKING:
    from crosscheck.ruleset import RuleSet


_CONTRASTING = frozenset({"but", "and", ","})
_NOT_HAD = frozenset({"no", "without", "lack", "lacks", "lacked", "lacking", "absence"})
"""Negations of a thing rather than of a verb."""
_PUT_OFF = frozenset({"until", "till", "before"})
_MONTHS = frozenset({"may"})
"""Names of months that are words of grammar as well."""


class NegationWords:
    """The negations of ``rules/meaning.toml``, made ready."""

    def __init__(self, rules: RuleSet) -> None:
        lists = dict(rules.data("meaning")["negation"])
        self.answering, raising, self.indefinite, self.wanting = (
            _firsts(lists.pop(name)) for name in ("answering", "raising", "indefinite", "wanting")
        )
        """Words that may stand for a negation, "rejected" for "did not accept"; negative subjects, which negate their verb;
        words that say of a thing that one has it not, as "without" does."""
        self.denying = self.answering | _firsts(lists["governing"])
        """Words of which one may say what a lost "not" said: "denied that it had", "refused to"."""
        plain = frozenset({"plain"})
        phrases = {p: c if "idle" in c else plain for p, c in phrase_classes(lists).items()}
        self.cues = CueTable(phrases, rules.words("english", "function"), negation=True, through=raising)


@lru_cache(maxsize=4)
def negation_words(rules: RuleSet) -> NegationWords:
    """The word data of a set of rules, read once."""
    return NegationWords(rules)


class Negations:
    """The negations of one aligned segment that answer to none of the other side."""

    def __init__(
        self,
        sides: Sides,
        words: NegationWords,
        thesaurus: Thesaurus,
        ours: Sequence[Placed],
        theirs: Sequence[Placed],
    ) -> None:
        self.sides, self.words, self.thesaurus = sides, words, thesaurus
        self.ours, self.theirs = ours, theirs

    @property
    def governed(self) -> set[tuple[int, int]]:
        """The words that they negate, as side and token."""
        placed = (*self.ours, *self.theirs)
        return {(p.side, t) for p in placed for t in (*p.cue.targets[:1], *self._put_off(p))}

    def shifts(self) -> Iterator[Shift]:
        """Those whose word was kept; none where the negation itself was kept, but in other words."""
        more = [(p, k) for p in self.ours if (k := self._missed(p))]
        less = [(p, k) for p in self.theirs if (k := self._missed(p))]
        if bool(more) != bool(less) and self.ours and self.theirs:
            return
        if len({self._is_elliptic(placed) for placed, _ in (*more, *less)}) > 1:
            return  # one denies a verb, the other what is contrasted with it
        for placed, kept in more:
            change = self._change(placed, "was moved here" if less else "was added")
            yield added("negation", placed, kept, change)
        for placed, kept in [] if more else less:
            last = self._last_governed(placed, kept)
            change = self._change(placed, "was left out")
            yield dropped("negation", self.sides, placed, kept, last, change)

    def _change(self, placed: Placed, what: str) -> str:
        """What happened to a negation, with the word that it stands before, or behind, in its own text."""
        cue, segment = placed.cue, self.sides.segments[placed.side]
        negation = " ".join(map(segment.word, range(cue.first, cue.last)))
        if not cue.targets:
            return f"“{negation}” {what}"
        if cue.targets[0] in range(cue.first, cue.last):
            ours, theirs = (negation, cue.words[0]) if placed.side == SUMMARY else (cue.words[0], negation)
            return f"“{ours}” for “{theirs}”: a negation {what}"
        side = "before" if cue.targets[0] >= cue.last else "behind"
        return f"“{negation}” {what} {side} “{segment.word(cue.targets[0])}”"

    def _is_elliptic(self, placed: Placed) -> bool:
        """Whether a "not" has no verb of its own: what it denies is said before it ("in the breaks but not in class")."""
        norms, first = self.sides.norms[placed.side], placed.cue.first
        return norms[first] == "not" and first > 0 and norms[first - 1] in _CONTRASTING

    def _missed(self, placed: Placed) -> Kept | None:
        """The word on the other side that lost, or never had, a negation; None where nothing is missing."""
        not_had = self.sides.norms[placed.side][placed.cue.first] in _NOT_HAD
        answers = self.words.answering | self.words.wanting if not_had else self.words.answering
        if is_answered(self.sides, placed, answers) or self._is_opposed(placed) or self._put_off(placed):
            return None
        reach = 2 if self._is_indefinite(placed) else 1
        for number, (target, word) in enumerate(zip(placed.cue.targets, placed.cue.words, strict=True)):
            kept = self.sides.counterpart(placed.side, target, word)
            if kept and (number < reach or not kept.aligned):
                return kept  # farther words only where they were moved to, or from, the negation
        return None

    def _put_off(self, placed: Placed) -> list[int]:
        norms = [norm for other in self.sides.across(placed.side) for norm in self.sides.norms[other]]
        return put_off(self.sides.norms[placed.side], placed.cue.last, norms, self.words.cues.function)

    def _is_opposed(self, placed: Placed) -> bool:
        """Whether the other side has the opposite of the negated word: "did not accept", "rejected"."""
        return any(
            self.thesaurus.opposites(word, self.sides.norms[other][k])
            for word in placed.cue.words[:1]
            for other in self.sides.across(placed.side)
            for k in self.sides.changed[other]
        )

    def _last_governed(self, placed: Placed, kept: Kept) -> int:
        """The verb of a negative subject ("nothing in the report suggests"), else the kept word itself."""
        if self._is_indefinite(placed) and len(placed.cue.targets) > 1:
            verb = self.sides.counterpart(placed.side, placed.cue.targets[1], placed.cue.words[1])
            if verb and 0 < verb.token - kept.token <= ANSWERS:
                return verb.token
        return kept.token

    def _is_indefinite(self, placed: Placed) -> bool:
        return self.sides.norms[placed.side][placed.cue.first] in self.words.indefinite


def put_off(norms: Sequence[str], last: int, others: Sequence[str], function: frozenset[str]) -> list[int]:
    """The "until" behind a negation that ends before token ``last`` and says what ``others`` say with "on"; at most one.

    "Will not open before Sunday" and "will open on Sunday": the others have the time, and no "until" of their own.
    """
    until = [k for k in range(last, min(len(norms), last + WITHIN)) if norms[k] in _PUT_OFF][:1]
    if not until or not _PUT_OFF.isdisjoint(others):
        return []
    when = {norm for norm in norms[until[0] + 1 : until[0] + 4] if norm[0].isalnum()}
    return [] if (when - (function - _MONTHS)).isdisjoint(others) else until


def negations(sides: Sides, words: NegationWords, thesaurus: Thesaurus) -> Negations:
    """The negations of both sides that answer to none of the other."""
    ours, theirs = sides.cues(words.cues)
    ours += _prefixed(sides, thesaurus, SUMMARY)
    theirs += [placed for side in sides.sources for placed in _prefixed(sides, thesaurus, side)]
    left, right = pair(sides, ours, theirs, lambda a, b: _are_apart(sides, words, a, b))
    return Negations(sides, words, thesaurus, _uncancelled(left), _uncancelled(right))


def _prefixed(sides: Sides, thesaurus: Thesaurus, side: int) -> Iterator[Placed]:
    """Words such as "unlikely" whose affirmative stands on the other side."""
    tokens = [k for k in sides.changed[side] if sides.norms[side][k].startswith(NEGATIVE_PREFIXES)]
    if not tokens:
        return
    others = [norm for other in sides.across(side) for norm in sides.norms[other]]
    for token in tokens:
        for base in thesaurus.affirmative(sides.norms[side][token]):
            if any(sides.same_word(base, norm) for norm in others):
                yield Placed(Cue(token, token + 1, frozenset({"plain"}), (token,), (base,)), side)
                break


def _are_apart(sides: Sides, words: NegationWords, a: Placed, b: Placed) -> bool:
    """Whether two negations in one place govern different words that both sides have: one that was moved."""
    for placed in (a, b):
        if not placed.cue.targets or placed.cue.words[0] in words.cues.through:
            return False
        if sides.counterpart(placed.side, placed.cue.targets[0], placed.cue.words[0]) is None:
            return False
    return True


def _uncancelled(cues: Sequence[Placed]) -> list[Placed]:
    """Without pairs of which one negates the other: "did not fail to", "not unlikely"."""
    left = list(cues)
    for a in cues:
        for b in cues:
            both = a is not b and a.side == b.side and a in left and b in left
            if both and a.cue.last <= b.cue.first <= (a.cue.targets or (a.cue.last,))[0]:
                left.remove(a)
                left.remove(b)
    return left


def _firsts(text: str) -> frozenset[str]:
    """The first words of the phrases of a list."""
    return frozenset(phrase[0] for phrase in split_phrases(text))
