"""Learn the weights of the splitter from the labelled documents of this folder, and say how good they are.

    python rules/training/learn_split.py [--folds 4] [--write] [--validate DIR ...] [--show]

The model is a semi-Markov conditional random field (Sarawagi and Cohen, 2004): a way of dividing a document has the sum
of the weights of its features (``crosscheck.split.features``) as score, and a probability that is proportional to its
exponential. Weights maximize the likelihood of the true divisions less a quadratic penalty. The same cases give the same
weights.
"""

from __future__ import annotations

import argparse
import math
import random
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import joins
import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from crosscheck.model import Document
from crosscheck.read import markdown
from crosscheck.read.text import from_text
from crosscheck.ruleset import load_rules, rules_root
from crosscheck.split import prepared
from crosscheck.split.features import MOST_COUNT, Names, Reading
from crosscheck.split.sequence import Model
from crosscheck.split.signs import signs_of

Vector = npt.NDArray[np.float64]
Truth = tuple[list[int], list[int], int, int]
"""Of the true division: its candidates, its arcs, its first arc, its end."""

COUNTS = MOST_COUNT + 1
WIDEST = 90
"""Candidates of a document that is learned from: longer ones are left out."""
PENALTY = 2.0
"""Of the squares of the weights; 1.5 to 4 did equally well on hands that were held out."""
RAREST = 6
"""Cases that must show a feature for it to have a weight."""
SMALLEST = 0.02
"""Weights nearer to nothing are left out of the file."""
SIGNS = signs_of(load_rules())


class Example:
    """A joined document as arcs: from the article to a first original, from original to original, to the end.

    An arc names the candidates it joins by their position, and holds its features.
    """

    def __init__(self, joined: joins.Joined) -> None:
        self.joined = joined
        self.group = joined.group.split()
        document = document_of(joined)
        self.reading = reading = Reading(document, prepared(document, SIGNS), SIGNS)
        self.numbers = [document.position(line.block.span.start).line for line in reading.lines]
        self.starts = [reading.start(k) for k in range(len(reading))]
        self.nothing = reading.nothing()
        at = {number: k for k, number in enumerate(self.numbers)}
        self.wanted = [at.get(line, -1) for line in joined.starts]
        self.cut = at.get(joined.article[0] if joined.form == "summary last" else joined.article[1], -1)
        self._kept: dict[tuple[str, int, int, int], Names] = {}
        self.candidates: Sequence[int] = ()
        self.nodes: list[Names] = []
        self.arcs: list[tuple[int, int, int, Names]] = []
        self.firsts: list[tuple[int, int, int, Names, list[Names]]] = []
        self.ends: list[tuple[int, int, int, Names]] = []
        self.truth: Truth | tuple[()] | None = None

    def _names(self, kind: str, i: int, j: int, gap: int) -> Names:
        key = (kind, i, j, gap)
        if key not in self._kept:
            self._kept[key] = self._made(*key)
        return self._kept[key]

    def _made(self, kind: str, i: int, j: int, gap: int) -> Names:
        reading = self.reading
        if kind == "segment":
            return reading.segment(i, j, gap)
        if kind == "first":
            return reading.first(j, gap)
        if kind == "counted":
            return reading.counted(j, gap, i)
        if kind == "unintroduced":
            return reading.unintroduced(j)
        return reading.end(i, j) if kind == "end" else reading.summary_last(i, j)

    def lay_out(self, candidates: Sequence[int]) -> None:
        """Make the arcs between candidates, and find those of the true division."""
        r, names = self.reading, self._names
        self.candidates = candidates
        self.nodes = [self.starts[k] for k in candidates]
        self.arcs = [
            (a, b, gap, names("segment", i, j, gap))
            for a, i in enumerate(candidates)
            for b, j in enumerate(candidates)
            for gap in (r.gaps(j, first=False) if j > i else ())
            if j - gap > i
        ]
        self.firsts = [
            (
                0,
                n,
                gap,
                names("first", 0, k, gap),
                [names("counted", m, k, gap) for m in range(1, COUNTS + 1)],
            )
            for n, k in enumerate(candidates)
            for gap in r.gaps(k, first=True)
            if k - gap > 0
        ]
        if r.last_places:
            self.firsts += [
                (
                    1,
                    n,
                    k,
                    names("unintroduced", 0, k, 0),
                    [names("counted", m, k, k) for m in range(1, COUNTS + 1)],
                )
                for n, k in enumerate(candidates)
                if k in r.gaps(k, first=True)
            ]
        self.ends = [(0, n, len(r), names("end", k, len(r), 0)) for n, k in enumerate(candidates)]
        self.ends += [
            (1, n, z, names("last", k, z, 0))
            for n, k in enumerate(candidates)
            for z in r.last_places
            if z > k
        ]
        self.truth = self._truth()

    def _truth(self) -> Truth | tuple[()] | None:
        """Nodes, arcs, first arc and end arc of the true division; () for none; None where it is no way of dividing."""
        if not self.wanted:
            return ()
        place = {k: n for n, k in enumerate(self.candidates)}
        if self.cut < 0 or any(k not in place for k in self.wanted):
            return None
        gold = [place[k] for k in self.wanted]
        mode = int(self.joined.form == "summary last")
        gap = self.wanted[0] if mode else self.wanted[0] - self.cut - 1
        stop = self.cut if mode else len(self.reading)
        first = _find(self.firsts, (mode, gold[0], gap))
        end = _find(self.ends, (mode, gold[-1], stop))
        notices = set(self.joined.notices)
        found = [
            _find(self.arcs, (a, b, int(self.numbers[self.candidates[b] - 1] in notices)))
            for a, b in pairwise(gold)
        ]
        arcs = [arc for arc in found if arc is not None]
        if first is None or end is None or len(arcs) < len(found):
            return None
        return gold, arcs, first, end


