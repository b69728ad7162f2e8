"""Names that stand for members, made with the secret that a file holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssi_rules.cli.streams import say
from ssi_rules.cli.trouble import Trouble
from ssi_rules.report.team.pseudonyms import SaltError, open_salt, pseudonyms

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path


def pseudonyms_with(secret: Path, members: Iterable[str]) -> Mapping[str, str]:
    """A name for each member; says where the secret is new, or open to others.

    Args:
        secret: Its file, made if there is none.
        members: Ids.

    Raises:
        Trouble: The secret cannot be had.
    """
    try:
        salt = open_salt(secret)
    except SaltError as error:
        raise Trouble(f"{error}.", error.help) from error
    if salt.created:
        say(f"note: {salt.path} is new: pseudonyms are made with it. Keep it, and to yourself")
    if salt.exposed:
        say(f"note: others on this machine can read {salt.path}, and so find out who is who")
    return pseudonyms(members, salt)
