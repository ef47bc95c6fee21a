"""Names that two originals spell differently, give in each other's place, or that one of them withholds."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain, combinations, product
from typing import NamedTuple

from crosscheck.distance import slips
from crosscheck.model import Span
from crosscheck.names.read import NameMention
from crosscheck.names.words import NameWords
from crosscheck.originals.echoes import COMMON, Likeness, Statement, Statements
from crosscheck.originals.rivals import Facts, Rival, number_gap

SPELT = 5
"""Letters from which a word one slip away is another spelling of it."""
LONGEST = 30
"""Letters of the longest."""
LONG = 8
"""Letters from which two slips are."""
SHARED = 3
"""Words that the sentences around two single names must share for one to be a misspelling of the other."""
FRAME = 0.8
"""Share of two sentences, names left out, that must be equal where one name stands in the other's place."""
SYNONYMS = 0.7
"""Share of the equal words among them that must be equal to the letter; synonyms make up the rest."""
FRAMED = 3
"""Words that they must share at least, numbers and one more."""
NAMES = 400
"""Pairs of names that two sentences may have; what has more is a list."""
BOUND = 0.7
"""Share of the clauses around an unnamed actor and a name."""


class Unnamed(NamedTuple):
    """A description in place of a name: "a certain country", "a private company"."""

    statement: Statement
    first: int
    last: int
    sort: str
    """What it can stand for: "place", "body" or "person"."""
    veiled: bool
    """Whether it says that the name is withheld ("certain", "unnamed") rather than just not giving it."""

    @property
    def span(self) -> Span:
        """Where it stands."""
        return self.statement.segment.span_of(self.first, self.last)


class Veils(NamedTuple):
    """The words that describe without naming."""

    sorts: Mapping[str, str]
    """Noun -> "place", "body" or "person"."""
    veiling: frozenset[str]
    openers: frozenset[str]


