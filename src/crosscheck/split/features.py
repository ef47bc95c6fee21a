"""What speaks for and against each way of dividing a document, as features with names that a reader understands.

A document is a row of lines. A *candidate* is a line at which an original may begin; a *gap* is the number of lines right
before it that introduce it (its notice). Features are plain words; their weights are learned from labelled documents by
``rules/training/learn_split.py`` and kept in ``rules/split-weights.tsv``.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import accumulate, islice, pairwise

from crosscheck.model import Document
from crosscheck.split.line import RESIDUE, Line
from crosscheck.split.signs import Signs

MOST_GAP = 3
"""Lines of a notice, at most."""
MOST_COUNT = 9
"""Originals that are counted one by one; as many or more are one case."""
_WINDOW = 60
"""Content words that stand for the head of an item, and for what stands before it."""
_STEM = 7
"""Letters by which a word is known again."""
_LONGEST = 600
"""Code points of a notice, at most."""
_NOTICE = 60
"""Words of a notice, at most."""
_WORD = re.compile(r"[^\W_]+")
_CONTACT = re.compile(r"@\w|https?:|www\.|\+?\(?\d[\d\s()–-]{7,}|(?i:\b(?:tel|phone|e-?mail)\b)")
_FIELD = re.compile(r"[^\W\d]\S*(?: \S+){0,2}:\s+\S")
_BLOCK = 9
"""Short lines that are looked at before and behind a start."""
_SENTENCE = 14
"""Words from which a line is text rather than part of a head or a tail."""
_CLOSING = ".!?。”\"'’»…)]*_"
_NUMBERS = {
    word: n
    for n, words in enumerate(
        ("one single a an", "two both pair couple", "three", "four", "five", "six", "seven", "eight", "nine"),
        1,
    )
    for word in words.split()
}
_TEXTS = re.compile(
    r"\b(one|two|both|three|four|five|six|seven|eight|nine|[2-9])\b(?:\s+[\w’'-]+){0,4}?\s+"
    r"(?:articles|reports|releases|texts|stories|statements|announcements|dispatches|documents|items|originals|sources|"
    r"communiqu[eé]s|bulletins|publications|pieces|notices|accounts|posts|messages|letters|updates|notes|papers|briefings)\b"
)

Names = list[str]


class Reading:
    """One document as the splitter weighs it. Lines are counted without page residue, rules and marker lines."""

    def __init__(self, document: Document, lines: Sequence[Line], signs: Signs) -> None:
        self.numbers = [
            k
            for k, line in enumerate(lines)
            if line.role not in RESIDUE and line.role not in ("rule", "mark")
        ]
        """Of each line, its number among the lines of the document."""
        self.lines = [lines[k] for k in self.numbers]
        self._skipped = [
            {line.role for line in lines[(self.numbers[n - 1] + 1 if n else 0) : k]}
            for n, k in enumerate(self.numbers)
        ]
        text = document.text
        self.texts = [text[line.block.body.start : line.block.body.end] for line in self.lines]
        self.shapes = [
            "bold line" if _is_bold(line, text) else _shape(line, shown)
            for line, shown in zip(self.lines, self.texts, strict=True)
        ]
        prose = [line.words if line.role == "prose" else 0 for line in self.lines]
        self.prose = [0, *accumulate(prose)]
        """Words of prose before each line."""
        self._usual = _usual_gap(self.lines)
        self._tokens = [_content(shown) for shown in self.texts]
        self._weigh_words()

    def __len__(self) -> int:
        """Number of lines."""
        return len(self.lines)

    # ------------------------------------------------------------ words

    def _weigh_words(self) -> None:
        seen = Counter(word for words in self._tokens for word in set(words))
        size = len(self._tokens) + 1
        self._rarity = {word: math.log(size / n) for word, n in seen.items()}
        self._sets = [frozenset(words[:_WINDOW]) for words in self._tokens]
        self._tails = [
            frozenset(words[-_WINDOW:]) if len(words) > _WINDOW else self._sets[k]
            for k, words in enumerate(self._tokens)
        ]
        first: dict[tuple[str, str], int] = {}
        last: dict[tuple[str, str], int] = {}
        for k, words in enumerate(self._tokens):
            for key in zip(words, islice(words, 1, None), strict=False):
                first.setdefault(key, k)
                last[key] = k
        begun = [0] * (size + 1)
        crossing = [0] * (size + 1)
        for key, k in first.items():
            begun[k + 1] += 1
            if last[key] > k:
                crossing[k + 1] += 1
                crossing[last[key] + 1] -= 1
        self._begun, self._crossing = list(accumulate(begun)), list(accumulate(crossing))

    def _weight(self, words: frozenset[str]) -> float:
        rarity = self._rarity
        return sum([rarity[word] for word in words])

    @cached_property
    def _opening(self) -> frozenset[str]:
        """The content words of the head of the document."""
        return self._window(0, 1)

    def _window(self, k: int, step: int) -> frozenset[str]:
        found: set[str] = set()
        sets = self._sets if step > 0 else self._tails
        for _ in range(6):
            if not 0 <= k < len(self.lines) or len(found) >= _WINDOW:
                break
            found |= sets[k]
            k += step
        return frozenset(found)

    def _share(self, words: frozenset[str], other: frozenset[str]) -> float:
        whole = self._weight(words)
        return self._weight(words & other) / whole if whole else 0.0

    # ------------------------------------------------------------ places

    def _points(self, k: int) -> bool:
        """Whether a line may introduce what follows it."""
        return self.texts[k].rstrip("*_ ").endswith((":", "：")) or self.shapes[k] in _INTRODUCING

    def gaps(self, k: int, *, first: bool) -> Iterator[int]:
        """How many lines may introduce an original that begins at a line; ``first``: the first of them, which any short line may."""
        yield 0
        for gap in range(1, MOST_GAP + 1):
            n = k - gap
            if n < 0 or self.lines[n].words > _NOTICE or (not first and not self._points(n)):
                return
            yield gap

    @cached_property
    def last_places(self) -> list[int]:
        """The lines at which an article may begin that stands below its originals: headings that say so."""
        return [k for k, shape in enumerate(self.shapes) if k and shape == "summary"]

    # ------------------------------------------------------------ features

    def start(self, k: int) -> Names:
        """Of an original that begins at line ``k``, wherever it ends."""
        shapes, line = self.shapes, self.lines[k]
        own, before = shapes[k], shapes[k - 1] if k else "top"
        second = shapes[k - 2] if k > 1 else "top"
        after = shapes[k + 1] if k + 1 < len(shapes) else "end"
        later = shapes[k + 2] if k + 2 < len(shapes) else "end"
        last = shapes[k + 3] if k + 3 < len(shapes) else "end"
        names = [
            "start",
            f"line: {own}",
            f"before: {before}",
            f"next: {after}",
            f"second next: {later}",
            f"second before: {second}",
            f"before and line: {before} > {own}",
            f"line and next: {own} > {after}",
            f"line and two next: {own} > {after} > {later}",
            f"next lines: {after} > {later} > {last}",
            f"two before and line: {second} > {before} > {own}",
        ]
        names += [f"after {role}" for role in sorted(self._skipped[k])]
        shown = self.texts[k]
        if own not in _PLAIN:
            names += [f"{own} of {_bucket(line.words, (1, 2, 3, 5, 8, 12, 17))} words"]
            words = _WORD.findall(shown[:120].lower())
            names += [f"first word: {words[0]}", f"last word: {words[-1]}"] if words else []
            names += ["capitals"] if shown.isupper() else []
            names += [f"ends with {shown[-1]}"] if not shown[-1].isalnum() else []
        if k:
            names += self._end_of_before(k)
        names += self._block(k)
        gap = "more" if line.gap > self._usual else "fewer" if line.gap < self._usual else "as many"
        names.append(f"{gap} blank lines before")
        return names + self._restart(k, own)

    def _block(self, k: int) -> Names:
        """The short lines around a start: those before it end an item, those from it on head one, up to its first sentence."""
        names: Names = []
        n = k - 1
        while n >= 0 and k - n <= _BLOCK and not self._is_body(n):
            names += self._marks_of_line[n][0]
            n -= 1
        names.append(f"short lines before: {k - 1 - n}")
        n = k
        while n < len(self.lines) and n - k <= _BLOCK and not self._is_body(n):
            names += self._marks_of_line[n][1]
            n += 1
        names.append(f"lines above the text: {n - k}")
        if n < len(self.lines) and n - k <= _BLOCK:
            names.append(
                f"text begins: {self.shapes[n]} of {_bucket(self.lines[n].words, (16, 24, 32, 45, 70))}"
            )
        return names

    def _is_body(self, n: int) -> bool:
        return self.lines[n].words >= _SENTENCE and self.shapes[n] in _BODY

    @cached_property
    def _marks_of_line(self) -> list[tuple[Names, Names]]:
        """Of each line, what it looks like as the tail of an item, and as a line of the head of one."""
        return [
            (["tail " + mark for mark in marks], ["head " + mark for mark in marks])
            for marks in map(self._looks, range(len(self.lines)))
        ]

    def _looks(self, n: int) -> Names:
        shown, line = self.texts[n], self.lines[n]
        if self._is_body(n):
            return []
        words = _WORD.findall(shown[:120].lower())
        marks = [f"line: {self.shapes[n]}", f"of {_bucket(line.words, (1, 2, 3, 5, 8, 12, 17))} words"]
        if words:
            marks.append(f"begins: {words[0]}")
        if line.words <= 12:
            marks += [f"says {word}" for word in sorted(set(words)) if not word.isdigit()]
        if line.words > 1 and all(w[0].isupper() or not w[0].isalpha() or len(w) < 4 for w in shown.split()):
            marks.append("names only")
        if any(c.isdigit() for c in shown):
            marks.append("with figures")
        if shown[0] in "([" and shown[-1] in ")]":
            marks.append("in brackets")
        if _FIELD.match(shown):
            marks.append("field")
        if _CONTACT.search(shown):
            marks.append("contact")
        if shown[-1] in ".!":
            marks.append("sentence")
        return marks

    def _end_of_before(self, k: int) -> Names:
        shown = self.texts[k - 1]
        words = _WORD.findall(shown[:60].lower())
        names = [f"line before ends with {shown[-1] if not shown[-1].isalnum() else 'a word'}"]
        if words and self.lines[k - 1].words <= 25:
            names.append(f"line before begins: {words[0]}")
        if _CONTACT.search(shown):
            names.append("contact before")
        return names

    def _restart(self, k: int, own: str) -> Names:
        """An original tells the story from its beginning: its head is near that of the article, and far from what precedes."""
        names: Names = []
        if (lead := self._lead_of[k]) is not None:
            words = self._sets[lead]
            top = self._share(words, self._opening) if lead > 3 else 0.0
            near = self._share(words, self._window(k - 1, -1)) if k else 0.0
            names.append(f"text repeats the head of the article: {_bucket(round(top * 40), _FORTIETHS)}")
            names.append(
                f"text nearer to that head than to the lines before: {_bucket(round((top - near) * 20), _STEPS)}"
            )
            names += self._marks_of_lead(lead, k)
        if own in _TITLED:
            title = self._sets[k]
            below = self._share(title, self._window(k + 1, 1))
            above = self._share(title, self._window(k - 1, -1)) if k else 0.0
            names.append(f"title told below: {_fifth(below)}")
            names.append(f"title told above: {_fifth(above)}")
            names.append(
                f"title told below rather than above: {_bucket(round((below - above) * 10), _STEPS)}"
            )
        return names

    @cached_property
    def _lead_of(self) -> list[int | None]:
        """Of each line, the first line of text from it on, within a few lines."""
        found: list[int | None] = [None] * len(self.lines)
        lead: int | None = None
        for n in range(len(self.lines) - 1, -1, -1):
            if self._is_body(n):
                lead = n
            found[n] = lead if lead is not None and lead - n <= _BLOCK else None
        return found

    def _marks_of_lead(self, n: int, k: int) -> Names:
        """A first sentence names people and bodies in full, and the day."""
        shown = self.texts[n][:600]
        words = _WORD.findall(shown)
        named = set(_NAMES.findall(shown))
        names = [
            f"names in the text: {_bucket(round(40 * len(named) / max(8, len(words))), (0, 1, 2, 3, 4, 5, 7))}"
        ]
        if not _DAYS.isdisjoint(word.lower() for word in words[:40]):
            names.append("text tells the day")
        again = sum(1 for name in named if self._last_named(name, k))
        names.append(f"names told again in full: {min(again, 3)}")
        return names

    def _last_named(self, name: str, k: int) -> bool:
        """Whether a name stands in full earlier in the document, and not in the lines right before."""
        lines = self._named.get(name, ())
        return any(n < k - 3 for n in lines) and not any(k - 3 <= n < k for n in lines)

    @cached_property
    def _named(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for n, shown in enumerate(self.texts):
            for name in set(_NAMES.findall(shown)):
                found.setdefault(name, []).append(n)
        return found

    def segment(self, i: int, j: int, gap: int) -> Names:
        """Of an original from line ``i`` and one that follows it at line ``j``, introduced by ``gap`` lines."""
        names = self._body(i, j - gap)
        a, b = self.shapes[i], self.shapes[j]
        names.append(f"both begin with: {a}" if a == b else f"unlike: {a} and {b}")
        if a == b:
            next_a, next_b = self.shapes[i + 1], self.shapes[j + 1] if j + 1 < len(self.shapes) else "end"
            names.append("both go on alike" if next_a == next_b else "go on unlike")
        one, other = self.lines[i], self.lines[j]
        if one.block.level and other.block.level:
            names.append(
                "same level of heading" if one.block.level == other.block.level else "other level of heading"
            )
        if one.number is not None or other.number is not None:
            follows = one.number is not None and other.number == one.number + 1
            names.append("numbered in a row" if follows else "numbers break off")
        wide = (one.gap > self._usual, other.gap > self._usual)
        names.append("blank lines alike" if wide[0] == wide[1] else "blank lines unlike")
        lead, other_lead = self._lead_of[i], self._lead_of[j]
        if lead is not None and other_lead is not None and lead != other_lead:
            near = self._share(self._sets[other_lead], self._sets[lead])
            names.append(f"first sentences alike: {_bucket(round(near * 40), _FORTIETHS)}")
        return names + (self._notice(j, gap, "further") if gap else [])

    def end(self, i: int, stop: int) -> Names:
        """Of the last original, from line ``i`` to before ``stop``."""
        return ["last", *(f"last {name}" for name in self._body(i, stop)), *self._body(i, stop)]

    def _body(self, i: int, stop: int) -> Names:
        words = self.prose[stop] - self.prose[i]
        share = words / max(1, self.prose[-1])
        names = [f"body of words: {_bucket(words, _LENGTHS)}", f"share of the document: {_fifth(share)}"]
        names.append(f"lines: {_bucket(stop - i, (1, 2, 3, 4, 6, 9, 14, 22))}")
        if not words:
            names.append("no body")
        marks = self._marks.get(self.shapes[i], ())
        skipped = sum(i < k < stop for k in marks)
        if self.shapes[i] in _MARKED:
            names.append(f"{self.shapes[i]} inside: {min(skipped, 3)}")
        return names

    @cached_property
    def _marks(self) -> dict[str, list[int]]:
        marks: dict[str, list[int]] = {}
        for k, shape in enumerate(self.shapes):
            if shape in _MARKED:
                marks.setdefault(shape, []).append(k)
        return marks

    def first(self, k: int, gap: int) -> Names:
        """Of an article that ends before the ``gap`` lines that introduce the first original, at line ``k``."""
        stop = k - gap
        words = self.prose[stop]
        names = [
            "article",
            f"article of words: {_bucket(words, _LENGTHS)}",
            f"article's share: {_tenth(words / max(1, self.prose[-1]))}",
            f"article of lines: {_bucket(stop, (1, 2, 3, 4, 6, 9, 14, 22))}",
            f"notice of lines: {gap}",
        ]
        begun = self._begun[stop]
        names.append(
            f"article told again: {_bucket(round(100 * self._crossing[stop] / begun), _SHARES) if begun else 0}"
        )
        names.append(f"article ends with {self.shapes[stop - 1]}")
        ended = self.texts[stop - 1][-1]
        names.append(f"article ends with {ended if not ended.isalnum() else 'a word'}")
        return names + (self._notice(k, gap, "first") if gap else ["no notice"])

    def unintroduced(self, k: int) -> Names:
        """Of originals that begin the document, before an article that stands last."""
        return [
            "originals first",
            f"originals first, notice of lines: {k}",
            *(self._notice(k, k, "first") if k else []),
        ]

    def summary_last(self, i: int, z: int) -> Names:
        """Of a last original from line ``i`` and an article that begins at line ``z``."""
        words = self.prose[-1] - self.prose[z]
        return [
            *self._body(i, z),
            "article last",
            f"article last: {self.shapes[z]}",
            f"article of words: {_bucket(words, _LENGTHS)}",
            f"article last told before: {_bucket(round(100 * self._crossing[z] / max(1, self._begun[-1] - self._begun[z])), _SHARES)}",
        ]

    def nothing(self) -> Names:
        """Of a document that holds no originals."""
        most = max((c / b for c, b in zip(self._crossing, self._begun, strict=True) if b > 40), default=0.0)
        notices = sum(shape == "notice" for shape in self.shapes)
        return [
            "nothing",
            f"nothing, words: {_bucket(self.prose[-1], _LENGTHS)}",
            f"nothing, lines: {_bucket(len(self), (2, 4, 8, 16, 32, 64, 128))}",
            f"nothing, told again: {_bucket(round(100 * most), _SHARES)}",
            f"nothing, notices: {min(notices, 2)}",
        ]

    def _notice(self, k: int, gap: int, which: str) -> Names:
        names = [f"{which} notice"]
        for n in range(k - gap, k):
            line, shown = self.lines[n], self.texts[n]
            names.append(f"{which} notice line: {self.shapes[n]}")
            names.append(f"{which} notice of words: {_bucket(line.words, (1, 2, 4, 8, 16, 32))}")
            if line.role == "notice":
                names.append(f"{which} notice surely: {_bucket(round(line.weight), (-1, 1, 2, 3, 4))}")
            names.append(f"{which} notice ends with {shown[-1] if not shown[-1].isalnum() else 'a word'}")
            low = shown[:400].lower()
            names += [f"notice says {word}" for word in sorted(set(_WORD.findall(low)))]
        return names

    def announced(self, k: int, gap: int) -> int:
        """How many originals a notice announces; 0 where it does not say."""
        for n in range(k - gap, k):
            if self._said[n]:
                return self._said[n]
        return 0

    @cached_property
    def _said(self) -> list[int]:
        """Of each line, how many texts it speaks of, were it a notice; 0 where it gives no number."""
        found = [_TEXTS.search(shown.lower()) if len(shown) < _LONGEST else None for shown in self.texts]
        return [(int(m[1]) if m[1].isdigit() else _NUMBERS[m[1]]) if m else 0 for m in found]

    def several(self, k: int, gap: int) -> int:
        """How many a notice announces without a number: 1, 2 for any greater number, 0 where it does not say."""
        return max(
            (self.lines[n].number or 0 for n in range(k - gap, k) if self.lines[n].role == "notice"),
            default=0,
        )

    def counted(self, k: int, gap: int, count: int) -> Names:
        """Of ``count`` originals after the notice before line ``k``."""
        announced = self.announced(k, gap) if gap else 0
        names = [f"originals: {count}"]
        if announced:
            off = count - announced
            names.append(
                "as many as announced"
                if not off
                else "fewer than announced"
                if off < 0
                else "more than announced"
            )
            if off:
                names.append(
                    f"one {'fewer' if off < 0 else 'more'} than announced"
                    if abs(off) == 1
                    else "far from announced"
                )
        elif gap and (several := self.several(k, gap)):
            names.append(
                f"{'one' if several == 1 else 'several'} announced, {'one' if count == 1 else 'several'} there"
            )
        return names


_PLAIN = frozenset(("paragraph", "long paragraph", "short sentence", "quotation"))
_BODY = _PLAIN | {"dateline", "dated lead", "list item", "fragment", "lead-in"}
_TITLED = frozenset(
    ("bold line", "title", "short title", "heading", "numbered title", "label", "item title", "fragment")
)
_MARKED = frozenset(
    ("bold line", "heading", "numbered title", "label", "title", "dateline", "date line", "source", "notice")
)
_INTRODUCING = frozenset(("notice", "source", "label", "field", "summary"))
_LENGTHS = (1, 8, 15, 25, 40, 60, 90, 130, 180, 260, 380, 550, 800, 1200, 2000, 4000)
_SHARES = (1, 2, 4, 6, 9, 13, 18, 25, 35, 50, 70)
_FORTIETHS = (1, 2, 3, 4, 6, 8, 10, 13, 17, 22, 30)
_DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday today yesterday".split())
_NAMES = re.compile(r"\b[A-Z][\w’'-]+(?: (?:of |the |de |for |and )?[A-Z][\w’'-]+)+")
_STEPS = (-6, -4, -3, -2, -1, 0, 1, 2, 3, 4, 6)


def _is_bold(line: Line, text: str) -> bool:
    """Whether a line is emphasised as a whole, by the marks of Markdown."""
    start, body = line.block.span.start, line.block.body.start
    return (
        start < body
        and text[start] in "*_"
        and not text[start : start + 2].isspace()
        and text[body - 1] in "*_"
    )


def _shape(line: Line, shown: str) -> str:  # noqa: C901 -- a ladder of looks
    """What a line looks like, in two words."""
    role = line.role
    if role == "title":
        if line.weight < 0:
            return "appended heading"
        if line.block.kind == "heading":
            return "heading"
        if line.number is not None:
            return "numbered title"
        if line.block.kind == "item":
            return "item title"
        return "title" if line.words >= 5 else "short title"
    if role != "prose":
        return {"time": "date line"}.get(role, role) if role != "notice" or line.weight > 0 else "paragraph"
    if line.opening:
        return "dateline" if line.opening.weight >= 1.5 else "dated lead"
    if line.date:
        return "dated lead"
    if line.block.kind in ("item", "cell"):
        return "list item"
    if line.words <= 30 and _CONTACT.search(shown):
        return "contact"
    if shown[-1] not in _CLOSING:
        return "lead-in" if shown[-1] in ":：" else "fragment" if line.words <= 20 else "paragraph"
    if shown[0] in '“"‘«':
        return "quotation"
    return "short sentence" if line.words <= 12 else "paragraph" if line.words < 45 else "long paragraph"


def _content(shown: str) -> list[str]:
    return [word[:_STEM] for word in _WORD.findall(shown.lower()) if len(word) > 3 or word.isdigit()]


def _usual_gap(lines: Sequence[Line]) -> int:
    """Blank lines between paragraphs: the most frequent number before prose that follows prose."""
    gaps = Counter(b.gap for a, b in pairwise(lines) if a.role == b.role == "prose")
    return max(gaps, key=lambda gap: (gaps[gap], -gap)) if gaps else 0


def _bucket(value: int, edges: Sequence[int]) -> int:
    """The greatest edge that a value reaches, or one below the first."""
    best = edges[0] - 1
    for edge in edges:
        if value < edge:
            break
        best = edge
    return best


def _tenth(share: float) -> int:
    return int(share * 10 + 0.5)


def _fifth(share: float) -> int:
    return int(share * 5 + 0.5)
