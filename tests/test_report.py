"""The JSON contract: valid against its schema, spans that hold what they say, ids that survive edits elsewhere."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from crosscheck import CrosscheckError, Report, check_text, check_texts
from crosscheck.render import json as json_format

SCHEMA = Path(json_format.__file__).with_name("crosscheck-1.schema.json")


@pytest.fixture(scope="module")
def validator() -> Draft202012Validator:
    """The schema that the package ships."""
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def spans(node: Any) -> list[dict[str, Any]]:
    """Every {"span", "text"} pair of a report."""
    if isinstance(node, list):
        return [found for item in node for found in spans(item)]
    if not isinstance(node, dict):
        return []
    own = [node] if isinstance(node.get("span"), dict) and "text" in node else []
    return own + [found for value in node.values() for found in spans(value)]


def test_the_seed_is_valid(seed_report: Report, validator: Draft202012Validator) -> None:
    """The report on the real document follows the schema."""
    validator.validate(json.loads(json_format.render([seed_report], "0.0.0")))


def test_texts_are_valid_too(validator: Draft202012Validator) -> None:
    """So does a report on texts without files, with several originals and nothing in common."""
    reports = [
        check_texts(
            "One sentence of five words.", ["Nothing here is shared at all.", "Not here either, it seems."]
        ),
        check_texts("The bridge reopened on Friday.", ["The bridge reopened on Friday."]),
    ]
    validator.validate(json.loads(json_format.render(reports, "0.0.0")))
    assert [f["path"] for f in reports[0].to_dict()["files"]] == [None, None, None]


def test_a_span_holds_its_text(seed_report: Report, seed: Path) -> None:
    """``text == document[start:end]``, with line and column of the file, everywhere."""
    text = seed.read_text(encoding="utf-8")
    lines = text.split("\n")
    for item in spans(seed_report.to_dict()):
        span = item["span"]
        assert text[span["start"] : span["end"]] == item["text"]
        assert lines[span["line"] - 1][span["column"] - 1 :].startswith(item["text"].split("\n")[0])


def test_ids_survive_edits_elsewhere(seed: Path) -> None:
    """New lines above and a changed sentence far away leave the ids of all other findings as they were."""
    text = seed.read_text(encoding="utf-8")
    moved = "A new paragraph of the editor’s own stands here now.\n\n" + text.replace(
        "a jungle where", "a wilderness where", 1
    )
    before = {f.id: f.rule for f in check_text(text).findings}
    after = {f.id for f in check_text(moved).findings}
    lost = [rule for identity, rule in before.items() if identity not in after]
    assert len(before) > 100
    assert lost == []


def test_ids_are_unique(seed_report: Report) -> None:
    """No two findings share an id."""
    ids = [f.id for f in seed_report.findings]
    assert len(ids) == len(set(ids))


def test_counts_leave_dropped_sentences_out(seed_report: Report) -> None:
    """62 left-out sentences are findings, but not counted."""
    shown = [f for f in seed_report.findings if f.rule != "dropped.sentence"]
    assert sum(seed_report.counts.values()) == len(shown)


def test_coverage_counts_kept_words() -> None:
    """Words of a respelt sentence are kept; those of a dropped one are not."""
    original = "The harbor reopened on Friday after nine days of storms. Engineers will inspect the breakwater next week."
    report = check_texts("The harbour reopened on Friday after nine days of storms.", [original])
    [coverage] = report.coverage
    assert (coverage.sentences, coverage.sentences_kept) == (2, 1)
    assert (coverage.words, coverage.words_kept) == (17, 10)


def test_originals_are_a_list() -> None:
    """A single text is refused: a string is a sequence of strings too, and each letter would be an original."""
    with pytest.raises(CrosscheckError, match="list of texts"):
        check_texts("The bridge was closed.", "The bridge was closed.")
