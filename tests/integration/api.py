"""As much of GitHub's API as comments on a pull request need, on this machine: pages, rights, and what was asked of it."""

from __future__ import annotations

import json
import re
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator

TOKEN = "a-token"  # noqa: S105 - of nobody
READ_ONLY = "a-token-of-a-fork"
REPOSITORY = "team/rules"
_LIST = re.compile(rf"/repos/{REPOSITORY}/issues/(\d+)/comments")
_ONE = re.compile(rf"/repos/{REPOSITORY}/issues/comments/(\d+)")


@dataclass
class Comments:
    """What stands on the pull requests of one repository.

    Attributes:
        url: Where it is asked.
        found: Every comment, the oldest first.
        asked: Method and path of each request.
        locked: Ids that nobody may change.
        fails: A status to answer everything with; None to do what is asked.
    """

    url: str = ""
    found: list[dict[str, Any]] = field(default_factory=list)
    asked: list[tuple[str, str]] = field(default_factory=list)
    locked: set[int] = field(default_factory=set)
    fails: int | None = None

    def add(self, number: int, body: str, *, kind: str = "Bot", association: str = "NONE") -> int:
        """Put a comment on a pull request."""
        made_id = 1000 + len(self.found)
        made = {
            "id": made_id,
            "issue": number,
            "body": body,
            "user": {"type": kind},
            "author_association": association,
        }
        self.found.append(made)
        return made_id

    def on(self, number: int) -> list[str]:
        """The texts on a pull request."""
        return [each["body"] for each in self.found if each["issue"] == number]

    def written(self) -> list[str]:
        """The methods of all requests that write."""
        return [method for method, _ in self.asked if method != "GET"]


class _Handler(BaseHTTPRequestHandler):
    comments: Comments

    def do_GET(self) -> None:
        self._answer("GET")

    def do_POST(self) -> None:
        self._answer("POST")

    def do_PATCH(self) -> None:
        self._answer("PATCH")

    def log_message(self, *_: object) -> None:
        """Keep quiet."""

    def _answer(self, method: str) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.comments.asked.append((method, self.path))
        status, found = self._done(method, json.loads(body) if body else {})
        self.send_response(status)
        if status == 301:
            self.send_header("Location", f"{self.comments.url}/elsewhere")
        self.end_headers()
        self.wfile.write(json.dumps(found).encode())

    def _done(self, method: str, given: dict[str, Any]) -> tuple[int, Any]:
        address, said = urlsplit(self.path), self.headers.get("Authorization", "")
        if self.comments.fails is not None:
            return self.comments.fails, {}
        if said not in (f"Bearer {TOKEN}", f"Bearer {READ_ONLY}"):
            return 401, {"message": "Bad credentials"}
        many, one = _LIST.fullmatch(address.path), _ONE.fullmatch(address.path)
        if method == "GET" and many:
            return 200, self._page(int(many[1]), parse_qs(address.query))
        if said != f"Bearer {TOKEN}":
            return 403, {"message": "Resource not accessible by integration"}
        if len(given.get("body", "")) > 65_536:
            return 422, {"message": "Validation Failed"}
        if method == "POST" and many:
            self.comments.add(int(many[1]), given["body"])
            return 201, self.comments.found[-1]
        if method == "PATCH" and one:
            return self._changed(int(one[1]), given["body"])
        return 404, {"message": "Not Found"}

    def _page(self, number: int, query: dict[str, list[str]]) -> list[dict[str, Any]]:
        size, page = int(query["per_page"][0]), int(query["page"][0])
        every = [each for each in self.comments.found if each["issue"] == number]
        return every[size * (page - 1) : size * page]

    def _changed(self, wanted: int, body: str) -> tuple[int, Any]:
        if wanted in self.comments.locked:
            return 403, {"message": "Resource not accessible by integration"}
        for each in self.comments.found:
            if each["id"] == wanted:
                each["body"] = body
                return 200, each
        return 404, {"message": "Not Found"}


@contextmanager
def answering() -> Iterator[Comments]:
    """The API, at work as long as it is needed."""
    comments = Comments()
    handler = type("Handler", (_Handler,), {"comments": comments})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        comments.url = f"http://127.0.0.1:{server.server_address[1]}"
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        try:
            yield comments
        finally:
            server.shutdown()
            thread.join()
