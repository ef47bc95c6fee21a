"""Which segments of the originals each segment of the summary derives from.

Four steps. *Candidates*: segments that share rare words. *Choice*: the most likely sequence of sources over the whole
summary, where a source that follows the previous one is a little more likely than a jump. *Distant sources*: a sentence left
without one takes its best candidate where figures, names or nearly all its words speak for that. *Further sources*: what the
first source does not explain is looked for in other candidates. The word-level operations are made in ``operations``.
"""

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cache
from itertools import chain, compress, groupby
from operator import attrgetter, ge
from sys import maxunicode
from typing import NamedTuple

from rapidfuzz.distance import Indel

from crosscheck.model import Alignment, Op, Relation, Segment, Source
from crosscheck.operations import is_changed, operations

CANDIDATES = 12
"""Segments of the originals that are scored exactly for each segment of the summary."""
BEAM = 8
"""Rival sequences of sources followed at a time."""
POSTINGS = 4_000
"""Occurrences of shared words looked at for each segment of the summary, rarest words first; keeps growth linear."""
NEARLY_EQUAL = 0.9
"""Similarity from which another segment counts as the same passage ("also in")."""
SMALL_WORD = 0.3
"""What a word that carries grammar only counts for beside a content word of the same rarity."""
FURTHER = 4
"""Most further sources of one segment."""
CONTAINED = 0.7
"""Share of an original's words, by rarity, that makes it a further source."""
CLOSING, HALF, LIKELY = 0.8, 0.5, -1.5
"""Or: it explains nearly all that was unexplained, and half of it is carried over or its own log-odds are near even."""
EXPLAINED = 0.38
"""Share of the unexplained words for which an original, used elsewhere too, is a further source if it shares a run."""
JOINED = 5
"""Candidates tried in pairs for a segment that none of them explains alone."""
JOINED_RUN = 9.0
"""Weight of the run of words that each of two joined originals must share."""
COVERED = 0.75
"""Share of the words, by rarity, that two joined originals must explain together."""
DISTANT = (
    (2.5, -4.5, 1.0, 0.3),
    (4.5, -4.0, 0.0, 0.3),
    (0.2, -3.0, 3.5, 0.45),
    (0.0, 0.0, 6.0, 0.55),
    (0.0, -3.0, 2.5, 0.75),
)
"""What makes the best candidate a source although the log-odds speak against it: the weight of the figures and names that both
have, the log-odds, their lead over the next best, and the share of the summary's words that it has, each at least so much.

News is reworded more freely than the essays that the model was fitted on, but keeps figures and names. Chosen on twelve
heavily edited articles with three sentences of background added to each: of 132 sentences without source 69 found one, and
three of the 36 added ones. On the essays, where next to no sentence has either, dropped F1 stays, link F1 loses 0.001.
"""
TOLD, TOLD_COVER = 2.0, 0.25
"""Or: a run of words that both have, names aside, as heavy as so many words that each has once; with so much of the
summary's words. On 22 such articles 48 sentences were left without a source instead of 57, and no added one got one."""
ANCHORED = 0.5
"""Least confidence of a source for which that speaks."""
NEAREST = 0.25
"""Share of the words of a sentence without source for which an original is shown beside it."""
TOPIC = 0.9
"""Share of the weight of the heaviest name that does not count: background on somebody shares that name as well."""
RUN = 6.5
"""Weight, by rarity, of a run of words that only a further source explains."""


# Log-odds that a pair of segments belongs together, by logistic regression. Fitted on 1,350 revised and 1,220 draft sentences
# of 46 essays (ArgRewrite V2, Kashefi et al.), eight-fold by essay; the bias and the three transition terms chosen for the best
# sum of link F1 and dropped F1 over the folds.
SIMILARITY, SUMMARY_COVER, ORIGINAL_COVER, BIAS = 5.5, 4.0, 5.0, 8.5
"""Weight of the Indel similarity of the two word sequences; of the share of the summary's words, by rarity, that the original
has; of the share of the original's that the summary has; and what is subtracted."""
NEXT_BONUS = 1.5
"""For the segment after the previous source, and for the lead of an original where there is none yet; half of it for the
segment itself and the two after the next."""
JUMP_PENALTY = 2.0
"""For going back, or into the middle of another original."""
LAG = NEXT_BONUS + JUMP_PENALTY
"""A sequence of sources that is so far behind another never overtakes it: no step between two sources gains more."""
TITLE_PENALTY = 5.0
"""A title is a source only where nothing else is as good."""


