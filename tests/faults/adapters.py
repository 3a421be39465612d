"""The thin ends of the program as the simulator has them: through the seam, then the real thing."""

from __future__ import annotations

import contextlib
import smtplib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from seam import Seam

from accessctl.errors import CredentialsError, ProviderError, TransientError
from accessctl.execution.edges import Edges
from accessctl.execution.writeahead import WriteAhead
from accessctl.handoffs.letter import Letter
from accessctl.handoffs.outbox import Outbox
from accessctl.handoffs.smtp_session import SmtpRefusedError
from accessctl.handoffs.smtp_url import Server
from accessctl.journal.holding import Holder
from accessctl.model.capabilities import Capabilities
from accessctl.model.change import Change
from accessctl.model.identity import Address
from accessctl.model.live import Observation, Presence, Unobserved
from accessctl.model.practice import Practice
from accessctl.providers.catalog import Whereabouts
from accessctl.providers.interface import Receipt
from accessctl.providers.routing import RoutedReader, RoutedWriter
from accessctl.providers.sandbox.reader import SandboxReader
from accessctl.providers.sandbox.writer import SandboxWriter

if TYPE_CHECKING:
    from simulation import Host, Simulation

Observed = Mapping[str, Observation | Unobserved]


class SimulatedReader:
    """Reads the sandbox; answers may be lost, refused, or older than they should be."""

    def __init__(self, world: Simulation, seam: Seam) -> None:
        self._world = world
        self._seam = seam
        self._reader = SandboxReader(world.store)

    @property
    def capabilities(self) -> Capabilities:
        """What the sandbox can see and do."""
        return self._reader.capabilities

    def now(self) -> datetime | None:
        """Return the live clock."""
        return self._world.live_now

    def observe(self, practices: Sequence[Practice], lookups: Mapping[str, frozenset[Address]]) -> Observed:
        """Read the practices."""
        key = tuple(practice.slug for practice in practices)

        def look() -> Observed:
            found = self._reader.observe(practices, lookups)
            found = {slug: self._world.dimmed(slug, seen) for slug, seen in found.items()}
            self._world.answers[key] = found
            return found

        def spoilt(fault: str) -> Observed:
            if fault == "credentials":
                raise CredentialsError("sandbox-lost-credentials")
            if fault == "stale" and key in self._world.answers:
                self._world.lied(self._seam)
                return self._world.answers[key]
            return {slug: Unobserved(slug, "sandbox-timeout") for slug in key}

        return self._seam.effect("read", "observe", look, spoilt)


class SimulatedWriter:
    """Changes the sandbox; what reaches it is witnessed."""

    def __init__(self, world: Simulation, seam: Seam) -> None:
        self._world = world
        self._seam = seam
        self._writer = SandboxWriter(world.store)

    def carry_out(self, practice: Practice, change: Change) -> Receipt:
        """Carry out one change."""
        name = f"{change.kind} {change.practice} {change.email}"

        def act() -> Receipt:
            with self._world.witnessing(self._seam, change):
                return self._writer.carry_out(practice, change)

        def spoilt(fault: str) -> Receipt:
            if fault == "credentials":
                raise CredentialsError("sandbox-lost-credentials")
            if fault == "twice":
                receipt = act()
                with self._world.doubled(), contextlib.suppress(ProviderError):
                    act()
                return receipt
            if fault == "lost-after":
                act()
            raise TransientError("sandbox-timeout")

        return self._seam.effect("write", name, act, spoilt)


class SimulatedOutbox(Outbox):
    """The outbox on a disk that may be full, or read only."""

    def __init__(self, world: Simulation, seam: Seam, directory: Path) -> None:
        super().__init__(directory)
        self._world = world
        self._seam = seam

    def put(self, letter: Letter) -> Path:
        """Write a letter that a person will send."""
        return self._seam.disk("outbox put", lambda: self._put(letter))

    def _put(self, letter: Letter) -> Path:
        there = self.holds(letter.message_id)
        path = self.path(letter.message_id)
        if not there:
            Outbox.write(self, letter.message_id, _bytes(letter))
            self._world.laid(self._seam, letter.message_id, path)
        return path

    def write(self, message_id: str, content: bytes) -> None:
        """Write a letter that goes to a server."""
        self._seam.disk("outbox write", lambda: Outbox.write(self, message_id, content))

    def move(self, message_id: str, part: str) -> None:
        """Move a letter."""
        self._seam.disk(f"outbox move {part or 'back'}", lambda: Outbox.move(self, message_id, part))

    def drop(self, message_id: str) -> None:
        """Remove a letter."""
        self._seam.disk("outbox drop", lambda: Outbox.drop(self, message_id))


