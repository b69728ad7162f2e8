"""The room of LinkedIn exports: whatever is in an archive, it is read, or refused with a place and a way out."""

from __future__ import annotations

import io
import zipfile
from functools import cache
from random import Random
from typing import TYPE_CHECKING

from ssi_rules.engines.reference.evaluator import Evaluator
from ssi_rules.engines.score import AsOfNeeded
from ssi_rules.sources.dataset import DataError
from ssi_rules.sources.facts import document
from ssi_rules.sources.open import open_dataset, resolve_as_of
from ssi_rules.synthetic import Era, Quirk, generate
from ssi_rules.workspace import load_ruleset
from tests.fuzz import mutate
from tests.fuzz.case import Broken, Case

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

ARCHIVE = "Complete_LinkedInDataExport_06-30-2026.zip"


@cache
def _evaluator() -> Evaluator:
    return Evaluator(load_ruleset("linkedin-ssi-2015"))


def make(seed: int) -> Case:
    """An export of some year with some oddities, spoilt as an archive or inside."""
    rng = Random(seed)
    quirks = frozenset(rng.sample(list(Quirk), rng.choice((0, 1, 3))))
    files = dict(generate(seed % 50, None, rng.choice(list(Era)), quirks).files)
    if rng.random() < 0.4:
        spoil = rng.choice((mutate.flip_bytes, mutate.lose_bytes))
        return Case("exports", seed, {ARCHIVE: spoil(rng, _packed(files))}, (ARCHIVE,))
    spoilt = _spoilt(rng, files)
    zipped = rng.random() < 0.6
    if not zipped:
        spoilt = {f"export/{name}": content for name, content in spoilt.items()}
    return Case("exports", seed, spoilt, (ARCHIVE if zipped else "export",), ARCHIVE if zipped else None)


def attempt(case: Case, folder: Path) -> None:
    """Read it, describe what is known and score it."""
    attempt_dataset(folder / case.arguments[0], [])


def attempt_dataset(path: Path, maps: Sequence[Path], *, rejects: bool = False) -> None:
    """Read any data, describe what is known and score it; a refusal must say where and what."""
    evaluator = _evaluator()
    catalogue = evaluator.ruleset.catalogue
    try:
        dataset = open_dataset(path, catalogue, maps=maps, rejects=rejects)
        members = list(dataset.members())
        document(members, catalogue, dataset.notices()).model_dump_json(by_alias=True)
        for member in members:
            evaluator.scorecard(member, resolve_as_of(member, None, catalogue), dataset.notices())
    except DataError as error:
        if not (error.path and error.message):
            raise Broken("a refusal without a place or a message") from error
    except AsOfNeeded:
        return


def _packed(files: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


def _spoilt(rng: Random, files: dict[str, bytes]) -> dict[str, bytes]:
    files = dict(files)
    tables = [name for name in files if name.endswith(".csv")]
    for _ in range(rng.choice((1, 1, 2, 5))):
        name = rng.choice(tables)
        files[name] = spoil_table(rng, files[name])
    if rng.random() < 0.2:
        _swap_headers(rng, files, tables)
    if rng.random() < 0.2:
        files.pop(rng.choice(tables))
    return files


def spoil_table(rng: Random, data: bytes) -> bytes:
    """A CSV with a few cells, lines or bytes that are not what they should be."""
    if rng.random() < 0.2:
        return rng.choice((mutate.flip_bytes, mutate.lose_bytes))(rng, data)
    text = data.decode("utf-8", errors="surrogateescape")
    encoding = rng.choice(("utf-8", "utf-8", "utf-8", "utf-8", "utf-16", "utf-8-sig", "latin-1"))
    spoilt = mutate.spoil(rng, text, STEPS)
    return spoilt.encode(encoding, errors="surrogateescape" if encoding.startswith("utf-8") else "replace")


def _swap_headers(rng: Random, files: dict[str, bytes], tables: list[str]) -> None:
    one, other = rng.choice(tables), rng.choice(tables)
    first, *rest = files[one].split(b"\n", 1)
    last, *tail = files[other].split(b"\n", 1)
    files[one] = b"\n".join([last, *rest])
    if one != other:
        files[other] = b"\n".join([first, *tail])


_CELLS = (
    "", " ", "0", "-1", "2.5", "1e300", "NaN", "inf", "9" * 400, "TRUE", "maybe", "2026-02-30", "13/13/2026", "31 Feb 2026",
    "2026-06-30 25:61:61 UTC", "0000-00-00", "9999-12-31", "10000-01-01", "1/2/26, 3:04 PM", "=1+1", "a" * 5000, "\x00",
    "x\ny", '"', '""', "https://www.linkedin.com/in/%zz", "https://", "//", "ACCEPTED", "OUTGOING", "CEO", "٣", "🙂",
)  # fmt: skip


def _change_cell(rng: Random, text: str) -> str:
    """One cell of one line holds something else."""
    lines = text.splitlines(keepends=True)
    if not lines:
        return text
    at = rng.randrange(len(lines))
    cells = lines[at].split(",")
    cells[rng.randrange(len(cells))] = rng.choice(_CELLS)
    lines[at] = ",".join(cells)
    return "".join(lines)


def _rename_column(rng: Random, text: str) -> str:
    """One column of the first line has the name of another, or none."""
    header, line_end, rest = text.partition("\n")
    cells = header.split(",")
    cells[rng.randrange(len(cells))] = rng.choice((*cells, "", "x", '"'))
    return ",".join(cells) + line_end + rest


STEPS: tuple[Callable[[Random, str], str], ...] = (
    _change_cell,
    _change_cell,
    _rename_column,
    mutate.change_number,
    mutate.delete_token,
    mutate.repeat_token,
    mutate.swap_tokens,
    mutate.move_lines,
    mutate.add_noise,
    mutate.cut,
)
