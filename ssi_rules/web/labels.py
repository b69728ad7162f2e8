"""The words that stand on the bench whatever is on it: headings, buttons, and what its script says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ssi_rules.report.languages.language import Language


@dataclass(frozen=True, slots=True)
class Labels:
    """Headings, buttons and hints; a field is named for the place it stands in."""

    title: str
    skip: str
    file: str
    project_files: str
    shipped_files: str
    open: str
    editor: str
    editor_hint: str
    findings: str
    save_as: str
    save: str
    copy: str
    download: str
    unsaved: str
    is_new: str
    member: str
    no_data: str
    score: str
    behind: str
    nothing: str
    no_day: str
    as_opened: str
    as_saved: str
    as_edited: str
    what_if: str
    dials_hint: str
    as_read: str
    reset: str
    unknown: str
    yes: str
    no: str
    criterion: str
    points: str
    fired: str
    movers: str
    bands: str
    open_facts: str
    efforts: str
    efforts_hint: str
    nothing_to_compare: str
    name: str
    before: str
    after: str
    change: str
    page: str
    page_alone: str
    copied: str
    not_copied: str
    lost: str
    too_large: str
    failed: str
    scriptless: str
    slider: str


def labels(language: Language) -> Labels:
    """The bench's words in a language."""
    text = language.text
    return Labels(
        title=text("Rule bench"),
        skip=text("Skip to the rules"),
        file=text("Rule file"),
        project_files=text("This project"),
        shipped_files=text("Shipped, opened as a copy"),
        open=text("Open"),
        editor=text("Rules"),
        editor_hint=text("Findings and scores follow as you type. Tab leaves the text; Ctrl+S saves."),
        findings=text("Findings"),
        save_as=text("Save as"),
        save=text("Save"),
        copy=text("Copy"),
        download=text("Download"),
        unsaved=text("Not saved"),
        is_new=text("New file"),
        member=text("Member"),
        no_data=text("No data is loaded. Start with data, or with --demo for a made-up team."),
        score=text("Score"),
        behind=text("The text has errors. This is the last text without any."),
        nothing=text("Nothing can be scored until the text is a ruleset without errors."),
        no_day=text("These rules look at dates, and nobody said for which day. Start with --as-of."),
        as_opened=text("As opened"),
        as_saved=text("As saved"),
        as_edited=text("As edited"),
        what_if=text("What if"),
        dials_hint=text("Change a number to see what would follow. The data stays as it is."),
        as_read=text("as read"),
        reset=text("Back to as read"),
        unknown=text("not known"),
        yes=text("yes"),
        no=text("no"),
        criterion=text("Criterion"),
        points=text("Points"),
        fired=text("What it earned by"),
        movers=text("Who moves"),
        bands=text("What earned the points"),
        open_facts=text("Not known in the data"),
        efforts=text("Doing more"),
        efforts_hint=text("How many times more, up to four weeks of it."),
        nothing_to_compare=text("The saved text has errors, so there is nothing to compare with."),
        name=text("Member"),
        before=text("Before"),
        after=text("After"),
        change=text("Change"),
        page=text("The member's page"),
        page_alone=text("Open in a tab of its own"),
        copied=text("Copied"),
        not_copied=text("The browser did not allow copying. Select the text and copy it yourself."),
        lost=text("The bench does not answer. Is ssi serve still running? Your text is still here: copy it."),
        too_large=text("The text is larger than the language reads."),
        failed=text("The bench could not do that. The terminal where ssi serve runs may say more."),
        scriptless=text("The bench needs JavaScript, which comes from this machine alone."),
        slider=text("slider"),
    )
