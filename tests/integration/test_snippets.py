"""What the page on CI tells people to write fits what we ship."""

from __future__ import annotations

from typing import Any

import pytest
import yaml  # type: ignore[import-untyped] # it comes with pre-commit

from ssi_rules.difference.data.conditions import read_condition
from tests.docs.console import blocks
from tests.integration.runner import ACTION, ROOT

PAGE = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
SNIPPETS: list[Any] = [yaml.safe_load(each.body) for each in blocks(PAGE) if each.language == "yaml"]
WORKFLOW, MORE_STEPS, CHANGE, GITLAB, PRE_COMMIT = SNIPPETS


@pytest.mark.parametrize(("workflow", "job"), [(WORKFLOW, "rules"), (CHANGE, "change")])
def test_workflows_give_the_action_inputs_that_it_has(workflow: Any, job: str) -> None:
    steps = workflow["jobs"][job]["steps"]
    (ours,) = (each for each in steps if "ssi-rules" in each.get("uses", ""))
    assert set(ours["with"]) <= set(ACTION["inputs"])


def test_conditions_to_fail_on_can_be_read() -> None:
    conditions = CHANGE["jobs"]["change"]["steps"][1]["with"]["fail-if"].splitlines()
    assert [read_condition(each).text for each in conditions] == conditions
    assert CHANGE["jobs"]["change"]["permissions"]["pull-requests"] == "write"


def test_later_steps_read_outputs_that_it_has() -> None:
    text = yaml.safe_dump(MORE_STEPS)
    read = {word.split("steps.ssi.outputs.")[1] for word in text.split() if "steps.ssi.outputs." in word}
    assert read == {"sarif", "markdown"}
    assert read <= set(ACTION["outputs"])
    assert "<!-- ssi-rules: findings -->" in MORE_STEPS[1]["run"]
    assert "${{" not in MORE_STEPS[1]["run"]


def test_gitlab_takes_up_the_files_that_are_written() -> None:
    reports = GITLAB["rules"]["artifacts"]["reports"]
    script = "\n".join(GITLAB["rules"]["script"])
    assert f"gitlab={reports['codequality']}" in script
    assert f"junit={reports['junit']}" in script


def test_pre_commit_asks_for_hooks_that_we_have() -> None:
    shipped = {
        each["id"] for each in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    }
    assert {each["id"] for each in PRE_COMMIT["repos"][0]["hooks"]} == shipped


def test_every_input_and_output_is_named() -> None:
    assert [name for name in (*ACTION["inputs"], *ACTION["outputs"]) if f"`{name}`" not in PAGE] == []
