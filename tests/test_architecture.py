"""The house stays as docs/architecture.md draws it. What imports alone can say, import-linter says too."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator

import pytest

from source_tree import REPOSITORY, Module, modules

PURE = {"model", "validation", "reconcile", "rendering"}
"""Rooms whose functions see nothing but their arguments."""

HOME = {
    "click": {"cli"},
    "yaml": {"declarations"},
    "ruamel": {"declarations"},
    "jinja2": {"handoffs", "rendering", "providers"},
    "jsonschema": {"declarations"},
    "sqlite3": {"providers"},
    "git": {"journal", "history"},
    "subprocess": {"journal", "history"},
    "cryptography": {"providers"},
    "keyring": {"providers"},
    "playwright": {"providers"},
    "starlette": {"providers"},
    "uvicorn": {"providers"},
    "procrastinate": {"fleet"},
    "psycopg": {"fleet"},
    "psycopg_pool": {"fleet"},
}
"""Which rooms may import what."""

CLOCKS = re.compile(r"(datetime|date)\.(now|utcnow|today)|(.*\.)?time\.(time|monotonic|time_ns)|time_ns")
RANDOM = re.compile(r"(random|secrets|uuid)\.\w+|uuid[14]|token_hex|urandom|os\.urandom")
OPENS = re.compile(r"open|os\.open|.*\.(open|read_text|read_bytes|write_text|write_bytes|unlink|mkdir)")
ENVIRONMENT = re.compile(r"os\.(environ|getenv)\b")

WHERE_THE_CLOCK_IS_READ = {"cli.context"}
WHERE_CHANCE_IS_ASKED = {"cli", "journal.holding"}
WHERE_THE_ENVIRONMENT_IS_READ = {
    "cli.error_boundary",  # what it keeps secret is in no message and no report
    "cli.context",
    "cli.translation",
    "journal.gateway",
}

LONGEST_MODULE = 300
LONGEST_FUNCTION = 50


def offending(pattern: re.Pattern[str], allowed: set[str]) -> list[str]:
    """Return where something is called outside of the modules or rooms that may."""
    return [
        f"{module.name}:{line} calls {name}"
        for module in modules()
        if module.name not in allowed and module.room not in allowed
        for line, name in module.calls()
        if pattern.fullmatch(name)
    ]


def test_rooms_import_one_way() -> None:
    """The contracts in pyproject.toml hold, as `script/lint` checks them."""
    command = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    done = subprocess.run(
        [sys.executable, "-c", command, "--no-logo", "--no-cache"],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_libraries_stay_in_their_rooms() -> None:
    """Click, YAML, git and the like are known to one room each."""
    found = [
        f"{module.name} imports {name}"
        for module in modules()
        for name in module.imports()
        if module.room not in HOME.get(name.partition(".")[0], {module.room})
    ]
    assert not found


def test_sandbox_server_keeps_its_libraries_to_itself() -> None:
    """No other provider, and no other part of the sandbox, knows a web framework."""
    home = "providers.sandbox.server"
    found = [
        f"{module.name} imports {name}"
        for module in modules()
        for name in module.imports()
        if name.partition(".")[0] in ("starlette", "uvicorn")
        or (name.partition(".")[0] == "jinja2" and module.room == "providers")
        if not module.name.startswith(home)
    ]
    assert not found


def test_modules_import_no_circle() -> None:
    """Nobody needs somebody who needs them; imports for types alone are left out."""
    graph = {module.name: _imported_modules(module) for module in modules()}
    assert not _circle(graph)


def test_clock_is_read_at_the_edge_alone() -> None:
    """The time is an argument everywhere else."""
    assert not offending(CLOCKS, WHERE_THE_CLOCK_IS_READ)


def test_chance_is_asked_at_the_edge_alone() -> None:
    """What is random is an argument everywhere else."""
    assert not offending(RANDOM, WHERE_CHANCE_IS_ASKED)


def test_environment_is_read_at_the_edges_alone() -> None:
    """Every other function is given what it needs of it."""
    found = [
        f"{module.name}:{node.lineno}"
        for module in modules()
        if module.name not in WHERE_THE_ENVIRONMENT_IS_READ
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Attribute) and ENVIRONMENT.fullmatch(ast.unparse(node))
    ]
    found += [
        f"{module.name} imports {name}"
        for module in modules()
        for name in module.imports()
        if name in ("os.environ", "os.getenv")
    ]
    assert not found


def test_pure_rooms_open_no_file() -> None:
    """Model, validation, reconcile and rendering see their arguments and nothing else."""
    found = [item for item in offending(OPENS, set()) if item.partition(".")[0] in PURE]
    assert not found


def test_nothing_is_printed_outside_of_cli() -> None:
    """Only the command line speaks, and it speaks through click."""
    assert not offending(re.compile(r"print|sys\.(stdout|stderr)\.write"), set())
    assert not offending(re.compile(r"(click\.)?echo"), {"cli"})


def test_process_is_ended_by_main_alone() -> None:
    """Everything below raises an error with its exit code; a process that was forked ends its own."""
    ends = {"cli.main", "execution.reading_apart"}
    assert not offending(re.compile(r"sys\.exit|exit|quit|os\._exit"), ends)


def test_modules_are_short() -> None:
    """Nobody has to scroll through a module of more than 300 lines."""
    assert not {module.name: module.lines for module in modules() if module.lines > LONGEST_MODULE}


def test_functions_are_short() -> None:
    """A function fits on a screen."""
    assert not {
        f"{module.name}.{name}": length
        for module in modules()
        for name, length in _functions(module)
        if length > LONGEST_FUNCTION
    }


@pytest.mark.parametrize("banned", ["utils", "helpers", "manager", "base", "common", "misc"])
def test_modules_are_named_after_what_they_hold(banned: str) -> None:
    """A name that fits everything says nothing."""
    assert not [module.name for module in modules() if banned in module.name.split(".")]


def _imported_modules(module: Module) -> set[str]:
    known = {item.name for item in modules()}
    typing_only = {
        node
        for block in ast.walk(module.tree)
        if isinstance(block, ast.If) and ast.unparse(block.test) == "TYPE_CHECKING"
        for node in ast.walk(block)
    }
    found = set()
    for node in ast.walk(module.tree):
        if not isinstance(node, ast.ImportFrom) or node in typing_only:
            continue
        origin = (node.module or "").removeprefix("accessctl").removeprefix(".")
        for alias in node.names:
            whole = f"{origin}.{alias.name}".removeprefix(".")
            found.add(whole if whole in known else origin)
    return (found & known) - {module.name}


def _circle(graph: dict[str, set[str]]) -> list[str]:
    """Return one circle of imports, or nothing."""
    done: set[str] = set()

    def walk(name: str, path: list[str]) -> list[str]:
        if name in path:
            return [*path[path.index(name) :], name]
        if name in done:
            return []
        for other in sorted(graph.get(name, ())):
            found = walk(other, [*path, name])
            if found:
                return found
        done.add(name)
        return []

    return next((found for name in sorted(graph) if (found := walk(name, []))), [])


def _functions(module: Module) -> Iterator[tuple[str, int]]:
    for node in ast.walk(module.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name, (node.end_lineno or node.lineno) - node.lineno + 1
