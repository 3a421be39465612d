"""Texts: why a provider, or the sandbox as a server, refuses."""

from __future__ import annotations

from accessctl.rendering.texts import Text

TEXTS: dict[str, Text] = {
    "sandbox-port-taken": Text(
        en="Cannot listen on port {port}: perhaps another program uses it ({reason}). Name another one with --port.",
        es="No se puede usar el puerto {port}: tal vez lo usa otro programa ({reason}). Indique otro con --port.",
    ),
    "provider-broken": Text(
        en="The provider {provider} of the package {package} cannot be used: {reason}. Nothing was read or changed.",
        es="El proveedor {provider} del paquete {package} no se puede usar: {reason}. No se leyó ni se cambió nada.",
    ),
    "provider-not-supported": Text(
        en="There is no provider {provider}; this version knows: {known}. Set live.provider to one of them.",
        es="No existe el proveedor {provider}; esta versión conoce: {known}. "
        "Ponga uno de ellos en live.provider.",
    ),
    "sandbox-cannot": Text(
        en="HuliPractice offers its owners no way to do {kind}; somebody else has to.",
        es="HuliPractice no le permite al titular hacer {kind}; le corresponde a otra persona.",
    ),
    "sandbox-practice-unknown": Text(
        en="The sandbox knows no practice {practice}, and no file declares it. Check the slug.",
        es="El HuliPractice de prueba no conoce el consultorio {practice} y ningún archivo lo declara. "
        "Revise el nombre.",
    ),
    "sandbox-already-active": Text(
        en="{email} is an active assistant here already.",
        es="{email} ya es asistente aquí.",
    ),
    "sandbox-already-invited": Text(
        en="{email} has a valid invitation here already; it can be sent again once it has expired.",
        es="{email} ya tiene aquí una invitación vigente; se puede reenviar cuando esté vencida.",
    ),
    "sandbox-not-invited": Text(
        en="{email} has no invitation here.", es="{email} no tiene ninguna invitación aquí."
    ),
    "sandbox-invitation-expired": Text(
        en="The invitation of {email} expired at {expired_at}; it has to be sent again first.",
        es="La invitación de {email} está vencida desde {expired_at}; primero hay que reenviarla.",
    ),
    "sandbox-not-active": Text(
        en="{email} is not an active assistant here.", es="{email} no es asistente activo aquí."
    ),
    "sandbox-not-there": Text(
        en="{email} is neither an assistant of {practice} nor invited.",
        es="{email} no es asistente de {practice} ni tiene invitación.",
    ),
    "sandbox-name-missing": Text(
        en="{email} is not registered, so HuliPractice asks for a name and surnames. Add them to the entry.",
        es="{email} no está registrado, por lo que HuliPractice pide nombre y apellidos. "
        "Agréguelos en el archivo.",
    ),
    "sandbox-clinic-missing": Text(
        en="No clinic was chosen, and the practice does not have exactly one that would go without saying.",
        es="No se escogió ninguna clínica, y el consultorio no tiene una sola que se dé por entendida.",
    ),
    "sandbox-clinic-not-offered": Text(
        en="HuliPractice does not offer the clinic {clinic} here: it has not been created, "
        "or it belongs to an organisation with a single record.",
        es="HuliPractice no ofrece aquí la clínica {clinic}: no se ha creado, "
        "o pertenece a una organización con expediente único.",
    ),
    "sandbox-clinic-exists": Text(
        en="{practice} has a clinic {clinic} already.", es="{practice} ya tiene una clínica {clinic}."
    ),
    "sandbox-single-record": Text(
        en="The clinic {clinic} belongs to an organisation with a single record: "
        "only its centre's administrator can do this.",
        es="La clínica {clinic} pertenece a una organización con expediente único: "
        "solo el administrador del centro médico puede hacerlo.",
    ),
    "sandbox-no-issuer": Text(
        en="{practice} has no billing issuer, so nobody can give billing access. Declare billing_issuer.",
        es="{practice} no tiene emisor, por lo que nadie puede dar acceso a facturación. "
        "Declare billing_issuer.",
    ),
    "sandbox-timeout": Text(
        en="The live system did not answer in time; nobody can say whether the change took effect.",
        es="HuliPractice no respondió a tiempo; no se sabe si el cambio se hizo.",
    ),
    "sandbox-lost-credentials": Text(
        en="The live system no longer accepts our credentials. Log in again, then start a new run.",
        es="HuliPractice ya no acepta nuestras credenciales. Vuelva a iniciar sesión y haga otra corrida.",
    ),
}
