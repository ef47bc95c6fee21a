"""Numbers, dates and names that two sentences of the originals give for the same thing, and that cannot both be right.

Two values are rivals only where the clauses around them say the same of the same thing: one unit or counted noun, words of
the clause on both sides, no other name, no other day, no word such as "another" or "so far" on one side. A value that the
other original gives too, beside its own, is no rival.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise, product
from typing import NamedTuple

from crosscheck.dates.intervals import Interval, compare
from crosscheck.dates.read import DateMention
from crosscheck.model import Part, Segment, Span
from crosscheck.names.read import NameMention
from crosscheck.numbers.compare import agreement, is_slip
from crosscheck.numbers.pair import part_of
from crosscheck.numbers.read import NumberMention
from crosscheck.originals.echoes import EDGES, Likeness, Place, Placed, Statement, Statements

FEW = 3
"""Shared words and names up to which two clauses must say nearly nothing else."""
LEAST = 1.7
"""Shared words and names, weighed, without which two clauses have nothing to do with each other."""
THIN = 2.5
"""Shared words and names up to which they must say nothing else at all."""
ALL, NEARLY_ALL, MOST = 0.85, 0.75, 0.6
"""Share of the clauses that must be shared: up to THIN, up to FEW, beyond."""
WHOLE = 0.5
"""Share of two sentences that must be shared where each has one number of a unit."""
MAGNITUDE = 3.0
"""Times by which two counts of one thing may differ; what is further apart counts something else."""
SHORT = 4
"""Characters up to which the figures of two counts may well be the same, or change places, by chance."""
SLIPPED = 0.6
"""Confidence where two counts have the same figures, of which two changed places."""
ROUNDED = 1.0
"""Shared words without which a round number does not stand for an exact one."""
CLOSE = 1.5
"""The same where only the sentences, not the clauses, are alike."""
FIGURES = 100
"""Pairs of numbers or dates that two sentences may have; what has more is a list or table."""
CYCLE = 7
"""Days within which two originals report the same news."""
FRONT = 8
"""Tokens at the start of a sentence in which a date holds for all of it."""
MEMORY = 3
"""Sentences back in which "she" or "the company" looks for a name."""
_DAYLIKE = ("day", "month", "year")
_COUNTED = ("count", "pair", "ordinal", "clock", "multiple")
_LIMITING = frozenset("in at for among across of".split())


class Dated(NamedTuple):
    """A date with its tokens."""

    first: int
    last: int
    mention: DateMention


class Rival(NamedTuple):
    """Two places of the originals that disagree."""

    ours: Statement
    our_span: Span
    theirs: Statement
    their_span: Span
    confidence: float
    values: tuple[str, str] = ("", "")
    """What the two mean, in words, where the text does not say it ("yesterday")."""


class Facts(NamedTuple):
    """The numbers and dates of the originals by sentence, and what the originals are dated."""

    numbers: Mapping[Segment, Sequence[NumberMention]]
    dates: Mapping[Segment, Sequence[Dated]]
    parts: Mapping[str, Part]
    different: frozenset[str]
    """Words that make something another one: "another", "previous"."""
    running: frozenset[str]
    """Words of a count that goes on: "so_far"."""
    possible: frozenset[str]
    """Words of what a thing can do rather than does."""
    foreseen: frozenset[str]
    """Words of what is expected or planned rather than done."""
    ahead: frozenset[str]
    """Words of what is still to come."""
    saying: frozenset[str]
    """Verbs of saying."""

    def places(self) -> dict[Segment, list[Placed]]:
        """All numbers and dates, by sentence; "annual" says what is counted, as other words do."""
        return {
            s: [
                *(m for m in self.numbers.get(s, ()) if not (m.weak and m.unit and m.last - m.first == 1)),
                *self.dates.get(s, ()),
            ]
            for s in {**self.numbers, **self.dates}
        }


def number_rivals(statements: Statements, facts: Facts) -> Iterator[Rival]:
    """Numbers of one unit or noun in clauses that say the same; each number once against each original."""
    yield from _NumberRivals(statements, facts).found()


def date_rivals(statements: Statements, facts: Facts) -> Iterator[Rival]:
    """Days, months or years of one event in clauses that say the same."""
    yield from _DateRivals(statements, facts).found()


class _Judge:
    """What both kinds of rivals ask of two clauses."""

    def __init__(self, statements: Statements, facts: Facts) -> None:
        self.statements, self.facts = statements, facts

    def said_alike(self, a: Statement, x: Placed, b: Statement, y: Placed) -> Likeness | None:
        """The likeness of two clauses about the same thing; None where a name or a word tells them apart."""
        here, there = a.clause(x), b.clause(y)
        if self._marks(a, here, self.facts.different) != self._marks(b, there, self.facts.different):
            return None
        ours, theirs = self._bearers(a, x, here), self._bearers(b, y, there)
        if self._told_apart(a, ours, b, theirs):
            return None
        likeness = self.statements.likeness(a, x, b, y)
        if likeness.opposed:
            return None
        lone = [(n, b) for n in likeness.our_names] + [(n, a) for n in likeness.their_names]
        if likeness.shared <= FEW and not all(self._is_topic(name, other) for name, other in lone):
            return None
        known = likeness.shared < LEAST and not _words(ours).isdisjoint(_words(theirs))
        return likeness._replace(shared=likeness.shared + known)

    def _marks(self, statement: Statement, where: Place, words: frozenset[str]) -> set[str]:
        """Which of some words and pairs of words stand in a clause, outside dates."""
        norms, dates = statement.segment.norms, self.facts.dates.get(statement.segment, ())
        near, found = norms[where.first : where.last + 1], set[str]()
        if words.isdisjoint(near) and words.isdisjoint(map("_".join, pairwise(near))):
            return found
        for k in range(where.first, where.last):
            if norms[k] in words and not any(d.first <= k < d.last for d in dates):
                found.add(norms[k])
            elif "_".join(norms[k : k + 2]) in words:
                found.add("_".join(norms[k : k + 2]))
        return found

    def _bearers(self, statement: Statement, at: Placed, clause: Place) -> list[NameMention]:
        """The names that a clause is about: those before the place or in the clause, without who says it."""
        norms = statement.segment.norms
        label = next((k for k in range(min(at.first, FRONT), 0, -1) if norms[k] == ":"), -1)
        return [
            n
            for n in statement.names
            if label < n.first
            and (n.first < at.first or clause.first <= n.first < clause.last)
            and not self._speaks(norms, n)
        ]

    def _speaks(self, norms: Sequence[str], name: NameMention) -> bool:
        beside = (*norms[max(0, name.first - 1) : name.first], *norms[name.last : name.last + 1])
        return not self.facts.saying.isdisjoint(beside)

    def _told_apart(
        self, a: Statement, ours: Sequence[NameMention], b: Statement, theirs: Sequence[NameMention]
    ) -> bool:
        """Whether the names of two clauses, or of the sentences before them, tell of different people, bodies or places."""
        if not ours or not theirs:
            return self._other_subjects(a, _words(ours), b, _words(theirs))
        mine, other = _words(ours), _words(theirs)
        lone = [n for n in ours if not set(n.words) & (other | b.name_words)]
        their_lone = [n for n in theirs if not set(n.words) & (mine | a.name_words)]
        if lone and their_lone:
            return True
        return not all(
            self._is_topic(n.words, t)
            for names, s, t in ((lone, a, b), (their_lone, b, a))
            for n in names
            if _limits(s, n)
        )

    def _other_subjects(self, a: Statement, ours: set[str], b: Statement, theirs: set[str]) -> bool:
        """Whether "she" or "the company", where a clause has no name, must stand for another name than the other clause has."""
        mine, other = ours or self._last_named(a), theirs or self._last_named(b)
        if not mine or not other:
            return False
        here = mine | a.name_words | (set() if ours else self._named_before(a))
        there = other | b.name_words | (set() if theirs else self._named_before(b))
        return mine.isdisjoint(there) and other.isdisjoint(here)

    def _last_named(self, statement: Statement) -> set[str]:
        """The names of the last sentence before one that has any; the title's where none is near."""
        return next((set(s.name_words) for s in reversed(self._before(statement)) if s.names), set())

    def _named_before(self, statement: Statement) -> set[str]:
        return {w for s in self._before(statement) for w in s.name_words}

    def _before(self, statement: Statement) -> list[Statement]:
        rows = self.statements.by_part[statement.segment.part]
        index = statement.segment.index
        near = rows[max(0, index - MEMORY) : index]
        return near if not index or rows[0] in near or rows[0].segment.kind != "title" else [rows[0], *near]

    def _is_topic(self, name: Sequence[str], statement: Statement) -> bool:
        """Whether an original that does not repeat a name here gives it in its title, dateline or first sentence."""
        part = self.facts.parts[statement.segment.part]
        place = (part.place or "").casefold().split()
        return any(set(name) & s.name_words for s in self.statements.by_part[part.id][:2]) or bool(
            set(name) & set(place)
        )

    # ------------------------------------------------------------ days

    def days_apart(self, a: Statement, x: Placed, b: Statement, y: Placed) -> bool:
        """Whether two clauses are dated, or their originals, so that they cannot speak about one day."""
        ours, theirs = self._own_days(a, x), self._own_days(b, y)
        if ours and theirs:
            return all(compare(m, n) in ("apart", "overlaps") for m, n in product(ours, theirs))
        if ours or theirs:
            other = self._reported(b if ours else a)
            if other is None:  # a month or year beside no date at all is background
                return all(m.days > 1 for m in ours or theirs)
            return all(_gap(m, other) > CYCLE for m in ours or theirs)
        return self._other_news(a, b)

    def _other_news(self, a: Statement, b: Statement) -> bool:
        """Whether two originals are known to report on days too far apart to be of the same news."""
        first, second = self._reported(a), self._reported(b)
        return bool(first and second) and _gap(first, second) > CYCLE

    def _own_days(self, statement: Statement, at: Placed) -> list[Interval]:
        clause = statement.clause(at)
        return [
            d.mention.interval
            for d in self.facts.dates.get(statement.segment, ())
            if d.mention.interval
            and d.mention.interval.frame != "writing"
            and (
                (d.first >= clause.first and d.last <= clause.last)
                or (d.first < FRONT and d.last <= at.first)
            )
            and not (d.first < at.last and at.first < d.last)
        ]

    def _reported(self, statement: Statement) -> Interval | None:
        part = self.facts.parts[statement.segment.part]
        day = part.event_date or part.published
        return Interval(day, day) if day else None


