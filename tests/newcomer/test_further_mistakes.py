"""What is said of further mistakes: the way out is the words to type."""

from __future__ import annotations

from pathlib import Path

import pytest

from ssi_rules.workspace import ONLY_FAULTS, check_paths

SOUND = (Path(__file__).parent / "prospecting.ssi").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("right", "wrong", "slug", "way_out"),
    [
        ('"facts/linkedin.ssi"', '"linkedin.ssi"', "use-not-found", 'did you mean "facts/linkedin.ssi"?'),
        ('"facts/linkedin.ssi"', '"rules/linkedin"', "use-not-found", 'did you mean "facts/linkedin.ssi"?'),
        ("from 50% earns 4", "from 0.5 earns 4", "mixed-cut-points", "write `50%`"),
        ("from 50% earns 4", "from 50 earns 4", "mixed-cut-points", "write `50%`"),
        (
            "level starting",
            "change ruleset {\n  worth 60\n}\n\nlevel starting",
            "unknown-target",
            "what the ruleset says of itself, its `worth` among it, stands in the block that begins with `ruleset`",
        ),
        (
            'title = "Financial Advisor"',
            'job = "Financial Advisor"',
            "unknown-column",
            "its columns are `connected_on`, `title`, `company`",
        ),
        ("expect brand.profile", "expect profile", "unknown-pillar", "write `brand.profile`"),
        (
            "days_active < 5",
            "days_active = null",
            "unknown-name",
            "whether something is missing is asked for with `not (… is known)`",
        ),
        ("days_active < 5", "today > 2026-01-01", "unknown-name", "write `as_of`, the day of scoring"),
        (
            "title is financial_advisor",
            "title is unknown",
            "unknown-market",
            "whether something is missing is asked for with `not (… is known)`",
        ),
        (
            "days_active < 5 {",
            "days_active < 5",
            "syntax",
            "move it there, or look above for a missing `{`",
        ),
    ],
)
def test_the_way_out_is_what_to_type(tmp_path: Path, right: str, wrong: str, slug: str, way_out: str) -> None:
    assert right in SOUND
    (tmp_path / "ssi.toml").touch()
    path = tmp_path / "rules.ssi"
    path.write_text(SOUND.replace(right, wrong, 1), encoding="utf-8")
    first = next(iter(check_paths([path], ONLY_FAULTS).problems))
    assert (first.code.slug, first.help) == (slug, way_out)
