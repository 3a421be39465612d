"""Where errors end: one clear message and an exit code, never a traceback."""

from __future__ import annotations

import errno
import os
import platform
import sys
import tempfile
import traceback
from collections.abc import Callable

import click

from accessctl import __version__
from accessctl.cli.redaction import redacted
from accessctl.cli.translation import shown_language, usage_text
from accessctl.errors import AccessctlError
from accessctl.rendering.safe import clean
from accessctl.rendering.texts import area, say

BUG, USAGE, INTERRUPTED = 3, 2, 130
AREAS = ("errors", "sandbox", "roster")


def guarded(run: Callable[[], int | None]) -> int:  # noqa: C901 - one arm for each way to end
    """Run a command and return its exit code, whatever happens."""
    try:
        return run() or 0
    except AccessctlError as error:
        _print(error_text(error, shown_language_of(error)))
        return error.exit_code
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.message)
        return USAGE
    except click.UsageError as error:
        _print(usage_text(error))
        if error.ctx is not None:
            hint = {"command": error.ctx.command_path}
            click.echo(say(shown_language(), "commands", "usage.try-help", hint), err=True)
        return USAGE
    except (KeyboardInterrupt, click.Abort):
        _print(say(shown_language(), "commands", "interrupted"))
        return INTERRUPTED
    except BrokenPipeError:
        # whoever read our output stopped reading: nothing is wrong, and nothing more can be said
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EIO, errno.EROFS):
            return _bug(error)
        _print(say(shown_language(), "commands", "cannot-write", {"reason": error.strerror}))
        return 1
    except click.ClickException as error:
        _print(error.format_message())
        return USAGE
    except Exception as error:  # noqa: BLE001 - the boundary: a bug of ours ends here, with a report
        return _bug(error)


def _bug(error: Exception) -> int:
    _print(say(shown_language(), "commands", "bug", {"file": write_report(error)}))
    return BUG


def shown_language_of(error: AccessctlError) -> str:
    """Return the language of an error: what was asked for, else what the command was speaking."""
    return error.language or shown_language()


def error_text(error: AccessctlError, language: str) -> str:
    """Return the sentence of an error, and in it that of the error it came from."""
    params = {
        key: error_text(value, language) if isinstance(value, AccessctlError) else clean(str(value))
        for key, value in error.params.items()
    }
    for name in AREAS:
        if error.code in area(name):
            return say(language, name, error.code, params)
    return str(error)  # a text is missing: a test finds that, and nobody gets a traceback for it


def _print(text: str) -> None:
    said = redacted(text, os.environ)  # it may hold a server's or a package's own words
    click.echo(f"{say(shown_language(), 'commands', 'error')} {said}", err=True)


def write_report(error: Exception) -> str:
    """Write a report of a bug, fit to be sent to us, and return where it is."""
    lines = [
        f"accessctl {__version__}, Python {platform.python_version()}, {platform.platform()}",
        f"command: {' '.join(sys.argv[1:2])}",
        "",
        *traceback.format_exception(error),
    ]
    with tempfile.NamedTemporaryFile(
        "w", prefix="accessctl-", suffix=".txt", delete=False, encoding="utf-8"
    ) as file:
        file.write(redacted("\n".join(lines), os.environ))
    return file.name