class _NumberRivals(_Judge):
    def __init__(self, statements: Statements, facts: Facts) -> None:
        super().__init__(statements, facts)
        strong = {
            segment: [m for m in found if not m.weak and m.kind in _COUNTED]
            for segment, found in facts.numbers.items()
        }
        self.strong = {segment: found for segment, found in strong.items() if found}

    def found(self) -> Iterator[Rival]:
        """All rivals, the surest pairs first within two originals, in order of the text at the end."""
        scored: defaultdict[tuple[str, str], list[tuple[float, _Number, _Number]]] = defaultdict(list)
        for a, b in self.statements.pairs(s for s in self.statements.all if s.segment in self.strong):
            if a.segment.part == b.segment.part and a.segment.kind != "title":
                continue
            for x, y in self._left_over(a, b):
                score = self._judged(a, x, b, y)
                if score and not self._reconciled(a, x, b, y):
                    scored[a.segment.part, b.segment.part].append((score, _Number(a, x), _Number(b, y)))
        for group in scored.values():
            yield from _assigned(group)

    def _left_over(self, a: Statement, b: Statement) -> Iterator[tuple[NumberMention, NumberMention]]:
        """Numbers of each that the other does not give."""
        ours, theirs = self.strong[a.segment], self.strong[b.segment]
        if len(ours) * len(theirs) > FIGURES:
            return
        mine = [x for x in ours if not any(self._gives_same(a, x, b, y) for y in theirs)]
        other = [y for y in theirs if not any(self._gives_same(a, x, b, y) for x in ours)]
        yield from product(mine, other)

    def _gives_same(self, a: Statement, x: NumberMention, b: Statement, y: NumberMention) -> bool:
        """Whether two numbers agree, and do not count different things ("three climbers", "three nights")."""
        agreed = agreement(x, y) or agreement(y, x)
        if not agreed or (agreed != "same" and self.statements.likeness(a, x, b, y).shared < ROUNDED):
            return False
        return x.unit == y.unit or not (_counted(a, x) if not x.unit else _counted(b, y))

    def _judged(self, a: Statement, x: NumberMention, b: Statement, y: NumberMention) -> float:
        """How sure two numbers are to be about one thing, 0 to 1; 0 where nothing says so."""
        if x.kind != y.kind or x.unit != y.unit or _may_agree(x, y) or not self._count_alike(a, x, b, y):
            return 0.0
        if len({part_of(a.segment, x), part_of(b.segment, y), ""}) > 2:
            return 0.0  # "raised to 4.5", "raised from 4.25"
        if any(
            bool(self._marks(a, a.clause(x), words)) != bool(self._marks(b, b.clause(y), words))
            for words in (self.facts.possible, self.facts.foreseen)
        ):
            return 0.0
        if self.days_apart(a, x, b, y) or self._goes_on(a, x, b, y):
            return 0.0
        likeness = self.said_alike(a, x, b, y)
        if likeness is None:
            return SLIPPED if self._slipped(a, x, b, y) else 0.0
        times = _times_apart(x, y)
        if self.statements.whole(a, b).opposed:
            return 0.0  # "In the north, ...", "In the south, ..."
        if times <= MAGNITUDE and _binds(likeness):
            return 0.6 + 0.3 * likeness.share
        if is_slip(x, y) and likeness.shared >= (ROUNDED if len(x.form[0]) > SHORT else LEAST):
            return SLIPPED
        return self._as_wholes(a, x, b, y) if times <= CLOSE else 0.0

    def _slipped(self, a: Statement, x: NumberMention, b: Statement, y: NumberMention) -> bool:
        """Whether two long figures of which two changed places count one noun where nobody is named, whoever was named before."""
        if len(x.form[0]) <= SHORT or not is_slip(x, y) or not _counted(a, x):
            return False
        if self._bearers(a, x, a.clause(x)) or self._bearers(b, y, b.clause(y)):
            return False
        likeness = self.statements.likeness(a, x, b, y)
        return likeness.shared >= LEAST and not likeness.opposed

    def _as_wholes(self, a: Statement, x: NumberMention, b: Statement, y: NumberMention) -> float:
        """The same for the only numbers of their unit, or of their noun, in two sentences that say much the same."""
        for statement, number in ((a, x), (b, y)):
            noun = _counted(statement, number)[:1]
            if not (number.unit or noun) or any(
                m is not number
                and m.unit == number.unit
                and (number.unit or _counted(statement, m)[:1] == noun)
                for m in self.strong[statement.segment]
            ):
                return 0.0
        whole = self.statements.whole(a, b)
        enough = WHOLE if whole.shared > FEW else MOST if whole.shared == FEW else 0.8
        return 0.3 + 0.5 * whole.share if whole.shared >= 2 and whole.words and whole.share >= enough else 0.0

    def _count_alike(self, a: Statement, x: NumberMention, b: Statement, y: NumberMention) -> bool:
        """Whether two numbers count the same noun, or where neither has one, stand behind the same word."""
        ours, theirs = _counted(a, x), _counted(b, y)
        if ours and theirs:
            return any(self.statements.alike(m, n) for m, n in product(ours, theirs))
        if x.unit or x.kind in ("pair", "clock"):
            return True
        before = _before(a, x), _before(b, y)
        return all(before) and self.statements.alike(*before)

    def _reconciled(self, a: Statement, x: NumberMention, b: Statement, y: NumberMention) -> bool:
        """Whether either original gives the other's number of the same things as well."""
        within = a.segment.part == b.segment.part
        return self._gives(b, x, a if within else None) or (not within and self._gives(a, y, None))

    def _gives(self, statement: Statement, number: NumberMention, but: Statement | None) -> bool:
        for other in self.statements.by_part[statement.segment.part]:
            if other is not but and any(
                m.unit == number.unit and agreement(m, number) == "same"
                for m in self.strong.get(other.segment, ())
            ):
                return True
        return False

    def _goes_on(self, a: Statement, x: NumberMention, b: Statement, y: NumberMention) -> bool:
        """Whether a count is still going on in one of two originals that are not of one day."""
        marked = any(self._marks(s, Place(0, len(s.segment.norms)), self.facts.running) for s in (a, b))
        first, second = self._reported(a), self._reported(b)
        return marked and not (first and first == second)


