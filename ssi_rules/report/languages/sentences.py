"""Sentences that documents hold in English, as patterns: what the engine and the readers of files say.

A document stays as it was made, so that it can be read by programs and shown in any language. What stands in braces is
told by its name (see ``telling``): a ``reason`` is such a sentence again, a ``value`` a number, a ``title`` a rule file's own,
a ``name``, ``file`` or ``words`` stays as it is.
"""

from __future__ import annotations

ENGINE = (
    "Does not apply: {refusals}.",
    "Too few to judge: {refusals}.",
    "Not known: {unknowns}.",
    "{title} is no",
    "{title} is yes",
    "it takes {words}",
    "{title} is {value}, and it takes exactly {value2}",
    "{title} is {value}, and it takes anything but {value2}",
    "{title} is {value}, and it takes less than {value2}",
    "{title} is {value}, and it takes at most {value2}",
    "{title} is {value}, and it takes more than {value2}",
    "{title} is {value}, and it takes at least {value2}",
    "the data does not give it",
    "the source does not give it",
    "not given in the test",
    "taken as not known",
    "taken as not provided",
    "`{name}` would be beyond 10^12, the largest fact there is",
    "`{name}` would have more than {value} rows",
    "unknown in every row that counts",
    "no activity: {words} is 0",
    "no rows: {name} is empty",
    "no rows: none of {words}",
    "no rows that count",
    "Capped at {value}: {words}.",
    "Less {value}: {words}.",
    "What counts is worth {value} of {value2}; the {value3} earned there stand for the whole.",
    "{titles}: no score; the {value} of {value2} in the other pillars stand for the whole {value3}.",
)
"""Why there are no points, and what was done about it."""

DATASETS = (
    "the data has no `{name}` table",
    "{file} has no column `{name}`",
    "the cell is blank",
    "{reason}; did you mean `{name}`?",
    "`{name}` (did you mean `{name2}`?)",
    "{name} and {value} more",
    "{file} has no column `{name}`, by which windows look: its rows are outside every window",
    "{file} has no column `{name}`, by which windows look: its 1 row is outside every window",
    "{file} has no column `{name}`, by which windows look: its {value} rows are outside every window",
    "the data gives no `as_of` for some members: its latest date, {day} ({file}), stands for it unless a day is asked for",
    "as of {day} for members without a day of their own: the latest date in the mapped files",
    "{file}: ignored columns {names}",
    "{file}: ignored columns, which the map does not read: {names}",
    "{file}, column {name}: numbers rounded to six decimals",
    "{file}: not read, since they are no table of the rules: {names}",
    "{file}: not followed, it is a symbolic link out of the folder",
    "{file}: `{name}` is not used, since the rules do not declare it",
    "{file}: ignored 1 row of members who are not listed",
    "{file}: ignored {value} rows of members who are not listed",
    "{file}: ignored 1 member who is not listed",
    "{file}: ignored {value} members who are not listed",
    "{reason}; none fits: it has ids like `{name}`, the data like `{name2}` (see `id` and `ids` in the map)",
    "{file}: 1 value is above 100 %; {reason}",
    "{file}: {value} values are above 100 %; {reason}",
    "a percent is stored as a fraction: write 0.35 or 35%",
    "{name} is already known otherwise for 1 member: what was read first is kept",
    "{name} is already known otherwise for {value} members: what was read first is kept",
    "{file} has no row of this member",
    "the map {file} does not give it",
    "{file}: rows without a day do not count for `{name}` ({value})",
    "`{name}` has no `{name2}`, by which windows look, since {reason}: its rows are outside every window",
)
"""What the readers of tables say."""

CELLS = (
    "{file}: set aside 1 row ({rows})",
    "{file}: set aside {value} rows ({rows})",
    "row {number}: {reason}",
    "row {number}, column {name}: {reason}",
    "`{name}` is not a flag",
    "`{name}` is not a count",
    "`{name}` is not a number",
    "`{name}` is not a percent",
    "`{name}` is not a date",
    "`{name}` is not a count: a count is a whole number",
    "`{name}` is not a count: a count is never below 0",
    "`{name}` is a percent, not a count",
    "`{name}` is a percent, not a number",
    "`{name}` is infinite",
    "`{name}` is beyond 10^12, the largest fact there is",
    "`{name}` is not a number written like {name2}",
    "`{name}` is not a percent written like {name2}",
    "`{name}` is not a date written like {name2}",
    "`{name}` is none of the words for yes and no: {names}",
    "the member's id is blank",
    "the member `{name}` is there twice",
    "a second row of the member `{name}`",
    "the row has {value} cells and the header {value2}",
    "the line is nested too deeply",
    "the line is not JSON ({words})",
    "the line is not a JSON object",
    "the line has this key twice",
    "the cell holds a list or an object",
    "the cell holds a list, an object or bytes",
    "the text holds half a character (a lone surrogate)",
)
"""Why a row was set aside."""

