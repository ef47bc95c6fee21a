"""A project's own rule packs: what each kind of entry does, its examples, and every way in which a pack can be wrong."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from crosscheck import Finding, Settings
from crosscheck.examples import failure, pack_trials
from crosscheck.packs import KINDS, read_packs
from crosscheck.pipeline import run
from crosscheck.read import from_text
from crosscheck.ruleset import RuleSet, load_rules
from test_cli import crosscheck

PACK = """\
[terms.kyiv]
unwanted = ["Kiev"]
wanted = "Kyiv"
severity = "error"
message = "“{text}”: we write “{suggested}”"
about = "Style sheet, places."
found = [{ summary = "Talks were held in Kiev on Friday.", original = "Talks were held in Kyiv on Friday.", text = "Kiev" }]
quiet = [{ summary = "“Kiev is cold,” he said.", original = "“Kiev is cold,” he said." }]

[names.durdyev]
forms = ["Parahat Durdyev", "Parakhat Durdyyev"]
found = [{ summary = "The council chose Parahat Durdyev on Monday.", original = "The council chose Anna Berger on Monday.", text = "Parahat Durdyev" }]
quiet = [
  { summary = "The council chose Parahat Durdyev on Monday.", original = "The council chose Parakhat Durdyyev on Monday." },
  { summary = "The council chose Durdyev on Monday.", original = "The council chose Parakhat Durdyyev on Monday." },
]

[names.council]
forms = ["Organization of Turkic States", "Turkic Council"]
quiet = [{ summary = "The Turkic Council met in Baku.", original = "The Organization of Turkic States met in Baku." }]

[names.reporter]
forms = ["Otto Brandtner"]
quiet = [{ summary = "The council, watched by Otto Brandtner, met on Friday.", original = "The council met on Friday." }]

[offices.akim]
word = "akim"
means = "governor"
quiet = [{ summary = "Akim Aida Sapar opened the fair.", original = "Governor Aida Sapar opened the fair." }]

[notices.reading]
regex = 'to be read with:?'
match = ["To be read with:"]
reject = ["To be read with care."]

[datelines.desk]
agencies = ["the river desk"]
match = ["KREMS, May 14 (the river desk) — The ministers met."]
reject = ["Krems (the capital) was warm."]

[datelines.colon]
regex = 'Pd:'
match = ["OSLO (3 May 2025): The talks began."]
reject = ["OSLO: The talks began."]
"""
CONFIG = '[rules]\npaths = ["house.toml"]\n'
ARTICLE = """\
The talks about the river were held in Kiev on Friday, and firemen stood by until night.
Two ferries were damaged beyond repair by the storm of last week.

To be read with:

River talks
KYIV, March 14, 2025 (CNA) -- The talks about the river were held in Kyiv on Friday, and firefighters stood by until night.
Two ferries were damaged beyond repair by the storm of last week, the port authority said.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a pack, the configuration that names it, and an article."""
    (tmp_path / "house.toml").write_text(PACK, encoding="utf-8")
    (tmp_path / "crosscheck.toml").write_text(CONFIG, encoding="utf-8")
    (tmp_path / "article.txt").write_text(ARTICLE, encoding="utf-8")
    return tmp_path


def rules_with(folder: Path, pack: str) -> RuleSet:
    """The rules with a pack of this text."""
    path = folder / "pack.toml"
    path.write_text(pack, encoding="utf-8")
    return load_rules((path,))


@pytest.mark.parametrize("entry", [f"house.{name}" for kind in tomllib.loads(PACK).values() for name in kind])
def test_entry_does_what_its_examples_say(tmp_path: Path, entry: str) -> None:
    """Every example of an entry holds, and not all of them without it."""
    whole = rules_with(tmp_path, PACK)
    trials = [t for t in pack_trials(whole) if t.id == entry]
    assert trials
    assert [failure(t, whole) for t in trials] == [""] * len(trials)
    assert any(failure(t, load_rules()) for t in trials)


def findings(rules: RuleSet, summary: str, original: str, settings: Settings | None = None) -> list[Finding]:
    """The findings of house terms."""
    report = run([from_text(summary, 0), from_text(original, 1)], rules, settings or Settings())
    return [f for f in report.findings if f.rule == "spelling.house-term"]


TERM = '[terms.firemen]\nunwanted = ["firemen", "fire men"]\nwanted = "firefighters"\n'


@pytest.mark.parametrize(
    ("more", "settings", "severity", "message"),
    [
        ("", Settings(), "warning", "the house writes “firefighters”, not “firemen”"),
        ('severity = "note"', Settings(), "note", "the house writes “firefighters”, not “firemen”"),
        (
            'severity = "note"',
            Settings(severity={"spelling.house-term": "error"}),
            "error",
            "the house writes “firefighters”, not “firemen”",
        ),
        ('message = "no {text}"', Settings(), "warning", "no firemen"),
        (
            'message = "no {text}"',
            Settings(house_terms={"firemen": "fire crews"}),
            "warning",
            "the house writes “fire crews”, not “firemen”",
        ),
    ],
)
def test_term(tmp_path: Path, more: str, settings: Settings, severity: str, message: str) -> None:
    """A term brings severity and message; the configuration's severity and its own list of terms come before it."""
    text = "Forty firemen fought the fire at the mill."
    found = findings(rules_with(tmp_path, TERM + more), text, text, settings)
    assert [(f.severity, f.message) for f in found] == [(severity, message)]
    assert found[0].fix


