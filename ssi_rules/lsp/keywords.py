"""What the words of the language are for, told under the pointer."""

from __future__ import annotations

from ssi_rules.syntax.words import FORMS, HOMES

MEANINGS = {
    "use": "Brings in the facts, markets, lets, levels and actions of another file.",
    "ruleset": "Names the ruleset of this file; a file has at most one.",
    "facts": "Declares what can be known about a member.",
    "table": "Declares rows that a member may have; `dated` names the column that windows go by.",
    "dated": "The column that windows (`over 90 days`) go by.",
    "market": "Names a group of people by phrases in their titles, or by other markets.",
    "has": "Any of these phrases makes a row part of the market.",
    "let": "Gives an expression a name. It is worked out where it is used.",
    "pillar": "A part of the total; its criteria sum to its worth.",
    "criterion": "One thing that is measured and earns points.",
    "applies": "Whom the criterion is for; for others it is `not_applicable`.",
    "measure": "What is measured; without a value the criterion earns by its `missing` policy.",
    "needs": "How much there must be to judge by; with less the criterion is `too_few`.",
    "bands": "Steps: from each cut-point on, the points beside it. Below the first it earns 0.",
    "ramp": "Straight lines between points, flat outside.",
    "earns": "The points that a cut-point, a yes or a no brings.",
    "missing": "What becomes of the worth of a criterion without points: `zero` or `redistribute`.",
    "redistribute": "A criterion without points leaves its worth to the others of its pillar.",
    "zero": "A criterion without points counts as 0.",
    "advice": "What the member is told to do for more points.",
    "basis": "Where the number comes from: `published`, `inferred` or `chosen`.",
    "published": "The number stands in a source that can be looked up.",
    "inferred": "The number is concluded from something published.",
    "chosen": "The number is the author's choice.",
    "source": "Where it is published.",
    "cap": "Keeps the pillar at or below a number of points while the condition holds.",
    "deduct": "Takes points from the pillar while the condition holds.",
    "because": "What the member is told when it takes effect.",
    "level": "A name for the totals from a number of points on.",
    "action": "Something a member can do: what it adds or sets, what it takes, how often it can be done.",
    "adds": "What doing it once adds.",
    "sets": "What doing it once makes of a fact.",
    "takes": "How long doing it once takes.",
    "limit": "How often it can be done.",
    "test": "A member who does not exist, and what the rules should give.",
    "as": "The day that the test is for.",
    "given": "What is known of the member. What is not given is unknown.",
    "expect": "What the rules should give.",
    "claim": "Something that should hold of every member there can be; `ssi prove` tries to prove it.",
    "assume": "Whom the claim is about: those for whom all that is assumed is yes.",
    "change": "Replaces parts of something inherited; what is not named stays.",
    "remove": "Leaves out something inherited.",
    "in": "Adds criteria, caps and deductions to an inherited pillar.",
    "extends": "Starts from another ruleset and inherits all it declares.",
    "version": "Raise it when the rules mean something else.",
    "status": "How far along the ruleset is: `draft`, `experimental` …",
    "about": "What the ruleset is for.",
    "worth": "The most that can be earned.",
    "as_of": "The day that the score is for.",
    "where": "Keeps the rows for which the condition is yes.",
    "over": "Keeps the rows dated within this time before the day of the score.",
    "ending": "Moves the window back by this time.",
    "else": "What to take where the left side is unknown.",
    "known": "Yes where the left side has a value, no where it is unknown.",
    "is": "Whether a text is in a market (`title is target`), or a value is `known`.",
    "between": "From the first value to the second, both included.",
    "share": "The part of the rows for which `where` is yes, among those for which it is yes or no.",
    "distinct": "`count distinct table.column`: how many different values there are.",
    "since": "`days since last table`: days from its latest dated row to the day of the score.",
    "average": "The mean of a column's known values.",
    "largest": "The greatest of a column's known values.",
    "smallest": "The least of a column's known values.",
    "sum": "A column's known values added up; no rows give 0.",
    "count": "How many rows there are, or the type of a fact that is a whole number from 0.",
    "number": "A type: a number with up to six decimals.",
    "percent": "A type: a number written with %.",
    "flag": "A type: yes or no.",
    "text": "A type: characters. Blank text is unknown.",
    "date": "A type: a day such as 2026-06-30.",
}
"""What each word is for."""


def keyword_help(word: str, before: str) -> str | None:
    """What a word is for, how a line with it is written, and where it stands.

    Args:
        word: As written.
        before: What stands before it on its line; a form is shown only to who begins a line with the word.
    """
    meaning = MEANINGS.get(word)
    if meaning is None:
        return None
    told = [f"**{word}** {meaning}"]
    if word in FORMS and not before:
        told.append(f"```ssi\n{FORMS[word]}\n```")
    if word in HOMES and not before:
        told.append(f"Stands in {HOMES[word]}.")
    return "\n\n".join(told)
