"""Run mutmut on a copy of the tree, package by package, with the tests that hold each."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections import Counter
from fnmatch import fnmatch
from pathlib import Path

ROOT = Path(__file__).parents[2]
HOME = ROOT / "build" / "mutation"
MUTMUT = Path(sys.executable).with_name("mutmut")
PACKAGES = ("reconcile", "validation", "journal")

# what holds a package, beside the tests of its own name
MORE: dict[str, tuple[str, ...]] = {}

IMPORTING = "tests/unit/reconcile/test_importing.py"

# tests that take seconds each: asked only about what the others did not notice
SLOW = {
    "reconcile": (
        "tests/unit/reconcile/test_every_case.py",
        "tests/unit/reconcile/test_convergence.py",
        "tests/unit/reconcile/test_guards_over_time.py",
        f"{IMPORTING}::test_the_plan_after_an_import_changes_nobody_but_those_it_left_as_they_are",
    ),
    "validation": (
        "tests/unit/validation/test_judging.py::test_findings_on_another_day_are_those_without_a_memory",
        "tests/unit/validation/test_judging.py::test_findings_with_a_memory_are_those_without_one",
        "tests/unit/validation/test_judging.py::test_every_rule_finds_the_same_on_another_day",
        "tests/unit/validation/test_concerning.py::test_what_concerns_files_is_the_full_runs_part",
    ),
    "journal": (
        "tests/unit/journal/test_journal_kept.py",
        "tests/unit/journal/test_journal_recalling.py",
    ),
}

QUIETLY = ["-p", "no:cacheprovider", "-p", "no:xdist", "--hypothesis-profile=mutants"]
OWN = {"src", "tests", "mutants", "pyproject.toml"}
CHILDREN = os.environ.get("MUTATION_CHILDREN", "1")
NOTICED = {"killed", "timeout"}
KILLED = {1: "killed", 2: "killed", 3: "killed"}
FATES = {0: "survived", 33: "no test", 36: "timeout", 24: "timeout", -24: "timeout", 152: "timeout"}


def copied(package: str) -> Path:
    """Bring the copy for a package up to date with the tree, and return it."""
    work = HOME / package
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    for name in filter(None, listed.split("\0")):
        source, target = ROOT / name, work / name
        if not source.is_file() or source.is_symlink():
            continue
        if not target.exists() or target.read_bytes() != source.read_bytes():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(source, target)  # newer than the mutants of it, which are made anew
    return work


def configure(work: Path, package: str) -> None:
    """Tell mutmut what to change, and which tests to ask."""
    asked = [f"tests/unit/{package}", *MORE.get(package, ())]
    left_out = [f"--deselect={name}" for name in SLOW[package]]
    said = {
        "source_paths": ["src"],
        "only_mutate": [f"src/accessctl/{package}/*"],
        "also_copy": sorted({path.name for path in work.iterdir()} - OWN),
        "pytest_add_cli_args_test_selection": [*asked, *left_out],
        "pytest_add_cli_args": QUIETLY,
        "timeout_constant": 20.0,
        "track_dependencies": False,
        "use_git_change_detection": False,
    }
    lines = [f"{key} = {json.dumps(value)}" for key, value in said.items()]
    text = (ROOT / "pyproject.toml").read_text() + "\n[tool.mutmut]\n" + "\n".join(lines) + "\n"
    (work / "pyproject.toml").write_text(text)
    # which test reaches what may have changed
    (work / "mutants" / "mutmut-stats.json").unlink(missing_ok=True)


def fates(work: Path, chosen: list[str]) -> dict[str, str]:
    """Return what became of each mutant of the chosen modules."""
    found: dict[str, str] = {}
    for meta in sorted((work / "mutants" / "src").rglob("*.meta")):
        module = str(meta.relative_to(work / "mutants")).removesuffix(".meta")
        if any(fnmatch(module, pattern) for pattern in chosen):
            codes = json.loads(meta.read_text())["exit_code_by_key"]
            found |= {
                name: "not run" if code is None else KILLED.get(code) or FATES.get(code, f"exit code {code}")
                for name, code in codes.items()
            }
    return found


def tell(work: Path, package: str, found: dict[str, str]) -> None:
    """Print the score of each module, and the names of the mutants that no test noticed."""
    for name, fate in sorted(found.items()):
        if fate not in NOTICED:
            print(f"{fate}: {name}")
    print(f"\nThe change itself: (cd {work.relative_to(ROOT)} && ../.venv/bin/mutmut show NAME)\n")
    modules: dict[str, Counter[str]] = {}
    for name, fate in found.items():
        modules.setdefault(name.split(".x", 1)[0], Counter())[fate] += 1
    for module, counts in sorted(modules.items()):
        print(f"{module}: {dict(counts)}")
    total = Counter(found.values())
    noticed = sum(total[fate] for fate in NOTICED)
    print(f"{package}: {noticed} of {sum(total.values())} noticed; {dict(total)}")


def chosen_of(package: str, paths: list[str]) -> list[str]:
    """Return the patterns of a package's modules that were named; all, if nothing was named."""
    here = f"src/accessctl/{package}"
    if not paths:
        return [f"{here}/*"]
    named = [path.rstrip("/") for path in paths if path.startswith(here)]
    return [path if path.endswith(".py") else f"{path}/*" for path in named]


def wanted(chosen: list[str], found: dict[str, str]) -> list[str]:
    """Return the mutants to try, by name: those that no test noticed the last time, or all of a module."""
    left = [name for name, fate in found.items() if fate not in NOTICED]
    modules = (path.removeprefix("src/").removesuffix("*").removesuffix("py") for path in chosen)
    return left or [module.replace("/", ".") + "*" for module in modules]


def again(work: Path, package: str, names: list[str]) -> None:
    """Ask all tests about each mutant, in a process of its own.

    mutmut asks only the tests that it saw reach a function, and changes nothing that runs while a module is
    loaded; and the slow tests were left out.
    """
    place = work / "mutants"
    for name in names:
        asked = subprocess.run(
            [
                sys.executable,
                "-m",
                "pytest",
                "-q",
                "-x",
                *QUIETLY,
                f"tests/unit/{package}",
                *MORE.get(package, ()),
            ],
            cwd=place,
            env={**os.environ, "MUTANT_UNDER_TEST": name, "PYTHONPATH": "src"},
            check=False,
            capture_output=True,
        )
        meta = place / "src" / (name.split(".x", 1)[0].replace(".", "/") + ".py.meta")
        said = json.loads(meta.read_text())
        said["exit_code_by_key"][name] = asked.returncode
        meta.write_text(json.dumps(said, indent=4))
        print(f"{'killed' if asked.returncode else 'survived'}: {name}", flush=True)


def main(arguments: list[str]) -> None:
    """Run what was asked for."""
    paths = [argument for argument in arguments if not argument.startswith("-")]
    for package in PACKAGES:
        chosen = chosen_of(package, paths)
        if not chosen:
            continue
        work = copied(package)
        configure(work, package)
        names = wanted(chosen, fates(work, chosen))
        if "--survivors" in arguments:
            again(work, package, names)
        else:
            subprocess.run([MUTMUT, "run", "--max-children", CHILDREN, *names], cwd=work, check=False)
        tell(work, package, fates(work, chosen))


if __name__ == "__main__":
    main(sys.argv[1:])
