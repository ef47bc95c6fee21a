"""Spellings of one word, the regions they belong to, and which words exist."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosscheck.lexicon import PROFILE_BITS, Lexicon, fold, open_lexicon, rewritten, singular
from crosscheck.ruleset import load_rules

RULES = load_rules()
LEXICON = open_lexicon(RULES)
TABLE = RULES.path("spelling", "variants.tsv")
WORDS = RULES.path("spelling", "words.marisa")
ROWS = [line.split("\t") for line in TABLE.read_text(encoding="utf-8").splitlines()[1:]]
FORMS = [dict.fromkeys([*row[:3], *filter(None, row[3].split("|"))]) for row in ROWS]


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("Ministry", "ministry"),
        ("naïve", "naive"),
        ("FAÇADE", "facade"),
        ("nai\u0308ve", "naive"),  # decomposed
        ("mediæval", "mediaeval"),
        ("manœuvre", "manoeuvre"),
        ("o’clock", "o'clock"),
        ("co\u00adlour", "colour"),
        ("oﬃce", "office"),
        ("Straße", "strasse"),
        ("Туркестан", "туркестан"),
    ],
)
def test_fold(word: str, expected: str) -> None:
    """Case, accents, ligatures, apostrophes and soft hyphens make no difference."""
    assert fold(word) == expected


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Naïve", "naive"),
        ("per cent", "percent"),
        ("co-ordinates", "coordinates"),
        ("self-centred", "self-centered"),
        ("re-modelled-harbour", "re-modeled-harbor"),
        ("licence", "license"),
        ("weaponising", "weaponizing"),
        ("turkmenisation", "turkmenization"),  # no table has it
        ("gigalitres", "gigaliters"),
        ("unlabelled", "unlabeled"),
    ],
)
def test_respelling(a: str, b: str) -> None:
    """Spellings of one word are told, from the table, part by part or by rewrites, in both directions."""
    assert LEXICON.respelling(a, b)
    assert LEXICON.respelling(b, a)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("four", "for"),
        ("filing", "filling"),
        ("tour", "tor"),
        ("surprise", "surprize"),  # a word of all regions has one spelling
        ("labelled", "labled"),
        ("excellent", "excelent"),
        ("fullfil", "fulfil"),  # the table knows all spellings of fulfil
        ("Moller", "Moler"),  # names
        ("Michael", "Michel"),
        ("Louise", "Louize"),
        ("Suzuki", "Susuki"),
        ("advice", "advise"),
        ("self-centred", "centered"),
        ("self-centred", "well-centered"),
        ("practise", "practised"),
    ],
)
def test_no_respelling(a: str, b: str) -> None:
    """Other words, slips and names are no spellings of one another, however alike."""
    assert not LEXICON.respelling(a, b)
    assert not LEXICON.respelling(b, a)


@given(st.sampled_from(FORMS))
def test_every_row_holds_together(forms: dict[str, None]) -> None:
    """All spellings of a row are spellings of one another, and stand in no other row."""
    for a in forms:
        assert set(LEXICON.forms(a)) == set(forms)
        assert all(LEXICON.respelling(a, b) for b in forms)


def test_rows_are_whole() -> None:
    """Each spelling stands once, is folded, and has its regions."""
    seen: set[str] = set()
    for row, forms in zip(ROWS, FORMS, strict=True):
        assert len(forms) > 1, row
        assert len(row[4].split("/")) == len(forms), row
        assert row[5] in ("region", "usage", "sense"), row
        assert all(form == fold(form) for form in forms), row
        assert not seen & forms.keys(), row
        seen |= forms.keys()


@pytest.mark.parametrize(
    ("word", "profile", "expected"),
    [
        ("organize", "en-GB-ise", "organise"),
        ("organise", "en-GB-oxendict", "organize"),
        ("analyze", "en-GB-oxendict", "analyse"),
        ("analyse", "en-CA", "analyze"),
        ("color", "en-CA", "colour"),
        ("colourise", "en-US", "colorize"),
        ("colorize", "en-GB-oxendict", "colourize"),
        ("programme", "en-AU", "program"),
        ("program", "en-GB-ise", "programme"),
        ("tyre", "en-CA", "tire"),
        ("percent", "en-GB-ise", "per cent"),
        ("serbisation", "en-US", "serbization"),
    ],
)
def test_form_in(word: str, profile: str, expected: str) -> None:
    """Every profile has its own spelling of a word."""
    spelling = LEXICON.spelling(word)
    assert spelling
    assert spelling.form_in(PROFILE_BITS[profile]) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("organise centre colour", "en-GB-ise"),
        ("organize centre colour analyse", "en-GB-oxendict"),
        ("organize center color", "en-US"),
        ("organize centre colour analyze", "en-CA"),
        ("organize organize organize", "en-US"),
    ],
)
def test_profile(text: str, expected: str) -> None:
    """The profile of a text is the one to which most of its regional words belong."""
    profile = LEXICON.profile(text.split())
    assert profile
    assert (profile.name, profile.share, profile.words) == (expected, 1.0, len(text.split()))


def test_profile_of_plain_words() -> None:
    """Words that are spelt alike everywhere, or accepted everywhere, belong to no profile."""
    assert LEXICON.profile(["ministry", "ageing", "towards", "program"]) is None


def test_profile_counts_what_does_not_fit() -> None:
    """The share falls with every word of another region."""
    profile = LEXICON.profile("organise centre colour honor".split())
    assert profile
    assert (profile.name, profile.share) == ("en-GB-ise", 0.75)


@pytest.mark.parametrize(
    "word",
    [
        *(
            "ministry",
            "ministries",
            "kazakhstan",
            "ageing",
            "aging",
            "facade",
            "covid",
            "fintech",
            "didn't",
            "mahalla",
        ),
        *(
            "minister's",
            "ministers'",
            "non-governmental",
            "peacebuilding",
            "cyberattack",
            "toolkits",
            "geopolitics",
        ),
        *("digitalisation", "weaponise", "multilateralism", "interministerial", "nanometre", "post-soviet"),
    ],
)
def test_known(word: str) -> None:
    """Words of the list, their plurals and possessives, and what is put together from them."""
    assert LEXICON.knows(word)


@pytest.mark.parametrize(
    "word",
    [
        *(
            "recieve",
            "untill",
            "occured",
            "seperate",
            "modernistion",
            "carefull",
            "publically",
            "offerring",
            "writting",
        ),
        *("citys", "processs", "goverment", "stratgic", "nurtleu", "teh", "accomodate", "enviroment", "wich"),
    ],
)
def test_unknown(word: str) -> None:
    """Slips are not explained away as compounds, plurals or words that only word games know."""
    assert not LEXICON.knows(word)


def test_one_slip_from() -> None:
    """Listed words one slip away, the commonest first; no names, no abbreviations."""
    assert LEXICON.one_slip_from("modernistion") == ["modernisation"]
    assert LEXICON.one_slip_from("thier")[0] == "their"
    assert "kazakhstan" not in LEXICON.one_slip_from("kazakstan")


def test_size_tells_common_from_rare() -> None:
    """A word that everybody knows has a smaller size than a rare one; a word that is not listed has none."""
    common, rare = LEXICON.size("minister"), LEXICON.size("minster")
    assert common is not None
    assert rare is not None
    assert common < rare
    assert LEXICON.size("minsister") is None


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("tents", "tent"),
        ("tent", "tent"),
        ("process", "process"),
        ("citys", "citys"),
        ("days", "day"),
        ("is", "is"),
    ],
)
def test_singular(word: str, expected: str) -> None:
    """Only a regular plural -s is taken off."""
    assert singular(word) == expected


@pytest.mark.parametrize(
    ("british", "american"),
    [
        ("centred", "centered"),
        ("ochreous", "ochreous"),
        ("manoeuvring", "maneuvering"),
        ("goes", "goes"),
        ("aeon", "eon"),
    ],
)
def test_rewritten(british: str, american: str) -> None:
    """The rewrites make regional spellings equal."""
    assert rewritten(british) == rewritten(american)


def test_table_needs_no_word_list(tmp_path: Path) -> None:
    """The table answers without the word list, which is opened only for a word to be looked up."""
    lexicon = Lexicon(TABLE, tmp_path / "missing.marisa")
    assert lexicon.respelling("colour", "color")
    assert not lexicon.respelling("colour", "collar")
    with pytest.raises(RuntimeError, match="IO_ERROR"):
        lexicon.knows("collar")


def test_data_files_are_fresh(tmp_path: Path) -> None:
    """variants.tsv and words.marisa are, byte for byte, what build.py makes of SCOWL."""
    build = _build_script()
    if not build.SCOWL.is_dir():
        pytest.skip(f"{build.SCOWL} is not here: install Debian's package scowl to check the spelling data")
    build.main(tmp_path)
    for path in (TABLE, WORDS):
        assert (tmp_path / path.name).read_bytes() == path.read_bytes(), f"{path.name} is stale: make data"


def _build_script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("build_spelling", TABLE.parent / "build.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
