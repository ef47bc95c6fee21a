"""What each stage of a run took, a row a stage."""

from __future__ import annotations

from collections.abc import Mapping


def render(laps: Mapping[str, float]) -> str:
    """The table of the seconds of processor time by stage, in milliseconds, with their sum."""
    from tabulate import tabulate

    whole = sum(laps.values())
    rows = [(stage, f"{1000 * took:,.1f}", f"{took / whole:.0%}") for stage, took in laps.items() if took]
    rows.append(("all", f"{1000 * whole:,.1f}", ""))
    headers = ("stage", "ms", "share")
    return tabulate(rows, headers, disable_numparse=True, colalign=("left", "right", "right"))
