"""Synonyms and opposites: what the lists hold, how they are looked up, and how they are made."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from crosscheck.ruleset import load_rules
from crosscheck.thesaurus import open_thesaurus

RULES = load_rules()
WORDS = open_thesaurus(RULES)
FOLDER = RULES.path("words", "opposites.tsv").parent


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("rose", "fell"),
        ("rises", "declined"),
        ("increase", "decreases"),
        ("supported", "opposes"),
        ("before", "after"),
        ("imports", "exports"),
        ("accepted", "rejects"),
        ("higher", "lower"),
        ("thinner", "thicker"),
        ("quickly", "slow"),
        ("profit", "losses"),
        ("upgraded", "downgraded"),
        ("upstream", "downstream"),
        ("optimistic", "pessimistic"),
        ("acquitted", "convicted"),
    ],
)
def test_opposites(a: str, b: str) -> None:
    """Opposites are opposites both ways, inflection apart, and no synonyms."""
    assert WORDS.opposites(a, b)
    assert WORDS.opposites(b, a)
    assert not WORDS.synonyms(a, b)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("rose", "rises"),
        ("rose", "climbed"),
        ("here", "there"),
        ("come", "goes"),
        ("second", "moment"),
        ("train", "bus"),
        ("minister", "president"),
        ("red", "blue"),
        ("fifteen", "fifty"),
    ],
)
def test_no_opposites(a: str, b: str) -> None:
    """Inflections, synonyms, words of one kind and what reporting shifts are no opposites."""
    assert not WORDS.opposites(a, b)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("began", "started"),
        ("blaze", "fire"),
        ("purchased", "acquires"),
        ("threw out", "dismissed"),
        ("medicine", "drug"),
        ("annual", "yearly"),
        ("announced", "declares"),
        ("voyage", "journey"),
        ("organised", "organizes"),
        ("additionally", "furthermore"),
    ],
)
def test_synonyms(a: str, b: str) -> None:
    """Words and two-word verbs that may stand for one another, inflection and region apart, both ways."""
    assert WORDS.synonyms(a, b)
    assert WORDS.synonyms(b, a)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("second", "minute"),
        ("month", "year"),
        ("thirty", "forty"),
        ("15", "10"),
        ("monday", "tuesday"),
        ("dog", "cat"),
        ("wheat", "rice"),
        ("arrested", "praised"),
        ("mrs", "mr"),
        ("qwertz", "asdf"),
    ],
)
def test_no_synonyms(a: str, b: str) -> None:
    """Numbers, stretches of time and words of one kind stand for nothing else."""
    assert not WORDS.synonyms(a, b)


@pytest.mark.parametrize(
    ("word", "affirmative"),
    [
        ("unlikely", "likely"),
        ("unable", "able"),
        ("impossible", "possible"),
        ("unsafe", "safe"),
        ("dissatisfied", "satisfy"),
        ("irregular", "regular"),
        ("non-members", "members"),
        ("disclosed", None),
        ("increase", None),
        ("important", None),
        ("understand", None),
        ("uncle", None),
    ],
)
def test_affirmative(word: str, affirmative: str | None) -> None:
    """A negative prefix is told from letters that only look like one."""
    found = WORDS.affirmative(word)
    assert affirmative in found if affirmative else not found


def test_hand_lists_agree() -> None:
    """No two words are synonyms in one list of ours and opposites in the other."""
    lines = (FOLDER / "synonyms.txt").read_text(encoding="utf-8").splitlines()
    groups = [line.split(", ") for line in lines if line and not line.startswith("#")]
    clashes = [
        (a, b)
        for group in groups
        for number, a in enumerate(group)
        for b in group[number + 1 :]
        if WORDS.opposites(a, b)
    ]
    assert clashes == []


def test_given_names_are_apart() -> None:
    """No given name stands on both lists."""
    text = (FOLDER / "given-names.txt").read_text(encoding="utf-8")
    women, men = (set(part.split()) for part in text.partition("[women]")[2].split("[men]"))
    assert women
    assert men
    assert not women & men


def test_wordnet_notice() -> None:
    """What is made from WordNet comes with its whole notice, and says that it is modified."""
    notice = (FOLDER / "LICENSE-wordnet.txt").read_text(encoding="utf-8")
    assert "MODIFIED" in notice
    assert "Princeton University and LICENSEE agrees to preserve same." in notice
    assert all(name in notice for name in ("antonyms.tsv", "senses.marisa"))


@pytest.mark.skipif(not Path("/usr/share/wordnet/data.noun").exists(), reason="wordnet-base is not installed")
def test_build_is_reproducible(tmp_path: Path) -> None:
    """The build script makes the committed files, byte for byte."""
    spec = importlib.util.spec_from_file_location("build_words", FOLDER / "build.py")
    assert spec
    assert spec.loader
    build = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(build)
    build.main(tmp_path)
    for name in ("antonyms.tsv", "senses.marisa"):
        assert (tmp_path / name).read_bytes() == (FOLDER / name).read_bytes()
