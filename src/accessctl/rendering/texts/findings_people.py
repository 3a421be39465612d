"""Texts: findings about names, addresses and days."""

from __future__ import annotations

from accessctl.rendering.texts import Text

TEXTS: dict[str, Text] = {
    "name-missing": Text(
        "{email} has no name or no surnames",
        "a {email} le falta el nombre o los apellidos",
    ),
    "name-missing.hint": Text(
        "add `name` and `surnames`: HuliPractice asks for both if the address has no user yet",
        "agregue `name` y `surnames`: HuliPractice pide los dos si la dirección aún no tiene usuario",
    ),
    "one-surname": Text(
        "{email} has one surname",
        "{email} tiene un solo apellido",
    ),
    "one-surname.hint": Text(
        "HuliPractice's form asks for two; leave it so if there is only one",
        "el formulario de HuliPractice pide dos; déjelo así si solo tiene uno",
    ),
    "quotes-in-name": Text(
        "{email}: the quotation marks in `{name}` would stand in the invitation",
        "{email}: las comillas de `{name}` saldrían en la invitación",
    ),
    "quotes-in-name.hint": Text("write {bare}", "escriba {bare}"),
    "different-names": Text(
        "{email} is “{name}” here and “{other_name}” in `{other}`",
        "{email} es «{name}» aquí y «{other_name}» en `{other}`",
    ),
    "different-names.hint": Text(
        "write the same name in both, or the right address in one",
        "escriba el mismo nombre en los dos, o la dirección correcta en uno",
    ),
    "possible-duplicate": Text(
        "{name} is declared with two addresses in `{practice}`: {other} and {email}",
        "{name} está con dos direcciones en `{practice}`: {other} y {email}",
    ),
    "possible-duplicate.hint": Text(
        "if it is one person, keep the present address and list the old one under its `previously`",
        "si es una sola persona, deje la dirección actual y ponga la anterior en su `previously`",
    ),
    "invalid-address": Text(
        "`{email}` is not an e-mail address",
        "`{email}` no es una dirección de correo",
    ),
    "invalid-address.hint": Text(
        "write it as name@domain, with one @ and nothing around it",
        "escríbala como nombre@dominio, con una sola @ y nada más",
    ),
    "invalid-address.quotes": Text(
        "`{email}` is not an e-mail address: there are quotes in it",
        "`{email}` no es una dirección de correo: lleva comillas",
    ),
    "invalid-address.quotes.hint": Text(
        "write it without quotes, as ana.mora@santalucia.example",
        "escríbala sin comillas, como ana.mora@santalucia.example",
    ),
    "invalid-address.local": Text(
        "`{email}` is not an e-mail address: what stands before the @ is not allowed",
        "`{email}` no es una dirección de correo: lo que está antes de la @ no se permite",
    ),
    "invalid-address.local.hint": Text(
        "look for spaces, commas, accents, or dots at the beginning, at the end or side by side",
        "busque espacios, comas, tildes, o puntos al inicio, al final o seguidos",
    ),
    "invalid-address.domain": Text(
        "`{email}` is not an e-mail address: no mail can reach what stands after the @",
        "`{email}` no es una dirección de correo: lo que está después de la @ no puede recibir correo",
    ),
    "invalid-address.domain.hint": Text(
        "write a whole domain, such as clinic.example",
        "escriba un dominio completo, como clinica.example",
    ),
    "invisible-character": Text(
        "there is a character that nobody can see in `{key}`: {character}",
        "hay un carácter que no se ve en `{key}`: {character}",
    ),
    "invisible-character.hint": Text(
        "type the text anew instead of pasting it",
        "escriba el texto de nuevo en vez de pegarlo",
    ),
    "mixed-script-address": Text(
        "{email} mixes letters of different alphabets: {letters}",
        "{email} mezcla letras de distintos alfabetos: {letters}",
    ),
    "mixed-script-address.hint": Text(
        "type the address anew; if somebody sent it to you, ask them by another way",
        "escriba la dirección de nuevo; si alguien se la envió, pregúntele por otro medio",
    ),
    "confusable-address": Text(
        "{email} looks like {other}, but is another address: {letters}",
        "{email} parece {other}, pero es otra dirección: {letters}",
    ),
    "confusable-address.hint": Text(
        "type the address anew; if somebody sent it to you, ask them by another way",
        "escriba la dirección de nuevo; si alguien se la envió, pregúntele por otro medio",
    ),
    "similar-address": Text(
        "{email} is easily taken for {other}",
        "{email} se confunde fácilmente con {other}",
    ),
    "similar-address.hint": Text(
        "check letter by letter that both addresses are right",
        "revise letra por letra que las dos direcciones sean correctas",
    ),
    "address-typo-domain": Text(
        "{email}: the domain `{domain}` is one letter away from `{meant}`",
        "{email}: el dominio `{domain}` está a una letra de `{meant}`",
    ),
    "address-typo-domain.hint": Text(
        "write `{meant}` if that was meant; a wrong domain may belong to a stranger",
        "escriba `{meant}` si era ese; un dominio equivocado puede ser de un desconocido",
    ),
    "until-before-from": Text(
        "{email} would end on {ends}, before beginning on {starts}",
        "{email} terminaría el {ends}, antes de empezar el {starts}",
    ),
    "until-before-from.hint": Text(
        "`from` is the first day and `until` the last one",
        "`from` es el primer día y `until` el último",
    ),
    "date-passed": Text(
        "the last day of {email} was {ends}",
        "el último día de {email} fue el {ends}",
    ),
    "date-passed.hint": Text(
        "delete the entry, or write a later day",
        "borre la entrada, o escriba un día posterior",
    ),
    "date-far-away": Text(
        "{day} for {email} is more than {years} years away",
        "faltan más de {years} años para {day}, en la entrada de {email}",
    ),
    "date-far-away.hint": Text(
        "look for swapped digits; without an end, leave the key out",
        "revise si hay cifras cambiadas; si no hay fecha final, quite la clave",
    ),
    "record-access-until-passed": Text(
        "the record access of {email} ended on {ends}",
        "el acceso al expediente de {email} terminó el {ends}",
    ),
    "record-access-until-passed.hint": Text(
        "delete `record_access`, or write a later day",
        "borre `record_access`, o escriba un día posterior",
    ),
    "record-until-after-until": Text(
        "the record access of {email} is written until {record_until}, but it ends with the person on {ends}",
        "el acceso al expediente de {email} dice {record_until}, pero termina con la persona el {ends}",
    ),
    "record-until-after-until.hint": Text(
        "write {ends} or an earlier day, or a later `until` for the person",
        "escriba {ends} o un día anterior, o un `until` posterior para la persona",
    ),
    "record-until-before-from": Text(
        "the record access of {email} would end on {record_until}, before the person begins on {starts}",
        "el acceso al expediente de {email} terminaría el {record_until}, antes de que empiece el {starts}",
    ),
    "record-until-before-from.hint": Text(
        "write a day after {starts}, or delete `record_access`",
        "escriba un día posterior al {starts}, o borre `record_access`",
    ),
    "record-access-differs": Text(
        "{email} has record access in {has} and none in {lacks}",
        "{email} tiene acceso al expediente en {has} y no en {lacks}",
    ),
    "record-access-differs.hint": Text(
        "nothing to do if that is meant",
        "si así debe ser, no hay nada que hacer",
    ),
}
