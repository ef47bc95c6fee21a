"""The language server, driven by a client over the pipes of a real process; and the parts that it is made of."""

from __future__ import annotations

import random
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosscheck.lsp.notes import Checked, Note, Places, check, length, moved, stretch
from crosscheck.lsp.quick import RULES, Quick
from crosscheck.model import CrosscheckError
from languageclient import Client

ARTICLE = """\
The harbor of Port Ellery reopened on Friday after nine days of storms.

“We saw 😀 them,” he wrote; engineers will inspect the northern breakwatre next week.

<!-- crosscheck: originals -->

# Port Ellery harbor reopens

PORT ELLERY, March 14, 2025 (CNA) -- The harbor of Port Ellery reopened on Friday after eight days of storms.

“We saw 😀 them,” he wrote; engineers will inspect the northern breakwater next week.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with an article in Markdown."""
    (tmp_path / "article.md").write_bytes(ARTICLE.encode())
    return tmp_path


def rules(diagnostics: list[dict[str, Any]]) -> list[str]:
    """The rules that diagnostics are of, without what a text without a date always has."""
    return sorted(d["code"] for d in diagnostics)


def edited(text: str, edit: dict[str, Any]) -> str:
    """A text after an edit of the protocol, columns in UTF-16."""
    lines = text.splitlines(keepends=True)

    def at(place: dict[str, int]) -> int:
        line = lines[place["line"]] if place["line"] < len(lines) else ""
        inside = line.encode("utf-16-le")[: 2 * place["character"]].decode("utf-16-le")
        return len("".join(lines[: place["line"]])) + len(inside)

    new: str = edit["newText"]
    return text[: at(edit["range"]["start"])] + new + text[at(edit["range"]["end"]) :]


