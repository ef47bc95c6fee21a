"""The check ``spelling``: a variant, a typo, or another word, in the article's own spelling."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from crosscheck import Finding, Settings, check_texts
from crosscheck.lexicon import Lexicon

PAIRS: dict[str, Any] = tomllib.loads((Path(__file__).parent / "pairs.toml").read_text(encoding="utf-8"))
CARRIER = "The committee said on Monday that the {} was one of the points in its yearly report."
BRITISH = (
    "The centre will organise the labour talks, honour its neighbours and favour a common defence policy."
)


def found(summary: str, *originals: str, **settings: Any) -> list[Finding]:
    """The findings of the check; no other runs that may merge or hide one."""
    texts = originals or ("Nothing of this stands in what the agency sent on Friday.",)
    return list(check_texts(summary, texts, config=Settings(select=("spelling",), **settings)).findings)


def told(summary: str, *originals: str, **settings: Any) -> list[tuple[str, str, str | None]]:
    """Rule, words and suggestion of each finding."""
    findings = found(summary, *originals, **settings)
    return [
        (f.rule.removeprefix("spelling."), f.summary.text if f.summary else "", f.suggestion)
        for f in findings
    ]


def pair(words: str) -> list[tuple[str, str, str | None]]:
    """What is said of a pair, "summary / original", inside the carrier sentence."""
    ours, theirs = words.split(" / ")
    return told(CARRIER.format(ours), CARRIER.format(theirs))


# ---------------------------------------------------------------- pairs


@pytest.mark.parametrize("words", PAIRS["variant"])
def test_variant(words: str) -> None:
    """A word in the other spelling of the original's word is a variant, and nothing else."""
    assert [rule for rule, *_ in pair(words)] == ["variant"]


@pytest.mark.parametrize(("words", "suggestion"), PAIRS["typo"].items())
def test_typo(words: str, suggestion: str) -> None:
    """A slip is a typo, with the word that was meant, in the spelling that it is nearest to."""
    assert pair(words) == [("typo", words.partition(" / ")[0], suggestion)]


@pytest.mark.parametrize("words", PAIRS["confusable"])
def test_confusable(words: str) -> None:
    """A slip that is a word of its own is no typo; the original's word is suggested."""
    assert pair(words) == [("confusable", *words.split(" / "))]


@pytest.mark.parametrize("words", PAIRS["other"])
def test_other(words: str) -> None:
    """Other words, inflections, names, case and accents are no matter of spelling."""
    assert pair(words) == []


# ---------------------------------------------------------------- variant


def test_variants_are_grouped() -> None:
    """A pair is one finding, with all its places and the original's words beside each."""
    summary = (
        "Neighbours met in the harbour. The harbour is old, and other neighbours came to see it on Friday."
    )
    original = "Neighbors met in the harbor. The harbor is old, and other neighbors came to see it on Friday."
    harbour, neighbours = sorted(
        found(summary, original), key=lambda f: f.summary.text.casefold() if f.summary else ""
    )
    for finding, word in ((harbour, "harbour"), (neighbours, "neighbours")):
        assert finding.summary
        assert finding.summary.span.start == summary.casefold().index(word)
        assert [p.span.start for p in finding.places] == [finding.summary.span.start, summary.rindex(word)]
        assert [e.text for p in finding.places for e in p.related] == [
            p.text.replace("our", "or") for p in finding.places
        ]
        assert finding.data["places"] == 2
        assert "(2 places)" in finding.message


def test_sense_is_confirmed_not_asserted() -> None:
    """A pair that is regional in one sense only has a lower confidence and says which sense."""
    plain, sense = found(
        CARRIER.format("colour")[:-1] + " and the tyre.", CARRIER.format("color")[:-1] + " and the tire."
    )
    assert plain.confidence > 0.8 > sense.confidence
    assert not plain.explanation
    assert "wheel" in sense.explanation[0]


@pytest.mark.parametrize(
    ("summary", "original"),
    [
        ("About 40 per cent of all the boats were sold.", "About 40 percent of all the boats were sold."),
        ("About 40 percent of all the boats were sold.", "About 40 per cent of all the boats were sold."),
        ("They will co-operate with all the others here.", "They will cooperate with all the others here."),
    ],
)
def test_phrases(summary: str, original: str) -> None:
    """Spellings of one, two or three words stand for one another."""
    assert [rule for rule, *_ in told(summary, original)] == ["variant"]


def test_variants_that_moved() -> None:
    """A respelt word is told from the original's word where the sentence was turned around; senses are not guessed."""
    original = "The story was that on Monday the council had honored the mayor of the old harbor town."
    summary = "The mayor of the old harbour town was honoured by the council on Monday, on the third storey."
    variants = [text for rule, text, _ in told(summary, original) if rule == "variant"]
    assert sorted(variants) == ["harbour", "honoured"]


