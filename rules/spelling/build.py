"""Make ``variants.tsv`` and ``words.marisa`` from Debian's ``scowl`` and ``sources/``; stays out of the wheel.

    python rules/spelling/build.py [FOLDER]      # writes into FOLDER, else beside this file

SCOWL (Kevin Atkinson, 2020.12.07; notice in ``LICENSE-scowl.txt``) lists words by spelling category and by size, from 10
(everybody knows it) to 95. Up to size 70 they are words found in most dictionaries; above, they are words for word games
that would hide slips. The same input gives the same bytes.
"""

from __future__ import annotations

import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product
from pathlib import Path
from typing import NamedTuple

import marisa_trie

from crosscheck.lexicon import ABBREVIATION, ALL, NAME, PROFILES, RARE_FORM, fold, rewritten

SCOWL = Path("/usr/share/dict/scowl")
HERE = Path(__file__).resolve().parent
SOURCES = HERE / "sources"
SIZE = 70
"""Largest SCOWL size that is read, and that makes rows of ``variants.tsv``."""
REGIONAL_SIZE = 80
"""The same for words of one region, whose forms elsewhere are as good: the list knows them, the table is kept short."""

_MAIN = {"british": "G", "british_z": "Z", "american": "U", "canadian": "C", "australian": "A"}
_ACCEPTED = {
    "british_variant_1": "GZ",
    "variant_1": "U",
    "canadian_variant_1": "C",
    "australian_variant_1": "A",
}
_LETTERS = "GZUCA"
_COLUMNS = "gb_ise", "gb_ize", "us", "also", "regions", "class", "origin", "note"
_ENDINGS = "s ed ing ings er ers est y ly ness ish able iness ier iest ily man ist ists ism".split()
_IZE = tuple("ize ized izes izing izer izers ization izations izable izational izingly".split())
_ISE = tuple(ending.replace("z", "s") for ending in _IZE)

Sizes = Mapping[str, int]
"""Smallest size at which each category lists a word."""


class Row(NamedTuple):
    """Spellings of one word."""

    british: tuple[str, ...]
    american: tuple[str, ...]
    kind: str
    origin: str
    note: str = ""

    @property
    def forms(self) -> tuple[str, ...]:
        """All spellings, the British first."""
        return self.british + self.american


def main(folder: Path = HERE) -> None:
    """Write both files into a folder."""
    words = read_scowl(SCOWL)
    known = (SOURCES / "known.txt").read_text(encoding="utf-8")
    source = tomllib.loads((SOURCES / "irregular.toml").read_text(encoding="utf-8"))
    (folder / "variants.tsv").write_text(variants_table(words, source), encoding="utf-8", newline="\n")
    word_list(words, known).save(str(folder / "words.marisa"))


def read_scowl(folder: Path) -> dict[str, dict[str, int]]:
    """Every word without its possessives -> the categories that list it, each with its smallest size."""
    words: dict[str, dict[str, int]] = defaultdict(dict)
    for path in sorted(folder.iterdir()):
        category, _, rest = path.name.partition("-")
        kind, _, size = rest.partition(".")
        most = REGIONAL_SIZE if category in _MAIN and kind == "words" else SIZE
        if category == "special" or int(size) > most:
            continue
        for word in path.read_text(encoding="utf-8").split():
            if not word.endswith("'s"):
                sizes = words[word]
                sizes[category] = min(int(size), sizes.get(category, 99))
                sizes[kind] = min(int(size), sizes.get(kind, 99))
    return dict(words)


def variants_table(words: Mapping[str, Sizes], source: Mapping[str, object]) -> str:
    """The text of ``variants.tsv``: a line of column names, then a row for each word that has several spellings."""
    words = {word: sizes for word, sizes in words.items() if min(sizes.values()) <= SIZE}
    rows = merged(hand_rows(words, source), derived_rows(words, source))
    rows = merged(rows, compound_rows(words, rows))
    regions: Mapping[str, str] = source["regions"]  # type: ignore[assignment]
    lines = sorted(_line(row, words, regions) for row in rows)
    return "\n".join(["\t".join(_COLUMNS), *lines, ""])


def word_list(words: Mapping[str, Sizes], known: str) -> marisa_trie.RecordTrie:
    """Folded word -> (region bits and marks, size); ``known`` holds further words, lines with # apart."""
    records: dict[str, tuple[int, int]] = {}
    for word, sizes in words.items():
        key, record = fold(word), _record(word, sizes)
        if key in records:
            earlier = records[key]
            marks = earlier[0] & record[0] & (NAME | ABBREVIATION | RARE_FORM)
            record = ((earlier[0] | record[0]) & ALL) | marks, min(earlier[1], record[1])
        records[key] = record
    for line in known.splitlines():
        for word in line.split() if not line.startswith("#") else ():
            records.setdefault(word, (_guessed_regions(word), SIZE))
    return marisa_trie.RecordTrie("<BB", sorted(records.items()))


