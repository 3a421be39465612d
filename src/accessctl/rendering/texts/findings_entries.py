"""Texts: findings about one entry: its clinics, its billing, who it is."""

from __future__ import annotations

from accessctl.rendering.texts import Text

TEXTS: dict[str, Text] = {
    "unknown-clinic": Text(
        "the practice `{practice}` has no clinic `{clinic}`",
        "el consultorio `{practice}` no tiene ninguna clínica `{clinic}`",
    ),
    "unknown-clinic.hint": Text(
        "its clinics are: {known}",
        "sus clínicas son: {known}",
    ),
    "unknown-clinic.near": Text(
        "the practice `{practice}` has no clinic `{clinic}`",
        "el consultorio `{practice}` no tiene ninguna clínica `{clinic}`",
    ),
    "unknown-clinic.near.hint": Text(
        "did you mean `{suggestion}`?",
        "¿quiso decir `{suggestion}`?",
    ),
    "clinics-not-chosen": Text(
        "it is not said for which clinics {email} is",
        "no se dice para qué clínicas es {email}",
    ),
    "clinics-not-chosen.hint": Text(
        "add `clinics:` with one or more of: {known}",
        "agregue `clinics:` con una o más de estas: {known}",
    ),
    "clinic-repeated": Text(
        "the clinic `{clinic}` is named twice for {email}",
        "la clínica `{clinic}` está dos veces para {email}",
    ),
    "clinic-repeated.hint": Text(
        "take one out, or write the clinic that was meant",
        "quite una, o escriba la clínica que quería poner",
    ),
    "duplicate-assistant": Text(
        "{email} is declared twice in `{practice}`, first on line {line}",
        "{email} está dos veces en `{practice}`; la primera, en la línea {line}",
    ),
    "duplicate-assistant.hint": Text(
        "keep one entry for each person; capital letters and spaces make no other address",
        "deje una sola entrada por persona; las mayúsculas y los espacios no hacen otra dirección",
    ),
    "previously-conflict": Text(
        "{old}, an earlier address of {email}, is still declared in `{practice}`",
        "{old}, una dirección anterior de {email}, todavía está declarada en `{practice}`",
    ),
    "previously-conflict.hint": Text(
        "delete the entry of {old} if it is the same person; else take it out of `previously`",
        "borre la entrada de {old} si es la misma persona; si no, quítela de `previously`",
    ),
    "previously-conflict.own": Text(
        "{email} is listed as an earlier address of itself",
        "{email} figura como dirección anterior de sí misma",
    ),
    "previously-conflict.own.hint": Text(
        "take it out of `previously`",
        "quítela de `previously`",
    ),
    "previously-conflict.twice": Text(
        "{old} is listed as an earlier address of two people in `{practice}`",
        "{old} figura como dirección anterior de dos personas en `{practice}`",
    ),
    "previously-conflict.twice.hint": Text(
        "leave it with the person who had it",
        "déjela solo con la persona que la tuvo",
    ),
    "old-address-elsewhere": Text(
        "{email} was {old} before, and `{other}` still declares {old}",
        "{email} antes era {old}, y `{other}` todavía declara {old}",
    ),
    "old-address-elsewhere.hint": Text(
        "if it is the same person, change the address there too",
        "si es la misma persona, cambie la dirección también allí",
    ),
    "billing-without-issuer": Text(
        "{email} is to have billing access, but `{practice}` names no issuer",
        "{email} debe tener acceso a facturación, pero `{practice}` no indica ningún emisor",
    ),
    "billing-without-issuer.hint": Text(
        "add `billing_issuer: {{owner: …}}` to the practice: the issuer's owner gives this access",
        "agregue `billing_issuer: {{owner: …}}` al consultorio: este acceso lo da el titular del emisor",
    ),
    "owner-as-assistant": Text(
        "{email} is the owner of `{practice}` and cannot be an assistant there",
        "{email} es titular de `{practice}` y no puede ser asistente allí",
    ),
    "owner-as-assistant.hint": Text(
        "delete the entry: the owner has the whole account anyway",
        "borre la entrada: la persona titular ya tiene toda la cuenta",
    ),
    "owner-as-assistant.before": Text(
        "{old}, listed as an earlier address of {email}, is the owner of `{practice}`",
        "{old}, que figura como dirección anterior de {email}, es titular de `{practice}`",
    ),
    "owner-as-assistant.before.hint": Text(
        "take it out of `previously`",
        "quítela de `previously`",
    ),
    "protected-as-assistant": Text(
        "{email} is protected by the policy and cannot be declared as an assistant",
        "{email} es una persona protegida por la política y no se puede declarar como asistente",
    ),
    "protected-as-assistant.hint": Text(
        "delete the entry, or take the address out of `protected` in access/policy.yaml",
        "borre la entrada, o quite la dirección de `protected` en access/policy.yaml",
    ),
    "protected-as-assistant.before": Text(
        "{old}, listed as an earlier address of {email}, is protected by the policy",
        "{old}, que figura como dirección anterior de {email}, está protegida por la política",
    ),
    "protected-as-assistant.before.hint": Text(
        "take it out of `previously`",
        "quítela de `previously`",
    ),
    "own-account-as-assistant": Text(
        "{email} is the account that accessctl itself works with (`live.account`)",
        "{email} es la cuenta con la que trabaja accessctl (`live.account`)",
    ),
    "own-account-as-assistant.hint": Text(
        "delete the entry: removing that account would lock accessctl out",
        "borre la entrada: retirar esa cuenta dejaría sin acceso a accessctl",
    ),
    "own-account-as-assistant.before": Text(
        "{old}, listed as an earlier address of {email}, is the account that accessctl itself works with",
        "{old}, que figura como dirección anterior de {email}, es la cuenta con la que trabaja accessctl",
    ),
    "own-account-as-assistant.before.hint": Text(
        "take it out of `previously`",
        "quítela de `previously`",
    ),
    "grants-to-self": Text(
        "{email} is the centre administrator of `{clinic}` and would be asked for their own access",
        "{email} administra el centro `{clinic}` y tendría que pedirse su propio acceso",
    ),
    "grants-to-self.hint": Text(
        "have somebody else named as the centre's administrator, if there is one",
        "si hay otra persona que administre el centro, indíquela a ella",
    ),
    "grants-to-self.billing": Text(
        "{email} owns the issuer and would be asked for their own billing access",
        "{email} es titular del emisor y tendría que darse su propio acceso a facturación",
    ),
    "grants-to-self.billing.hint": Text(
        "the issuer's owner needs no `billing: true`",
        "la persona titular del emisor no necesita `billing: true`",
    ),
}