def actions(client: Client, uri: str, place: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """What the editor is offered at a place: title -> action."""
    params = {"textDocument": {"uri": uri}, "range": place, "context": {"diagnostics": []}}
    return {a["title"]: a for a in client.request("textDocument/codeAction", params)}


def test_open_change_fix_close(folder: Path) -> None:
    """Findings are published with their passages, explained, mended, and gone when the text is closed."""
    with Client(folder) as client:
        uri = client.open(folder / "article.md")
        found = {d["code"]: d for d in client.diagnostics()}
        changed, typo = found["numbers.changed"], found["spelling.typo"]
        assert (changed["severity"], changed["source"]) == (1, "crosscheck")
        assert changed["range"]["start"]["line"] == 0
        related = changed["relatedInformation"][0]
        assert (related["location"]["uri"], related["location"]["range"]["start"]["line"]) == (uri, 8)
        assert "after eight days of storms" in related["message"]

        start = ARTICLE.splitlines()[2].index("breakwatre")
        assert typo["range"]["start"] == {"line": 2, "character": start + 1}, "an emoji counts for two"
        assert typo["range"]["end"] == {"line": 2, "character": start + 1 + len("breakwatre")}
        hover = client.request(
            "textDocument/hover", {"textDocument": {"uri": uri}, "position": typo["range"]["start"]}
        )
        assert "spelling.typo" in hover["contents"]["value"]
        assert hover["range"] == typo["range"]
        nowhere = {"textDocument": {"uri": uri}, "position": {"line": 1, "character": 0}}
        assert client.request("textDocument/hover", nowhere) is None

        text = ARTICLE.replace("nine days", "eight days")
        client.change(uri, text)
        after = {d["code"]: d for d in client.diagnostics()}
        assert "numbers.changed" not in after
        offered = actions(client, uri, after["spelling.typo"]["range"])
        fix = offered["Change to “breakwater”"]
        assert fix["isPreferred"]
        (edit,) = fix["edit"]["changes"][uri]
        client.change(uri, edited(text, edit))
        assert "spelling.typo" not in rules(client.diagnostics())

        client.notify("textDocument/didClose", {"textDocument": {"uri": uri}})
        assert client.diagnostics() == []


def test_a_finding_is_ignored_by_a_comment(folder: Path) -> None:
    """The comment that is offered accepts the finding, and is itself no finding."""
    with Client(folder) as client:
        uri = client.open(folder / "article.md")
        typo = next(d for d in client.diagnostics() if d["code"] == "spelling.typo")
        ignore = actions(client, uri, typo["range"])["Ignore spelling.typo in this paragraph"]
        (edit,) = ignore["edit"]["changes"][uri]
        text = edited(ARTICLE, edit)
        assert text.splitlines()[2].endswith("next week. <!-- crosscheck: ignore[spelling.typo] -->")
        client.change(uri, text)
        assert not {"spelling.typo", "document.unused-ignore"} & {*rules(client.diagnostics())}


def test_edits_between_answers_move_what_is_offered(folder: Path) -> None:
    """A fix that is asked for right after a change stands where its words now are."""
    with Client(folder) as client:
        uri = client.open(folder / "article.md")
        client.diagnostics()
        text = "# A title 😀\n\n" + ARTICLE
        client.change(uri, text)
        place = {"start": {"line": 4, "character": 0}, "end": {"line": 4, "character": 200}}
        (edit,) = actions(client, uri, place)["Change to “breakwater”"]["edit"]["changes"][uri]
        assert edited(text, edit) == text.replace("breakwatre", "breakwater")


def test_plain_text_has_no_comments_to_offer(folder: Path) -> None:
    """Only the fix is offered, for a text that no file holds yet too."""
    with Client(folder) as client:
        uri = client.open(folder / "new.txt", ARTICLE.replace("\n\n# ", "\n\n").replace("\n", "\r\n"))
        typo = next(d for d in client.diagnostics() if d["code"] == "spelling.typo")
        assert [*actions(client, uri, typo["range"])] == ["Change to “breakwater”"]


def test_columns_are_those_that_were_agreed(folder: Path) -> None:
    """An editor that asks for UTF-8 gets bytes."""
    with Client(folder, ["utf-8", "utf-16"]) as client:
        assert client.capabilities["positionEncoding"] == "utf-8"
        client.open(folder / "article.md")
        typo = next(d for d in client.diagnostics() if d["code"] == "spelling.typo")
        before = ARTICLE.splitlines()[2].partition("breakwatre")[0]
        assert typo["range"]["start"]["character"] == len(before.encode())


def test_originals_of_the_configuration(folder: Path) -> None:
    """Originals in files of their own are found, shown, and read anew when they are saved."""
    summary, _, original = ARTICLE.partition("\n\n<!-- crosscheck: originals -->\n\n# ")
    (folder / "sources").mkdir()
    source = folder / "sources" / "story.txt"
    source.write_text(original, encoding="utf-8")
    (folder / "story.md").write_text(summary + "\n", encoding="utf-8")
    (folder / "crosscheck.toml").write_text('originals = "sources/{stem}.txt"\n', encoding="utf-8")
    with Client(folder) as client:
        uri = client.open(folder / "story.md")
        found = {d["code"]: d for d in client.diagnostics()}
        place = found["numbers.changed"]["relatedInformation"][0]["location"]
        assert (place["uri"], place["range"]["start"]["line"]) == (source.as_uri(), 2)

        source.write_text(original.replace("eight days", "nine days"), encoding="utf-8")
        client.notify("textDocument/didSave", {"textDocument": {"uri": uri}})
        assert "numbers.changed" not in rules(client.diagnostics())


def test_what_is_no_article_is_left_in_peace(folder: Path) -> None:
    """A text without originals has no diagnostics, only a line in the log; an error elsewhere is shown."""
    with Client(folder) as client:
        client.open(folder / "notes.md", "Milk, bread and two lemons.\n")
        assert "no boundary" in client.wait("window/logMessage")["message"]
        assert client.diagnostics() == []
        (folder / "crosscheck.toml").write_text("profil = 1\n", encoding="utf-8")
        client.open(folder / "article.md")
        assert "crosscheck.toml: profil: unknown key" in client.wait("window/showMessage")["message"]


def test_an_article_that_cannot_be_checked_says_why(folder: Path) -> None:
    """A comment that cannot be read stands where it is written, and hides no longer what was found once it is mended."""
    broken = ARTICLE.replace("storms.", "storms. <!-- crosscheck: ignore[numbers.chang -->", 1)
    with Client(folder) as client:
        uri = client.open(folder / "article.md")
        before = rules(client.diagnostics())
        client.change(uri, broken)
        (error,) = client.diagnostics()
        assert (error["code"], error["severity"], error["range"]["start"]["line"]) == ("error", 1, 0)
        assert "ignore names no rule" in error["message"]
        position = {"textDocument": {"uri": uri}, "position": error["range"]["start"]}
        assert "ignore names no rule" in client.request("textDocument/hover", position)["contents"]["value"]
        client.change(uri, ARTICLE)
        assert rules(client.diagnostics()) == before


def test_a_long_text_is_answered_twice(folder: Path, seed: Path) -> None:
    """A change in a long text is judged beside its nearest passages first, then the whole text is."""
    text = grown(seed)
    path = folder / "long.txt"
    with Client(folder) as client:
        uri = client.open(path, text)
        before = client.diagnostics()
        worse = text.replace("agricultural", "agricutlural", 1)
        client.change(uri, worse)
        quick = client.diagnostics()
        assert len(quick) == len(before) + 1
        whole = client.diagnostics()
        assert rules(quick) == rules(whole)
        assert [d["code"] for d in whole] == [n.rule for n in check(str(path), worse, {}, "utf-16").notes]


def grown(seed: Path) -> str:
    """The real document with its originals over and over, their long words marked, so that it is long."""
    lines = seed.read_text(encoding="utf-8").splitlines()
    copies = [
        " ".join(f"{w}{n}" if len(w) > 6 and w.isalpha() else w for w in line.split(" "))
        for n in "xyz"
        for line in lines[29:]
    ]
    return "\n".join([*lines, *copies, ""])


def test_without_the_extra_the_command_says_so() -> None:
    """A plain installation has no pygls: exit code 2, and what to install."""
    code = "import sys; sys.modules['pygls'] = None; from crosscheck.cli import main; main(['lsp'])"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert run.returncode == 2
    assert "pip install 'crosscheck-editor[lsp]'" in run.stderr.decode()


def test_a_plain_check_loads_none_of_it(folder: Path) -> None:
    """What the editor needs costs the command line nothing."""
    code = (
        "import sys\nfrom crosscheck.cli import main\ntry: main(['check', 'article.md', '-q'])\nexcept SystemExit: pass\n"
        "print(*[m for m in sys.modules if m.split('.')[0] in ('pygls', 'lsprotocol', 'asyncio') "
        "or m in ('crosscheck.lsp', 'crosscheck.fix', 'crosscheck.watch')])"
    )
    run = subprocess.run([sys.executable, "-c", code], cwd=folder, capture_output=True, check=True)
    assert run.stdout.split() == []


# ---------------------------------------------------------------- parts


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Checked]:
    """The real document as it stands in an editor, and what a whole check says of it."""
    path = tmp_path_factory.mktemp("seed") / "seed.txt"
    text = (Path(__file__).parents[1] / "seeds" / "china-central-asia-2025.txt").read_text(encoding="utf-8")
    return path, check(str(path), text, {}, "utf-16")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("agricultural", "agricutlural"),
        ("modernistion", "modernisation"),
        ("April 26", "April 27"),
        ("will", "will not"),
        ("\n", "\nA new sentence of the editor’s own. "),
    ],
)
def test_a_quick_answer_agrees_with_the_whole_one(whole: tuple[Path, Checked], old: str, new: str) -> None:
    """For the rules that it answers for, a quick answer finds what a whole check finds, at the same places."""
    path, known = whole
    text = known.text.replace(old, new, 1)
    quick = Quick(known, str(path)).notes(known.text, text, known.notes)
    assert quick is not None

    def told(notes: tuple[Note, ...]) -> list[tuple[int, int, str]]:
        return sorted((n.start, n.end, n.rule) for n in notes if n.rule in RULES)

    assert told(quick) == told(check(str(path), text, {}, "utf-16").notes)


