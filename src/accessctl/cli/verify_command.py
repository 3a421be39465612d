"""`accessctl verify`: prove that nothing of the journal was altered, and keep a checkpoint of it."""

from __future__ import annotations

import json
from pathlib import Path

import click

from accessctl.cli.context import Context
from accessctl.cli.options import common, option
from accessctl.cli.translation import Command
from accessctl.execution.verify import Auditor, Kept, append_tip, read_kept
from accessctl.execution.verify import verify as prove
from accessctl.rendering.texts import say
from accessctl.rendering.verification import verification_json, verification_text
from accessctl.rendering.voice import Voice


@click.command(cls=Command, help="verify")
@common()
@option("--checkpoint", type=click.Path(path_type=Path), metavar="FILE", help="verify.option.checkpoint")
@option(
    "--write-checkpoint",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="verify.option.write-checkpoint",
)
@click.pass_obj
def verify(context: Context, checkpoint: Path | None, write_checkpoint: Path | None) -> int:
    """Prove the journal."""
    kept: list[Kept] = [] if checkpoint is None else [read_kept(checkpoint, must_exist=True)]
    written = None if write_checkpoint is None else read_kept(write_checkpoint, must_exist=False)
    if written is not None:
        kept.append(written)
    checkpoints = dict.fromkeys(item for file in kept for item in file.checkpoints)
    auditor = Auditor(context.machine_now(), context.environment)
    found = prove(context.root, context.settings, tuple(checkpoints), auditor)
    if context.format == "json":
        context.echo(json.dumps(verification_json(found), ensure_ascii=False, indent=2))
    else:
        voice = Voice(context.language, context.zone)
        context.echo(verification_text(found, voice, color=context.color).removesuffix("\n"))
    if written is not None:
        if not found.clean:
            context.insist(_say(context, "verify.not-kept", written))
        elif append_tip(written, found):
            context.tell(_say(context, "verify.kept", written))
    return 0 if found.clean else 1


def _say(context: Context, key: str, kept: Kept) -> str:
    return say(context.language, "commands_verify", key, {"file": str(kept.path)})
