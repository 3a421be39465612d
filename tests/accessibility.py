"""What axe finds on a page: the whole of it, save the rows that are built like others of their table."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

SIZES = {"desktop": {"width": 1280, "height": 900}, "phone": {"width": 390, "height": 844}}
LOOKS = (("desktop", "light"), ("phone", "dark"))
"""Each width and each scheme once: the colours are the same at every width."""
VIEWS = (("es", *LOOKS[0]), ("en", *LOOKS[1]))
"""Each language once besides."""

_THIN = """() => document.querySelectorAll('tbody').forEach(body => {
  const built = node => [node.localName, ...[...node.attributes]
    .map(({name, value}) => /^(class|role|scope|style|type)$|^aria-/.test(name) ? `${name}=${value}` : name)];
  const seen = new Map();
  for (const row of [...body.rows]) {
    const kind = JSON.stringify([row, ...row.querySelectorAll('*')].map(built));
    seen.set(kind, (seen.get(kind) ?? 0) + 1);
    if (seen.get(kind) > 3) row.remove();
  }
})"""
"""To look at the contrast of two hundred equal rows takes axe ten seconds, and tells nothing new."""


@dataclass(frozen=True)
class Axe:
    """axe-core, ready to be run in a page."""

    script: str

    def flaws(self, page: Any, **options: Any) -> list[tuple[str, str]]:
        """Return what is wrong with the page, in as many rows as differ; the others are gone afterwards."""
        page.evaluate(_THIN)
        if not page.evaluate("'axe' in window"):
            page.evaluate(self.script)
        asked = json.dumps({"resultTypes": ["violations"], **options})
        found = page.evaluate(f"axe.run({asked})")["violations"]
        return [(item["id"], item["nodes"][0]["html"][:120]) for item in found]


def fits(page: Any) -> bool:
    """Say whether nothing sticks out of the window."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


def looks(page: Any) -> Iterator[str]:
    """Show the page as each of `LOOKS`."""
    for size, scheme in LOOKS:
        page.set_viewport_size(SIZES[size])
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        yield f"{size}, {scheme}"
