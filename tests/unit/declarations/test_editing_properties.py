from __future__ import annotations

from copy import deepcopy
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from practice_texts import EMAILS, KEYS, NAMES, File, entry_values, files

from accessctl.declarations.editing import add_entry, remove_entry, set_entry
from accessctl.declarations.source_text import alike
from accessctl.declarations.yaml_reader import read_yaml
from accessctl.declarations.yaml_writing import written
from thoroughness import examples

SEVERAL = settings(max_examples=examples(100), deadline=None)


def value_of(text: str) -> Any:
    """Return what a text says."""
    tree = read_yaml(text.encode())
    assert not tree.problems
    return tree.value


def assert_kept(before: str, after: str, gone: set[str] = frozenset()) -> None:  # type: ignore[assignment]
    """Fail unless the comments that did not have to go are there still, each once and in order."""
    kept = [line[line.rindex("# comment") :] for line in before.splitlines() if "# comment" in line]
    left = [line[line.rindex("# comment") :] for line in after.splitlines() if "# comment" in line]
    assert [text for text in kept if text not in gone] == [text for text in left if text not in gone]


@given(NAMES)
@SEVERAL
def test_a_text_when_written_means_itself(text: str) -> None:
    """Whatever a name looks like, it is read back as that name."""
    assert value_of(f"a: {written(text)}\nb: [{written(text)}]\n") == {"a": text, "b": [text]}


@given(files(), st.data())
@SEVERAL
def test_adding_an_entry_changes_nothing_else(file: File, data: st.DataObject) -> None:
    """The new entry is there, everything else means what it meant, and every old line is there still."""
    declared = {values["email"] for values in file.entries}
    email = data.draw(st.sampled_from([email for email in EMAILS if email not in declared]))
    values = data.draw(entry_values(email))
    after = add_entry(file.text, values, {"billing": ["TODO: look"]})
    wanted, said = value_of(file.text), value_of(after)
    said["assistants"] = [item for item in said["assistants"] if item["email"] != email]
    assert alike(said, wanted)
    assert alike([item for item in value_of(after)["assistants"] if item["email"] == email], [values])
    assert_kept(file.text, after)
    assert add_entry(after, values) == after
    if file.text.endswith("\n") and "assistants: [" not in file.text:
        lines = iter(after.splitlines(keepends=True))
        assert all(line in lines for line in file.text.splitlines(keepends=True)), "a line changed"


@given(files(), st.data())
@SEVERAL
def test_adding_entries_in_order_keeps_them_in_order(file: File, data: st.DataObject) -> None:
    """Where the addresses stand in order, they still do afterwards."""
    declared = [values["email"] for values in file.entries]
    email = data.draw(st.sampled_from([email for email in EMAILS if email not in declared]))
    after = [item["email"] for item in value_of(add_entry(file.text, {"email": email}))["assistants"]]
    if declared == sorted(declared):
        assert after == sorted(after)


@given(files(at_least=1), st.data())
@SEVERAL
def test_setting_a_key_changes_that_key_alone(file: File, data: st.DataObject) -> None:
    """The key says what was asked, all else what it said, and only the key's own comments may go."""
    values = data.draw(st.sampled_from(file.entries))
    key = data.draw(st.sampled_from(sorted(KEYS)))
    new = data.draw(st.one_of(st.none(), KEYS[key]))
    after = set_entry(file.text, values["email"], {key: new})
    wanted = deepcopy(value_of(file.text))
    entry = next(item for item in wanted["assistants"] if item["email"] == values["email"])
    if new is None:
        entry.pop(key, None)
    else:
        entry[key] = new
    assert alike(value_of(after), wanted)
    assert_kept(file.text, after, file.of_key.get((values["email"], key), set()))
    assert set_entry(after, values["email"], {key: new}) == after
    if key in values and alike(values[key], new):
        assert after == file.text


@given(files(at_least=1), st.data())
@SEVERAL
def test_removing_an_entry_removes_that_entry_alone(file: File, data: st.DataObject) -> None:
    """The entry is gone with its own comments, and everything else is as it was."""
    email = data.draw(st.sampled_from(file.entries))["email"]
    after = remove_entry(file.text, email)
    wanted = value_of(file.text)
    wanted["assistants"] = [item for item in wanted["assistants"] if item["email"] != email]
    assert alike(value_of(after), wanted)
    assert_kept(file.text, after, file.own.get(email, set()))
    assert remove_entry(after, email) == after


@given(files(), st.data())
@SEVERAL
def test_an_entry_that_comes_and_goes_leaves_the_list_as_it_was(file: File, data: st.DataObject) -> None:
    """Adding and taking out again gives the old text, byte for byte, where the list stood on lines."""
    declared = {values["email"] for values in file.entries}
    email = data.draw(st.sampled_from([email for email in EMAILS if email not in declared]))
    after = remove_entry(add_entry(file.text, {"email": email, "name": "Ana"}), email)
    assert alike(value_of(after), value_of(file.text))
    assert_kept(file.text, after)
    if declared and file.text.endswith("\n") and "assistants: [" not in file.text:
        assert after == file.text
