"""A client of the language server that speaks JSON-RPC over the pipes of a real process."""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import threading
import time
from pathlib import Path
from types import TracebackType
from typing import Any, Self

PATIENCE = 60.0
"""Seconds after which a message that does not come fails a test; no figure of how fast it should be."""


class Client:
    """An editor, as far as the server can tell."""

    def __init__(
        self, folder: Path, encodings: list[str] | None = None, command: list[str] | None = None
    ) -> None:
        self.folder = folder
        self._encodings = encodings
        self._process = subprocess.Popen(
            command or [sys.executable, "-m", "crosscheck", "lsp"],
            cwd=folder,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**os.environ, "PYTHONWARNINGS": "error"},
        )
        self._messages: queue.Queue[dict[str, Any]] = queue.Queue()
        self._kept: list[dict[str, Any]] = []
        self._number = 0
        self._reader = threading.Thread(target=self._read, daemon=True)

    def __enter__(self) -> Self:
        """Start the conversation."""
        self._reader.start()
        general = {"positionEncodings": self._encodings} if self._encodings else {}
        root = self.folder.as_uri()
        params = {"processId": None, "rootUri": root, "capabilities": {"general": general}}
        self.capabilities = self.request("initialize", params)["capabilities"]
        self.notify("initialized", {})
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End it as the protocol asks; the server leaves with 0 and has said nothing beside it."""
        try:
            if kind is None:
                self.request("shutdown", None)
                self.notify("exit", None)
                assert self._process.wait(PATIENCE) == 0
        finally:
            self._process.kill()
            self._process.communicate()

    def request(self, method: str, params: Any) -> Any:
        """Ask, and wait for the answer."""
        self._number += 1
        self._send({"id": self._number, "method": method, "params": params})
        answer = self._wait(lambda m: m.get("id") == self._number and "method" not in m)
        assert "error" not in answer, answer["error"]
        return answer["result"]

    def notify(self, method: str, params: Any) -> None:
        """Say something that has no answer."""
        self._send({"method": method, "params": params})

    def wait(self, method: str) -> Any:
        """What the server says next under a name."""
        return self._wait(lambda m: m.get("method") == method)["params"]

    def open(self, path: Path, text: str | None = None) -> str:
        """Open a file; its address."""
        said = path.read_bytes().decode() if text is None else text
        language = "markdown" if path.suffix == ".md" else "plaintext"
        document = {"uri": path.as_uri(), "languageId": language, "version": 1, "text": said}
        self.notify("textDocument/didOpen", {"textDocument": document})
        return path.as_uri()

    def change(self, uri: str, text: str) -> None:
        """Edit a text."""
        self._number += 1
        document = {"uri": uri, "version": self._number}
        self.notify("textDocument/didChange", {"textDocument": document, "contentChanges": [{"text": text}]})

    def diagnostics(self) -> list[dict[str, Any]]:
        """What is published next."""
        found: list[dict[str, Any]] = self.wait("textDocument/publishDiagnostics")["diagnostics"]
        return found

    def until(self, rule: str, *, there: bool) -> tuple[list[dict[str, Any]], float]:
        """What is published once a rule is among it, or no more is; and how many seconds that took."""
        start = time.perf_counter()
        while True:
            found = self.diagnostics()
            if any(d["code"] == rule for d in found) == there:
                return found, time.perf_counter() - start

    def _wait(self, wanted: Any) -> dict[str, Any]:
        for message in self._kept:
            if wanted(message):
                self._kept.remove(message)
                return message
        while True:
            message = self._messages.get(timeout=PATIENCE)
            if wanted(message):
                return message
            self._kept.append(message)

    def send_raw(self, data: bytes) -> None:
        """Say something that may be no message."""
        assert self._process.stdin
        self._process.stdin.write(data)
        self._process.stdin.flush()

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._process.stdin
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self._process.stdin.flush()

    def _read(self) -> None:
        assert self._process.stdout
        while header := self._process.stdout.readline():
            length = int(header.removeprefix(b"Content-Length: ")) if header[:8] == b"Content-" else 0
            while self._process.stdout.readline().strip():
                pass
            self._messages.put(json.loads(self._process.stdout.read(length)))
