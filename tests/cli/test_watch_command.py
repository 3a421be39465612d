"""`watch` keeps what was applied last true, and leaves newer commits to `apply`."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import struct
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.client import HTTPConnection
from itertools import pairwise
from pathlib import Path

import pytest

from accessctl.cli.apply_command import Stop
from accessctl.cli.watch_command import rest
from accessctl.cli.watch_monitor import Monitor
from world import GIT_ENV, SETTINGS, Answer, World, make_world, person, there

SLUG = "santa-lucia"


@pytest.fixture
def world(tmp_path: Path) -> World:
    """Return a repository with one practice and nobody in it."""
    made = make_world(tmp_path / "clone")
    made.practice(SLUG, person("ana"))
    made.commit()
    made.load({"practice": SLUG, "assistants": []})
    return made


def once(world: World, *arguments: str) -> dict:
    """Make one round and return it."""
    answer = world.run("watch", "--once", "--format", "json", *arguments)
    assert len(answer.out.splitlines()) == 1, answer
    return {**answer.json, "code": answer.code}


def done(found: dict) -> list[str]:
    """Return what a round carried out, as `kind person`."""
    return [
        f"{item['kind']} {item['email'].split('@')[0]}"
        for part in found["parts"]
        for item in part["outcomes"]
        if item["status"] in ("done", "handed-off")
    ]


def test_before_anything_was_applied_there_is_nothing_to_watch_over(world: World) -> None:
    """A newcomer is told to apply first, and nothing is written."""
    answer = world.run("watch", "--once", "--lang", "en")
    assert answer.code == 0
    assert "nothing was applied yet" in answer.out
    assert world.live()[SLUG] == {}


def test_an_invitation_that_expired_is_sent_again(world: World) -> None:
    """Two days on, the invitation is resent without anybody asking."""
    world.ok("apply", "--yes")
    world.sandbox("advance", "49h")
    found = once(world)
    assert (found["code"], done(found)) == (0, ["resend ana"])
    assert once(world)["summary"]["changes"] == 0


def test_an_invitation_that_ran_out_rests_longer_each_time_where_the_settings_say_so(tmp_path: Path) -> None:
    """With a back-off of a day: sent again after one day, then after two; then somebody has to decide."""
    settings = f"{SETTINGS}invitations: {{back_off: 1d}}\n"
    world = make_world(tmp_path / "clone", settings)
    world.practice(SLUG, person("ana"))
    world.commit()
    world.load({"practice": SLUG, "assistants": []})
    world.ok("apply", "--yes")
    sent = []
    for hour in range(0, 12 * 24, 6):
        world.sandbox("advance", "6h")
        sent += [(step, hour + 6) for step in done(once(world))]
    assert sent == [("resend ana", 72), ("resend ana", 72 + 48 + 48)]
    assert once(world)["code"] == 5


def test_no_invitation_goes_out_on_a_friday_to_die_on_sunday(tmp_path: Path) -> None:
    """One of Wednesday that ran out on Friday waits for Monday's working hours."""
    window = 'invitations: {send_window: {days: [mon, tue, wed, thu], hours: "08:00-17:00"}}'
    world = make_world(tmp_path / "clone", f"{SETTINGS}{window}\n")  # it is Tuesday, 10:00 there
    world.practice(SLUG, person("ana"))
    world.commit()
    world.load({"practice": SLUG, "assistants": []})
    world.sandbox("advance", "30h")
    world.ok("apply", "--yes")
    sent = []
    hours = [*range(32, 136, 8), *range(137, 150)]  # finer where it has to happen
    for before, hour in pairwise([30, *hours]):
        world.sandbox("advance", f"{hour - before}h")
        sent += [(step, hour) for step in done(once(world))]
    assert sent[0] == ("resend ana", 5 * 24 + 22)  # Monday, 08:00
    assert all(8 <= (10 + hour) % 24 < 17 for _, hour in sent)


def test_a_valid_invitation_waits_and_a_round_says_until_when(world: World) -> None:
    """Nothing is done while the invitee has time, and the round knows when that ends."""
    world.ok("apply", "--yes")
    found = once(world)
    assert (found["summary"]["waiting"], done(found)) == (1, [])
    assert found["parts"][0]["valid_until"] == "2026-11-26T16:00:00Z"


