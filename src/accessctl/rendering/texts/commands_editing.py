"""Texts: help of the commands that edit files."""

from __future__ import annotations

from accessctl.rendering.texts import Text

TEXTS: dict[str, Text] = {
    "editing.option.dry-run": Text(
        en="Show what would change, and write nothing.", es="Muestra qué cambiaría y no escribe nada."
    ),
    "practice": Text(en="The practices' files.", es="Los archivos de los consultorios."),
    "practice.add": Text(
        en=(
            "Make the file of a practice, with nobody in it yet.\n"
            "A second time it does nothing. Only the file is written; git is left alone."
        ),
        es=(
            "Crea el archivo de un consultorio, todavía sin asistentes.\n"
            "La segunda vez no hace nada. Solo escribe el archivo; no toca git."
        ),
    ),
    "practice.add.option.name": Text(en="The practice's name.", es="El nombre del consultorio."),
    "practice.add.option.owner": Text(
        en="The owner's address in HuliPractice.", es="El correo del titular en HuliPractice."
    ),
    "practice.add.option.owner-name": Text(en="The owner's name.", es="El nombre del titular."),
    "practice.add.option.clinic": Text(
        en="A clinic, as escazu='Santa Lucía Escazú'. May be repeated.",
        es="Una clínica, como escazu='Santa Lucía Escazú'. Se puede repetir.",
    ),
    "practice.add.option.organization": Text(
        en="The organisation's number in HuliPractice.", es="El número de la organización en HuliPractice."
    ),
    "practice.add.option.provider": Text(
        en="The live system; else the settings'.", es="El sistema; si falta, el de la configuración."
    ),
    "practice.add.option.time-zone": Text(
        en="The time zone; else the settings'.", es="La zona horaria; si falta, la de la configuración."
    ),
    "practice.add.option.language": Text(
        en="The language of mails; else the settings'.",
        es="El idioma de los correos; si falta, el de la configuración.",
    ),
    "practice.add.option.plan-only": Text(
        en="Show changes and never apply them.", es="Los cambios se muestran y nunca se aplican."
    ),
    "clinic": Text(en="The clinics of a practice.", es="Las clínicas de un consultorio."),
    "clinic.add": Text(
        en=(
            "Declare a clinic. Who was for the only one until now keeps just that one.\n"
            "A second time it does nothing. Only the file is written; git is left alone."
        ),
        es=(
            "Declara una clínica. Quienes estaban en la única que había siguen solo en esa.\n"
            "La segunda vez no hace nada. Solo escribe el archivo; no toca git."
        ),
    ),
    "clinic.add.option.name": Text(en="The clinic's name.", es="El nombre de la clínica."),
    "clinic.add.option.label": Text(
        en="The name that HuliPractice shows, where it is another.",
        es="El nombre que muestra HuliPractice, si es otro.",
    ),
    "clinic.add.option.single-record": Text(
        en="The centre administrator's address, where the clinic has a single record (expediente único).",
        es="El correo de quien administra el centro, si la clínica tiene expediente único.",
    ),
    "assistant": Text(en="The people of a practice.", es="Las personas de un consultorio."),
    "assistant.add": Text(
        en=(
            "Declare somebody in a practice.\n"
            "A second time it does nothing. Only the file is written; git is left alone."
        ),
        es=(
            "Declara a una persona en un consultorio.\n"
            "La segunda vez no hace nada. Solo escribe el archivo; no toca git."
        ),
    ),
    "assistant.set": Text(
        en="Change what somebody's entry says; what is not named stays as it is.",
        es="Cambia lo que dice la entrada de una persona; lo que no se menciona queda igual.",
    ),
    "assistant.remove": Text(
        en="Take somebody's entry out of a practice (`offboard` does it everywhere).",
        es="Quita la entrada de una persona de un consultorio (`offboard` la quita de todos).",
    ),
    "assistant.move": Text(
        en="Follow a changed address from OLD to NEW, in every practice; the old one stays noted.",
        es="Sigue un cambio de correo de OLD a NEW, en todos los consultorios; el anterior queda anotado.",
    ),
    "assistant.move.option.practice": Text(
        en="Only in this practice. May be repeated.", es="Solo en este consultorio. Se puede repetir."
    ),
    "assistant.option.name": Text(en="The given name.", es="El nombre."),
    "assistant.option.surname": Text(
        en="A surname; give it twice for two.", es="Un apellido; repítalo si son dos."
    ),
    "assistant.option.surnames": Text(
        en="Both surnames at once, where each is one word: 'Mora Jiménez'.",
        es="Los dos apellidos juntos, si cada uno es una sola palabra: 'Mora Jiménez'.",
    ),
    "assistant.option.clinic": Text(
        en="A clinic's id. May be repeated; may be left out where there is one clinic.",
        es="El id de una clínica. Se puede repetir; sobra si hay una sola clínica.",
    ),
    "assistant.option.from": Text(
        en="The first day of access, as 2026-12-01.", es="El primer día de acceso, como 2026-12-01."
    ),
    "assistant.option.until": Text(
        en="The last day of access, as 2027-06-30.", es="El último día de acceso, como 2027-06-30."
    ),
    "assistant.option.note": Text(
        en="What a reviewer should know; never a patient's data.",
        es="Lo que deba saber quien revisa; nunca datos de pacientes.",
    ),
    "assistant.option.record-access": Text(
        en="Whether the medical record (Expediente) may be opened.", es="Si puede abrir el expediente."
    ),
    "assistant.option.reason": Text(en="Why record access is needed.", es="Por qué necesita el expediente."),
    "assistant.option.record-until": Text(
        en="The last day of record access.", es="El último día de acceso al expediente."
    ),
    "assistant.option.billing": Text(
        en="Whether the billing issuer may be used.", es="Si puede usar el emisor de facturas."
    ),
    "assistant.set.option.add-clinic": Text(
        en="A clinic more. May be repeated.", es="Una clínica más. Se puede repetir."
    ),
    "assistant.set.option.remove-clinic": Text(
        en="A clinic less. May be repeated.", es="Una clínica menos. Se puede repetir."
    ),
    "assistant.set.option.clear": Text(
        en="Take this out of the entry. May be repeated.", es="Quita esto de la entrada. Se puede repetir."
    ),
    "offboard": Text(
        en=(
            "Take somebody out of every practice, under every address the files know; it shows what it will do and asks.\n"
            "With --on, access ends after that day. Without --commit or --branch only the files are written."
        ),
        es=(
            "Da de baja a una persona en todos los consultorios, con todos sus correos; muestra lo que hará y pregunta.\n"
            "Con --on, el acceso termina al cerrar ese día. Sin --commit ni --branch solo se escriben los archivos."
        ),
    ),
    "offboard.option.on": Text(
        en="The last day, as 2026-12-31; today or an earlier one takes the entries out now.",
        es="El último día, como 2026-12-31; si es hoy o antes, las entradas se quitan ya.",
    ),
    "offboard.option.yes": Text(en="Do not ask.", es="No pregunta."),
    "offboard.option.commit": Text(
        en="Commit the files on the branch that is checked out.",
        es="Confirma los archivos en la rama actual.",
    ),
    "offboard.option.branch": Text(
        en="Commit on a new branch of this name; your files stay as they are.",
        es="Confirma en una rama nueva con este nombre; sus archivos quedan igual.",
    ),
    "fmt": Text(
        en=(
            "Write the files in the one layout: order of keys, one entry a block, people in order of address.\n"
            "Comments stay. FILE is a file, a folder or a slug; without it, all of practices/ and access/."
        ),
        es=(
            "Escribe los archivos con un solo formato: orden de las claves, un bloque por persona, en orden de correo.\n"
            "Los comentarios se quedan. FILE es un archivo, una carpeta o un consultorio; si falta, todos."
        ),
    ),
    "fmt.option.check": Text(
        en="Only list the files that differ; end with 1 where one does.",
        es="Solo muestra los archivos que difieren; termina con 1 si hay alguno.",
    ),
    "fmt.option.upgrade": Text(
        en="Bring files of an older version to the present one too.",
        es="Pasa también los archivos de una versión anterior a la actual.",
    ),
    "resolve": Text(
        en=(
            "Join by meaning what git could not merge: entries by address, keys one by one.\n"
            "What both sides changed differently is shown with both values, and the file is left as it is."
        ),
        es=(
            "Une por su significado lo que git no pudo fusionar: entradas por correo, clave por clave.\n"
            "Lo que ambos lados cambiaron distinto se muestra con los dos valores, y el archivo queda como está."
        ),
    ),
}
