"""Fixed expressions that the originals give in more than one form: long names of conferences, bodies and treaties, and set
phrases.

A set phrase is a run of words that different originals use in otherwise different sentences; copies of one sentence have none
to tell of, since there every change is editing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import NamedTuple

from crosscheck.extract.echoes import Statement, Statements
from crosscheck.model import Span

LONG = 3
"""Words that two long names must share."""
SURE = 4
"""Words that they must share to be two names of one thing rather than of two alike."""
PHRASE = 3
"""Words of a set phrase that is a list or is quoted; of any other, ``RUN``."""
RUN = 5
"""Words of a set phrase."""
GIVEN = 8
"""Places in which a phrase may stand and still be looked at."""
APART = 0.7
"""Share of the shorter sentence from which two sentences are copies of each other."""
INSERTED = 3
"""Words that a form of a phrase may have more, or other, than another form."""


@dataclass(frozen=True, eq=False)
class LongName:
    """A name of several capitalized words, small words between them: "Conference on Rivers and Lakes"."""

    statement: Statement
    first: int
    last: int
    keys: tuple[str, ...]
    """Lemmas of its words, possessives and numbers at its head left out."""

    @property
    def span(self) -> Span:
        """Where it stands."""
        return self.statement.segment.span_of(self.first, self.last)

    @property
    def text(self) -> str:
        """As it stands."""
        return self.statement.segment.document_text[self.span.start : self.span.end]


class Variants(NamedTuple):
    """Two forms of one expression in two originals."""

    ours: Statement
    our_span: Span
    theirs: Statement
    their_span: Span
    confidence: float


class Phrase(NamedTuple):
    """A stretch of words: indices into the statement's words in order, half-open."""

    statement: Statement
    first: int
    last: int


# ---------------------------------------------------------------- long names


def long_names(statements: Statements, links: frozenset[str], things: frozenset[str]) -> list[LongName]:
    """The long names in the sentences of the originals; ``links``: small words inside them, ``things``: what they name."""
    return [
        name
        for s in statements.all
        if s.segment.kind != "title" and not things.isdisjoint(s.segment.norms)
        for name in _long_names(s, links, things)
    ]


def renamed(names: Sequence[LongName], statements: Statements, distinct: frozenset[str]) -> Iterator[tuple[LongName, LongName, bool]]:
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
        for key in set(name.keys):
            by_key[key].append(name)
    seen: set[tuple[int, int]] = set()
    for rivals in by_key.values():
        for a, b in combinations(rivals[: 2 * GIVEN], 2):
            if (id(a), id(b)) not in seen and a.statement.segment.part != b.statement.segment.part:
                seen.add((id(a), id(b)))
                if parts[a.keys].isdisjoint(parts[b.keys]) and (shared := _forms_of_one(a, b, statements, distinct)):
                    yield a, b, shared >= SURE


def _long_names(s: Statement, links: frozenset[str], things: frozenset[str]) -> Iterator[LongName]:
    norms, segment = s.segment.norms, s.segment
    text, bounds = segment.document_text, segment.bounds
    k = 0
    while k < len(norms):
        if not _capital(text, bounds[2 * k], norms[k]):
            k += 1
            continue
        end = at = k + 1
        while at < len(norms) and at < end + 3:
            if _capital(text, bounds[2 * at], norms[at]):
                end = at + 1
            elif norms[at] not in links:
                break
            at += 1
        first = _head(norms, k, end)
        words = [n for n in norms[first:end] if n[0].isalpha() and n not in s.grammar]
        if len(words) >= LONG and not things.isdisjoint(words):
            yield LongName(s, first, end, tuple(s.lemma(w) for w in words))
        k = end


def _capital(text: str, at: int, norm: str) -> bool:
    return norm[0].isalpha() and text[at].isupper()


def _head(norms: Sequence[str], first: int, last: int) -> int:
    """Behind an article or a possessive at the head of a name: "China's Conference", "The Forum"."""
    for k in range(first, min(first + 3, last)):
        if norms[k] in ("the", "'s"):
            return k + 1
    return first


