"""The seeds: what people would type, here; what the program wrote, in the folder `seeds`."""

from __future__ import annotations

from pathlib import Path

_FOLDER = Path(__file__).parent / "seeds"

PRACTICE = """\
# yaml-language-server: $schema=../schemas/practice.schema.json
version: 1
practice: santa-lucia
previously: [lucia]
name: Clínica Santa Lucía
owner: {email: elena.rojas@santalucia.example, name: Elena Rojas}
time_zone: America/Costa_Rica
live: {provider: huli, organization: 4001}
mode: apply
clinics:
  - {id: escazu, name: Santa Lucía Escazú}        # label: only where HuliPractice shows another name
  - {id: cima, name: Hospital CIMA, single_record: {administrator: accesos@cima.example}}
billing_issuer: {owner: finanzas@santalucia.example}
assistants:
  - email: ana.mora@santalucia.example
    name: Ana
    surnames: [Mora, Jiménez]
    clinics: [escazu]
    record_access: {reason: "Prepara los expedientes", until: 2027-01-31}
    billing: false
    from: 2026-12-01
    until: 2027-06-30
    previously: [ana.m@old.example]
    note: Cubre la licencia de maternidad de Luz
  - email: luz@santalucia.example
    clinics: [escazu, cima]
    note: |-
      dos
      líneas
""".encode()
SMALL_PRACTICE = b"""\
version: 1
practice: santa-lucia
name: "A"
owner: {email: e@x.example, name: 'E'}
clinics: [{id: c, name: C, label: "c \\u00e9"}]
assistants: []
"""
SETTINGS = b"""\
version: 1
branch: main
language: es
time_zone: America/Costa_Rica
live: {provider: sandbox, account: accesos@org.example, concurrency: 4, max_observation_age: 7d}
invitations: {max_attempts: 3, send_window: {days: [mon, tue, wed, thu], hours: "08:00-17:00"}}
handoffs: {from: accesos@org.example, remind_after: 3d, escalate_after: 7d, templates: access/templates}
journal: {branch: access-journal, remote: origin, root: 4f0c4f0c4f0c4f0c4f0c4f0c4f0c4f0c4f0c4f0c}
lock: {time_to_live: 15m}
drift: revoke
guards: {removals: {percent: 25, at_least: 10, window: 24h}, invitations: 50, record_grants: 10}
"""
HULI_SETTINGS = b"""\
version: 1
live:
  provider: huli
  own_user: 2001
  users: {3001: ana.mora@santalucia.example}
"""
POLICY = b"""\
version: 1
email_domains: {allow: [santalucia.example], deny: [evil.example]}
shared_mailboxes: {deny: [info, recepcion, contacto, citas]}
assistants: {at_most: 8}
record_access: {at_most: 2, reason: required, until: required, at_most_days: 365}
end_date: {required_for_domains: [agencia.example]}
separate: [record_access, billing]
protected: [elena.rojas@santalucia.example]
reviews: {every: 90d, unconfirmed_record_access: report}
approvals: {record_access: 1, signers: access/signers}
attestation: {by_another: true}
exceptions: [{rule: record-access-at-most, practice: santa-lucia, reason: "x", until: 2027-03-31}]
"""
LOCAL_SCHEMA = b"""\
{"$schema": "https://json-schema.org/draft/2020-12/schema", "$defs": {"mail": {"type": "string",
 "pattern": "^[a-z.]+@santalucia\\\\.example$"}},
 "type": "object", "required": ["time_zone"], "patternProperties": {"^x-": {}},
 "properties": {"name": {"maxLength": 30, "description": "short"}, "mode": {"enum": ["apply", "plan-only"]},
 "assistants": {"type": "array", "uniqueItems": true, "maxItems": 8, "items": {"allOf": [{"properties":
 {"email": {"$ref": "#/$defs/mail"}, "note": {"not": {"minLength": 500}}}}], "if": {"required": ["until"]},
 "then": {"required": ["from"]}, "dependentRequired": {"name": ["surnames"]}, "unevaluatedProperties": true}}}}
"""
SIGNERS = b"""\
# who may approve
elena.rojas@santalucia.example ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIFUQFXMWMxbpGm4ISnEqjNiBVHxz0uQZZ2YIvFWgX0Xw E
a@x.example,b@x.example namespaces="git",valid-after="20260101" ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIFUQFXMWMxbpGm4ISnEqjNiBVHxz0uQZZ2YIvFWgX0Xw
*@x.example cert-authority ssh-rsa AAAA
# ana@x.example
-----BEGIN PGP PUBLIC KEY BLOCK-----

mDMEZ0AAABYJKwYBBAHaRw8BAQdAtBdBbmEgPGFuYUB4LmV4YW1wbGU+tAlhQHguZXhh
=abcd
-----END PGP PUBLIC KEY BLOCK-----
"""
PAGE_MAP = b"""\
version: 1
start: /es
patience: 20s
photo: {role: button, name: Foto de perfil}
account_shows: [owner-address]
list:
  rows: {role: list, name: Asistentes}
  states: {Invitado: invited, Activo: active, Vencido: expired}
  valid_until: true
steps:
  revoke:
    - {do: click, element: {role: button, name: "Quitar {address}", match: begins}, in_row: true}
    - {do: expect, text: Listo}
"""
ROSTER = """\
# fecha: 2026-11-24 08:00
# completa: sí
correo;nombre;apellidos;centros;estado;enviada;expediente;facturación
ana.mora@santalucia.example;Ana;Mora Jiménez;escazu;activo;;no;no
luz@santalucia.example;Luz;Vega;"escazu
cima";invitado;2026-11-23 10:00;sí;no
""".encode()
ROSTER_JSON = """\
{"as_of": "2026-11-24T08:00:00-06:00", "complete": true, "assistants": [
 {"email": "ana.mora@santalucia.example", "name": "Ana", "surnames": ["Mora", "Jiménez"], "clinics": ["escazu"],
  "state": "active", "record_access": false, "billing": null},
 {"email": "luz@santalucia.example", "state": "invited", "sent_at": "2026-11-23T10:00:00Z"}]}
""".encode()
ORGANIZATION = b"""\
{"organizations": [{"idOrganization": "4001", "idOwner": 2001, "name": "X", "status": "ACTIVE", "authorization": [
 {"id": "1", "idGrantor": "2001", "idGrantee": "3001", "idOrganization": "4001", "status": "ACTIVE"},
 {"id": "2", "idGrantor": null, "idGrantee": 3002, "status": "INACTIVE"}]}]}
"""
DOCTOR = b"""\
{"id": "7", "status": "ACTIVE", "idUser": "3001", "user": {"id": 3001, "email": "ana.mora@santalucia.example",
 "displayName": "Ana", "status": "ACTIVE"}, "doctorClinic": [{"idClinic": "1", "clinic": {"id": "1", "name": "C"}}]}
"""
ROWS = """\
[{"texts": ["Ana Mora", "ana.mora@santalucia.example", "Invitado", "Reenviar"], "clinics": ["Santa Lucía Escazú"],
  "times": ["2026-11-26T16:00:00-06:00"]},
 {"texts": ["Luz", "<luz@santalucia.example>.", "Activo"], "clinics": null, "times": []}]
""".encode()
COMMIT = b"""\
tree 4b825dc642cb6eb9a060e54bf8d69288fbee4904
parent 3f2a91c0d4e5f60718293a4b5c6d7e8f90a1b2c3
author Ana Mora <ana@x.example> 1764000000 -0600
committer Luz <luz@x.example> 1764000001 +0000
gpgsig -----BEGIN SSH SIGNATURE-----
 U1NIU0lHAAAAAQAAADMAAAALc3NoLWVkMjU1MTkAAAAgVRAVcxYzFukabghKcSqM2IFUfHPS
 -----END SSH SIGNATURE-----

Let Ana in (#7)

Merge pull request #7 from x
See merge request a/b!7
Reviewed-by: Luz <luz@x.example>
Co-authored-by: Eva <eva@x.example>
Allow-Removals: 12
Restore: santa-lucia ana@x.example
Revoke-Unmanaged: santa-lucia
"""
PULL_REQUEST = b"""\
[{"number": 7, "state": "merged", "sha": "abc", "merge_commit_sha": "def", "squash_commit_sha": null, "merged": true,
  "target_branch": "main", "author": {"username": "ana"}, "user": {"login": "ana"}, "head": {"sha": "abc"},
  "base": {"ref": "main"}, "diff_refs": {"head_sha": "abc"}},
 {"approved_by": [{"user": {"id": 5, "username": "luz"}}], "approvals": []},
 [{"author": {"login": "ana", "username": "ana", "id": 5}, "committer": null, "commit": {}, "body":
  "approved this merge request", "system": true, "created_at": "2026-11-24T16:00:00.000Z", "head_commit_sha": "abc",
  "user": {"login": "luz", "type": "User"}, "state": "APPROVED", "commit_id": "abc", "author_association": "MEMBER"}]]
"""
SESSION = b"""\
{"format": "accessctl.session/1", "origin": "https://app.huli.example", "state": {"cookies": [{"name": "s", "value":
 "v", "domain": ".huli.example", "path": "/"}], "origins": [{"origin": "https://app.huli.example", "localStorage": []}]}}
"""
WRITE_AHEAD = b"""\
{"change": "1a2b3c4d", "status": "done", "reference": null}
{"change": "5e6f7a8b", "status": "handed-off", "reference": "<id@x.example>"}
"""
TOKEN = b"eyJhbGciOiJub25lIn0.eyJleHAiOjE3NjQwMDAwMDAsImlhdCI6MTc2Mzk5OTAwMH0.c2ln"
APPROVALS = b'{"3f2a91c0d4e5f60718293a4b5c6d7e8f90a1b2c3": ["luz@x.example"], "4f0c": []}'


def written(pattern: str) -> tuple[bytes, ...]:
    """Return the seeds that the program wrote, by their files' names."""
    return tuple(path.read_bytes() for path in sorted(_FOLDER.glob(pattern)))