def test_the_readme_shows_a_pack_that_works(tmp_path: Path) -> None:
    """The pack in README.md has every kind of entry, and its examples hold."""
    readme = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
    rules = rules_with(
        tmp_path, readme.partition("```toml\n[terms.")[2].partition("```")[0].join(("[terms.", ""))
    )
    assert {entry["kind"] for entry in rules.house()} == set(KINDS)
    assert [failure(t, rules) for t in pack_trials(rules)] == [""] * 3


def test_packs_are_read_in_order(tmp_path: Path) -> None:
    """The entries of two packs are one list, each with its id and file."""
    (tmp_path / "a.toml").write_text(TERM, encoding="utf-8")
    (tmp_path / "b.toml").write_text('[terms.a]\nunwanted = ["b"]\nwanted = "c"\n', encoding="utf-8")
    entries = read_packs([tmp_path / "a.toml", tmp_path / "b.toml"])["terms"]
    assert [(e["id"], Path(e["file"]).name) for e in entries] == [
        ("house.firemen", "a.toml"),
        ("house.a", "b.toml"),
    ]


def test_without_packs_the_rules_are_read_once() -> None:
    """The set without packs is one and the same, and has no entries."""
    assert load_rules() is load_rules(())
    assert load_rules().house() == ()


# ---------------------------------------------------------------- the real command


def test_the_configuration_names_packs(folder: Path) -> None:
    """What a pack says applies to a check, and not with --isolated."""
    run_ = crosscheck("check", "article.txt", "--format", "concise", cwd=folder)
    assert run_.returncode == 1, run_.stderr
    assert "article.txt:1:40: error spelling.house-term “Kiev”: we write “Kyiv”" in run_.stdout.decode()
    alone = crosscheck("check", "article.txt", "--isolated", "--format", "concise", cwd=folder)
    assert "spelling.house-term" not in alone.stdout.decode()


def test_rules_test_tries_rules_and_packs(folder: Path) -> None:
    """All examples hold; one that does not is named with its reason, and the exit code is 1."""
    run_ = crosscheck("rules", "test", "house", "spelling.house-term", cwd=folder)
    assert (run_.returncode, run_.stdout.decode()) == (0, "18 examples: none failed\n")
    pack = (folder / "house.toml").read_text(encoding="utf-8")
    (folder / "house.toml").write_text(
        pack.replace("To be read with care.", "To be read with").replace('text = "Kiev"', 'text = "Friday"'),
        encoding="utf-8",
    )
    run_ = crosscheck("rules", "test", "house", cwd=folder)
    assert run_.returncode == 1
    assert run_.stdout.decode().splitlines() == [
        "house.kyiv, found 1: found “Kiev”, not “Friday”",
        "house.reading, reject 1: matches “To be read with”",
        "14 examples: 2 failed",
    ]


