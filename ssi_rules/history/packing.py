"""Scorecards made small: those of one run say much the same, so each is kept as what it says otherwise than the first."""

from __future__ import annotations

import zlib

_WINDOW = 1 << 15
"""Bytes that deflate looks back at most."""


def pattern(first: bytes) -> bytes:
    """What the scorecards of a run are packed against: as much of the first one as is of use."""
    return first[-_WINDOW:]


def pack(text: bytes, against: bytes) -> bytes:
    """The text as its differences from a pattern."""
    packer = zlib.compressobj(zdict=against)
    return packer.compress(text) + packer.flush()


def unpack(packed: bytes, against: bytes) -> bytes:
    """The text again.

    Raises:
        ValueError: It was packed otherwise, or is damaged.
    """
    unpacker = zlib.decompressobj(zdict=against)
    try:
        text = unpacker.decompress(packed)
    except zlib.error as error:
        message = "what was packed is damaged"
        raise ValueError(message) from error
    if not unpacker.eof:
        message = "what was packed is cut off"
        raise ValueError(message)
    return text
