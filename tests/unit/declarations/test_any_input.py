from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from accessctl.declarations.loading import load_files
from accessctl.model.finding import Severity
from thoroughness import examples

SAMPLE = """\
version: 1
practice: a
name: Á
owner: {email: e@x.example, name: E}
clinics: [{id: c, name: "C"}]
assistants:
  - email: ana@x.example
    record_access: {reason: r, until: 2027-01-31}
    previously: [old@x.example]
  - {email: luz@x.example, note: |-
      x
    }
""".encode()
PIECES = [
    *(b"&a ", b"*a", b"!!x ", b": ", b"- ", b"[", b"]", b"{", b"}", b"\t", b"\r", b"\n", b"\x00", b"\xff"),
    *(b'"', b"---\n", b"<<: ", b"? ", b"~", b"email: ", b"assistants: ", b"%", b"|", b"#", b"\xc2\x85"),
]
"""What means something to a YAML reader, or breaks it."""

CUTS = st.tuples(
    st.integers(0, len(SAMPLE)),
    st.integers(0, 12),
    st.one_of(st.sampled_from(PIECES), st.binary(max_size=4)),
)


@settings(max_examples=examples(400), deadline=None)
@given(st.lists(CUTS, max_size=5))
def test_no_file_whatever_it_holds_is_more_than_a_finding(cuts: list[tuple[int, int, bytes]]) -> None:
    """A damaged file never crashes, and what cannot be read is held still."""
    data = SAMPLE
    for at, length, piece in cuts:
        data = data[:at] + piece + data[at + length :]
    files = {"access/settings.yaml": data, "access/policy.yaml": data, "practices/a.yaml": data}
    declaration = load_files(files)
    lines = data.count(b"\n") + data.count(b"\r") + data.count(b"\xc2\x85") + data.count(b"\xe2\x80") + 1
    for finding in declaration.findings:
        assert 1 <= finding.where.line <= lines
        assert finding.where.column >= 1
        assert finding.severity is Severity.ERROR
    if "a" not in {practice.slug for practice in declaration.practices.values()}:
        assert "a" in declaration.unreadable or declaration.practices
