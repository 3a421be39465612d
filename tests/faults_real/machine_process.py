"""What stands for a machine: it has the program loaded already, and forks a process for each command.

It has process numbers, a host name and a /proc of its own where that is allowed, as a container has; on
SIGUSR1 all of it dies, and there is a new one. Only the loading is shared. Each command is a process of its
own with its own work tree, environment and output, runs the program's own entry point against git and the
network, and can be killed like any other. It speaks lines of JSON on its standard input and output.
"""

from __future__ import annotations

import contextlib
import ctypes
import gc
import importlib
import json
import os
import pkgutil
import platform
import selectors
import signal
import socket
import sys
from datetime import UTC, datetime, timedelta
from typing import Any, NoReturn

import accessctl
from accessctl.cli.context import Context
from accessctl.cli.main import main

LIBC = ctypes.CDLL(None, use_errno=True)
DIE_WITH_PARENT, PRIVATE = 1, 0x44000
NEW_MOUNTS, NEW_NAMES, NEW_PROCESSES = 0x20000, 0x4000000, 0x20000000
AWAITED = {signal.SIGUSR1, signal.SIGCHLD}
NOT_LOADED = ("accessctl.providers.sandbox.server", "accessctl.__main__")


def load() -> None:
    """Load what commands load, once."""
    for found in pkgutil.walk_packages(accessctl.__path__, "accessctl."):
        if not found.name.startswith(NOT_LOADED):
            with contextlib.suppress(ImportError):  # an extra that is not installed
                importlib.import_module(found.name)
    gc.collect()
    gc.freeze()


def become(order: dict[str, Any]) -> None:
    """Be the command, in a process of its own, and end."""
    os.setsid()
    signal.signal(signal.SIGINT, signal.default_int_handler)
    for number, name in ((0, os.devnull), (1, order["out"]), (2, order["err"])):
        flags = os.O_RDONLY if number == 0 else os.O_WRONLY | os.O_CREAT | os.O_TRUNC
        os.dup2(os.open(name, flags, 0o600), number)
    os.chdir(order["cwd"])
    os.environ.clear()
    os.environ.update(order["environment"])
    if order["ahead"]:  # the machine's clock, which a test has no other way to move
        ahead = timedelta(seconds=order["ahead"])
        Context.machine_now = lambda _: datetime.now(UTC) + ahead  # type: ignore[method-assign]
    sys.argv = ["accessctl", *order["arguments"]]
    code = 70
    try:
        main()
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else int(ended.code is not None)
    finally:
        with contextlib.suppress(OSError, ValueError):
            sys.stdout.flush()
            sys.stderr.flush()
        os._exit(code)


class Server:
    """Starts, kills and buries."""

    def __init__(self) -> None:
        self.selector = selectors.DefaultSelector()
        self.pids: dict[int, int] = {}

    def say(self, **what: Any) -> None:
        """Say one thing to whoever gives the orders."""
        os.write(1, (json.dumps(what) + "\n").encode())

    def obey(self, order: dict[str, Any]) -> None:
        """Do what a line says."""
        number = order["number"]
        if order["do"] == "start":
            pid = os.fork()
            if pid == 0:
                become(order)
            self.pids[number] = pid
            self.selector.register(os.pidfd_open(pid), selectors.EVENT_READ, number)
        elif number in self.pids:
            with contextlib.suppress(ProcessLookupError):
                (os.killpg if order["whole"] else os.kill)(self.pids[number], order["signal"])

    def bury(self, key: selectors.SelectorKey) -> None:
        """Say how a command ended."""
        self.selector.unregister(key.fileobj)
        os.close(key.fd)
        _, status = os.waitpid(self.pids.pop(key.data), 0)
        self.say(ended=key.data, code=os.waitstatus_to_exitcode(status))

    def serve(self) -> None:
        """Work until the orders end."""
        self.selector.register(0, selectors.EVENT_READ)
        rest = b""
        self.say(ready=True)
        while True:
            for key, _ in self.selector.select():
                if key.fd != 0:
                    self.bury(key)
                    continue
                read = os.read(0, 65536)
                if not read:
                    return
                *lines, rest = (rest + read).split(b"\n")
                for line in lines:
                    self.obey(json.loads(line))


def apart(name: str) -> int:
    """Start a machine in spaces of its own; return its first process, as it is numbered here."""
    reading, writing = os.pipe()
    keeper = os.fork()
    if keeper == 0:
        _asked(LIBC.prctl(DIE_WITH_PARENT, signal.SIGKILL))
        _asked(LIBC.unshare(NEW_MOUNTS | NEW_NAMES | NEW_PROCESSES))
        socket.sethostname(name)
        first = os.fork()
        if first == 0:
            _asked(LIBC.prctl(DIE_WITH_PARENT, signal.SIGKILL))
            _asked(LIBC.mount(b"none", b"/", None, PRIVATE, None))
            _asked(LIBC.mount(b"proc", b"/proc", b"proc", 0, None))
            work()
        os.write(writing, str(first).encode())
        os.waitpid(first, 0)  # which takes as long as anything in there lives
        os._exit(0)
    first_process = int(os.read(reading, 20))
    os.close(reading)
    os.close(writing)
    return first_process


def together() -> int:
    """Start a machine that shares everything with this one."""
    pid = os.fork()
    if pid == 0:
        work()
    return pid


def work() -> NoReturn:
    """Be the machine."""
    signal.pthread_sigmask(signal.SIG_UNBLOCK, AWAITED)
    platform._uname_cache = None  # type: ignore[attr-defined]  # the host name was asked for before it was given
    try:
        Server().serve()
    finally:
        os._exit(0)


def keep(name: str | None) -> None:
    """Keep one machine running after the other, until the orders end."""
    signal.pthread_sigmask(signal.SIG_BLOCK, AWAITED)
    while True:
        first = together() if name is None else apart(name)
        if signal.sigwait(AWAITED) != signal.SIGUSR1:
            return
        os.kill(first, signal.SIGKILL)
        os.wait()
        while signal.SIGCHLD in signal.sigpending():
            signal.sigwait({signal.SIGCHLD})


def _asked(answer: int) -> None:
    if answer:
        raise OSError(ctypes.get_errno(), "the machine could not be set apart")


if __name__ == "__main__":
    load()
    keep(sys.argv[1] if len(sys.argv) > 1 else None)