def _find(arcs: Sequence[tuple[Any, ...]], key: tuple[int, int, int]) -> int | None:
    return next((k for k, arc in enumerate(arcs) if arc[:3] == key), None)


def document_of(joined: joins.Joined) -> Document:
    if joined.markdown:
        return markdown.read(joined.text.encode(), name="document.md", file=0)
    return from_text(joined.text)


SIGNS = signs_of(load_rules())


class Batch:
    """Examples of like size as arrays: every arc has a row of features and a place in a square of scores."""

    def __init__(self, examples: Sequence[Example], index: dict[str, int]) -> None:
        self.examples = examples
        self.size = max(len(e.nodes) for e in examples)
        self.index = index
        d, c = len(examples), self.size
        self.node = self._matrix(
            [(n * c + k, names) for n, e in enumerate(examples) for k, names in enumerate(e.nodes)], d * c
        )
        self.arc_at = np.array(
            [(n, a, b) for n, e in enumerate(examples) for a, b, _, _ in e.arcs], dtype=np.int64
        ).reshape(-1, 3)
        self.arc = self._matrix(
            [(k, names) for k, names in enumerate(f for e in examples for *_, f in e.arcs)], len(self.arc_at)
        )
        self.first_at = np.array(
            [(n, m, a) for n, e in enumerate(examples) for m, a, *_ in e.firsts], dtype=np.int64
        ).reshape(-1, 3)
        self.first = self._matrix(
            [(k, names) for k, names in enumerate(f for e in examples for *_, f, _ in e.firsts)],
            len(self.first_at),
        )
        counted = [names for e in examples for *_, by in e.firsts for names in by]
        self.count = self._matrix(list(enumerate(counted)), len(counted))
        self.end_at = np.array(
            [(n, m, a) for n, e in enumerate(examples) for m, a, *_ in e.ends], dtype=np.int64
        ).reshape(-1, 3)
        self.end = self._matrix(
            [(k, names) for k, names in enumerate(f for e in examples for *_, f in e.ends)], len(self.end_at)
        )
        self.nothing = self._matrix([(n, e.nothing) for n, e in enumerate(examples)], d)
        self._gold()

    def _matrix(self, rows: Iterable[tuple[int, list[str]]], height: int) -> csr_matrix:
        at: list[int] = []
        columns: list[int] = []
        for row, names in rows:
            for name in names:
                if (column := self.index.get(name)) is not None:
                    at.append(row)
                    columns.append(column)
        return csr_matrix((np.ones(len(at)), (at, columns)), shape=(height, len(self.index)))

    def _gold(self) -> None:
        """Which arcs the true division takes; examples whose truth is no way of dividing have weight 0."""
        self.weight = np.ones(len(self.examples))
        self.gold = np.zeros(len(self.index))
        offsets = {"arcs": 0, "firsts": 0, "ends": 0}
        for n, e in enumerate(self.examples):
            rows = e.truth
            if rows is None:
                self.weight[n] = 0.0
            elif not rows:
                self.gold += self.nothing[n].toarray()[0]
            else:
                nodes, arcs, first, end = rows
                for k in nodes:
                    self.gold += self.node[n * self.size + k].toarray()[0]
                for k in arcs:
                    self.gold += self.arc[offsets["arcs"] + k].toarray()[0]
                self.gold += self.first[offsets["firsts"] + first].toarray()[0]
                self.gold += self.count[
                    (offsets["firsts"] + first) * COUNTS + min(len(nodes), COUNTS) - 1
                ].toarray()[0]
                self.gold += self.end[offsets["ends"] + end].toarray()[0]
            offsets["arcs"] += len(e.arcs)
            offsets["firsts"] += len(e.firsts)
            offsets["ends"] += len(e.ends)

    def _scores(self, theta: Vector) -> tuple[Vector, ...]:
        d, c = len(self.examples), self.size
        node = (self.node @ theta).reshape(d, c)
        arc = np.exp(np.clip(self.arc @ theta + node[self.arc_at[:, 0], self.arc_at[:, 2]], -60, 60))
        first = np.exp(np.clip(self.first @ theta + node[self.first_at[:, 0], self.first_at[:, 2]], -60, 60))
        count = np.exp(np.clip((self.count @ theta).reshape(-1, COUNTS), -30, 30))
        end = np.exp(np.clip(self.end @ theta, -60, 60))
        nothing = np.exp(np.clip(self.nothing @ theta, -60, 60))
        return arc, first, count, end, nothing

    def likelihood(self, theta: Vector) -> tuple[float, Vector]:
        """Log-likelihood of the true divisions, and its gradient."""
        d, c = len(self.examples), self.size
        arc, first, count, end, nothing = self._scores(theta)
        step = np.zeros((d, c, c))
        np.add.at(step, tuple(self.arc_at.T), arc)
        beta = np.zeros((COUNTS, d, 2, c))
        np.add.at(beta[0], tuple(self.end_at.T), end)
        for m in range(1, COUNTS):
            beta[m] = np.einsum("dij,dmj->dmi", step, beta[m - 1])
        where = tuple(self.first_at.T)
        paths = first[:, None] * count * beta[:, where[0], where[1], where[2]].T
        z = nothing.copy()
        np.add.at(z, where[0], paths.sum(1))
        scale = self.weight / z
        gold = float(self.gold @ theta)
        value = gold - float(self.weight @ np.log(z))
        # What each arc is expected to be taken: the mass of the first arcs carried on.
        mass = np.zeros((COUNTS, d, 2, c))
        share = paths * scale[where[0]][:, None]
        start = first[:, None] * count * scale[where[0]][:, None]
        for m in range(COUNTS):
            np.add.at(mass[m], where, start[:, m])
        taken = np.zeros((d, c, c))
        for m in range(COUNTS - 1, 0, -1):
            taken += np.einsum("dmi,dmj->dij", mass[m], beta[m - 1])
            mass[m - 1] += np.einsum("dij,dmi->dmj", step, mass[m])
        arcs = taken[tuple(self.arc_at.T)] * arc
        ends = mass[0][tuple(self.end_at.T)] * end
        firsts = share.sum(1)
        nodes = np.zeros((d, c))
        np.add.at(nodes, (self.arc_at[:, 0], self.arc_at[:, 2]), arcs)
        np.add.at(nodes, (where[0], where[2]), firsts)
        expected = (
            self.arc.T @ arcs + self.first.T @ firsts + self.end.T @ ends + self.count.T @ share.reshape(-1)
        )
        expected += self.node.T @ nodes.reshape(-1) + self.nothing.T @ (nothing * scale)
        return value, self.gold - expected