def _forms_of_one(a: LongName, b: LongName, statements: Statements, distinct: frozenset[str]) -> int:
    """The number of words that two forms of one name share; 0 where they are names of two things, or short and full."""
    if a.keys == b.keys or _is_short_form(a, b) or _is_short_form(b, a):
        return 0
    ours = [w for w in a.keys if w not in b.keys]
    theirs = [w for w in b.keys if w not in a.keys]
    shared = len(set(a.keys) & set(b.keys))
    kin = len(ours) == len(theirs) == 1 and statements.lemmas.kin(ours[0], theirs[0])
    if shared < LONG - kin or len(ours) > INSERTED or len(theirs) > INSERTED or not (ours or theirs):
        return 0
    named = a.statement.name_words | b.statement.name_words
    if not distinct.isdisjoint((*ours, *theirs)) or any(f"@{w}" in named for w in (*ours, *theirs)):
        return 0
    if ours and theirs:
        if len(ours) != len(theirs) or not all(any(statements.alike(x, y) for y in theirs) for x in ours):
            return 0
    return shared


def _is_short_form(short: LongName, full: LongName) -> bool:
    """Whether a name is another one cut at its ends."""
    size = len(short.keys)
    return any(full.keys[k : k + size] == short.keys for k in range(len(full.keys) - size + 1))


# ---------------------------------------------------------------- set phrases


@dataclass(frozen=True, eq=False)
class _Words:
    """The words of a statement in order, numbers among them."""

    statement: Statement
    tokens: tuple[int, ...]
    lemmas: tuple[str, ...]


class _Run(NamedTuple):
    """A stretch of equal words in two statements: from ``here`` in the first, from ``there`` in the second."""

    ours: _Words
    here: int
    theirs: _Words
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
    sequences = [_words(s) for s in statements.all if s.segment.kind != "title"]
    for run in _runs(sequences):
        copies = len(run.ours.statement.lemmas & run.theirs.statement.lemmas) >= APART * min(
            len(run.ours.statement.lemmas), len(run.theirs.statement.lemmas)
        )
        special = _is_list(run)
        if run.size < RUN and not special or copies and not special:
            continue
        yield from _left(run, determiners, joining)
        if not special:
            yield from _right(run, determiners, joining)


def _words(statement: Statement) -> _Words:
    norms = statement.segment.norms
    tokens = tuple(k for k, n in enumerate(norms) if n[0].isalpha() and n not in statement.grammar)
    return _Words(statement, tokens, tuple(statement.lemma(norms[k]) for k in tokens))


def _runs(sequences: Sequence[_Words]) -> Iterator[_Run]:
    """The longest equal stretches of statements of two originals, from three words on, each once."""
    places: defaultdict[tuple[str, ...], list[tuple[_Words, int]]] = defaultdict(list)
    for words in sequences:
        for k in range(len(words.lemmas) - 2):
            places[words.lemmas[k : k + 3]].append((words, k))
    seen: set[tuple[int, int, int]] = set()
    for found in places.values():
        if not 1 < len(found) <= GIVEN:
            continue
        for (a, i), (b, j) in combinations(found, 2):
            if a.statement.segment.part == b.statement.segment.part:
                continue
            diagonal = a.statement.number, b.statement.number, i - j
            if i and j and a.lemmas[i - 1] == b.lemmas[j - 1] and a.lemmas[i - 1 : i + 2] in places and len(
                places[a.lemmas[i - 1 : i + 2]]
            ) <= GIVEN:
                continue
            if diagonal in seen:
                continue
            seen.add(diagonal)
            size = 3
            while i + size < len(a.lemmas) and j + size < len(b.lemmas) and a.lemmas[i + size] == b.lemmas[j + size]:
                size += 1
            while i and j and a.lemmas[i - 1] == b.lemmas[j - 1]:
                i, j, size = i - 1, j - 1, size + 1
            yield _Run(a, i, b, j, size)