class _DateRivals(_Judge):
    def __init__(self, statements: Statements, facts: Facts) -> None:
        super().__init__(statements, facts)
        firm = {s: [d for d in found if self._is_firm(s, d)] for s, found in facts.dates.items()}
        self.firm = {segment: found for segment, found in firm.items() if found}

    def found(self) -> Iterator[Rival]:
        """All rivals in order of the text."""
        for a, b in self.statements.pairs(s for s in self.statements.all if s.segment in self.firm):
            if a.segment.part == b.segment.part:
                continue
            ours, theirs = self.firm[a.segment], self.firm[b.segment]
            if len(ours) * len(theirs) > FIGURES:
                continue
            for x, y in product(ours, theirs):
                if not _conflict(x.mention, y.mention):
                    continue
                score = self._judged(a, x, b, y)
                if score and not self._reconciled(a, x, b, y):
                    values = _in_words(x.mention), _in_words(y.mention)
                    yield Rival(a, x.mention.span, b, y.mention.span, score, values)

    def _is_firm(self, segment: Segment, date: Dated) -> bool:
        return (
            date.mention.grain in _DAYLIKE
            and date.mention.how in ("explicit", "deictic")
            and date.mention.interval is not None
            and self.facts.saying.isdisjoint(segment.norms[max(0, date.first - 2) : date.first])
        )

    def _judged(self, a: Statement, x: Dated, b: Statement, y: Dated) -> float:
        if self._ahead(a, x) != self._ahead(b, y) or self._numbers_differ(a, x, b, y):
            return 0.0
        if "deictic" in (x.mention.how, y.mention.how) and self._other_news(a, b):
            return 0.0
        likeness = self.said_alike(a, x, b, y)
        return 0.6 + 0.3 * likeness.share if likeness and _binds(likeness) else 0.0

    def _ahead(self, statement: Statement, at: Dated) -> bool:
        return bool(self._marks(statement, statement.clause(at), self.facts.ahead))

    def _numbers_differ(self, a: Statement, x: Dated, b: Statement, y: Dated) -> bool:
        """Whether the clauses also count the same noun differently: then they tell of two events."""
        here, there = a.clause(x), b.clause(y)
        ours = [
            m
            for m in self.facts.numbers.get(a.segment, ())
            if here.first <= m.first < here.last and not m.weak
        ]
        theirs = [
            m
            for m in self.facts.numbers.get(b.segment, ())
            if there.first <= m.first < there.last and not m.weak
        ]
        return bool(ours and theirs) and not any(agreement(m, n) for m, n in product(ours, theirs))

    def _reconciled(self, a: Statement, x: Dated, b: Statement, y: Dated) -> bool:
        """Whether the sentences beside one give the date of the other too."""
        return any(
            not _conflict(d.mention, mine.mention) and d.mention.grain == mine.mention.grain
            for statement, mine in ((b, x), (a, y))
            for s in self.statements.beside(statement)
            for d in self.firm.get(s.segment, ())
        )


