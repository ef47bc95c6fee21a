"""``python -m crosscheck`` and the command ``crosscheck``."""

from __future__ import annotations

from crosscheck.cli import main

if __name__ == "__main__":
    main()
