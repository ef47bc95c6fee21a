"""Labelled documents: the cases of this folder, joined as publishers and editors join an article and its originals.

A joined document is text whose parts are known: where the article stands, which lines introduce originals, where each
original begins. Everything that chance decides follows from one seed, so that the same cases give the same documents.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent

FORMS = (
    "plain", "plain", "plain", "blank lines", "blank lines", "blank lines", "blank between texts", "numbered", "labelled",
    "headings", "bold", "publisher above", "publisher below", "source line", "notice each", "furniture", "page",
    "summary last", "rules between", "untitled",
)  # fmt: skip
"""Ways to join; a form that stands more than once is taken as often."""
SHORT = 0.45
"""Share of the documents in further forms whose texts are cut to their heads."""


@dataclass(frozen=True)
class Case:
    """An article, the originals it was compiled from, and what its writer says of them."""

    name: str
    article: tuple[str, ...]
    """Paragraphs."""
    originals: tuple[tuple[str, ...], ...]
    notice: str
    about: tuple[dict[str, Any], ...]
    """Of each original: its title, publisher, place and date, null where it prints none."""


@dataclass
class Joined:
    """A document made of a case. Line numbers count the lines of ``text`` from 1."""

    name: str
    form: str
    text: str = ""
    starts: list[int] = field(default_factory=list)
    """First line of each original; empty where the document holds none."""
    notices: list[int] = field(default_factory=list)
    """Lines that introduce originals."""
    article: tuple[int, int] = (1, 1)
    """First and last line of the article."""
    group: str = ""
    """Cases that share text with the document: never divided between learning and testing."""
    markdown: bool = False


def read_cases(root: Path) -> list[Case]:
    """The cases below a folder, by name."""
    return [_case(path.parent) for path in sorted(root.rglob("case.json"))]


def _case(folder: Path) -> Case:
    about = json.loads((folder / "case.json").read_text(encoding="utf-8"))
    names = sorted(folder.glob("original-*.txt"), key=lambda path: int(path.stem.split("-")[1]))
    texts = [tuple(x for x in path.read_text(encoding="utf-8").splitlines() if x.strip()) for path in names]
    article = (folder / "article.txt").read_text(encoding="utf-8").splitlines()
    return Case(
        f"{folder.parent.name}/{folder.name}",
        tuple(x for x in article if x.strip()),
        tuple(texts),
        about.get("notice") or "",
        tuple(about.get("originals", ())),
    )


def join_all(cases: Sequence[Case], *, forms: int = 5, seed: int = 1) -> list[Joined]:
    """Every case in its own form (plain, and with blank lines) and in further ones, and documents that hold no originals."""
    notices = [case.notice for case in cases if case.notice]
    found: list[Joined] = []
    for number, case in enumerate(cases):
        chance = random.Random(f"{seed} {case.name}")
        found += [join(case, "plain", chance, case.notice), join(case, "blank lines", chance, case.notice)]
        chosen = chance.sample(FORMS, forms)
        for form in chosen:
            notice = chance.choice((case.notice, case.notice, "", chance.choice(notices)))
            found.append(join(case, form, chance, notice, shaken=True))
        further = [
            cases[(number + step) % len(cases)]
            for step in chance.sample(range(1, len(cases)), chance.randint(1, 3))
        ]
        found += _without(case, further, chance)
    return found


def join(case: Case, form: str, chance: random.Random, notice: str, *, shaken: bool = False) -> Joined:
    """A case joined in one of ``FORMS``; ``shaken``: with its originals in another order, some left out, some cut short."""
    article, originals = list(case.article), [list(text) for text in case.originals]
    about = list(case.about) or [{} for _ in originals]
    order = list(range(len(originals)))
    if shaken:
        chance.shuffle(order)
        order = order[: chance.randint(1, len(order))] if chance.random() < 0.3 else order
    if shaken and chance.random() < SHORT:
        article = [_brief_line(line, chance) for line in article[: chance.randint(2, 5)]]
        originals = [_cut(text, chance) for text in originals]
    made = _Maker(Joined(case.name, form, group=case.name, markdown=form == "headings"), chance)
    made.blank = {"plain": 0, "blank lines": 1, "headings": 1, "blank between texts": 0}.get(
        form, chance.choice((0, 1))
    )
    made.between = 1 if form == "blank between texts" else chance.choice((0, 0, 1, 2)) if made.blank else 0
    made.dress(form, article, [(originals[n], about[n] if n < len(about) else {}) for n in order], notice)
    return made.done()


def _cut(text: Sequence[str], chance: random.Random) -> list[str]:
    """The head of a text: what stands above its first paragraphs, and one or two of those, or a sentence or two."""
    long = [k for k, line in enumerate(text) if len(line.split()) > 20]
    last = long[min(len(long) - 1, chance.choice((0, 0, 1)))] if long else len(text) - 1
    kept = list(text[: last + 1])
    if chance.random() < 0.6:
        kept = [_brief_line(line, chance) if len(line.split()) > 20 else line for line in kept]
    return kept


def _brief_line(line: str, chance: random.Random) -> str:
    """The first sentence or two of a paragraph."""
    ends = [match.end() for match in re.finditer(r"(?<=[a-z]{3}[.!?])[”\"’]?(?=\s)", line)]
    return line[: ends[min(len(ends) - 1, chance.choice((0, 0, 1)))]] if ends else line


class _Maker:
    """Puts lines together and keeps where the parts stand."""

    def __init__(self, joined: Joined, chance: random.Random) -> None:
        self._joined, self._chance = joined, chance
        self._lines: list[str] = []
        self.blank = self.between = 0

    def dress(
        self,
        form: str,
        article: list[str],
        originals: Sequence[tuple[list[str], dict[str, Any]]],
        notice: str,
    ) -> None:
        if form == "headings" and self._chance.random() < 0.5:
            article[0] = f"# {article[0]}"
        if form == "summary last":
            self._notice(notice)
            self._originals(form, originals)
            begin = self._add([self._chance.choice(_LAST), *article])
            self._joined.article = (begin, len(self._lines))
            return
        self._add(article)
        self._joined.article = (1, len(self._lines))
        if form in ("furniture", "page"):
            self._add(self._chance.sample(_FURNITURE, self._chance.randint(1, 3)))
        if form == "headings" and self._chance.random() < 0.5:
            notice = self._chance.choice(
                ("## Originals", "## Sources", "# Original texts", "## Source material")
            )
        if form == "rules between" and self._chance.random() < 0.5:
            self._add(["---"])
        self._notice(notice)
        self._originals(form, originals)

    def _originals(  # noqa: C901, PLR0912 -- one way to join a branch
        self, form: str, originals: Sequence[tuple[list[str], dict[str, Any]]]
    ) -> None:
        style = self._chance.randrange(5)
        for number, (text, about) in enumerate(originals, 1):
            lines = list(text)
            title = about.get("title")
            at = next((k for k, line in enumerate(lines) if line.strip() == title), None)
            publisher = about.get("publisher") or "Press office"
            if number > 1:
                self._gap(self.between)
                if form == "rules between":
                    self._add([self._chance.choice(("---", "***", "* * *"))])
            if form == "untitled" and at is not None:
                lines = lines[at + 1 :] or lines
            elif form in ("numbered", "headings", "bold") and at is not None:
                lines = lines[at:] if at else lines
                lines[0] = _marked(form, style, number, lines[0])
            elif form == "labelled":
                lines.insert(0, _label(style, number, publisher))
            elif form == "publisher above":
                lines.insert(0, publisher)
            elif form == "publisher below" and at is not None:
                lines.insert(at + 1, publisher)
            elif form == "source line":
                lines.insert(0 if style % 2 else len(lines), f"Source: {publisher}")
            elif form == "notice each" and number > 1:
                self._notice(self._chance.choice(_EACH).format(publisher=publisher))
            elif form == "headings":
                lines[0] = f"## {lines[0]}"
            if form == "page":
                lines[self._chance.randint(1, len(lines)) :] += self._chance.sample(_FURNITURE, 1)
            self._joined.starts.append(self._add(lines))
            if form == "furniture" and self._chance.random() < 0.6:
                self._add(self._chance.sample(_FURNITURE, self._chance.randint(1, 3)))

    def _notice(self, notice: str) -> None:
        if notice:
            self._gap(self.between)
            self._joined.notices.append(self._add([notice]))
            self._gap(self.between if self._chance.random() < 0.5 else 0)

    def _gap(self, lines: int) -> None:
        self._lines += [""] * lines

    def _add(self, lines: Sequence[str]) -> int:
        """Append lines; the number of the first."""
        first = 0
        for line in lines:
            if self._lines and self._lines[-1] and self.blank:
                self._lines += [""] * self.blank
            self._lines.append(line)
            first = first or len(self._lines)
        return first

    def done(self) -> Joined:
        self._joined.text = "\n".join(self._lines) + "\n"
        return self._joined


def _marked(form: str, style: int, number: int, title: str) -> str:
    if form == "bold":
        return f"**{title}**"
    if form == "headings":
        return f"{'##' if style < 3 else '###'} {f'Original {number}: ' if style in (1, 4) else ''}{title}"
    return (
        f"{number}. {title}",
        f"{number}) {title}",
        f"({number}) {title}",
        f"[{number}] {title}",
        f"Original {number}: {title}",
    )[style]


def _label(style: int, number: int, publisher: str) -> str:
    return (
        f"Original {number}",
        f"Original {number}: {publisher}",
        f"Source {number}",
        f"Text {number} – {publisher}",
        f"{number}. {publisher}:",
    )[style]


def _without(case: Case, others: Sequence[Case], chance: random.Random) -> Iterator[Joined]:
    """Documents that hold no originals: an article, one original, a row of items about different things; whole or in brief."""
    texts = {"article": [case.article], "original": [chance.choice(case.originals)]}
    items = [tuple(_brief(chance.choice(c.originals), chance)) for c in (case, *others)]
    texts.pop(chance.choice(list(texts)))
    texts["bulletin"] = chance.sample(items, len(items))
    for kind, rows in texts.items():
        short = kind != "bulletin" and chance.random() < SHORT
        lines = [line for text in rows for line in (_brief(text, chance) if short else text)]
        group = " ".join(c.name for c in (case, *others)) if kind == "bulletin" else case.name
        blank = "\n\n" if chance.random() < 0.5 else "\n"
        yield Joined(case.name, f"no originals: {kind}", blank.join(lines) + "\n", group=group)


def _brief(text: Sequence[str], chance: random.Random) -> list[str]:
    return [_brief_line(line, chance) for line in text[: chance.randint(3, 7)]]


def others(root: Path, *, seed: int = 1) -> Iterator[Joined]:
    """Documents of other kinds, written for this folder, none of which holds originals: as they stand, without blank lines, in part."""
    for path in sorted((root / "plain").glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        chance = random.Random(f"{seed} {path.name}")
        lines = [line for line in text.splitlines() if line.strip()]
        first = chance.randrange(max(1, len(lines) - 8))
        part = lines[first : first + chance.randint(6, 14)]
        whole = (text, "\n".join(lines) + "\n")
        brief = ("\n".join(part) + "\n", "\n\n".join(part) + "\n")
        for shown in (chance.choice(whole), chance.choice(brief)):
            yield Joined(path.stem, "no originals: other", shown, group=path.stem)


_LAST = ("Summary", "Our report", "In brief", "Our summary", "The story in short", "Our article")
_EACH = (
    "The statement of {publisher}:",
    "{publisher} published the following:",
    "Below is the text issued by {publisher}.",
    "From {publisher}:",
    "The following is the text from {publisher}:",
    "Next, the report by {publisher}, in full:",
)
_FURNITURE = (
    "Share this article", "Advertisement", "Read more", "Subscribe to our newsletter", "Print this page", "2 comments",
    "Facebook Twitter WhatsApp", "Related articles", "Save", "Listen to this article", "Follow us on Instagram",
    "Sign up for our daily briefing", "Copy link", "Photo: archive", "Most read",
)  # fmt: skip
