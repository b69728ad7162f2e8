"""CEL in pure Python: one program."""

from __future__ import annotations

from typing import TYPE_CHECKING

import celpy
from celpy import celtypes

from benchmarks.peers.conditional import Dialect, program, total
from benchmarks.peers.contest import Ready

if TYPE_CHECKING:
    from benchmarks.card import Facts

NAME = "CEL (Python)"
PACKAGE = "cel-python"


def prepare() -> Ready[dict[str, object], list[int | None]]:
    environment = celpy.Environment()
    text = program(Dialect("{above} / {below}", fact="m.{name}", missing="!has({fact})"))
    compiled = environment.program(environment.compile(text))
    return Ready(_given, compiled.evaluate, total)


def _given(facts: Facts) -> dict[str, object]:
    held = {celtypes.StringType(name): _value(value) for name, value in facts.items()}
    return {"m": celtypes.MapType(held)}


def _value(value: int) -> object:
    return celtypes.BoolType(value) if isinstance(value, bool) else celtypes.IntType(value)