def test_a_change_of_an_original_waits_for_the_whole_check(whole: tuple[Path, Checked]) -> None:
    """What originals say bears on all of the article."""
    path, known = whole
    assert Quick(known, str(path)).notes(known.text, known.text + "More.", known.notes) is None


@given(st.text("ab 😀\n", max_size=40), st.text("ab 😀\n", max_size=40))
def test_a_stretch_is_all_that_differs(before: str, after: str) -> None:
    """What stands before and behind it is equal in both texts, and an edit of it makes one from the other."""
    start, old, new = stretch(before, after)
    assert before[:start] == after[:start]
    assert before[old:] == after[new:]
    assert start <= min(old, new)
    assert before[:start] + after[start:new] + before[old:] == after


@given(st.text("abc", max_size=30), st.integers(0, 30), st.integers(0, 30), st.text("abc", max_size=8))
def test_notes_that_move_keep_their_words(before: str, a: int, b: int, new: str) -> None:
    """After an edit a note is where its words are, or it is gone."""
    start, end = sorted((min(a, len(before)), min(b, len(before))))
    after = before[:start] + new + before[end:]
    pick = random.Random(start * 31 + end)
    for _ in range(5):
        first, last = sorted(pick.choices(range(len(before) + 1), k=2))
        for note in moved([Note(first, last, "", "a.b", "error", "")], before, after):
            assert after[note.start : note.end] == before[first:last]


