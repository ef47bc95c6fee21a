"""Which number of an original a number of the article stands for, and whether the two agree.

Numbers are paired inside an aligned passage only: by value first, then by place and by the words around them. What is left
over on both sides in the same place is a changed number; what is left over in the article alone is a new one.
"""

from bisect import bisect_right
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property
from itertools import chain, pairwise
from math import isclose
from typing import Literal, NamedTuple

from crosscheck.comparison import Comparison
from crosscheck.lemmas import Lemmas, open_lemmas
from crosscheck.model import Alignment, Segment, Span
from crosscheck.numbers.compare import (
    agreement,
    are_opposite,
    as_written,
    bounds_differ,
    hour_of,
    is_end,
    is_money,
    is_slip,
    kind_fits,
    kindred,
    separators_differ,
    weakly_differ,
)
from crosscheck.numbers.measures import twins
from crosscheck.numbers.read import NumberMention
from crosscheck.passages import Gap, context, gaps, likeness, opposite, same_place, stretches

Verdict = Literal[
    "same",
    "bound",
    "rounded",
    "changed",
    "disputed",
    "swapped",
    "unclear",
    "elsewhere",
    "reckoned",
    "converted",
    "new",
]

ENOUGH = 2.0
"""Evidence from which a number of the article is taken to stand for a number of another value."""
_PHRASE_ENDS = frozenset({",", ";", ".", "and", "but", "while", "or", "that", "which", "who"})
_PARTS = {"from": "from", "to": "to", "by": "by", "instead": "from", "rather": "from", "compared": "from"}
"""Words before a number -> the part it has in a change: "15 instead of 12" is a change from 12."""
_EVERY = frozenset({"every", "each"})
_AGES = frozenset({"months"})
"""The dimension of years: "aged 17" for "16-year-old"."""
LOOKED_AT = 20
"""Places of an amount in the originals that are looked at."""
ALIKE = 0.6
"""Likeness of two contexts from which they speak of the same thing."""
KIN = 0.3
"""Likeness from which a small count elsewhere may be the same one."""
SLIP = 1.5
"""What the same figures in another unit, or two that changed places, are worth beside the words around two numbers."""
BESIDE = 0.5
"""What it is worth that a number stands in the sentences about those that a passage comes from."""
SURER = 0.3
"""By how much the likeliest of several numbers must be likelier than the next."""
SHARED = 2
"""Words that the surroundings of two numbers share where another original has the article's value for the same thing."""
PAIRS = 2500
"""Most pairs of numbers of one passage that are compared; beyond that only those in what changed."""
WEAK = 5
"""Tokens between equal words within which a word such as "one" or "a year" stands in the place of another number."""
SMALL = 12
"""Counts up to which the same figure elsewhere may well count something else."""


class NumberPair(NamedTuple):
    """A number of the article with what the originals say about it."""

    ours: NumberMention
    theirs: NumberMention | None
    segment: Segment | None
    """Where ``theirs`` stands."""
    verdict: Verdict
    confidence: float
    """How sure the pairing is, 0 to 1; the alignment's own confidence not yet counted in."""
    other: NumberMention | None = None
    """Of an exchange: the number of the article that stands where this one should."""
    backing: NumberMention | None = None
    """Of a dispute: the number of another original that gives the article's value for the same thing."""
    backed_in: Segment | None = None
    """Where ``backing`` stands."""


class NumberReading(NamedTuple):
    """The numbers of one passage, paired."""

    pairs: tuple[NumberPair, ...]
    dropped: tuple[tuple[NumberMention, Segment], ...]
    """Numbers of the sources that the passage does not give."""
    crowded: bool = False
    """Whether there are too many of them to pair."""


