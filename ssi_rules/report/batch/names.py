"""File names of members' pages: the same for the same member on every run and system, whatever the id says."""

from __future__ import annotations

import hashlib
import re
import unicodedata

_SAFE = re.compile(r"[a-z0-9]+(?:[._-][a-z0-9]+)*")
_LONGEST = 60
_UNSAFE = re.compile(r"[^a-z0-9]+")
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?")
_MARK = 16
_MARKED = re.compile(rf"(?:.*-)?[0-9a-f]{{{_MARK}}}")
_ENDS = re.compile(r".*\.(?:html|json|md|pdf)")


def page_name(member: str) -> str:
    """The name of a member's files, without a suffix.

    An id that is a safe name on every system stays as it is. Any other keeps what is safe of it and is marked with a
    hash of the whole, so that ids which differ only by case, accents or length have files of their own.

    Args:
        member: The member's id, or the pseudonym that stands for it; any text.

    Returns:
        At most 60 lower-case letters, digits, dots, dashes and underscores.
    """
    if _is_safe(member):
        return member
    mark = hashlib.sha256(member.encode("utf-8", "surrogatepass")).hexdigest()[:_MARK]
    kept = _slug(member)
    return f"{kept}-{mark}" if kept else mark


def _is_safe(member: str) -> bool:
    return (
        len(member) <= _LONGEST
        and _SAFE.fullmatch(member) is not None
        and not any(each.fullmatch(member) for each in (_RESERVED, _MARKED, _ENDS))
    )


def _slug(member: str) -> str:
    plain = unicodedata.normalize("NFKD", member[: 4 * _LONGEST]).encode("ascii", "ignore").decode()
    return _UNSAFE.sub("-", plain.lower())[: _LONGEST - _MARK - 1].strip("-")