def names_of(e: Example) -> set[str]:
    groups = (
        *e.nodes,
        *(f for *_, f in e.arcs),
        *(f for *_, f, _ in e.firsts),
        *(f for *_, f in e.ends),
        e.nothing,
    )
    return {x for group in groups for x in group} | {x for *_, by in e.firsts for group in by for x in group}


def frequent(examples: Sequence[Example], names: Callable[[Example], set[str]]) -> dict[str, int]:
    """A column for each feature that enough cases show."""
    seen: dict[str, set[str]] = {}
    for e in examples:
        for name in names(e):
            seen.setdefault(name, set()).add(e.joined.group)
    return {
        name: n for n, name in enumerate(sorted(name for name, where in seen.items() if len(where) >= RAREST))
    }


def learn(examples: Sequence[Example], penalty: float = PENALTY, steps: int = 150) -> Model:
    """The weights of features, and of those of lines by themselves."""
    alone = learn_alone(examples)
    model = Model({}, alone)
    for e in examples:
        e.lay_out(model.candidates(e.starts))
    usable = [e for e in examples if e.truth is not None and len(e.nodes) <= WIDEST]
    index = frequent(usable, names_of)
    batches = [Batch(group, index) for group in _alike(usable)]

    def loss(theta: Vector) -> tuple[float, Vector]:
        total, gradient = -penalty * float(theta @ theta), -2 * penalty * theta
        for batch in batches:
            value, slope = batch.likelihood(theta)
            total += value
            gradient = gradient + slope
        return -total, -gradient

    found = minimize(loss, np.zeros(len(index)), jac=True, method="L-BFGS-B", options={"maxiter": steps})
    return Model(_kept(index, found.x), alone)


