"""The catalogue of codes: every finding about a rule file has one, and keeps it for ever.

Numbers go by room: SSI0 texts and files, SSI1 syntax, SSI2 names and reuse, SSI3 types, SSI4 the arithmetic of scoring,
SSI5 value ranges, SSI6 markets, SSI7 actions and tests, SSI8 advice, SSI9 proofs. What advises is a lint: it reads rules that
are valid, and a project can choose among them. What proofs find is told by ``ssi prove`` alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Severity(Enum):
    """How much a finding matters: an error stops scoring, a warning does not, information asks for nothing."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Category(Enum):
    """What a finding is about; a configuration can name a whole category."""

    FILES = "files"
    SYNTAX = "syntax"
    NAMES = "names"
    TYPES = "types"
    SCORING = "scoring"
    RANGES = "ranges"
    MARKETS = "markets"
    TRIALS = "tests"
    WORDING = "wording"
    REUSE = "reuse"
    SUPPRESSIONS = "suppressions"
    PROOFS = "proofs"


_ROOMS = {
    "0": Category.FILES, "1": Category.SYNTAX, "2": Category.NAMES, "3": Category.TYPES, "4": Category.SCORING,
    "5": Category.RANGES, "6": Category.MARKETS, "7": Category.TRIALS, "80": Category.SCORING,
    "81": Category.SCORING, "82": Category.WORDING, "84": Category.REUSE, "86": Category.MARKETS,
    "88": Category.TRIALS, "89": Category.SUPPRESSIONS, "9": Category.PROOFS,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Code:
    """One kind of finding.

    Attributes:
        number: ``SSI`` and three digits.
        slug: The same in words, unique, for suppressions and links.
        severity: What it does to a run.
        summary: One sentence for the catalogue's page.
    """

    number: str
    slug: str
    severity: Severity
    summary: str

    @property
    def is_lint(self) -> bool:
        """Whether it advises on valid rules."""
        return self.number.startswith("SSI8")

    @property
    def is_proof(self) -> bool:
        """Whether only ``ssi prove`` finds it."""
        return self.number.startswith("SSI9")

    @property
    def category(self) -> Category:
        """By the first digit of its number; of a lint, by the first two."""
        return _ROOMS[self.number[3:5] if self.is_lint else self.number[3]]


CATALOGUE: dict[str, Code] = {}
"""Every code by slug, in order of number."""


def _code(number: int, slug: str, severity: Severity, summary: str) -> Code:
    code = Code(f"SSI{number:03}", slug, severity, summary)
    if slug in CATALOGUE or any(each.number == code.number for each in CATALOGUE.values()):
        raise ValueError(f"{code.number} {slug} is taken")
    CATALOGUE[slug] = code
    return code


def _error(number: int, slug: str, summary: str) -> Code:
    return _code(number, slug, Severity.ERROR, summary)


def _warning(number: int, slug: str, summary: str) -> Code:
    return _code(number, slug, Severity.WARNING, summary)


def _info(number: int, slug: str, summary: str) -> Code:
    return _code(number, slug, Severity.INFO, summary)


# Texts and files (workspace, syntax/decode).
UNREADABLE_FILE = _error(1, "unreadable-file", "A rule file is missing or cannot be opened.")
NOT_UTF8 = _error(2, "not-utf-8", "A rule file is not UTF-8 text.")
FILE_TOO_LARGE = _error(3, "file-too-large", "A rule file is larger than the language reads.")
CONTROL_CHARACTER = _error(4, "control-character", "A control character stands in a rule file.")
BIDI_CONTROL = _error(5, "bidi-control", "A character that reorders text stands in a rule file.")
TAB = _error(6, "tab", "A tab stands where spaces are meant.")

# Files and how they use each other (workspace).
USE_NOT_FOUND = _error(10, "use-not-found", "A file named by `use` or `extends` does not exist.")
OUTSIDE_PROJECT = _error(11, "outside-project", "A path leads out of the project.")
ABSOLUTE_PATH = _error(12, "absolute-path", "A path is absolute, so the rules work on one machine only.")
USE_CYCLE = _error(13, "use-cycle", "Files use or extend each other in a circle.")
USES_RULESET = _error(14, "uses-ruleset", "A file brought in with `use` holds a ruleset or pillars.")
EXTENDS_NO_RULESET = _error(15, "extends-no-ruleset", "A file named by `extends` holds no ruleset.")
USE_TOO_DEEP = _error(16, "use-too-deep", "Too many files use or extend each other in a row.")

# Syntax (syntax).
SYNTAX = _error(101, "syntax", "A declaration cannot be read.")
UNCLOSED_BLOCK = _error(102, "unclosed-block", "A block is opened and never closed.")
UNCLOSED_TEXT = _error(103, "unclosed-text", "A quoted text does not end on its line.")
UNKNOWN_DECLARATION = _error(
    104, "unknown-declaration", "A line begins with a word that starts no declaration."
)
TOO_DEEP = _error(105, "too-deep", "An expression or block is nested too deeply.")
MIXED_SCRIPT = _error(106, "mixed-script", "A name mixes look-alike letters or is not plain letters.")
BAD_LITERAL = _error(107, "bad-literal", "A literal has too many decimals, is too large or is no such date.")
CHAINED_COMPARISON = _error(108, "chained-comparison", "Two comparisons stand in a row.")
REPEATED_LINE = _error(109, "repeated-line", "A line that may stand once stands twice.")
BAD_ESCAPE = _error(
    110, "bad-escape", "A backslash in a quoted text stands before something it cannot escape."
)
STRAY_BRACE = _error(111, "stray-brace", "A closing brace has no opening one.")
NEEDS_PARENTHESES = _error(
    112, "needs-parentheses", "An aggregate with `where` stands inside a larger expression."
)
RESERVED_WORD = _error(113, "reserved-word", "A word of the language stands where a name is meant.")
TOO_MANY_FAULTS = _error(114, "too-many-faults", "A file has more faults than are worth listing.")

# Names and reuse (checking/resolve, flatten, changes, circles, structure, unused).
UNKNOWN_NAME = _error(201, "unknown-name", "No fact, let or column has this name.")
UNKNOWN_TABLE = _error(202, "unknown-table", "No table has this name.")
UNKNOWN_COLUMN = _error(203, "unknown-column", "The table has no column of this name.")
UNKNOWN_MARKET = _error(204, "unknown-market", "No market has this name.")
UNKNOWN_PILLAR = _error(205, "unknown-pillar", "No pillar has this name.")
UNKNOWN_CRITERION = _error(206, "unknown-criterion", "The pillar has no criterion of this name.")
UNKNOWN_LEVEL = _error(207, "unknown-level", "No level has this name.")
UNKNOWN_TARGET = _error(208, "unknown-target", "A change or removal names something that does not exist.")
WRONG_KIND = _error(209, "wrong-kind", "A name stands for another kind of thing than is meant here.")
LET_CYCLE = _error(210, "let-cycle", "Lets are defined by each other in a circle.")
DUPLICATE = _error(211, "duplicate", "Two declarations of one file share a name.")
CLASH = _error(212, "clash", "A declaration repeats an inherited or used name.")
REPEATED_PART = _error(213, "repeated-part", "A part is given twice.")
SHADOWING = _warning(214, "shadowing", "A column hides a fact or let of the same name.")
NESTED_AGGREGATE = _error(215, "nested-aggregate", "An aggregate stands inside a `where`.")
RESERVED_NAME = _error(216, "reserved-name", "A pillar has a name that the language keeps for itself.")
NOT_VISIBLE = _error(217, "not-visible", "A name is declared in a file that this one does not use.")
VOID_CHANGE = _error(218, "void-change", "A change leaves everything as it was.")
PARTLY_VOID_CHANGE = _warning(219, "partly-void-change", "A part of a change leaves that part as it was.")
MISPLACED_PART = _error(220, "misplaced-part", "A change sets a part that its target does not have.")
REMOVED_IN_USE = _error(221, "removed-in-use", "Something removed is still used.")
UNUSED_USE = _warning(222, "unused-use", "Nothing of a used file is needed.")
UNUSED_LET = _warning(223, "unused-let", "A let is never used.")
OUTSIDE_RULESET = _error(224, "outside-ruleset", "A declaration needs a ruleset, and the file has none.")
SECOND_RULESET = _error(225, "second-ruleset", "A file holds two rulesets.")
MISSING_VERSION = _info(226, "missing-version", "A ruleset has no version.")
NO_PILLARS = _error(227, "no-pillars", "A ruleset has no pillar.")
EMPTY_PILLAR = _error(228, "empty-pillar", "A pillar has no criterion.")
MISSING_PART = _error(229, "missing-part", "A criterion lacks its measure or its award.")
PUBLISHED_WITHOUT_SOURCE = _warning(
    230, "published-without-source", "A number is said to be published, and no source says where."
)

# Types (checking/infer, aggregates, awards).
MIXED_ARITHMETIC = _error(301, "mixed-arithmetic", "Two values are calculated with that do not go together.")
PERCENT_AND_NUMBER = _error(302, "percent-and-number", "A percent is compared with a plain number.")
MIXED_COMPARISON = _error(303, "mixed-comparison", "Two values are compared that do not go together.")
NOT_ORDERED = _error(304, "not-ordered", "Values without an order are compared by size.")
NOT_A_CONDITION = _error(305, "not-a-condition", "A condition is neither yes nor no.")
MIXED_ELSE = _error(306, "mixed-else", "The two sides of `else` do not go together.")
NOT_A_TEXT = _error(307, "not-a-text", "Something other than a text is looked up in a market.")
COLUMN_TYPE = _error(308, "column-type", "An aggregate reads a column whose type it cannot work on.")
UNNEEDED_COLUMN = _error(309, "unneeded-column", "An aggregate of rows names a column.")
COLUMN_NEEDED = _error(310, "column-needed", "An aggregate of values names no column.")
SHARE_WITHOUT_WHERE = _error(311, "share-without-where", "A share does not say which rows it is of.")
UNDATED_TABLE = _error(312, "undated-table", "Days are asked of a table that has no dates.")
EMPTY_WINDOW = _error(313, "empty-window", "A window has no length.")
DATED_TYPE = _error(314, "dated-type", "The column a table is dated by does not hold dates.")
AWARD_MISMATCH = _error(315, "award-mismatch", "A measure cannot earn points in this way.")
MIXED_CUT_POINTS = _error(316, "mixed-cut-points", "The cut-points of one award have different types.")
CUT_POINT_TYPE = _error(317, "cut-point-type", "A cut-point does not go with the measure.")
CUT_POINT_NOT_CONSTANT = _error(318, "cut-point-not-constant", "A cut-point depends on data.")
VALUE_TYPE = _error(
    319, "value-type", "A value given in a test or an action does not fit its fact or column."
)

# The arithmetic of scoring (checking/scoring).
PILLAR_SUM = _error(401, "pillar-sum", "The criteria of a pillar do not sum to its worth.")
RULESET_SUM = _error(402, "ruleset-sum", "The pillars of a ruleset do not sum to its worth.")
AWARD_MAXIMUM = _error(403, "award-maximum", "The most a criterion can earn is not its worth.")
NOT_ASCENDING = _error(404, "not-ascending", "Cut-points do not ascend.")
REPEATED_CUT_POINT = _error(405, "repeated-cut-point", "An award has one cut-point twice.")
SHORT_RAMP = _error(406, "short-ramp", "A ramp has fewer than two points.")
WORTH_ZERO = _error(407, "worth-zero", "Something is worth 0.")
CAP_ABOVE_WORTH = _error(408, "cap-above-worth", "A cap is above the worth of its pillar.")
DEDUCT_ZERO = _error(409, "deduct-zero", "A deduction takes nothing.")
LEVEL_ABOVE_WORTH = _error(410, "level-above-worth", "A level starts above what can be scored.")
LEVEL_TWICE = _error(411, "level-twice", "Two levels start at the same points.")
LEVEL_ORDER = _warning(412, "level-order", "Levels are not written in ascending order.")

# Value ranges (checking/bounds).
TOO_LARGE = _error(501, "too-large", "A calculation could leave the range of numbers.")
NEVER_HOLDS = _error(
    502, "never-holds", "A cap, a deduction, `applies when` or `assume` can never take effect."
)
ALWAYS_HOLDS = _error(503, "always-holds", "A cap, a deduction or `applies when` is never without effect.")
NEVER_SCORED = _error(504, "never-scored", "A criterion can never be scored.")
UNREACHABLE_CUT_POINT = _warning(505, "unreachable-cut-point", "A cut-point no value can reach.")

# Markets (checking/structure, circles, unused).
MARKET_WITHOUT_HAS = _error(601, "market-without-has", "A market has no `has` line.")
MARKET_TWO_COLUMNS = _error(602, "market-two-columns", "A market has `has` lines on two columns.")
BAD_PHRASE = _error(603, "bad-phrase", "A phrase is blank or misplaces its `*`.")
MARKET_CYCLE = _error(604, "market-cycle", "Markets are defined by each other in a circle.")
UNUSED_MARKET = _warning(605, "unused-market", "A market is never used.")

# Actions, tests and claims (checking/trials).
MISSING_AS_OF = _error(701, "missing-as-of", "A test of a ruleset that reads dates gives no day.")
UNKNOWN_STATE = _error(702, "unknown-state", "A state has a name that is none of the four.")
NOT_A_CRITERION = _error(703, "not-a-criterion", "A state is expected of something that is no criterion.")
TEST_WITHOUT_RULESET = _error(
    704, "test-without-ruleset", "A test or claim stands in a file without a ruleset."
)
RULES_IN_TEST_FILE = _error(
    705, "rules-in-test-file", "A test file holds more than `use`, `test` and `claim`."
)
NO_EXPECTATION = _warning(706, "no-expectation", "A test or a claim expects nothing.")
NO_EFFECT = _warning(707, "no-effect", "An action changes nothing.")
FAILED_EXPECTATION = _error(708, "failed-expectation", "A test expects something else than the rules give.")
UNCOVERED = _warning(709, "uncovered", "No test tries this part of the rules.")
SURVIVING_MUTANT = _warning(
    710, "surviving-mutant", "A part of the rules can be changed and no test notices."
)

# Advice on scoring (lint/scoring).
CLIFF = _warning(801, "cliff", "A tiny change of a measure moves many points.")
EQUAL_BANDS = _warning(802, "equal-bands", "Two neighbouring cut-points earn the same.")
IMPLAUSIBLE_CUT_POINT = _warning(
    803, "implausible-cut-point", "A cut-point lies past what a member can plausibly have."
)
RATE_WITHOUT_NEEDS = _warning(804, "rate-without-needs", "A rate is scored however few cases it rests on.")
REPLY_WITHOUT_LAG = _warning(
    805, "reply-without-lag", "A reply rate counts messages nobody has had time to answer."
)
SEAT_ONLY_POINTS = _warning(806, "seat-only-points", "Points can be earned only by who holds a paid seat.")
ZIGZAG_AWARD = _warning(807, "zigzag-award", "Points rise and fall more than once as a measure grows.")
IDLE_CAP = _warning(808, "idle-cap", "A cap takes nothing from anybody.")
EXCESS_DEDUCTION = _warning(809, "excess-deduction", "Deductions can take more than a pillar is worth.")
NO_STARTING_LEVEL = _info(810, "no-starting-level", "A member can be below the lowest level.")
IDLE_NEEDS = _warning(811, "idle-needs", "A `needs` always holds.")
MISSING_AS_ZERO = _warning(812, "missing-as-zero", "An `else 0` makes what is missing a zero.")
SAME_ON_BOTH_SIDES = _warning(813, "same-on-both-sides", "An operator has the same thing on both sides.")
NEGATED_COMPARISON = _info(
    814, "negated-comparison", "A `not` stands before a comparison that has an opposite."
)
FLAG_COMPARED = _info(815, "flag-compared", "A flag is compared with `yes` or `no`.")
MIXED_WINDOWS = _info(816, "mixed-windows", "Nearly equal windows are written in different units.")

# Advice on what members and reviewers read (lint/wording).
MISSING_ADVICE = _info(820, "missing-advice", "A criterion gives no advice.")
MISSING_BASIS = _info(821, "missing-basis", "A number does not say where it comes from.")
TITLE_TOO_LONG = _warning(822, "title-too-long", "A title is too long for a report's line.")
NAME_STYLE = _info(823, "name-style", "A name is not written in small letters and underscores.")
TITLE_STYLE = _info(824, "title-style", "A title does not begin with a capital, or ends with a full stop.")
REPEATED_TITLE = _warning(825, "repeated-title", "Two things have the same title.")
BASIS_WITHOUT_NOTE = _info(
    826, "basis-without-note", "An inferred number does not say what it is inferred from."
)
MISSING_BECAUSE = _warning(827, "missing-because", "A cap or a deduction gives the member no reason.")
PLACEHOLDER_TEXT = _warning(828, "placeholder-text", "A text that members read is still a placeholder.")
OFFICIAL_SCORE = _warning(829, "official-score", "A text calls the score LinkedIn's, or promises sales.")

# Advice on what could be said once (lint/reuse).
MAGIC_NUMBER = _info(840, "magic-number", "A number is written several times without a name.")
REPEATED_EXPRESSION = _info(
    841, "repeated-expression", "A long expression is written several times without a name."
)
DEPRECATED_NAME = _warning(842, "deprecated-name", "Something deprecated is used.")
VERSION_NOT_RAISED = _warning(
    843, "version-not-raised", "The rules mean something else than before, under the same version."
)
UNUSED_FACT = _warning(844, "unused-fact", "A declared fact or table is never read.")
DUPLICATE_CRITERION = _warning(845, "duplicate-criterion", "Two criteria measure the same thing.")

# Advice on markets (lint/markets).
OVERLAPPING_MARKETS = _warning(860, "overlapping-markets", "Two markets share a phrase.")
CONTAINED_MARKET = _warning(861, "contained-market", "A market adds nothing to one it is combined with.")
SHADOWED_PHRASE = _warning(862, "shadowed-phrase", "A phrase finds nothing that a shorter one does not.")
SELF_DEFEATING_NOT = _warning(
    863, "self-defeating-not", "A `not` phrase removes everything that a `has` phrase finds."
)
FALSE_FRIEND = _warning(864, "false-friend", "A phrase also finds titles that mean something else.")
DUPLICATE_PHRASE = _warning(865, "duplicate-phrase", "Two phrases of a line read the same.")
DEAD_PHRASE = _warning(866, "dead-phrase", "A phrase can match no text.")
IGNORED_MARKET_LINE = _warning(
    867, "ignored-market-line", "A market's line reads a column that the table does not have."
)

# Advice on tests (lint/trials).
UNTESTED_CRITERION = _info(880, "untested-criterion", "No test expects anything of a criterion.")
REPEATED_TEST_TITLE = _warning(881, "repeated-test-title", "Two tests, or two claims, have the same title.")
VACUOUS_EXPECTATION = _warning(882, "vacuous-expectation", "An expectation holds whatever is scored.")
UNUSED_GIVEN = _warning(883, "unused-given", "A test gives something that the rules do not read.")

# Suppressions (lint/suppressions).
SUPPRESSION_WITHOUT_REASON = _warning(890, "suppression-without-reason", "A suppression does not say why.")
UNUSED_SUPPRESSION = _warning(891, "unused-suppression", "A suppression suppresses nothing.")
UNKNOWN_SUPPRESSION = _warning(
    892, "unknown-suppression", "A suppression names no finding that can be suppressed."
)

# Proofs (proving/questions).
UNREACHABLE_POINTS = _warning(
    901, "unreachable-points", "A band or a stretch of a ramp that no member can get to."
)
UNATTAINABLE_MAXIMUM = _warning(
    902, "unattainable-maximum", "No member can earn all that a pillar, or the ruleset, is worth."
)
IDLE_ADJUSTMENT = _warning(903, "idle-adjustment", "A cap or a deduction acts on nobody, or on everybody.")
NOT_MONOTONE = _warning(
    904, "not-monotone", "More of a fact brings points and takes some again, or the other way round."
)
BETTER_UNKNOWN = _warning(905, "better-unknown", "A member has more points without a fact than with it.")
STEEP_STEP = _warning(906, "steep-step", "The smallest step moves members by more points than the limit.")
REFUTED_CLAIM = _error(907, "refuted-claim", "What an author claims of everybody does not hold for somebody.")
NOT_PROVED = _warning(908, "not-proved", "Nobody can tell, within the limit, whether a claim holds.")
