"""Texts: what the sandbox says, and why it refuses."""

from __future__ import annotations

from accessctl.rendering.texts import Text
from accessctl.rendering.texts.sandbox_refusals import TEXTS as REFUSALS
from accessctl.rendering.texts.sandbox_serving import TEXTS as SERVING

DONE: dict[str, Text] = {
    "sandbox.reset": Text(
        en="The sandbox is empty; its clock shows {now}.",
        es="El HuliPractice de prueba está vacío; su reloj marca {now}.",
    ),
    "sandbox.loaded.one": Text(en="Loaded {n} practice.", es="Se cargó {n} consultorio."),
    "sandbox.loaded.many": Text(en="Loaded {n} practices.", es="Se cargaron {n} consultorios."),
    "sandbox.accepted": Text(
        en="{email} accepted the invitation of {practice}.",
        es="{email} aceptó la invitación de {practice}.",
    ),
    "sandbox.declined": Text(
        en="{email} declined the invitation of {practice}.",
        es="{email} rechazó la invitación de {practice}.",
    ),
    "sandbox.removed": Text(
        en="{email} was removed from {practice} by hand.",
        es="Se quitó a mano a {email} de {practice}.",
    ),
    "sandbox.added": Text(
        en="{email} was given access to {practice} by hand.",
        es="Se le dio acceso a mano a {email} en {practice}.",
    ),
    "sandbox.clinic-added": Text(
        en="The clinic {clinic} was created in {practice}.",
        es="Se creó la clínica {clinic} en {practice}.",
    ),
    "sandbox.record-granted": Text(
        en="Support gave {email} record access in {practice}.",
        es="Soporte le dio acceso al expediente a {email} en {practice}.",
    ),
    "sandbox.record-withdrawn": Text(
        en="Support withdrew the record access of {email} in {practice}.",
        es="Soporte le quitó el acceso al expediente a {email} en {practice}.",
    ),
    "sandbox.billing-granted": Text(
        en="The issuer's owner gave {email} billing access in {practice}.",
        es="El titular del emisor le dio acceso a facturación a {email} en {practice}.",
    ),
    "sandbox.billing-withdrawn": Text(
        en="The issuer's owner withdrew the billing access of {email} in {practice}.",
        es="El titular del emisor le quitó el acceso a facturación a {email} en {practice}.",
    ),
    "sandbox.advanced": Text(
        en="{duration} went by; the sandbox's clock shows {now}.",
        es="Pasó el tiempo ({duration}); el reloj de prueba marca {now}.",
    ),
    "sandbox.fault-anywhere.one": Text(
        en="The fault {kind} will happen once.", es="La falla {kind} ocurrirá una vez."
    ),
    "sandbox.fault-anywhere.many": Text(
        en="The fault {kind} will happen {n} times.", es="La falla {kind} ocurrirá {n} veces."
    ),
    "sandbox.fault-practice.one": Text(
        en="The fault {kind} will happen once in {practice}.",
        es="La falla {kind} ocurrirá una vez en {practice}.",
    ),
    "sandbox.fault-practice.many": Text(
        en="The fault {kind} will happen {n} times in {practice}.",
        es="La falla {kind} ocurrirá {n} veces en {practice}.",
    ),
}


FILE_TROUBLE: dict[str, Text] = {
    "sandbox-not-a-state": Text(
        en="{path} is not a sandbox's state. Name another path in live.path, or move the file away.",
        es="{path} no es un estado del HuliPractice de prueba. "
        "Indique otra ruta en live.path o mueva ese archivo.",
    ),
    "sandbox-newer": Text(
        en="{path} has format {version}, and this version knows up to {known}. "
        "Update accessctl, or start over with `accessctl sandbox reset`.",
        es="{path} tiene el formato {version}, y esta versión conoce hasta el {known}. "
        "Actualice accessctl o empiece de nuevo con `accessctl sandbox reset`.",
    ),
    "sandbox-busy": Text(
        en="Another process is using {path}. Try again in a moment.",
        es="Otro proceso está usando {path}. Intente de nuevo en un momento.",
    ),
    "sandbox-unusable": Text(
        en="The sandbox's state {path} cannot be used: {reason}. Check the path and its permissions.",
        es="No se puede usar el estado {path} del HuliPractice de prueba: {reason}. "
        "Revise la ruta y sus permisos.",
    ),
}