# ---------------------------------------------------------------- where rows come from


def hand_rows(words: Mapping[str, Sizes], source: Mapping[str, object]) -> list[Row]:
    """The rows of ``irregular.toml`` with the inflections that SCOWL has on both sides."""
    rows = []
    for kind in ("region", "usage", "sense"):
        entries = source[kind]
        notes: Mapping[str, str] = entries if isinstance(entries, dict) else {}
        for entry in entries:  # type: ignore[attr-defined]
            british, american = (tuple(s.strip() for s in side.split("|")) for side in entry.split("/"))
            note = notes.get(entry, "")
            rows.append(Row(british, american, kind, "hand", note))
            for b, u in _inflected(british[0], american[0], words):
                both_ways = kind == "sense" and "english" not in words[b] and "english" not in words[u]
                rows.append(
                    Row((b,), (u,), "region" if both_ways else kind, "hand", "" if both_ways else note)
                )
    for entry in source["stems"]:  # type: ignore[attr-defined]
        hyphened, plain = entry.split(" / ")
        found = sorted(word for word in words if word.startswith(plain))
        rows += [Row((word.replace(plain, hyphened),), (word,), "region", "hand") for word in found]
    return rows


def derived_rows(words: Mapping[str, Sizes], source: Mapping[str, object]) -> list[Row]:
    """Pairs of words of different regions that the rewrites make equal, and -ise for every -ize that lacks it."""
    never: Mapping[str, Sequence[str]] = source["never"]  # type: ignore[assignment]
    groups: dict[str, list[str]] = defaultdict(list)
    for word in words:
        if (
            word.isascii()
            and word.isalpha()
            and len(word) > 3
            and word not in never["words"]
            and _lower(word, words)
        ):
            groups[rewritten(fold(word))].append(word)
    rows = [row for key in sorted(groups) if (row := _row_of(sorted(groups[key]), words))]
    for word in sorted(words):
        ise = word.replace("iz", "is")
        if (
            "english" in words[word]
            and word.endswith(_IZE)
            and not {ise, ise.lower()} & words.keys()
            and not any(stem[:-1] in word for stem in never["z_stays"])
        ):
            rows.append(Row((ise,), (word,), "region", "rule"))
    return rows


def compound_rows(words: Mapping[str, Sizes], rows: Iterable[Row]) -> list[Row]:
    """Regional words that hold a British spelling where a word of another region holds the American: cheque+book."""
    taken = {form for row in rows for form in row.forms}
    stems = {
        b: row
        for row in rows
        for b in row.british
        if len(b) > 3 and b.isalpha() and row.american[0].isalpha()
    }
    found = []
    for word in sorted(words):
        if word in taken or not word.islower() or not regions_of(words[word])[0] or "english" in words[word]:
            continue
        for length, start in product(range(len(word) - 1, 3, -1), (True, False)):
            stem = word[:length] if start else word[-length:]
            if stem in stems:
                row = stems[stem]
                rest = word[length:] if start else word[:-length]
                other = row.american[0] + rest if start else rest + row.american[0]
                if other in words and other not in taken and len(rest) > 2:
                    found.append(Row((word,), (other,), "region", "scowl"))
                    break
    return found


def merged(*sources: Iterable[Row]) -> list[Row]:
    """Rows that share a spelling become one; the earlier row settles order, class and note."""
    rows: list[Row] = []
    at: dict[str, int] = {}
    for row in (row for source in sources for row in source):
        homes = sorted({at[form] for form in row.forms if form in at})
        home = homes[0] if homes else len(rows)
        if not homes:
            rows.append(row)
        else:
            for other in (row, *(rows[n] for n in homes[1:])):
                rows[home] = _joined(rows[home], other)
            for n in homes[1:]:
                rows[n] = Row((), (), "", "")
        at.update(dict.fromkeys(rows[home].forms, home))
    return [row for row in rows if row.forms]


def regions_of(sizes: Sizes) -> tuple[str, str]:
    """Letters of the regions whose own spelling a word is, and of those that also accept it."""
    if "english" in sizes:
        return _LETTERS, ""
    main = "".join(letter for category, letter in _MAIN.items() if category in sizes)
    also = "".join(letters for category, letters in _ACCEPTED.items() if category in sizes)
    return main, "".join(x for x in _LETTERS if x in also and x not in main)