def _binds(likeness: Likeness) -> bool:
    """Whether two clauses say the same of the same thing."""
    enough = ALL if likeness.shared < THIN else NEARLY_ALL if likeness.shared <= FEW else MOST
    return likeness.shared >= LEAST and likeness.words > 0 and likeness.share >= enough


def _words(names: Iterable[NameMention]) -> set[str]:
    return {w for name in names for w in name.words}


def _limits(statement: Statement, name: NameMention) -> bool:
    """Whether a name stands in an adverbial that opens the sentence: "In China, ..."."""
    norms = statement.segment.norms
    return name.first < FRONT and norms[0] in _LIMITING and "," in norms[name.last : name.last + 2]


class _Number(NamedTuple):
    statement: Statement
    mention: NumberMention


def _assigned(scored: list[tuple[float, _Number, _Number]]) -> Iterator[Rival]:
    """The best pairs first, each number once; in order of the text."""
    taken: set[Span] = set()
    chosen: list[Rival] = []
    order = sorted(scored, key=lambda s: (-s[0], s[1].mention.span, s[2].mention.span))
    for score, ours, theirs in order:
        spans = {ours.mention.span, theirs.mention.span}
        if taken.isdisjoint(spans):
            taken |= spans
            chosen.append(
                Rival(ours.statement, ours.mention.span, theirs.statement, theirs.mention.span, score)
            )
    yield from sorted(chosen, key=lambda r: (r.our_span, r.their_span))


