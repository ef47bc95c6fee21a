"""Work in processes of their own: they end when their parent does, and stay within limits."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from multiprocessing import parent_process
from multiprocessing.connection import wait


class LimitError(Exception):
    """A process took more time or memory than it was given."""


def end_with_parent() -> None:
    """Let this process end as soon as the one that began it is gone, however that ended.

    A worker waits for work on a pipe that it holds both ends of: without this it would wait for ever.
    """
    parent = parent_process()
    if parent:
        threading.Thread(target=_end_behind, args=(parent.sentinel,), daemon=True).start()


def _end_behind(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)


def run_module(module: str, given: bytes, seconds: int, memory: int) -> bytes:
    """What a module writes when it is run as a program, with ``given`` on its standard input.

    ``seconds`` of processor time and ``memory`` in bytes are what it may take; the module sets them by ``limit``. It sees no
    module of the working directory. Raises LimitError where it took more, or ended without having written anything.
    """
    command = [sys.executable, "-P", "-m", module, str(seconds), str(memory)]
    try:
        # Processor time is what is limited; by the clock a busy machine may be ten times as slow.
        done = subprocess.run(  # noqa: S603 - our own module
            command, input=given, capture_output=True, check=False, timeout=10 * seconds
        )
    except subprocess.TimeoutExpired:
        raise LimitError from None
    if done.returncode or not done.stdout:
        raise LimitError
    return done.stdout


def limit(seconds: int, memory: int) -> None:
    """Let this process take no more than so much processor time, and so much memory beyond what it has; not on Windows."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123 - pathlib is not loaded here
            held = int(file.read().split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (held + memory, held + memory))
    except (OSError, ValueError):  # no Linux: time alone is limited
        return
