"""The likeliest ways of dividing a document: dynamic programming over the originals that it may hold, last to first."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from crosscheck.ruleset import RuleSet
from crosscheck.split.features import MOST_COUNT, Reading

_REACH = 60
"""Candidates behind a start among which the next start is looked for: what bounds the work on long documents."""
_COUNTS = MOST_COUNT + 1
_LEAST = -6.5
"""Log-odds below which a line by itself is no candidate: 1 true start in 400 lies lower."""
_FEW, _ONE_IN = 60, 4
"""Of a long document, at most one line in so many is a candidate: what bounds the work where all lines look alike."""
_NEVER = -math.inf
_TINY = 1e-9


class Start(NamedTuple):
    """Where an original begins, and how many lines before it introduce it; lines are those of the reading."""

    line: int
    gap: int


class Division(NamedTuple):
    """One way of dividing a document; without originals, it holds none."""

    originals: tuple[Start, ...]
    article: tuple[int, int]
    """First line, and the line after the last; of the lines of the reading."""
    probability: float
    """Of this division among all, 0 to 1."""
    confidence: float
    """How often divisions of this probability are right, 0 to 1."""


class _Path(NamedTuple):
    score: float
    line: int
    """Candidate, by position; of an end, the line at which the originals end."""
    gap: int
    rest: _Path | None


class Model:
    """Learned weights, by the name of the feature.

    ``alone``: of the features of a line, by which those lines are picked out that may begin an original at all.
    ``calibration``: factor and summand of log-odds that make of the model's probability how often it is right.
    """

    def __init__(
        self,
        weights: Mapping[str, float],
        alone: Mapping[str, float],
        calibration: tuple[float, float] = (1.0, 0.0),
    ) -> None:
        self.weights, self.alone, self.calibration = weights, alone, calibration

    def weight(self, name: str) -> float:
        """The weight of a feature; 0 for one that no document taught."""
        return self.weights.get(name, 0.0)

    def score(self, names: Sequence[str]) -> float:
        """The sum of the weights of features."""
        get = self.weights.get
        return sum([get(name, 0.0) for name in names])

    def candidates(self, starts: Sequence[Sequence[str]]) -> list[int]:
        """The lines that may begin an original, of those with the given features."""
        get = self.alone.get
        scores = [sum([get(name, 0.0) for name in names]) for names in starts]
        most = max(_FEW, len(scores) // _ONE_IN)
        least = max(_LEAST, sorted(scores, reverse=True)[most]) if len(scores) > most else _LEAST
        return [k for k, score in enumerate(scores) if score > least]

    def divide(self, reading: Reading, most: int = 1, *, originals_only: bool = False) -> list[Division]:
        """The likeliest ways of dividing a document, likeliest first; ``originals_only``: it holds no article."""
        return _Search(self, reading, most, originals_only=originals_only).found()

    def calibrated(self, probability: float) -> float:
        """How often a division of this probability is right."""
        factor, summand = self.calibration
        odds = math.log(max(probability, _TINY) / max(1 - probability, _TINY))
        return 1 / (1 + math.exp(-(factor * odds + summand)))

    def lines(self) -> list[str]:
        """The model as the lines of its file."""
        factor, summand = self.calibration
        names = sorted({*self.weights, *self.alone})
        head = [f"calibration\t{factor:g}\t{summand:g}"]
        return head + [
            f"{name}\t{self.weights.get(name, 0):g}\t{self.alone.get(name, 0):g}" for name in names
        ]


@lru_cache(maxsize=4)
def model_of(rules: RuleSet) -> Model:
    """The model of ``rules/split-weights.tsv``, read once."""
    head, *rows = rules.path("split-weights.tsv").read_text(encoding="utf-8").splitlines()
    _, factor, summand = head.split("\t")
    weights: dict[str, float] = {}
    alone: dict[str, float] = {}
    for row in rows:
        name, weight, own = row.split("\t")
        if weight != "0":
            weights[name] = float(weight)
        if own != "0":
            alone[name] = float(own)
    return Model(weights, alone, (float(factor), float(summand)))


class _Search:
    def __init__(self, model: Model, reading: Reading, most: int, *, originals_only: bool) -> None:
        self._model, self._reading, self._most = model, reading, most
        self._originals_only = originals_only
        starts = [reading.start(k) for k in range(len(reading))]
        self._candidates = model.candidates(starts)
        if originals_only and self._candidates[:1] != [0]:
            self._candidates.insert(0, 0)
        self._nodes = [model.score(starts[k]) for k in self._candidates]
        self._arcs = [self._arcs_from(n) for n in range(len(self._candidates))]

    def _arcs_from(self, n: int) -> list[tuple[int, int, float]]:
        """Of the candidates behind one, each with the lines that introduce it and the score of the step to it."""
        reading, score, begin = self._reading, self._model.score, self._candidates[n]
        arcs: list[tuple[int, int, float]] = []
        for other in range(n + 1, min(n + 1 + _REACH, len(self._candidates))):
            line, node = self._candidates[other], self._nodes[other]
            arcs += [
                (other, gap, node + score(reading.segment(begin, line, gap)))
                for gap in reading.gaps(line, first=False)
                if line - gap > begin
            ]
        return arcs

    def found(self) -> list[Division]:
        """The likeliest divisions."""
        reading, score = self._reading, self._model.score
        whole = len(reading)
        ends = [[(whole, score(reading.end(k, whole)))] for k in self._candidates]
        if self._originals_only:
            paths, total = self._paths(self._unintroduced(), ends)
        else:
            nothing = score(reading.nothing())
            paths, total = self._paths(self._after_article(), ends)
            if places := reading.last_places:
                last = [
                    [(z, score(reading.summary_last(k, z))) for z in places if z > k]
                    for k in self._candidates
                ]
                more, sums = self._paths(self._unintroduced(), last)
                paths, total = paths + more, total + sums
            paths.append(_Path(nothing, -1, 0, None))
            total.append(nothing)
        every = _log_sum(total)
        paths.sort(key=lambda path: -path.score)
        return [self._division(path, math.exp(path.score - every)) for path in paths[: self._most]]

    def _after_article(self) -> list[tuple[int, int, float]]:
        """Candidates that may be the first below an article, each with the lines that introduce it and its score."""
        reading, score = self._reading, self._model.score
        return [
            (n, gap, score(reading.first(line, gap)))
            for n, line in enumerate(self._candidates)
            for gap in reading.gaps(line, first=True)
            if line > gap
        ]

    def _unintroduced(self) -> list[tuple[int, int, float]]:
        """Candidates that may be the first where originals begin the document."""
        reading, score = self._reading, self._model.score
        return [
            (n, line, score(reading.unintroduced(line)))
            for n, line in enumerate(self._candidates)
            if line in reading.gaps(line, first=True)
        ]

    def _paths(
        self, firsts: Sequence[tuple[int, int, float]], ends: Sequence[Sequence[tuple[int, float]]]
    ) -> tuple[list[_Path], list[float]]:
        """The best divisions with each of the given first originals, and the sums over all of them."""
        reading, score = self._reading, self._model.score
        sums, bests = self._backwards(ends)
        paths: list[_Path] = []
        total: list[float] = []
        for n, gap, first in firsts:
            line, start = self._candidates[n], self._nodes[n] + first
            for m in range(_COUNTS):
                if sums[n][m] > _NEVER:
                    begin = start + score(reading.counted(line, gap, m + 1))
                    total.append(begin + sums[n][m])
                    paths += [_Path(begin + rest.score, n, gap, rest) for rest in bests[n][m]]
        return paths, total

    def _backwards(
        self, ends: Sequence[Sequence[tuple[int, float]]]
    ) -> tuple[list[list[float]], list[list[list[_Path]]]]:
        """Of each candidate and number of originals from it on: the sum over all divisions, and the best of them."""
        size = len(self._candidates)
        sums: list[list[float]] = [[]] * size
        bests: list[list[list[_Path]]] = [[]] * size
        for n in range(size - 1, -1, -1):
            single = [_Path(score, line, -1, None) for line, score in ends[n]]
            terms: list[list[float]] = [[path.score for path in single], *([] for _ in range(_COUNTS - 1))]
            paths: list[list[_Path]] = [single, *([] for _ in range(_COUNTS - 1))]
            for other, gap, step in self._arcs[n]:
                after, best = sums[other], bests[other]
                for m in range(_COUNTS):
                    if after[m] == _NEVER:
                        break
                    at = min(m + 1, _COUNTS - 1)
                    terms[at].append(step + after[m])
                    paths[at] += [_Path(step + rest.score, other, gap, rest) for rest in best[m]]
            sums[n] = [_log_sum(found) for found in terms]
            bests[n] = [sorted(found, key=lambda path: -path.score)[: self._most] for found in paths]
        return sums, bests

    def _division(self, path: _Path, probability: float) -> Division:
        size = len(self._reading)
        if path.rest is None:
            return Division((), (0, size), probability, self._model.calibrated(probability))
        starts = []
        step: _Path | None = path
        while step and step.gap >= 0:
            starts.append(Start(self._candidates[step.line], step.gap))
            step = step.rest
        assert step is not None
        article = (0, starts[0].line - starts[0].gap) if step.line == size else (step.line, size)
        return Division(tuple(starts), article, probability, self._model.calibrated(probability))


def _log_sum(terms: Sequence[float]) -> float:
    if not terms:
        return _NEVER
    best = max(terms)
    if best == _NEVER:
        return best
    return best + math.log(sum([math.exp(term - best) for term in terms]))