def learn_alone(examples: Sequence[Example]) -> dict[str, float]:
    """Logistic regression: does an original begin at a line? By the features of the line alone."""
    index = frequent(examples, lambda e: {name for names in e.starts for name in names})
    rows = [(names, k in set(e.wanted)) for e in examples for k, names in enumerate(e.starts)]
    columns = [[index[name] for name in names if name in index] for names, _ in rows]
    at = np.repeat(np.arange(len(rows)), [len(c) for c in columns])
    matrix = csr_matrix((np.ones(len(at)), (at, np.concatenate(columns))), shape=(len(rows), len(index)))
    sign = np.array([1.0 if begins else -1.0 for _, begins in rows])

    def loss(theta: Vector) -> tuple[float, Vector]:
        margin = sign * (matrix @ theta)
        slope = -sign / (1 + np.exp(np.clip(margin, -50, 50)))
        return float(np.logaddexp(0, -margin).sum() + 3 * theta @ theta), matrix.T @ slope + 6 * theta

    found = minimize(loss, np.zeros(len(index)), jac=True, method="L-BFGS-B", options={"maxiter": 60})
    return _kept(index, found.x)


def _kept(index: dict[str, int], theta: Vector) -> dict[str, float]:
    return {name: round(float(theta[n]), 3) for name, n in index.items() if abs(theta[n]) >= SMALLEST}


def _alike(examples: Sequence[Example], size: int = 60) -> list[list[Example]]:
    ordered = sorted(examples, key=lambda e: len(e.nodes))
    return [ordered[n : n + size] for n in range(0, len(ordered), size)]


@dataclass
class Outcome:
    """What the model made of one document."""

    joined: joins.Joined
    right: bool
    starts: tuple[int, ...]
    wanted: tuple[int, ...]
    ended: bool
    probability: float
    learnable: bool


def tried(e: Example, model: Model) -> Outcome:
    division = model.divide(e.reading)[0]
    starts = tuple(e.numbers[s.line] for s in division.originals)
    first, stop = division.article
    ended = (
        (e.numbers[first], e.numbers[stop - 1]) == e.joined.article
        if e.joined.starts and starts
        else not e.joined.starts and not starts
    )
    wanted = tuple(e.joined.starts)
    e.lay_out(model.candidates(e.starts))
    return Outcome(
        e.joined, starts == wanted and ended, starts, wanted, ended, division.probability, e.truth is not None
    )


