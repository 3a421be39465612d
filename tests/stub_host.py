"""A host on this machine: a real HTTP server that gives recorded answers and remembers what it was asked."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from loopback import Handler, listening


@dataclass
class Said:
    """One answer: a status, what is sent as JSON, and more headers."""

    value: Any = None
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    raw: bytes | None = None


@dataclass
class Host:
    """Answers by path with its query; several answers for one path are given one after the other."""

    answers: dict[str, list[Said]]
    asked: list[tuple[str, Mapping[str, str]]] = field(default_factory=list)
    url: str = ""

    def next(self, path: str) -> Said:
        """Return what is answered now."""
        said = self.answers.get(path) or [Said({"message": "Not Found"}, 404)]
        return said.pop(0) if len(said) > 1 else said[0]


@contextmanager
def serving(answers: Mapping[str, Any]) -> Iterator[Host]:
    """Serve the answers on loopback."""
    known = {path: [_said(item) for item in _listed(value)] for path, value in answers.items()}
    host = Host(known)

    class Telling(Handler):
        def do_GET(self) -> None:  # noqa: N802 - http.server's name
            host.asked.append((self.path, {key.lower(): value for key, value in self.headers.items()}))
            said = host.next(self.path)
            body = json.dumps(said.value).encode() if said.raw is None else said.raw
            self.send_response(said.status)
            for key, value in said.headers.items():
                self.send_header(key, value.replace("{url}", host.url))
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    with listening(Telling) as host.url:
        yield host


def _listed(value: Any) -> list[Any]:
    return list(value) if isinstance(value, tuple) else [value]


def _said(value: Any) -> Said:
    return value if isinstance(value, Said) else Said(value)
