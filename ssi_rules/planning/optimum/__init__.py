"""The cheapest way to a goal: which actions, how often, over how many weeks.

``search`` is the page to read first. A ``Period`` spreads what is done over its days (``period``). What an action moves is found
once for each period (``moves``: facts, and tallies of rows, ``tallies``); actions and criteria that hang together make a group
(``groups``), and all that a group can come to are its options (``reach``, ``forms``, ``options``). Pillars put options together
(``pillars``), and the cheapest choice of one option from each is a knapsack (``choice``, ``horizon``). Where criteria that have no
points whatever is done (``known``) leave their worth to others, what is chosen is scaled and rounded (``rounded``). Periods that
promise too little (``bounds``) are passed over.
"""

from ssi_rules.planning.optimum.search import Planner, usable
from ssi_rules.planning.optimum.wish import (
    LONGEST,
    QUARTER,
    SOON,
    Answer,
    Doing,
    Lost,
    OutOfReach,
    Plan,
    Point,
    Reached,
    TooManyWays,
    Why,
    Wish,
)

__all__ = [
    "LONGEST",
    "QUARTER",
    "SOON",
    "Answer",
    "Doing",
    "Lost",
    "OutOfReach",
    "Plan",
    "Planner",
    "Point",
    "Reached",
    "TooManyWays",
    "Why",
    "Wish",
    "usable",
]