def test_a_round_with_nothing_to_do_writes_nothing(world: World) -> None:
    """The journal grows with what happens, not with what is looked at."""
    world.ok("apply", "--yes")
    before = world.journal_commits
    once(world)
    once(world)
    assert world.journal_commits == before


def test_a_first_day_that_lay_ahead_when_it_was_applied_comes_due(world: World) -> None:
    """An apply that had nothing to do today is remembered, so that tomorrow's day comes due."""
    world.ok("apply", "--yes")
    world.practice(SLUG, person("ana"), person("luz", **{"from": "2026-11-26"}))
    world.commit()
    world.ok("apply", "--yes")
    assert done(once(world)) == []
    world.sandbox("advance", "40h")
    assert done(once(world)) == ["invite luz"]


def test_a_last_day_that_passed_ends_the_access(world: World) -> None:
    """The day after `until` the person goes, with no commit."""
    world.practice(SLUG, person("ana", until="2026-11-25"), person("luz"))
    world.load({"practice": SLUG, "assistants": [there("ana"), there("luz")]})
    world.commit()
    world.ok("apply", "--yes")
    world.sandbox("advance", "40h")
    assert done(once(world)) == ["revoke ana"]


def test_what_was_added_by_hand_is_undone(world: World) -> None:
    """Drift towards more access does not wait for the next merge."""
    world.ok("apply", "--yes")
    world.sandbox("add", SLUG, "intruder@org.example", "--clinics", "escazu")
    assert done(once(world)) == ["revoke intruder"]


def test_a_newer_commit_is_left_to_apply(world: World) -> None:
    """What was merged and not applied is not slipped in by a round, whatever the work tree holds."""
    world.ok("apply", "--yes")
    world.practice(SLUG, person("ana"), person("luz"))
    world.commit()
    assert done(once(world)) == []
    world.write(f"practices/{SLUG}.yaml", "nonsense: [")
    assert (once(world)["code"], done(once(world))) == (0, [])
    world.git("checkout", "-q", "--", ".")
    world.ok("apply", "--yes")
    assert set(world.live()[SLUG]) == {"ana@org.example", "luz@org.example"}


def test_a_practice_applied_on_its_own_is_watched_from_its_own_commit(world: World) -> None:
    """After `apply --practice`, that one goes by the new commit and the others by the old one."""
    world.practice("el-roble", person("eva"))
    world.commit()
    world.load({"practice": SLUG, "assistants": []}, {"practice": "el-roble", "assistants": []})
    world.ok("apply", "--yes")
    world.practice("el-roble", person("eva"), person("rosa"))
    world.practice(SLUG, person("ana"), person("luz"))
    narrow = world.commit()
    world.ok("apply", "--yes", "--practice", "el-roble")
    world.sandbox("advance", "49h")
    found = once(world)
    assert sorted(done(found)) == ["resend ana", "resend eva", "resend rosa"]
    assert [(part["commit"] == narrow, part["practices"]) for part in found["parts"]] == [
        (False, [SLUG]),
        (True, ["el-roble"]),
    ]
    world.ok("apply", "--yes")
    assert [part["practices"] for part in once(world)["parts"]] == [None]


def test_a_practice_renamed_on_its_own_is_not_looked_after_under_both_names(world: World) -> None:
    """The old file's commit no longer speaks for a practice that goes on under a new name."""
    world.practice("el-roble", person("eva"))
    world.commit()
    world.load({"practice": SLUG, "assistants": []}, {"practice": "el-roble", "assistants": []})
    world.ok("apply", "--yes")
    world.git("rm", "-q", "practices/el-roble.yaml")
    world.practice("el-roble-norte", person("eva"), previously=["el-roble"])
    world.commit()
    answer = world.run("apply", "--yes", "--practice", "el-roble-norte")
    assert answer.code in (0, 5), answer
    assert [part["practices"] for part in once(world)["parts"]] == [[SLUG], ["el-roble-norte"]]


def _with_el_roble(world: World, *people: dict) -> None:
    world.practice("el-roble", *people)
    world.commit()
    world.load({"practice": SLUG, "assistants": []}, {"practice": "el-roble", "assistants": []})
    world.ok("apply", "--yes")


