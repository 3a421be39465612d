"""Texts: findings about how a file is encoded and written as YAML."""

from __future__ import annotations

from accessctl.rendering.texts import Text

TEXTS: dict[str, Text] = {
    "encoding": Text(
        "the byte {byte} here is not UTF-8",
        "el byte {byte} que está aquí no es UTF-8",
    ),
    "encoding.hint": Text(
        "save the file as UTF-8 and look at the accents",
        "guarde el archivo como UTF-8 y revise las tildes",
    ),
    "encoding.utf16": Text(
        "the file is UTF-16",
        "el archivo está en UTF-16",
    ),
    "encoding.utf16.hint": Text(
        "save it as UTF-8",
        "guárdelo como UTF-8",
    ),
    "encoding.control": Text(
        "there is an invisible control character here ({character})",
        "aquí hay un carácter de control invisible ({character})",
    ),
    "encoding.control.hint": Text(
        "delete it, or type the text again",
        "bórrelo, o escriba el texto de nuevo",
    ),
    "encoding.line-break": Text(
        "a line ends here with a character that git and editors do not count as a line's end ({character})",
        "aquí termina una línea con un carácter que git y los editores no cuentan como fin de línea ({character})",
    ),
    "encoding.line-break.hint": Text(
        "delete it and begin the line anew, or save the file with the line ends of Unix or Windows",
        "bórrelo y empiece la línea de nuevo, o guarde el archivo con fines de línea de Unix o de Windows",
    ),
    "yaml-syntax": Text(
        "this is not valid YAML ({problem})",
        "esto no es YAML válido ({problem})",
    ),
    "yaml-syntax.hint": Text(
        "look at this line and the one before it: indentation, colons, quotes and brackets",
        "revise esta línea y la anterior: sangría, dos puntos, comillas y corchetes",
    ),
    "yaml-syntax.tab": Text(
        "the line is indented with a tab",
        "la sangría de esta línea tiene un tabulador",
    ),
    "yaml-syntax.tab.hint": Text(
        "indent with spaces",
        "use espacios",
    ),
    "yaml-syntax.colon": Text(
        "a second colon on this line, or an indentation that does not fit",
        "hay un segundo signo de dos puntos en esta línea, o la sangría no calza",
    ),
    "yaml-syntax.colon.hint": Text(
        'put a text with a colon in quotes, as in note: "Turno: mañana"; else align the keys',
        'ponga entre comillas el texto que lleva dos puntos, como note: "Turno: mañana"; o alinee las claves',
    ),
    "yaml-syntax.quote": Text(
        "this quoted text has no end",
        "a este texto entre comillas le falta el final",
    ),
    "yaml-syntax.quote.hint": Text(
        "close the quotes",
        "cierre las comillas",
    ),
    "yaml-syntax.escape": Text(
        "a backslash in double quotes begins something that YAML does not know",
        "dentro de comillas dobles, la barra invertida inicia algo que YAML no conoce",
    ),
    "yaml-syntax.escape.hint": Text(
        "use single quotes, or write the backslash twice",
        "use comillas simples, o escriba la barra dos veces",
    ),
    "yaml-syntax.bracket": Text(
        "this bracket or brace is not closed, or a comma is missing inside",
        "este corchete o esta llave no se cierra, o falta una coma adentro",
    ),
    "yaml-syntax.bracket.hint": Text(
        "close it, and put a comma between any two of its parts",
        "ciérrelo y ponga una coma entre cada dos de sus partes",
    ),
    "yaml-syntax.start": Text(
        "a text cannot begin with this character",
        "un texto no puede empezar con este carácter",
    ),
    "yaml-syntax.start.hint": Text(
        "put the text in quotes",
        "ponga el texto entre comillas",
    ),
    "yaml-syntax.conflict": Text(
        en="git left a conflict here: two changes of the same lines",
        es="git dejó aquí un conflicto: dos cambios de las mismas líneas",
    ),
    "yaml-syntax.conflict.hint": Text(
        en="`accessctl resolve` joins the two; or keep what is right of both and delete the lines with "
        "<<<<<<<, ======= and >>>>>>>",
        es="`accessctl resolve` une las dos; o deje lo correcto de ambas y borre las líneas con "
        "<<<<<<<, ======= y >>>>>>>",
    ),
    "yaml-syntax.key": Text(
        "a colon is missing after the key on this line",
        "faltan los dos puntos después de la clave en esta línea",
    ),
    "yaml-syntax.key.hint": Text(
        "write a key, a colon, a space and the value",
        "escriba la clave, dos puntos, un espacio y el valor",
    ),
    "yaml-syntax.not-empty": Text(
        "`{key}: []` says that there are none, and then one follows",
        "`{key}: []` dice que no hay ninguno, y debajo sigue uno",
    ),
    "yaml-syntax.not-empty.hint": Text(
        "delete the `[]`, so that the line is `{key}:`",
        "borre los corchetes `[]`, para que la línea sea `{key}:`",
    ),
    "yaml-syntax.no-dash": Text(
        "`{key}` does not line up with what stands before it",
        "`{key}` no está alineado con lo anterior",
    ),
    "yaml-syntax.no-dash.hint": Text(
        "if another entry begins here, put a dash and a space in front: `- {key}: …`; else align the keys",
        "si aquí comienza otra entrada, póngale un guion y un espacio delante: `- {key}: …`; si no, alinee "
        "las claves",
    ),
    "yaml-syntax.space": Text(
        "a space is missing after the colon of `{key}`",
        "falta un espacio después de los dos puntos de `{key}`",
    ),
    "yaml-syntax.space.hint": Text(
        "write the key, a colon, a plain space and the value, as `{key}: …`",
        "escriba la clave, dos puntos, un espacio común y el valor, como `{key}: …`",
    ),
    "yaml-syntax.glued": Text(
        "a space is missing after this colon",
        "falta un espacio después de estos dos puntos",
    ),
    "yaml-syntax.glued.hint": Text(
        "inside braces too: `{{name: Ana, clinics: [escazu]}}`",
        "también entre llaves: `{{name: Ana, clinics: [escazu]}}`",
    ),
    "yaml-syntax.bullet": Text(
        "the sign {character} begins no list",
        "el signo {character} no inicia una lista",
    ),
    "yaml-syntax.bullet.hint": Text(
        "write a hyphen and a space, as `- email: ana.mora@santalucia.example`",
        "escriba un guion (-) y un espacio, como `- email: ana.mora@santalucia.example`",
    ),
    "yaml-syntax.odd-space": Text(
        "the line is indented with a space that is none for YAML",
        "la sangría de esta línea tiene un espacio especial que YAML no reconoce",
    ),
    "yaml-syntax.odd-space.hint": Text(
        "delete what stands before the first word, and type plain spaces; pasted text often brings such",
        "borre lo que está antes de la primera palabra y escriba espacios comunes; suele pasar al pegar texto",
    ),
    "yaml-syntax.fence": Text(
        "this line is no part of the declaration",
        "esta línea no es parte de la declaración",
    ),
    "yaml-syntax.fence.hint": Text(
        "delete the lines with ```, which came along when it was copied",
        "borre las líneas con ```, que vinieron al copiar el texto",
    ),
    "yaml-syntax.indent": Text(
        "this does not line up with what stands before it",
        "esto no está alineado con lo anterior",
    ),
    "yaml-syntax.indent.hint": Text(
        "give keys of one list entry the same indentation, and put a colon after each key",
        "dé la misma sangría a las claves de una misma entrada, y dos puntos después de cada clave",
    ),
    "yaml-syntax.deeper": Text(
        "this line is indented deeper than the one it goes with",
        "esta línea tiene más sangría que la anterior",
    ),
    "yaml-syntax.deeper.hint": Text(
        "begin it right below the other keys; a long text goes on one line, or in quotes",
        "comiéncela justo debajo de las otras claves; un texto largo va en una sola línea, o entre comillas",
    ),
    "yaml-syntax.dash": Text(
        "a space is missing after the dash",
        "falta un espacio después del guion",
    ),
    "yaml-syntax.dash.hint": Text(
        "write a dash, a space and the key, as `- email: ana.mora@santalucia.example`",
        "escriba guion, espacio y clave, como `- email: ana.mora@santalucia.example`",
    ),
    "duplicate-key.dash": Text(
        "`{key}` is written twice in one entry; the first is on line {first_line}",
        "`{key}` está escrito dos veces en la misma entrada; la primera, en la línea {first_line}",
    ),
    "duplicate-key.dash.hint": Text(
        "if another entry begins here, put a dash in front: `- {key}: …`; else delete one of the two",
        "si aquí comienza otra entrada, póngale un guion delante: `- {key}: …`; si no, borre una de las dos",
    ),
    "duplicate-key.margin": Text(
        "`{key}` is written twice; the first is on line {first_line}",
        "`{key}` está escrito dos veces; la primera, en la línea {first_line}",
    ),
    "duplicate-key.margin.hint": Text(
        "if it is about the person above, indent it as far as `email`; else delete one of the two",
        "si es de la persona de arriba, déle la misma sangría que a `email`; si no, borre una de las dos",
    ),
    "duplicate-key": Text(
        "`{key}` is written twice; the first is on line {first_line}",
        "`{key}` está escrito dos veces; la primera, en la línea {first_line}",
    ),
    "duplicate-key.hint": Text(
        "delete one of the two",
        "borre una de las dos",
    ),
    "anchor": Text(
        "the anchor &{name} is not allowed",
        "el ancla &{name} no se permite",
    ),
    "anchor.hint": Text(
        "write the value out each time, so that every line says what it means",
        "escriba el valor cada vez, para que cada línea diga lo que significa",
    ),
    "anchor.alias": Text(
        "the alias *{name} is not allowed",
        "el alias *{name} no se permite",
    ),
    "anchor.alias.hint": Text(
        "write the value out; put a text that begins with * in quotes",
        "escriba el valor completo; ponga entre comillas un texto que empieza con *",
    ),
    "anchor.merge": Text(
        "the merge key << is not allowed",
        "la clave de combinación << no se permite",
    ),
    "anchor.merge.hint": Text(
        "write the keys out",
        "escriba las claves completas",
    ),
    "tag": Text(
        "the tag {tag} is not allowed",
        "la etiqueta {tag} no se permite",
    ),
    "tag.hint": Text(
        "delete it; put a text that begins with ! in quotes",
        "bórrela; ponga entre comillas un texto que empieza con !",
    ),
    "directive": Text(
        "a line that begins with % is not allowed here",
        "aquí no se permite una línea que empieza con %",
    ),
    "directive.hint": Text(
        "delete it",
        "bórrela",
    ),
    "several-documents": Text(
        "a second document begins here",
        "aquí empieza un segundo documento",
    ),
    "several-documents.hint": Text(
        "put one practice in each file, and delete the line ---",
        "ponga un solo consultorio en cada archivo, y borre la línea ---",
    ),
    "too-many-problems": Text(
        "more than {limit} things are wrong in this file; it was not read beyond this place",
        "hay más de {limit} cosas mal en este archivo; no se leyó más allá de este lugar",
    ),
    "too-many-problems.hint": Text(
        "mend the first ones and check again: they may have one cause; until then nothing changes in the practice",
        "corrija las primeras y vuelva a revisar: pueden tener una sola causa; mientras tanto, en el consultorio no cambia nada",
    ),
    "too-long-list": Text(
        "a list of this file has more than {limit} items",
        "una lista de este archivo tiene más de {limit} elementos",
    ),
    "too-long-list.hint": Text(
        "divide it: a practice has its own file, and no practice has so many people",
        "divídala: cada consultorio tiene su archivo, y ninguno tiene tanta gente",
    ),
    "too-deep": Text(
        "this is nested more than {limit} deep",
        "hay más de {limit} niveles, unos dentro de otros",
    ),
    "too-deep.hint": Text(
        "no file needs more than five; look at the brackets",
        "ningún archivo necesita más de cinco; revise los corchetes",
    ),
}
