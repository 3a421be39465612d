"""The one server: what an owner does in its pages, the program reads through its API."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

from accessctl.providers.sandbox.server.api_numbers import organization_number, user_number
from world import GIT_ENV, make_world, person, there


def test_served_sandbox_answers_the_reader_of_huli(tmp_path: Path) -> None:
    """With the address and key that it prints, a practice of `huli` is read from it."""
    world = make_world(tmp_path / "served")
    world.practice("lucia", person("ana"))
    world.commit()
    world.load({"practice": "lucia", "assistants": [there("ana")]})
    command = [sys.executable, "-m", "accessctl", "sandbox", "serve", "--port", "0", "--lang", "en"]
    with subprocess.Popen(command, cwd=world.root, env=GIT_ENV, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            server.stdout.readline()
            said = dict(re.findall(r"(ACCESSCTL_\w+)=(\S+)", server.stdout.readline()))
            assert said.keys() == {"ACCESSCTL_HULI_URL", "ACCESSCTL_HULI_KEY"}
            reader = make_world(tmp_path / "reader")
            users = {user_number("ana@org.example"): "ana@org.example"}  # type: ignore[arg-type]
            live = {"provider": "huli", "users": users}
            settings = {"version": 1, "language": "en", "live": live}
            reader.write("access/settings.yaml", json.dumps(settings))
            number = int(organization_number("lucia"))
            reader.practice("lucia", person("ana"), live={"organization": number})
            reader.commit()
            done = subprocess.run(
                [sys.executable, "-m", "accessctl", "status", "--format", "json", "--without-journal"],
                cwd=reader.root,
                env={**GIT_ENV, **said},
                capture_output=True,
                text=True,
                check=False,
            )
            assert done.returncode == 0, done.stderr
            assert '"active"' in done.stdout
            assert "ana@org.example" in done.stdout
        finally:
            server.terminate()
            server.wait(10)
