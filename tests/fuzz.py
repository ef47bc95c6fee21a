"""Damaged and made-up inputs, as many as there is time for: `make fuzz`. What fails is kept under tests/fuzzed, and replayed in
`make test`.

    python tests/fuzz.py [SECONDS] [SEED]
"""

from __future__ import annotations

import io
import random
import resource
import signal
import sys
import time
import traceback
import zipfile
from collections.abc import Callable
from hashlib import blake2b
from pathlib import Path
from tempfile import TemporaryDirectory
from types import FrameType

import hostile
from crosscheck import CrosscheckError, check_text, check_texts
from crosscheck.config import Configs
from crosscheck.decisions import parse
from crosscheck.lsp.stream import Messages
from crosscheck.model import Settings
from crosscheck.packs import read_packs
from crosscheck.pipeline import run
from crosscheck.read import read
from crosscheck.read.pages import extracted
from crosscheck.ruleset import load_rules

FOLDER = Path(__file__).parent / "fuzzed"
SECONDS = 5
"""Of the clock that one input may take."""
MEGABYTES = 300
"""By which one input may make the process grow."""
LARGEST, SHORT = 2000, 150
"""Bytes of an input at most; letters of a document that is checked as well."""
RULES = load_rules()
ORIGINAL = "The town of Krems has seven schools. “We will pay 4 million,” she said on May 4, 2025, at 4:30 p.m.".encode()
SCRAPS = (
    b"<!-- --> <p> </p> <![ ]]> <br> <li> <pre> &# &amp; <a_href='x' </a> <td> # - > 1. ``` | |-| [a]( ![ ** \x0b \0 \xff "
    b"=== === _originals_ crosscheck: ignore[x] \xe2\x80\x9c \xe2\x80\x9d ' \" ( ) (a) ... 7\xc2\xb2 \xd9\xa3 99999999999999999999 million "
    b"May 4, 2025 25/04/2025 yesterday 4:30 p.m. $5m 3-1 half not no all some will may said according to Krems Mr. U.S. Content-Length: "
    b"[rules] [terms.a] regex=' version documents { } [ ] : \\ \r\n \n \n \n\n \t"
).split(b" ")

ARCHIVES = ("a.docx", "a.odt")

Target = tuple[Callable[[bytes], object], list[bytes]]


def reader(name: str) -> Callable[[bytes], object]:
    """Reads a file of a format, and checks what is short: most of the time goes into checking."""

    def take(data: bytes) -> object:
        document = read(data, name)
        small = len(document.text) < SHORT
        return run([document, read(ORIGINAL, "o.txt", 1)], RULES, Settings()) if small else None

    return take


def _text(data: bytes) -> object:
    return check_text(data.decode("utf-8", "surrogateescape"))


def _texts(data: bytes) -> object:
    ours, _, theirs = data.decode("utf-8", "surrogateescape").partition("\0")
    return check_texts(ours, [theirs, ORIGINAL.decode()])


def _messages(data: bytes) -> object:
    messages, found = Messages(io.BytesIO(data)), 0
    while line := messages.readline():
        found += len(messages.read(len(data))) if not line.strip() else 0
    return found


