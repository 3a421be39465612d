"""Times the history on generated repositories, beside the git commands that print the same objects."""

from __future__ import annotations

import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

ROUNDS = 5
START = 1_700_000_000
ACCESSCTL = [sys.executable, "-m", "accessctl"]
SETTINGS = b"version: 1\nlanguage: en\ntime_zone: America/Costa_Rica\n"


def practice(slug: str, people: list[tuple[str, str]]) -> bytes:
    """Return a practice's file."""
    rows = "".join(
        f"  - email: {email}\n    name: Ana\n    surnames: [Mora, Jiménez]\n    clinics: [{clinic}]\n"
        for email, clinic in people
    )
    return (
        f"version: 1\npractice: {slug}\nname: {slug}\nowner: {{email: owner@org.example, name: Elena}}\n"
        f"clinics:\n  - {{id: uno, name: Uno}}\n  - {{id: dos, name: Dos}}\nassistants:\n{rows}"
    ).encode()


def many_files(commits: int = 3000, files: int = 2500, each: int = 2) -> Iterator[dict[str, bytes]]:
    """Yield what each commit writes: every file once, the rest are edits of somebody's clinics."""
    chance = random.Random(1)  # noqa: S311 - a seed: every run makes the same
    people: dict[str, list[tuple[str, str]]] = {}
    for _ in range(commits):
        written = {}
        for _ in range(each):
            if len(people) < files:
                slug = f"practice-{len(people):04d}"
                people[slug] = [(f"p{n}@{slug}.example", "uno") for n in range(4)]
            else:
                slug = chance.choice(sorted(people))
                at = chance.randrange(4)
                email, clinic = people[slug][at]
                people[slug][at] = (email, "dos" if clinic == "uno" else "uno")
            written[f"practices/{slug}.yaml"] = practice(slug, people[slug])
        yield written


def one_file(commits: int = 2000, assistants: int = 1300) -> Iterator[dict[str, bytes]]:
    """Yield the versions of one large file, in each of which somebody's clinic changes."""
    chance = random.Random(2)  # noqa: S311 - a seed: every run makes the same
    people = [(f"person{n}@large.example", "uno") for n in range(assistants)]
    for _ in range(commits):
        at = chance.randrange(assistants)
        people[at] = (people[at][0], "dos" if people[at][1] == "uno" else "uno")
        yield {"practices/large.yaml": practice("large", people)}


def make(root: Path, commits: Iterator[dict[str, bytes]]) -> None:
    """Write a repository with `git fast-import`."""
    root.mkdir()
    subprocess.run(["git", "init", "-q", "-b", "main"], cwd=root, check=True)
    stream = subprocess.Popen(["git", "fast-import", "--quiet"], cwd=root, stdin=subprocess.PIPE)
    assert stream.stdin is not None
    for number, files in enumerate(commits):
        if number == 0:
            files["access/settings.yaml"] = SETTINGS
        who = f"committer Ana <ana@org.example> {START + number * 600} +0000\n"
        message = f"Change (#{number})"
        stream.stdin.write(f"commit refs/heads/main\n{who}data {len(message)}\n{message}\n".encode())
        for path, data in files.items():
            stream.stdin.write(f"M 100644 inline {path}\ndata {len(data)}\n".encode() + data + b"\n")
    stream.stdin.close()
    assert stream.wait() == 0
    subprocess.run(["git", "reset", "-q", "--hard"], cwd=root, check=True)
    subprocess.run(["git", "repack", "-adq"], cwd=root, check=True)


def timed(
    command: list[str], root: Path, stdin: bytes = b"", *, codes: Sequence[int] = (0,)
) -> tuple[float, int]:
    """Run a command that must end with one of the codes; return its wall time and its most memory in MiB."""
    with tempfile.TemporaryFile() as given, (root / ".git" / "out").open("wb") as out:
        given.write(stdin)
        given.seek(0)
        begun = time.perf_counter()
        process = subprocess.Popen(command, cwd=root, stdin=given, stdout=out, env=surroundings(root))
        _, status, usage = os.wait4(process.pid, 0)
        took = time.perf_counter() - begun
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode in codes, command
    return took, usage.ru_maxrss // 1024


def surroundings(root: Path) -> dict[str, str]:
    """Return an environment in which Python keeps its bytecode, as that of an installed program is kept."""
    names = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return names | {"PYTHONPYCACHEPREFIX": str(root.parent / "bytecode")}


def git_alone(root: Path) -> Callable[[], float]:
    """Return what times `git log --raw` and `git cat-file --batch` over the same objects."""
    log = ["git", "log", "--first-parent", "-m", "--raw", "-z", "--no-abbrev", "--no-renames"]
    log += ["--format=%H%x00%B", "main", "--", "practices"]
    raw = subprocess.run(log, cwd=root, check=True, capture_output=True).stdout
    ids = [part.split()[3] for part in raw.split(b"\0") if part.lstrip(b"\n").startswith(b":")]
    asked = b"\n".join(dict.fromkeys(ids)) + b"\n"
    return lambda: timed(log, root)[0] + timed(["git", "cat-file", "--batch"], root, asked)[0]


def say(text: str) -> None:
    """Print a line at once."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def forget(root: Path) -> None:
    """Delete the cache."""
    shutil.rmtree(root / ".git" / "accessctl", ignore_errors=True)


def measure(root: Path, label: str) -> None:
    """Print the medians of one repository."""
    baseline = git_alone(root)
    alone = statistics.median(baseline() for _ in range(ROUNDS))
    say(f"\n{label}\n  git log --raw and git cat-file --batch alone: {alone:.2f} s")
    for command in ("who", "log"):
        line = [*ACCESSCTL, command, "--format", "json", "--repo", str(root)]
        cold: list[tuple[float, int]] = []
        for _ in range(ROUNDS):
            forget(root)
            cold.append(timed(line, root))
        warm = [timed(line, root) for _ in range(ROUNDS)]
        later = []
        for number in range(ROUNDS):
            one_more(root, number)
            later.append(timed(line, root))
        seconds, memory = (statistics.median(column) for column in zip(*cold, strict=True))
        say(
            f"  {command}: cold {seconds:.2f} s ({seconds / alone:.1f} x git alone; {memory:.0f} MiB), "
            f"warm {statistics.median(took for took, _ in warm):.2f} s, "
            f"after one more commit {statistics.median(took for took, _ in later):.2f} s"
        )


def one_more(root: Path, number: int) -> None:
    """Commit one more change of somebody's clinic."""
    paths = sorted((root / "practices").iterdir())
    path = paths[number % len(paths)]
    text = path.read_text(encoding="utf-8")
    old, new = ("uno", "dos") if "clinics: [uno]" in text else ("dos", "uno")
    path.write_text(text.replace(f"clinics: [{old}]", f"clinics: [{new}]", 1), encoding="utf-8")
    identity = ["-c", "user.name=Ana", "-c", "user.email=ana@org.example"]
    subprocess.run(["git", *identity, "commit", "-qam", "One more"], cwd=root, check=True)


def main() -> None:
    """Make both repositories and time them."""
    with tempfile.TemporaryDirectory() as folder:
        for name, label, commits in (
            ("many", "3,000 commits, 2,500 practice files, 6,000 file versions", many_files()),
            ("large", "one file of 1,300 assistants in 2,000 versions", one_file()),
        ):
            root = Path(folder) / name
            make(root, commits)
            measure(root, label)


if __name__ == "__main__":
    main()
