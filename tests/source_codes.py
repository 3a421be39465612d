"""Which codes the source can give: literals that calls are handed, through names and small functions."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import product

from source_tree import Module, modules

FLAGS = ("record", "billing")
"""What `flag.name` stands for in `reconcile/facet_rows.py`."""


def codes_given(argument: Mapping[str, int | str], rooms: set[str] | None = None) -> dict[str, set[str]]:
    """Return code → places, for each call of the named functions: which argument holds the code.

    A code that is handed in from elsewhere is not found here, but where it is made.
    """
    found: dict[str, set[str]] = {}
    for module in modules():
        if rooms is not None and module.room not in rooms:
            continue
        for scope, call in _calls(module):
            name = _name(call.func)
            if name in argument:
                given = _argument(call, argument[name])
                for code in () if given is None else literals(given, scope, module):
                    found.setdefault(code, set()).add(f"{module.name}:{call.lineno}")
    return found


def literals(node: ast.expr, scope: ast.AST, module: Module) -> set[str]:
    """Return the texts that an expression can be."""
    match node:
        case ast.Constant(value=str(text)):
            return {text}
        case ast.JoinedStr(values=parts):
            choices = [_part(part) for part in parts]
            return {"".join(pick) for pick in product(*choices)}
        case ast.IfExp(body=one, orelse=other):
            return literals(one, scope, module) | literals(other, scope, module)
        case ast.Name(id=name):
            return {text for value in _assigned(name, scope) for text in literals(value, scope, module)}
        case ast.Call(func=ast.Attribute(value=ast.Dict(values=values), attr="get"), args=args):
            return {text for value in (*values, *args[1:]) for text in literals(value, scope, module)}
        case ast.Call(func=ast.Name(id=name)):
            return _returned(name, module)
        case _:
            return set()


def _name(called: ast.expr) -> str:
    """Return the last word of what is called."""
    match called:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""


@cache
def _calls(module: Module) -> tuple[tuple[ast.AST, ast.Call], ...]:
    """Return each call with the innermost function around it."""

    def walk(node: ast.AST, scope: ast.AST) -> Iterator[tuple[ast.AST, ast.Call]]:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.Call):
                yield scope, child
            inner = child if isinstance(child, ast.FunctionDef) else scope
            yield from walk(child, inner)

    return tuple(walk(module.tree, module.tree))


def _argument(call: ast.Call, wanted: int | str) -> ast.expr | None:
    if isinstance(wanted, int):
        return call.args[wanted] if len(call.args) > wanted else None
    return next((keyword.value for keyword in call.keywords if keyword.arg == wanted), None)


def _part(part: ast.expr) -> tuple[str, ...]:
    if isinstance(part, ast.Constant):
        return (str(part.value),)
    return FLAGS if isinstance(part, ast.FormattedValue) and ast.unparse(part.value) == "flag.name" else ()


def _assigned(name: str, scope: ast.AST) -> Iterator[ast.expr]:
    for node in ast.walk(scope):
        match node:
            case ast.Assign(targets=targets, value=value):
                if any(isinstance(target, ast.Name) and target.id == name for target in targets):
                    yield value
            case ast.AnnAssign(target=ast.Name(id=found), value=ast.expr() as value) if found == name:
                yield value


def _returned(name: str, module: Module) -> set[str]:
    return {
        text
        for function in ast.walk(module.tree)
        if isinstance(function, ast.FunctionDef) and function.name == name
        for node in ast.walk(function)
        if isinstance(node, ast.Return) and node.value is not None
        for text in literals(node.value, function, module)
    }
