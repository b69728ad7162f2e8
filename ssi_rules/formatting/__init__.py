"""One layout for every rule file: comments and meaning stay, spaces and line breaks do not."""

from ssi_rules.formatting.format import SyntaxFaults, format_bytes, format_text

__all__ = ["SyntaxFaults", "format_bytes", "format_text"]
