"""Where clicks go is not an unreviewed change's to say."""

from __future__ import annotations

from accessctl.declarations.loading import declaration_of
from accessctl.execution.base_revision import base_of, found_on
from accessctl.journal.gateway import Gateway
from world import World


def test_map_of_an_unreviewed_change_is_shown_and_not_gone_by(world: World) -> None:
    """The base's map holds, whether it has one or not; the change's own is named in the plan."""
    for before, start in (("version: 1\nstart: /inicio\n", "/inicio"), ("", None)):
        path = world.root / "access/page-map.yaml"
        path.unlink(missing_ok=True)
        if before:
            path.write_text(before, encoding="utf-8")
        base = world.commit("The base")
        path.write_text("version: 1\nstart: /otra\n", encoding="utf-8")
        world.commit("The change")
        with Gateway(world.root) as gateway:
            found = base_of(gateway, base)
            read = declaration_of(found_on(gateway, world.root, found)).page_map
        assert found.altered == ("access/page-map.yaml",)
        assert (None if read is None else read.start) == start
        told = world.plan("--base", base, "--without-journal")["alterations"]
        assert {"altered-not-used", "page-map-changed"} <= {one["code"] for one in told}
