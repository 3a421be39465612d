from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from declared_texts import HEAD

from accessctl.declarations.editing import add_clinic, add_entry, remove_entry, set_entry, set_practice
from accessctl.declarations.replacing import replace_file
from accessctl.declarations.yaml_reader import read_yaml
from accessctl.errors import AccessctlError

ANA, LUZ, ZOE = (f"{name}@santalucia.example" for name in ("ana", "luz", "zoe"))
TWO = f"""{HEAD}assistants:
  # reception
  - email: {ANA}     # since March
    name: Ana
    clinics:
      - escazu       # mornings
      - heredia      # afternoons
    # until: 2027-01-31

  # the night shift
  - email: {ZOE}
    name: Zoe
    # does it by hand
"""


def refusal(*args: Any, call: Any = add_entry) -> str:
    """Return the code with which an edit is refused."""
    with pytest.raises(AccessctlError) as caught:
        call(*args)
    return caught.value.code


def test_a_new_entry_stands_in_order_of_address_and_parted_like_the_others() -> None:
    """Comments stay with the entries they are about."""
    after = add_entry(TWO, {"email": LUZ, "name": "Luz"}, {"billing": ["TODO: ask"], "email": ["by hand"]})
    new = f"\n  # by hand\n  - email: {LUZ}\n    name: Luz\n    # TODO: ask\n"
    assert after == TWO.replace("\n\n  # the night", f"\n{new}\n  # the night")


def test_a_new_entry_behind_the_last_leaves_the_last_its_comments() -> None:
    """A comment that is indented like a key belongs to the entry above it."""
    after = add_entry(TWO, {"email": "zz@santalucia.example"})
    assert after == f"{TWO}\n  - email: zz@santalucia.example\n"


def test_keys_stand_in_their_usual_order_whatever_the_order_asked_in() -> None:
    """An entry reads like the others."""
    after = add_entry(TWO, {"billing": True, "surnames": ["Paz"], "email": LUZ})
    assert f"  - email: {LUZ}\n    surnames: [Paz]\n    billing: true\n" in after


def test_an_empty_list_becomes_one_on_lines() -> None:
    """The comment behind the brackets stays where it was."""
    text = f"{HEAD}assistants: []   # nobody yet\n"
    assert add_entry(text, {"email": ANA}) == f"{HEAD}assistants:   # nobody yet\n  - email: {ANA}\n"


def test_a_list_in_brackets_becomes_one_on_lines_with_its_entries_as_they_were() -> None:
    """What people wrote in braces stays in braces."""
    text = f"{HEAD}assistants: [{{email: {ANA}, name:  Ana}}, {{email: {ZOE}}}]\n"
    lines = [f"  - {{email: {ANA}, name:  Ana}}", f"  - {{email: {LUZ}}}", f"  - {{email: {ZOE}}}"]
    assert add_entry(text, {"email": LUZ}) == HEAD + "\n".join(["assistants:", *lines, ""])


def test_a_list_in_brackets_with_comments_stays_in_brackets() -> None:
    """No comment is lost for the sake of the style."""
    text = f"{HEAD}assistants: [\n  {{email: {ANA}}},  # one\n  {{email: {ZOE}}}\n]\n"
    after = add_entry(text, {"email": "zz@santalucia.example"})
    assert after == text.replace(
        f"{{email: {ZOE}}}\n", f"{{email: {ZOE}}},\n  {{email: zz@santalucia.example}}\n"
    )


def test_an_entry_that_needs_a_comment_is_written_on_lines_among_braces() -> None:
    """A comment has no good place inside braces."""
    text = f"{HEAD}assistants:\n  - {{email: {ANA}}}\n"
    after = add_entry(text, {"email": ZOE}, {"name": ["TODO: add it"]})
    assert after == f"{text}  - email: {ZOE}\n    # TODO: add it\n"


def test_a_file_that_is_json_is_edited_as_json() -> None:
    """A file in braces from top to bottom stays so."""
    text = '{"version": 1, "clinics": [], "assistants": [{"email": "ana@santalucia.example"}]}'
    after = add_entry(text, {"email": ZOE, "billing": True})
    assert after == text.replace('"}]}', f'"}}, {{email: {ZOE}, billing: true}}]}}')