@given(st.text("ab“é😀\n\r", max_size=30))
def test_places_count_as_editors_do(text: str) -> None:
    """Every offset has the line and column that an editor counts, in units of each encoding."""
    for units, codec, size in (("utf-8", "utf-8", 1), ("utf-16", "utf-16-le", 2), ("utf-32", "utf-32-le", 4)):
        assert length(text, units) == len(text.encode(codec)) // size
        places = Places(text, units)
        lines = re.findall(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$", text)
        for line, content in enumerate(lines):
            offset = len("".join(lines[:line]))
            for column in range(len(content.rstrip("\r\n")) + 1):
                found = places.range(offset, offset + column)
                assert found == ((line, 0), (line, length(content[:column], units)))


def test_messages_that_are_wrong(tmp_path: Path) -> None:
    """After a length, a header or a body that is wrong the server hears the next message."""
    (tmp_path / "a.md").write_text(ARTICLE, encoding="utf-8")
    body = b'{"jsonrpc": "2.0", "method": "x"}'
    wrong = [
        b"Content-Length: none\r\n\r\n" + body,
        b"Content-Length: 5\r\n\r\n" + body,
        b"Content-Length: %d\r\n\r\n" % (len(body) + 20) + body,
        b"Content-Length: 99999999999999\r\n\r\n" + body,
        b"Content-Length: -1\r\n\r\n" + body,
        b"content-length:%d\r\n\r\n" % len(body) + body,
        b"Content-Length: 4\r\n\r\n{{{{",
        b"Content-Length: 4\r\n\r\n\xff\xff\xff\xff",
        b"Content-Length: 0\r\n\r\n",
        b"\r\n\r\n\n",
        body,
    ]
    with Client(tmp_path) as client:
        for message in wrong:
            client.send_raw(message)
            uri = client.open(tmp_path / "a.md")
            assert client.diagnostics()
            client.notify("textDocument/didClose", {"textDocument": {"uri": uri}})
            assert client.diagnostics() == []


def test_no_folder_is_gone_through(tmp_path: Path) -> None:
    """An address of a folder is no article; a name with signs of a pattern is the name of one file."""
    for name in ("deep", "a1.md"):
        (tmp_path / name).mkdir()
    (tmp_path / "deep" / "a.md").write_text(ARTICLE, encoding="utf-8")
    with pytest.raises(CrosscheckError, match="is a directory: open a file"):
        check(str(tmp_path), ARTICLE, {}, "utf-16")
    assert check(str(tmp_path / "a[1].md"), ARTICLE, {}, "utf-16").notes
