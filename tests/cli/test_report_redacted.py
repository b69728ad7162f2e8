"""A redacted report: who the members are stands in none of its bytes."""

from __future__ import annotations

import io
import json
import zipfile
from typing import TYPE_CHECKING

import pypdfium2

from tests.cli.test_report import INDUSTRY, contents, exports

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.cli.conftest import Ssi

__all__ = ["exports"]
FORMATS = tuple(f"--format={each}" for each in ("html", "md", "json", "pdf"))


def readable(name: str, data: bytes) -> Iterator[str]:
    """What somebody who takes a file apart can read in it."""
    yield data.decode("utf-8", "replace")
    if name.endswith(".xlsx"):
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            yield from (book.read(each).decode("utf-8", "replace") for each in book.namelist())
    if name.endswith(".pdf"):
        document = pypdfium2.PdfDocument(data)
        yield from (page.get_textpage().get_text_bounded() for page in document)
        yield repr(document.get_metadata_dict())
        document.close()


def test_names_stand_in_no_file_and_in_no_files_name(ssi: Ssi, project: Path, exports: Path) -> None:
    scored = ssi("score", INDUSTRY, str(exports), "--format", "jsonl", "-o", "then.jsonl")
    assert scored.returncode == 0
    cards = [json.loads(each) for each in (project / "then.jsonl").read_text(encoding="utf-8").splitlines()]
    names = {each.casefold() for card in cards for each in card["labels"]["name"].split()}
    names |= {part for card in cards for part in card["member"].casefold().split("-") if not part.isdigit()}
    names -= {"kit", "orson"}  # parts of other words: kitten, person
    (project / "own.csv").write_text(f"member_id,ssi\n{cards[0]['member']},61\n", encoding="utf-8")
    beside = ("--previous", "then.jsonl", "--linkedin-score", "own.csv:ssi", "--team")
    done = ssi("report", INDUSTRY, str(exports), "-o", "out", "--redact", "names", *FORMATS[:3], *beside)
    assert done.returncode == 0, done.stderr
    one = ("--member", cards[0]["member"], "--redact", "names", FORMATS[3])
    assert ssi("report", INDUSTRY, str(exports), "-o", "sheet", *one).returncode == 0
    made = contents(project / "out") | contents(project / "sheet")
    assert {each.rpartition(".")[2] for each in made} >= {"html", "md", "json", "pdf", "xlsx", "csv", "jsonl"}
    for file, data in made.items():
        for text in (file, *readable(file, data)):
            found = {each for each in names if each in text.casefold()}
            assert not found, f"{file}: {found}"


def test_own_values_stand_in_no_file(ssi: Ssi, project: Path) -> None:
    given = ("--redact", "values", "--member", "dana", *FORMATS[:3])
    open_, kept = (
        ssi("report", "tour.ssi", "team", "-o", "open", *given[2:]),
        ssi("report", "tour.ssi", "team", "-o", "kept", *given),
    )
    assert (open_.returncode, kept.returncode) == (0, 0)
    told = {each: data.decode() for each, data in contents(project / "open").items()}
    withheld = {each: data.decode() for each, data in contents(project / "kept").items()}
    for file in ("members/dana.html", "members/dana.md"):
        assert "12.5%" in told[file]
        assert "12.5%" not in withheld[file]
        assert "withheld" in withheld[file]
        assert "17.67" in told[file]
        assert "17.67" in withheld[file]
    card = json.loads(withheld["members/dana.json"])
    values = [each["measure"]["value"] for pillar in card["pillars"] for each in pillar["criteria"]]
    assert values == [None] * len(values)


def test_pages_with_names_do_not_stay_beside_redacted_ones(ssi: Ssi, project: Path) -> None:
    assert ssi("report", "tour.ssi", "team", "-o", "out").returncode == 0
    done = ssi("report", "tour.ssi", "team", "-o", "out", "--redact", "names")
    assert done.returncode == 0
    assert "2 files of an earlier report removed" in done.stderr
    made = contents(project / "out")
    assert not [each for each, data in made.items() if "dana" in each or b"Reyes" in data]


def test_the_same_secret_gives_the_same_pseudonyms_and_another_gives_others(ssi: Ssi, project: Path) -> None:
    for folder, salt in (("first", "a"), ("second", "a"), ("third", "b")):
        done = ssi("report", "tour.ssi", "team", "-o", folder, "--redact", "names", "--salt", salt)
        assert done.returncode == 0, done.stderr
    first, second, third = (contents(project / each) for each in ("first", "second", "third"))
    assert first == second
    assert first.keys().isdisjoint(third.keys() - {"index.html", ".ssi-report/pages.jsonl"})
    assert "is new" in done.stderr