@pytest.mark.parametrize("quoted", ["“the {} of it”", '"the {} of it"', "‘the {} of it’", "«the {} of it»"])
def test_quotations_are_left_to_their_own_check(quoted: str) -> None:
    """A word respelt between quotation marks is no plain variant, and a slip there no typo."""
    text = CARRIER.format(quoted)
    assert told(text.format("colour"), text.format("color")) == []
    assert told(text.format("miinstry"), text.format("ministry")) == []


def test_an_apostrophe_opens_no_quotation() -> None:
    """Possessives and inches do not hide what follows them."""
    assert [
        r
        for r, *_ in told('The ministers’ 5" of colour were shown.', 'The ministers’ 5" of color were shown.')
    ]


# ---------------------------------------------------------------- mixed and profiles


@pytest.mark.parametrize(
    ("text", "word", "suggestion"),
    [
        (BRITISH + " They prioritize trade.", "prioritize", "prioritise"),
        (BRITISH + " Color is in.", "Color", "Colour"),
        (BRITISH.replace("organise", "organize") + " They analyze it.", None, None),  # Canadian
        (
            "The center will honor its neighbors, favor labor and defense, and analyse color.",
            "analyse",
            "analyze",
        ),
    ],
)
def test_mixed(text: str, word: str | None, suggestion: str | None) -> None:
    """The word that does not fit the article's own spelling is told, with the one that does."""
    assert told(text) == ([("mixed", word, suggestion)] if word else [])


@pytest.mark.parametrize(
    "text",
    [
        BRITISH,
        BRITISH.replace("organise", "organize"),  # Oxford spelling is one style
        "The centre and the center were in color.",  # too few words for a vote
        "The centre, the labour talks and a favour; the center, the labor talks and a favor.",  # no majority
        BRITISH + " He went to Pearl Harbor and the Lincoln Center.",  # names
        BRITISH + " He said: “We prioritize labor.”",
        BRITISH
        + " The tire burst, the program crashed, and the check was in the mail.",  # words of all regions too
        BRITISH
        + " The judgment came, and they benefitted.",  # accepted beside the own spelling, or nowhere at home
    ],
)
def test_not_mixed(text: str) -> None:
    """One style throughout, too little to go by, names and quotations are left alone."""
    assert told(text) == []


@pytest.mark.parametrize(
    ("profile", "words"),
    [
        ("en-GB-ise", ["organize", "color", "analyze"]),
        ("en-GB-oxendict", ["realise", "color", "analyze"]),
        ("en-US", ["realise", "centre", "cheque"]),
        ("en-CA", ["realise"]),
        ("en-AU", ["organize", "color", "analyze"]),
    ],
)
def test_set_profile(profile: str, words: list[str]) -> None:
    """A profile of the settings needs no vote; Canada accepts both of many spellings."""
    text = "They organize and realise that the centre is in color, analyze it, and write a cheque."
    assert [word for _, word, _ in told(text, profile=profile)] == words


def test_mixed_is_fixed_unseen_only_for_a_set_profile() -> None:
    """The vote of the article proposes; only the settings decide."""
    text = BRITISH + " They prioritize trade."
    (voted,), (decided,) = found(text), found(text, profile="en-GB-ise")
    assert voted.fix
    assert decided.fix
    assert (voted.fix.safe, decided.fix.safe) == (False, True)
    assert decided.fix.replacement == "prioritise"


def test_typo_takes_the_profile() -> None:
    """A slip is mended in the article's own spelling, whatever the original has."""
    original = "They talked about the organization of the harbor and about trade."
    summary = "They talked about the organiztion of the harbor and about trade."
    for profile, suggestion in (("en-GB-ise", "organisation"), ("en-US", "organization")):
        typos = [s for rule, _, s in told(summary, original, profile=profile) if rule == "typo"]
        assert typos == [suggestion]


# ---------------------------------------------------------------- typos without a counterpart


@pytest.mark.parametrize(
    ("text", "word", "suggestion"),
    [
        ("They recieved the letter.", "recieved", "received"),
        ("The goverment fell.", "goverment", "government"),
        ("It happened untill noon.", "untill", "until"),
        ("They sent thier best.", "thier", "their"),
        ("He didnt come.", "didnt", "didn't"),
        ("The non-goverment side came.", "goverment", "government"),
    ],
)
def test_typo_without_a_counterpart(text: str, word: str, suggestion: str) -> None:
    """An unknown word one common slip away from a known one is a typo, less surely than beside the original's word."""
    (finding,) = found(text)
    assert finding.summary
    assert (finding.rule, finding.summary.text, finding.suggestion) == ("spelling.typo", word, suggestion)
    assert finding.confidence <= 0.8


@pytest.mark.parametrize(
    "text",
    [
        "The president met Mr Durdyev and Ms Starmr in Kumtor.",  # names
        "Starmr said nothing.",  # a name may open a sentence
        "They ate shashlyk in a chaikhana and drank kumys.",  # resembles nothing
        "See https://goverment.example/recieve or www.goverment.example.",
        "Write to recieve@goverment.example, or follow #goverment and @recieve.",
        "Set recieve_letters=1 in src/goverment/recieve.py.",
        "They wrote “we recieved it” on the wall.",
        "Clause viii and section xiv apply.",
        "The GOVERMENT and the iGoverment came.",  # an abbreviation, a brand
        "The peacebuilders weaponised cyberattacks post-pandemic, naïvely.",
        "Правительство recognized it.",
        "It was com- pressed by a line break, and inter-\nnational too.",
    ],
)
def test_no_typo(text: str) -> None:
    """Names, addresses, code, quotations, other scripts and unlike words are left alone."""
    assert told(text) == []