class Pair(NamedTuple):
    """A candidate source with its measures, each 0 to 1 except the log-odds."""

    number: int
    """Index among all segments of the originals."""
    odds: float
    similarity: float
    summary_cover: float
    original_cover: float


def align(
    summary: Sequence[Segment],
    originals: Sequence[Sequence[Segment]],
    respelling: Callable[[str, str], bool] = lambda *_: False,
    small_words: AbstractSet[str] = frozenset(),
) -> tuple[tuple[Alignment, ...], Mapping[Segment, float]]:
    """One alignment for each segment of the summary, in order; and how near each unused original segment came to being used.

    ``respelling`` tells whether two normalized words are one word in two regional spellings; ``small_words`` carry
    grammar only. The nearness, 0 to 1, is the probability that the likeliest segment of the summary derives from it;
    segments that are a source, or share no rare word, are left out.
    Time grows linearly with the number of segments on each side.
    """
    ordered = sorted(
        originals, key=lambda o: [s.norms for s in o]
    )  # the order of the originals must not matter
    index = _Index([s for original in ordered for s in original], summary, small_words)
    pairs = [index.pairs(n) for n in range(len(summary))]
    chosen: list[list[Pair]] = [
        [pair] if pair else index.joined(n, pairs[n]) or index.distant(n, pairs[n])
        for n, pair in enumerate(_best_sequence(pairs, index))
    ]
    used = {p.number for group in chosen for p in group}
    told: set[int] = set()
    alignments = []
    for number, (segment, group) in enumerate(zip(summary, chosen, strict=True)):
        if group:
            group = index.further(number, group, pairs[number], used, told)
            used.update(p.number for p in group)
            alignments.append(_alignment(index, number, group, pairs[number], respelling, small_words))
        else:
            unsure = _confidence(index, pairs[number], None)
            alignments.append(Alignment(segment, "unsourced", unsure, nearest=index.nearest(pairs[number])))
        told.update(index.summary_sets[number])
    return tuple(alignments), index.nearness(pairs, used)


def retold(
    segment: Segment,
    originals: Sequence[Segment],
    respelling: Callable[[str, str], bool],
    small_words: AbstractSet[str],
) -> Alignment:
    """The alignment of a segment whose sources were found by what they say rather than by their words."""
    return Alignment(
        segment=segment,
        relation="rewritten",
        confidence=ANCHORED,
        sources=tuple(Source(o, 100 * _similarity(segment, o)) for o in originals),
        ops=operations(segment, originals, respelling, small_words),
    )


_State = tuple[float, tuple[object, Pair | None] | None, Mapping[str, int]]
"""A sequence of sources up to some segment of the summary: log-odds, path, where each original was left."""


def _best_sequence(pairs: Sequence[Sequence[Pair]], index: "_Index") -> list[Pair | None]:
    """The likeliest source of each segment, or None, over the whole summary (Viterbi).

    A state is the last source that was used; segments without a source keep it. Candidates that no transition could lift
    above "no source" are left out.
    """
    floor = -2 * NEXT_BONUS
    states: dict[int, _State] = {-1: (0.0, None, {})}
    for candidates in pairs:
        likely = [p for p in candidates if p.odds > floor]
        following: dict[int, _State] = {}
        for last, (odds, path, left) in states.items():
            if last not in following or odds > following[last][0]:
                following[last] = odds, (path, None), left
            for pair in likely:
                reached = odds + (pair.odds + index.transition(last, pair.number, left))
                rival = following.get(pair.number)
                if rival is None or reached > rival[0]:
                    following[pair.number] = reached, (path, pair), left
        least = max(odds for odds, _, _ in following.values()) - LAG
        rivals = [s for s in following.items() if s[1][0] >= least]
        best = sorted(rivals, key=lambda s: -s[1][0])[:BEAM]
        states = {n: (odds, path, index.left_at(left, n)) for n, (odds, path, left) in best}
    node: object = max(states.values(), key=lambda s: s[0])[1]
    chosen: list[Pair | None] = []
    while isinstance(node, tuple):
        node, pair = node
        chosen.append(pair)
    return chosen[::-1]