def targets(folder: Path) -> dict[str, Target]:
    """Name -> what takes bytes, and the inputs to begin with."""
    file = folder / "crosscheck.toml"
    root = Path(__file__).parents[1]
    articles = [p.read_bytes()[:LARGEST] for p in sorted((root / "tests" / "cases").glob("*/*/input.txt"))]
    shapes: dict[str, list[bytes]] = {}
    for name, make in hostile.SHAPES.values():
        shapes.setdefault(name, []).append(make(300))

    def configuration(data: bytes) -> object:
        file.write_bytes(data)
        return Configs({}, str(file))["a.txt"]

    def pack(data: bytes) -> object:
        file.write_bytes(data)
        return read_packs([file])

    pack_seed = (
        b"[terms.a]\nunwanted=['x']\nwanted='y'\n[notices.b]\nregex='(?:a|b)c*:'\n[names.c]\nforms=['A B']\n"
    )
    made = b'{"version": 1, "documents": {"a.md": {"3f": {"rule": "x.y", "places": 1, "text": "t"}}}}'
    settings = b"profile='en-US'\nexclude=['[a-z]*']\nmax-size=9\n[per-file.'*.md']\nignore=['dates']\n"
    page = b"BT /F1 12 Tf 50 700 Td (The town) Tj [(a) -20 (b)] TJ <41> Tj ET q 1 0 0 1 0 0 cm Q"
    return {
        **{
            name.removeprefix("a."): (reader(name), seeds if name in ARCHIVES else [*seeds, *articles[:20]])
            for name, seeds in shapes.items()
        },
        "pdf": (extracted, [hostile.pdf(page), hostile.pdf(page * 9)]),
        "check_text": (_text, articles),
        "check_texts": (_texts, articles),
        "pack": (pack, [pack_seed]),
        "configuration": (configuration, [settings]),
        "baseline": (lambda data: parse(data.decode("utf-8", "replace"), "b.json"), [made]),
        "messages": (_messages, [b'Content-Length: 2\r\n\r\n{}Content-Length: 9\r\n\r\n{"a": [1]}']),
    }


def mutated(data: bytes, chance: random.Random) -> bytes:
    """The bytes with a few things changed, put in, left out, repeated or moved."""
    made = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 4, 16))):
        at = chance.randrange(len(made) + 1)
        to = min(len(made), at + chance.randrange(1, 40))
        scrap = chance.choice(SCRAPS)
        made[at : chance.choice((at, at, to))] = chance.choice(
            (
                scrap,
                scrap * chance.choice((2, 9, 200)),
                made[at:to] * 2,
                bytes([chance.randrange(256)]),
                b" " + scrap + b" ",
            )
        )
    return bytes(made[:LARGEST])


def mutated_archive(data: bytes, chance: random.Random) -> bytes:
    """An archive with its bytes changed, or those of a part."""
    if chance.random() < 0.3:
        return mutated(data, chance)
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, mutated(old.read(name)[:LARGEST], chance))
    return made.getvalue()


def _too_long(number: int, frame: FrameType | None) -> None:
    raise TimeoutError(f"more than {SECONDS} s")


def failure(take: Callable[[bytes], object], data: bytes) -> str | None:
    """What is wrong with how an input is taken; None where it gives a result, or an error that is foreseen."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    signal.signal(signal.SIGALRM, _too_long)
    signal.alarm(SECONDS)
    try:
        take(data)
    except CrosscheckError:
        pass
    except Exception as error:  # noqa: BLE001 - which is what is looked for
        place = traceback.extract_tb(error.__traceback__)[-1]
        return f"{type(error).__name__}: {error} ({Path(place.filename).name}:{place.lineno})"[:200]
    finally:
        signal.alarm(0)
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024
    return f"grew by {grown} MB" if grown > MEGABYTES else None


def main(seconds: float, seed: int) -> int:
    """Fuzz every target in turn for its share of the time; the number of inputs that failed."""
    chance, failures = random.Random(seed), 0
    with TemporaryDirectory() as folder:
        known = targets(Path(folder))
        for name, (take, seeds) in known.items():
            until, number, said = time.monotonic() + seconds / len(known), 0, set()
            while time.monotonic() < until:
                change = mutated_archive if f"a.{name}" in ARCHIVES else mutated
                data, number = change(chance.choice(seeds), chance), number + 1
                wrong = failure(take, data)
                if wrong and wrong not in said:
                    said.add(wrong)
                    FOLDER.mkdir(exist_ok=True)
                    kept = FOLDER / f"{name}-{blake2b(data, digest_size=4).hexdigest()}"
                    kept.write_bytes(data)
                    print(f"{kept.name}: {wrong}", flush=True)
            failures += len(said)
            print(f"{name:14} {number:9,} inputs, {len(said)} failed", flush=True)
    return failures


if __name__ == "__main__":
    given = [float(a) for a in sys.argv[1:]] + [600.0, 1.0][len(sys.argv) - 1 :]
    sys.exit(bool(main(given[0], int(given[1]))))
