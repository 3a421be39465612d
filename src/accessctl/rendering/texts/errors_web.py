"""Texts: what comes between the program and HuliPractice's pages."""

from __future__ import annotations

from accessctl.rendering.texts import Text

_STOPPED_EN = " Nothing more is done in {practice}. Evidence: {evidence}"
_STOPPED_ES = " En {practice} no se hace nada más. Evidencia: {evidence}"


def _page(en: str, es: str) -> Text:
    """Return a text of a page that is not as it should be, with what follows from that."""
    return Text(en + _STOPPED_EN, es + _STOPPED_ES)


TEXTS: dict[str, Text] = {
    "login-check-or-forget": Text(
        "--check and --forget do not go together.", "--check y --forget no se usan a la vez."
    ),
    "web-no-address": Text(
        "Where HuliPractice's pages are is not said: set {variable}, with https.",
        "No se dijo dónde están las páginas de HuliPractice: defina {variable}, con https.",
    ),
    "web-address": Text(
        "{variable} must be an address that begins with https:// (http:// only for this machine). Correct it.",
        "{variable} debe ser una dirección que empiece con https:// (http:// solo para esta computadora). Corríjala.",
    ),
    "web-no-browser": Text(
        "There is no browser here ({names}). Install Chromium, or say in {variable} where it is.",
        "Aquí no hay navegador ({names}). Instale Chromium o diga en {variable} dónde está.",
    ),
    "web-browser-failed": Text(
        "The browser {program} did not start, or ended by itself. Nothing was changed. Start it once by hand.",
        "El navegador {program} no arrancó o se cerró solo. No se cambió nada. Ábralo una vez a mano.",
    ),
    "web-no-screen": Text(
        "There is no screen here to open a window on (DISPLAY is not set). Log in on a computer that has one, with "
        "{variable} set, and bring the file of the session here. Nothing was changed.",
        "Aquí no hay pantalla donde abrir una ventana (falta DISPLAY). Ingrese en una computadora que tenga, con "
        "{variable} definida, y traiga el archivo de la sesión. No se cambió nada.",
    ),
    "web-unreachable": Text(
        "{host} did not answer. Nothing was changed. Try again later.",
        "{host} no respondió. No se cambió nada. Intente más tarde.",
    ),
    "web-no-session": Text(
        "Nobody is logged in for {practice}. Let the owner run: accessctl login {practice} (in CI: {variable}).",
        "Nadie ingresó para {practice}. Pida al titular que ejecute: accessctl login {practice} (en CI: {variable}).",
    ),
    "web-session-unreadable": Text(
        "The session of {practice} cannot be read. Let the owner run: accessctl login {practice}.",
        "La sesión de {practice} no se puede leer. Pida al titular que ejecute: accessctl login {practice}.",
    ),
    "web-session-elsewhere": Text(
        "The session of {practice} is for another host ({host}). Let the owner run: accessctl login {practice}.",
        "La sesión de {practice} es de otro sitio ({host}). Pida al titular que ejecute: accessctl login {practice}.",
    ),
    "web-session-key": Text(
        "{variable} is missing or no key. Make one: "
        "python -c 'from cryptography.fernet import Fernet; print(Fernet.generate_key().decode())'",
        "{variable} falta o no es una clave. Genere una: "
        "python -c 'from cryptography.fernet import Fernet; print(Fernet.generate_key().decode())'",
    ),
    "web-session-locked": Text(
        "The session does not open with this key ({variable}). Use the key it was saved with, or log in anew.",
        "La sesión no se abre con esta clave ({variable}). Use la clave con que se guardó, o ingrese de nuevo.",
    ),
    "web-no-keyring": Text(
        "This machine has no keyring to keep a session in. Set {variable}, and an encrypted file is used.",
        "Esta computadora no tiene un llavero donde guardar la sesión. Defina {variable} y se usará un archivo cifrado.",
    ),
    "web-not-allowed": Text(
        "{practice} is not worked on in the browser: its file does not say `live: {{provider: huli, web: true}}`.",
        "{practice} no se trabaja en el navegador: su archivo no dice `live: {{provider: huli, web: true}}`.",
    ),
    "web-not-logged-in": Text(
        "Nobody logged in within {minutes} minutes. Nothing was saved.",
        "Nadie ingresó en {minutes} minutos. No se guardó nada.",
    ),
    "web-cannot": Text(
        "{kind} is not done in the browser: the map of the pages has no way for it.",
        "{kind} no se hace en el navegador: el mapa de las páginas no tiene el camino.",
    ),
    "web-stopped": Text(
        "Not tried: in {practice} a page was not as expected before ({why}).",
        "No se intentó: en {practice} una página no estaba como se esperaba ({why}).",
    ),
    "web-session-lost": _page(
        "Expected {expected} and saw the log-in: the session is over. Run accessctl login {practice}.",
        "Se esperaba {expected} y se vio el ingreso: la sesión terminó. Ejecute accessctl login {practice}.",
    ),
    "web-elsewhere": Text(
        "A page of {practice} led to another host, {host}. Nothing was sent there, and the run ends here. "
        "Find out why before you go on.",
        "Una página de {practice} llevó a otro sitio, {host}. No se envió nada allá y la corrida termina aquí. "
        "Averigüe por qué antes de seguir.",
    ),
    "web-dialog": _page(
        "Expected {expected} and saw a dialog in front of the page.",
        "Se esperaba {expected} y se vio un diálogo delante de la página.",
    ),
    "web-status": _page(
        "Expected {expected} and the page answered with an error ({status}).",
        "Se esperaba {expected} y la página respondió con un error ({status}).",
    ),
    "web-covered": _page(
        "Expected {expected} and it cannot be clicked: something is in front of it.",
        "Se esperaba {expected} y no se le puede hacer clic: algo está delante.",
    ),
    "web-not-there": _page(
        "Expected {expected} and the page does not show it. If a label changed, write it into access/page-map.yaml.",
        "Se esperaba {expected} y la página no lo muestra. Si cambió un nombre, escríbalo en access/page-map.yaml.",
    ),
    "web-several": _page(
        "Expected one {expected} and saw {count}.", "Se esperaba un solo {expected} y se vieron {count}."
    ),
    "web-field": _page(
        "Filled in {expected}, and the page does not hold what was chosen or typed.",
        "Se llenó {expected} y la página no conserva lo que se eligió o escribió.",
    ),
    "web-other-choice": _page(
        "Expected the form to hold what was filled in and nothing else before «{expected}», and it holds more: a box that "
        "is ticked already, another choice, or somebody else's address. Nobody was invited.",
        "Se esperaba que antes de «{expected}» el formulario tuviera solo lo que se llenó y tiene algo más: una casilla ya "
        "marcada, otra opción o el correo de otra persona. No se invitó a nadie.",
    ),
    "web-not-in-the-list": _page(
        "Clicked, the page said that it was done, and the list does not show it of {email}.",
        "Se hizo clic, la página dijo que estaba hecho y la lista no lo muestra de {email}.",
    ),
    "web-other-account": _page(
        "Expected the account to show “{expected}”, as practices/{practice}.yaml says, and it does not: maybe "
        "somebody else is logged in, or the file says otherwise. Run accessctl login {practice}, or correct the file.",
        "Se esperaba que la cuenta mostrara “{expected}”, como dice practices/{practice}.yaml, y no lo muestra: tal vez "
        "ingresó otra persona, o el archivo dice otra cosa. Ejecute accessctl login {practice} o corrija el archivo.",
    ),
    "web-two-rows": _page(
        "Expected one row for each address and saw a second one of {email} (row {row}).",
        "Se esperaba una fila por dirección y se vio otra de {email} (fila {row}).",
    ),
    "web-row-address": _page(
        "Expected one address in each row and saw {count} in row {row}.",
        "Se esperaba una dirección en cada fila y se vieron {count} en la fila {row}.",
    ),
    "web-row-state": _page(
        "Expected one of {known} in each row and saw {count} in row {row}.",
        "Se esperaba uno de {known} en cada fila y se vieron {count} en la fila {row}.",
    ),
    "web-list-unfinished": _page(
        "Expected the whole list, down to its end («{expected}»), and the page does not show it: somebody may be missing "
        "from it.",
        "Se esperaba la lista completa, hasta donde termina («{expected}»), y la página no la muestra: puede faltar alguien.",
    ),
    "web-unconfirmed": _page(
        "Clicked, expected {expected}, and the page does not say it ({why}).",
        "Se hizo clic, se esperaba {expected} y la página no lo dice ({why}).",
    ),
    "web-other-name": Text(
        "{email} belongs to a user of another name than declared: maybe the wrong person. Nobody was invited. "
        "Compare the name with the person, and correct the file.",
        "{email} es de un usuario con otro nombre que el declarado: tal vez no es la persona. No se invitó a nadie. "
        "Compare el nombre con la persona y corrija el archivo.",
    ),
    "web-name-missing": Text(
        "{email} has no user yet: the form asks for name and surnames. Write them into the file.",
        "{email} todavía no tiene usuario: el formulario pide nombre y apellidos. Escríbalos en el archivo.",
    ),
    "web-clinic-not-offered": Text(
        "The form does not offer {clinic} in {practice}. Nobody was invited. "
        "It is not created yet, has another name (`label`), or belongs to a single-record organisation.",
        "El formulario no ofrece {clinic} en {practice}. No se invitó a nadie. "
        "Aún no está creada, se llama de otro modo (`label`) o es de una organización con expediente único.",
    ),
    "web-listed-already": Text(
        "{email} is in the list already, with other access or an invitation that is over. Nothing was changed.",
        "{email} ya está en la lista, con otro acceso o con una invitación vencida. No se cambió nada.",
    ),
    "web-not-listed": Text(
        "{email} is not in the list. Nothing was changed.", "{email} no está en la lista. No se cambió nada."
    ),
    "web-not-expired": Text(
        "{email} has no invitation that is over. Nothing was sent.",
        "{email} no tiene una invitación vencida. No se envió nada.",
    ),
    "web-stands-otherwise": Text(
        "{email} stands otherwise in the list than the change expects. Nothing was changed.",
        "{email} aparece en la lista de otro modo del que espera el cambio. No se cambió nada.",
    ),
}
