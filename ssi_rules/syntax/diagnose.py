from ssi_rules import codes
from ssi_rules.diagnostics import Diagnostic
from ssi_rules.text import Span
def diagnose(error, piece, rule, source):
    at = (error.pos_in_stream or 0) + piece.offset
    return Diagnostic(codes.SYNTAX, str(error)[:60], Span(source, at, at + 1))
