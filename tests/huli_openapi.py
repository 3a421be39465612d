"""The part of HuliPractice's API that is used, as an OpenAPI document, and judges of questions and answers.

Written from what is known of the vendor's document (Huli API 2.0.0): ids are texts in answers and integers in
the header; what is not known is left open.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jsonschema import Draft202012Validator

ID = {"type": "string", "pattern": "^[0-9]+$"}
STATUS = {"enum": ["ACTIVE", "INACTIVE"]}


def whole(**properties: Any) -> dict[str, Any]:
    """Return the schema of an object that has all of these."""
    return {"type": "object", "required": list(properties), "properties": properties}


def ref(name: str) -> dict[str, str]:
    """Return a reference to a named schema."""
    return {"$ref": f"#/components/schemas/{name}"}


SCHEMAS: dict[str, Any] = {
    "Key": whole(api_key={"type": "string", "minLength": 1}),
    "Token": whole(
        response={"const": "OK"}, data=whole(jwt={"type": "string", "pattern": r"^[\w-]+\.[\w-]+\.[\w-]+$"})
    ),
    "Error": whole(
        error=whole(
            code={"enum": ["AUTH001", "AUTH002", "NOT_FOUND", "INTERNAL_ERROR", "CHA00001"]},
            message={"type": "string"},
        )
    ),
    "Authorization": whole(id=ID, idGrantor=ID, idGrantee=ID, idOrganization=ID, status=STATUS)
    | {"additionalProperties": False},
    "Organization": whole(
        idOrganization=ID,
        idOwner=ID,
        name={"type": "string"},
        idUserModifiedBy=ID,
        status=STATUS,
        authorization={"anyOf": [{"type": "array", "items": ref("Authorization")}, {"type": "null"}]},
    )
    | {"additionalProperties": False},
    "Organizations": whole(organizations={"type": "array", "items": ref("Organization")})
    | {"additionalProperties": False},
    "User": whole(
        id=ID,
        email={"type": "string"},
        displayName={"type": "string"},
        firstName={"type": "string"},
        lastName={"type": "string"},
        status={"enum": ["ACTIVE", "INACTIVE", "BLOCKED", "DELETED"]},
    ),
    "Clinic": whole(
        id=ID, name={"type": "string"}, status={"type": "string"}, type={"enum": ["PHYSICAL", "VIRTUAL"]}
    ),
    "Doctor": whole(
        id=ID,
        status={"enum": ["ACTIVE", "INACTIVE", "DELETED"]},
        idUser=ID,
        user=ref("User"),
        doctorClinic={
            "type": "array",
            "items": whole(idClinic=ID, clinic=ref("Clinic"), status={"type": "string"}),
        },
    ),
    "Appointments": whole(
        limit={"type": "string"}, offset={"type": "string"}, total={"type": "string"}, size={"type": "string"}
    ),
}


def answers(name: Any, *errors: int) -> dict[str, Any]:
    """Return what is answered: the schema of a success, and the errors' statuses."""
    body = {"content": {"application/json": {"schema": name}}}
    found = {"200": {"description": "What was asked for", **body}}
    error = {"content": {"application/json": {"schema": ref("Error")}}}
    return found | {str(status): {"description": "An error", **error} for status in errors}


HEADER = {
    "name": "id_organization",
    "in": "header",
    "required": True,
    "schema": {"type": "integer", "minimum": 1},
}


def path_id(name: str) -> dict[str, Any]:
    """Return an id in a path."""
    return {"name": name, "in": "path", "required": True, "schema": {"type": "integer", "minimum": 1}}


def query(name: str, schema: Any) -> dict[str, Any]:
    """Return a parameter of the query."""
    return {"name": name, "in": "query", "required": False, "schema": schema}


def read(name: Any, *parameters: dict[str, Any]) -> dict[str, Any]:
    """Return a question with its answers."""
    return {
        "get": {
            "security": [{"bearer": []}],
            "parameters": [HEADER, *parameters],
            "responses": answers(name, 401, 403, 404, 500),
        }
    }


PAGES = [query(name, {"type": "integer", "minimum": 0}) for name in ("limit", "offset")]
DAYS = [query(name, {"type": "string"}) for name in ("from", "to")]
DOCUMENT: dict[str, Any] = {
    "openapi": "3.1.0",
    "info": {"title": "Huli API", "version": "2.0.0"},
    "servers": [{"url": "https://api.huli.io"}],
    "components": {
        "schemas": SCHEMAS,
        "securitySchemes": {"bearer": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}},
    },
    "paths": {
        "/practice/v2/authorization/token": {
            "post": {
                "requestBody": {"required": True, "content": {"application/json": {"schema": ref("Key")}}},
                "responses": answers(ref("Token"), 400, 401, 500),
            }
        },
        "/practice/v2/organization": read(
            {"anyOf": [ref("Organization"), ref("Organizations")]},
            query("expand", {"enum": ["AUTHORIZATION"]}),
        ),
        "/practice/v2/doctor/user/{IDUser}": read(ref("Doctor"), path_id("IDUser")),
        "/practice/v2/doctor/{IDDoctor}": read(ref("Doctor"), path_id("IDDoctor")),
        "/practice/v2/appointment/doctor/{doctorID}": read(
            ref("Appointments"), path_id("doctorID"), *DAYS, *PAGES
        ),
    },
}


def operation(method: str, path: str) -> dict[str, Any]:
    """Return the operation that a question is, by its method and path."""
    for template, operations in DOCUMENT["paths"].items():
        parts, given = template.split("/"), path.split("/")
        if len(parts) != len(given) or method.lower() not in operations:
            continue
        if all(
            part == said or (part.startswith("{") and said.isdigit())
            for part, said in zip(parts, given, strict=True)
        ):
            found: dict[str, Any] = operations[method.lower()]
            return found
    raise AssertionError((method, path))


def judge_question(
    method: str, path: str, sent: Mapping[str, str], headers: Mapping[str, str], body: Any = None
) -> None:
    """Fail where a question is not as the document has it: path, query, headers and body."""
    said = operation(method, path)
    known = {item["name"]: item for item in said.get("parameters", ()) if item["in"] == "query"}
    assert sent.keys() <= known.keys()
    for name, value in sent.items():
        _valid(value, known[name]["schema"])
    for item in said.get("parameters", ()):
        if item["in"] == "header":
            _valid(int(headers[item["name"]]), item["schema"])
    if "security" in said:
        scheme, _, token = headers["authorization"].partition(" ")
        assert scheme == "Bearer"
        _valid(token, SCHEMAS["Token"]["properties"]["data"]["properties"]["jwt"])
    else:
        assert "authorization" not in headers
    if "requestBody" in said:
        assert headers["content-type"] == "application/json"
        _valid(body, said["requestBody"]["content"]["application/json"]["schema"])


def judge_answer(method: str, path: str, status: int, kind: str, body: Any) -> None:
    """Fail where an answer is not as the document has it."""
    responses = operation(method, path)["responses"]
    assert str(status) in responses, (status, body)
    assert kind.partition(";")[0] == "application/json"
    _valid(body, responses[str(status)]["content"]["application/json"]["schema"])


def _valid(value: Any, schema: Any) -> None:
    checked = {**schema, "components": DOCUMENT["components"]}
    Draft202012Validator(checked).validate(value)
