"""One started Chromium for many tests: each desk still gets contexts of its own, and they end with it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from accessctl.declarations.page_map_loading import shipped_page_map
from accessctl.providers.huli.web.chromium import Chromium
from accessctl.providers.huli.web.sessions import State
from accessctl.providers.huli.web.whereabouts import Web


@dataclass
class Lent:
    """What a desk takes for a browser of its own; to close it is to close the contexts that it opened."""

    started: Chromium
    opened: list[Any] = field(default_factory=list)

    def work(self, act: Callable[[], Any]) -> Any:
        """Do something in the browser's thread."""
        return self.started.work(act)

    def context(self, state: State | None, *, headed: bool = False) -> Any:
        """Return a fresh context, as the program makes it."""
        self.opened.append(self.started.context(state, headed=headed))
        return self.opened[-1]

    def close(self) -> None:
        """Leave the browser to the next one."""
        for context in self.opened:
            self.started.work(context.close)
        self.opened.clear()


@contextmanager
def started_once() -> Iterator[Callable[[Web], Lent]]:
    """Start the installed Chromium when it is first needed, and yield what lends it."""
    mine = Web(dict(os.environ), Path("/unused"), lambda: datetime.now(UTC), shipped_page_map)
    chromium = Chromium(mine)

    def lend(web: Web) -> Lent:
        assert (web.program, web.arguments) == (mine.program, mine.arguments)
        return Lent(chromium)

    try:
        yield lend
    finally:
        chromium.close()