def _may_agree(x: NumberMention, y: NumberMention) -> bool:
    """Whether two numbers can both be right: one bounds the other, or both are rounded."""
    if agreement(x, y) or agreement(y, x):
        return True
    if not x.values or not y.values:
        return True
    if x.kind == "pair":
        return False
    for m, n in ((x, y), (y, x)):
        if (m.bound == "above" and n.values[0] >= m.values[0]) or (
            m.bound == "below" and n.values[0] <= m.values[0]
        ):
            return True
        if m.bound in ("near", "about") and abs(m.values[0] - n.values[0]) <= 0.1 * abs(m.values[0]):
            return True
    return False


def _times_apart(x: NumberMention, y: NumberMention) -> float:
    """The greater of two numbers in terms of the smaller; 1 for scores and times of day."""
    if x.kind in ("pair", "clock", "ordinal"):
        return 1.0
    small, great = sorted((abs(x.values[0]), abs(y.values[0])))
    return great / small if small else float("inf")


def _counted(statement: Statement, number: NumberMention) -> list[str]:
    """The written words that a number counts: up to two behind it, "of the" passed over."""
    norms, found = statement.segment.norms, list[str]()
    for k in range(number.last, min(number.last + 5, len(norms))):
        if statement.words[k]:
            found.append(norms[k])
        elif norms[k] not in ("of", "the", "a", "-", "'s"):
            break
    return found[:2]