class SimulatedWriteAhead(WriteAhead):
    """The write-ahead file on the same disk."""

    def __init__(self, seam: Seam, directory: Path, nonce: str) -> None:
        super().__init__(directory, nonce)
        self._seam = seam

    def append(self, text: str) -> None:
        """Write to the file."""
        append = super().append
        self._seam.disk("ahead append", lambda: append(text))

    def remove(self) -> None:
        """Remove the file."""
        self._seam.disk("ahead remove", super().remove)


@dataclass
class SimulatedSession:
    """A mail server's side of one session, as `smtplib.SMTP` shows it."""

    world: Simulation
    seam: Seam
    to: list[str] = field(default_factory=list)
    data: bytes = b""
    reply: tuple[int, bytes] | None = None

    def has_extn(self, name: str) -> bool:
        """Say what the server can."""
        return name in {"8bitmime", "smtputf8"}

    def mail(self, sender: str, options: Sequence[str] = ()) -> tuple[int, bytes]:
        """Begin a letter."""
        del sender, options
        self.to, self.data, self.reply = [], b"", None
        return self._step("MAIL", (250, b"ok"))

    def rcpt(self, address: str) -> tuple[int, bytes]:
        """Name who gets it."""
        self.to.append(address)
        return self._step("RCPT", (250, b"ok"))

    def docmd(self, command: str) -> tuple[int, bytes]:
        """Begin the message."""
        return self._step(command, (354, b"go on"))

    def send(self, data: bytes) -> None:
        """Take lines; the dot that ends them makes the letter the server's."""
        if data != b".\r\n":
            self.data += data
            return

        def take() -> None:
            self.world.delivered(self.seam, self.data)
            self.reply = (250, b"taken")

        def spoilt(fault: str) -> None:
            if fault == "lost-after":
                take()
            elif fault == "gibberish":
                take()
                self.reply = (-1, b"???")
                return
            if fault in {"busy", "no"}:
                self.reply = (451, b"later") if fault == "busy" else (554, b"no")
                return
            raise OSError(fault)

        self.seam.effect("dot", "the dot", take, spoilt)

    def getreply(self) -> tuple[int, bytes]:
        """Return what the server said to the dot."""
        if self.reply is None:
            raise smtplib.SMTPServerDisconnected("gone")
        return self.reply

    def rset(self) -> tuple[int, bytes]:
        """Begin anew."""
        return (250, b"ok")

    def quit(self) -> None:
        """Say good-bye."""

    def close(self) -> None:
        """Let go."""

    def _step(self, name: str, answer: tuple[int, bytes]) -> tuple[int, bytes]:
        def spoilt(fault: str) -> tuple[int, bytes]:
            if fault == "broken-before":
                raise OSError(fault)
            return (451, b"later") if fault == "busy" else (550, b"no")

        return self.seam.effect("mail", name, lambda: answer, spoilt)


@dataclass(frozen=True, slots=True)
class SimulatedHolder(Holder):
    """A process of the simulation; who is on the same machine sees whether another still runs."""

    living: Collection[int] = field(default=(), compare=False)

    def sees_gone(self, holder: Mapping[str, object]) -> bool:
        """Say whether that process certainly no longer runs."""
        same = (holder.get("host"), holder.get("machine")) == (self.host, self.machine)
        return same and holder.get("pid") not in self.living


def edges_of(world: Simulation, host: Host, seam: Seam, pid: int) -> Edges:
    """Return the ends of one process."""
    from memory_git import MemoryGateway  # noqa: PLC0415 - it knows the seam

    def providers(named: Collection[str], around: Whereabouts) -> tuple[RoutedReader, RoutedWriter]:
        del named, around
        reader = RoutedReader({"sandbox": SimulatedReader(world, seam)}, "sandbox")
        return reader, RoutedWriter({"sandbox": SimulatedWriter(world, seam)})

    def session(server: Server, hello: str) -> Any:
        del hello

        def refused(fault: str) -> SimulatedSession:
            params = {"server": server.shown, "reason": fault}
            raise SmtpRefusedError("smtp-unreachable", params, passing=fault == "busy", final=fault == "no")

        return seam.effect("mail", "connect", lambda: SimulatedSession(world, seam), refused)

    return Edges(
        git=lambda _: MemoryGateway(host.clone, seam),
        providers=providers,
        outbox=lambda directory: SimulatedOutbox(world, seam, directory),
        write_ahead=lambda directory, nonce: SimulatedWriteAhead(seam, directory, nonce),
        mail=session,
        process=lambda: SimulatedHolder(host.name, host.machine, pid, "simulated", host.living),
    )


def hide_invited(seen: Observation) -> Observation:
    """Return what a live system shows that lists active people only, and perhaps not all of them."""
    active = {name: row for name, row in seen.assistants.items() if row.presence is Presence.ACTIVE}
    return replace(seen, assistants=active, complete=False, shows_invitations=False)


def _bytes(letter: Letter) -> bytes:
    from accessctl.handoffs.letter import message_of  # noqa: PLC0415 - beside its one use

    return message_of(letter).as_bytes()
