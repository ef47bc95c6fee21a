"""Sentences of the originals that speak about the same thing, and how alike they are around one place in each.

Candidates share rare words. What is said around a number, date or name is compared within the clause: words that stand in
both clauses bind them, words that only one side has anywhere near drive them apart.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from itertools import chain, combinations, compress, count
from typing import Any, NamedTuple, Protocol

from crosscheck.lemmas import Keys
from crosscheck.model import Segment
from crosscheck.names.read import NameMention

RARE, COMMON = 10, 40
"""Sentences in which a word may stand and still lead to candidates: of few sentences, of many; keeps growth linear."""
CLAUSE = 10
"""Tokens on either side of a mention that belong to its clause at most."""
MANY = 900
"""Pairs of words, one of each of two stretches, that are tried as synonyms; longer stretches are compared by equal words."""
FRONTED = 4
"""Tokens before and behind an adverbial that opens a sentence."""
ANTECEDENT = 2
"""Words before "which" that a relative clause is about."""
FADING = 0.85
"""How much less each further word of a clause weighs."""
DETAIL = 0.4
"""How much what only one clause says weighs against what each says by itself."""
EDGES = frozenset(
    ', ; : . ( ) [ ] " ! ? .. -- and but or while which who that after before when as because since if than though'.split()
)
"""Tokens at which a clause ends."""

_NONE: frozenset[Any] = frozenset()

Synonyms = Callable[[str, str], bool]


class Placed(Protocol):
    """Anything that lies on the tokens ``first`` up to ``last`` of a segment."""

    @property
    def first(self) -> int:
        """The first of its tokens."""

    @property
    def last(self) -> int:
        """The token behind its last."""


class Place(NamedTuple):
    """Tokens ``first`` up to, not including, ``last`` of a segment."""

    first: int
    last: int


class Statement:
    """A sentence or title of an original with its words; compared by identity."""

    def __init__(
        self,
        segment: Segment,
        number: int,
        names: Sequence[NameMention],
        facts: Sequence[Placed],
        keys: Keys,
    ) -> None:
        """``number``: its own among all statements; ``facts``: its numbers and dates, whose tokens are no words."""
        self.segment, self.number, self.names = segment, number, names
        self.keys = list(map(keys.__getitem__, segment.norms))
        """The lemma of each token; empty where it carries no meaning."""
        self.tokens = list(compress(count(), self.keys))
        """The tokens that carry one."""
        self.sequence = tuple(filter(None, self.keys))
        """Their lemmas."""
        self.words = _without(self.keys, facts)
        """The lemma of each token; empty for those of numbers and dates too."""
        self.lemmas = frozenset(filter(None, self.words) if facts else self.sequence)
        """The lemmas of its words."""
        self.name_words: frozenset[str] = _NONE.union(*[n.words for n in names])
        """The words of its names, places by their key."""

    @cached_property
    def named(self) -> frozenset[int]:
        """The tokens of its names."""
        return _NONE.union(*[range(n.first, n.last) for n in self.names])

    @cached_property
    def plain(self) -> frozenset[str]:
        """The lemmas of its words outside names."""
        return frozenset(filter(None, _without(self.words, self.names)))

    def clause(self, at: Placed) -> Place:
        """The tokens around a place up to the nearest edges of its clause; of "On Friday, ..." what follows the comma too."""
        norms = self.segment.norms
        first, last = at.first, at.last
        while first > 0 and at.first - first < CLAUSE and not self._is_edge(first - 1):
            first -= 1
        if first > 0 and norms[first - 1] == "," and not any(self.words[first : at.first]):
            first -= 1  # ", held on Friday," belongs to what stands before the comma
            while first > 0 and at.first - first < CLAUSE and not self._is_edge(first - 1):
                first -= 1
        if first > 1 and norms[first - 1] in ("which", "who"):
            first -= 1 + (norms[first - 2] == ",")
            for _ in range(ANTECEDENT):
                first -= first > 0 and self.words[first - 1] != ""
        stop = last + CLAUSE
        if first == 0 and at.first < FRONTED and "," in norms[last : last + FRONTED]:
            last = norms.index(",", last) + 1
        while last < min(len(norms), stop) and not self._is_edge(last):
            last += 1
        return Place(first, last)

    def _is_edge(self, k: int) -> bool:
        norm = self.segment.norms[k]
        return norm in EDGES and not (norm in ("and", "or") and k - 1 in self.named and k + 1 in self.named)


def _without(words: list[str], places: Sequence[Placed]) -> list[str]:
    """The words outside some places; empty at those."""
    words = list(words) if places else words
    for place in places:
        words[place.first : place.last] = [""] * (place.last - place.first)
    return words


class Likeness(NamedTuple):
    """What two clauses share and do not share; a word weighs the less the farther it stands, a name counts whole."""

    shared: float
    words: int
    """Number of shared words that are no names."""
    ours: float
    """Weight of what only the first has, anywhere near."""
    theirs: float
    our_names: tuple[tuple[str, ...], ...] = ()
    """The names among them."""
    their_names: tuple[tuple[str, ...], ...] = ()
    opposed: bool = False
    """Whether a word of one and a word of the other name different things of one kind ("men", "women")."""

    @property
    def share(self) -> float:
        """The shared part, 0 to 1; a detail that only one side adds hardly counts, different words on both sides do."""
        few, many = sorted((self.ours, self.theirs))
        return self.shared / (self.shared + few + DETAIL * (many - few)) if self.shared else 0.0


class Statements:
    """All sentences of the originals, and which of them may echo each other."""

    def __init__(
        self,
        segments: Mapping[str, Sequence[Segment]],
        names: Mapping[Segment, Sequence[NameMention]],
        facts: Mapping[Segment, Sequence[Placed]],
        keys: Keys,
        synonyms: Synonyms,
        siblings: Mapping[str, frozenset[int]],
    ) -> None:
        """``siblings``: lemma -> the sets of words that name different things of one kind in which it stands."""
        self.lemmas = keys.lemmas
        self._siblings = siblings
        self._synonyms = synonyms
        self._near: dict[int, set[str]] = {}
        self._alike: dict[tuple[str, str], bool] = {}
        self.all: list[Statement] = []
        self.by_part: dict[str, list[Statement]] = {}
        for part, found in segments.items():
            rows = self.by_part[part] = []
            for segment in found:
                mine, given = names.get(segment, ()), facts.get(segment, ())
                rows.append(Statement(segment, len(self.all) + len(rows), mine, given, keys))
            self.all += rows

    # ---------------------------------------------------------------- candidates

    @cached_property
    def postings(self) -> Mapping[str, Sequence[int]]:
        """Lemma -> the numbers of the statements it stands in."""
        found: defaultdict[str, list[int]] = defaultdict(list)
        for number, statement in enumerate(self.all):
            for lemma in statement.lemmas:
                found[lemma].append(number)
        return found

    def rarity(self, lemma: str) -> float:
        """Inverse document frequency, smoothed so that it means something for a handful of sentences too."""
        return math.log((len(self.all) + 60) / (len(self.postings.get(lemma, ())) + 1))

    def weight(self, lemmas: Iterable[str]) -> float:
        """The sum of the rarities of some lemmas."""
        return sum(map(self.rarity, lemmas))

    @cached_property
    def telling(self) -> frozenset[str]:
        """The lemmas that stand in several statements, and not nearly everywhere."""
        common = min(COMMON, max(RARE, len(self.all) // 10))
        return frozenset([lemma for lemma, numbers in self.postings.items() if 1 < len(numbers) <= common])

    def pairs(self, among: Iterable[Statement], least: int = 2) -> list[tuple[Statement, Statement]]:
        """Those of some statements that share ``least`` telling words or more; each pair once, in order."""
        places: defaultdict[str, list[int]] = defaultdict(list)
        for statement in among:
            for lemma in statement.lemmas & self.telling:
                places[lemma].append(statement.number)
        shared = Counter(chain.from_iterable([combinations(numbers, 2) for numbers in places.values()]))
        found = sorted([pair for pair, words in shared.items() if words >= least])
        return [(self.all[a], self.all[b]) for a, b in found]

    # ---------------------------------------------------------------- nearness

    def beside(self, statement: Statement, reach: int = 1) -> list[Statement]:
        """The statement and those around it in its original."""
        rows = self.by_part[statement.segment.part]
        index = statement.segment.index
        return rows[max(0, index - reach) : index + reach + 1]

    def before(self, statement: Statement) -> Statement | None:
        """The statement before it in its original, titles left out."""
        rows = self.by_part[statement.segment.part]
        index = statement.segment.index
        return rows[index - 1] if index > 0 and rows[index - 1].segment.kind != "title" else None

    def near_words(self, statement: Statement) -> set[str]:
        """The lemmas of the statement and of those beside it."""
        known = self._near.get(statement.number)
        if known is None:
            known = self._near[statement.number] = set()
            for near in self.beside(statement):
                known |= near.lemmas
                known |= near.name_words
        return known

    def alike(self, a: str, b: str) -> bool:
        """Whether two words are one word, derived from one stem, or synonyms."""
        known = self._alike.get((a, b))
        if known is None:
            x, y = self.lemmas.lemma(a), self.lemmas.lemma(b)
            known = x == y or (
                not self.are_siblings((x,), (y,)) and (self.lemmas.kin(x, y) or self._synonyms(a, b))
            )
            self._alike[a, b] = known
        return known

    def are_siblings(self, ours: Iterable[str], theirs: Iterable[str]) -> bool:
        """Whether a lemma of one side and another of the other name different things of one kind."""
        none = frozenset[int]()
        mine = {kind for lemma in ours for kind in self._siblings.get(lemma, none)}
        return bool(mine) and any(not mine.isdisjoint(self._siblings.get(lemma, none)) for lemma in theirs)

    def likeness(self, a: Statement, here: Placed, b: Statement, there: Placed) -> Likeness:
        """How alike two statements are in the clauses around a place in each."""
        return self._compared(a, _Items(a, a.clause(here), here), b, _Items(b, b.clause(there), there))

    def whole(self, a: Statement, b: Statement) -> Likeness:
        """How alike two statements are altogether."""
        return self._compared(
            a, _Items(a, Place(0, len(a.segment.norms))), b, _Items(b, Place(0, len(b.segment.norms)))
        )

    def _compared(self, a: Statement, ours: "_Items", b: Statement, theirs: "_Items") -> Likeness:
        shared, words = 0.0, 0
        rest, left = dict(ours.words), dict(theirs.words)
        for x in [w for w in ours.words if w in left]:
            shared, words = shared + max(rest.pop(x), left.pop(x)), words + 1
        for x in list(rest) if len(rest) * len(left) <= MANY else ():
            y = next((y for y in left if self.alike(ours.norms[x], theirs.norms[y])), None)
            if y is not None:
                shared, words = shared + max(rest.pop(x), left.pop(y)), words + 1
        our_words, their_words = ({w for n in side.names for w in n} for side in (ours, theirs))
        our_lone = {n: w for n, w in ours.names.items() if their_words.isdisjoint(n)}
        their_lone = {n: w for n, w in theirs.names.items() if our_words.isdisjoint(n)}
        shared += sum(w for n, w in ours.names.items() if n not in our_lone)
        near_a, near_b = self.near_words(a), self.near_words(b)
        our_names = tuple(n for n in our_lone if not near_b.intersection(n))
        their_names = tuple(n for n in their_lone if not near_a.intersection(n))
        return Likeness(
            shared,
            words,
            sum(w for x, w in rest.items() if x not in near_b) + sum(our_lone[n] for n in our_names),
            sum(w for y, w in left.items() if y not in near_a) + sum(their_lone[n] for n in their_names),
            our_names,
            their_names,
            self.are_siblings(rest, left),
        )


class _Items:
    """The words and names of a stretch with their weights; what lies at the place itself is left out."""

    def __init__(self, statement: Statement, where: Place, at: Placed | None = None) -> None:
        self.words: dict[str, float] = {}
        self.norms: dict[str, str] = {}
        """Lemma -> one of its written forms."""
        self.names: dict[tuple[str, ...], float] = {}
        starts = {n.first: n.words for n in statement.names if n.last <= where.last}
        here = at or Place(where.first, where.first)
        for tokens in (range(here.first - 1, where.first - 1, -1), range(here.last, where.last)):
            weight = 1.0
            for k in tokens:
                if k in starts:
                    self.names[starts[k]] = max(weight, self.names.get(starts[k], 0.0))
                elif (lemma := statement.words[k]) and k not in statement.named:
                    self.words[lemma] = max(weight, self.words.get(lemma, 0.0))
                    self.norms[lemma] = statement.segment.norms[k]
                else:
                    continue
                weight *= FADING if at else 1.0
