"""Fixed expressions that the originals give in more than one form: long names of conferences, bodies and treaties, and set
phrases.

A set phrase is a run of words that different originals use in otherwise different sentences; copies of one sentence have none
to tell of, since there every change is editing.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import accumulate, chain, combinations, compress, count, repeat
from typing import NamedTuple

from crosscheck.lemmas import Lemmas
from crosscheck.model import Span
from crosscheck.originals.echoes import Statement, Statements

LONG = 3
"""Words that two long names must share."""
SURE = 4
"""Words that they must share to be two names of one thing rather than of two alike."""
STEM = 6
"""Letters that two words share for one to be derived from the other."""
LISTED = 3
"""Things that make a list."""
RARE = 3
"""Sentences in which a word may stand that makes two sentences speak of one subject."""
RUN = 5
"""Words of a set phrase."""
GIVEN = 8
"""Places in which a phrase may stand and still be looked at."""
COPIED = 0.6
"""Share of the longer sentence from which two sentences are copies of each other."""
INSERTED = 3
"""Words that a form of a phrase may have more, or other, than another form."""
_STEPS = sorted(
    [(x, y) for x in range(INSERTED + 1) for y in range(INSERTED + 1) if x or y], key=lambda s: (sum(s), s)
)
"""Words passed over on either side until equal words follow, the fewest first; never none on both."""


class LongName:
    """A name of several capitalized words, small words between them: "Conference on Rivers and Lakes"."""

    def __init__(self, statement: Statement, first: int, last: int, keys: tuple[str, ...]) -> None:
        self.statement = statement
        self.first = first
        self.last = last
        self.keys = keys
        """Lemmas of its words, possessives and numbers at its head left out."""

    @property
    def span(self) -> Span:
        """Where it stands."""
        return self.statement.segment.span_of(self.first, self.last)

    @property
    def text(self) -> str:
        """As it stands."""
        return self.statement.segment.document_text[self.span.start : self.span.end]


# ---------------------------------------------------------------- long names


def long_names(statements: Statements, links: frozenset[str], things: frozenset[str]) -> list[LongName]:
    """The long names in the sentences of the originals; ``links``: small words inside them, ``things``: what they name."""
    return [
        name
        for s in statements.all
        if s.names and s.segment.kind != "title" and not things.isdisjoint(s.segment.norms)
        for name in _long_names(s, links, things)
    ]


def renamed(
    names: Sequence[LongName], statements: Statements, distinct: frozenset[str]
) -> Iterator[tuple[LongName, LongName, bool]]:
    """Pairs of long names of two originals that are forms of one name, and whether that is sure; a short form is none.

    ``distinct``: words that make another thing of it ("women's", "qualifying").
    """
    by_key: defaultdict[str, list[LongName]] = defaultdict(list)
    firsts: dict[tuple[str, tuple[str, ...]], LongName] = {}
    for name in names:
        firsts.setdefault((name.statement.segment.part, name.keys), name)
    parts: defaultdict[tuple[str, ...], set[str]] = defaultdict(set)
    for part, keys in firsts:
        parts[keys].add(part)
    for name in firsts.values():
        for key in dict.fromkeys(name.keys):
            by_key[key].append(name)
    seen: set[tuple[int, int]] = set()
    for rivals in by_key.values():
        for a, b in combinations(rivals[: 2 * GIVEN], 2):
            if parts[a.keys].isdisjoint(parts[b.keys]) and (id(a), id(b)) not in seen:
                seen.add((id(a), id(b)))
                shared = _forms_of_one(a, b, statements, distinct)
                if shared:
                    yield a, b, shared >= SURE


def _long_names(s: Statement, links: frozenset[str], things: frozenset[str]) -> Iterator[LongName]:
    """The long names that begin where a name begins."""
    norms, text, bounds = s.segment.norms, s.segment.document_text, s.segment.bounds
    things_at = [k for k, norm in enumerate(norms) if norm in things and text[bounds[2 * k]].isupper()]
    end, behind = max(things_at, default=-1), 0
    for k in [n.first for n in s.names]:
        if not behind <= k <= end:
            continue
        behind = at = k + 1
        while at < len(norms) and at < behind + 3:
            if text[bounds[2 * at]].isupper() and norms[at][0].isalpha():
                behind = at + 1
            elif norms[at] not in links:
                break
            at += 1
        if behind - k < LONG:
            continue
        first = _head(norms, k, behind)
        keys = s.keys[first:behind]
        words = list(compress(norms[first:behind], keys))
        if len(words) >= LONG and not things.isdisjoint(words):
            yield LongName(s, first, behind, tuple(filter(None, keys)))


def _capital(text: str, at: int, norm: str) -> bool:
    return norm[0].isalpha() and text[at].isupper()


def _head(norms: Sequence[str], first: int, last: int) -> int:
    """Behind a possessive at the head of a name: "China's Conference"."""
    return next((k + 1 for k in range(first, min(first + 3, last)) if norms[k] == "'s"), first)


def _forms_of_one(a: LongName, b: LongName, statements: Statements, distinct: frozenset[str]) -> int:
    """The number of words that two forms of one name share; 0 where they are names of two things, or short and full."""
    shared = len(set(a.keys) & set(b.keys))
    if shared < LONG - 1 or a.keys == b.keys or _is_short_form(a, b) or _is_short_form(b, a):
        return 0
    ours = [w for w in a.keys if w not in b.keys]
    theirs = [w for w in b.keys if w not in a.keys]
    kin = len(ours) == len(theirs) == 1 and statements.lemmas.kin(ours[0], theirs[0])
    if shared < LONG - kin or len(ours) > INSERTED or len(theirs) > INSERTED or not (ours or theirs):
        return 0
    named = a.statement.name_words | b.statement.name_words
    if not distinct.isdisjoint((*ours, *theirs)) or any(f"@{w}" in named for w in (*ours, *theirs)):
        return 0
    if (
        ours
        and theirs
        and (len(ours) != len(theirs) or not all(any(statements.alike(x, y) for y in theirs) for x in ours))
    ):
        return 0
    return shared


def _is_short_form(short: LongName, full: LongName) -> bool:
    """Whether a name is another one cut at its ends."""
    size = len(short.keys)
    return any(full.keys[k : k + size] == short.keys for k in range(len(full.keys) - size + 1))


# ---------------------------------------------------------------- set phrases


class _Run(NamedTuple):
    """A stretch of equal words in two statements: from ``here`` in the first, from ``there`` in the second."""

    ours: Statement
    here: int
    theirs: Statement
    there: int
    size: int


class Forms(NamedTuple):
    """Two forms of a set phrase, as tokens of their statements."""

    ours: Statement
    here: tuple[int, int]
    theirs: Statement
    there: tuple[int, int]
    key: tuple[str, ...]
    """The lemmas that both forms share."""
    sure: bool
    """Whether the difference stands between equal words on both sides."""


def phrases(statements: Statements, determiners: frozenset[str], joining: frozenset[str]) -> Iterator[Forms]:
    """Set phrases of two originals that differ in one place.

    ``determiners`` begin a phrase; ``joining``: small words that may stand inside one.
    """
    for run in _runs(statements):
        if _is_list(run) or _is_participle(run):
            yield from _left(run, determiners, joining)
        elif run.size >= RUN and not _are_copies(run):
            yield from _inner(run)
            yield from _last_word(run)
            if _has_one_subject(run, statements):
                yield from _right(run, determiners, joining)


def _are_copies(run: _Run) -> bool:
    """Whether two sentences are one sentence, edited."""
    ours, theirs = run.ours.lemmas, run.theirs.lemmas
    return len(ours & theirs) >= COPIED * max(len(ours), len(theirs))


def _has_one_subject(run: _Run, statements: Statements) -> bool:
    """Whether two sentences share a rare word besides a run."""
    shared = run.ours.lemmas & run.theirs.lemmas
    inside = run.ours.sequence[run.here : run.here + run.size]
    return any(len(statements.postings[w]) <= RARE for w in shared.difference(inside))


def _runs(statements: Statements) -> Iterator[_Run]:
    """The longest equal stretches of sentences of two originals, from three words on, each once."""
    sentences = [s for s in statements.all if s.segment.kind != "title"]
    ended = [(*s.sequence, str(s.number)) for s in sentences]  # so that no stretch goes beyond a sentence
    words = list(chain.from_iterable(ended))
    home = list(chain.from_iterable(map(repeat, sentences, map(len, ended))))
    starts = dict(zip(sentences, accumulate(map(len, ended), initial=0), strict=False))
    seen: set[tuple[int, int, int]] = set()
    for where in _recurring(words, statements):
        for i, j in combinations(where, 2):
            a, b = home[i], home[j]
            diagonal = a.number, b.number, i - j
            if a.segment.part == b.segment.part or diagonal in seen:
                continue
            seen.add(diagonal)
            back, size = 0, 3
            while words[i - back - 1] == words[j - back - 1]:
                back += 1
            while words[i + size] == words[j + size]:
                size += 1
            yield _Run(a, i - back - starts[a], b, j - back - starts[b], back + size)


def _recurring(words: Sequence[str], statements: Statements) -> Iterator[list[int]]:
    """Where the same three words stand in several places; not where in many, nor with a word that no other sentence has."""
    known: dict[tuple[str, ...], int] = {}
    firsts = list(map(known.setdefault, zip(words, words[1:], words[2:], strict=False), count()))
    places: dict[int, list[int]] = {}
    for at, first in [(at, first) for at, first in enumerate(firsts) if at != first]:
        places.setdefault(first, [first]).append(at)
    single = {lemma for lemma, numbers in statements.postings.items() if len(numbers) == 1}
    for first, where in sorted(places.items()):
        if len(where) <= GIVEN and single.isdisjoint(words[first : first + 3]):
            yield where


def _is_list(run: _Run) -> bool:
    """Whether a run is, but for its first words, a list of three things or more: "terrorism, extremism and separatism"."""
    tokens, end = run.ours.tokens, run.here + run.size
    if tokens[end - 1] - tokens[run.here] < run.size + LISTED - 2:
        return False  # no room for what separates the things
    norms, tokens = run.ours.segment.norms, tokens[run.here : end]
    items, k = 1, tokens[-1]
    for k in range(tokens[-1], tokens[0], -1):
        if norms[k] in (",", "and", "or"):
            items += norms[k + 1] not in (",", "and", "or")
        elif k not in tokens and norms[k] != "of":
            break
    return items >= LISTED and sum(t >= k for t in tokens) >= run.size - 1


def _is_participle(run: _Run) -> bool:
    """Whether a run tells what was done to a thing and by whom: "reached by the two heads of state"."""
    norms, first = run.ours.segment.norms, run.ours.tokens[run.here]
    if not norms[first].endswith("ed"):
        return False
    other = run.theirs.segment.norms, run.theirs.tokens[run.there]
    return all(
        n[k].endswith("ed")
        and n[k + 1] in ("by", "between")
        and n[k - 1] not in ("was", "were", "is", "are", "been", "be")
        for n, k in ((norms, first), other)
    )


def _inner(run: _Run) -> Iterator[Forms]:
    """A run that goes on, to the left, behind a word or two that only one side has."""
    for x, y in _STEPS:
        i, j = run.here - 1 - x, run.there - 1 - y
        if i >= 0 and j >= 0 and run.ours.sequence[i] == run.theirs.sequence[j]:
            if _is_whole(run.ours, i, run.here) and _is_whole(run.theirs, j, run.there):
                yield _forms(run, (i, run.here + run.size), (j, run.there + run.size), sure=True)
            return


def _left(run: _Run, determiners: frozenset[str], joining: frozenset[str]) -> Iterator[Forms]:
    """What a run is called before it."""
    inner = list(_inner(run))
    if inner:
        yield from inner
        return
    ours = _head_before(run.ours, run.here, determiners, joining)
    theirs = _head_before(run.theirs, run.there, determiners, joining)
    if ours < run.here and theirs < run.there:
        yield _forms(run, (ours, run.here + run.size), (theirs, run.there + run.size), sure=True)


def _right(run: _Run, determiners: frozenset[str], joining: frozenset[str]) -> Iterator[Forms]:
    """How a run ends."""
    a, b = run.here + run.size, run.there + run.size
    ours = _tail_behind(run.ours, a, determiners | joining)
    theirs = _tail_behind(run.theirs, b, determiners | joining)
    if ours > a and theirs > b:
        yield _forms(run, (run.here, ours), (run.there, theirs), sure=False)


def _last_word(run: _Run) -> Iterator[Forms]:
    """A run that ends in two forms of a word, one of them before a noun: "with neighbors", "with neighboring countries"."""
    sides = (run.ours, run.here + run.size), (run.theirs, run.there + run.size)
    tokens = [statement.tokens[end - 1] for statement, end in sides]
    norms = [statement.segment.norms for statement, _ in sides]
    if norms[0][tokens[0]] == norms[1][tokens[1]]:
        return
    more = [
        end < len(statement.tokens) and statement.tokens[end] == statement.tokens[end - 1] + 1
        for statement, end in sides
    ]
    if more[0] != more[1]:
        yield _forms(
            run,
            (run.here, run.here + run.size + more[0]),
            (run.there, run.there + run.size + more[1]),
            sure=True,
        )


def merged(statements: Statements) -> Iterator[Forms]:
    """Two things in one original and one in another: "unilateralism and protectionism", "unilateral protectionism"."""
    for statement in statements.all:
        norms, keys, at = statement.segment.norms, statement.keys, 0
        for _ in range(norms.count("and") if statement.segment.kind != "title" else 0):
            at = norms.index("and", at) + 1
            places = statements.postings.get(keys[at], ()) if 1 < at < len(keys) else ()
            if 1 < len(places) <= GIVEN and len(keys[at - 2]) > INSERTED:
                yield from _as_one(statement, at - 2, [statements.all[n] for n in places], statements.lemmas)


def _as_one(a: Statement, i: int, others: Sequence[Statement], lemmas: Lemmas) -> Iterator[Forms]:
    """Where other originals make one thing of two that "and" joins, the first of them the token ``i``."""
    first, second = a.keys[i], a.keys[i + 2]
    for b in others:
        if b.segment.part != a.segment.part and b.segment.kind != "title":
            at = b.sequence.index(second)
            other, j = b.sequence[at - 1], b.tokens[at - 1]
            if (
                b.tokens[at] == j + 1
                and len(other) > INSERTED
                and other != first
                and lemmas.kin(first, other)
            ):
                yield Forms(a, (i, i + 3), b, (j, j + 2), (first, second), sure=True)


def _is_whole(statement: Statement, first: int, last: int) -> bool:
    """Whether no edge of a clause lies between two words."""
    norms = statement.segment.norms
    return not any(
        norms[k] in (",", ";", ".", ":", "to") for k in range(statement.tokens[first], statement.tokens[last])
    )


def _head_before(statement: Statement, at: int, determiners: frozenset[str], joining: frozenset[str]) -> int:
    """The first word of the phrase that leads to a word: "principles of", "a policy featuring"."""
    norms = statement.segment.norms
    k, first = statement.tokens[at] - 1, at
    while k >= 0 and norms[k] not in determiners:
        if first > 0 and statement.tokens[first - 1] == k:
            first -= 1
            if at - first >= INSERTED:
                return first
        elif norms[k] not in joining:
            break
        k -= 1
    return first


def _tail_behind(statement: Statement, at: int, joining: frozenset[str]) -> int:
    """Behind the words that end the phrase which a word begins."""
    norms = statement.segment.norms
    k, last = statement.tokens[at - 1] + 1, at
    while k < len(norms):
        if last < len(statement.tokens) and statement.tokens[last] == k:
            last += 1
            if last - at > INSERTED:
                return last
        elif norms[k] not in joining:
            break
        k += 1
    return last


def _forms(run: _Run, here: tuple[int, int], there: tuple[int, int], *, sure: bool) -> Forms:
    ours, theirs = run.ours, run.theirs
    return Forms(
        ours,
        (ours.tokens[here[0]], ours.tokens[here[1] - 1] + 1),
        theirs,
        (theirs.tokens[there[0]], theirs.tokens[there[1] - 1] + 1),
        ours.sequence[run.here : run.here + run.size],
        sure,
    )


def loose_names(
    group: Sequence[LongName], statements: Statements, things: frozenset[str]
) -> list[tuple[Statement, Span]]:
    """Small-letter descriptions that share the thing and one more word with every name of a group.

    "China's conference on neighborhood diplomacy" beside two names of a Conference on Work Related to Neighboring Countries.
    """
    first = group[0]
    thing = next((n for n in first.statement.segment.norms[first.first : first.last] if n in things), "")
    common = set.intersection(*(set(n.keys) for n in group)) - {statements.lemmas.lemma(thing)}
    found: list[tuple[Statement, Span]] = []
    for number in statements.postings.get(statements.lemmas.lemma(thing), ())[: 4 * GIVEN]:
        statement = statements.all[number]
        norms, text, bounds = (
            statement.segment.norms,
            statement.segment.document_text,
            statement.segment.bounds,
        )
        for k, norm in enumerate(norms):
            if (
                norm != thing
                or _capital(text, bounds[2 * k], norm)
                or norms[k + 1 : k + 2] not in (("on",), ("for",), ("of",))
            ):
                continue
            end = k + 2
            while end < len(norms) and (statement.words[end] or norms[end] in ("the", "of")) and end < k + 7:
                end += 1
            words = filter(None, statement.words[k + 2 : end])
            if any(_same_stem(w, v) for w in words for v in common):
                found.append((statement, statement.segment.span_of(k, end)))
    return found


def _same_stem(a: str, b: str) -> bool:
    """Whether one of two lemmas begins with the other: "neighborhood", "neighbor"."""
    return min(len(a), len(b)) >= STEM and (a.startswith(b) or b.startswith(a))