def test_rules_test_tries_everything(folder: Path) -> None:
    """Without a name the examples of crosscheck itself are tried too, with --isolated those alone."""
    total = crosscheck("rules", "test", cwd=folder).stdout.decode().splitlines()
    alone = crosscheck("rules", "test", "--isolated", cwd=folder).stdout.decode().splitlines()
    assert len(total) == len(alone) == 1
    assert int(total[0].split()[0]) == int(alone[0].split()[0]) + 14


def test_rules_list_and_explain_show_entries(folder: Path) -> None:
    """The list names every entry with what it says; one entry is explained with its examples."""
    listed = crosscheck("rules", "list", cwd=folder).stdout.decode()
    assert crosscheck("rules", cwd=folder).stdout.decode() == listed
    assert "\nhouse.kyiv      Kiev -> Kyiv (house.toml)\n" in listed
    assert "\nhouse.council   name: Organization of Turkic States = Turkic Council (house.toml)\n" in listed
    explained = crosscheck("explain", "house.kyiv", cwd=folder).stdout.decode()
    assert explained.startswith("house.kyiv (error), in house.toml\n\nKiev -> Kyiv\n\nStyle sheet, places.\n")


WRONG = [
    ("[terms.a\n", "not valid TOML"),
    ('[term.a]\nunwanted = ["x"]\n', "has an unknown key 'term'; known: datelines, names, notices, offices, terms"),
    ("terms = 3\n", "'terms' must be made of tables, [terms.NAME]"),
    ("[terms]\na = 3\n", "[terms.a] must be a table"),
    ('[terms."A b"]\nunwanted = ["x"]\nwanted = "y"\n', "[terms.A b] needs a name of small letters"),
    ('[terms.a]\nunwanted = ["x"]\nwanted = "y"\nwhy = "z"\n', "[terms.a] has an unknown key 'why'; known: about,"),
    ('[terms.a]\nunwanted = "x"\nwanted = "y"\n', "[terms.a] needs 'unwanted', a list of strings"),
    ('[terms.a]\nunwanted = []\nwanted = "y"\n', "[terms.a] needs 'unwanted', a list of strings"),
    ('[terms.a]\nunwanted = ["x"]\n', "[terms.a] needs 'wanted', a string"),
    ('[terms.a]\nunwanted = ["x"]\nwanted = "y"\nseverity = "fatal"\n', "severity must be one of error, warning, note, not 'fatal'"),
    ('[terms.a]\nunwanted = ["x"]\nwanted = "y"\nmessage = "no {word}"\n', "'message' has an unknown field {word}; known: {text}, {suggested}"),
    ('[terms.a]\nunwanted = ["x"]\nwanted = "y"\nmessage = "no {text"\n', "'message' cannot be filled in"),
    ('[terms.a]\nunwanted = ["x"]\nwanted = "y"\nfound = "x"\n', "'found' must be a list of examples"),
    ('[terms.a]\nunwanted = ["x"]\nwanted = "y"\nfound = [{ summary = "x" }]\n', "[terms.a] an example needs 'summary', and"),
    ('[terms.a]\nunwanted = ["x"]\nwanted = "y"\nquiet = [{ summary = "x", orginal = "y" }]\n', "an example has an unknown key 'orginal'"),
    ('[terms.a]\nunwanted = ["x"]\nwanted = "y"\nquiet = [{ summary = "x", original = "y", summary_date = "today" }]\n', "'summary_date' must be a date"),
    ('[terms.a]\nunwanted = ["x"]\nwanted = "y"\nquiet = [{ summary = "x", original = "y", settings = { profile = "en-XX" } }]\n', "'profile' must be one of auto, en-GB-ise"),
    ('[terms.a]\nunwanted = ["x"]\nwanted = "y"\nquiet = [{ summary = "x", original = "y", settings = { colour = "red" } }]\n', "'settings' has an unknown key 'colour'"),
    ('[terms.a]\nunwanted = ["x"]\nwanted = "y"\n[terms.b]\nunwanted = ["X"]\nwanted = "z"\n', "house.b and house.a (house.toml) both replace 'X': keep one"),
    ('[terms.a]\nunwanted = ["x"]\nwanted = "y"\n[names.a]\nforms = ["z"]\n', "[names.a] has the name of an entry in house.toml: give it another"),
    ('[terms.a]\nunwanted = ["x"]\nwanted = "y"\n[terms.a]\n', "not valid TOML"),
    ('[names.a]\nforms = ["x", 3]\n', "[names.a] needs 'forms', a list of strings"),
    ('[names.a]\nforms = ["x"]\nabout = 3\n', "[names.a] needs 'about', a string"),
    ('[offices.a]\nword = "press officer"\nmeans = "spokesperson"\n', "[offices.a] 'word' must be one word, not 'press officer'"),
    ("[notices.a]\nregex = '('\n", "[notices.a] 'regex' is no valid regular expression: missing )"),
    ("[notices.a]\nregex = '(?:a|a)*b'\n", "[notices.a] 'regex' may take for ever on some lines: a group that repeats holds *, +, ?, {} or |"),
    ("[datelines.a]\nregex = '(?:(P)+)+x'\n", "[datelines.a] 'regex' may take for ever on some lines: a group that repeats"),
    ("[notices.a]\nregex = '.*a.*b.*c.*'\n", "[notices.a] 'regex' may take for ever on some lines: more than 3 of *, + and {}"),
    ("[notices.a]\nregex = '{{date}}'\n", "[notices.a] 'regex' has double braces"),
    ("[notices.a]\nregex = 'x'\nweight = 50\n", "[notices.a] 'weight' must be a number above 0, at most 5"),
    ("[notices.a]\nregex = 'x'\nfound = []\n", "[notices.a] has an unknown key 'found'; known: about, match, regex, reject, weight"),
    ("[datelines.a]\nmatch = ['x']\n", "[datelines.a] needs either 'agencies', a list of strings, or 'regex', a string"),
    ("[datelines.a]\nagencies = ['x']\nweight = 2\n", "[datelines.a] 'weight' goes with 'regex'"),
]  # fmt: skip