class NameRivals:
    """The names of the originals, compared across originals."""

    def __init__(self, statements: Statements, facts: Facts, words: NameWords) -> None:
        self.statements, self.facts, self.words = statements, facts, words
        self._new: dict[tuple[int, str], list[NameMention]] = {}

    @cached_property
    def known(self) -> Mapping[str, frozenset[str]]:
        """Part id -> those words of all names that stand in its names or sentences."""
        words = frozenset[str]().union(*[s.name_words for s in self.statements.all])
        return {
            part: words.intersection(
                chain.from_iterable([w for s in rows for w in (s.name_words, s.segment.norms)])
            )
            for part, rows in self.statements.by_part.items()
        }

    @cached_property
    def everywhere(self) -> frozenset[str]:
        """The words of names that all originals have."""
        return frozenset[str]().union(*self.known.values()).intersection(*self.known.values())

    # ---------------------------------------------------------------- spellings

    def misspelt(self) -> Iterator[tuple[Rival, bool]]:
        """Names of two originals that are one slip apart, and whether they are only two romanizations; each pair once."""
        places = self._places()
        for a, b in _near_words(places):
            romanized = self.words.gazetteer.romanized(a, b)
            if not romanized and not self._is_slip(a, b):
                continue
            found = self._spelt_apart(a, places[a], b, places[b])
            if found:
                yield found, romanized

    def _places(self) -> dict[str, list[tuple[Statement, NameMention]]]:
        """Word of a name -> where it stands; without countries, titles and what all originals have."""
        found: defaultdict[str, list[tuple[Statement, NameMention]]] = defaultdict(list)
        everywhere = self.everywhere
        for statement in self.statements.all:
            for name in statement.names:
                if name.kind == "name":
                    for word in name.words:
                        if word not in everywhere and SPELT - 1 <= len(word) <= LONGEST and word.isalpha():
                            found[word].append((statement, name))
        return found

    def _is_slip(self, a: str, b: str) -> bool:
        if self.words.is_common(a) or self.words.is_common(b) or self.words.lexicon.respelling(a, b):
            return False
        if {a, b} & self.words.given or a.rstrip("s") == b.rstrip("s"):
            return False
        return slips(a, b) == 1 or min(len(a), len(b)) >= LONG

    def _spelt_apart(
        self,
        a: str,
        ours: Sequence[tuple[Statement, NameMention]],
        b: str,
        theirs: Sequence[tuple[Statement, NameMention]],
    ) -> Rival | None:
        if any(b in self.known[s.segment.part] for s, _ in ours) or any(
            a in self.known[s.segment.part] for s, _ in theirs
        ):
            return None
        best: tuple[float, Rival] | None = None
        for (s, mine), (t, other) in product(ours[:6], theirs[:6]):
            rest = set(mine.words) - {a}
            if len(mine.words) == len(other.words) and rest and rest == set(other.words) - {b}:
                sure = 0.95 if not mine.title or not other.title or mine.title & other.title else 0.0
            else:
                common = len(s.lemmas & t.lemmas)
                lone = len(mine.words) == 1 or len(other.words) == 1
                sure = 0.8 if lone and common >= SHARED and not rest - set(other.words) else 0.0
            if sure and (best is None or sure > best[0]):
                best = sure, Rival(s, mine.span, t, other.span, sure)
        return best[1] if best else None

    # ---------------------------------------------------------------- one in the place of another

    def swapped(self) -> Iterator[Rival]:
        """Two names in sentences that otherwise say the same, number by number and word by word; or two names of several words
        that differ in one, where just the clauses say the same.
        """
        everywhere = self.everywhere
        found = [
            s
            for s in self.statements.all
            if not everywhere.issuperset(s.name_words) and s.segment.kind != "title"
        ]
        for a, b in self.statements.pairs(found, FRAMED):
            if (
                a.segment.part != b.segment.part
                and (ours := self._new_to(a, b.segment.part))
                and (theirs := self._new_to(b, a.segment.part))
            ):
                yield from self._in_place(a, ours, b, theirs)

    def _in_place(
        self, a: Statement, ours: Sequence[NameMention], b: Statement, theirs: Sequence[NameMention]
    ) -> Iterator[Rival]:
        long = {w for n in ours if len(n.words) > 1 for w in n.words}
        akin = not long.isdisjoint([w for n in theirs if len(n.words) > 1 for w in n.words])
        common = len(a.plain & b.plain)
        frame = common >= FRAME * SYNONYMS * (len(a.plain) + len(b.plain) - common)
        if not (frame or (akin and common > 1)):
            return
        ours, theirs = _left_over(a, ours, b), _left_over(b, theirs, a)
        for x, y in product(ours, theirs) if akin else ():
            if self._differ_in_a_word(x, y) and self._same_clause(a, x, b, y):
                yield Rival(a, x.span, b, y.span, 0.8)
                return
        if frame and len(ours) == len(theirs) == 1 and self._replaces(a, ours[0], b, theirs[0]):
            yield Rival(a, ours[0].span, b, theirs[0].span, 0.7)

    def _differ_in_a_word(self, x: NameMention, y: NameMention) -> bool:
        """Whether two names share a word and are not two romanizations or short forms of one."""
        if len(x.words) != len(y.words) or not set(x.words) & set(y.words):
            return False
        gazetteer = self.words.gazetteer
        changed = [(v, w) for v, w in zip(x.words, y.words, strict=True) if v != w]
        person = not self.words.people.isdisjoint(x.words + y.words) or x.title or y.title
        if not person and any(self.words.is_common(v) != self.words.is_common(w) for v, w in changed):
            return False  # "Met Office" and "Met Éireann" are two bodies
        return not all(gazetteer.romanized(v, w) or gazetteer.nicknamed(v, w) for v, w in changed)

    def _replaces(self, a: Statement, x: NameMention, b: Statement, y: NameMention) -> bool:
        return self._sorts_fit(x, y) and self._framed(a, b) and not self._parallel(a, x, b, y)

    def _framed(self, a: Statement, b: Statement) -> bool:
        """Whether two sentences say the same but for their names."""
        if number_gap(a, b, self.facts):
            return False
        whole = self.statements.whole(a, b)
        different = len(a.plain | b.plain) - (whole.words - len(a.plain & b.plain))
        given = min(len(self.facts.numbers.get(s.segment, ())) for s in (a, b))
        return whole.words + given > FRAMED and whole.words >= FRAME * different

    def _same_clause(self, a: Statement, x: NameMention, b: Statement, y: NameMention) -> bool:
        likeness = self.statements.likeness(a, x, b, y)
        ours, theirs = (set(map(self.statements.lemmas.lemma, n.words)) for n in (x, y))
        apart = self.statements.are_siblings(ours - theirs, theirs - ours)
        return likeness.words >= 2 and likeness.share >= BOUND and not likeness.opposed and not apart

    def _new_to(self, statement: Statement, part: str) -> list[NameMention]:
        """Names of a sentence of which another original lacks a word; no initials."""
        found = self._new.get((statement.number, part))
        if found is None:
            new = statement.name_words - self.known[part]
            found = self._new[statement.number, part] = [
                n for n in statement.names if n.kind != "short" and not new.isdisjoint(n.words)
            ]
        return found

    def _sorts_fit(self, x: NameMention, y: NameMention) -> bool:
        return (x.kind == "place") == (y.kind == "place") and (
            not x.title or not y.title or bool(x.title & y.title)
        )

    def _parallel(self, a: Statement, x: NameMention, b: Statement, y: NameMention) -> bool:
        """Whether the two originals are about different people or places altogether, of which these are one pair."""
        ours, theirs = self._topics(a, b, x), self._topics(b, a, y)
        return bool(ours and theirs)

    def _topics(self, a: Statement, b: Statement, but: NameMention) -> set[str]:
        """Words of the names in an original's title and first sentence that the other original does not know."""
        rows = [
            s
            for s in self.statements.by_part[a.segment.part]
            if s.segment.kind == "title" or s.segment.index <= 1
        ]
        return (
            {w for s in rows for n in s.names for w in n.words if n.kind != "short"}
            - self.known[b.segment.part]
            - set(but.words)
        )

    # ---------------------------------------------------------------- unnamed

    def unnamed(self, veils: Veils) -> Iterator[Rival]:
        """Descriptions in one original of what another one names."""
        nouns = frozenset(veils.sorts)
        for statement in self.statements.all:
            if statement.segment.kind == "title" or nouns.isdisjoint(statement.segment.norms):
                continue
            for description in _descriptions(statement, veils):
                found = self._named(description)
                yield from found

    def _named(self, description: Unnamed) -> list[Rival]:
        a = description.statement
        known = self.known[a.segment.part]
        direct, around = list[Rival](), list[tuple[float, Rival]]()
        before = _before(a, description.first)
        for b in self._echoing(a, 2 if not description.veiled else 1):
            if known.issuperset(b.name_words):
                continue
            if not (description.veiled or before == "" or before in b.segment.norms):
                continue
            names = [n for n in b.names if self._could_be(description, n) and not _is_given(n, known)]
            for name in names:
                if before == _before(b, name.first) and self._same_slot(description, b, name):
                    direct.append(Rival(a, description.span, b, name.span, 0.8))
            if description.veiled and names and not direct:
                lone = _runs(b, names)
                if len(lone) == 1 and (weight := self._passages_share(a, b)):
                    around.append((weight, Rival(a, description.span, b, b.segment.span_of(*lone[0]), 0.7)))
        found = direct or [r for _, r in sorted(around, key=lambda r: -r[0])[:1]]
        return found + self._named_too(description, found)

    def _named_too(self, description: Unnamed, found: Sequence[Rival]) -> list[Rival]:
        """Where further originals give the name that was found, in a sentence with a rare word of the passage."""
        if not found:
            return []
        a, told = description.statement, {r.theirs.segment.part for r in found}
        names = {n.words for n in found[0].theirs.names if n.span.overlaps(found[0].their_span)}
        around, more = self._paragraph(a), list[Rival]()
        for b in self.statements.all:
            if b.segment.part in told or b.segment.part == a.segment.part or b.segment.kind == "title":
                continue
            same = next((n for n in b.names if n.words in names), None)
            if same and any(self._is_rare(w) for w in around & b.plain):
                told.add(b.segment.part)
                more.append(Rival(a, description.span, b, same.span, found[0].confidence))
        return more

    def _echoing(self, a: Statement, least: int) -> list[Statement]:
        """Sentences of other originals that share some words with a sentence."""
        numbers = [n for lemma in a.lemmas if len(n := self.statements.postings[lemma]) <= COMMON]
        shared = Counter(chain.from_iterable(numbers))
        found = [self.statements.all[n] for n in sorted(shared) if shared[n] >= least]
        return [b for b in found if b.segment.part != a.segment.part and b.segment.kind != "title"]

    def _could_be(self, description: Unnamed, name: NameMention) -> bool:
        if description.sort == "place":
            return name.kind == "place"
        if description.sort == "person":
            return name.kind == "name" and (bool(name.title) or len(name.words) > 1)
        return name.kind in ("name", "short") and not name.title

    def _same_slot(self, description: Unnamed, b: Statement, name: NameMention) -> bool:
        likeness: Likeness = self.statements.likeness(description.statement, description, b, name)
        return (
            likeness.shared >= 1.7 and likeness.words > 0 and likeness.share >= BOUND and not likeness.opposed
        )

    def _passages_share(self, a: Statement, b: Statement) -> float:
        """How much two paragraphs share of what is rare in the originals; 0 where that is too little."""
        inside = sum(map(self._is_rare, a.lemmas & b.lemmas))
        shared = set(filter(self._is_rare, self._paragraph(a) & self._paragraph(b))) if inside else ()
        enough = inside >= SHARED or len(shared) > SHARED
        return round(self.statements.weight(shared), 6) if enough else 0.0

    def _is_rare(self, lemma: str) -> bool:
        return len(self.statements.postings[lemma]) <= max(6, len(self.statements.all) // 12)

    def _paragraph(self, statement: Statement) -> set[str]:
        rows = self.statements.by_part[statement.segment.part]
        index = statement.segment.index
        near = rows[max(0, index - 3) : index + 4]
        return {w for s in near if s.segment.block == statement.segment.block for w in s.lemmas}


def _left_over(statement: Statement, names: Sequence[NameMention], other: Statement) -> Sequence[NameMention]:
    """Those of a sentence's names that another one has in no form, in capitals; none where there are too many to tell."""
    names = [n for n in names if _is_capitalized(statement, n)]
    if len(names) * len(other.names) > NAMES:
        return []
    if all(other.name_words.isdisjoint(n.words) for n in names):
        return names
    theirs = [set(m.words) for m in other.names]
    return [n for n in names if not any(m.issuperset(n.words) or m.issubset(n.words) for m in theirs)]


def _is_capitalized(statement: Statement, name: NameMention) -> bool:
    """Whether every word of a name has a capital but for small ones: none like "AI-powered"."""
    text, bounds = statement.segment.document_text, statement.segment.bounds
    small = [k for k in range(name.first, name.last) if text[bounds[2 * k]].islower()]
    return not any(statement.words[k] for k in small)


def _is_given(name: NameMention, known: frozenset[str]) -> bool:
    """Whether an original gives a name: a person by the surname, anything else by all its words."""
    return name.words[-1] in known if name.title else known.issuperset(name.words)


def _near_words(places: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Different words that are at most two letters apart, found by the forms they have with one letter left out."""
    forms: defaultdict[str, list[str]] = defaultdict(list)
    for word in places:
        for form in {word, *[word[:k] + word[k + 1 :] for k in range(len(word))]}:
            forms[form].append(word)
    pairs = {
        (min(a, b), max(a, b))
        for words in forms.values()
        if len(words) > 1
        for a, b in combinations(words, 2)
    }
    yield from sorted(pairs)


def _descriptions(statement: Statement, veils: Veils) -> Iterator[Unnamed]:
    """ "a certain country", "an unnamed official", "a private company"."""
    norms = statement.segment.norms
    for k in [k for k, norm in enumerate(norms) if norm in veils.sorts]:
        first, sort = k, veils.sorts[norms[k]]
        while (
            first > 0
            and k - first < 3
            and norms[first - 1] not in veils.openers
            and (statement.words[first - 1] or norms[first - 1] in veils.veiling)
        ):
            first -= 1
        veiled = not veils.veiling.isdisjoint(norms[first:k])
        opened = first > 0 and norms[first - 1] in veils.openers
        if not (veiled or opened) or not statement.named.isdisjoint(range(first, max(k, first + 1))):
            continue
        if veiled:
            while norms[first] not in veils.veiling:
                first += 1
        yield Unnamed(
            statement,
            first - 1 if first > 0 and norms[first - 1] in veils.openers else first,
            k + 1,
            sort,
            veiled,
        )


def _before(statement: Statement, at: int) -> str:
    """The token before another one, articles passed over."""
    k = at - 1
    while k >= 0 and statement.segment.norms[k] in ("the", "a", "an"):
        k -= 1
    return statement.segment.norms[k] if k >= 0 else ""


def _runs(statement: Statement, names: Sequence[NameMention]) -> list[tuple[int, int]]:
    """The tokens of some names, those that "and" or "of" joins as one."""
    runs: list[tuple[int, int]] = []
    norms: Sequence[str] = statement.segment.norms
    for name in names:
        if runs and all(n in ("and", "of", "for", "the", "on", "-") for n in norms[runs[-1][1] : name.first]):
            runs[-1] = (runs[-1][0], name.last)
        else:
            runs.append((name.first, name.last))
    return list(dict.fromkeys(runs))
