"""A live system for octoDNS that answers from memory: imported by octoDNS in its own environment."""

from __future__ import annotations

import json
import logging
from pathlib import Path
from typing import Any

from octodns.provider.base import BaseProvider
from octodns.record import Record


class Remembering(BaseProvider):
    """Holds every zone's records from the start, so that asking for one costs octoDNS's own part alone."""

    SUPPORTS_GEO = False
    SUPPORTS_DYNAMIC = False
    SUPPORTS_ROOT_NS = False
    SUPPORTS = frozenset({"TXT"})

    def __init__(self, id: str, path: str, **more: Any) -> None:  # noqa: A002 - octoDNS names it so
        self.log = logging.getLogger(f"Remembering[{id}]")
        super().__init__(id, **more)
        self._zones = json.loads(Path(path).read_text(encoding="utf-8"))

    def populate(self, zone: Any, target: bool = False, lenient: bool = False) -> bool:  # noqa: FBT001, FBT002 - octoDNS's own
        """Give a zone the records that are live."""
        del target
        for name, data in self._zones[zone.name].items():
            record = Record.new(zone, name, data, source=self, lenient=lenient)
            zone.add_record(record, lenient=lenient)
        return True
