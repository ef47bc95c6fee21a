"""Timings as ratios (``make bench``): seconds differ between machines, ratios within one run less so."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from crosscheck import check_text, check_texts

SEED = Path(__file__).resolve().parents[2] / "seeds" / "china-central-asia-2025.txt"
ROUNDS = 15
GROWTH = (1, 4, 16)
"""How many times the originals are repeated, each copy with its own words, to see how time grows."""


def main() -> None:
    """Print each figure beside the bare import of click and rapidfuzz, and the growth with the originals."""
    floor, whole = medians(
        lambda: run("-c", "import click, rapidfuzz.fuzz"),
        lambda: run("-m", "crosscheck", "check", str(SEED), "--fail-level", "never"),
    )
    text = SEED.read_bytes().decode("utf-8")
    check_text(text)
    (warm,) = medians(lambda: check_text(text))
    print(f"import click, rapidfuzz.fuzz  {floor * 1000:8.1f} ms   1.0")
    print(f"crosscheck check, the seed    {whole * 1000:8.1f} ms   {whole / floor:.1f}")
    print(f"library, warm, the seed       {warm * 1000:8.1f} ms   {warm / floor:.1f}")
    times = [grown(text, factor) for factor in GROWTH]
    for factor, seconds in zip(GROWTH, times, strict=True):
        print(f"originals x {factor:<4}              {seconds * 1000:8.1f} ms   x {seconds / times[0]:.1f}")


def medians(*actions: Callable[[], object]) -> list[float]:
    """Median seconds of each action; they take turns, so that a busy moment hits all of them."""
    seconds: list[list[float]] = [[] for _ in actions]
    for _ in range(ROUNDS):
        for taken, action in zip(seconds, actions, strict=True):
            start = time.perf_counter()
            action()
            taken.append(time.perf_counter() - start)
    return [median(taken) for taken in seconds]


def run(*arguments: str) -> None:
    """One process of this interpreter, its output thrown away."""
    subprocess.run(
        [sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


def grown(text: str, factor: int) -> float:
    """Seconds for the article against ``factor`` times its originals; copies have every long word marked."""
    lines = text.splitlines()
    summary, original = "\n".join(lines[:28]), "\n".join(lines[29:74])
    words = original.split(" ")
    copies = [" ".join(f"{w}{n}" if len(w) > 6 else w for w in words) for n in range(1, factor)]
    start = time.perf_counter()
    check_texts(summary, [original, *copies])
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
