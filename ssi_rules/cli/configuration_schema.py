"""The JSON Schema of ``ssi.toml`` and of ``[tool.ssi]``, for editors; a test keeps it true to what is read."""

from __future__ import annotations

_CODES = {
    "type": "array",
    "items": {"type": "string"},
    "description": "Codes: a slug, a number, the beginning of a number such as SSI8, a category, or all.",
}
_LEVEL = {"enum": ["error", "warning", "info", "off"]}
_LEVELS = {
    "type": "object",
    "additionalProperties": _LEVEL,
    "description": "Another level for codes; the most exact name counts.",
}
_PATTERNS = {
    "type": "array",
    "items": {"type": "string"},
    "description": "Patterns of paths, relative to this file: * in a name, ** for any folders.",
}

CONFIGURATION: dict[str, object] = {
    "title": "Configuration of ssi",
    "type": "object",
    "additionalProperties": False,
    "properties": {
        "select": _CODES,
        "ignore": _CODES,
        "exclude": _PATTERNS,
        "baseline": {"type": "string", "description": "Findings known before, relative to this file."},
        "fail-level": {"enum": ["error", "warning", "info"], "default": "error"},
        "levels": _LEVELS,
        "limits": {
            "type": "object",
            "additionalProperties": False,
            "properties": {
                "cliff-points": {
                    "type": "number",
                    "exclusiveMinimum": 0,
                    "multipleOf": 0.01,
                    "description": "Points that one cut-point may move a member at most.",
                },
                "title-length": {
                    "type": "integer",
                    "minimum": 1,
                    "description": "Characters of a title that fit a report's line.",
                },
            },
        },
        "paths": {
            "type": "array",
            "items": {
                "type": "object",
                "additionalProperties": False,
                "required": ["match"],
                "properties": {"match": {**_PATTERNS, "minItems": 1}, "ignore": _CODES, "levels": _LEVELS},
            },
        },
    },
}
