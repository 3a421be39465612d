"""Words that are nearly other words: suggestions, and domains with one slip in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

_LONGEST = 100


def nearest(word: str, candidates: Iterable[str], likeness: float = 0.6) -> str | None:
    """Return the candidate that the word was probably meant to be, if any."""
    from difflib import get_close_matches  # noqa: PLC0415 - loads only once something is wrong

    if len(word) > _LONGEST:
        return None  # no slip of the pen, and long to compare
    found = get_close_matches(word, sorted(candidates), n=1, cutoff=likeness)
    return found[0] if found else None


def shortened(word: str) -> Iterator[str]:
    """Return the word with each of its characters left out in turn."""
    return (word[:at] + word[at + 1 :] for at in range(len(word)))


def one_slip_apart(one: str, other: str) -> bool:
    """Say whether one missing, extra, wrong or swapped letter lies between two words.

    Digits are no slips: `clinica1` and `clinica2` are different on purpose.
    """
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    start = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), None)
    if start is None:
        return not max(one, other, key=len)[-1].isdigit()
    if one[start].isdigit() or other[start].isdigit():
        return False
    rests = one[start:], other[start:]
    return (
        rests[0][1:] == rests[1]
        or rests[0] == rests[1][1:]
        or rests[0][1:] == rests[1][1:]
        or (rests[0][:2] == rests[1][:2][::-1] and rests[0][2:] == rests[1][2:])
    )
