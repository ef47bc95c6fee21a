"""Names of a text: people, bodies and places, with their titles, and what is no name."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosscheck.model import Span
from crosscheck.names.capitals import capitals, is_shouted
from crosscheck.names.gazetteer import open_gazetteer, shortens
from crosscheck.names.read import NameMention, find_names
from crosscheck.names.words import name_words
from crosscheck.ruleset import load_rules
from texts import segments_of

RULES = load_rules()
WORDS = name_words(RULES)
GAZETTEER = open_gazetteer(RULES)


def _names(text: str, dates: tuple[Span, ...] = ()) -> list[NameMention]:
    segments = segments_of(text)
    return [*find_names(segments, dates, capitals(segments), WORDS)]


def _shown(text: str) -> list[str]:
    return [text[m.span.start : m.span.end] for m in _names(text)]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("He met Marta Lindqvist in Turku.", ["Marta Lindqvist", "Turku"]),
        ("He met J. D. Harlan there.", ["J. D. Harlan"]),
        ("He met Anneke de Bruijn and Omar bin Salem.", ["Anneke de Bruijn", "Omar bin Salem"]),
        ("He met Jean-Luc Moreau.", ["Jean-Luc Moreau"]),
        ("He met Abdel Fattah al-Sisi.", ["Abdel Fattah al-Sisi"]),
        ("It is the Ministry of Foreign Affairs.", ["Ministry of Foreign Affairs"]),
        ("He met Minister of Foreign Affairs of Peru Ana Diaz.", ["Peru", "Ana Diaz"]),
        ("The China-Peru railway opened.", ["China", "Peru"]),
        ("The Bank of England cut rates.", ["Bank of England"]),
        ("The European Central Bank cut rates.", ["European Central Bank"]),
        ("She works at St Brendan's Hospital.", ["St Brendan's Hospital"]),
        ("Peru's Congress met.", ["Peru", "Congress"]),
        ("It uses AI-driven tools.", ["AI"]),
        ("Peter Galloway left.", ["Peter Galloway"]),
        ("Barcelona drew.", ["Barcelona"]),
        ("Henry baked a cake.", ["Henry"]),
        ("Tim baked a cake.", ["Tim"]),
        ("Mark was late.", ["Mark"]),
        ("Rose's bike is gone.", ["Rose"]),
    ],
)
def test_found(text: str, shown: list[str]) -> None:
    """A name is found whole, without title and possessive ending; places stand apart from the people behind them."""
    assert _shown(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "Rain is forecast.",
        "However, rain is forecast.",
        "I think that rain is forecast.",
        "On Monday it rained.",
        "“Rain again,” he said.",
        "It costs $XXX a month.",
        "Hope is fading.",
        "Summer was hot.",
        "Bill them later.",
        "THE PORT WILL REOPEN AFTER THE STRIKE",
    ],
)
def test_no_name(text: str) -> None:
    """A capital that every sentence, quotation or headline has shows no name, nor do weekdays and placeholders."""
    assert _shown(text) == []


def test_an_opening_word_is_a_name_where_the_text_says_so() -> None:
    """A common word at the start of a sentence is a name if it has a capital inside another one."""
    text = "Apple sued. The suit says that Apple was wronged."
    assert _shown(text) == ["Apple", "Apple"]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Foreign Minister Jonas Eriksson left.", {"foreign", "minister"}),
        ("Jonas Eriksson, the foreign minister, left.", {"foreign", "minister"}),
        ("Minister of Foreign Affairs Jonas Eriksson left.", {"foreign", "minister"}),
        ("The bank's deputy chairman, Jonas Eriksson, left.", {"deputy", "chair"}),
        ("Gen. Jonas Eriksson left.", {"general"}),
        ("CEO Jonas Eriksson left.", {"chief", "executive", "officer"}),
        ("Vice-President Jonas Eriksson left.", {"vice", "president"}),
        ("Jonas Eriksson, an aide to the King, left.", set()),
        ("Jonas Eriksson, Peru's envoy to Chile Ana Diaz, and others left.", set()),
    ],
)
def test_title(text: str, title: set[str]) -> None:
    """The office of a person is read before and behind the name, in its several forms, and not from another's."""
    eriksson = next(m for m in _names(text) if m.words == ("jonas", "eriksson"))
    assert eriksson.title == title


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Kazakhstan", "Kazakh"),
        ("the Netherlands", "Dutch"),
        ("United States", "U.S."),
        ("Ivory Coast", "Ivorian"),
        ("South Korea", "South Korean"),
    ],
)
def test_demonym_is_the_place(a: str, b: str) -> None:
    """A country, its other names, its adjective and its people have one key."""
    ours, theirs = (_names(f"It sent {x} fish home.")[0].words for x in (a, b))
    assert ours == theirs


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Niger", "Nigeria"),
        ("North Korea", "South Korea"),
        ("Austria", "Australia"),
        ("Slovenia", "Slovakia"),
    ],
)
def test_like_places_are_two(a: str, b: str) -> None:
    """Countries with like names have two keys."""
    ours, theirs = (_names(f"It sent {x} fish home.")[0].words for x in (a, b))
    assert ours != theirs


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("gaddafi", "qaddafi"),
        ("kharkov", "kharkiv"),
        ("rachmaninoff", "rachmaninov"),
        ("lipnitskaya", "lipnitskaia"),
        ("yevgeny", "evgeny"),
        ("zelensky", "zelenskyy"),
        ("rafik", "rafiq"),
    ],
)
def test_romanized(a: str, b: str) -> None:
    """Two romanizations of a name are one name, either way round."""
    assert GAZETTEER.romanized(a, b)
    assert GAZETTEER.romanized(b, a)