def _alignment(
    index: "_Index",
    number: int,
    group: Sequence[Pair],
    pairs: Sequence[Pair],
    respelling: Callable[[str, str], bool],
    small_words: AbstractSet[str],
) -> Alignment:
    segment = index.summary[number]
    originals = [index.originals[p.number] for p in group]
    ops = operations(segment, originals, respelling, small_words)
    sources = tuple(Source(o, 100 * _similarity(segment, o)) for o in originals)
    confidence = _confidence(index, pairs, group[0])
    if confidence < ANCHORED and index.distant(number, pairs)[:1] == [group[0]]:
        confidence = ANCHORED
    return Alignment(
        segment=segment,
        relation=_relation(segment, ops, len(sources)),
        confidence=confidence,
        sources=sources,
        ops=ops,
        also_in=tuple(index.equals(group, pairs)),
    )


def _relation(segment: Segment, ops: Sequence[Op], sources: int) -> Relation:
    """Verbatim, edited, merged, or rewritten: where more of the summary's content words are new than kept."""
    if sources == 1 and all(op.kind == "equal" for op in ops):
        return "verbatim"
    changed = [segment.norms[slice(*op.summary)] for op in ops if is_changed(op)]
    if 2 * sum(map(_content, changed)) > _content(segment.norms):
        return "rewritten"
    return "merged" if sources > 1 else "edited"


def _content(norms: Iterable[str]) -> int:
    """How many words are long enough to tell something."""
    return sum(len(n) > 3 and n[0].isalnum() for n in norms)


def _confidence(index: "_Index", pairs: Sequence[Pair], first: Pair | None) -> float:
    """How sure the choice is: the odds of the source, and its lead over the next best, as a probability."""
    if first is None:
        return round(1 - _logistic(pairs[0].odds if pairs else -BIAS), 2)
    rival = next((p.odds for p in pairs if p.number != first.number and index.is_rival(p)), -BIAS)
    lead = first.odds - rival
    return round(_logistic(first.odds + NEXT_BONUS) * _logistic(lead + NEXT_BONUS), 2)


def _logit(share: float) -> float:
    share = min(max(share, 0.01), 0.99)
    return math.log(share / (1 - share))


def _logistic(x: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, x))))


def _similarity(a: Segment, b: Segment) -> float:
    """Normalized Indel similarity of the two word sequences, punctuation left out; 0 to 1."""
    if a.norms == b.norms:
        return 1.0
    return Indel.normalized_similarity(
        [n for n in a.norms if n[0].isalnum()], [n for n in b.norms if n[0].isalnum()]
    )