class NumberIndex(NamedTuple):
    """The numbers of all originals by their plain amount, and what pairing them needs."""

    segments: Mapping[str, Sequence[Segment]]
    """By part id."""
    numbers: Mapping[Segment, Sequence[NumberMention]]
    """By segment."""
    places: Mapping[float | str, Sequence[tuple[NumberMention, str]]]
    lemmas: Lemmas
    quiet: frozenset[str]
    """Words that say nothing about what is counted."""
    originals: tuple[str, ...] = ()
    """Their part ids."""

    def gives_both(self, ours: tuple[NumberMention, NumberMention]) -> bool:
        """Whether two numbers stand one behind the other in an original."""
        return any(
            all(agreement(m, n) == "same" for m, n in zip(ours, pair, strict=True))
            for part in self.originals
            for segment in self.segments[part]
            for pair in pairwise(self.numbers.get(segment, ()))
        )

    def context(self, segment: Segment, mention: NumberMention) -> dict[str, float]:
        """The words around a number, and the preposition that gives it its part ("from", "to", "by")."""
        words = context(segment, mention, self.lemmas, self.quiet)
        if part := part_of(segment, mention):
            words[f"~{part}"] = 0.8
        return words

    def beside(self, segment: Segment, mention: NumberMention) -> set[str]:
        """The lemmas directly beside a number: up to the end of the phrase on its left, and the word that it counts."""
        found: set[str] = set()
        for k in range(mention.first - 1, max(-1, mention.first - 9), -1):
            norm = segment.norms[k]
            if norm in _PHRASE_ENDS and found:
                break
            if norm in _PARTS:
                if any(word.startswith("~") for word in found):
                    break
                compared = norm == "to" and k > 0 and segment.norms[k - 1] == "compared"
                found.add("~from" if compared else f"~{_PARTS[norm]}")
            elif norm[0].isalpha() and norm not in self.quiet:
                found.add(self.lemmas.lemma(norm))
        if mention.last < len(segment.norms) and segment.norms[mention.last][0].isalpha():
            found.add(self.lemmas.lemma(segment.norms[mention.last]))
        return found

    def is_label(self, segment: Segment, mention: NumberMention) -> bool:
        """Whether a figure belongs to the name before it, as in "Apollo 11"."""
        if mention.kind != "count" or mention.unit or not "".join(mention.form).isdigit():
            return False
        before = mention.bounded[0] - 1
        capital = before >= 0 and segment.word(before)[0].isupper()
        return capital and (before > 0 or segment.norms[0] not in self.quiet)

    def elsewhere(
        self, mine: NumberMention, words: Mapping[str, float], leave_out: str = ""
    ) -> tuple[NumberMention, Segment, float] | None:
        """The number of any original that gives the same, with its segment and how much its surroundings are alike.

        A small count is found everywhere: it must count the same thing. ``leave_out``: an original not looked at.
        """
        best: tuple[float, NumberMention, Segment] | None = None
        for key in _keys(mine):
            for other, part in self.places.get(key, ())[:LOOKED_AT]:
                if part != leave_out and agreement(mine, other) == "same":
                    segment = self._segment(other, part)
                    alike = likeness(words, self.context(segment, other))
                    if best is None or alike > best[0]:
                        best = alike, other, segment
        small = mine.kind in ("count", "ordinal") and not mine.unit and mine.values[0] <= SMALL
        return (best[1], best[2], best[0]) if best and (best[0] >= KIN or not small) else None

    def gives(self, mine: NumberMention) -> bool:
        """Whether any original gives a number, whatever it counts there; a measure more exactly, a time of day as four figures."""
        if any(
            agreement(mine, other) == "same" for key in _keys(mine) for other, _ in self.places.get(key, ())
        ):
            return True
        originals = chain.from_iterable(map(self.segments.__getitem__, self.originals))
        if hour_of(mine) >= 0:
            return any(_is_timetabled(mine, s) for s in originals)
        return mine.unit != "" and any(
            mine.unit == other.unit and agreement(mine, other) == "rounded"
            for s in originals
            for other in self.numbers.get(s, ())
        )

    def replaced(self, alignment: Alignment, mine: NumberMention) -> tuple[NumberMention, Segment] | None:
        """The number of an original, wherever it stands, that one which no original gives was written for.

        It measures or counts the same in the same words, and the article gives it nowhere.
        """
        if mine.kind not in ("count", "ordinal") or mine.weak:
            return None
        segment, near = alignment.segment, _beside(alignment)
        noun, part = self._counted(segment, mine), part_of(segment, mine)
        given = [m for s in self.segments[segment.part] for m in self.numbers.get(s, ())]
        words = context(segment, mine, self.lemmas, self.quiet)
        scored = [
            (
                likeness(words, context(s, other, self.lemmas, self.quiet))
                + SLIP * is_slip(mine, other)
                + BESIDE * ((s.part, s.index) in near),
                other,
                s,
            )
            for original in self.originals
            for s in self.segments[original]
            for other in self.numbers.get(s, ())
            if other.kind == mine.kind
            and not other.weak
            and (other.unit == mine.unit or kindred(other.unit, mine.unit))
            and (mine.unit or (noun and noun == self._counted(s, other)))
            and len({part, part_of(s, other), ""}) <= 2  # "to 4.5" does not stand for "from 4.25"
            and not any(agreement(m, other) not in ("", "bare-rounded") for m in given)
        ]
        scored.sort(key=lambda found: -found[0])
        if not scored or scored[0][0] < ENOUGH:
            return None
        unclear = any(
            scored[0][0] - score < SURER and not agreement(scored[0][1], m) for score, m, _ in scored[1:]
        )
        return None if unclear else scored[0][1:]

    def contradicted(self, segment: Segment, mine: NumberMention) -> tuple[NumberMention, Segment] | None:
        """The same number under the opposite bound, "up to 150 mm" for "at least 150 mm", where no original has it otherwise."""
        found = self.elsewhere(mine, self.context(segment, mine)) if mine.bound else None
        if not found or found[2] < KIN or not are_opposite(mine.bound, found[0].bound):
            return None
        same = (m for key in _keys(mine) for m, _ in self.places.get(key, ()) if agreement(mine, m) == "same")
        return found[:2] if all(are_opposite(mine.bound, m.bound) for m in same) else None

    def _counted(self, segment: Segment, mention: NumberMention) -> str:
        """The lemma of the word behind a number, which it counts; empty where none stands there."""
        norm = segment.norms[mention.last] if mention.last < len(segment.norms) else ""
        return self.lemmas.lemma(norm) if norm[:1].isalpha() and norm not in self.quiet else ""

    def new_twins(self, segment: Segment, *, known: Collection[int] | None = None) -> dict[int, int]:
        """The measures of a segment that only convert one beside them -> that one, both by their place among its numbers.

        Of the two, that which the originals give (or which is among ``known``) is the measure, otherwise the first.
        """
        mentions = self.numbers.get(segment, ())
        found: dict[int, int] = {}
        for first, second, _ in twins(segment, mentions):
            is_known = second in known if known is not None else self.gives(mentions[second])
            first_is_known = first in known if known is not None else self.gives(mentions[first])
            if is_known and not first_is_known:
                found[first] = second
            elif not is_known:
                found[second] = first
        return found

    def _segment(self, mention: NumberMention, part: str) -> Segment:
        segments = self.segments[part]
        return segments[bisect_right(segments, mention.span.start, key=lambda s: s.span.start) - 1]


