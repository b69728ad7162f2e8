"""How long the language server takes from a typed letter to findings, in a ruleset of a thousand lines."""

from __future__ import annotations

import asyncio
import json
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from benchmarks.figure import RUNS, Figure, medians, milliseconds
from ssi_rules.lsp.server import make
from ssi_rules.resources import rulesets_folder

if TYPE_CHECKING:
    from collections.abc import Iterator

PILLARS = 10
CRITERIA = 9
_TARGET = 0.05
_MEASURES = (
    ("skill_{n} + 0.5 * invitations_of_a_year", "", "{n}"),
    (
        'share of connections where title is senior_executive or company = "Contoso {n}"',
        "(count of connections) >= 50",
        "{n}%",
    ),
    ("count of shares over {n} days ending 7 days ago where original", "", "{n}"),
    (
        "(count of inmails over {n} days ending 7 days ago where replied) / inmails_of_a_year",
        "inmails_of_a_year >= 10",
        "{n}%",
    ),
    ("(sum of visits.minutes over {n} days) + skill_{n} / 3", "", "{n}"),
)


def typing() -> Iterator[Figure]:
    """From the message that a letter was typed to the message with the findings, in the server's own process."""
    titles = (rulesets_folder() / "markets" / "titles.ssi").read_text(encoding="utf-8")
    texts = {"a ruleset that uses facts and markets": large_ruleset(), "the shipped markets": titles}
    with TemporaryDirectory() as made:
        sessions = {
            what: Session(Path(made) / f"{n}.ssi", text) for n, (what, text) in enumerate(texts.items())
        }
        taken = medians({what: session.letter for what, session in sessions.items()}, RUNS * 3)
    for what, seconds in taken.items():
        yield Figure(
            f"findings after a letter typed in {what}, {len(texts[what].splitlines()):,} lines",
            milliseconds(seconds),
            "",
            f"< {milliseconds(_TARGET)}",
            seconds < _TARGET,
        )


class Session:
    """A server without a process of its own, spoken to in messages as they come over the wire."""

    def __init__(self, path: Path, text: str) -> None:
        self.sent: list[dict[str, Any]] = []
        self.document: dict[str, Any] = {"uri": path.as_uri(), "version": 1}
        self._loop = asyncio.new_event_loop()
        self._answered = asyncio.Event()
        self._server = make()
        self._server.protocol.set_writer(self)
        self._place = _in_a_title(text)
        self.say("initialize", id=1, processId=None, rootUri=path.parent.as_uri(), capabilities={})
        self.say("textDocument/didOpen", textDocument=self.document | {"languageId": "ssi", "text": text})

    def say(self, method: str, *, id: int | None = None, **params: Any) -> float:  # noqa: A002 - the protocol's word
        """Send one message and wait for what it brings about; the processor time that takes."""
        message = {"jsonrpc": "2.0", "method": method, "params": params} | ({"id": id} if id else {})
        body = json.dumps(message)
        self.sent.clear()
        self._answered.clear()
        start = time.process_time()
        self._loop.run_until_complete(self._handle(body))
        return time.process_time() - start

    async def _handle(self, body: str) -> None:
        protocol = self._server.protocol
        protocol.handle_message(json.loads(body, object_hook=protocol.structure_message))
        await asyncio.wait_for(self._answered.wait(), 60)

    def letter(self) -> float:
        """Type a letter into a title in the middle of the file."""
        self.document["version"] += 1
        taken = self.say(
            "textDocument/didChange",
            textDocument=self.document,
            contentChanges=[{"range": {"start": self._place, "end": self._place}, "text": "a"}],
        )
        assert self.sent[-1]["params"]["version"] == self.document["version"]
        return taken

    def write(self, data: bytes) -> None:
        """What the server sends."""
        self.sent.append(json.loads(data.partition(b"\r\n\r\n")[2]))
        self._answered.set()

    def close(self) -> None:
        """Nothing to close."""


def _in_a_title(text: str) -> dict[str, int]:
    """Right behind the opening quote of a title in the middle of a text."""
    lines = text.splitlines()
    titled = [number for number, line in enumerate(lines) if line.endswith("{") and '"' in line]
    line = titled[len(titled) // 2]
    return {"line": line, "character": lines[line].index('"') + 1}


def large_ruleset() -> str:
    """Criteria of every kind of measure over facts of its own, tables and a market, without fault."""
    count = PILLARS * CRITERIA
    facts = [
        f'  skill_{n} : number "Skill {n}"' for n in range(1, count + 1) if "skill" in _MEASURES[n % 5][0]
    ]
    visits = ["  table visits dated visited_on {", "    visited_on : date", "    minutes    : number", "  }"]
    lines = [
        'use "facts/linkedin.ssi"',
        'use "markets/titles.ssi"',
        f'ruleset large "Large" {{\n  version "1.0.0"\n  worth {count}\n}}',
        "facts {\n" + "\n".join([*facts, *visits]) + "\n}",
        "let invitations_of_a_year = count of invitations over 1 year",
        "let inmails_of_a_year = count of inmails over 1 year ending 7 days ago",
    ]
    lines += (_pillar(number) for number in range(PILLARS))
    return "\n".join(lines) + "\n"


def _pillar(number: int) -> str:
    criteria = (_criterion(number * CRITERIA + each + 1) for each in range(CRITERIA))
    return f'pillar p{number} "Pillar {number}" worth {CRITERIA} {{\n' + "".join(criteria) + "}"


def _criterion(n: int) -> str:
    measure, needs, cut = _MEASURES[n % len(_MEASURES)]
    parts = [
        f"measure {measure.format(n=n)}",
        *([f"needs {needs}"] if needs else []),
        "bands {",
        *(
            f"  from {cut.format(n=n * step // 4 + step)} earns {points}"
            for step, points in ((1, 0.25), (2, 0.5), (3, 1))
        ),
        "}",
        f'advice "Do a little more of the {n}th thing every week."',
        'basis  chosen "A round number"',
    ]
    return (
        f'  criterion c{n} "Criterion {n}" worth 1 {{\n'
        + "".join(f"    {part}\n" for part in parts)
        + "  }\n"
    )
