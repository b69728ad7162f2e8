"""Ways to spoil a text or bytes, each a small step, so that several in a row stay near what is valid."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tests.fuzz.ssi_text import FRAGMENTS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from random import Random

_TOKENS = re.compile(r'"(?:[^"\n\\]|\\.)*"|\w+(?:\.\w+)*%?|\s+|[^\w\s]')
_NUMBER = re.compile(r"(?<![\w.\"-])\d+(?:\.\d+)?(?![\w.\"-])")
NUMBERS = (
    "0", "1", "2", "7", "30", "90", "100", "0.5", "0.000001", "999999999999", "1000000000000", "1000000000001",
    "9" * 40, "9" * 5000, "1.0000001", "-1", "-0", "00", "1e9", "٣", "½", "1_000", ".5", "5.",
)  # fmt: skip
NOISE = (
    "\u202e", "\u200f", "\ufeff", "\u200b", "\x00", "\x1b[31m", "\r", "\t", "\u2028", "é", "e\u0301", "字", "\u0430",
    "🙂", "👩‍👩‍👧", "ß", "İ", "ﬁ", "\ud7ff", "\U0010ffff", "“", "”", "\u2019", "\u00a0", '"', "\\", "%", "|", "*", "'",
)  # fmt: skip


def spoil(rng: Random, text: str, steps: Sequence[Callable[[Random, str], str]]) -> str:
    """Some steps one after the other, mostly few."""
    for _ in range(min(8, 1 + int(rng.expovariate(0.7)))):
        text = rng.choice(steps)(rng, text)
    return text


def change_number(rng: Random, text: str) -> str:
    """One number becomes another, near it as a rule."""
    found = list(_NUMBER.finditer(text))
    if not found:
        return text
    match = rng.choice(found)
    near = str(int(float(match[0])) + rng.choice((-1, 1, 2, 10))) if len(match[0]) < 15 else "1"
    return text[: match.start()] + rng.choice((near, near, rng.choice(NUMBERS))) + text[match.end() :]


def delete_token(rng: Random, text: str) -> str:
    """One token goes."""
    tokens = _TOKENS.findall(text)
    if tokens:
        tokens.pop(rng.randrange(len(tokens)))
    return "".join(tokens)


def repeat_token(rng: Random, text: str) -> str:
    """One token stands there twice, or very often."""
    tokens = _TOKENS.findall(text)
    if not tokens:
        return text
    at = rng.randrange(len(tokens))
    times = rng.choice((1, 1, 1, 2, 300))
    return "".join([*tokens[: at + 1], *[f" {tokens[at]}"] * times, *tokens[at + 1 :]])


def swap_tokens(rng: Random, text: str) -> str:
    """Two tokens change places."""
    tokens = _TOKENS.findall(text)
    if len(tokens) > 1:
        one, other = rng.randrange(len(tokens)), rng.randrange(len(tokens))
        tokens[one], tokens[other] = tokens[other], tokens[one]
    return "".join(tokens)


def borrow_token(rng: Random, text: str) -> str:
    """One token becomes another of the text, or a fragment of the language."""
    tokens = _TOKENS.findall(text)
    if tokens:
        tokens[rng.randrange(len(tokens))] = rng.choice((rng.choice(tokens), rng.choice(FRAGMENTS)))
    return "".join(tokens)


def move_lines(rng: Random, text: str) -> str:
    """Some lines go elsewhere, are there twice, or are lost."""
    lines = text.splitlines(keepends=True)
    if not lines:
        return text
    start = rng.randrange(len(lines))
    end = start + rng.choice((1, 1, 2, 5, 20))
    rest = lines[:start] + lines[end:]
    at = rng.randrange(len(rest) + 1)
    moved = lines[start:end] * rng.choice((0, 1, 1, 2))
    return "".join(rest[:at] + moved + rest[at:])


def add_noise(rng: Random, text: str) -> str:
    """Characters that nobody expects, in the middle."""
    at = rng.randrange(len(text) + 1)
    return text[:at] + rng.choice(NOISE) * rng.choice((1, 1, 3)) + text[at:]


def cut(rng: Random, text: str) -> str:
    """The text ends, or begins, in its middle."""
    at = rng.randrange(len(text) + 1)
    return rng.choice((text[:at], text[at:]))


def flip_bytes(rng: Random, data: bytes) -> bytes:
    """Some bytes become others."""
    spoilt = bytearray(data)
    for _ in range(rng.choice((1, 1, 2, 8))):
        if spoilt:
            spoilt[rng.randrange(len(spoilt))] = rng.randrange(256)
    return bytes(spoilt)


def lose_bytes(rng: Random, data: bytes) -> bytes:
    """A stretch goes, is there twice, or everything after it is gone."""
    at = rng.randrange(len(data) + 1)
    size = rng.choice((1, 4, 30, 400, len(data)))
    return data[:at] + data[at : at + size] * rng.choice((0, 0, 2)) + data[at + size :]