def number_index(
    segments: Mapping[str, Sequence[Segment]],
    mentions: Mapping[str, Sequence[NumberMention]],
    numbers: Mapping[Segment, Sequence[NumberMention]],
    originals: Iterable[str],
    lemmas: Lemmas,
    quiet: frozenset[str],
) -> NumberIndex:
    """The index of the numbers of some originals; ``numbers`` by segment, ``segments`` and ``mentions`` by part id."""
    places: dict[float | str, list[tuple[NumberMention, str]]] = {}
    originals = tuple(originals)
    for part in originals:
        for mention in mentions.get(part, ()):
            for key in _keys(mention):
                places.setdefault(key, []).append((mention, part))
    return NumberIndex(segments, numbers, places, lemmas, quiet, originals)


def read_numbers(alignment: Alignment, index: NumberIndex) -> NumberReading:
    """The numbers of a summary segment, each with the number of its sources that it stands for."""
    ours = index.numbers.get(alignment.segment, ())
    theirs = [
        (k, m) for k, source in enumerate(alignment.sources) for m in index.numbers.get(source.segment, ())
    ]
    if not ours and not theirs:
        return NumberReading((), ())
    if len(ours) * len(theirs) > PAIRS:
        found = stretches(alignment)
        ours = [m for m in ours if any(m.first < s.ours[1] and s.ours[0] < m.last for s in found)]
        theirs = [(k, m) for k, m in theirs if any(_touches(g, k, m) for s in found for g in s.gaps)]
        if len(ours) * len(theirs) > PAIRS:
            return NumberReading((), (), crowded=True)
    return _Pairing(alignment, index, ours, theirs).read()


