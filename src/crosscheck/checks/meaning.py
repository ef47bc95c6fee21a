"""Words that turn a sentence round, or change how sure it is: negations, modal words, quantifiers, opposites."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from crosscheck.comparison import Comparison
from crosscheck.extract.cuepairs import SUMMARY, Kept, Placed, Sides, governs_same, is_beside, pair
from crosscheck.extract.cues import Cue, CueTable, phrase_classes, split_phrases
from crosscheck.extract.opposites import opposites
from crosscheck.model import Finding, Skipped, Span
from crosscheck.ruleset import RuleSet
from crosscheck.thesaurus import NEGATIVE_PREFIXES, Thesaurus, open_thesaurus

ANSWERS = 5
"""Tokens around the place of a missing cue in which another word may answer for it."""


def check(comparison: Comparison) -> Iterator[Finding]:
    """Yield ``meaning.negation``, ``meaning.modality``, ``meaning.quantifier`` and ``meaning.direction``."""
    words = _words(comparison.rules)
    thesaurus = open_thesaurus(comparison.rules)
    least = comparison.rules.data("meaning", "thresholds")["least"]
    for alignment in comparison.judged:
        if alignment.relation in ("verbatim", "unsourced") or alignment.segment.kind == "title":
            continue
        if alignment.confidence < least:
            if words.negation.is_among(alignment.segment.norms):
                reason = "negations and opposites not compared: the source is uncertain"
                comparison.skipped.append(Skipped(reason, alignment.segment.span))
            continue
        judge = _Judge(comparison, Sides(alignment, thesaurus.same_word), words, thesaurus)
        yield from judge.findings()


@dataclass(frozen=True, slots=True)
class _Words:
    """The word data of the rule file, made ready."""

    negation: CueTable
    answering: frozenset[str]
    indefinite: frozenset[str]
    modality: CueTable
    modal_answers: dict[tuple[str, ...], frozenset[str]]
    telling: frozenset[tuple[str, ...]]
    nouns: frozenset[str]
    before_nouns: frozenset[str]
    doubting: frozenset[str]
    quantifier: CueTable
    frequency: CueTable
    restriction: CueTable
    restricting: frozenset[str]
    function: frozenset[str]
    saying: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Judge:
    """Judges one aligned segment."""

    comparison: Comparison
    sides: Sides
    words: _Words
    thesaurus: Thesaurus

    def findings(self) -> Iterator[Finding]:
        """Everything that is to be said about the segment."""
        sides, words = self.sides, self.words
        changed = {sides.word(side, k) for side in (SUMMARY, *sides.sources) for k in sides.changed(side)}
        loose: list[Placed] = []
        if self._asks_otherwise():
            yield from self._direction(loose)
            return
        if words.negation.is_among(changed) or any(w.startswith(NEGATIVE_PREFIXES) for w in changed):
            ours, theirs = self._negations()
            loose = [*ours, *theirs]
            yield from self._negation(ours, theirs)
        if words.modality.is_among(changed):
            yield from self._modality()
        if changed & words.doubting:
            yield from self._doubt()
        for table in (words.quantifier, words.frequency):
            if table.is_among(changed):
                yield from self._quantity(table)
        if changed & words.restricting:
            yield from self._restriction()
        if changed:
            yield from self._direction(loose)

    def _asks_otherwise(self) -> bool:
        """Whether a question became a statement, or the other way about, which says the same in contrary words."""
        asks = ["?" in self.sides.segment(side).norms[-2:] for side in (SUMMARY, *self.sides.sources)]
        return asks[0] not in asks[1:]

    # ---------------------------------------------------------------- negation

    def _negations(self) -> tuple[list[Placed], list[Placed]]:
        """The negations of both sides that answer to none of the other."""
        ours, theirs = self.sides.cues(self.words.negation)
        ours += self._prefixed(SUMMARY)
        theirs += [placed for side in self.sides.sources for placed in self._prefixed(side)]
        ours, theirs = pair(self.sides, ours, theirs, self._is_moved)
        return _uncancelled(ours), _uncancelled(theirs)

    def _negation(self, ours: list[Placed], theirs: list[Placed]) -> Iterator[Finding]:
        added = [(p, k) for p in ours if (k := self._missed(p))]
        dropped = [(p, k) for p in theirs if (k := self._missed(p))]
        if bool(added) != bool(dropped) and ours and theirs:
            return  # reworded: the negation was kept, but not what it belongs to
        change = "a negation was moved" if added and dropped else "a negation was added"
        for placed, kept in added:
            yield self._added("meaning.negation", placed, kept, change=change)
        for placed, kept in [] if added else dropped:
            yield self._dropped("meaning.negation", placed, kept, change="a negation was dropped")

    def _prefixed(self, side: int) -> Iterator[Placed]:
        """Words such as "unlikely" whose affirmative stands on the other side."""
        others = [norm for other in self.sides.across(side) for norm in self.sides.segment(other).norms]
        for token in self.sides.changed(side):
            for base in self.thesaurus.affirmative(self.sides.word(side, token)):
                if any(self.sides.same_word(base, norm) for norm in others):
                    yield Placed(Cue(token, token + 1, frozenset({"prefix", "plain"}), (token,), (base,)), side)
                    break

    def _is_moved(self, a: Placed, b: Placed) -> bool:
        """Whether two negations in one place govern different words that both sides have."""
        for placed in (a, b):
            if not placed.cue.targets or placed.cue.words[0] in self.words.negation.through:
                return False
            kept = self.sides.counterpart(placed.side, placed.cue.targets[0], placed.cue.words[0])
            if kept is None:
                return False
        return True

    def _missed(self, placed: Placed) -> Kept | None:
        """The word on the other side that lost, or never had, a negation; None where nothing is missing."""
        if self._is_answered(placed, self.words.answering) or self._is_opposed(placed):
            return None
        cue = placed.cue
        reach = 2 if self._is_indefinite(placed) else 1
        for target, word in list(zip(cue.targets, cue.words, strict=True))[:reach]:
            kept = self.sides.counterpart(placed.side, target, word)
            if kept:
                return kept
        return None

    def _is_opposed(self, placed: Placed) -> bool:
        """Whether the other side has the opposite of the negated word: "did not accept", "rejected"."""
        return any(
            self.thesaurus.opposites(word, self.sides.word(other, k))
            for word in placed.cue.words[:1]
            for other in self.sides.across(placed.side)
            for k in self.sides.changed(other)
        )

    # ---------------------------------------------------------------- modality

    def _modality(self) -> Iterator[Finding]:
        ours, theirs = self.sides.cues(self.words.modality)
        ours, theirs = pair(self.sides, self._verbs(ours), self._verbs(theirs))
        for a in list(ours):
            for b in theirs:
                if (governs_same(self.sides, a, b) or is_beside(self.sides, a, b)) and not self._is_synonym(a):
                    yield self._replaced("meaning.modality", a, b)
                    ours.remove(a)
                    theirs.remove(b)
                    break
        for placed in [*ours, *theirs]:
            kept = self._lost_hedge(placed)
            if kept and placed.side == SUMMARY:
                yield self._added("meaning.modality", placed, kept)
            elif kept:
                yield self._dropped("meaning.modality", placed, kept)

    def _verbs(self, cues: list[Placed]) -> list[Placed]:
        """Without nouns and names such as "the will", "May 4" and "Theresa May"."""
        return [p for p in cues if not self._is_noun(p)]

    def _is_noun(self, placed: Placed) -> bool:
        segment, first = self.sides.segment(placed.side), placed.cue.first
        if segment.norms[first] not in self.words.nouns:
            return False
        if segment.tokens[first].text[0].isupper() and first:
            return True
        following = segment.norms[first + 1] if first + 1 < len(segment.norms) else ""
        return following[:1].isdigit() or (first > 0 and segment.norms[first - 1] in self.words.before_nouns)

    def _lost_hedge(self, placed: Placed) -> Kept | None:
        """The kept word whose hedge has no counterpart, if the hedge is one that tells."""
        phrase = self.sides.segment(placed.side).norms[placed.cue.first : placed.cue.last]
        behind = self.sides.segment(placed.side).norms[placed.cue.last : placed.cue.last + 1]
        if phrase not in self.words.telling or not placed.cue.targets or behind == (",",):
            return None
        answers = {w[0] for w, classes in self.words.modal_answers.items() if classes & placed.cue.classes}
        if self._is_answered(placed, answers):
            return None
        kept = self.sides.counterpart(placed.side, placed.cue.targets[0], placed.cue.words[0])
        return kept if kept and kept.aligned and not self._is_synonym(placed) else None

    def _is_synonym(self, placed: Placed) -> bool:
        """Whether a hedge of one word was replaced by a synonym ("potential", "prospective")."""
        word = self.sides.word(placed.side, placed.cue.first)
        for other in self.sides.across(placed.side):
            low, high = self.sides.place(placed.side, placed.cue.first, other)
            if any(self.thesaurus.synonyms(word, self.sides.word(other, k)) for k in self.sides.changed(other) if low <= k < high):
                return True
        return False

    def _doubt(self) -> Iterator[Finding]:
        """A verb of saying that casts doubt, for one that does not, or the other way about."""
        for op in self.sides.alignment.ops:
            if op.kind == "substitute" and op.summary[1] - op.summary[0] == 1 == op.original[1] - op.original[0]:
                pairs = self.sides.word(SUMMARY, op.summary[0]), self.sides.word(op.source, op.original[0])
                doubts = [word in self.words.doubting for word in pairs]
                if sum(doubts) == 1 and all(word in self.words.saying or d for word, d in zip(pairs, doubts, strict=True)):
                    there = self.sides.span(op.source, *op.original)
                    yield self._finding("meaning.modality", self.sides.span(SUMMARY, *op.summary), there, op.source, "certain")

    # ---------------------------------------------------------------- quantity and direction

    def _quantity(self, table: CueTable) -> Iterator[Finding]:
        ours, theirs = self.sides.cues(table)
        ours, theirs = pair(self.sides, self._uncounted(ours), self._uncounted(theirs))
        for a in ours:
            for b in theirs:
                if is_beside(self.sides, a, b) or (a.cue.words[:1] and governs_same(self.sides, a, b)):
                    yield self._replaced("meaning.quantifier", a, b)
                    theirs.remove(b)
                    break

    def _restriction(self) -> Iterator[Finding]:
        """An "only" that no original has, except before a figure, where it only comments."""
        ours, theirs = self.sides.cues(self.words.restriction)
        norms = self.sides.alignment.segment.norms
        for placed in pair(self.sides, ours, theirs)[0]:
            following = norms[placed.cue.last : placed.cue.last + 1]
            if norms[placed.cue.first] not in self.words.restricting or (following and not following[0][0].isalpha()):
                continue
            near = [(SUMMARY, t, w) for t, w in zip(placed.cue.targets, placed.cue.words, strict=True)]
            kept = next((k for place in near if (k := self.sides.counterpart(*place))), None)
            if kept and not self._is_answered(placed, self.words.answering):
                yield self._added("meaning.quantifier", placed, kept)

    def _uncounted(self, cues: list[Placed]) -> list[Placed]:
        """Without "some" before a figure, where it means "about"."""
        norms = [self.sides.segment(p.side).norms for p in cues]
        return [
            p
            for p, words in zip(cues, norms, strict=True)
            if words[p.cue.first] != "some" or not words[p.cue.last : p.cue.last + 1] or not words[p.cue.last][0].isdigit()
        ]

    def _direction(self, loose: list[Placed]) -> Iterator[Finding]:
        """Opposites, unless a negation makes them agree: "did not accept", "rejected"."""
        quiet = {(p.side, t) for p in loose for t in p.cue.targets[:1]}
        quiet.update((p.side, k) for cues in self.sides.cues(self.words.quantifier) for p in cues for k in range(p.cue.first, p.cue.last))
        for found in opposites(self.sides, self.thesaurus, self.words.function):
            if (SUMMARY, found.token) in quiet or (found.side, found.other) in quiet:
                continue
            if self._negates(found.token, found.side, found.other):
                continue
            if self._is_name(SUMMARY, found.token) and self._is_name(found.side, found.other):
                continue
            here = self.sides.span(SUMMARY, found.token, found.token + 1)
            there = self.sides.span(found.side, found.other, found.other + 1)
            yield self._finding("meaning.direction", here, there, found.side, "certain", sure=found.certainty)

    def _negates(self, token: int, side: int, other: int) -> bool:
        """Whether one word is the other with a negative prefix: a negation, not a direction."""
        a, b = self.sides.word(SUMMARY, token), self.sides.word(side, other)
        same = self.thesaurus.same_word
        return any(same(a, base) for base in self.thesaurus.affirmative(b)) or any(
            same(b, base) for base in self.thesaurus.affirmative(a)
        )

    def _is_name(self, side: int, token: int) -> bool:
        return token > 0 and self.sides.segment(side).tokens[token].text[0].isupper()

    # ---------------------------------------------------------------- findings

    def _is_answered(self, placed: Placed, answers: frozenset[str] | set[str]) -> bool:
        """Whether a changed word about where the cue would stand says the same in other words."""
        for other in self.sides.across(placed.side):
            low, high = self.sides.place(placed.side, placed.cue.first, other)
            near = range(low - ANSWERS, high + ANSWERS)
            if any(k in near and self.sides.word(other, k) in answers for k in self.sides.changed(other)):
                return True
        return False

    def _added(self, rule: str, placed: Placed, kept: Kept, **fields: object) -> Finding:
        here = self.sides.span(SUMMARY, placed.cue.first, placed.cue.last)
        there = self.sides.span(kept.side, kept.token, kept.token + 1)
        return self._finding(rule, here, there, kept.side, "certain" if kept.aligned else "far", **fields)

    def _dropped(self, rule: str, placed: Placed, kept: Kept, **fields: object) -> Finding:
        """Shown at the words that stand in the place of the cue, else at the word that it governed."""
        there = self.sides.span(placed.side, placed.cue.first, max(placed.cue.last, placed.cue.targets[0] + 1))
        here = self._instead(placed) or self.sides.span(SUMMARY, kept.token, self._last_governed(placed, kept) + 1)
        return self._finding(rule, here, there, placed.side, "certain" if kept.aligned else "far", **fields)

    def _last_governed(self, placed: Placed, kept: Kept) -> int:
        """The verb of a negative subject ("nothing in the report suggests"), else the kept word itself."""
        if self._is_indefinite(placed) and len(placed.cue.targets) > 1:
            verb = self.sides.counterpart(placed.side, placed.cue.targets[1], placed.cue.words[1])
            if verb and 0 < verb.token - kept.token <= ANSWERS:
                return verb.token
        return kept.token

    def _is_indefinite(self, placed: Placed) -> bool:
        return self.sides.word(placed.side, placed.cue.first) in self.words.indefinite

    def _instead(self, placed: Placed) -> Span | None:
        """The few words that stand in the place of a cue of a source."""
        low, high = self.sides.place(placed.side, placed.cue.first, SUMMARY)
        words = [k for k in self.sides.changed(SUMMARY) if low <= k < high]
        return self.sides.span(SUMMARY, words[0], words[-1] + 1) if words and high - low <= ANSWERS else None

    def _replaced(self, rule: str, a: Placed, b: Placed) -> Finding:
        here = self.sides.span(SUMMARY, a.cue.first, a.cue.last)
        there = self.sides.span(b.side, b.cue.first, b.cue.last)
        return self._finding(rule, here, there, b.side, "certain" if is_beside(self.sides, a, b) else "near")

    def _finding(
        self, rule: str, here: Span, there: Span, side: int, how: str, *, sure: float = 1.0, **fields: object
    ) -> Finding:
        known = self.comparison.rules.data("meaning", "thresholds")
        alignment = self.sides.alignment
        certainty = known[how] * sure * (known["near"] if alignment.relation == "rewritten" else 1.0)
        return self.comparison.finding(
            rule,
            here,
            [self.comparison.evidence(there, self.sides.segment(side).part)],
            confidence=certainty * alignment.confidence,
            **fields,
        )


def _uncancelled(cues: list[Placed]) -> list[Placed]:
    """Without pairs of which one negates the other: "did not fail to", "not unlikely"."""
    left = list(cues)
    for a in cues:
        for b in cues:
            inner = a is not b and a.side == b.side and a in left and b in left
            if inner and a.cue.last <= b.cue.first <= (a.cue.targets or (a.cue.last,))[0]:
                left.remove(a)
                left.remove(b)
    return left


@lru_cache(maxsize=4)
def _words(rules: RuleSet) -> _Words:
    data = rules.data("meaning")
    function = rules.words("english", "function")
    negation, hedges = dict(data["negation"]), data["hedges"]
    answering, raising, indefinite = (negation.pop(name) for name in ("answering", "raising", "indefinite"))
    frames, restriction = data["frames"]["idle"], data["restriction"]
    return _Words(
        negation=CueTable(_one_class(phrase_classes(negation)), function, negation=True, through=_single(raising)),
        answering=_single(answering),
        indefinite=_single(indefinite),
        modality=CueTable(phrase_classes({**data["modality"], "idle": hedges["idle"]}), function),
        modal_answers=phrase_classes(data["answering"]),
        telling=frozenset(split_phrases(hedges["telling"])),
        nouns=frozenset(hedges["nouns"].split()),
        before_nouns=frozenset(hedges["before-nouns"].split()),
        doubting=frozenset(hedges["doubting"].split()),
        quantifier=CueTable(phrase_classes({**data["quantifier"], "idle": frames}), function),
        frequency=CueTable(phrase_classes({**data["frequency"], "idle": frames}), function),
        restriction=CueTable(phrase_classes({name: restriction[name] for name in ("only", "idle")}), function),
        restricting=frozenset(restriction["telling"].split()),
        function=function,
        saying=rules.words("english", "saying"),
    )


def _one_class(phrases: dict[tuple[str, ...], frozenset[str]]) -> dict[tuple[str, ...], frozenset[str]]:
    """Every negation answers to every other."""
    return {phrase: classes if "idle" in classes else frozenset({"plain"}) for phrase, classes in phrases.items()}


def _single(text: str) -> frozenset[str]:
    """The first words of the phrases of a list."""
    return frozenset(phrase[0] for phrase in split_phrases(text))