def test_nobody_comes_back_under_the_earlier_name_of_a_practice(world: World) -> None:
    """Applied on its own, renamed, and applied on its own again: its earlier commit speaks for nobody."""
    _with_el_roble(world, person("eva"))
    world.practice("el-roble", person("eva"), person("rosa"))
    world.commit()
    world.ok("apply", "--yes", "--practice", "el-roble")
    world.git("rm", "-q", "practices/el-roble.yaml")
    world.practice("el-roble-norte", person("eva"), previously=["el-roble"])
    world.commit()
    world.ok("apply", "--yes", "--practice", "el-roble-norte")
    found = once(world)
    assert done(found) == []
    assert [part["practices"] for part in found["parts"]] == [[SLUG], ["el-roble-norte"]]


def test_a_practice_that_got_its_earlier_name_back_is_looked_after_under_it(world: World) -> None:
    """What counts is the name under which it was applied last."""
    _with_el_roble(world, person("eva"))
    for old, new in (("el-roble", "roble-norte"), ("roble-norte", "el-roble")):
        world.git("rm", "-q", f"practices/{old}.yaml")
        world.practice(new, person("eva"), previously=[old])
        world.commit()
        world.ok("apply", "--yes", "--practice", new)
    assert [part["practices"] for part in once(world)["parts"]] == [[SLUG], ["el-roble"]]


def test_a_commit_by_which_no_practice_goes_any_more_refuses_nothing(world: World) -> None:
    """Every practice was applied on its own since, so that the old whole commit may have left the branch."""
    world.ok("apply", "--yes")
    world.practice(SLUG, person("ana"), person("luz"))
    world.git("add", "-A")
    world.git("commit", "-q", "--amend", "-m", "Begin otherwise")
    world.ok("apply", "--yes", "--practice", SLUG)
    found = once(world)
    assert (found["code"], [part["practices"] for part in found["parts"]]) == (0, [[SLUG]])


def test_a_file_that_is_no_practice_is_not_looked_after_as_one(world: World) -> None:
    """A note beside the practices' files does not come up in the journal."""
    world.write("practices/README.md", "One file each.\n")
    world.write("practices/old/el-pino.yaml", "nothing that is read\n")
    _with_el_roble(world, person("eva"))
    world.practice("el-roble", person("eva"), person("rosa"))
    world.commit()
    world.run("apply", "--yes", "--practice", "el-roble")
    assert [part["practices"] for part in once(world)["parts"]] == [[SLUG], ["el-roble"]]


def test_the_same_files_on_a_rewritten_branch_are_watched_once_they_are_applied(world: World) -> None:
    """A branch whose messages alone were rewritten: to apply it, with nothing to do, is the way out."""
    world.ok("apply", "--yes")
    world.git("commit", "-q", "--amend", "-m", "Say it in other words")
    assert once(world)["code"] == 6
    world.ok("apply", "--yes")
    found = once(world)
    assert (found["code"], found["parts"][0]["commit"]) == (0, world.git("rev-parse", "HEAD"))


def test_a_guard_refuses_in_a_round_as_it_does_in_an_apply(world: World) -> None:
    """An unattended round is no way around a limit."""
    people = [f"p{number}" for number in range(8)]
    world.practice(SLUG, *(person(name, until="2026-11-25") for name in people))
    world.load({"practice": SLUG, "assistants": [there(name) for name in people]})
    world.commit()
    world.ok("apply", "--yes")
    world.git("commit", "-q", "--allow-empty", "-m", "Let them go\n\nAllow-Removals: 99")
    world.sandbox("advance", "40h")
    found = once(world)
    assert found["code"] == 6
    assert found["parts"][0]["violations"][0]["guard"] == "practice-removals"
    assert len(world.live()[SLUG]) == 8


def test_a_commit_that_left_the_branch_is_not_watched_over(world: World) -> None:
    """Where the branch's history was rewritten, a person decides."""
    world.practice(SLUG, person("ana"), person("luz"))
    world.commit("Applied and later thrown away")
    world.ok("apply", "--yes")
    world.git("reset", "-q", "--hard", "HEAD~1")
    assert once(world)["code"] == 6


