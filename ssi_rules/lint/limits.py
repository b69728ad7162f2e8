"""The numbers that advice goes by; a project's configuration can set them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """What each lint that goes by a number goes by.

    Attributes:
        cliff_points: Hundredths of points that one cut-point may move a member at most.
        title_length: Characters of a title that fit a report's line.
    """

    cliff_points: int = 600
    title_length: int = 60