@pytest.mark.parametrize(
    ("a", "b"),
    [("raman", "rahman"), ("petersen", "peterson"), ("clark", "clarke"), ("li", "lee"), ("niger", "nigel")],
)
def test_not_romanized(a: str, b: str) -> None:
    """Names of different people that differ by a letter or two are not."""
    assert not GAZETTEER.romanized(a, b)


@pytest.mark.parametrize(
    ("short", "name"),
    [
        ("osce", "organization for security and co-operation in europe"),
        ("rspb", "royal society for the protection of birds"),
        ("un", "united nations"),
    ],
)
def test_initials(short: str, name: str) -> None:
    """Initials stand for a name letter by letter, small words skipped."""
    assert GAZETTEER.stands_for(short, name.split())


def test_initials_of_the_table() -> None:
    """A short name whose letters say less than it means is known from the table."""
    assert "united nations children 's fund" in GAZETTEER.long_forms("unicef")
    assert not GAZETTEER.stands_for("unicef", ["united", "nations"])


@pytest.mark.parametrize(
    ("short", "words"),
    [
        ("eu", ["european"]),
        ("capex", ["capital", "expenditure"]),
        ("evs", ["electric", "cars"]),
        ("mps", ["members", "of", "parliament"]),
        ("wmo", ["world", "meteorological", "organization"]),
    ],
)
def test_explained(short: str, words: list[str]) -> None:
    """Initials are explained by their words, by a part of them, by beginnings of words, and by what news calls them."""
    assert GAZETTEER.explains(short, words)


@pytest.mark.parametrize(
    ("short", "words"),
    [("ebitda", ["expenses"]), ("un", ["uganda"]), ("eu", ["eurozone"]), ("ai", ["ashes"])],
)
def test_not_explained(short: str, words: list[str]) -> None:
    """A word that merely begins alike explains no initials."""
    assert not GAZETTEER.explains(short, words)


def test_shortens() -> None:
    """Initials of one word are some of its letters in order, its first among them."""
    assert shortens("tv", "television")
    assert not shortens("tv", "vehicle")
    assert not shortens("tv", "tvs")


def test_names_of_dates_are_left_out() -> None:
    """A month inside a date is no name; a person called like one is."""
    text = "April Jensen came on April 4."
    assert [text[m.span.start : m.span.end] for m in _names(text, (Span(21, 28),))] == ["April Jensen"]


@given(st.text(alphabet="ABabc .,-'’()“”\n", max_size=80))
def test_any_capitals_are_read(text: str) -> None:
    """Whatever letters, hyphens and quotation marks stand together is read without an error; spans lie in order."""
    found = _names(text)
    assert all(0 <= m.span.start < m.span.end <= len(text) for m in found)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))


def test_shouted() -> None:
    """A line in capitals is told from one with initials in it."""
    assert is_shouted(segments_of("THE PORT WILL REOPEN AFTER THE STRIKE")[0])
    assert not is_shouted(segments_of("NATO and UNESCO met the IAEA about new rules for ships")[0])