def _touches(gap: Gap, source: int, mention: NumberMention) -> bool:
    return gap.source == source and mention.first < gap.theirs[1] and gap.theirs[0] < mention.last


def part_of(segment: Segment, mention: NumberMention) -> str:
    """The preposition that gives a number its part, "from", "to" or "by", close before it; empty where there is none."""
    before = segment.norms[max(0, mention.first - 3) : mention.first]
    return next((norm for norm in reversed(before) if norm in ("from", "to", "by")), "")


class _Pairing:
    """The work of one passage."""

    def __init__(
        self,
        alignment: Alignment,
        index: NumberIndex,
        ours: Sequence[NumberMention],
        theirs: Sequence[tuple[int, NumberMention]],
    ) -> None:
        self.alignment, self.index, self.ours, self.theirs = alignment, index, ours, theirs
        self._contexts: dict[Span, dict[str, float]] = {}

    @cached_property
    def gaps(self) -> list[Gap]:
        """The stretches that are in no equal operation."""
        return gaps(self.alignment)

    def _context(self, segment: Segment, mention: NumberMention) -> dict[str, float]:
        """What stands around a number, of the passage or of a source; looked at when it is asked for."""
        found = self._contexts.get(mention.span)
        if found is None:
            found = self._contexts[mention.span] = self.index.context(segment, mention)
        return found

    def _likeness(self, mine: NumberMention, source: int, other: NumberMention) -> float:
        """How much of what stands around two numbers is the same."""
        ours = self._context(self.alignment.segment, mine)
        return likeness(ours, self._context(self._segment(source), other))

    def read(self) -> NumberReading:
        matched = self._matched()
        self.converted = self.index.new_twins(self.alignment.segment, known=matched)
        changed = self._changed(matched)
        pairs = [self._judge(n, matched, changed) for n in range(len(self.ours))]
        taken = {*matched.values(), *(j for j, _ in changed.values())}
        reckoned = any(p.verdict == "reckoned" for p in pairs)
        dropped = tuple(
            (m, self._segment(k))
            for j, (k, m) in enumerate(self.theirs)
            if j not in taken and not m.weak and not self._answered(m) and not reckoned
        )
        return NumberReading(tuple(pairs), dropped)

    def _segment(self, source: int) -> Segment:
        return self.alignment.sources[source].segment

    def _answered(self, mention: NumberMention) -> bool:
        return any(agreement(m, mention) for m in self.ours)

    def _matched(self) -> dict[int, int]:
        """Numbers of the article -> numbers of the sources that agree with them, the nearest first."""
        agreeing = [
            (i, j, agreed)
            for i, mine in enumerate(self.ours)
            for j, (_, other) in enumerate(self.theirs)
            if (agreed := agreement(mine, other))
        ]
        if len({i for i, _, _ in agreeing}) == len({j for _, j, _ in agreeing}) == len(agreeing):
            return {i: j for i, j, _ in agreeing}
        return _assigned([(self._nearness(i, j, agreed), i, j) for i, j, agreed in agreeing])

    def _nearness(self, i: int, j: int, agreed: str) -> float:
        """What speaks for a number of a source rather than for another that agrees as well."""
        mine, (source, other) = self.ours[i], self.theirs[j]
        score = self._likeness(mine, source, other) + 2 * (agreed == "same") + (mine.form == other.form)
        score += 5 * same_place(self.alignment, mine, source, other)
        score += 2 * opposite(self.gaps, mine, source, other)
        return score - 3 * (mine.weak or other.weak) - 2 * (agreed == "bare-rounded")

    def _changed(self, matched: Mapping[int, int]) -> dict[int, tuple[int, float]]:
        """Left-over numbers of the article -> left-over numbers of the sources whose place they take, with the confidence."""
        taken = set(matched.values())
        scored: list[tuple[float, int, int]] = []
        for i, mine in enumerate(self.ours):
            for j, (source, other) in enumerate(self.theirs):
                if i not in matched and j not in taken:
                    score = self._evidence(i, mine, source, other)
                    if score >= ENOUGH:
                        scored.append((score, i, j))
        confidence = {
            (i, j): 0.95 if score >= ENOUGH + 2 else 0.85 if score >= ENOUGH + 1 else 0.7
            for score, i, j in scored
        }
        return {i: (j, confidence[i, j]) for i, j in _assigned(scored).items()}

    def _evidence(self, i: int, mine: NumberMention, source: int, other: NumberMention) -> float:
        """How likely a number stands for one of another value."""
        if not kind_fits(mine, other) or (i in self.converted and mine.unit != other.unit):
            return 0.0
        if is_money(mine) != is_money(other) or self._are_apart(mine, source, other):
            return 0.0
        bounded = mine.bound != "" and mine.bound == other.bound and mine.unit == other.unit != ""
        if (mine.weak or other.weak) and not bounded:  # "at least a week" counts as "at least one week" does
            near = opposite(self.gaps, mine, source, other, WEAK) or self._is_cut(mine, source, other)
            if not near or not weakly_differ(mine, other):
                return 0.0
        facing = opposite(self.gaps, mine, source, other) or self._is_cut(mine, source, other)
        score = 2.5 * facing + self._likeness(mine, source, other)
        if mine.unit == other.unit:
            return score + (1.5 if mine.unit else 0.5)
        if mine.unit and other.unit:
            return score + (0.5 if kindred(mine.unit, other.unit) else -1.0)
        beside = not _AGES.isdisjoint((mine.unit, other.unit)) or opposite(
            self.gaps, mine, source, other, WEAK
        )
        return score if beside else score - 1.0  # a measure for a count, only in its very place

    def _are_apart(self, mine: NumberMention, source: int, other: NumberMention) -> bool:
        """Whether only one of two numbers is part of a name, "Apollo 11", or only one says how often, "monthly"."""
        ours, theirs = self.alignment.segment, self._segment(source)
        if _is_rhythm(mine) != _is_rhythm(other):
            exact, segment = (other, theirs) if _is_rhythm(mine) else (mine, ours)
            return not exact.weak and segment.norms[exact.first - 1] not in _EVERY
        if self.index.is_label(ours, mine) == self.index.is_label(theirs, other):
            return False
        around = [
            (s.norms[m.first - 1], *s.norms[m.last : m.last + 1]) for s, m in ((ours, mine), (theirs, other))
        ]
        return all(a != b for a, b in zip(*around, strict=False))

    def _is_cut(self, mine: NumberMention, source: int, other: NumberMention) -> bool:
        """Whether one of two measures is the end of the other, word for word: "an hour" of "half an hour"."""
        return (
            mine.unit != ""
            and mine.unit == other.unit
            and mine.weak != other.weak
            and same_place(self.alignment, mine, source, other)
        )

    def _judge(
        self, n: int, matched: Mapping[int, int], changed: Mapping[int, tuple[int, float]]
    ) -> NumberPair:
        mine = self.ours[n]
        if n in matched:
            return self._agreeing(n, matched)
        timetabled = any(_is_timetabled(mine, source.segment) for source in self.alignment.sources)
        if timetabled or (n in self.converted and n not in changed):
            return NumberPair(mine, None, None, "converted", 0.8)
        if self._reckoned(mine, set(matched.values())):
            return NumberPair(mine, None, None, "reckoned", 0.5)
        found = self.index.elsewhere(mine, self._context(self.alignment.segment, mine))
        if n in changed:
            j, confidence = changed[n]
            source, other = self.theirs[j]
            likelier = found and found[2] > self._likeness(mine, source, other)
            if found and likelier and not opposite(self.gaps, mine, source, other):
                return NumberPair(mine, found[0], found[1], "elsewhere", confidence)
            confidence *= 0.9 if found else 1.0
            verdict: Verdict = "unclear" if separators_differ(mine, other) else "changed"
            if verdict == "changed" and (backing := self._backed(n, self._segment(source).part)):
                return NumberPair(
                    mine,
                    other,
                    self._segment(source),
                    "disputed",
                    confidence,
                    backing=backing[0],
                    backed_in=backing[1],
                )
            return NumberPair(mine, other, self._segment(source), verdict, confidence)
        if found:
            return NumberPair(mine, found[0], found[1], "elsewhere", 0.8)
        if instead := self.index.replaced(self.alignment, mine):
            return NumberPair(mine, *instead, "changed", 0.8)
        return NumberPair(mine, None, None, "new", 0.9)

    def _backed(self, n: int, part: str) -> tuple[NumberMention, Segment] | None:
        """The number of another original than ``part`` that gives the article's value for the same thing."""
        words = self._context(self.alignment.segment, self.ours[n])
        found = self.index.elsewhere(self.ours[n], words, leave_out=part)
        if found is None or found[2] < ALIKE:
            return None
        theirs = self.index.context(found[1], found[0])
        sides = [{w for w in side if w.startswith("~")} for side in (words, theirs)]
        shared = [w for w in words if w in theirs and not w.startswith("~")]
        if len(shared) < SHARED or (all(sides) and sides[0] != sides[1]):
            return None
        return found[0], found[1]

    def _agreeing(self, n: int, matched: Mapping[int, int]) -> NumberPair:
        mine = self.ours[n]
        source, other = self.theirs[matched[n]]
        segment = self._segment(source)
        for m, j in matched.items():
            if m > n and self._exchanged(n, matched[n], m, j):
                return NumberPair(
                    mine, self.theirs[j][1], self._segment(self.theirs[j][0]), "swapped", 0.85, self.ours[m]
                )
        agreed = agreement(mine, other)
        if agreed == "bare-rounded":
            return NumberPair(mine, other, segment, "rounded", 0.6)
        if bounds_differ(mine.bound, other.bound) and agreed == "same" and not is_end(mine, other):
            return NumberPair(mine, other, segment, "bound", 0.8)
        return NumberPair(mine, other, segment, "same", 0.95 if agreed == "same" else 0.8)

    def _exchanged(self, n: int, i: int, m: int, j: int) -> bool:
        """Whether two numbers of the article, each of which agrees with one of a source, stand in each other's place.

        Judged by the words beside the two that tell them apart, in the source and in the article.
        """
        a, b = self.ours[n], self.ours[m]
        (source, x), (other_source, y) = self.theirs[i], self.theirs[j]
        if (
            source != other_source
            or a.kind != b.kind
            or agreement(a, b)
            or (a.unit and b.unit and a.unit != b.unit)
            or (a.unit == x.unit != b.unit == y.unit)  # in "two villages" and "30 hours", either has its own
            or (is_money(a) == is_money(x) != is_money(b))  # "28 to 31 million euros" may be turned round
        ):
            return False
        ours, theirs = self.alignment.segment, self._segment(source)
        of_a, of_b = self.index.beside(ours, a), self.index.beside(ours, b)
        of_x, of_y = self.index.beside(theirs, x), self.index.beside(theirs, y)
        parts = [{w for w in words if w.startswith("~")} for words in (of_a, of_b, of_x, of_y)]
        if all(parts) and parts[2] != parts[3]:
            return parts[0] == parts[3] and parts[1] == parts[2]
        if any(all(side) and side[0] != side[1] for side in (parts[:2], parts[2:])):
            return {*parts[0]} & parts[3] != set() or {*parts[1]} & parts[2] != set()
        only_x, only_y = of_x - of_y, of_y - of_x
        straight = len(of_a & only_x) + len(of_b & only_y)
        crossed = len(of_a & only_y) + len(of_b & only_x)
        return crossed > straight

    def _reckoned(self, mine: NumberMention, taken: set[int]) -> bool:
        """Whether a number is the sum or difference of two numbers of one source that the passage gives no other answer to."""
        if mine.kind != "count" or mine.weak:
            return False
        rest = [
            (k, m)
            for j, (k, m) in enumerate(self.theirs)
            if j not in taken and m.kind == "count" and not m.weak
        ]
        amount = as_written(mine)
        return any(
            k == other_k
            and {m.unit, other.unit} <= {mine.unit, ""}
            and any(
                isclose(amount, total, rel_tol=1e-9)
                for total in (as_written(m) + as_written(other), abs(as_written(m) - as_written(other)))
            )
            for n, (k, m) in enumerate(rest)
            for other_k, other in rest[n + 1 :]
        )


