"""Pure: what a commit's message says of the pull request it came from, and of who approved it.

All of it is claimed by whoever wrote the message, and shown as such.
"""

from __future__ import annotations

import re

from accessctl.model.event import Approval

_SUBJECTS = (
    re.compile(r"^Merge pull request #(\d{1,9}) from "),  # GitHub, Gitea
    re.compile(r"^Merged? PR #?(\d{1,9})\b"),  # Azure DevOps
    re.compile(r"^(?:Auto merge of|Merge) #(\d{1,9})\b"),  # bors and its kin
    re.compile(r"\(pull request #(\d{1,9})\)"),  # Bitbucket
    re.compile(r"\([#!](\d{1,9})\)\s*$"),  # squashed
)
_BODY = re.compile(r"^See merge request (?:\S*!|\S+/-/merge_requests/)(\d{1,9})\s*$", re.MULTILINE)
_APPROVAL = re.compile(r"^(Reviewed|Approved|Acked)-by:[ \t]*(\S.*?)[ \t]*$", re.MULTILINE | re.IGNORECASE)


def pull_request(message: str) -> int | None:
    """Return the number of the pull request that the message names, where it names one."""
    subject = message.partition("\n")[0]
    for pattern in _SUBJECTS:
        found = pattern.search(subject)
        if found is not None:
            return int(found[1])
    found = _BODY.search(message.replace("\r\n", "\n"))
    return None if found is None else int(found[1])


def approvals(message: str) -> tuple[Approval, ...]:
    """Return who the message's trailers name as having reviewed or approved it, each once."""
    found = _APPROVAL.findall(message.replace("\r\n", "\n"))
    ordered = dict.fromkeys((f"{word.capitalize()}-by", who) for word, who in found)
    return tuple(Approval(who, trailer) for trailer, who in ordered)
