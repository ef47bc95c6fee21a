"""Which sentences derive from which, over whole texts."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosscheck import align as align_module
from crosscheck.align import align
from crosscheck.model import Alignment
from texts import aligned, segments_of

HARBOUR = [
    "The harbour of Port Ellery reopened on Friday after nine days of storms.",
    "Two ferries were damaged beyond repair, the port authority said.",
    "Engineers will inspect the northern breakwater next week.",
    "The authority expects cruise ships to return in June.",
    "Fishing crews lost about 1.2 million crowns in the closure.",
]
COUNCIL = [
    "The city council of Brandal approved a budget of 48 million crowns on Monday.",
    "Eleven members voted for it and six against.",
    "The library on Mill Street will stay open on Saturdays.",
    "Mayor Ingrid Solheim called the vote a relief for the district.",
    "Opponents said the plan spends too little on schools.",
]


def sources(alignment: Alignment) -> set[str]:
    """The texts a segment derives from."""
    return {s.segment.text for s in alignment.sources}


def relations(summary: str, *originals: str) -> list[str]:
    """The relation of each segment of a summary."""
    return [a.relation for a in aligned(summary, originals)]


def test_an_article_aligned_with_itself_is_verbatim() -> None:
    """Every sentence is its own source."""
    text = "\n".join(HARBOUR + COUNCIL)
    assert {a.relation for a in aligned(text, [text])} == {"verbatim"}


RELATIONS = [
    (HARBOUR[0], ["verbatim"]),
    ("Engineers inspect the northern breakwater next week.", ["edited"]),
    (
        "Two ferries were damaged beyond repair, and engineers will inspect the northern breakwater next week.",
        ["merged"],
    ),
    ("The mayor flew to Lisbon to open a trade fair for olive oil.", ["unsourced"]),
    (
        "Councillors in Brandal passed spending plans worth 48 million crowns at the start of the week.",
        ["rewritten"],
    ),
    ("After nine stormy days, the ships of Port Ellery may put to sea again from Friday.", ["rewritten"]),
    ("The losses of those who fish came to 1.2 million crowns.", ["rewritten"]),
    ("A trawler out of Port Ellery sank off Portugal, and its crew of nine drowned.", ["unsourced"]),
    ("Ingrid Solheim was born in Oslo in 1971.", ["unsourced"]),
    ("Port Ellery lies on the northern coast and has 20,000 inhabitants.", ["unsourced"]),
    (
        HARBOUR[3] + " The shutdown cost crews who fish there some 1.2 million crowns.",
        ["verbatim", "rewritten"],
    ),
]


@pytest.mark.parametrize(("summary", "expected"), RELATIONS, ids=lambda v: str(v)[:40])
def test_relations(summary: str, expected: list[str]) -> None:
    """Verbatim, edited, merged, rewritten or unsourced."""
    assert relations(summary, "\n".join(HARBOUR), "\n".join(COUNCIL)) == expected


def test_a_sentence_cut_in_two_keeps_its_source_twice() -> None:
    """Both halves derive from the whole."""
    original = "The port authority said that two ferries were damaged beyond repair and that cruise ships will return in June."
    halves = "The port authority said that two ferries were damaged beyond repair. Cruise ships will return in June, it said."
    assert [sources(a) for a in aligned(halves, [original])] == [{original}, {original}]


def test_merged_leads_name_both_originals() -> None:
    """A sentence joined from the leads of two originals has both as sources."""
    one = "On Tuesday in Geneva, Secretary of State Anna Keller met Economy Minister Luis Ferrer of Spain at the trade forum."
    two = "On Tuesday in Geneva, Secretary of State Anna Keller met Trade Minister Jonas Lindqvist of Sweden before the gala."
    merged = (
        "Anna Keller met Economy Minister Luis Ferrer of Spain and Trade Minister Jonas Lindqvist of Sweden."
    )
    rest = "\nThey spoke about tariffs on steel.", "\nThey spoke about rules for shipping."
    [alignment] = aligned(merged, [one + rest[0], two + rest[1]])
    assert sources(alignment) == {one, two}
    assert alignment.relation == "merged"


def test_the_same_sentence_in_two_originals_is_chosen_by_context() -> None:
    """The original whose neighbours are used wins; the other is listed under "also in"."""
    shared = "The two sides signed a memorandum of understanding."
    first = "\n".join([HARBOUR[0], shared, HARBOUR[1]])
    second = "\n".join([COUNCIL[0], shared, COUNCIL[1]])
    alignments = aligned("\n".join([COUNCIL[0], shared, COUNCIL[1]]), [first, second])
    assert [s.segment.part for a in alignments for s in a.sources] == ["2", "2", "2"]
    assert [s.part for s in alignments[1].also_in] == ["1"]


def test_reports_told_in_turns_are_read_on_from_where_they_were_left() -> None:
    """An article that goes back and forth between originals jumps nowhere: each sentence has its source."""
    told = [
        HARBOUR[0],
        "The council of Brandal approved its budget.",
        HARBOUR[2],
        "Eleven members were for it, six against it.",
        HARBOUR[4],
    ]
    found = aligned(" ".join(told), [" ".join(HARBOUR), " ".join(COUNCIL)])
    assert [sources(a) for a in found] == [
        {HARBOUR[0]},
        {COUNCIL[0]},
        {HARBOUR[2]},
        {COUNCIL[1]},
        {HARBOUR[4]},
    ]


def test_a_reworded_sentence_with_figures_and_names_is_sure_enough_to_be_compared() -> None:
    """What it shares with its source speaks for it, however few its words; background on a name that both have does not."""
    original = [
        *HARBOUR,
        "The Polar choir of Tromvik, which Astrid Moe founded in 1962, received 340,000 crowns for a tour of Iceland.",
        *COUNCIL,
    ]
    summary = [
        HARBOUR[0],
        "Some 340,000 crowns of county money went to the Tromvik singers whom Astrid Moe first brought together in 1962.",
        "Astrid Moe was born in the north and learned to play the organ as a child.",
    ]
    _, choir, background = aligned("\n".join(summary), ["\n".join(original)])
    assert sources(choir) == {original[len(HARBOUR)]}
    assert choir.confidence >= 0.5
    assert background.relation == "unsourced"


@pytest.mark.parametrize(
    ("sentence", "derives"),
    [
        ("The new place is one “with a leaky roof”, according to the curator.", True),
        ("Another 3 million crowns depend on whether the curator finds a sponsor for the leaky roof.", True),
        ("Astrid Moe grew up beside the old mill and studied law for four years.", False),
        ("A leaky roof is what nobody in this part of the country has ever wanted to pay for.", False),
    ],
)
def test_a_run_of_words_speaks_for_a_source_beside_a_quotation_a_figure_or_a_name(
    sentence: str, derives: bool
) -> None:
    """A sentence of which little is kept has a source where it quotes it, or shares a phrase and a figure with it."""
    roof = (
        "Curator Astrid Moe told the newspaper that it was a museum with a leaky roof, and that 3 million crowns would come"
        " in only if she finds a sponsor for the leaky roof before the first snow of the coming winter falls on Brandal."
    )
    [*_, last] = aligned("\n".join([COUNCIL[0], sentence]), ["\n".join([*COUNCIL, roof, *HARBOUR])])
    assert sources(last) == ({roof} if derives else set())


def test_repeated_information_needs_no_second_source() -> None:
    """What the summary says again for orientation draws no further original in."""
    originals = [
        "Anna Keller met Spain’s Economy Minister Luis Ferrer in Geneva.\nShe said that steel tariffs will be discussed in autumn.",
    ]
    summary = (
        "Anna Keller met Spain’s Economy Minister Luis Ferrer in Geneva.\n"
        "Meeting Spain’s Economy Minister, she said that steel tariffs will be discussed in autumn."
    )
    assert [len(a.sources) for a in aligned(summary, originals)] == [1, 1]


@given(st.randoms(use_true_random=False))
def test_the_order_of_the_originals_changes_no_alignment(rng: random.Random) -> None:
    """Shuffled originals give the same sources."""
    originals = [
        "\n".join(HARBOUR),
        "\n".join(COUNCIL),
        "\n".join([HARBOUR[2], COUNCIL[3], "Nothing else was said."]),
    ]
    summary = "\n".join(
        [HARBOUR[0], COUNCIL[3], HARBOUR[2], COUNCIL[1], "A new sentence from nowhere at all."]
    )
    shuffled = list(originals)
    rng.shuffle(shuffled)
    texts = [[s.segment.text for s in a.sources] for a in aligned(summary, originals)]
    assert texts == [[s.segment.text for s in a.sources] for a in aligned(summary, shuffled)]


@given(st.lists(st.sampled_from(HARBOUR + COUNCIL), min_size=1, max_size=8), st.integers(0, 6))
def test_merging_and_splitting_originals_keeps_provenance(chosen: list[str], joined: int) -> None:
    """Sentences of an original run together on one line are still found one by one."""
    apart = "\n".join(HARBOUR + COUNCIL)
    together = apart.replace("\n", " ", joined)
    before, after = (aligned("\n".join(chosen), [text]) for text in (apart, together))
    assert [sources(a) for a in before] == [sources(a) for a in after]


@given(
    st.lists(st.sampled_from(HARBOUR + COUNCIL), min_size=1, max_size=10), st.randoms(use_true_random=False)
)
def test_candidates_find_what_all_pairs_find(chosen: list[str], rng: random.Random) -> None:
    """Scoring only the likeliest candidates gives the sources that scoring every pair gives."""
    summary = "\n".join(" ".join(w for w in s.split() if rng.random() > 0.15) or s for s in chosen)
    texts = [segments_of("\n".join(HARBOUR), "1", 1), segments_of("\n".join(COUNCIL), "2", 2)]
    few = align(segments_of(summary), texts)[0]
    limits = align_module.CANDIDATES, align_module.POSTINGS
    align_module.CANDIDATES, align_module.POSTINGS = 10_000, 10_000_000
    try:
        every = align(segments_of(summary), texts)[0]
    finally:
        align_module.CANDIDATES, align_module.POSTINGS = limits
    assert [sources(a) for a in few] == [sources(a) for a in every]
