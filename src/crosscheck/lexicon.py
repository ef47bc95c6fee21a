"""Which spellings are one word, where each is at home, and which words exist.

Two data files, made by ``rules/spelling/build.py``: ``variants.tsv`` is read at once (a few milliseconds), the word list
``words.marisa`` only when a word must be looked up that no original explains.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from marisa_trie import RecordTrie

    from crosscheck.ruleset import RuleSet

PROFILES = {"G": 1, "Z": 2, "U": 4, "C": 8, "A": 16}
"""Letters of the regions in ``variants.tsv``, and their bits in both files."""
PROFILE_BITS = {"en-GB-ise": 1, "en-US": 4, "en-GB-oxendict": 2, "en-AU": 16, "en-CA": 8}
"""Profiles as the settings name them; of two that fit a text equally well, the earlier one is taken."""
ALL = 31
"""The bits of all regions."""
NAME, ABBREVIATION, RARE_FORM = 32, 64, 128
"""Marks in the word list: only ever capitalized; an abbreviation; a spelling that no region calls its own."""

_OPENINGS = frozenset("aeo")
"""Opening letters that a rewrite may drop or change (aetiology, oedema)."""
_VERBAL = ("ise", "ised", "ises", "ising", "iser", "isers", "isable", "isation", "isations", "isational")
"""Endings in which -is- and -iz- are one."""
_VOWELS = "aeiou"
_LETTERS = "abcdefghijklmnopqrstuvwxyz'"
_FOLDED = str.maketrans("’‘ʼ‐‑", "'''--", "\u00ad\u200b\u2060") | {
    ord(letter): plain for letter, plain in zip("æœłøđ", ("ae", "oe", "l", "o", "d"), strict=True)
}
_PREFIXES = """
    anti auto co counter cross cyber de dis eco electro ex extra fore geo giga hydro hyper infra inter intra kilo macro
    mega meta micro mid mini mis mono multi nano neo neuro non out over pan para petro photo poly post pre pro pseudo
    psycho quasi re semi socio sub super techno tele thermo trans ultra un under
