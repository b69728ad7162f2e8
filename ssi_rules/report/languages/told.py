"""Sentences that documents hold in English, as patterns."""

TEMPLATES: tuple[str, ...] = ()
