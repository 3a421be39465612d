"""The made-up organisation as DNS: a zone for each practice, a TXT record for each assistant."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path

from corpus import Person, practices

CONFIG = """\
manager: {{max_workers: 1}}
providers:
  declared:
    class: octodns.provider.yaml.YamlProvider
    directory: {directory}/declared
    escaped_semicolons: false
    supports_root_ns: false
  live:
{live}
zones:
  '*': {{sources: [declared], targets: [live]}}
"""
IN_MEMORY = """\
    class: octodns_target.Remembering
    path: {directory}/live.json"""
IN_FILES = """\
    class: octodns.provider.yaml.YamlProvider
    directory: {directory}/live
    escaped_semicolons: false
    supports_root_ns: false"""
TTL = 3600


def write(directory: Path, count: int) -> Mapping[str, Path]:
    """Write as many zones, twice, and a configuration for either kind of live system; return these."""
    for folder in ("declared", "live"):
        (directory / folder).mkdir(parents=True)
    live = {}
    for made in practices(count):
        zone = f"{made.slug}.example."
        records = {person.email.partition("@")[0]: tuple(_values(person)) for person in made.people}
        text = "".join(_record(name, values) for name, values in sorted(records.items()))
        for folder in ("declared", "live"):
            (directory / folder / f"{zone}yaml").write_text(text, encoding="utf-8")
        live[zone] = {
            name: {"type": "TXT", "ttl": TTL, "values": list(values)} for name, values in records.items()
        }
    (directory / "live.json").write_text(json.dumps(live), encoding="utf-8")
    configured = {}
    for name, target in (("memory", IN_MEMORY), ("files", IN_FILES)):
        configured[name] = directory / f"{name}.yaml"
        text = CONFIG.format(directory=directory, live=target.format(directory=directory))
        configured[name].write_text(text, encoding="utf-8")
    return configured


def _record(name: str, values: tuple[str, ...]) -> str:
    lines = "".join(f"  - {value}\n" for value in values)
    return f"{name}:\n  type: TXT\n  values:\n{lines}"


def _values(person: Person) -> Iterator[str]:
    """Yield what the entry says; octoDNS accepts no letter outside ASCII in a TXT record."""
    yield f"name={_plain(person.name)}"
    yield f"surnames={_plain(','.join(person.surnames))}"
    yield f"clinics={','.join(person.clinics)}"
    if person.record:
        yield "record_access=Prepara los expedientes,2027-01-31"
    if person.billing:
        yield "billing=true"
    for line in person.lines:
        key, _, value = line.partition("#")[0].strip().partition(": ")
        yield f"{key}={value.strip('[]')}"


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