""".split()
_NO_PARTS = frozenset(
    "able ably ally ance ence ever fore full ible less ment ness ship self till tion wise".split()
)
"""Endings, and words that slips take for endings ("carefull"): no second part of a compound."""
_COMPOUND_SIZE = 40
"""Compounds are put together from words that everybody knows, up to this SCOWL size."""


class Spelling(NamedTuple):
    """The spellings of one word, a row of ``variants.tsv``."""

    forms: tuple[str, ...]
    """Folded; British -ise, British -ize and American, as far as they differ, then further ones."""
    own: tuple[int, ...]
    """For each form the regions (bits) whose own spelling it is."""
    accepted: tuple[int, ...]
    """For each form the regions that use it, as their own or beside it."""
    kind: str
    """"region"; "usage": another word or form for the same thing; "sense": regional in one sense only."""
    note: str
    """Of a "sense" row: which sense."""

    def regions(self, form: str) -> int:
        """The bits of the regions that use a form; those of no region where the form is unknown."""
        return self.accepted[self.forms.index(form)] if form in self.forms else 0

    def own_regions(self, form: str) -> int:
        """The bits of the regions whose own spelling a form is."""
        return self.own[self.forms.index(form)] if form in self.forms else 0

    def is_regional(self, a: str, b: str) -> bool:
        """Whether some region uses only one of two forms."""
        return self.regions(a) != self.regions(b)

    def form_in(self, profile: int) -> str | None:
        """The spelling of a region, its own before one it merely accepts; None where it has none."""
        for regions in (self.own, self.accepted):
            for form, bits in zip(self.forms, regions, strict=True):
                if bits & profile:
                    return form
        return None


class Profile(NamedTuple):
    """The regional spelling that a text keeps."""

    name: str
    bit: int
    """The region in ``Spelling.own`` and ``Spelling.accepted``."""
    share: float
    """Share of the regional words that this profile accepts."""
    words: int
    """Number of regional words."""


class Lexicon:
    """Both data files, the second opened when first needed."""

    def __init__(self, variants: Path, words: Path) -> None:
        self._words_path = words
        self._rows: dict[str, str] = {}
        self._phrases: dict[str, set[str]] = {}
        self._parsed: dict[str, Spelling] = {}
        self.may_vary = cache(self._may_vary)
        """Whether a normalized word may have several spellings, alone or with the token behind it: a quick first test."""
        self._read(variants.read_text(encoding="utf-8"))

    # ---------------------------------------------------------------- spellings

    def respelling(self, a: str, b: str) -> bool:
        """Whether two words, or short phrases such as "per cent", are equal but for region, case or typography."""
        a, b = fold(a), fold(b)
        return a == b or self.spelling_of(a, b) is not None

    def spelling_of(self, a: str, b: str) -> Spelling | None:
        """What two different folded spellings of one word are spellings of; None where they are not."""
        row = self._rows.get(a)
        if row is not None:
            return self._parse(row) if row is self._rows.get(b) else None
        if b in self._rows or abs(len(a) - len(b)) > 2 or a == b:
            return None
        return self._by_parts(a, b) if "-" in a else self._by_rewrites(a, b)

    def spelling(self, word: str) -> Spelling | None:
        """The row of a folded word, if it has several spellings."""
        row = self._rows.get(word)
        return self._by_ending(word) if row is None else self._parse(row)

    def forms(self, word: str) -> tuple[str, ...]:
        """All spellings of a folded word, its own among them."""
        found = self.spelling(word)
        return found.forms if found else (word,)

    def opens_phrase(self, word: str, following: str) -> bool:
        """Whether a folded word and the token behind it may begin one spelling, as "per" and "cent", "co" and "-"."""
        return following in self._phrases.get(word, ())

    def profile(self, words: Iterable[str]) -> Profile | None:
        """The profile to which most of the folded words belong, of those that are not spelt alike everywhere.

        None where there are none. Belonging is asked of a region's own spellings: Canada accepts nearly everything.
        """
        spellings = [(word, s) for word in words if (s := self.spelling(word))]
        regional = [(s.own_regions(w), s.regions(w)) for w, s in spellings if s.regions(w) not in (0, ALL)]
        if not regional:
            return None
        name = max(PROFILE_BITS, key=lambda n: sum(bool(own & PROFILE_BITS[n]) for own, _ in regional))
        accepted = sum(bool(regions & PROFILE_BITS[name]) for _, regions in regional)
        return Profile(name, PROFILE_BITS[name], accepted / len(regional), len(regional))

    # ---------------------------------------------------------------- known words

    def size(self, word: str) -> int | None:
        """How common a folded word is: its SCOWL size from 10 (everybody knows it) to 80; None if it is not listed."""
        record = self._record(word)
        return None if record is None else record[1]

    def is_name(self, word: str) -> bool:
        """Whether the word list knows the folded word only with a capital."""
        record = self._record(word)
        return record is not None and bool(record[0] & NAME)

    def knows(self, word: str) -> bool:
        """Whether a folded word is listed, has a listed spelling, or is put together from listed words."""
        if "-" in word:
            return all(self.knows(part) for part in word.split("-") if part)
        word = word.removesuffix("'s").removesuffix("'")
        return self._listed(word) or word in _PREFIXES or self._derived(word)

    def one_slip_from(self, word: str) -> list[str]:
        """The listed words one slip away, the commonest first: a letter too many or too few, a wrong vowel, two swapped."""
        found = {}
        for candidate in _slips(word):
            record = self._record(candidate)
            if record is not None and not record[0] & (NAME | ABBREVIATION | RARE_FORM):
                found[candidate] = record[1]
        return sorted(found, key=lambda w: (found[w], w))

    # ---------------------------------------------------------------- details

    def _read(self, table: str) -> None:
        rows = self._rows
        for row in table.splitlines()[1:]:
            ise, ize, us, also, _ = row.split("\t", 4)
            rows[ise] = rows[ize] = rows[us] = row
            if also:
                rows.update(dict.fromkeys(also.split("|"), row))
        for form in rows:
            if not form.isalpha():
                first, second, *_ = form.replace("-", " - ").split()
                self._phrases.setdefault(first, set()).add(second)

    def _may_vary(self, norm: str) -> bool:
        word = fold(norm)
        return word in self._rows or word in self._phrases or "isation" in word or "ization" in word

    def _parse(self, row: str) -> Spelling:
        parsed = self._parsed.get(row)
        if parsed is None:
            ise, ize, us, also, regions, kind, _, note = row.split("\t")
            forms = tuple(dict.fromkeys((ise, ize, us, *filter(None, also.split("|")))))
            letters = regions.split("/")
            own = tuple(_bits(x for x in group if x.isupper()) for group in letters)
            accepted = tuple(_bits(group.upper()) for group in letters)
            parsed = self._parsed[row] = Spelling(forms, own, accepted, kind, note)
        return parsed

    def _by_parts(self, a: str, b: str) -> Spelling | None:
        """Hyphenated words, part by part."""
        if a.count("-") != b.count("-"):
            return None
        pairs = zip(a.split("-"), b.split("-"), strict=True)
        found = [self.spelling_of(x, y) for x, y in pairs if x != y]
        return found[0] if all(found) else None

    def _by_rewrites(self, a: str, b: str) -> Spelling | None:
        """Words that no table has, equal under the rewrites; never where one is a word of all regions.

        A word of all regions ("hour", "surprise") has one spelling; without this guard it would be called a variant of
        any slip that a rewrite undoes.
        """
        if (a[0] != b[0] and not {a[0], b[0]} <= _OPENINGS) or not (a.isalpha() and b.isalpha()):
            return None
        if rewritten(a) != rewritten(b):
            return None
        if any((r := self._record(w)) is not None and r[0] & ALL == ALL for w in (a, b)):
            return None
        if a.count("z") != b.count("z"):
            ise, ize = sorted((a, b), key=lambda word: word.count("z"))
            return _ise_ize(ise, ize) if ise.endswith(_VERBAL) else None
        if not (self.knows(a) or self.knows(b)):
            return None
        british = max(a, b, key=lambda w: (len(w), "enc" in w, w.endswith(("re", "res", "red"))))
        return _long_short(british, b if british == a else a)

    def _by_ending(self, word: str) -> Spelling | None:
        """Nouns in -isation that no table has: the ending alone tells the region, except in "improvisation"."""
        if "isation" not in word and "ization" not in word:
            return None
        for ise, ize in (("isation", "ization"), ("isations", "izations"), ("isational", "izational")):
            if word.endswith((ise, ize)) and not word.startswith("improv"):
                stem = word[: -len(ise)]
                return _ise_ize(stem + ise, stem + ize)
        return None

    @cached_property
    def _words(self) -> RecordTrie:
        import marisa_trie

        trie: RecordTrie = marisa_trie.RecordTrie("<BB")
        trie.mmap(str(self._words_path))
        return trie

    def _record(self, word: str) -> tuple[int, int] | None:
        found = self._words.get(word)
        return found[0] if found else None

    def _listed(self, word: str) -> bool:
        return word in self._rows or word in self._words

    def _derived(self, word: str) -> bool:
        if singular(word) != word and self._listed(singular(word)):
            return True
        for prefix in _PREFIXES:
            rest = word[len(prefix) :]
            if len(rest) > 4 and word.startswith(prefix) and self._listed(rest):
                return True
        return self._compound(word)

    def _compound(self, word: str) -> bool:
        return len(word) > 8 and any(
            self._closes(word[at:]) and self._common(word[:at]) and self._common(word[at:])
            for at in range(4, len(word) - 3)
        )

    def _closes(self, part: str) -> bool:
        """Whether a word may be the second part of a compound, and not a doubled letter with an ending ("offer-ring")."""
        return part not in _NO_PARTS and not (len(part) == 4 and part.endswith("ing"))

    def _common(self, word: str) -> bool:
        record = self._record(word)
        return record is not None and record[1] <= _COMPOUND_SIZE and not record[0] & (NAME | ABBREVIATION)


@lru_cache(maxsize=4)
def open_lexicon(rules: RuleSet) -> Lexicon:
    """The lexicon that comes with a set of rules; read once."""
    return _open(rules.path("spelling", "variants.tsv"), rules.path("spelling", "words.marisa"))


def fold(word: str) -> str:
    """A word as both files have it: lower case, no accents or ligatures, straight apostrophes, nothing invisible."""
    if word.isascii():
        return word.lower()
    plain = unicodedata.normalize("NFKD", word.casefold().translate(_FOLDED))
    return "".join(c for c in plain if not unicodedata.combining(c))


def singular(word: str) -> str:
    """A folded word without a plural -s; the word itself where it has none that is regular ("citys", "process")."""
    stem = word.removesuffix("s")
    if (
        len(stem) < 3
        or stem.endswith(("s", "x", "z", "ch", "sh"))
        or (stem[-1] == "y" and stem[-2] not in "aeou")
    ):
        return word
    return stem


def rewritten(word: str) -> str:
    """A folded word with every regional spelling replaced by one, so that variants become equal.

    Unguarded it equates unrelated words ("filing", "filling"): for pairs that no table has, see ``Lexicon.spelling_of``.
    """
    head, tail = word[:-2].replace("ae", "e").replace("oe", "e"), word[-2:]
    word = head + tail
    for old, new in _REWRITES:
        if old in word:
            word = word.replace(old, new)
    for re, er in _ENDINGS:
        if word.endswith(re) and word[-len(re) - 1 : -len(re)] not in "aeiou":
            return word[: -len(re)] + er
    return word


_ENDINGS = (
    ("res", "ers"),
    ("red", "ered"),
    ("re", "er"),
    ("ring", "ering"),
    ("rely", "erly"),
    ("reness", "erness"),
)
_REWRITES = (
    ("iz", "is"),
    ("yz", "ys"),
    ("our", "or"),
    ("ogue", "og"),
    ("oguing", "oging"),
    ("mme", "m"),
    ("ll", "l"),
    ("enc", "ens"),
    ("dgement", "dgment"),
    ("geing", "ging"),
    ("sulph", "sulf"),
)


@lru_cache(maxsize=4)
def _open(variants: Path, words: Path) -> Lexicon:
    return Lexicon(variants, words)


def _ise_ize(ise: str, ize: str) -> Spelling:
    own = _bits("GA"), _bits("ZUC")
    return Spelling((ise, ize), own, own, "region", "")


def _long_short(british: str, american: str) -> Spelling:
    own = _bits("GZCA"), _bits("U")
    return Spelling((british, american), own, own, "region", "")


def _bits(letters: Iterable[str]) -> int:
    return sum({PROFILES[letter] for letter in letters})


def _slips(word: str) -> Iterator[str]:
    for at in range(len(word) + 1):
        head, tail = word[:at], word[at:]
        if tail:
            yield head + tail[1:]
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]
        if tail and tail[0] in _VOWELS:
            yield from (head + vowel + tail[1:] for vowel in _VOWELS)
        yield from (head + letter + tail for letter in _LETTERS)
