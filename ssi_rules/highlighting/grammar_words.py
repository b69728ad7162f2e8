"""The words of the language. Written by ``python -m editors.generate``; change the grammar, not this file."""

# fmt: off

from ssi_rules.highlighting.words import Words

WORDS = Words(
    leading=("about", "action", "adds", "advice", "applies", "as", "assume", "bands", "basis", "because", "cap", "change", "claim", "criterion", "deduct", "expect", "extends", "facts", "given", "in", "let", "limit", "market", "measure", "missing", "needs", "pillar", "ramp", "remove", "ruleset", "sets", "source", "status", "table", "takes", "test", "title", "use", "version"),
    named=("action", "criterion", "given", "in", "let", "level", "market", "pillar", "remove", "ruleset", "sets", "table"),
    inner=("at", "dated", "earns", "from", "level", "of", "per", "to", "when", "worth"),
    operators=("ago", "and", "between", "else", "ending", "has", "is", "known", "not", "or", "over", "where"),
    constants=("as_of", "no", "yes"),
    types=("count", "date", "flag", "number", "percent", "text"),
    functions=("average", "count", "days", "largest", "share", "smallest", "sum"),
    after_function=("distinct", "last", "of", "since"),
    units=("day", "days", "hour", "hours", "minute", "minutes", "month", "months", "row", "rows", "week", "weeks", "year", "years"),
    choices=(("basis", ("chosen", "inferred", "published")), ("missing", ("redistribute", "zero")), ("per", ("day", "month", "week", "year"))),
)
