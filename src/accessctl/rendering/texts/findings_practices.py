"""Texts: findings about whole practices, the settings and their clinics."""

from __future__ import annotations

from accessctl.rendering.texts import Text

TEXTS: dict[str, Text] = {
    "slug-mismatch": Text(
        "this file is {stem}.yaml, but it says that it is the practice `{practice}`",
        "este archivo se llama {stem}.yaml, pero dice que es el consultorio `{practice}`",
    ),
    "slug-mismatch.hint": Text(
        "name the file {practice}.yaml; or, if the practice was renamed, write `practice: {stem}` and list "
        "its old name under `previously`",
        "llame el archivo {practice}.yaml; o, si el consultorio cambió de nombre, escriba `practice: {stem}` y "
        "ponga el anterior en `previously`",
    ),
    "practice-twice": Text(
        "the practice `{practice}` is declared by another file too: {others}",
        "otro archivo también declara el consultorio `{practice}`: {others}",
    ),
    "practice-twice.hint": Text(
        "keep one file for each practice; until then nobody is let in or removed there",
        "deje un solo archivo por consultorio; mientras tanto, allí no se invita ni se retira a nadie",
    ),
    "two-practices-one-account": Text(
        "the account `{account}` is managed by another file too: {others}",
        "otro archivo también administra la cuenta `{account}`: {others}",
    ),
    "two-practices-one-account.hint": Text(
        "give each practice its own `live.organization`; until then nobody is let in or removed in either",
        "dé a cada consultorio su propio `live.organization`; "
        "mientras tanto, en ninguno se invita ni se retira a nadie",
    ),
    "previously-slug-present": Text(
        "`{old}` is listed as an earlier name of `{practice}`, but it is still declared",
        "`{old}` figura como nombre anterior de `{practice}`, pero todavía está declarado",
    ),
    "previously-slug-present.hint": Text(
        "take `{old}` out of `previously`, or delete practices/{old}.yaml if it was renamed",
        "quite `{old}` de `previously`, o borre practices/{old}.yaml si fue ese el que cambió de nombre",
    ),
    "previously-slug-twice": Text(
        "the earlier name `{old}` is claimed by another practice too: {others}",
        "otro consultorio también reclama el nombre anterior `{old}`: {others}",
    ),
    "previously-slug-twice.hint": Text(
        "leave `{old}` under `previously` of the one practice that had this name",
        "deje `{old}` en `previously` solo del consultorio que tuvo ese nombre",
    ),
    "no-clinics": Text(
        "the practice `{practice}` has assistants and no clinic",
        "el consultorio `{practice}` tiene asistentes y ninguna clínica",
    ),
    "no-clinics.hint": Text(
        "list at least one clinic under `clinics`: an invitation is always for one",
        "ponga al menos una clínica en `clinics`: toda invitación es para alguna",
    ),
    "duplicate-clinic": Text(
        "the clinic `{clinic}` is declared twice",
        "la clínica `{clinic}` está declarada dos veces",
    ),
    "duplicate-clinic.hint": Text(
        "give each clinic an id of its own",
        "dé a cada clínica un id propio",
    ),
    "clinic-name-twice": Text(
        "the clinics `{other}` and `{clinic}` both show as “{name}”",
        "las clínicas `{other}` y `{clinic}` se muestran las dos como «{name}»",
    ),
    "clinic-name-twice.hint": Text(
        "write under `label` what HuliPractice shows for each, so that a person can tell them apart",
        "escriba en `label` lo que HuliPractice muestra para cada una, para que se puedan distinguir",
    ),
    "unknown-time-zone": Text(
        "there is no time zone `{zone}`",
        "no existe la zona horaria `{zone}`",
    ),
    "unknown-time-zone.hint": Text(
        "write a name of the IANA list, such as America/Costa_Rica or America/Mexico_City",
        "escriba un nombre de la lista IANA, como America/Costa_Rica o America/Mexico_City",
    ),
    "journal-on-branch": Text(
        "the journal is to be written on `{branch}`, the branch that the files are applied from",
        "la bitácora se escribiría en `{branch}`, la rama de la que se aplican los archivos",
    ),
    "journal-on-branch.hint": Text(
        "give the journal a branch of its own, such as `access-journal`",
        "dé a la bitácora una rama propia, por ejemplo `access-journal`",
    ),
    "send-window-empty": Text(
        "the send window is never open ({opens}–{closes})",
        "el horario de envío nunca está abierto ({opens}–{closes})",
    ),
    "send-window-empty.hint": Text(
        'name at least one day, and hours such as "08:00-17:00"; without `send_window` there is no limit',
        'indique al menos un día y un horario como "08:00-17:00"; sin `send_window` no hay límite',
    ),
    "templates-path": Text(
        "`{path}` cannot be the directory of the organisation's own letters",
        "`{path}` no puede ser el directorio de las cartas propias de la organización",
    ),
    "templates-path.hint": Text(
        "keep it in access/, under a name with `templates` in it, as access/templates",
        "guárdelo en access/, con un nombre que contenga `templates`, como access/templates",
    ),
    "template-unusable": Text(
        "the letter cannot be written: {reason}", "la carta no se puede escribir: {reason}"
    ),
    "template-unusable.hint": Text(
        "see docs/mail.md for what a template is given and what it may use; until it is mended, no letter that needs "
        "it is sent",
        "vea en docs/mail.md qué recibe una plantilla y qué puede usar; hasta que se corrija no se envía ninguna carta "
        "que la necesite",
    ),
    "template-unusable.undefined": Text(
        "the letter cannot be written: nothing is called `{reason}` here",
        "la carta no se puede escribir: aquí nada se llama `{reason}`",
    ),
    "template-unusable.undefined.hint": Text(
        "docs/mail.md lists what a template is given and what it may use; until it is mended, no letter that needs "
        "it is sent",
        "docs/mail.md dice qué recibe una plantilla y qué puede usar; hasta que se corrija no se envía ninguna carta "
        "que la necesite",
    ),
    "template-unusable.forbidden": Text(
        "the letter cannot be written: `{reason}` is not for templates",
        "la carta no se puede escribir: `{reason}` no se puede usar en una plantilla",
    ),
    "template-unusable.forbidden.hint": Text(
        "docs/mail.md lists what a template is given and what it may use; until it is mended, no letter that needs "
        "it is sent",
        "docs/mail.md dice qué recibe una plantilla y qué puede usar; hasta que se corrija no se envía ninguna carta "
        "que la necesite",
    ),
    "template-unusable.silent": Text(
        "the text says nothing: the mail would ask for nothing",
        "el texto no dice nada: el correo no pediría nada",
    ),
    "template-unusable.silent.hint": Text(
        "write it, or delete the file: then the program's own text is used",
        "escríbalo, o borre el archivo: entonces se usa el texto del programa",
    ),
    "template-unusable.circle": Text(
        "the letter cannot be written: with `{reason}` it would include itself, without end",
        "la carta no se puede escribir: con `{reason}` se incluiría a sí misma, sin fin",
    ),
    "template-unusable.circle.hint": Text(
        "take that `include` out; until it is mended, no letter that needs it is sent",
        "quite ese `include`; hasta que se corrija no se envía ninguna carta que la necesite",
    ),
    "template-unusable.encoding": Text(
        "the file is not UTF-8: letters such as é would not arrive",
        "el archivo no está en UTF-8: letras como la é no llegarían bien",
    ),
    "template-unusable.encoding.hint": Text("save it as UTF-8", "guárdelo como UTF-8"),
    "template-unusable.unknown": Text(
        "there is no letter of the name {reason}: it would never be used",
        "no hay ninguna carta con el nombre {reason}: nunca se usaría",
    ),
    "template-unusable.unknown.hint": Text(
        "give it the name of the text that it replaces; docs/mail.md lists them",
        "póngale el nombre del texto que reemplaza; están en docs/mail.md",
    ),
    "template-unusable.none": Text(
        "there are no letters in {folder}: the program's own are used",
        "no hay cartas en {folder}: se usan las del programa",
    ),
    "template-unusable.none.hint": Text(
        "put them into {folder}/es and {folder}/en, or remove `handoffs.templates`",
        "póngalas en {folder}/es y {folder}/en, o quite `handoffs.templates`",
    ),
    "organization-missing": Text(
        "the practice is in HuliPractice, and the file does not say which organisation it is",
        "el consultorio está en HuliPractice y el archivo no dice cuál organización es",
    ),
    "organization-missing.hint": Text(
        "write its number, which came with the API key: `live: {{provider: huli, organization: 4001}}`",
        "escriba su número, que vino con la clave de la API: `live: {{provider: huli, organization: 4001}}`",
    ),
    "web-without-huli": Text(
        "`web: true` says nothing here: the practice is in {provider}",
        "`web: true` no dice nada aquí: el consultorio está en {provider}",
    ),
    "web-without-huli.hint": Text(
        "take it out, or write `provider: huli` beside it",
        "quítelo, o escriba `provider: huli` al lado",
    ),
    "own-user-named": Text(
        "the user {user} is the API key's own (`live.own_user`), and is named as {email} too",
        "el usuario {user} es el propio de la clave de la API (`live.own_user`) y además figura como {email}",
    ),
    "own-user-named.hint": Text(
        "take it out of `live.users`, or correct `live.own_user`: the key's own user is nobody's assistant",
        "quítelo de `live.users` o corrija `live.own_user`: el usuario de la clave no es asistente de nadie",
    ),
    "two-users-one-address": Text(
        "the users {other} and {user} are both named as {email}",
        "los usuarios {other} y {user} figuran los dos como {email}",
    ),
    "two-users-one-address.hint": Text(
        "correct the one that is somebody else; where one person really has two users, leave both",
        "corrija el que sea de otra persona; si una misma persona de verdad tiene dos usuarios, deje los dos",
    ),
}