def test_settings_with_errors_stop_a_round_with_one_sentence(world: World) -> None:
    """Nobody guesses where the journal is."""
    world.ok("apply", "--yes")
    world.write("access/settings.yaml", "version: 1\nlanguage: [")
    answer = world.run("watch", "--once", "--lang", "en")
    assert answer.code == 1
    assert "access/settings.yaml has errors" in answer.out


def test_the_journal_says_that_a_round_did_it(world: World) -> None:
    """Who reads the journal tells a round from somebody's apply; `verify` finds nothing wrong with it."""
    commit = world.git("rev-parse", "HEAD")
    world.ok("apply", "--yes")
    world.sandbox("advance", "49h")
    once(world)
    heads = [item for item in world.journal() if item["kind"] == "run"]
    assert [(item["command"], item["commit"]) for item in heads] == [("apply", commit), ("watch", commit)]
    assert "error" not in world.ok("verify").out


def _with_remote(world: World, tmp_path: Path) -> str:
    """Give the repository a remote, and pin the journal there; return the remote's address."""
    bare = tmp_path / "bare"
    world.git("init", "-q", "--bare", "-b", "main", str(bare))
    world.git("remote", "add", "origin", str(bare))
    world.git("push", "-q", "origin", "main")
    world.ok("journal", "init")
    world.commit("Pin the journal")
    world.git("push", "-q", "origin", "main")
    return bare.as_uri()


def test_a_work_tree_older_than_the_pinned_journal_is_not_taken_for_one_where_nothing_was_applied(
    world: World, tmp_path: Path
) -> None:
    """A service left on an old commit says so, in place of watching over nothing for months."""
    before = world.git("rev-parse", "HEAD")
    _with_remote(world, tmp_path)
    world.ok("apply", "--yes")
    world.git("checkout", "-q", before)
    found = once(world)
    assert (found["code"], found["error"]["code"]) == (1, "journal-pinned-on-branch")


def test_a_clone_that_was_cut_short_is_told_to_fetch_the_rest(world: World, tmp_path: Path) -> None:
    """The applied commit is on the branch; only this clone lacks it, and no --rollback helps."""
    address = _with_remote(world, tmp_path)
    world.ok("apply", "--yes")
    world.commit("Something else")
    world.git("push", "-q", "origin", "main")
    world.git("clone", "-q", "--depth", "1", address, str(tmp_path / "short"))
    found = once(World(tmp_path / "short"))
    assert found["code"] == 1
    assert found["parts"][0]["error"]["code"] == "history-shallow"


def test_a_clock_that_is_set_back_lengthens_no_pause() -> None:
    """A service does not sleep through the hour that its machine's clock was ahead."""
    began = datetime.now(UTC)
    clocks = iter([began])
    start = time.monotonic()
    rest(lambda: next(clocks, began - timedelta(hours=1)), 1.0, Stop())
    assert 0.9 < time.monotonic() - start < 5


@pytest.mark.parametrize("text", ["soon", "5", "0s", "-5m", ""])
def test_a_pause_that_is_none_is_a_usage_error(world: World, text: str) -> None:
    """`--every` says how it is written."""
    answer = world.run("watch", f"--every={text}", "--lang", "en")
    assert answer.code == 2
    assert "5m" in answer.err


def test_metrics_are_written_to_a_file_without_a_name_in_them(world: World, tmp_path: Path) -> None:
    """A monitor sees numbers and nobody's address."""
    world.ok("apply", "--yes")
    world.sandbox("advance", "49h")
    once(world, "--metrics", str(tmp_path / "accessctl.prom"))
    text = (tmp_path / "accessctl.prom").read_text()
    assert 'accessctl_changes_total{kind="resend",status="done"} 1.0' in text
    assert "accessctl_round_ok 1.0" in text
    assert "@" not in text
    assert SLUG not in text


