"""``python -m crosscheck`` and the command ``crosscheck``."""

from __future__ import annotations

import gc
import sys
from typing import NoReturn

OBJECTS = 100_000
"""New objects between two searches for cycles: a run makes many objects and next to no cycles (a twentieth of its time)."""


def main() -> NoReturn:
    """Run the command line."""
    gc.set_threshold(OBJECTS)
    try:
        from crosscheck.cli import main as run

        run()
    except KeyboardInterrupt:
        sys.exit(2)


if __name__ == "__main__":
    main()
