"""Texts: what keeps a declaration's file from being edited or written."""

from __future__ import annotations

from accessctl.rendering.texts import Text

TEXTS: dict[str, Text] = {
    "edit-unreadable": Text(
        en="The file is not edited while it has errors of form: accessctl validate shows them.",
        es="El archivo no se modifica mientras tenga errores de forma: accessctl validate los muestra.",
    ),
    "edit-ambiguous": Text(
        en="{email} is declared more than once in {file}; keep one entry, then try again.",
        es="{email} está declarado más de una vez en {file}; deje una sola entrada e inténtelo de nuevo.",
    ),
    "edit-not-declared": Text(
        en="{email} is not declared in this file.", es="{email} no está declarado en este archivo."
    ),
    "edit-already-declared": Text(
        en="{email} is declared in this file already, in another way.",
        es="{email} ya está declarado en este archivo, de otra manera.",
    ),
    "edit-impossible": Text(
        en="The file is written in a way that cannot be edited safely; nothing was changed. Edit it by hand.",
        es="El archivo está escrito de una forma que no se puede modificar con seguridad; no se cambió nada. Modifíquelo a mano.",
    ),
    "file-changed": Text(
        en="{file} was changed by somebody else meanwhile; it was left alone. Try again.",
        es="Mientras tanto, alguien más cambió {file}; no se tocó. Inténtelo de nuevo.",
    ),
    "import-declaration-errors": Text(
        en="Nothing is imported while the settings or the policy have errors ({rules}): who is protected would be a guess. `accessctl validate` shows them.",
        es="No se importa nada mientras la configuración o la política tengan errores ({rules}): no se sabría quién está protegido. `accessctl validate` los muestra.",
    ),
    "import-unknown-practice": Text(
        en="There is no practice {practice}: no file declares it, and the live system does not list it.",
        es="No hay ningún consultorio {practice}: ningún archivo lo declara y el sistema no lo muestra.",
    ),
    "import-which": Text(
        en="Name the practices to import, or say --all for every one.",
        es="Indique los consultorios que se importan, o use --all para todos.",
    ),
    "edit-file-errors": Text(
        en="{file} is not edited while it has errors of form: accessctl validate shows them.",
        es="{file} no se modifica mientras tenga errores de forma: accessctl validate los muestra.",
    ),
    "edit-file-impossible": Text(
        en="{file} is written in a way that cannot be edited safely; nothing was changed. Edit it by hand.",
        es="{file} está escrito de una forma que no se puede modificar con seguridad; no se cambió nada. Modifíquelo a mano.",
    ),
    "edit-not-an-address": Text(
        en="“{email}” is not an e-mail address. Write it without spaces, as ana.mora@santalucia.example.",
        es="«{email}» no es un correo. Escríbalo sin espacios, como ana.mora@santalucia.example.",
    ),
    "edit-not-an-address.near": Text(
        en="“{email}” is more than an e-mail address. Write just {near}.",
        es="«{email}» es más que un correo. Escriba solo {near}.",
    ),
    "edit-bad-day": Text(
        en="{option}: “{value}” is no day. Write year, month and day: 2026-12-31.",
        es="{option}: «{value}» no es una fecha. Escriba año, mes y día: 2026-12-31.",
    ),
    "edit-bad-day.near": Text(
        en="{option}: days are written year, month, day; did you mean {near} for “{value}”?",
        es="{option}: las fechas se escriben año, mes y día; ¿quiso decir {near} con «{value}»?",
    ),
    "edit-bad-day.either": Text(
        en="{option}: days are written year, month, day; is “{value}” {near} or {other}?",
        es="{option}: las fechas se escriben año, mes y día; ¿es «{value}» {near} o {other}?",
    ),
    "edit-no-such-day": Text(
        en="{option}: {value} is on no calendar.", es="{option}: {value} no existe en el calendario."
    ),
    "edit-surnames": Text(
        en="Which are the surnames in “{value}”? Say --surname once for each; there are one or two.",
        es="¿Cuáles son los apellidos en «{value}»? Use --surname una vez por cada uno; son uno o dos.",
    ),
    "edit-empty": Text(
        en="{option} must not be empty. To take the key out, say --clear {key}.",
        es="{option} no puede quedar vacío. Para quitar la clave, use --clear {key}.",
    ),
    "edit-clinic-form": Text(
        en="“{value}” is no clinic: write ID=NAME, as escazu='Santa Lucía Escazú'.",
        es="«{value}» no es una clínica: escriba ID=NOMBRE, como escazu='Santa Lucía Escazú'.",
    ),
    "edit-bad-slug": Text(
        en="“{slug}” cannot be a short name: only small letters without accents, digits and hyphens.",
        es="«{slug}» no sirve como nombre corto: solo minúsculas sin tilde, números y guiones.",
    ),
    "edit-bad-slug.near": Text(
        en="“{slug}” cannot be a short name: only small letters without accents, digits and hyphens, as {near}.",
        es="«{slug}» no sirve como nombre corto: solo minúsculas sin tilde, números y guiones, como {near}.",
    ),
    "edit-which-clinic": Text(
        en="{practice} has several clinics: say --clinic, one or more of {known}.",
        es="{practice} tiene varias clínicas: indique --clinic, una o más de {known}.",
    ),
    "edit-unknown-clinic": Text(
        en="{practice} has no clinic {clinic}; it has: {known}.",
        es="{practice} no tiene ninguna clínica {clinic}; tiene: {known}.",
    ),
    "edit-unknown-clinic.near": Text(
        en="{practice} has no clinic {clinic}; did you mean {near}? It has: {known}.",
        es="{practice} no tiene ninguna clínica {clinic}; ¿quiso decir {near}? Tiene: {known}.",
    ),
    "edit-no-clinic-left": Text(
        en="{email} would be for no clinic of {practice}. To end the access, use accessctl assistant remove.",
        es="{email} quedaría sin ninguna clínica de {practice}. Para terminar el acceso, use accessctl assistant remove.",
    ),
    "edit-record-not-said": Text(
        en="A reason or a last day says nothing without record access: say --record-access too, if it is to be granted.",
        es="El motivo o la fecha no dicen nada sin acceso al expediente: agregue --record-access si se debe dar.",
    ),
    "edit-set-what": Text(
        en="Say what is to change, such as --until 2027-06-30 or --clear note; --help shows it all.",
        es="Indique qué cambia, por ejemplo --until 2027-06-30 o --clear note; --help lo muestra todo.",
    ),
    "edit-nobody": Text(
        en="{email} is not declared in {practice}. To declare somebody, use accessctl assistant add.",
        es="{email} no está declarado en {practice}. Para declarar a alguien, use accessctl assistant add.",
    ),
    "edit-nobody.near": Text(
        en="{email} is not declared in {practice}; did you mean {near}?",
        es="{email} no está declarado en {practice}; ¿quiso decir {near}?",
    ),
    "edit-nobody.elsewhere": Text(
        en="{email} is not declared in {practice}, but in: {places}.",
        es="{email} no está declarado en {practice}, pero sí en: {places}.",
    ),
    "edit-nobody-anywhere": Text(
        en="{email} is declared nowhere.", es="{email} no está declarado en ninguna parte."
    ),
    "edit-nobody-anywhere.near": Text(
        en="{email} is declared nowhere; did you mean {near}?",
        es="{email} no está declarado en ninguna parte; ¿quiso decir {near}?",
    ),
    "edit-earlier-address": Text(
        en="{email} is an earlier address of {now} in {practice}. Say {now}, if that person is to go.",
        es="{email} es un correo anterior de {now} en {practice}. Indique {now}, si esa persona se va.",
    ),
    "edit-same-address": Text(
        en="Both are the same address: {email}.", es="Los dos son el mismo correo: {email}."
    ),
    "edit-both-declared": Text(
        en="{old} and {new} are both declared in {practice}. If they are one person, take one entry out first.",
        es="{old} y {new} están los dos en {practice}. Si son la misma persona, quite primero una entrada.",
    ),
    "edit-declared-otherwise": Text(
        en="{email} is declared in {practice} already, differing in: {keys}. To change it, use accessctl assistant set.",
        es="{email} ya está en {practice}, con diferencias en: {keys}. Para cambiarlo, use accessctl assistant set.",
    ),
    "edit-clinic-otherwise": Text(
        en="The clinic {clinic} is in {file} already, with another name or other keys. Change it there.",
        es="La clínica {clinic} ya está en {file}, con otro nombre u otras claves. Cámbiela ahí.",
    ),
    "edit-practice-otherwise": Text(
        en="{practice} is declared already, differing in: {keys}. Change it in {file}.",
        es="{practice} ya está declarado, con diferencias en: {keys}. Cámbielo en {file}.",
    ),
    "fmt-no-such-file": Text(
        en="{file} is no file of practices/ or access/ that could be laid out.",
        es="{file} no es un archivo de practices/ ni de access/ al que se pueda dar formato.",
    ),
    "fmt-no-such-file.near": Text(
        en="{file} is no file of practices/ or access/; did you mean {near}?",
        es="{file} no es un archivo de practices/ ni de access/; ¿quiso decir {near}?",
    ),
    "offboard-commit-or-branch": Text(
        en="Say --commit or --branch, not both.", es="Indique --commit o --branch, no los dos."
    ),
    "offboard-confirmation-needed": Text(
        en="There is nobody to ask here. Look at it with --dry-run, then say --yes.",
        es="Aquí no hay a quién preguntar. Revíselo con --dry-run y luego use --yes.",
    ),
    "commit-in-progress": Text(
        en="Git is in the middle of something ({operation}). Finish or abort it first.",
        es="Git está a medio camino de otra operación ({operation}). Termínela o anúlela primero.",
    ),
    "commit-detached": Text(
        en="No branch is checked out, so the commit would be lost. Switch to a branch, or say --branch NAME.",
        es="No hay ninguna rama activa y el commit se perdería. Cambie a una rama o use --branch NOMBRE.",
    ),
    "commit-moved": Text(
        en="Somebody committed meanwhile: the files are written, and not committed. Look at git status.",
        es="Mientras tanto alguien hizo un commit: los archivos están escritos, sin confirmar. Revise git status.",
    ),
    "commit-branch-exists": Text(
        en="There is a branch {branch} already. Choose another name.",
        es="Ya existe una rama {branch}. Elija otro nombre.",
    ),
    "commit-nothing-yet": Text(
        en="There is no commit in this repository yet. Commit the files first.",
        es="En este repositorio todavía no hay ningún commit. Confirme los archivos primero.",
    ),
    "commit-no-user": Text(
        en="Git does not know who you are. Say it: git config user.name and git config user.email.",
        es="Git no sabe quién es usted. Indíquelo: git config user.name y git config user.email.",
    ),
    "commit-uncommitted": Text(
        en="These files have changes that are not committed and would come along: {files}. Commit them first.",
        es="Estos archivos tienen cambios sin confirmar que se irían también: {files}. Confírmelos primero.",
    ),
    "resolve-one-side": Text(
        en="{file} exists on one side only: whether it stays is for a person to decide (git add or git rm).",
        es="{file} existe en un solo lado: una persona decide si se queda (git add o git rm).",
    ),
    "resolve-edited": Text(
        en="{file} was edited since git stopped: your work is not overwritten. To begin again: git checkout --merge {file}",
        es="{file} se modificó desde que git se detuvo: su trabajo no se sobrescribe. Para empezar de nuevo: git checkout --merge {file}",
    ),
    "resolve-unreadable.base": Text(
        en="{file}, as it was before the two sides parted, has errors of form: join it by hand.",
        es="{file}, como estaba antes de separarse los dos lados, tiene errores de forma: únalo a mano.",
    ),
    "resolve-unreadable.ours": Text(
        en="Our side of {file} has errors of form: join it by hand.",
        es="Nuestro lado de {file} tiene errores de forma: únalo a mano.",
    ),
    "resolve-unreadable.theirs": Text(
        en="The other side of {file} has errors of form: join it by hand.",
        es="El otro lado de {file} tiene errores de forma: únalo a mano.",
    ),
}
