"""Texts: findings about the organisation's policy and its exceptions."""

from __future__ import annotations

from accessctl.rendering.texts import Text

TEXTS: dict[str, Text] = {
    "email-domain": Text(
        "{email}: the policy does not accept addresses of `{domain}`",
        "{email}: la política no acepta direcciones de `{domain}`",
    ),
    "email-domain.hint": Text(
        "use an address of: {allowed}",
        "use una dirección de: {allowed}",
    ),
    "email-domain.denied": Text(
        "{email}: the policy refuses addresses of `{domain}`",
        "{email}: la política rechaza las direcciones de `{domain}`",
    ),
    "email-domain.denied.hint": Text(
        "use another address of this person",
        "use otra dirección de esta persona",
    ),
    "shared-mailbox": Text(
        "{email} is a shared mailbox (`{local}`), and not one person's",
        "{email} es un buzón compartido (`{local}`), no el de una persona",
    ),
    "shared-mailbox.hint": Text(
        "use the person's own address, so that one can say later who had access",
        "use la dirección de la persona, para que después se sepa quién tuvo acceso",
    ),
    "assistants-at-most": Text(
        "`{practice}` has {count} assistants on {day}; the policy allows {at_most}",
        "`{practice}` tiene {count} asistentes el {day}; la política permite {at_most}",
    ),
    "assistants-at-most.hint": Text(
        "remove some, or have an exception for `assistants-at-most` approved in access/policy.yaml",
        "quite algunos, o pida que se apruebe una excepción a `assistants-at-most` en access/policy.yaml",
    ),
    "record-access-at-most": Text(
        "{count} assistants of `{practice}` have record access on {day}; the policy allows {at_most}",
        "{count} asistentes de `{practice}` tienen acceso al expediente el {day}; "
        "la política permite {at_most}",
    ),
    "record-access-at-most.hint": Text(
        "take it from some, or have an exception for `record-access-at-most` approved in access/policy.yaml",
        "quítelo a algunos, o pida que se apruebe una excepción a `record-access-at-most` "
        "en access/policy.yaml",
    ),
    "record-access-reason": Text(
        "the record access of {email} has no reason",
        "el acceso al expediente de {email} no tiene motivo",
    ),
    "record-access-reason.hint": Text(
        "add `reason` under `record_access`: what the person needs the record for",
        "agregue `reason` en `record_access`: para qué necesita el expediente esta persona",
    ),
    "record-access-until": Text(
        "the record access of {email} has no last day",
        "el acceso al expediente de {email} no tiene último día",
    ),
    "record-access-until.hint": Text(
        "add `until` under `record_access`",
        "agregue `until` en `record_access`",
    ),
    "record-access-days": Text(
        "the record access of {email} lasts until {until}; the policy allows {days} days, until {last}",
        "el acceso al expediente de {email} dura hasta el {until}; "
        "la política permite {days} días, hasta el {last}",
    ),
    "record-access-days.hint": Text(
        "write {last} or an earlier day under `record_access`",
        "escriba {last} o un día anterior en `record_access`",
    ),
    "record-access-days.no-end": Text(
        "the record access of {email} has no last day; the policy allows {days} days, until {last}",
        "el acceso al expediente de {email} no tiene último día; "
        "la política permite {days} días, hasta el {last}",
    ),
    "record-access-days.no-end.hint": Text(
        "add `until` under `record_access`: {last} or an earlier day",
        "agregue `until` en `record_access`: {last} o un día anterior",
    ),
    "end-date-required": Text(
        "{email} has no last day, which the policy asks for at `{domain}`",
        "{email} no tiene último día, y la política lo pide para `{domain}`",
    ),
    "end-date-required.hint": Text(
        "add `until`",
        "agregue `until`",
    ),
    "separate": Text(
        "{email} has record access and billing access, which the policy keeps apart",
        "{email} tiene acceso al expediente y a facturación, que la política mantiene separados",
    ),
    "separate.hint": Text(
        "take one of the two away, or give it to somebody else",
        "quite uno de los dos, o déselo a otra persona",
    ),
    "review-overdue": Text(
        "the access of {practice} had to be reviewed by {due}, and nobody has signed it off",
        "el acceso de {practice} debía revisarse a más tardar el {due}, y nadie ha firmado la revisión",
    ),
    "review-overdue.hint": Text(
        "accessctl review start {practice}, look through it with accessctl review show {practice}, then "
        "accessctl review sign {practice} --by NAME",
        "accessctl review start {practice}; véalo con accessctl review show {practice}; luego "
        "accessctl review sign {practice} --by NOMBRE",
    ),
    "exception-expired": Text(
        "the exception to `{rule}` ended on {until}",
        "la excepción a `{rule}` terminó el {until}",
    ),
    "exception-expired.hint": Text(
        "delete it, or have a later day approved",
        "bórrela, o pida que se apruebe un día posterior",
    ),
    "exception-unknown-rule": Text(
        "an exception can only be made to a rule of the policy, and `{rule}` is none",
        "solo se puede hacer excepción a una regla de la política, y `{rule}` no lo es",
    ),
    "exception-unknown-rule.hint": Text(
        "the policy's rules are: {known}",
        "las reglas de la política son: {known}",
    ),
    "exception-unknown-rule.near": Text(
        "an exception can only be made to a rule of the policy, and `{rule}` is none",
        "solo se puede hacer excepción a una regla de la política, y `{rule}` no lo es",
    ),
    "exception-unknown-rule.near.hint": Text(
        "did you mean `{suggestion}`?",
        "¿quiso decir `{suggestion}`?",
    ),
    "exception-unknown-practice": Text(
        "the exception to `{rule}` is for `{exempt}`, and there is no such practice",
        "la excepción a `{rule}` es para `{exempt}`, y no hay tal consultorio",
    ),
    "exception-unknown-practice.hint": Text(
        "delete the exception if the practice is gone",
        "borre la excepción si el consultorio ya no existe",
    ),
    "exception-unknown-practice.near": Text(
        "the exception to `{rule}` is for `{exempt}`, and there is no such practice",
        "la excepción a `{rule}` es para `{exempt}`, y no hay tal consultorio",
    ),
    "exception-unknown-practice.near.hint": Text(
        "did you mean `{suggestion}`?",
        "¿quiso decir `{suggestion}`?",
    ),
}