EXPORTS = (
    "entered by hand",
    "creator analytics (XLSX)",
    "Sales Navigator usage report",
    "LinkedIn export",
    "a LinkedIn export does not show pictures",
    "a LinkedIn export does not list rich media on the profile",
    "a LinkedIn export does not count followers",
    "a LinkedIn export does not show what others did with a post",
    "a LinkedIn export does not show what others did with an article",
    "a LinkedIn export does not show profiles viewed",
    "a LinkedIn export does not show who viewed the member",
    "a LinkedIn export does not tell advanced searches from others",
    "a LinkedIn export does not show work in Sales Navigator",
    "a LinkedIn export does not know how many people work at a company",
    "a LinkedIn export does not hold it",
    "declared as {name}, but an export gives a {name2}",
    "an export gives no such {name}",
    "the archive has no {file}",
    "{file} is empty, without even a header",
    "{file} has no column {name}",
    "{file} has no column {names}; columns found: {names2}",
    "{file} has no single row with the columns needed; columns found: {names}",
    "{file} has no row",
    "the profile names no industry",
    "no position is current",
    "the current position leaves it blank",
    "no current position names a company",
    "the day of the export is not known and no row is dated",
    "no subscription is named",
    "the cell is blank, which may mean no groups or none shown to advertisers",
    "the archive has no Articles folder and is not named as a complete one",
    "nothing in the archive tells which sender is its owner",
    "an InMail shows only beside connections, and {reason}",
    "acceptance shows only beside connections, and {reason}",
    "{file} does not hold every invitation: only {value} of {value2} connections made while it ran have a row, below {value3} %",
)
"""What a member's export cannot show."""

NOTES = (
    "1 row has no date",
    "{value} rows have no date",
    "{value} set aside: {name} cannot be read",
    "1 person has hidden their profile: no title, no company",
    "{value} people have hidden their profile: no title, no company",
    "InMails are inferred: threads opened with a subject, with somebody not connected that day",
    "inferred: opened with a subject, to somebody not connected that day",
    "{value} threads left out: several connections share the name",
    "rows that are no messages between two people were left out: {counts}",
    "{value} drafts",
    "{value} spam",
    "{value} sponsored",
    "{value} in group threads",
    "{value} rows set aside: their Direction is neither OUTGOING nor INCOMING",
    "no connection was made in the days that the invitations span",
    "coverage {value} %: of {value2} connections made between {day} and {day2}, {value3} have an invitation row",
    "{value} people invited, {value2} found among connections since",
    (
        "{value} people invited, {value2} found among connections since; {value3} left open: younger than {value4} days, "
        "undated, or a name that several people share"
    ),
    "{reason}: reposts without a word count only where {file} has them",
    "{file} is UTF-16, which LinkedIn does not write: it was saved again",
    "{file} is not UTF-8 and was read as Latin-1: accents may be wrong",
    "{file}: read {name}, not {names}",
    "{file}: passed over {value} entries that lead out of the archive: {names}",
    "{file}: passed over {value} links: {names}",
    "{file}: passed over, being no LinkedIn export: {names}",
    "{file}: passed over, being a copy of {name}",
    "{name} (its ZIP stands beside it)",
    "{file}: no connections, invitations or messages: LinkedIn sends them in a second archive, a day later",
    "{names} are scored as {value} members; {reason}",
    "{names} are scored as 2 members, since their profiles name different people",
    "{names} are scored as 2 members, since nothing says that they are one's; {reason}",
    "if they are one person's, keep the latest of each kind; {reason}",
    (
        "to have two parts joined, begin both names with the same word (`ada_Basic_…`, `ada_Complete_…`) or put both into a "
        "sub-folder of their own in the data folder"
    ),
)
"""What a reader of a page should know of an export."""

REDACTED = ("Own values are withheld on this page: it shows points and what they are given for",)
"""What a redacted document says of itself."""

TEMPLATES = (*ENGINE, *DATASETS, *CELLS, *EXPORTS, *NOTES, *REDACTED)
"""Every pattern; the catalogues hold their translations."""