QUICK = [
    "to be read with:?",
    r"(?:[A-Z]\w++ )+",
    ".*a.*b.*c",
    "(?>a+)+b",
    "[)(*+]+x",
    r"\(a+\)+",
    "(ab){2,5}",
    "[^]a]*(b)+",
]


@pytest.mark.parametrize("regex", QUICK)
def test_an_expression_that_ends_is_taken(folder: Path, regex: str) -> None:
    """What gives nothing back may repeat inside a group that repeats; three repetitions may follow one another."""
    (folder / "house.toml").write_text(f"[notices.a]\nregex = '{regex}'\n", encoding="utf-8")
    assert read_packs([folder / "house.toml"])["notices"][0]["regex"] == regex


@pytest.mark.parametrize(("pack", "said"), WRONG)
def test_a_wrong_pack_is_refused(folder: Path, pack: str, said: str) -> None:
    """File, key and reason on standard error; exit code 2; no traceback."""
    (folder / "house.toml").write_text(pack, encoding="utf-8")
    run_ = crosscheck("rules", "list", cwd=folder)
    error = run_.stderr.decode()
    assert (run_.returncode, run_.stdout) == (2, b"")
    assert error.startswith("crosscheck: error: house.toml: ")
    assert said in error
    assert "Traceback" not in error


@pytest.mark.parametrize("command", [["check", "article.txt"], ["rules", "test"], ["explain", "house.a"]])
@pytest.mark.parametrize(
    ("name", "said"),
    [("missing.toml", "no such file"), ("folder", "is a directory"), ("latin.toml", "is not UTF-8")],
)
def test_a_pack_that_cannot_be_read(folder: Path, command: list[str], name: str, said: str) -> None:
    """Every command that needs the packs says which one, and why."""
    (folder / "folder").mkdir()
    (folder / "latin.toml").write_bytes("[names.a]\nforms = ['Gül']\n".encode("latin-1"))
    (folder / "crosscheck.toml").write_text(f'[rules]\npaths = ["{name}"]\n', encoding="utf-8")
    run_ = crosscheck(*command, cwd=folder)
    assert (run_.returncode, run_.stdout) == (2, b"")
    assert f"{name}: {said}" in run_.stderr.decode()
    assert "Traceback" not in run_.stderr.decode()
