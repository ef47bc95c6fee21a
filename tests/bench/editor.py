"""How long the language server takes to answer a change in fifty thousand words (``make bench``), as an editor sees it."""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path
from statistics import median

TESTS = Path(__file__).resolve().parents[1]
SEED = TESTS.parent / "seeds" / "china-central-asia-2025.txt"
WORDS = 50_000
ROUNDS = 9
TYPO = ("agricultural", "agricutlural")


def main() -> None:
    """Print the first and the whole answer: a typo is made and mended in turn."""
    sys.path.insert(0, str(TESTS))
    from languageclient import Client

    text = grown(SEED.read_bytes().decode("utf-8"))
    states = [text.replace(*TYPO, 1), text]
    with tempfile.TemporaryDirectory() as folder, Client(Path(folder)) as client:
        path = Path(folder, "long.txt")
        path.write_bytes(text.encode())
        uri = client.open(path)
        known = len(client.diagnostics())
        first, whole = [], []
        for number in range(ROUNDS):
            client.change(uri, states[number % 2])
            start = time.perf_counter()
            found = len(client.diagnostics())
            first.append(time.perf_counter() - start)
            assert found == known + (number % 2 == 0), "the first answer knows of the typo"
            client.diagnostics()
            whole.append(time.perf_counter() - start)
    print(f"editor, {len(text.split()):,} words: first answer to a change  {median(first) * 1000:8.1f} ms")
    print(f"editor, {len(text.split()):,} words: whole answer              {median(whole) * 1000:8.1f} ms")


def grown(text: str) -> str:
    """The real document with its originals over and over, the long words of each copy marked."""
    lines = text.splitlines()
    made, copies = list(lines), 0
    words = len(text.split())
    while words < WORDS:
        mark = chr(ord("a") + copies)
        more = [
            " ".join(f"{w}{mark}" if len(w) > 6 and w.isalpha() else w for w in x.split(" "))
            for x in lines[29:]
        ]
        made, copies, words = [*made, *more], copies + 1, words + sum(len(x.split()) for x in more)
    return "\n".join([*made, ""])


if __name__ == "__main__":
    main()
