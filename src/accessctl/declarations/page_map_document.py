"""The shape of `access/page-map.yaml`: what is left out is as in the map that comes with the program."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from accessctl.declarations.shapes import Declared, Document, Duration, Line, Many, PagePath, Version

Role = Literal[
    "button",
    "checkbox",
    "combobox",
    "dialog",
    "group",
    "heading",
    "link",
    "list",
    "menuitem",
    "option",
    "radio",
    "switch",
    "tab",
    "table",
    "textbox",
]


class ElementDocument(Document):
    """One thing on a page, as a person who cannot see it is told of it."""

    role: Role = Field(description="What it is.", examples=["button"])
    name: Line = Field(
        description="Its visible label; `{address}` stands for the person's address.", examples=["Invitar"]
    )
    match: Literal["exact", "begins", "contains"] = Field(
        default="exact", description="Whether the label is all of the name, its beginning, or part of it."
    )


class ListDocument(Document):
    """The list of assistants."""

    title: Declared[ElementDocument] = Field(default=None, description="The section's title.")
    rows: Declared[ElementDocument] = Field(default=None, description="The list, or table, of the people.")
    clinics: Declared[ElementDocument] = Field(default=None, description="The list of clinics in a row.")
    states: dict[str, Literal["active", "invited", "expired"]] = Field(
        default={}, description="What a row says of an invitation.", examples=[{"Activo": "active"}]
    )
    valid_until: Declared[bool] = Field(
        default=None, description="Whether a row's <time> says until when its invitation is valid."
    )
    end: Declared[Line] = Field(
        default=None, description="The text below the last person: without it the list is not complete."
    )
    empty: Declared[Line] = Field(default=None, description="The text in place of the list of nobody.")
    more: Declared[ElementDocument] = Field(default=None, description="What shows more of a long list.")
    unfinished: Many[Line] = Field(
        default=(),
        description="Labels of links and buttons that are there where the list goes on: it is not complete.",
        examples=[["Siguiente", "Ver más"]],
    )


class InviteDocument(Document):
    """An invitation, step by step."""

    begin: Many[ElementDocument] = Field(default=(), description="What opens the form: any of these.")
    address: Declared[ElementDocument] = Field(default=None, description="The field of the address.")
    known: Declared[ElementDocument] = Field(
        default=None, description="What shows the name of somebody who is registered, to be clicked."
    )
    name: Declared[ElementDocument] = Field(default=None, description="The field of the name.")
    surnames: Many[ElementDocument] = Field(default=(), description="The fields of the surnames.")
    following: Declared[ElementDocument] = Field(
        default=None, alias="next", description="What leads on to the next step."
    )
    clinics: Declared[ElementDocument] = Field(default=None, description="What the clinics' boxes stand in.")
    one_clinic: Declared[Line] = Field(
        default=None, description="What stands before the clinic's name where there is one alone."
    )
    send: Declared[ElementDocument] = Field(default=None, description="What sends the invitation.")
    done: Declared[Line] = Field(default=None, description="What the page says once it is sent.")


class ResendDocument(Document):
    """Sending an invitation again."""

    button: Declared[ElementDocument] = Field(default=None, description="What sends it, in the row.")
    done: Declared[Line] = Field(default=None, description="What the page says once it is sent.")


class PageStepDocument(Document):
    """One step of a way of your own."""

    action: Literal["click", "choose-clinics", "expect"] = Field(
        description="Click it; choose exactly the wanted clinics in it; or wait until the page shows it."
    )
    element: Declared[ElementDocument] = Field(default=None, description="What is clicked or awaited.")
    text: Declared[Line] = Field(default=None, description="A text that is awaited.")
    in_row: bool = Field(default=False, description="Whether it stands in the person's row.")


class StepsDocument(Document):
    """Ways that HuliPractice does not document: each one that is here is clicked by the program."""

    revoke: Many[PageStepDocument] = Field(default=(), description="Taking somebody out.")
    cancel: Many[PageStepDocument] = Field(
        default=(), alias="cancel-invitation", description="Taking an invitation back."
    )
    clinics: Many[PageStepDocument] = Field(
        default=(), alias="change-clinics", description="Changing somebody's clinics."
    )


class PageMapDocument(Document):
    """Where things stand on HuliPractice's pages, as far as it is different from the program's own map."""

    version: Version = Field(description="The version of this file's format.", examples=[1])
    start: Declared[PagePath] = Field(default=None, description="The path of the first page.", examples=["/"])
    patience: Declared[Duration] = Field(
        default=None, description="How long a page may take.", examples=["15s"]
    )
    logged_out: Declared[ElementDocument] = Field(
        default=None, description="What shows that nobody is logged in."
    )
    photo: Declared[ElementDocument] = Field(default=None, description="The profile photo.")
    account: Declared[ElementDocument] = Field(default=None, description="Cuenta y Preferencias.")
    account_shows: Declared[
        Annotated[
            tuple[Literal["owner-address", "owner-name", "practice-name"], ...],
            Field(strict=False, min_length=1),
        ]
    ] = Field(
        default=None,
        description="What that page shows of the practice's file: it tells whose account this is.",
        examples=[["owner-address"]],
    )
    assistants: Declared[ElementDocument] = Field(default=None, description="Asistentes.")
    list: Declared[ListDocument] = Field(default=None, description="The list of assistants.")
    invite: Declared[InviteDocument] = Field(default=None, description="The form of an invitation.")
    resend: Declared[ResendDocument] = Field(default=None, description="Sending an invitation again.")
    steps: Declared[StepsDocument] = Field(default=None, description="Ways of your own.")
