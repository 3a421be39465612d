"""Texts: `accessctl fleet …`."""

from __future__ import annotations

from accessctl.rendering.texts import Text

TEXTS: dict[str, Text] = {
    "fleet": Text(
        en="Share the work of a round among many machines, by a queue in PostgreSQL.\n"
        "The database is named by the variable ACCESSCTL_FLEET_URL. Plan, guards and journal are those of `apply`.",
        es="Reparte el trabajo de una ronda entre muchas computadoras, con una cola en PostgreSQL.\n"
        "La base de datos se indica en la variable ACCESSCTL_FLEET_URL. El plan, los límites y la bitácora son "
        "los de `apply`.",
    ),
    "fleet.init": Text(
        en="Make the tables in the database, or change what the whole fleet keeps to.",
        es="Crea las tablas en la base de datos, o cambia lo que vale para toda la flota.",
    ),
    "fleet.enqueue": Text(
        en="Ask for a round over the commit that is checked out, with the options of `apply`.",
        es="Pide una ronda sobre el commit que está en la copia de trabajo, con las opciones de `apply`.",
    ),
    "fleet.worker": Text(
        en="Work on practices and rounds until told to stop; then end after the change at hand.",
        es="Trabaja en consultorios y rondas hasta que se le pida parar; termina después del cambio en curso.",
    ),
    "fleet.status": Text(
        en="Show rounds, what waits, who works, and how often live systems are called.",
        es="Muestra las rondas, lo que espera, quién trabaja y cada cuánto se llama a los sistemas.",
    ),
    "fleet.drain": Text(
        en="Work until nothing is left, and end as the last round that did not end well.",
        es="Trabaja hasta que no quede nada, y termina como la última ronda que no salió bien.",
    ),
    "fleet.option.rate": Text(
        en="Call this live system at most N times a second, all workers together; `none` takes the limit away.",
        es="Llama a este sistema a lo sumo N veces por segundo, entre todos los procesos; `none` quita el límite.",
    ),
    "fleet.option.patience": Text(
        en="After so long without a sign of life a worker counts as gone (30s when the tables are made).",
        es="Tras este tiempo sin señales de vida, un proceso se da por perdido (30s al crear las tablas).",
    ),
    "fleet.option.wait": Text(
        en="Wait for the end of the round; print what `apply` would, and end with its exit code.",
        es="Espera el final de la ronda; muestra lo que mostraría `apply` y termina con su código de salida.",
    ),
    "fleet.option.concurrency": Text(
        en="How many practices to work on at once.", es="En cuántos consultorios trabajar a la vez."
    ),
    "fleet.option.every": Text(
        en="Ask for a round over the reviewed branch this often: 15m, 1h; once for the whole fleet.",
        es="Pide una ronda sobre la rama revisada con esta frecuencia: 15m, 1h; una sola para toda la flota.",
    ),
    "fleet.made": Text(
        en="The tables were made. Start `accessctl fleet worker` on as many machines as you like.",
        es="Se crearon las tablas. Inicie `accessctl fleet worker` en las computadoras que quiera.",
    ),
    "fleet.kept": Text(
        en="The tables were there already; nothing in them was lost.",
        es="Las tablas ya existían; no se perdió nada de lo que contienen.",
    ),
    "fleet.enqueued": Text(
        en="Round {id} waits for a worker.", es="La ronda {id} espera a que un proceso la tome."
    ),
    "fleet.still-running": Text(
        en="Nobody waits for round {id} any more; it goes on.",
        es="Ya nadie espera la ronda {id}; la ronda sigue su curso.",
    ),
    "fleet.at-work": Text(
        en="{name} works, on {concurrency} practices at once.",
        es="{name} trabaja, en {concurrency} consultorios a la vez.",
    ),
    "fleet.workers.one": Text(en="{n} worker", es="{n} proceso"),
    "fleet.workers.many": Text(en="{n} workers", es="{n} procesos"),
    "fleet.worker-line": Text(
        en="{name}: {concurrency} at once, seen {seen}", es="{name}: {concurrency} a la vez, visto {seen}"
    ),
    "fleet.jobs.rounds": Text(
        en="Rounds: {waiting} waiting, {running} running, {failed} failed",
        es="Rondas: {waiting} en espera, {running} en curso, {failed} con error",
    ),
    "fleet.jobs.practices": Text(
        en="Practices: {waiting} waiting, {running} running, {failed} failed",
        es="Consultorios: {waiting} en espera, {running} en curso, {failed} con error",
    ),
    "fleet.limit": Text(
        en="{system}: at most {rate} calls a second", es="{system}: a lo sumo {rate} llamadas por segundo"
    ),
    "fleet.round.waiting": Text(
        en="Round {id}, asked for {asked}: waiting", es="Ronda {id}, pedida {asked}: en espera"
    ),
    "fleet.round.running": Text(
        en="Round {id}, asked for {asked}: under way", es="Ronda {id}, pedida {asked}: en curso"
    ),
    "fleet.round.ended": Text(
        en="Round {id}, asked for {asked}: ended {ended} with {code} (run {run})",
        es="Ronda {id}, pedida {asked}: terminó {ended} con {code} (ejecución {run})",
    ),
}