# ---------------------------------------------------------------- details


def _record(word: str, sizes: Sizes) -> tuple[int, int]:
    main, also = regions_of(sizes)
    bits = sum(PROFILES[letter] for letter in main + also)
    if not bits:
        bits = RARE_FORM
    if "abbreviations" in sizes and not {"words", "upper", "proper-names", "contractions"} & sizes.keys():
        bits |= ABBREVIATION
    if word != word.lower():
        bits |= NAME
    return bits, min(sizes.values())


def _guessed_regions(word: str) -> int:
    """Regions of a word that SCOWL lacks, by its ending."""
    ending = next((e for e in (*_ISE, *_IZE) if word.endswith(e)), "")
    letters = {"s": "GA", "z": "ZUC"}.get(ending[1:2], _LETTERS)
    return sum(PROFILES[letter] for letter in letters)


def _lower(word: str, words: Mapping[str, Sizes]) -> bool:
    """Whether a word is written small, or is a verb or noun in -ise made from a name, which no table has small."""
    return word.islower() or (word.lower() not in words and word.replace("iz", "is").endswith(_ISE))


def _row_of(group: Sequence[str], words: Mapping[str, Sizes]) -> Row | None:
    """A row of words with one key: one region's spelling beside another's, or beside a spelling of all regions."""
    mains = {word: regions_of(words[word])[0] for word in group}
    common = [w for w in group if "english" in words[w]]
    regional = [w for w in group if mains[w] and w not in common]
    american = [w for w in regional if "U" in mains[w] and "G" not in mains[w]]
    british = [w for w in regional if w not in american]
    accepted = [w for w in group if not mains[w] and regions_of(words[w])[1]]
    kind = "region"
    if len(common) == 1 and bool(british) != bool(american):
        kind = "sense" if british else "region"
        british, american = british or common, american or common
    elif len(common) == 1 and accepted and not regional:
        american = common
    if not ((british and american) or len(british) > 1 or (accepted and (british or american))):
        return None
    forms = [*british, *accepted]
    return Row(tuple(forms), tuple(american or forms[:1]), kind, "scowl")


def _inflected(british: str, american: str, words: Mapping[str, Sizes]) -> Iterator[tuple[str, str]]:
    for ending in _ENDINGS:
        pairs = product(_with_ending(british, ending), _with_ending(american, ending))
        yield from ((b, u) for b, u in pairs if b != u and b in words and u in words)


def _with_ending(word: str, ending: str) -> set[str]:
    """How a word may be written with an ending; the caller keeps what exists."""
    vowel = ending[0] in "aeiy"
    stems = {word}
    if vowel and word.endswith("e"):
        stems = {word[:-1]}
    elif word.endswith("y") and word[-2] not in "aeou":
        stems = {word[:-1] + "i"} if ending not in ("ing", "ings", "s", "ish") else {word}
    forms = {stem + ending for stem in stems}
    if ending == "s" and word.endswith("y") and word[-2] not in "aeou":
        forms = {word[:-1] + "ies"}
    if ending == "s" and word.endswith(("s", "x", "z", "ch", "sh")):
        forms = {word + "es"}
    if ending == "y" and word.endswith("y"):
        forms = set()
    return forms


def _joined(a: Row, b: Row) -> Row:
    british = a.british + tuple(x for x in b.british if x not in a.forms)
    american = a.american + tuple(x for x in b.american if x not in a.american and x not in british)
    return Row(british, american, a.kind, a.origin, a.note or b.note)


def _line(row: Row, words: Mapping[str, Sizes], overrides: Mapping[str, str]) -> str:
    def regions(word: str) -> str:
        if word in overrides:
            return overrides[word]
        if word not in words:
            return "GA" if row.origin == "rule" else ("gzca" if word in row.british else "u")
        main, also = regions_of(words[word])
        if row.origin == "rule":
            return "ZUC"
        return main + also.lower()

    def first(letter: str, forms: Sequence[str]) -> str:
        """The form that is a region's own spelling, else the first."""
        return next((w for w in forms if letter in regions(w)), forms[0])

    ise = first("G", row.british)
    ize = next((w for w in row.forms if "Z" in regions(w) and w != ise and "Z" not in regions(ise)), ise)
    us = first("U", row.american)
    also = sorted(set(row.forms) - {ise, ize, us})
    ordered = dict.fromkeys([ise, ize, us, *also])
    spellings = (*map(fold, (ise, ize, us)), "|".join(map(fold, also)))
    return "\t".join((*spellings, "/".join(map(regions, ordered)), row.kind, row.origin, row.note))


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:2]))
