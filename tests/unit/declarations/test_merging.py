"""Two sides joined by meaning: nothing of either is lost, and what cannot be joined is said."""

from __future__ import annotations

from typing import Any

from commented_texts import practices, texts
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from accessctl.declarations.comment_places import commented, comments_of
from accessctl.declarations.commented import Unit
from accessctl.declarations.formatting import formatted, readable, written_file
from accessctl.declarations.merging import merge
from accessctl.declarations.source_text import alike
from thoroughness import examples

PATH = "practices/santa-lucia.yaml"
MANY = settings(max_examples=examples(100), deadline=None)
TEXTS = texts(practices()).map(lambda drawn: formatted(PATH, drawn[0].encode()))


def distinct(value: dict[str, Any]) -> bool:
    """Say whether the clinics can be told apart."""
    ids = [clinic["id"] for clinic in value["clinics"]]
    return len(ids) == len(set(ids))


def unit(data: bytes) -> Unit:
    """Return a file as a tree."""
    return commented(readable(PATH, data))


def joined(base: bytes | None, ours: bytes, theirs: bytes) -> bytes | None:
    """Return the joined file, or None where there is a clash."""
    merged = merge(None if base is None else unit(base), unit(ours), unit(theirs))
    return None if merged.clashes else written_file(PATH, merged.root)


@given(TEXTS, TEXTS)
@MANY
def test_what_one_side_alone_changed_is_taken_comments_and_all(base: bytes, other: bytes) -> None:
    """Whichever side it is; and a side joined with itself is itself."""
    assume(distinct(readable(PATH, base).value) and distinct(readable(PATH, other).value))
    for ours, theirs in ((other, base), (base, other), (other, other)):
        made = joined(base, ours, theirs)
        assert made is not None
        said, wanted = readable(PATH, made), readable(PATH, other)
        assert {c["id"] for c in said.value["clinics"]} == {c["id"] for c in wanted.value["clinics"]}
        for value in (said.value, wanted.value):
            value["clinics"] = sorted(value["clinics"], key=lambda clinic: str(clinic["id"]))
        assert alike(said.value, wanted.value)
        assert set(comments_of(said)) >= set(comments_of(wanted))


@given(TEXTS, st.data())
@MANY
def test_two_new_people_are_both_there_in_order_and_nothing_else_moves(
    base: bytes, data: st.DataObject
) -> None:
    """The usual conflict: two additions at one place."""
    assume(distinct(readable(PATH, base).value))
    names = data.draw(
        st.lists(st.sampled_from(["amy", "bob", "dan", "yan"]), min_size=2, max_size=2, unique=True)
    )
    sides = []
    for name in names:
        text = base.decode().replace("assistants: []", "assistants:")
        assume("assistants:\n" in text)
        head, _, rest = text.partition("assistants:\n")
        entry = f"  # of {name}\n  - email: {name}@new.example\n\n"
        sides.append(formatted(PATH, f"{head}assistants:\n{entry}{rest}".encode()))
    made = joined(base, *sides)
    assert made is not None
    said = made.decode()
    assert all(f"  # of {name}\n  - email: {name}@new.example\n" in said for name in names)
    assert made == joined(base, *reversed(sides))


def test_different_values_clash_and_are_named_by_path() -> None:
    """An entry by its address, a key by its name."""
    text = (
        "version: 1\npractice: a\nname: A\nowner: {email: o@a.example, name: O}\nclinics: []\nassistants:\n"
        "  - {email: x@a.example, name: X, surnames: [Y], clinics: [one]}\n"
    )
    ours = text.replace("[one]", "[one, two]").replace("name: A", "name: B")
    theirs = text.replace("[one]", "[three]").replace("o@a", "p@a")
    merged = merge(unit(text.encode()), unit(ours.encode()), unit(theirs.encode()))
    assert [(clash.path, clash.ours, clash.theirs) for clash in merged.clashes] == [
        (("assistants", "x@a.example", "clinics"), ["one", "two"], ["three"])
    ]


def test_one_taken_out_on_one_side_is_gone_and_a_rewriting_is_no_change() -> None:
    """`record_access: true` on one side and `{}` on the other say the same."""
    text = (
        "version: 1\npractice: a\nname: A\nowner: {email: o@a.example, name: O}\nclinics: []\nassistants:\n"
        "  - {email: x@a.example, record_access: true}\n  - {email: y@a.example}\n"
    )
    ours = text.replace("  - {email: x@a.example, record_access: true}\n", "")
    made = joined(text.encode(), ours.encode(), formatted(PATH, text.encode()))
    assert made == formatted(PATH, ours.encode())