def test_a_metrics_file_that_cannot_be_written_is_said(world: World, tmp_path: Path) -> None:
    """A missing folder is named."""
    answer = world.run("watch", "--once", "--metrics", str(tmp_path / "none" / "file.prom"))
    assert answer.code == 1
    assert "file.prom" in answer.err


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def _service(world: World, *arguments: str) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "accessctl", "watch", "--format", "json", *arguments]
    with subprocess.Popen(
        command, cwd=world.root, env=GIT_ENV, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def _get(port: int, path: str) -> Answer:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=10) as answer:
            return Answer(answer.status, answer.read().decode(), "")
    except urllib.error.HTTPError as error:
        return Answer(error.code, error.read().decode(), "")


def test_as_a_service_it_goes_on_until_it_is_told_to_stop(world: World) -> None:
    """Round after round, one line of JSON each; health and metrics on loopback; SIGTERM ends it with 0."""
    world.ok("apply", "--yes")
    port = free_port()
    with _service(world, "--every", "1s", "--port", str(port)) as process:
        assert process.stdout is not None
        first = json.loads(process.stdout.readline())
        assert first["summary"]["waiting"] == 1
        assert _get(port, "/healthz") == Answer(200, "ok\n", "")
        assert "accessctl_handoffs_pending 0.0" in _get(port, "/metrics").out
        assert _get(port, "/").code == 404
        world.sandbox("advance", "49h")
        until = time.monotonic() + 20
        kinds: list[str] = []
        while "resend" not in kinds and time.monotonic() < until:
            found = json.loads(process.stdout.readline())
            kinds = [item["kind"] for part in found["parts"] for item in part["outcomes"]]
        assert "resend" in kinds
        os.kill(process.pid, signal.SIGTERM)
        assert process.wait(10) == 0


def test_health_is_bad_when_a_round_could_not_look(world: World) -> None:
    """A round that failed shows at once, and the service goes on."""
    world.ok("apply", "--yes")
    world.write("access/settings.yaml", "version: 1\nlanguage: [")
    port = free_port()
    with _service(world, "--every", "1s", "--port", str(port)) as process:
        assert process.stdout is not None
        assert json.loads(process.stdout.readline())["error"]["code"] == "settings-unreadable"
        assert _get(port, "/healthz") == Answer(503, "settings-unreadable\n", "")
        world.git("checkout", "-q", "--", "access")
        until = time.monotonic() + 20
        while json.loads(process.stdout.readline())["error"] is not None:
            assert time.monotonic() < until
        assert _get(port, "/healthz").code == 200


def test_a_connection_that_says_nothing_holds_up_neither_health_nor_the_end(world: World) -> None:
    """A scraper that hangs or breaks off is nobody's business but its own, and leaves no trace."""
    world.ok("apply", "--yes")
    port = free_port()
    with _service(world, "--every", "1s", "--port", str(port)) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        with socket.create_connection(("127.0.0.1", port)), socket.socket() as broken:
            broken.connect(("127.0.0.1", port))
            broken.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            broken.close()
            assert _get(port, "/healthz").code == 200
            os.kill(process.pid, signal.SIGTERM)
            assert process.wait(10) == 0
        assert process.stderr.read() == ""


@pytest.mark.parametrize(
    "host", ["evil.example:{port}", "evil.example", "127.0.0.1.evil.example", "", "[::1]"]
)
def test_a_page_elsewhere_whose_name_points_here_reads_nothing(host: str) -> None:
    """A browser on this machine would ask for it: the name it asks by is not ours."""
    now = datetime(2026, 11, 24, 16, 0, tzinfo=UTC)
    monitor = Monitor(None, 0, lambda: now, 60.0)
    try:
        for path in ("/metrics", "/healthz"):
            with contextlib.closing(HTTPConnection("127.0.0.1", monitor.port, timeout=10)) as client:
                client.request("GET", path, headers={"Host": host.format(port=monitor.port)})
                answer = client.getresponse()
                assert (answer.status, answer.read()) == (421, b"unknown host\n")
        assert _get(monitor.port or 0, "/metrics").code == 200
        listening = Path("/proc/net/tcp").read_text(encoding="ascii")
        assert f" 0100007F:{monitor.port:04X} " in listening
    finally:
        monitor.close()


def test_a_port_that_is_taken_is_said(world: World) -> None:
    """Two services on one port are a mistake with a name."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        answer = world.run("watch", "--once", "--port", str(taken.getsockname()[1]))
    assert answer.code == 1
    assert "--port" in answer.err
