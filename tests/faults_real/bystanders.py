"""Who is there whatever happens to a run: a mail server, and the sandbox's server as a process of its own."""

from __future__ import annotations

import contextlib
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
from machines import plain

from mail_server import Mailbox, serving
from world import GIT_ENV

mail = serving
"""A real SMTP server on loopback: yields the mailbox, and host and port."""


@dataclass(frozen=True)
class Site:
    """The sandbox's server at work."""

    address: str
    process: subprocess.Popen[str]
    client: httpx.Client

    def answers(self) -> bool:
        """Say whether it still works, whatever is done to the state it shares."""
        return self.client.get("/operador").status_code == 200


@contextmanager
def site(repository: Path, papers: Path) -> Iterator[Site]:
    """Run `accessctl sandbox serve` in a repository until the block ends."""
    words = [sys.executable, "-m", "accessctl", "sandbox", "serve", "--port", "0"]
    with (
        (papers / "server.err").open("w") as complaints,
        subprocess.Popen(
            words,
            cwd=repository,
            env=plain({**GIT_ENV, "LC_ALL": "C"}),
            stdout=subprocess.PIPE,
            stderr=complaints,
            text=True,
        ) as process,
    ):
        try:
            assert process.stdout is not None
            found = re.search(r"http://127\.0\.0\.1:\d+", process.stdout.readline())
            assert found is not None, (papers / "server.err").read_text()
            with httpx.Client(base_url=found[0], timeout=60) as client:
                yield Site(found[0], process, client)
        finally:
            with contextlib.suppress(ProcessLookupError):
                process.terminate()
            process.wait(60)
    said = (papers / "server.err").read_text()
    assert said == "", f"the sandbox's server complained: {said}"


__all__ = ["Mailbox", "Site", "mail", "site"]