def test_a_byte_order_mark_and_foreign_line_breaks_survive() -> None:
    """A file from a Windows editor stays one."""
    text = "\ufeff" + TWO.replace("\n", "\r\n")
    after = add_entry(text, {"email": LUZ, "name": "Luz"})
    assert after.startswith("\ufeffversion")
    assert after.count("\n") == after.count("\r\n") == text.count("\n") + 3


def test_a_last_line_without_a_break_gets_one_only_where_something_follows() -> None:
    """The end of the file keeps its style."""
    text = f"{HEAD}assistants:\n  - {{email: {ANA}}}"
    assert add_entry(text, {"email": ZOE}) == f"{text}\n  - {{email: {ZOE}}}"


def test_adding_somebody_again_in_another_way_is_refused() -> None:
    """What is declared is changed by asking for that."""
    assert refusal(TWO, {"email": ANA.upper()}) == "edit-already-declared"
    assert add_entry(TWO, {"email": ZOE, "name": "Zoe"}) == TWO


def test_a_list_on_lines_keeps_the_comments_of_what_stays() -> None:
    """Only the line of what goes is taken out."""
    after = set_entry(TWO, ANA, {"clinics": ["heredia", "cima"]})
    wanted = TWO.replace("      - escazu       # mornings\n", "").replace(
        "afternoons\n", "afternoons\n      - cima\n"
    )
    assert after == wanted


def test_several_keys_change_in_one_call_with_their_comments_above() -> None:
    """Each change stands at its usual place, and its address can change with it."""
    changes = {"record_access": True, "email": LUZ, "billing": True, "name": None}
    after = set_entry(TWO, ZOE, changes, {"record_access": ["TODO: why"]})
    assert after == TWO.replace(
        f"  - email: {ZOE}\n    name: Zoe\n",
        f"  - email: {LUZ}\n    # TODO: why\n    record_access: true\n    billing: true\n",
    )


def test_a_key_in_braces_changes_within_its_braces() -> None:
    """The comment stands above the entry, since it cannot stand inside."""
    text = f"{HEAD}assistants:\n  - {{email: {ANA}, name: Ana, billing: true}}  # kept\n"
    after = set_entry(text, ANA, {"name": None, "clinics": ["escazu"]}, {"clinics": ["look"]})
    assert after.endswith(f"  # look\n  - {{email: {ANA}, clinics: [escazu], billing: true}}  # kept\n")


def test_a_mapping_on_lines_changes_key_by_key() -> None:
    """The comments between the keys of record access stay."""
    reason = "      # see the ticket\n      reason: >\n        a\n        b\n"
    access = f"    record_access:\n{reason}      until: 2027-01-31\n"
    text = TWO.replace("    # does it", f"{access}    # does it")
    after = set_entry(text, ZOE, {"record_access": {"reason": "c"}})
    assert after == text.replace(">\n        a\n        b\n      until: 2027-01-31\n", "c\n")


def test_changing_somebody_who_is_not_declared_is_refused() -> None:
    """A typing mistake adds nobody."""
    assert refusal(TWO, LUZ, {"billing": True}, call=set_entry) == "edit-not-declared"


def test_an_address_that_is_declared_twice_is_nobodys_to_edit() -> None:
    """Which of the two is meant, nobody can say."""
    text = f"{HEAD}assistants: [{{email: {ANA}}}, {{email: {ANA.upper()}}}]\n"
    for call, more in ((set_entry, ({"billing": True},)), (remove_entry, ())):
        assert refusal(text, ANA, *more, call=call) == "edit-ambiguous"


@pytest.mark.parametrize(
    "text",
    [
        "a: [",
        "just text",
        f"{HEAD}assistants: {{}}\n",
        HEAD,
        f"{HEAD}assistants:\n  - &a {{email: {ZOE}}}\n",
        f"{HEAD}assistants:\n  - {{email: {ZOE}, email: {ANA}}}\n",
        "",
    ],
)
def test_a_text_that_cannot_be_read_without_a_problem_is_not_edited(text: str) -> None:
    """Where it is not clear what a file means, it is not clear what an edit would."""
    assert refusal(text, {"email": ANA}) == "edit-unreadable"


