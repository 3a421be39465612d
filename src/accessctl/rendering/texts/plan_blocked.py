"""Texts of a plan: what is blocked until a person decides, each with a remedy that can be followed."""

from __future__ import annotations

from accessctl.rendering.texts import Text
from accessctl.rendering.texts.plan_approvals import TEXTS as APPROVALS

TEXTS: dict[str, Text] = {
    "blocked.removed-by-hand": Text(
        "somebody took this access away by hand in HuliPractice",
        "alguien quitó este acceso a mano en HuliPractice",
    ),
    "blocked.removed-by-hand.remedy": Text(
        "Ask the practice's owner whether it was meant. If it was, take the person (or that access) out of "
        "practices/{practice}.yaml. If not, change the entry (a note will do), or apply with "
        "--restore {practice} {email}",
        "Pregunte al titular del consultorio si fue a propósito. Si lo fue, quite a la persona (o ese "
        "acceso) de "
        "practices/{practice}.yaml. Si no, modifique la entrada (basta una nota en note), o aplique con "
        "--restore {practice} {email}",
    ),
    "blocked.name-missing": Text(
        "the name or surnames are missing, and HuliPractice does not know this address",
        "falta el nombre o los apellidos, y HuliPractice no conoce este correo",
    ),
    "blocked.name-missing.remedy": Text(
        "Write name and surnames of {email} in practices/{practice}.yaml",
        "Escriba name (nombre) y surnames (apellidos) de {email} en practices/{practice}.yaml",
    ),
    "blocked.name-mismatch": Text(
        "the file says {declared}, but HuliPractice knows this address as {registered}: maybe another person",
        "el archivo dice {declared}, pero HuliPractice conoce este correo como {registered}: "
        "puede ser otra persona",
    ),
    "blocked.name-mismatch.remedy": Text(
        "Ask the person which address is theirs. Correct the address in practices/{practice}.yaml, or, "
        "if it "
        "is the same person, write the name as HuliPractice shows it",
        "Pregunte a la persona cuál es su correo. Corrija el correo en practices/{practice}.yaml o, si "
        "es la "
        "misma persona, escriba el nombre tal como lo muestra HuliPractice",
    ),
    "blocked.clinic-not-offered": Text(
        "HuliPractice does not offer the clinic {clinic} in this practice",
        "HuliPractice no ofrece la clínica {clinic} en este consultorio",
    ),
    "blocked.clinic-not-offered.remedy": Text(
        "Ask the practice's owner: if the clinic has not been created in HuliPractice, create it there; "
        "if it "
        "belongs to an organisation with a single record, add single_record with the address of the "
        "centre's "
        "administrator to the clinic in practices/{practice}.yaml",
        "Consulte al titular del consultorio: si la clínica no se ha creado en HuliPractice, créela "
        "ahí; si "
        "pertenece a una organización con expediente único, agregue a la clínica single_record con el "
        "correo de "
        "la administración del centro en practices/{practice}.yaml",
    ),
    "blocked.invitation-unanswered": Text(
        "invited {attempts} times without an answer", "se le invitó {attempts} veces y no respondió"
    ),
    "blocked.invitation-unanswered.remedy": Text(
        "Speak with the person: is {email} the right address, did the mail land in spam? Then correct "
        "the entry "
        "in practices/{practice}.yaml, or add a note to it: the invitation goes out again",
        "Hable con la persona: ¿es {email} el correo correcto?, ¿llegó la invitación a correo no "
        "deseado? Luego "
        "corrija la entrada en practices/{practice}.yaml o agréguele una nota (note): la invitación se "
        "enviará "
        "de nuevo",
    ),
    "blocked.record-unconfirmed": Text(
        "record access is declared, and withheld until a review confirms it",
        "el acceso al expediente está declarado y queda retenido hasta que una revisión lo confirme",
    ),
    "blocked.record-unconfirmed.remedy": Text(
        "Review the practice: accessctl review start {practice}, then accessctl review sign {practice} --by "
        "NAME. If the person needs it no longer, take record_access out of practices/{practice}.yaml",
        "Revise el consultorio: accessctl review start {practice} y después accessctl review sign {practice} "
        "--by NOMBRE. Si la persona ya no lo necesita, quite record_access de practices/{practice}.yaml",
    ),
    "blocked.refused": Text("{recipient} said no", "{recipient} respondió que no"),
    "blocked.refused.remedy": Text(
        "Speak with {recipient}. If the answer stands, take this access out of "
        "practices/{practice}.yaml; if "
        "they changed their mind, change the entry (a note will do) and it is asked again",
        "Hable con {recipient}. Si la respuesta se mantiene, quite este acceso de "
        "practices/{practice}.yaml; si "
        "cambió de opinión, modifique la entrada (basta una nota en note) y se pedirá de nuevo",
    ),
    "blocked.revoked-in-emergency": Text(
        "the access was withdrawn in an emergency, and the file still declares it",
        "el acceso se retiró de emergencia y el archivo todavía lo declara",
    ),
    "blocked.revoked-in-emergency.remedy": Text(
        "Decide in a pull request: take {email} out of practices/{practice}.yaml, or change the entry "
        "(a note "
        "with the reason will do) to let the person in again",
        "Decídalo en un pull request: quite a {email} de practices/{practice}.yaml, o modifique la entrada "
        "(basta una nota en note con el motivo) para darle acceso de nuevo",
    ),
    "blocked.entry-has-errors": Text(
        "the entry has an error ({rule}): no access is given until it is mended",
        "la entrada tiene un error ({rule}): no se da ningún acceso hasta que se corrija",
    ),
    "blocked.entry-has-errors.remedy": Text(
        "Run accessctl validate: it shows the line in practices/{practice}.yaml and how to mend it",
        "Ejecute accessctl validate: muestra la línea en practices/{practice}.yaml y cómo corregirla",
    ),
    "blocked.practice-has-errors": Text(
        "the practice has an error ({rule}): nobody is given access until it is mended",
        "el consultorio tiene un error ({rule}): no se da acceso a nadie hasta que se corrija",
    ),
    "blocked.practice-has-errors.remedy": Text(
        "Run accessctl validate: it shows the line and how to mend it",
        "Ejecute accessctl validate: muestra la línea y cómo corregirla",
    ),
    "blocked.unreadable-entry": Text(
        "an address in the file cannot be read, so nobody of this practice is removed: it might be anyone's",
        "hay un correo en el archivo que no se puede leer, así que no se quita a nadie de este "
        "consultorio: "
        "podría ser el de cualquiera",
    ),
    "blocked.unreadable-entry.remedy": Text(
        "Run accessctl validate and mend the address in practices/{practice}.yaml",
        "Ejecute accessctl validate y corrija el correo en practices/{practice}.yaml",
    ),
    **APPROVALS,
    "blocked.fate-unknown": Text(
        "an earlier run ({run}) broke off, and nobody can tell whether this step was done: {kind}",
        "una corrida anterior ({run}) se interrumpió y no se sabe si este paso se hizo: {kind}",
    ),
    "blocked.fate-unknown.remedy": Text(
        "Ask whoever was to receive the message whether it came. If it was done: accessctl handoff done {handoff}. "
        "If it never came: accessctl handoff send {handoff} sends it once more, and accessctl handoff cancel {handoff} "
        "lets it be planned anew",
        "Pregunte a quien debía recibir el mensaje si le llegó. Si ya se hizo: accessctl handoff done {handoff}. "
        "Si nunca llegó: accessctl handoff send {handoff} lo envía otra vez, y con accessctl handoff cancel {handoff} "
        "se planea de nuevo",
    ),
}