def test_words_of_the_originals_are_known() -> None:
    """A word that an original holds, anywhere and in the plural, is no slip of the summary."""
    assert told("The recieves were new.", "A recieve is a new kind of receipt.") == []


def test_small_words_told_anew() -> None:
    """A small word is a slip for another one only where little else was changed around it."""
    original = "Gusts of up to 140 kilometres an hour were measured in the north of Norway, and ferries were cancelled."
    anew = "The gale reached 140 kilometres an hour on the coast, where ferries stayed in port."
    slip = "Gusts of up to 140 kilometres an hour where measured in the north of Norway, and ferries were cancelled."
    assert "spelling.confusable" not in {f.rule for f in check_texts(anew, [original]).findings}
    assert "spelling.confusable" in {f.rule for f in check_texts(slip, [original]).findings}


def test_words_of_the_settings_are_known() -> None:
    """The project's own words are no typos."""
    assert told("The goverment met.", words=frozenset({"goverment"})) == []


# ---------------------------------------------------------------- names and house terms


@pytest.mark.parametrize(
    ("ours", "theirs", "rule"),
    [
        ("the World Health Organisation", "the World Health Organization", "proper-name"),
        ("the Organization for Economic Co-operation and Development",) * 2 + (None,),  # not respelt here
        ("the Organisation of Turkic States", "the Organization of Turkic States", "proper-name"),
        ("the United Nations Development Program", "the United Nations Development Programme", "proper-name"),
        ("the Almaty Tourism Organisation", "the Almaty Tourism Organization", "variant"),
        (
            "the World Health Organization",
            "the World Health Organisation",
            "variant",
        ),  # the official spelling restored
    ],
)
def test_proper_name(ours: str, theirs: str, rule: str | None) -> None:
    """An official name that the article has respelt is told as such, at the word that changed."""
    findings = told(CARRIER.format(ours), CARRIER.format(theirs))
    assert [r for r, *_ in findings] == ([rule] if rule else [])
    assert all(len(text.split()) == 1 for _, text, _ in findings)


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("The World Food Program fed them. The World Food Programme has 40 lorries there.", "warning"),
        ("The World Food Program fed them. The Program has 40 lorries there.", "note"),
        ("The World Food Program fed them. Another programme has 40 lorries there.", "note"),
    ],
)
def test_proper_name_beside_the_official_one(text: str, severity: str) -> None:
    """A respelt official name is a warning where the article has the official form too."""
    original = "The World Food Programme fed them. The World Food Programme has 40 lorries there."
    assert [f.severity for f in found(text, original) if f.rule == "spelling.proper-name"][:1] == [severity]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It rose 5 percent.", [("house-term", "percent", "per cent")]),
        ("Percent signs rose.", [("house-term", "Percent", "Per cent")]),
        ("He said “5 percent”.", []),
        ("The Kyrgyz Republic and the Kyrgyz side met.", [("house-term", "Kyrgyz", "Kyrgyz Republic")]),
        ("A co-op was there.", [("house-term", "co-op", "cooperative")]),
        ("Mideast peace, not Mideastern.", [("house-term", "Mideast", "Middle East")]),
    ],
)
def test_house_term(text: str, expected: list[tuple[str, str, str]]) -> None:
    """A term of the project's list is told wherever it stands, but not in quotations or where it is already mended."""
    terms = {
        "percent": "per cent",
        "Kyrgyz": "Kyrgyz Republic",
        "co-op": "cooperative",
        "Mideast": "Middle East",
    }
    assert told(text, house_terms=terms) == expected


def test_a_place_is_spoken_of_once() -> None:
    """A house term is not also a variant of the original's word, nor a mixed spelling."""
    summary, original = (
        "It rose by 5 percent in the colour trade.",
        "It rose by 5 per cent in the colour trade.",
    )
    rules = [
        rule for rule, *_ in told(summary, original, house_terms={"percent": "per cent"}, profile="en-GB-ise")
    ]
    assert rules == ["house-term"]


# ---------------------------------------------------------------- the word list


def test_the_word_list_stays_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    """An article that cuts, respells and repeats its original never opens the word list; a new word does."""

    def opened(self: Lexicon) -> None:
        raise AssertionError("opened")

    monkeypatch.setattr(Lexicon, "_words", property(opened))
    original = "The ministers of the neighboring states met in Astana on Friday. They praised the organization of the talks."
    summary = (
        "The ministers met in Astana. They praised the organisation of the talks of the neighbouring states."
    )
    assert told(summary, original)
    with pytest.raises(AssertionError, match="opened"):
        told(summary.replace("praised", "disparaged"), original)