def test_the_last_entry_leaves_an_empty_list() -> None:
    """An emptied list is declared empty, not missing."""
    text = f"{HEAD}assistants:  # of the practice\n  - email: {ANA}\n    name: Ana\n"
    assert remove_entry(text, ANA) == f"{HEAD}assistants: []  # of the practice\n"


def test_removing_takes_the_comments_of_the_entry_and_one_gap() -> None:
    """What is left is parted as before."""
    assert remove_entry(TWO, ZOE) == TWO[: TWO.index("\n  # the night")]
    first = f"{HEAD}assistants:\n  # reception\n  # the night shift\n  - email: {ZOE}\n"
    assert remove_entry(TWO, ANA).startswith(first)


def test_a_clinic_stands_behind_the_others_in_their_style() -> None:
    """Clinics have an order of their own, and one that is there is left alone."""
    after = add_clinic(TWO, {"name": "Norte", "id": "norte"})
    assert "Escazú}\n  - {id: norte, name: Norte}\nassistants:" in after
    assert add_clinic(after, {"id": "norte", "name": "Other"}) == after


def test_a_key_of_the_practice_stands_at_its_usual_place() -> None:
    """The issuer stands between the clinics and the assistants."""
    after = set_practice(TWO, "billing_issuer", {"owner": "f@santalucia.example"}, ["TODO: check"])
    assert "\n# TODO: check\nbilling_issuer: {owner: f@santalucia.example}\nassistants:\n" in after


@pytest.mark.parametrize(
    "text",
    ["no", "12", "1:30", "2027-01-31", "a: b", "a #b", "#", "", " a", "[x]", "true", "ñ", "a,b", "'", '"\\'],
)
def test_a_name_that_could_be_misread_is_quoted(text: str) -> None:
    """What is written is read as the same text, here and by older readers."""
    after = add_entry(TWO, {"email": LUZ, "name": text})
    assert (
        next(item for item in read_yaml(after.encode()).value["assistants"] if item["email"] == LUZ)["name"]
        == text
    )
    assert ("name: no\n" in after) is False


def test_a_file_is_replaced_whole_with_its_mode_kept(tmp_path: Path) -> None:
    """Nothing but the contents is another, and nothing is left beside it."""
    file = tmp_path / "a.yaml"
    file.write_bytes(b"old")
    file.chmod(0o640)
    replace_file(tmp_path, "a.yaml", b"old", b"new")
    assert (file.read_bytes(), file.stat().st_mode & 0o777) == (b"new", 0o640)
    assert list(tmp_path.iterdir()) == [file]


def test_a_file_that_changed_meanwhile_is_left_alone(tmp_path: Path) -> None:
    """Somebody else's work is not written over, nor is a file that came into being."""
    (tmp_path / "a.yaml").write_bytes(b"theirs")
    for before in (b"old", None):
        assert refusal(tmp_path, "a.yaml", before, b"new", call=replace_file) == "file-changed"
    assert (tmp_path / "a.yaml").read_bytes() == b"theirs"


def test_a_link_is_followed_inside_the_repository_and_refused_outside(tmp_path: Path) -> None:
    """What the link points to is replaced, the link stays."""
    (tmp_path / "repository").mkdir()
    for place, name in ((tmp_path, "out.yaml"), (tmp_path / "repository", "in.yaml")):
        (place / name).write_bytes(b"old")
        (tmp_path / "repository" / f"link-{name}").symlink_to(place / name)
    replace_file(tmp_path / "repository", "link-in.yaml", b"old", b"new")
    assert (tmp_path / "repository" / "link-in.yaml").is_symlink()
    assert (tmp_path / "repository" / "in.yaml").read_bytes() == b"new"
    code = refusal(tmp_path / "repository", "link-out.yaml", b"old", b"new", call=replace_file)
    assert (code, (tmp_path / "out.yaml").read_bytes()) == ("file-changed", b"old")