def _is_rhythm(mention: NumberMention) -> bool:
    """Whether a span of time says how often: "monthly", "annual"."""
    return mention.weak and mention.unit != "" and "".join(mention.form).endswith(("ly", "annual"))


def _beside(alignment: Alignment) -> set[tuple[str, int]]:
    """The part and index of the sources of a passage, or of the sentence nearest to it, and of those before and behind."""
    sources = [s.segment for s in alignment.sources] or [s for s in [alignment.nearest] if s]
    return {(s.part, s.index + k) for s in sources for k in (-1, 0, 1)}


def _assigned(scored: Iterable[tuple[float, int, int]]) -> dict[int, int]:
    """The best pairs first, each number once."""
    chosen: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in sorted(scored, key=lambda s: (-s[0], s[1], s[2])):
        if i not in chosen and j not in taken:
            chosen[i] = j
            taken.add(j)
    return chosen


def _keys(mention: NumberMention) -> list[float | str]:
    """What a number is found by: its amounts without sign, in either unit; the hour on the clock as it is written; a code's text."""
    if mention.kind == "code":
        return ["".join(mention.form)]
    amounts = [*mention.values, *(v / mention.scale for v in mention.values if mention.scale != 1)]
    hour = [hour_of(mention)] if mention.kind == "clock" else []
    if mention.unit == "clock-3":
        hour = [mention.values[0] // 60, mention.values[0] // 60 + 1]
    return [round(abs(v), 6) for v in amounts + hour]


def _is_timetabled(mention: NumberMention, segment: Segment) -> bool:
    """Whether a segment has a time of day in some form, which may be part of a date there or pass for a year: "from 1000 to 1700"."""
    time = hour_of(mention)
    if not 0 <= time < 2400 or time % 100 >= 60:
        return False
    hour, minute = divmod(round(time), 100)
    written = (f"{hour:02}{minute:02}", f"{hour:02}:{minute:02}", f"{hour}:{minute:02}")
    return any(form in segment.norms for form in written)


def index_of_numbers(comparison: Comparison) -> NumberIndex:
    """The numbers of all parts, ready for pairing."""
    originals, quiet = (
        [p.id for p in comparison.collation.originals],
        comparison.rules.words("english", "function"),
    )
    lemmas = open_lemmas(comparison.rules)
    return number_index(
        comparison.segments, comparison.mentions.numbers, comparison.numbers, originals, lemmas, quiet
    )


def paired_numbers(comparison: Comparison, alignment: Alignment) -> NumberReading:
    """The numbers of a segment of the summary, each with the one of its sources that it stands for."""
    return read_numbers(alignment, comparison.once(index_of_numbers))