@cache
def key(norm: str) -> str:
    """A word without its regional spelling and its commonest endings: for finding candidates only, never for judging."""
    word = norm.replace("z", "s").replace("our", "or")
    for ending in ("ing", "ed", "es", "ly", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word[:-1] if len(word) > 4 and word.endswith("e") else word


class _Index:
    """The words of all segments as numbers, with their rarity, and where in the originals they stand.

    The *keys* of a segment are its words in order, each as the code point with its number, which beyond a million different
    words two may share; punctuation is left out.
    """

    def __init__(
        self, originals: Sequence[Segment], summary: Sequence[Segment], small_words: AbstractSet[str]
    ) -> None:
        self.originals, self.summary = originals, summary
        words: dict[str, int] = {}
        self._letters = {
            norm: chr(words.setdefault(key(norm), len(words) % maxunicode)) if norm[0].isalnum() else ""
            for norm in dict.fromkeys(chain.from_iterable(s.norms for s in chain(originals, summary)))
        }
        self.original_keys = [self._keys(s.norms) for s in originals]
        self.summary_keys = [self._keys(s.norms) for s in summary]
        self.original_sets = [frozenset(map(ord, keys)) for keys in self.original_keys]
        self.summary_sets = [frozenset(map(ord, keys)) for keys in self.summary_keys]
        self._postings: list[list[int]] = [[] for _ in words]
        for n, keys in enumerate(self.original_sets):
            for k in keys:
                self._postings[k].append(n)
        self._spread = [len(postings) for postings in self._postings]
        small = set(map(key, small_words))
        frequency = Counter(chain.from_iterable(self.summary_sets))
        total = len(originals) + len(summary)
        rarity = [_rarity(n, total) for n in range(total + 1)]
        self.rarest = _rarity(2, total)
        """Weight of a word that each side has once."""
        self.content = [word not in small for word in words]
        self.weight = [
            rarity[spread + frequency[k]] * (1 if content else SMALL_WORD)
            for k, (spread, content) in enumerate(zip(self._spread, self.content, strict=True))
        ]
        self.original_weights = [self._sum(keys) or 1.0 for keys in self.original_sets]
        self._shares = [1 / weight for weight in self.original_weights]
        self._all = range(len(originals))

    def _keys(self, norms: Iterable[str]) -> str:
        return "".join(map(self._letters.__getitem__, norms))

    def left_at(self, left: Mapping[str, int], number: int) -> Mapping[str, int]:
        """Where each original is left when a segment is the last source."""
        part = self.originals[number].part if number >= 0 else ""
        return left if number < 0 or left.get(part) == number else {**left, part: number}

    def transition(self, last: int, number: int, left: Mapping[str, int]) -> float:
        """What going from one source to the next adds to the log-odds.

        An original that is read on from where it was left is no jump, as where two reports are told in turns.
        """
        begins = self.originals[number].block <= 0
        if last < 0:
            return NEXT_BONUS if begins else 0.0
        step = number - left.get(self.originals[number].part, number)
        if self.originals[last].part != self.originals[number].part and step <= 0:
            return 0.0 if begins else -JUMP_PENALTY
        if step == 1:
            return NEXT_BONUS
        return NEXT_BONUS / 2 if 0 <= step <= 3 else 0.0 if step > 0 else -JUMP_PENALTY

    def pairs(self, number: int) -> list[Pair]:
        """The best candidates for a segment of the summary, best first."""
        keys = self.summary_sets[number]
        weight = self._sum(keys) or 1.0
        shared = [0.0] * len(self.originals)
        looked = 0
        for k in sorted(sorted(keys), key=self._spread.__getitem__):
            postings = self._postings[k]
            looked += len(postings)
            if looked > POSTINGS and looked > len(postings):
                break
            rarity = self.weight[k]
            for n in postings:
                shared[n] += rarity
        ours, theirs = 1 / weight, self._shares
        scores = {n: shared[n] * (ours + theirs[n]) for n in compress(self._all, shared)}
        best = sorted(scores, key=scores.__getitem__, reverse=True)[:CANDIDATES]
        if looked > POSTINGS:
            for n in best:
                shared[n] = self._sum(keys & self.original_sets[n])
        pairs = [self._pair(number, weight, n, shared[n]) for n in best]
        return sorted(pairs, key=lambda p: (-p.odds, p.number))

    def _pair(self, number: int, weight: float, candidate: int, shared: float) -> Pair:
        """The measures of a candidate; ``shared`` is the weight of the words that both have."""
        similarity = Indel.normalized_similarity(self.summary_keys[number], self.original_keys[candidate])
        covers = shared / weight, shared / self.original_weights[candidate]
        odds = (
            SIMILARITY * similarity
            + SUMMARY_COVER * covers[0]
            + ORIGINAL_COVER * covers[1]
            - BIAS
            - (TITLE_PENALTY if self.originals[candidate].kind == "title" else 0)
        )
        return Pair(candidate, odds, similarity, *covers)

    def _sum(self, keys: Iterable[int]) -> float:
        return sum(map(self.weight.__getitem__, keys))

    def joined(self, number: int, pairs: Sequence[Pair]) -> list[Pair]:
        """Two originals that only together explain a segment (two leads joined to one sentence); else none."""
        keys = Counter(map(ord, self.summary_keys[number]))
        allowed = (1 - COVERED) * self._weight(keys)
        sentences = [p for p in pairs[:JOINED] if self.originals[p.number].kind != "title"]
        for first in sentences:
            rest = self._unexplained(keys, first.number)
            for second in sentences:
                left = self._weight(self._unexplained(rest, second.number))
                if (
                    left <= allowed
                    and self._heaviest_run(number, keys, first.number) >= JOINED_RUN
                    and self._heaviest_run(number, rest, second.number) >= JOINED_RUN
                ):
                    share = 1 - left / self._weight(keys)
                    best, other = sorted((first, second), key=lambda p: -p.similarity)
                    return [best._replace(odds=_logit(share)), other]
        return []

    def distant(self, number: int, pairs: Sequence[Pair]) -> list[Pair]:
        """The best candidate of a sentence that was reworded beyond likelihood, where it stands out; else none."""
        sentences = [p for p in pairs if self.originals[p.number].kind != "title"]
        if not sentences or self.summary[number].kind == "title":
            return []
        best = sentences[0]
        lead = best.odds - next((p.odds for p in sentences[1:] if self.is_rival(p)), -BIAS)
        shared = self._anchored(self.summary[number], self.originals[best.number])
        reached = (shared, best.odds, lead, best.summary_cover)
        if any(all(map(ge, reached, least)) for least in DISTANT):
            return [best]
        return self._told_alike(number, sentences)

    def _told_alike(self, number: int, pairs: Sequence[Pair]) -> list[Pair]:
        """The candidate that shares a telling run of words with a sentence that quotes, or some figure or name; else none.

        Names are no part of the run: background on somebody has them as well.
        """
        segment, letters = self.summary[number], self._letters
        names = {letters[n] for k, n in enumerate(segment.norms) if k and segment.word(k)[0].isupper()}
        plain = {ord(k): 1 for k in self.summary_keys[number] if k not in names}
        runs = [(self._heaviest_run(number, plain, p.number), -k) for k, p in enumerate(pairs)]
        heaviest, best = max(runs)
        pair = pairs[-best]
        likely = heaviest >= TOLD * self.rarest and pair.summary_cover >= TOLD_COVER
        if not likely:
            return []
        figures, named = self._shared_anchors(segment, self.originals[pair.number])
        telling = figures or any(self.content[k] for name in named for k in name)
        return [pair] if telling or '"' in segment.norms else []

    def nearest(self, pairs: Sequence[Pair]) -> Segment | None:
        """The best candidate, where it has some of a sentence's words."""
        best = next((p for p in pairs if self.originals[p.number].kind != "title"), None)
        return self.originals[best.number] if best and best.summary_cover >= NEAREST else None

    def nearness(self, pairs: Iterable[Sequence[Pair]], used: AbstractSet[int]) -> Mapping[Segment, float]:
        """For segments of the originals that are no source, the probability of the likeliest use."""
        unused = [p for candidates in pairs for p in candidates if p.number not in used]
        likeliest = {p.number: p.odds for p in sorted(unused, key=attrgetter("odds"))}
        return {self.originals[n]: _logistic(odds) for n, odds in likeliest.items()}

    def _anchored(self, segment: Segment, original: Segment) -> float:
        """Weight of the figures and names that both have, the heaviest name for little."""
        figures, names = self._shared_anchors(segment, original)
        shared = [max(map(self.weight.__getitem__, name), default=0.0) for name in names]
        return self._sum(figures) + sum(shared) - TOPIC * max(shared, default=0.0)

    def _shared_anchors(self, segment: Segment, original: Segment) -> tuple[set[int], list[set[int]]]:
        """The figures that both have, and of each name of a segment the words that names of the original have."""
        figures, names = self._anchors(segment)
        known, known_names = self._anchors(original)
        words = set().union(*known_names)
        return figures & known, [name & words for name in names]

    def _anchors(self, segment: Segment) -> tuple[set[int], list[set[int]]]:
        """The words with digits, and the runs of words with capitals behind the first word: likely figures and names."""
        figures: set[int] = set()
        names: list[set[int]] = []
        first = next(k for k, norm in enumerate(segment.norms) if norm[0].isalnum())
        for capital, run in groupby(range(first, len(segment.norms)), lambda k: segment.word(k)[0].isupper()):
            tokens = list(run)
            if capital and tokens != [first]:
                names.append(set(map(ord, self._keys(segment.norms[k] for k in tokens))))
            elif not capital:
                figures.update(
                    map(ord, self._keys(n for k in tokens if (n := segment.norms[k])[0].isdigit()))
                )
        return figures, names

    def further(
        self, number: int, group: Sequence[Pair], pairs: Sequence[Pair], used: set[int], told: set[int]
    ) -> list[Pair]:
        """The sources so far and those that hold what they do not.

        An original that nothing else draws on must be carried over nearly whole. One that serves another segment may lend
        a stretch, but only one with news: what the summary said before is repeated for orientation ("Meeting Uzbekistan's
        Foreign Minister, ...") and needs no source.
        """
        group = list(group)
        open_keys: Mapping[int, int] = Counter(map(ord, self.summary_keys[number]))
        for pair in group:
            open_keys = self._unexplained(open_keys, pair.number)
        while len(group) <= FURTHER and sum(map(self.content.__getitem__, open_keys)) > 1:
            news = {k: c for k, c in open_keys.items() if k not in told}
            rest = [p for p in pairs if p not in group and self.originals[p.number].kind != "title"]
            gains = [
                (self._lent(number, news, p.number) if p.number in used else self._carried(open_keys, p), -k)
                for k, p in enumerate(rest)
            ]
            gain, best = max(gains, default=(0.0, 0))
            if gain <= 0:
                break
            group.append(rest[-best])
            open_keys = self._unexplained(open_keys, rest[-best].number)
        return group

    def _unexplained(self, open_keys: Mapping[int, int], candidate: int) -> Mapping[int, int]:
        """What an original leaves of some words, each with how often it is left."""
        theirs, known = self.original_keys[candidate], self.original_sets[candidate]
        return {
            k: left
            for k, c in open_keys.items()
            if (left := c - (theirs.count(chr(k)) if c > 1 else k in known)) > 0
        }

    def _carried(self, open_keys: Mapping[int, int], pair: Pair) -> float:
        """Weight of the unexplained words of an original that is carried over nearly whole, or that explains the rest."""
        gain = self._explained(open_keys, pair.number)
        if not gain:
            return 0.0
        contained, share = gain / self.original_weights[pair.number], gain / self._weight(open_keys)
        enough = contained >= CONTAINED or (share >= CLOSING and (contained >= HALF or pair.odds >= LIKELY))
        return gain if enough else 0.0

    def _lent(self, number: int, open_keys: Mapping[int, int], candidate: int) -> float:
        """Weight of the unexplained words for which an original, used elsewhere, has a telling stretch, else 0."""
        gain = self._explained(open_keys, candidate)
        telling = (
            gain > 0
            and gain >= EXPLAINED * self._weight(open_keys)
            and self._heaviest_run(number, open_keys, candidate) >= RUN
        )
        return gain if telling else 0.0

    def _explained(self, open_keys: Mapping[int, int], candidate: int) -> float:
        """Weight of the unexplained words that a candidate has; 0 where they are not two content words."""
        shared = self.original_sets[candidate].intersection(open_keys)
        if sum(map(self.content.__getitem__, shared)) < 2:
            return 0.0
        theirs = self.original_keys[candidate]
        return sum(
            self.weight[k] * (min(c, theirs.count(chr(k))) if c > 1 else 1)
            for k, c in open_keys.items()
            if k in shared
        )

    def _weight(self, keys: Mapping[int, int]) -> float:
        return sum(self.weight[k] * count for k, count in keys.items())

    def _heaviest_run(self, number: int, open_keys: Mapping[int, int], candidate: int) -> float:
        """Weight of the heaviest run of words that a segment shares with a candidate and that are still unexplained."""
        keys = self.summary_keys[number]
        heaviest = 0.0
        for start, _, length in Indel.editops(keys, self.original_keys[candidate]).as_matching_blocks():
            run = (self.weight[k] for k in map(ord, keys[start : start + length]) if open_keys.get(k))
            heaviest = max(heaviest, sum(run))
        return heaviest

    def is_rival(self, pair: Pair) -> bool:
        """Whether a candidate would be another source rather than a copy of the chosen one or a title."""
        return pair.similarity < NEARLY_EQUAL and self.originals[pair.number].kind != "title"

    def equals(self, group: Sequence[Pair], pairs: Iterable[Pair]) -> list[Segment]:
        """Other segments of the originals that say the same."""
        return [self.originals[p.number] for p in pairs if p.similarity >= NEARLY_EQUAL and p not in group]


def _rarity(frequency: int, total: int) -> float:
    """Inverse document frequency, smoothed so that it means something for a handful of sentences too."""
    return math.log((total + 60) / (frequency + 1))
