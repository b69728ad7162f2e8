"""Names that stand for members: the same for the same member and secret, and telling nothing without the secret."""

from __future__ import annotations

import hmac
import os
import re
import secrets
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

FILE = ".ssi-salt"
"""Name of the file a project's secret is kept in."""

_BYTES = 32
_MOST = 1000
"""Bytes looked at of what is said to be a secret."""

_HEX = re.compile(r"[0-9a-f]{32,128}")
_LETTERS = "23456789BCDFGHJKMNPQRSTVWXZ"  # nothing that looks like another, and no vowels to make words of
_SHORTEST = 5
_PURPOSE = b"ssi-rules pseudonym\0"


class SaltError(Exception):
    """The secret cannot be had.

    Attributes:
        path: Its file.
        message: What is wrong.
        help: A way out.
    """

    def __init__(self, path: Path, message: str, help_: str) -> None:
        super().__init__(f"{path}: {message}")
        self.path = path
        self.message = message
        self.help = help_


@dataclass(frozen=True, slots=True)
class Salt:
    """The secret that pseudonyms are made with; it appears in nothing that is written.

    Attributes:
        created: Whether it was made just now, which the user should be told.
        exposed: Whether others on this machine can read its file.
    """

    path: Path
    key: bytes
    created: bool = False
    exposed: bool = False

    def __repr__(self) -> str:
        """Without the secret: representations end up in logs."""
        return f"Salt({self.path!r})"


def open_salt(path: Path) -> Salt:
    """Read the secret, or make one where there is none yet.

    Args:
        path: Its file; a new one can be read by its owner alone.

    Raises:
        SaltError: It cannot be read or written, or holds something else.
    """
    try:
        try:
            return _read(path)
        except FileNotFoundError:
            return _create(path)
    except (OSError, UnicodeDecodeError) as error:
        raise SaltError(
            path, f"the secret cannot be read: {error}", "Name another file with --salt."
        ) from error


def pseudonyms(members: Iterable[str], salt: Salt) -> dict[str, str]:
    """A code for each member, such as ``7F3KQ``: as short as keeps all apart, at least five signs.

    Args:
        members: Ids; each member of one run, for codes are kept apart within it.
        salt: The secret; with another one all codes are others.
    """
    codes = {member: _code(member, salt.key) for member in dict.fromkeys(members)}
    lengths = dict.fromkeys(codes, _SHORTEST)
    while crowded := _crowded(codes, lengths):
        lengths |= {member: lengths[member] + 1 for member in crowded}
    return {member: code[: lengths[member]] for member, code in codes.items()}


def _read(path: Path) -> Salt:
    with path.open("rb") as file:
        written = file.read(_MOST).decode("ascii").strip()
    if _HEX.fullmatch(written) is None:
        raise SaltError(
            path,
            "this is no secret for pseudonyms: it takes 32 to 128 digits 0-9 and a-f",
            "Name another file with --salt, or a new one to have it made.",
        )
    # Only POSIX says by bits who may read a file.
    exposed = os.name == "posix" and bool(path.stat().st_mode & 0o077)
    return Salt(path, bytes.fromhex(written + "0" * (len(written) % 2)), exposed=exposed)


def _create(path: Path) -> Salt:
    key = secrets.token_bytes(_BYTES)
    try:
        is_first = _put(path, f"{key.hex()}\n")
    except OSError as error:
        raise SaltError(
            path, f"no secret can be written there: {error.strerror}", "Name another file with --salt."
        ) from error
    return Salt(path, key, created=True) if is_first else _read(path)


def _put(path: Path, text: str) -> bool:
    """Put a file there whole, for its owner alone; False where another run was first."""
    handle, name = tempfile.mkstemp(prefix=".ssi-", suffix=".part", dir=path.parent)
    made = Path(name)
    try:
        with open(handle, "w", encoding="ascii") as file:  # noqa: PTH123 - an open descriptor
            file.write(text)
        _name(made, path)
    except FileExistsError:
        return False
    finally:
        made.unlink(missing_ok=True)
    return True


def _name(made: Path, path: Path) -> None:
    try:
        path.hardlink_to(made)  # the only way that never puts one secret in place of another
    except FileExistsError:
        raise
    except OSError:  # some file systems have no links
        made.replace(path)


def _code(member: str, key: bytes) -> str:
    digest = hmac.digest(key, _PURPOSE + member.encode("utf-8", "surrogatepass"), "sha256")
    rest, letters = int.from_bytes(digest, "big"), []
    while rest:
        rest, place = divmod(rest, len(_LETTERS))
        letters.append(_LETTERS[place])
    return "".join(letters)


def _crowded(codes: dict[str, str], lengths: dict[str, int]) -> list[str]:
    """Members whose shortened code is another's too."""
    owners: dict[str, list[str]] = {}
    for member, code in codes.items():
        owners.setdefault(code[: lengths[member]], []).append(member)
    return [member for sharing in owners.values() if len(sharing) > 1 for member in sharing]
