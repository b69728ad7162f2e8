"""A small project with a small team, and the bench over it."""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import httpx

from ssi_rules.web.app import application
from ssi_rules.web.bench import Bench
from ssi_rules.web.people import People
from ssi_rules.web.project import Project, first_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable
    from pathlib import Path

    from ssi_rules.web.guard import Guard

TOKEN, PORT = "t0ken-for-tests", 8765
ORIGIN = f"http://127.0.0.1:{PORT}"

RULES = """\
facts {
  posts : count "Posts in 90 days"
  replies : count "Replies in 90 days"
  profile : percent "Profile filled in"
  seat : flag "Has a seat"
  joined : date "Joined on"
}

ruleset team "Team" {
  version "1.0.0"
  worth 20
  missing zero
}

pillar activity "Activity" worth 20 {
  criterion posts "Posts" worth 10 {
    measure posts
    bands {
      from 5 earns 4
      from 10 earns 10
    }
  }
  criterion profile "Profile" worth 6 {
    measure profile
    bands {
      from 50% earns 2
      from 90% earns 6
    }
  }
  criterion replies "Replies" worth 2 {
    measure replies
    bands {
      from 1 earns 2
    }
  }
  criterion seat "Seat" worth 2 {
    measure seat
    earns 2 when yes
  }
}

level starting "Starting" from 0
level going    "Going"    from 10
"""

MEMBERS = """\
member_id,name,posts,profile,seat,replies
ada,Ada Byrne,10,95%,yes,3
ben,Ben Okafor,7,60%,no,
cleo,Cleo Marsh,5,50%,no,0
dan,Dan Ito,4,40%,,0
eve,<b>Eve</b>,9,90%,yes,1
"""


def make_project(folder: Path) -> Path:
    """Rules and data in a project of their own."""
    (folder / "ssi.toml").write_text("", encoding="utf-8")
    (folder / "team.ssi").write_text(RULES, encoding="utf-8")
    (folder / "members.csv").write_text(MEMBERS, encoding="utf-8")
    return folder


def make_bench(folder: Path, people: People | None = None) -> Bench:
    """The bench over such a project."""
    return Bench(Project.around(folder), people or People(folder / "members.csv"))


@dataclass(frozen=True)
class Client:
    """Asks the application without a network between."""

    app: Guard

    def request(
        self,
        method: str,
        path: str,
        headers: dict[str, str] | None = None,
        content: bytes | Iterable[bytes] = b"",
    ) -> httpx.Response:
        """One request, as it is given."""
        return asyncio.run(self.ask(method, path, headers or {}, content))

    async def ask(
        self, method: str, path: str, headers: dict[str, str], content: bytes | Iterable[bytes]
    ) -> httpx.Response:
        """The same, beside others."""

        async def pieces() -> AsyncIterator[bytes]:
            for each in [content] if isinstance(content, bytes) else content:
                yield each

        transport = httpx.ASGITransport(self.app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url=ORIGIN) as client:
            body = content if isinstance(content, bytes) else pieces()
            return await client.request(method, path, headers=headers, content=body)


@dataclass
class Browser:
    """Asks as the bench's own page does.

    Attributes:
        client: Sends anything, to anywhere.
        tab: Id of the tab that the front opened.
    """

    client: Client
    tab: str = ""

    def get(self, path: str = "", **headers: str) -> httpx.Response:
        """An address below the token."""
        return self.client.request("GET", f"/{TOKEN}/{path}", headers)

    def post(self, path: str, fields: dict[str, str], **headers: str) -> httpx.Response:
        """A form of our own page."""
        sent = {"origin": ORIGIN, "content-type": "application/x-www-form-urlencoded"}
        sent |= {name.replace("_", "-"): value for name, value in headers.items()}
        return self.client.request("POST", f"/{TOKEN}/{path}", sent, urlencode(fields).encode())

    def open(self, query: str = "") -> httpx.Response:
        """The front; remembers its tab."""
        front = self.get(query)
        found = re.search(r'name="tab" value="([^"]+)"', front.text)
        self.tab = found[1] if found else ""
        return front

    def evaluate_at_once(self, texts: Iterable[str]) -> list[int]:
        """Statuses of questions that are asked without waiting for each other's answers."""
        bodies = [urlencode({"tab": self.tab, "text": each}).encode() for each in texts]
        headers = {"origin": ORIGIN, "content-type": "application/x-www-form-urlencoded"}

        async def all_of_them() -> list[httpx.Response]:
            asking = (self.client.ask("POST", f"/{TOKEN}/evaluate", headers, each) for each in bodies)
            return await asyncio.gather(*asking)

        return [each.status_code for each in asyncio.run(all_of_them())]

    def evaluate(self, text: str, **fields: str) -> str:
        """What comes of a text."""
        answer = self.post("evaluate", {"tab": self.tab, "text": text, **fields})
        assert answer.status_code == 200, answer.text
        return answer.text

    def save(self, name: str, text: str) -> httpx.Response:
        """Save a text."""
        return self.post("save", {"tab": self.tab, "name": name, "text": text})


def make_browser(bench: Bench, ruleset: Path | None = None) -> Browser:
    """A browser at the bench's address."""
    app = application(bench, lambda: first_of(bench.project, str(ruleset) if ruleset else None), TOKEN, PORT)
    return Browser(Client(app))
