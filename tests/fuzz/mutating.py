"""Damages what could be read: texts by their lines and words, JSON by its tree. One seed, one result."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Sequence
from copy import deepcopy
from functools import lru_cache
from typing import Any

from cases import Part, Shape

BIG, DEEP, WIDE = "@@big@@", "@@deep@@", "@@wide@@"
_WRITTEN = {
    f'"{BIG}"': "9" * 5000,
    f'"{DEEP}"': "[" * 3000 + "]" * 3000,
    f'"{WIDE}"': '"' + "x" * 30_000 + '"',
}
"""Values that `json` itself does not write, by what stands for them."""

ODD: tuple[Any, ...] = (
    *(None, True, False, 0, -1, 1, 2**31, 10**30, 1e308, 1e-320, float("nan"), float("inf"), BIG, DEEP, WIDE),
    *(
        "",
        " ",
        "\x00",
        "\x1b[2J",
        "\ud800",
        "\ufeff",
        "é",
        "e\u0301",
        "\u202egpj.exe",
        "\u200b",
        "\u2028",
        "\x85",
    ),
    *(
        "=cmd|' /C calc'!A0",
        "-x",
        "--help",
        "../..",
        "/dev/zero",
        "<script>",
        "[a](b)",
        "{{ x }}",
        "{x}",
        "%s",
    ),
    *(
        "0001-01-01T00:00:00Z",
        "9999-12-31T23:59:59Z",
        "9999-12-31T23:59:59-14:00",
        "0001-01-01",
        "9999-12-31",
    ),
    *(
        "2027-02-30",
        "2026-11-24T16:00:00Z",
        "PT9999999999S",
        "999999999d",
        "true",
        "null",
        "1e9",
        "0x10",
        "1_000",
    ),
    *(
        "a@b.example",
        "A@B.EXAMPLE",
        "аna@b.example",
        "a@b",
        "a" * 300 + "@b.example",
        "a\r\nBcc: b@c.example",
    ),
    *([], {}, [[]], {"": None}, [None], {"a": {"b": []}}, ["x"] * 50),
)
_NUMBER = re.compile(rb"\d+")
_COMMON = (
    *(b"\x00", b"\xff", b"\xc3", b"\xed\xa0\x80", b"\xef\xbb\xbf", b"\xff\xfe", b"\r", b"\n", b"\r\n", b"\t"),
    *(
        b" ",
        b'"',
        b"'",
        b"\\",
        b",",
        b":",
        b"-",
        b"[",
        b"]",
        b"{",
        b"}",
        b"#",
        b"=",
        b"\xe2\x80\xae",
        b"\xc2\x85",
    ),
    *(
        b"\xe2\x80\xa8",
        b"\x1b[31m",
        b"\xf0\x9f\x98\x80",
        b"/",
        b"..",
        b"@",
        b"<",
        b">",
        b"%",
        b"*",
        b"&",
        b"|",
    ),
)
_NUMBERS = (
    b"0",
    b"-1",
    b"99999999999999999999",
    b"1e999",
    b"9" * 5000,
    b"00",
    b"0x1F",
    b"1.5",
    b"0001",
    b"9999",
)


def damaged(part: Part, chance: random.Random) -> bytes:
    """Return one of the part's seeds with a few things done to it."""
    seed = chance.choice(part.seeds)
    if part.shape is Shape.TEXT or chance.random() < 0.2:
        return _text(seed, part, chance)
    if part.shape is Shape.LINES:
        return _lines(seed, chance)
    return _written(_tree(_parsed(seed), chance), chance)


def _text(data: bytes, part: Part, chance: random.Random) -> bytes:
    for _ in range(chance.choice((1, 1, 1, 2, 2, 3, 5, 8))):
        data = chance.choice(_ON_TEXT)(data, part, chance)
    return data


def _span(data: bytes, chance: random.Random, longest: int = 12) -> tuple[int, int]:
    start = chance.randint(0, len(data))
    return start, min(len(data), start + chance.randint(0, longest))


def _piece(part: Part, chance: random.Random) -> bytes:
    return chance.choice(part.pieces if part.pieces and chance.random() < 0.6 else _COMMON)


def _put(data: bytes, part: Part, chance: random.Random) -> bytes:
    start, _ = _span(data, chance)
    return data[:start] + _piece(part, chance) + data[start:]


def _replace(data: bytes, part: Part, chance: random.Random) -> bytes:
    start, end = _span(data, chance)
    return data[:start] + _piece(part, chance) + data[end:]


def _cut(data: bytes, _: Part, chance: random.Random) -> bytes:
    start, end = _span(data, chance, 60)
    return data[:start] + data[end:]


def _end_early(data: bytes, _: Part, chance: random.Random) -> bytes:
    return data[: chance.randint(0, len(data))]


def _flip(data: bytes, _: Part, chance: random.Random) -> bytes:
    if not data:
        return bytes([chance.randrange(256)])
    at = chance.randrange(len(data))
    return data[:at] + bytes([data[at] ^ (1 << chance.randrange(8))]) + data[at + 1 :]


def _number(data: bytes, _: Part, chance: random.Random) -> bytes:
    found = list(_NUMBER.finditer(data))
    if not found:
        return data
    one = chance.choice(found)
    return data[: one.start()] + chance.choice(_NUMBERS) + data[one.end() :]


