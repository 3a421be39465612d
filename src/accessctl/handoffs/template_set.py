"""The templates of one language, and the narrow room in which they are filled.

A template can say what it is given, choose, repeat and include its neighbours. It calls nothing, makes no
long text of short ones, and is stopped when it takes too long; a missing value is an error, never a blank.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from types import TracebackType
from typing import Any, NamedTuple

from jinja2 import (
    BaseLoader,
    Environment,
    StrictUndefined,
    TemplateNotFound,
    TemplateSyntaxError,
    nodes,
    pass_eval_context,
)
from jinja2.filters import do_join
from jinja2.sandbox import ImmutableSandboxedEnvironment

from accessctl.time_limit import OutOfTimeError, time_limit

LONGEST = 256 * 1024
"""Characters that a template may become."""
SECONDS = 0.5
"""What one text may take; the next that comes to no end gets half of it, and so on: a second in all."""
_LEAST = 0.02
UNFIT = "✗ "
"""Stands before what a template may not use."""
NOT_UTF_8 = f"{UNFIT}UTF-8"
CIRCLE = "↻ "
"""Stands before the name of a text that would be in itself."""
UNREADABLE = "\ufffd"
"""Stands where a file was not UTF-8."""
_TOO_LONG = f"> {LONGEST // 1024} KiB"
_FILTERS = (
    "capitalize",
    "default",
    "first",
    "join",
    "last",
    "length",
    "lower",
    "sort",
    "title",
    "trim",
    "upper",
)
_FORBIDDEN: Mapping[type[nodes.Node], str] = {
    nodes.Call: "calls",
    nodes.Concat: "~",
    nodes.Add: "+",
    nodes.Mul: "*",
    nodes.Pow: "**",
    nodes.Mod: "%",
    nodes.AssignBlock: "{% set %}…{% endset %}",
    nodes.FilterBlock: "{% filter %}",
    nodes.Macro: "{% macro %}",
    nodes.CallBlock: "{% call %}",
    nodes.Import: "{% import %}",
    nodes.FromImport: "{% import %}",
    nodes.Extends: "{% extends %}",
}
"""What could make much of little, or reach elsewhere."""

Source = Callable[[str], tuple[str, str] | None]
"""Gives the text and the file of a template by name; None where there is none."""


class Fault(NamedTuple):
    """Why a template cannot be filled: its file, if known, the line and the reason."""

    file: str | None
    line: int
    reason: str
    runaway: bool = False
    """Whether it would not have come to an end: no other request is worth a try."""


class TemplateSet:
    """The templates of one language."""

    def __init__(self, source: Source) -> None:
        self._environment = _environment(_Loader(source))
        self._runaway: dict[str, Fault] = {}
        """The templates that came to no end once: each costs its seconds once, not once a letter."""

    def fill(self, template: str, values: Mapping[str, object]) -> str:
        """Return a template filled."""
        return "".join(_bounded(self._environment, template, values))

    def try_to_fill(self, template: str, values: Mapping[str, object], where: str) -> str | Fault:
        """Return a template filled, or what is wrong with it or with one that it includes, under `where`."""
        if template in self._runaway:
            return self._runaway[template]
        found = self._tried(template, values, where)
        if isinstance(found, Fault) and found.runaway:
            self._runaway[template] = found
        return found

    def _tried(self, template: str, values: Mapping[str, object], where: str) -> str | Fault:
        seconds = max(SECONDS / 2 ** len(self._runaway), _LEAST)
        try:
            with time_limit(seconds):
                return self.fill(template, values)
        except TemplateSyntaxError as error:
            return Fault(error.filename, error.lineno, error.message or "")
        except OutOfTimeError:
            return Fault(None, 1, f"> {seconds:.2g} s", runaway=True)
        except Exception as error:  # noqa: BLE001 - whatever an organisation's text does wrong, it is told
            file, line = _place_of(error.__traceback__, where)
            said = f"include {error.name}" if isinstance(error, TemplateNotFound) else str(error)
            return Fault(file, line, said or type(error).__name__, runaway=isinstance(error, RecursionError))


class _Loader(BaseLoader):
    def __init__(self, source: Source) -> None:
        self.source = source

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        found = self.source(template)
        if found is None:
            raise TemplateNotFound(template)
        text, file = found
        if UNREADABLE in text:
            line = text[: text.index(UNREADABLE)].count("\n") + 1
            raise TemplateSyntaxError(NOT_UTF_8, line, template, file)
        tree = environment.parse(text, template, file)
        for node in tree.find_all(nodes.Node):
            unfit = _unfit(node)
            if unfit is not None:
                raise TemplateSyntaxError(unfit, node.lineno, template, file)
        for name, line in _includes(tree):
            if self._leads_to(environment, name, template):
                around = f"{CIRCLE}{name}"
                raise TemplateSyntaxError(around, line, template, file)
        return text, file, lambda: True

    def _leads_to(self, environment: Environment, name: str, template: str) -> bool:
        """Say whether a template includes another in the end; one that is wrong is told when it is read."""
        seen: set[str] = set()
        ahead = [name]
        while ahead and template not in ahead:
            name = ahead.pop()
            found = None if name in seen else self.source(name)
            seen.add(name)
            if found is not None:
                with suppress(TemplateSyntaxError):
                    ahead += [further for further, _ in _includes(environment.parse(found[0]))]
        return template in ahead


def _unfit(node: nodes.Node) -> str | None:
    """Return the words of a template that are not for templates, or None."""
    if isinstance(node, nodes.Filter) and node.name not in _FILTERS:
        return f"{UNFIT}| {node.name}"
    if isinstance(node, nodes.List | nodes.Tuple | nodes.Dict) and not _is_plain(node):
        return f"{UNFIT}[], (), {{}}"
    if isinstance(node, nodes.Include) and not isinstance(node.template, nodes.Const):
        return f"{UNFIT}include …"
    return next((f"{UNFIT}{name}" for kind, name in _FORBIDDEN.items() if isinstance(node, kind)), None)


def _includes(tree: nodes.Template) -> Iterator[tuple[str, int]]:
    """Yield the name and the line of each template that this one includes."""
    for node in tree.find_all(nodes.Include):
        if isinstance(node.template, nodes.Const):
            yield str(node.template.value), node.lineno


def _is_plain(node: nodes.List | nodes.Tuple | nodes.Dict) -> bool:
    """Say whether a list holds words alone, or names to assign to: lists of lists double and double."""
    kind = nodes.Name if isinstance(node, nodes.Tuple) and node.ctx == "store" else nodes.Const
    return not isinstance(node, nodes.Dict) and all(isinstance(item, kind) for item in node.items)


def _environment(loader: _Loader) -> ImmutableSandboxedEnvironment:
    environment = ImmutableSandboxedEnvironment(
        loader=loader,
        undefined=StrictUndefined,
        autoescape=False,  # a mail in plain text; its values are made one line each
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals.clear()
    environment.filters = {name: environment.filters[name] for name in _FILTERS} | {"join": _joined}
    return environment


@pass_eval_context
def _joined(
    context: nodes.EvalContext, value: Iterable[object], between: str = "", attribute: str | None = None
) -> str:
    """Join as jinja does, and nothing that would grow beyond a letter: joined texts multiply."""
    items = list(value)
    if sum(map(_length, items)) + _length(between) * len(items) > LONGEST:
        raise ValueError(_TOO_LONG)
    return str(do_join(context, items, between, attribute))


def _length(value: object) -> int:
    return len(value) if isinstance(value, str) else 1


def _bounded(environment: Environment, template: str, values: Mapping[str, Any]) -> Iterator[str]:
    length = 0
    for part in environment.get_template(template).generate(values):
        length += len(part)
        if length > LONGEST:
            raise ValueError(_TOO_LONG)
        yield part


def _place_of(trace: TracebackType | None, where: str) -> tuple[str | None, int]:
    """Return the innermost place in an organisation's templates that an error passed."""
    found: tuple[str | None, int] = (None, 1)
    while trace is not None:
        file = trace.tb_frame.f_code.co_filename
        if file.startswith(f"{where}/"):
            found = (file, trace.tb_lineno)
        trace = trace.tb_next
    return found