ARGUMENTS: dict[str, Text] = {
    "sandbox-duration": Text(
        en="“{duration}” is no duration that can be used. Write for example 49h, 30m or 1d12h.",
        es="«{duration}» no es una duración que se pueda usar. Escriba por ejemplo 49h, 30m o 1d12h.",
    ),
    "sandbox-too-late": Text(
        en="The sandbox's clock cannot go that far.",
        es="El reloj de prueba no puede llegar tan lejos.",
    ),
    "sandbox-time": Text(
        en="“{value}” is not a time. Write it as 2026-11-24T10:00:00Z.",
        es="«{value}» no es una hora. Escríbala como 2026-11-24T10:00:00Z.",
    ),
    "sandbox-address": Text(
        en="“{value}” is not an e-mail address.",
        es="«{value}» no es una dirección de correo.",
    ),
    "sandbox-fault-unknown": Text(
        en="There is no fault {kind}. There are: {known}.",
        es="No existe la falla {kind}. Existen: {known}.",
    ),
    "sandbox-fault-times": Text(
        en="A fault can happen 1 to 1000000 times, not {times}.",
        es="Una falla puede ocurrir de 1 a 1000000 de veces, no {times}.",
    ),
}

LIVE_FILE: dict[str, Text] = {
    "live-file-unreadable": Text(
        en="{file} cannot be read: {reason}.",
        es="No se puede leer {file}: {reason}.",
    ),
    "live-file-not-utf-8": Text(
        en="The live file is not UTF-8 text (byte {offset}).",
        es="El archivo no es texto UTF-8 (byte {offset}).",
    ),
    "live-file-not-json": Text(
        en="The live file is not JSON: something is wrong at line {line}, column {column}.",
        es="El archivo no es JSON: hay un error en la línea {line}, columna {column}.",
    ),
    "live-file-not-sensible": Text(
        en="The live file holds a number or a nesting that is too large to be meant.",
        es="El archivo trae un número o una anidación demasiado grande para ser en serio.",
    ),
    "live-file-repeated-key": Text(
        en="In the live file the key {path} stands twice.",
        es="En el archivo, la clave {path} aparece dos veces.",
    ),
    "live-file-format": Text(
        en="The live file's {path} must be “{format}”.",
        es="En el archivo, {path} debe ser «{format}».",
    ),
    "live-file-missing-key": Text(en="In the live file {path} is missing.", es="En el archivo falta {path}."),
    "live-file-unknown-key": Text(
        en="In the live file, {path} is a key that {format} does not have.",
        es="En el archivo, {path} es una clave que {format} no tiene.",
    ),
    "live-file-not-text": Text(
        en="In the live file, {path} must be text.",
        es="En el archivo, {path} debe ser texto.",
    ),
    "live-file-empty": Text(
        en="In the live file, {path} is empty. Leave it out where it is not known.",
        es="En el archivo, {path} está vacío. Omítalo si no se conoce.",
    ),
    "live-file-too-long": Text(
        en="In the live file, {path} is longer than 500 characters.",
        es="En el archivo, {path} tiene más de 500 caracteres.",
    ),
    "live-file-not-boolean": Text(
        en="In the live file, {path} must be true or false.",
        es="En el archivo, {path} debe ser true o false.",
    ),
    "live-file-not-number": Text(
        en="In the live file, {path} must be a whole number from 0 to 1000000.",
        es="En el archivo, {path} debe ser un número entero de 0 a 1000000.",
    ),
    "live-file-not-list": Text(
        en="In the live file, {path} must be a list.",
        es="En el archivo, {path} debe ser una lista.",
    ),
    "live-file-not-object": Text(
        en="In the live file, {path} must be an object with the keys of {format}.",
        es="En el archivo, {path} debe ser un objeto con las claves de {format}.",
    ),
    "live-file-wrong": Text(
        en="In the live file, {path} has a value that {format} does not allow.",
        es="En el archivo, {path} tiene un valor que {format} no permite.",
    ),
    "live-file-time": Text(
        en="In the live file, {path} is “{value}”, which is not a time. Write it as 2026-11-24T10:00:00Z.",
        es="En el archivo, {path} es «{value}», que no es una hora. Escríbala como 2026-11-24T10:00:00Z.",
    ),
    "live-file-address": Text(
        en="In the live file, {path} is “{value}”, which is not an e-mail address.",
        es="En el archivo, {path} es «{value}», que no es una dirección de correo.",
    ),
    "live-file-slug": Text(
        en="In the live file, {path} is “{value}”, which is not a practice's slug: "
        "lower-case letters, digits and hyphens.",
        es="En el archivo, {path} es «{value}», que no sirve como nombre corto de un consultorio: "
        "minúsculas, números y guiones.",
    ),
    "live-file-twice": Text(
        en="In the live file, {path} repeats “{value}”, which stands there already.",
        es="En el archivo, {path} repite «{value}», que ya aparece antes.",
    ),
    "live-file-sent-at-missing": Text(
        en="In the live file, {path} was not accepted and has no sent_at: "
        "nobody could say when the invitation expires.",
        es="En el archivo, {path} no está aceptado y no tiene sent_at: "
        "no se sabría cuándo vence la invitación.",
    ),
}

TEXTS: dict[str, Text] = {**DONE, **REFUSALS, **FILE_TROUBLE, **ARGUMENTS, **LIVE_FILE, **SERVING}
