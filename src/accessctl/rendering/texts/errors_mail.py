"""Texts: errors of mail, and why a letter did not go out."""

from __future__ import annotations

from accessctl.rendering.texts import Text

TEXTS: dict[str, Text] = {
    "sandbox-smtp-password": Text(
        en="--smtp: a password does not belong into a command's arguments, which everybody on this machine can read. "
        "Put the whole address into {variable}.",
        es="--smtp: una contraseña no va en los argumentos de un comando: los puede leer cualquiera en esta máquina. "
        "Ponga la dirección completa en {variable}.",
    ),
    "sandbox-smtp-url": Text(
        en="The address of the mail server cannot be used. Write smtp://host:port, smtps://host:port or "
        "smtp+starttls://host:port; a user and a password need one of the last two, or a server on this machine.",
        es="La dirección del servidor de correo no se puede usar. Escriba smtp://servidor:puerto, "
        "smtps://servidor:puerto o smtp+starttls://servidor:puerto; con usuario y contraseña hace falta una de las dos últimas, o un servidor en esta computadora.",
    ),
    "smtp-url-unreadable": Text(
        en="{variable} does not name a mail server as smtp://, smtps:// or smtp+starttls://USER:PASSWORD@HOST:PORT. "
        "Write user and password percent-encoded (a @ is %40). It is not shown here: it may hold a password.",
        es="{variable} no indica un servidor de correo de la forma smtp://, smtps:// o "
        "smtp+starttls://USUARIO:CONTRASEÑA@SERVIDOR:PUERTO. El usuario y la contraseña se escriben con códigos de "
        "porcentaje (una @ es %40). No se muestra aquí, porque puede contener una contraseña.",
    ),
    "smtp-password-in-the-clear": Text(
        en="{variable} would send a password unencrypted to {server}. Use smtps:// or smtp+starttls://.",
        es="{variable} enviaría una contraseña sin cifrar a {server}. Use smtps:// o smtp+starttls://.",
    ),
    "smtp-sender-missing": Text(
        en="{variable} names a mail server, but no address to write from. Set `handoffs.from` in "
        "access/settings.yaml.",
        es="{variable} indica un servidor de correo, pero no hay un correo desde el cual escribir. Ponga "
        "`handoffs.from` en access/settings.yaml.",
    ),
    "smtp-url-missing": Text(
        en="No mail server is named: set {variable} to send from here. Until then the letters wait in the outbox.",
        es="No hay un servidor de correo indicado: defina {variable} para enviar desde aquí. Mientras tanto, las cartas "
        "esperan en la bandeja de salida.",
    ),
    "handoff-mailed": Text(
        en="The mail of hand-off {handoff} was sent to {recipient}: it is not sent again. Who does not answer is "
        "reminded by accessctl watch.",
        es="El correo de la gestión {handoff} ya se envió a {recipient}: no se envía otra vez. A quien no responde, "
        "accessctl watch le escribe de nuevo.",
    ),
    "handoff-moved": Text(
        en="Meanwhile somebody else noted something of hand-off {handoff}. Look at it again: accessctl handoff show "
        "{handoff}",
        es="Mientras tanto alguien anotó algo de la gestión {handoff}. Revísela de nuevo: accessctl handoff show "
        "{handoff}",
    ),
    "template-broken": Text(
        en="The letter could not be written: {file}, line {line}: {reason}. accessctl validate tells more.",
        es="No se pudo escribir la carta: {file}, línea {line}: {reason}. accessctl validate dice más.",
    ),
    "letter-taken-back": Text(
        en="Meanwhile another run took the letter back, and asks anew. It was not sent.",
        es="Mientras tanto otra corrida retiró la carta y vuelve a pedirlo. No se envió.",
    ),
    "smtp-unreachable": Text(
        en="The mail server {server} cannot be reached ({reason}). No mail was sent.",
        es="No se puede llegar al servidor de correo {server} ({reason}). No se envió ningún correo.",
    ),
    "smtp-broke-off": Text(
        en="The mail server {server} broke off before it had the mail ({reason}). It was not sent.",
        es="El servidor de correo {server} cortó antes de recibir el correo ({reason}). No se envió.",
    ),
    "smtp-certificate": Text(
        en="The certificate of {server} is not trusted ({reason}). For a server of your own, name its "
        "authority's file in SSL_CERT_FILE.",
        es="El certificado de {server} no es de confianza ({reason}). Para un servidor propio, indique el archivo "
        "de su autoridad en SSL_CERT_FILE.",
    ),
    "smtp-no-starttls": Text(
        en="{server} offers no encryption (STARTTLS). Nothing was sent in the clear.",
        es="{server} no ofrece cifrado (STARTTLS). No se envió nada sin cifrar.",
    ),
    "smtp-login-refused": Text(
        en="{server} refuses user or password ({answer}). Correct ACCESSCTL_SMTP_URL.",
        es="{server} rechaza el usuario o la contraseña ({answer}). Corrija ACCESSCTL_SMTP_URL.",
    ),
    "smtp-no-smtputf8": Text(
        en="{server} takes no addresses with letters such as those of {address} (SMTPUTF8). Use another "
        "address, or another server.",
        es="{server} no admite direcciones con letras como las de {address} (SMTPUTF8). Use otra dirección, u otro "
        "servidor.",
    ),
    "smtp-refused-address": Text(
        en="The mail server {server} does not take mail for {address}: {answer}. Correct the address.",
        es="El servidor de correo {server} no recibe correo para {address}: {answer}. Corrija la dirección.",
    ),
    "smtp-refused": Text(
        en="The mail server {server} did not take the mail: {answer}",
        es="El servidor de correo {server} no recibió el correo: {answer}",
    ),
    "smtp-answer-lost": Text(
        en="The mail was handed to {server}, and the answer was lost ({reason})",
        es="El correo se entregó a {server} y se perdió la respuesta ({reason})",
    ),
    "smtp-not-risked": Text(
        en="Not tried: {server} lost the answers to the mails before it. The next run asks anew.",
        es="No se intentó: {server} perdió las respuestas de los correos anteriores. La próxima corrida lo pide "
        "de nuevo.",
    ),
}
