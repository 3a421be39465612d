"""Texts: findings about who may approve, line by line of the file of signers."""

from __future__ import annotations

from accessctl.rendering.texts import Text

TEXTS: dict[str, Text] = {
    "signers-path": Text(
        "`{path}` cannot be the file of signers",
        "`{path}` no puede ser el archivo de firmantes",
    ),
    "signers-path.hint": Text(
        "keep it in access/, under a name with `signers` in it and no ending, as access/signers",
        "guárdelo en access/, con un nombre que contenga `signers` y sin extensión, como access/signers",
    ),
    "signers-missing": Text(
        "the policy asks for approvals, and there is no file {path} that says whose signature counts",
        "la política exige aprobaciones y no existe el archivo {path} que dice de quién vale la firma",
    ),
    "signers-missing.hint": Text(
        "write into it, one line a person: ADDRESS KEY-TYPE KEY. Without it only approvals that the host confirms "
        "(GitHub, GitLab, with a token) count",
        "escriba en él una línea por persona: CORREO TIPO CLAVE. Sin él solo cuentan las aprobaciones que confirma el "
        "servidor (GitHub, GitLab, con un token)",
    ),
    "signers-missing.nobody": Text(
        "the policy asks for approvals, and {path} names nobody whose signature counts",
        "la política exige aprobaciones y {path} no nombra a nadie cuya firma valga",
    ),
    "signers-missing.nobody.hint": Text(
        "write into it, one line a person: ADDRESS KEY-TYPE KEY",
        "escriba en él una línea por persona: CORREO TIPO CLAVE",
    ),
    "signer-line.size": Text("the file is larger than 1 MiB", "el archivo pesa más de 1 MiB"),
    "signer-line.size.hint": Text(
        "keep one line or block for each person who approves",
        "deje una línea o un bloque por cada persona que aprueba",
    ),
    "signer-line.address": Text(
        "`{found}` is not an e-mail address", "`{found}` no es una dirección de correo"
    ),
    "signer-line.address.hint": Text(
        "begin the line with the person's address; several of the same person with commas and no spaces: "
        "luz@clinica.example,luz@otra.example ssh-ed25519 AAAA…",
        "empiece la línea con el correo de la persona; si tiene varios, sepárelos con comas y sin espacios: "
        "luz@clinica.example,luz@otra.example ssh-ed25519 AAAA…",
    ),
    "signer-line.pattern": Text(
        "`{found}` is a pattern, which would let one key speak for many people",
        "`{found}` es un patrón, con el que una sola clave hablaría por muchas personas",
    ),
    "signer-line.pattern.hint": Text(
        "write each person's whole address", "escriba el correo completo de cada persona"
    ),
    "signer-line.option": Text(
        "`{option}` is an option that is not taken here",
        "`{option}` es una opción que aquí no se acepta",
    ),
    "signer-line.option.hint": Text(
        'namespaces="git", valid-after="YYYYMMDD" and valid-before="YYYYMMDD" are (times in UTC); a key that signs '
        "for others (cert-authority) is not: write each person's own key",
        'se aceptan namespaces="git", valid-after="AAAAMMDD" y valid-before="AAAAMMDD" (en UTC); una clave que firma '
        "por otras (cert-authority), no: escriba la clave propia de cada persona",
    ),
    "signer-line": Text(
        "there is no public SSH key in this line that can sign",
        "en esta línea no hay una clave pública SSH que pueda firmar",
    ),
    "signer-line.hint": Text(
        "after the address, write what the person's .pub file says: ssh-ed25519 AAAA…",
        "después del correo, escriba lo que dice el archivo .pub de la persona: ssh-ed25519 AAAA…",
    ),
    "signer-line.secret": Text(
        "this is a secret key: whoever can read this repository can now sign with it",
        "esta es una clave secreta: quien pueda leer este repositorio ya puede firmar con ella",
    ),
    "signer-line.secret.hint": Text(
        "take it out, make a new key, and write only the public one here; the old one stays in the history and is lost",
        "quítela, genere una clave nueva y escriba aquí solo la pública; la anterior queda en el historial y ya no sirve",
    ),
    "signer-line.block": Text(
        "this block is not one whole public OpenPGP key",
        "este bloque no es una clave pública OpenPGP completa",
    ),
    "signer-line.block.hint": Text(
        "paste what `gpg --armor --export ADDRESS` prints, from its first line to its last, one key a block",
        "pegue lo que imprime `gpg --armor --export CORREO`, desde la primera línea hasta la última, una clave por bloque",
    ),
    "signer-line.not-in-key": Text(
        "the comment above the key names {found}, which the key is not for",
        "el comentario sobre la clave nombra a {found}, que no está en la clave",
    ),
    "signer-line.not-in-key.hint": Text(
        "name addresses that `gpg --show-keys` lists for this key, or take the comment out",
        "nombre correos que `gpg --show-keys` muestre para esta clave, o quite el comentario",
    ),
    "signer-line.nobody": Text(
        "this key bears no e-mail address", "esta clave no lleva ninguna dirección de correo"
    ),
    "signer-line.nobody.hint": Text(
        "add the person's address to the key (`gpg --quick-add-uid`) and export it again",
        "agregue el correo de la persona a la clave (`gpg --quick-add-uid`) y expórtela de nuevo",
    ),
    "signer-twice": Text(
        "this key stands in line {first} too: whoever holds it counts as one person",
        "esta clave también está en la línea {first}: quien la tiene cuenta como una sola persona",
    ),
    "signer-twice.hint": Text(
        "if both are the same person, write the addresses in one line with commas; if not, each needs a key of their own",
        "si son la misma persona, escriba los correos en una línea, separados por comas; si no, cada una necesita su clave",
    ),
}
