"""CEL in Rust, through its Python binding: one program."""

from __future__ import annotations

import cel

from benchmarks.peers.conditional import Dialect, program, total
from benchmarks.peers.contest import Ready, with_blanks

NAME = "CEL (Rust)"
PACKAGE = "common-expression-language"


def prepare() -> Ready[dict[str, int | bool | None], list[int | None]]:
    return Ready(with_blanks, cel.compile(program(Dialect("{above} / {below}"))).execute, total)
