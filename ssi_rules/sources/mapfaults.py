"""What is wrong with a column map, in words of the map and not of the library that checks it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssi_rules.suggest import nearest

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from pydantic import ValidationError
    from pydantic_core import ErrorDetails

_SHOWN = 5
_EXPECTED = {
    "string_type": "must be text in quotes",
    "tuple_type": "must be text in quotes, or a list of such texts",
    "too_short": "is an empty list: name at least one",
    "dict_type": "must be a table of the map, such as `[facts.skills]`",
    "model_type": 'must be a table of the map, with `column = "…"` and how its cells are written',
    "bool_type": "must be true or false",
    "bool_parsing": "must be true or false",
    "int_type": "must be a whole number",
    "int_parsing": "must be a whole number",
    "int_from_float": "must be a whole number",
}


def told(error: ValidationError, keys: Collection[str]) -> str:
    """The first faults of a map, one clause each.

    Args:
        error: As the check found them.
        keys: Every key that a map knows somewhere.
    """
    return "; ".join(_fault(each, keys) for each in error.errors(include_url=False)[:_SHOWN])


def _fault(each: ErrorDetails, keys: Collection[str]) -> str:
    place = _place(each["loc"])
    context = each.get("ctx", {})
    match each["type"]:
        case "missing":
            return _lacking(each["loc"])
        case "extra_forbidden":
            near = nearest(str(each["loc"][-1]), keys)
            return f"{place}: a map has no such key" + (f"; did you mean `{near}`?" if near else "")
        case "literal_error":
            return f"{place} must be one of {context.get('expected')}"
        case "greater_than":
            return f"{place} must be above {context.get('gt')}"
        case "less_than_equal":
            return f"{place} must be at most {context.get('le')}"
        case "value_error":
            message = each["msg"].removeprefix("Value error, ")
            return f"{place}: {message}" if place else message
        case kind:
            return f"{place} {_EXPECTED.get(kind, 'does not hold what a map has there')}"


def _lacking(place: Sequence[int | str]) -> str:
    if place == ("id",):
        return 'the map does not say which column holds the member: add `id = "…"`'
    *table, key = place
    return f'[{_place(table)}] does not say which column it is: add `{key} = "…"`'


def _place(keys: Sequence[int | str]) -> str:
    """Keys as TOML names them; the place in a list does not matter to people."""
    return ".".join(str(key) for key in keys if not isinstance(key, int))
