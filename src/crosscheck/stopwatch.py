"""What each stage of a run takes."""

from __future__ import annotations

import time
from collections.abc import Callable

Lap = Callable[[str], object]
"""Is told the name of each stage when it ends."""


def untimed(_: str) -> None:
    """The lap of a run that nobody measures."""


class Stopwatch:
    """Seconds of processor time by stage, in the order in which the stages end for the first time."""

    def __init__(self) -> None:
        self.laps: dict[str, float] = {}
        self._last = time.process_time()

    def lap(self, stage: str) -> None:
        """Book what has passed since the last lap for a stage."""
        now = time.process_time()
        self.laps[stage] = self.laps.get(stage, 0.0) + now - self._last
        self._last = now