def _before(statement: Statement, number: NumberMention) -> str:
    """The written word directly before a number, its bound passed over; empty where none stands there."""
    norms = statement.segment.norms
    for k in range(number.first - 1, max(-1, number.first - 4), -1):
        if statement.words[k]:
            return norms[k]
        if norms[k] in EDGES:
            break
    return ""


def _conflict(x: DateMention, y: DateMention) -> bool:
    """Whether no reading of one date agrees with a reading of the other, both as precise."""
    if x.grain != y.grain:
        return False
    relations = [
        compare(m.interval, n.interval) for m in x.readings for n in y.readings if m.interval and n.interval
    ]
    return bool(relations) and all(r == "apart" for r in relations)


def _in_words(mention: DateMention) -> str:
    return "" if mention.how == "explicit" else mention.words


def _gap(a: Interval | None, b: Interval | None) -> int:
    """Days between two intervals; 0 where their frames differ."""
    if a is None or b is None or a.frame != b.frame:
        return 0
    return max((a.first - b.last).days, (b.first - a.last).days, 0)


def dated(segment: Segment, mention: DateMention) -> Dated:
    """A date with its tokens, among them "local time" and the comma behind a year."""
    tokens = segment.tokens_in(mention.span)
    first, last = tokens.start, tokens.stop
    if segment.norms[last : last + 2] == ("local", "time"):
        last += 2
    elif segment.norms[last : last + 1] == (",",) and mention.expression.year and mention.expression.day:
        last += 1
    return Dated(first, last, mention)


def number_gap(a: Statement, b: Statement, facts: Facts) -> bool:
    """Whether one of two sentences has a number or date that the other does not give."""
    ours = [m for m in facts.numbers.get(a.segment, ()) if not m.weak]
    theirs = [m for m in facts.numbers.get(b.segment, ()) if not m.weak]
    for mine, other in ((ours, theirs), (theirs, ours)):
        if any(not any(agreement(x, y) or agreement(y, x) for y in other) for x in mine):
            return True
    dates = facts.dates.get(a.segment, ()), facts.dates.get(b.segment, ())
    return any(_conflict(x.mention, y.mention) for x, y in product(*dates))
