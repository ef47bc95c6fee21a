"""The checks: one module each, found by walking the package, so that there is no list to edit.

A check module has a function ``check(comparison: Comparison) -> Iterator[Finding]`` and a rule file of the same stem
under ``rules/``.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from crosscheck.comparison import Comparison
    from crosscheck.model import Finding

    Check = Callable[[Comparison], Iterator[Finding]]


@cache
def stems() -> tuple[str, ...]:
    """The names of all checks, sorted."""
    return tuple(sorted(m.name for m in pkgutil.iter_modules(__path__)))


@cache
def load(name: str) -> Check:
    """The function of one check."""
    check: Check = import_module(f"{__name__}.{name}").check
    return check
