"""The exit codes, each with one meaning."""

from typing import Final

CLEAN: Final = 0
"""Done, and nothing found."""

FINDINGS: Final = 1
"""Rule files have findings at or above the level asked for, as have rules that are to be used and have errors; or what was asked does not hold."""

TROUBLE: Final = 2
"""The command could not be done: wrong use, unreadable data, or a fault of our own."""

UNANSWERED: Final = 3
"""Whether what was asked to fail on is so cannot be told: the answer would be about too few members."""

INTERRUPTED: Final = 130
"""Stopped by Ctrl-C, as shells say it."""

BROKEN_PIPE: Final = 141
"""The reader of our output went away, as shells say it."""