def told(outcomes: Sequence[Outcome], title: str) -> None:
    split = [o for o in outcomes if o.wanted]
    none = [o for o in outcomes if not o.wanted]
    hit = sum(len(set(o.starts) & set(o.wanted)) for o in split)
    print(f"{title}: {len(split)} documents with originals, {len(none)} without")
    print(
        f"  exact {share(split, lambda o: o.right)}, without originals {share(none, lambda o: o.right)}, "
        f"boundaries precision {hit / max(1, sum(len(o.starts) for o in split)):.3f}, "
        f"recall {hit / max(1, sum(len(o.wanted) for o in split)):.3f}, article ends {share(split, lambda o: o.ended)}, "
        f"truth among the ways {share(outcomes, lambda o: o.learnable)}"
    )
    for low, high in ((0, 0.5), (0.5, 0.7), (0.7, 0.8), (0.8, 0.9), (0.9, 0.95), (0.95, 0.99), (0.99, 1.01)):
        those = [o for o in outcomes if low <= o.probability < high]
        print(
            f"  probability {low:.2f} to {min(high, 1):.2f}: {len(those):4} documents, right {share(those, lambda o: o.right)}"
        )
    forms = Counter(o.joined.form for o in outcomes)
    print(
        "  "
        + ", ".join(
            f"{form} {share([o for o in outcomes if o.joined.form == form], lambda o: o.right)} of {n}"
            for form, n in sorted(forms.items())
        )
    )


def sharpness(outcomes: Sequence[Outcome]) -> tuple[float, float]:
    """The factor of log-odds with which held-out probabilities are likeliest."""
    odds = np.array([math.log(o.probability / max(1e-9, 1 - o.probability)) for o in outcomes])
    sign = np.array([1.0 if o.right else -1.0 for o in outcomes])
    found = minimize(
        lambda x: float(np.logaddexp(0, -sign * (x[0] * odds + x[1])).sum()), np.array([1.0, 0.0])
    )
    return round(float(found.x[0]), 2), round(float(found.x[1]), 2)


def share(those: Sequence[Outcome], right: Callable[[Outcome], bool]) -> str:
    return f"{sum(map(right, those)) / len(those):.3f}" if those else "-"


def cross_validated(examples: Sequence[Example], folds: int) -> list[Outcome]:
    """Each document divided by weights that were learned without its hand: the folder that its case stands in."""
    hands = sorted({_hand(name) for e in examples for name in e.group})
    fold_of = {hand: n % folds for n, hand in enumerate(hands)}
    outcomes: list[Outcome] = []
    for fold in range(folds):
        # A bulletin has texts of several cases: it is learned from where none of them is held out, and tried where all are.
        train = [e for e in examples if all(fold_of[_hand(name)] != fold for name in e.group)]
        test = [e for e in examples if all(fold_of[_hand(name)] == fold for name in e.group)]
        model = learn(train)
        outcomes += [tried(e, model) for e in test]
    return outcomes


def _hand(name: str) -> str:
    return name.partition("/")[0]


def main() -> None:
    """Measure, learn, write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--folds", type=int, default=4, help="0: do not cross-validate")
    parser.add_argument(
        "--forms", type=int, default=6, help="forms in which each case is joined beside its own"
    )
    parser.add_argument(
        "--without", help="leave out features that match this expression: what are they worth?"
    )
    parser.add_argument(
        "--validate", type=Path, nargs="*", default=[], help="folders of cases to try the weights on"
    )
    parser.add_argument("--write", action="store_true", help="write rules/split-weights.tsv")
    parser.add_argument("--show", action="store_true", help="list what was divided wrongly")
    options = parser.parse_args()
    cases = joins.read_cases(joins.HERE)
    examples = [
        Example(joined) for joined in (*joins.join_all(cases, forms=options.forms), *joins.others(joins.HERE))
    ]
    for e in examples if options.without else ():
        e.starts = [[name for name in names if not re.search(options.without, name)] for names in e.starts]
    print(len(cases), "cases,", len(examples), "documents")
    calibration = (1.0, 0.0)
    if options.folds:
        outcomes = cross_validated(examples, options.folds)
        told(outcomes, "held out")
        calibration = sharpness(outcomes)
        print("calibration", *calibration)
        for o in outcomes if options.show else ():
            if not o.right:
                print(
                    o.joined.name,
                    "|",
                    o.joined.form,
                    "|",
                    o.starts,
                    o.wanted,
                    o.ended,
                    f"{o.probability:.2f}",
                )
    if options.write or options.validate:
        learned = learn(examples)
        model = Model(learned.weights, learned.alone, calibration)
        for root in options.validate:
            kept = joins.read_cases(root)
            found = [
                joins.join(case, form, random.Random(1), case.notice)
                for case in kept
                for form in ("plain", "blank lines")
            ]
            told([tried(Example(joined), model) for joined in found], root.name)
        if options.write:
            (rules_root() / "split-weights.tsv").write_text("\n".join(model.lines()) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
