"""Make ``antonyms.tsv`` and ``senses.marisa`` from Debian's ``wordnet-base``; stays out of the wheel.

    python rules/words/build.py [FOLDER]      # writes into FOLDER, else beside this file

WordNet 3.0 (Princeton University, notice in ``LICENSE-wordnet.txt``) groups words into senses ("synsets") and links them.
Kept are common words only, by the word list of ``rules/spelling``, and of a word its commonest senses: WordNet orders them
by use, and the rare ones make chance synonyms. The same input gives the same bytes.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import marisa_trie

from crosscheck.lexicon import Lexicon
from crosscheck.thesaurus import BROADER, DERIVED, MEMBER

WORDNET = Path("/usr/share/wordnet")
HERE = Path(__file__).resolve().parent
SPELLING = HERE.parent / "spelling"
SIZE, PHRASE_SIZE = 50, 40
"""Largest SCOWL size of a word, and of the words of a two-word verb."""
SENSES = {"noun": 6, "verb": 8, "adj": 6, "adv": 4}
"""Senses of a word that are kept."""

Key = tuple[str, str]
"""Part of speech and offset of a synset in its data file."""
_POS = {"n": "noun", "v": "verb", "a": "adj", "s": "adj", "r": "adv"}


class Pointer(NamedTuple):
    """A link from one synset to another; word numbers from 1, 0 for the whole synset."""

    symbol: str
    target: Key
    word: int
    target_word: int


class Synset(NamedTuple):
    """One sense with the words that share it."""

    words: tuple[str, ...]
    satellite: bool
    """An adjective that is only like the head of its cluster."""
    pointers: tuple[Pointer, ...]


def main(folder: Path = HERE) -> None:
    """Write both files into a folder."""
    synsets = dict(read_synsets(WORDNET))
    words = common_words(WORDNET, Lexicon(SPELLING / "variants.tsv", SPELLING / "words.marisa"))
    pairs = antonyms(synsets, words) - stop_pairs(HERE / "stop.txt")
    rows = [f"{a}\t{b}" for a, b in sorted(pairs)]
    (folder / "antonyms.tsv").write_text("\n".join([*rows, ""]), encoding="utf-8", newline="\n")
    quantities = set(_listed(HERE / "quantities.txt"))
    named = {(word, pos): keys for (word, pos), keys in words.items() if word not in quantities}
    senses(synsets, named).save(str(folder / "senses.marisa"))


def read_synsets(folder: Path) -> Iterator[tuple[Key, Synset]]:
    """Every synset of the four data files."""
    for pos in SENSES:
        for line in _rows(folder / f"data.{pos}"):
            fields = line.partition(" | ")[0].split()
            count = int(fields[3], 16)
            names = tuple(_plain(w) for w in fields[4 : 4 + 2 * count : 2])
            at = 5 + 2 * count
            pointers = tuple(_pointer(*fields[k : k + 4]) for k in range(at, at + 4 * int(fields[at - 1]), 4))
            yield (pos, fields[0]), Synset(names, fields[2] == "s", pointers)


def common_words(folder: Path, lexicon: Lexicon) -> dict[tuple[str, str], tuple[Key, ...]]:
    """(word, part of speech) -> its commonest senses; words in lower case, two-word verbs with a blank."""
    words = {}
    for pos, limit in SENSES.items():
        for line in _rows(folder / f"index.{pos}"):
            fields = line.split()
            word = fields[0].replace("_", " ")
            if _is_common(word, pos, lexicon):
                offsets = fields[6 + int(fields[3]) :]
                words[word, pos] = tuple((pos, offset) for offset in offsets[:limit])
    return words


def antonyms(synsets: Mapping[Key, Synset], words: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
    """Pairs of common words that WordNet calls antonyms, each in alphabetical order."""
    known = set(words)
    pairs = set()
    for (pos, _), synset in synsets.items():
        for pointer in synset.pointers:
            if pointer.symbol == "!":
                here, there = (
                    synset.words[pointer.word - 1],
                    synsets[pointer.target].words[pointer.target_word - 1],
                )
                if (here, pos) in known and (there, pointer.target[0]) in known and here != there:
                    pairs.add((min(here, there), max(here, there)))
    return pairs


def stop_pairs(path: Path) -> set[tuple[str, str]]:
    """The pairs of the stop list, each in alphabetical order."""
    words = _listed(path)
    return {(min(pair), max(pair)) for pair in zip(words[::2], words[1::2], strict=True)}


def senses(
    synsets: Mapping[Key, Synset], words: Mapping[tuple[str, str], tuple[Key, ...]]
) -> marisa_trie.RecordTrie:
    """Word -> (relation, sense), where a sense that no two entries share is left out."""
    records = sorted({(w, kind, key) for w, kind, key in _relations(synsets, words)})
    holders: dict[Key, set[str]] = defaultdict(set)
    for word, _, key in records:
        holders[key].add(word)
    shared = sorted(key for key, found in holders.items() if len(found) > 1)
    number = {key: n for n, key in enumerate(shared)}
    rows = [(word, (kind, number[key])) for word, kind, key in records if key in number]
    return marisa_trie.RecordTrie("<BH", rows)


def _relations(
    synsets: Mapping[Key, Synset], words: Mapping[tuple[str, str], tuple[Key, ...]]
) -> Iterator[tuple[str, int, Key]]:
    for (word, _), keys in words.items():
        for key in keys:
            yield word, MEMBER, key
            for pointer in synsets[key].pointers:
                if pointer.symbol in ("@", "$") or (pointer.symbol == "&" and synsets[key].satellite):
                    yield word, BROADER, pointer.target
                elif pointer.symbol == "+" and synsets[key].words[pointer.word - 1] == word:
                    yield word, DERIVED, pointer.target


def _is_common(word: str, pos: str, lexicon: Lexicon) -> bool:
    if " " in word and (pos != "verb" or word.count(" ") > 1):
        return False
    parts = word.replace(" ", "-").split("-")
    sizes = [lexicon.size(part) if part.isalpha() and not lexicon.is_name(part) else None for part in parts]
    return all(size is not None and size <= (PHRASE_SIZE if " " in word else SIZE) for size in sizes)


def _listed(path: Path) -> list[str]:
    """The words of a list written by hand."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [word for line in lines if not line.startswith("#") for word in line.split()]


def _rows(path: Path) -> Iterator[str]:
    """The lines of a file behind WordNet's notice."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return (line for line in lines if line and not line.startswith("  "))


def _plain(word: str) -> str:
    """A word of a data file without the mark of its position, as "(p)"."""
    return re.sub(r"\(\w+\)$", "", word).replace("_", " ").lower()


def _pointer(symbol: str, offset: str, pos: str, words: str) -> Pointer:
    here, there = bytes.fromhex(words)
    return Pointer(symbol, (_POS[pos], offset), here, there)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:2]))
