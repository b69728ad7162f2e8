"""Documents in YAML, as far as dbt needs it: mappings, lists, and texts that are always quoted."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

Yaml: TypeAlias = "str | int | Sequence[Yaml] | Mapping[str, Yaml]"


def yaml_text(document: Yaml) -> str:
    """The text of a document."""
    return "".join(f"{line}\n" for line in _lines(document))


def _lines(value: Yaml) -> Iterator[str]:
    if isinstance(value, str | int):
        yield json.dumps(value, ensure_ascii=False)
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _entry(f"{key}:", inner, "  ")
    else:
        for inner in value:
            first, *rest = _lines(inner)
            yield f"- {first}"
            yield from (f"  {line}" for line in rest)


def _entry(key: str, value: Yaml, indent: str) -> Iterator[str]:
    if isinstance(value, str | int):
        yield f"{key} {next(_lines(value))}"
        return
    yield key
    yield from (f"{indent}{line}" for line in _lines(value))