def _repeat(data: bytes, part: Part, chance: random.Random) -> bytes:
    start, end = _span(data, chance, 40)
    what = data[start:end] if chance.random() < 0.5 else _piece(part, chance)
    return data[:end] + what * chance.choice((2, 2, 3, 3, 5, 10, 10, 30, 100, 100, 3000)) + data[end:]


def _line(data: bytes, _: Part, chance: random.Random) -> bytes:
    lines = data.split(b"\n")
    one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    match chance.randrange(4):
        case 0:
            del lines[one]
        case 1:
            lines.insert(other, lines[one])
        case 2:
            lines[one], lines[other] = lines[other], lines[one]
        case _:
            lines[one] = b" " * chance.randrange(5) + lines[one].lstrip()
    return b"\n".join(lines)


def _crossed(data: bytes, part: Part, chance: random.Random) -> bytes:
    other = chance.choice(part.seeds)
    return data[: chance.randint(0, len(data))] + other[chance.randint(0, len(other)) :]


def _odd(data: bytes, _: Part, chance: random.Random) -> bytes:
    value = chance.choice([item for item in ODD if isinstance(item, str) and not item.startswith("@@")])
    start, end = _span(data, chance)
    return data[:start] + value.encode("utf-8", "surrogatepass") + data[end:]


def _encoded(data: bytes, _: Part, chance: random.Random) -> bytes:
    text = data.decode("utf-8", "replace")
    return text.encode(
        chance.choice(("utf-16", "utf-16-le", "utf-32", "cp1252", "utf-8-sig", "utf-7")), "replace"
    )


_ON_TEXT = (
    *(_put, _put, _replace, _replace, _cut, _cut, _flip, _number, _line, _line),
    *(_repeat, _crossed, _odd, _odd, _end_early, _encoded),
)


@lru_cache(maxsize=256)
def _known(data: bytes) -> Any:
    return json.loads(data)


def _parsed(data: bytes) -> Any:
    return deepcopy(_known(data))


def _tree(value: Any, chance: random.Random) -> Any:
    for _ in range(chance.choice((1, 1, 1, 2, 3, 6))):
        value = _one_change(value, chance)
    return value


def _holders(value: Any) -> list[Any]:
    found, waiting = [], [value]
    while waiting:
        part = waiting.pop()
        if isinstance(part, dict | list) and part:
            found.append(part)
            waiting += part.values() if isinstance(part, dict) else part
    return found


def _one_change(value: Any, chance: random.Random) -> Any:
    holders = _holders(value)
    if not holders or chance.random() < 0.02:
        return deepcopy(chance.choice(ODD))
    holder = chance.choice(holders)
    key = chance.choice(list(holder)) if isinstance(holder, dict) else chance.randrange(len(holder))
    match chance.randrange(8):
        case 0 if isinstance(holder, dict):
            holder[str(chance.choice(ODD))[:40]] = deepcopy(chance.choice(ODD))
        case 1:
            del holder[key]
        case 2:
            other = chance.choice(holders)
            holder[key] = deepcopy(chance.choice(list(other.values() if isinstance(other, dict) else other)))
        case 3 if isinstance(holder, list):
            holder.insert(chance.randrange(len(holder) + 1), deepcopy(holder[key]))
        case 4:
            holder[key] = [holder[key]]
        case 5 if isinstance(holder[key], str):
            holder[key] = _spoilt(holder[key], chance)
        case _:
            holder[key] = deepcopy(chance.choice(ODD))
    return value


def _spoilt(text: str, chance: random.Random) -> str:
    at = chance.randint(0, len(text))
    more = chance.choice([item for item in ODD if isinstance(item, str)])
    return text[:at] + more + text[at + chance.randrange(3) :]


def _written(value: Any, chance: random.Random) -> bytes:
    text = json.dumps(value, ensure_ascii=chance.random() < 0.5)
    for mark, stands_for in _WRITTEN.items():
        text = text.replace(mark, stands_for)
    return text.encode("utf-8", "surrogatepass")


def _lines(data: bytes, chance: random.Random) -> bytes:
    lines = data.split(b"\n")
    at = chance.choice([number for number, line in enumerate(lines) if line] or [0])
    lines[at] = _written(_tree(_parsed(lines[at]), chance), chance)
    return b"\n".join(lines)


def shrunk(data: bytes, still: Any, tries: int = 400) -> bytes:
    """Return less of the data, as long as `still` says that it shows the same."""
    size = max(len(data) // 2, 1)
    while size and tries > 0:
        at = 0
        while at < len(data) and tries > 0:
            less = data[:at] + data[at + size :]
            tries -= 1
            if still(less):
                data = less
            else:
                at += size
        size //= 2
    return data


def sample(part: Part, seed: int, numbers: Sequence[int]) -> list[bytes]:
    """Return the cases of these numbers."""
    return [case(part, seed, number) for number in numbers]


def case(part: Part, seed: int, number: int) -> bytes:
    """Return the n-th case of a part; the first are its seeds as they are."""
    if number < len(part.seeds):
        return part.seeds[number]
    return damaged(part, random.Random(f"{seed} {part.name} {number}"))  # noqa: S311 - chance, not a secret
