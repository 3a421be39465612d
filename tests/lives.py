"""A life in a practice, played on the sandbox: for tests that ask about it afterwards."""

from __future__ import annotations

from world import World, person


def live_through(world: World) -> World:
    """Let Ana come, get record access, and leave."""
    world.practice("lucia", person("ana", record_access={"reason": "R"}), person("luz"))
    world.commit("Let Ana in (#7)\n\nReviewed-by: Luz <luz@org.example>")
    world.ok("apply", "--yes")
    world.sandbox("advance", "1h")
    world.sandbox("accept", "lucia", "ana@org.example")
    world.ok("apply", "--yes")
    world.sandbox("advance", "1h")
    world.sandbox("grant-record", "lucia", "ana@org.example")
    world.sandbox("advance", "1h")
    world.ok("apply", "--yes")
    world.practice("lucia", person("luz"))
    world.commit("Ana leaves (#9)")
    world.sandbox("advance", "1h")
    world.ok("apply", "--yes", "--allow-removals", "5")
    return world