def _is_list(run: _Run) -> bool:
    """Whether a run is a list of three things or more: "terrorism, extremism and separatism"."""
    statement, tokens = run.ours.statement, run.ours.tokens[run.here : run.here + run.size]
    norms = statement.segment.norms
    commas = sum(norms[k] == "," for k in range(tokens[0], tokens[-1]))
    last = max((k for k in range(tokens[0], tokens[-1]) if norms[k] in ("and", "or")), default=-1)
    return commas >= 1 and last > 0 and sum(k > tokens[0] for k in tokens) >= 2 and run.size <= 2 * commas + 5


def _left(run: _Run, determiners: frozenset[str], joining: frozenset[str]) -> Iterator[Forms]:
    key = run.ours.lemmas[run.here : run.here + run.size]
    for x, y in _steps():
        i, j = run.here - 1 - x, run.there - 1 - y
        if i >= 0 and j >= 0 and run.ours.lemmas[i] == run.theirs.lemmas[j]:
            if _is_whole(run.ours, i, run.here) and _is_whole(run.theirs, j, run.there):
                yield _forms(run, (i, run.here + run.size), (j, run.there + run.size), key, sure=True)
            return
    ours = _head_before(run.ours, run.here, determiners, joining)
    theirs = _head_before(run.theirs, run.there, determiners, joining)
    if ours < run.here and theirs < run.there:
        yield _forms(run, (ours, run.here + run.size), (theirs, run.there + run.size), key, sure=False)


def _right(run: _Run, determiners: frozenset[str], joining: frozenset[str]) -> Iterator[Forms]:
    key = run.ours.lemmas[run.here : run.here + run.size]
    a, b = run.here + run.size, run.there + run.size
    for x, y in _steps():
        if a + x < len(run.ours.lemmas) and b + y < len(run.theirs.lemmas) and run.ours.lemmas[a + x] == run.theirs.lemmas[b + y]:
            if _is_whole(run.ours, a - 1, a + x) and _is_whole(run.theirs, b - 1, b + y):
                yield _forms(run, (run.here, a + x + 1), (run.there, b + y + 1), key, sure=True)
            return
    ours = _tail_behind(run.ours, a, joining)
    theirs = _tail_behind(run.theirs, b, joining)
    if ours > a or theirs > b:
        yield _forms(run, (run.here, ours), (run.there, theirs), key, sure=False)


def _steps() -> list[tuple[int, int]]:
    """Words passed over on either side until equal words follow, the fewest first; never none on both."""
    found = [(x, y) for x in range(INSERTED + 1) for y in range(INSERTED + 1) if x or y]
    return sorted(found, key=lambda s: (sum(s), s))


def _is_whole(words: _Words, first: int, last: int) -> bool:
    """Whether no edge of a clause lies between two words."""
    norms = words.statement.segment.norms
    return not any(norms[k] in (",", ";", ".", ":") for k in range(words.tokens[first], words.tokens[last]))


def _head_before(words: _Words, at: int, determiners: frozenset[str], joining: frozenset[str]) -> int:
    """The first word of the phrase that leads to a word: "principles of", "a policy featuring"."""
    norms = words.statement.segment.norms
    k, first = words.tokens[at] - 1, at
    while k >= 0 and norms[k] not in determiners:
        if first > 0 and words.tokens[first - 1] == k:
            first -= 1
            if at - first >= INSERTED:
                return first
        elif norms[k] not in joining:
            break
        k -= 1
    return first


def _tail_behind(words: _Words, at: int, joining: frozenset[str]) -> int:
    """Behind the words that end the phrase which a word begins."""
    norms = words.statement.segment.norms
    k, last = words.tokens[at - 1] + 1, at
    while k < len(norms):
        if last < len(words.tokens) and words.tokens[last] == k:
            last += 1
            if last - at >= INSERTED:
                return last
        elif norms[k] not in joining:
            break
        k += 1
    return last


def _forms(run: _Run, here: tuple[int, int], there: tuple[int, int], key: tuple[str, ...], *, sure: bool) -> Forms:
    ours, theirs = run.ours, run.theirs
    return Forms(
        ours.statement,
        (ours.tokens[here[0]], ours.tokens[here[1] - 1] + 1),
        theirs.statement,
        (theirs.tokens[there[0]], theirs.tokens[there[1] - 1] + 1),
        key,
        sure,
    )
