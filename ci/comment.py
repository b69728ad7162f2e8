"""Posts a Markdown file as a comment of its own on a pull request, or brings the one that is there up to date.

Its first line is a comment of HTML by which it is found again. Where nothing can be posted (no pull request, no token, a fork's token
that may only read) the text goes to the summary of the step, and the log says why. It is no fault of the change that is looked at,
so that only use of another kind than this ends with 2.
"""

# ruff: noqa: INP001 - a script of the action

from __future__ import annotations

import json
import os
import sys
from http.client import HTTPException
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.error import HTTPError, URLError
from urllib.request import HTTPRedirectHandler, Request, build_opener

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

LIMIT = 65_000
"""Characters that GitHub takes, less a few."""

CUT = "\n\n… The rest stands in the summary of the step.\n"
_PAGE = 100
_SECONDS = 20
_OURS = {"OWNER", "MEMBER", "COLLABORATOR"}


class Unpostable(Exception):  # noqa: N818 - it is no error of ours
    """Nothing can be posted; says why, as a clause."""


class _Stays(HTTPRedirectHandler):
    """Goes nowhere else: the token is for one host."""

    def redirect_request(self, *_: object) -> None:
        """Take what is told instead of following it."""
        return


class Api:
    """Comments of one pull request."""

    def __init__(self, url: str, repository: str, number: int, token: str) -> None:
        """Name it.

        Args:
            url: Of GitHub's API.
            repository: ``owner/name``.
            number: Of the pull request.
            token: Whose comments they will be.
        """
        self._issues = f"{url.rstrip('/')}/repos/{repository}/issues"
        self._comments = f"{self._issues}/{number}/comments"
        self._token = token
        self._opener = build_opener(_Stays)

    def post(self, body: str, marker: str) -> str:
        """Bring the comment with a marker up to date, or make one; ``created`` or ``updated``.

        Raises:
            Unpostable: It cannot be done.
        """
        for each in self._with(marker):
            try:
                self._ask("PATCH", f"{self._issues}/comments/{each}", body)
            except HTTPError as error:
                if error.code not in (403, 404):  # somebody else's, or gone by now
                    raise Unpostable(_said(error)) from error
            else:
                return "updated"
        try:
            self._ask("POST", self._comments, body)
        except HTTPError as error:
            raise Unpostable(_said(error)) from error
        return "created"

    def _with(self, marker: str) -> Iterator[int]:
        """Ids of the comments that begin with a marker, and are of a program or of somebody who may write here."""
        page = 1
        while True:
            try:
                found = self._ask("GET", f"{self._comments}?per_page={_PAGE}&page={page}")
            except HTTPError as error:
                raise Unpostable(_said(error)) from error
            yield from (each["id"] for each in found if _is_ours(each, marker))
            if len(found) < _PAGE:
                return
            page += 1

    def _ask(self, method: str, url: str, body: str | None = None) -> Any:
        request = Request(  # noqa: S310 - the address is the runner's own
            url,
            method=method,
            data=None if body is None else json.dumps({"body": body}).encode(),
            headers={
                "Accept": "application/vnd.github+json",
                "Authorization": f"Bearer {self._token}",
                "Content-Type": "application/json",
                "User-Agent": "ssi-rules",
                "X-GitHub-Api-Version": "2022-11-28",
            },
        )
        try:
            with self._opener.open(request, timeout=_SECONDS) as answer:
                return json.load(answer)
        except HTTPError:
            raise
        except (URLError, HTTPException, OSError, ValueError) as error:
            raise Unpostable(f"{url.partition('/repos/')[0]} does not answer: {error}") from error


def _is_ours(comment: Mapping[str, Any], marker: str) -> bool:
    is_bot = (comment.get("user") or {}).get("type") == "Bot"
    return (comment.get("body") or "").startswith(marker) and (
        is_bot or comment.get("author_association") in _OURS
    )


def _said(error: HTTPError) -> str:
    why = {401: ": the token is not known", 403: ": the token may not write comments; on forks it never may"}
    return f"GitHub answers {error.code} {error.reason}{why.get(error.code, '')}"


def cut(text: str) -> str:
    """As much of a text as fits into a comment, in whole lines."""
    if len(text) <= LIMIT:
        return text
    kept = text[: LIMIT - len(CUT)].rpartition("\n")[0]
    if kept.count("```") % 2:  # a frame that the cut left open
        kept += "\n```"
    return kept + CUT


def _number(environment: Mapping[str, str]) -> int:
    """The pull request's number.

    Raises:
        Unpostable: The workflow does not run for one.
    """
    path = environment.get("GITHUB_EVENT_PATH", "")
    event = json.loads(Path(path).read_text(encoding="utf-8")) if path else {}
    number = (event.get("pull_request") or {}).get("number")
    if not isinstance(number, int):
        raise Unpostable("this run is for no pull request")
    return number


def _posted(text: str, environment: Mapping[str, str]) -> str:
    number, token = _number(environment), environment.get("SSI_TOKEN", "")
    if not token:
        raise Unpostable("there is no token")
    url = environment.get("GITHUB_API_URL", "https://api.github.com")
    api = Api(url, environment["GITHUB_REPOSITORY"], number, token)
    return api.post(cut(text), text.partition("\n")[0])


def _summarise(text: str, environment: Mapping[str, str]) -> None:
    with Path(environment["GITHUB_STEP_SUMMARY"]).open("a", encoding="utf-8") as file:
        file.write(text)


def main(arguments: list[str], environment: Mapping[str, str]) -> int:
    """Post the file that is named, or put it into the summary."""
    text = Path(arguments[0]).read_text(encoding="utf-8")
    if not text.startswith("<!--"):
        sys.stderr.write("the first line is no marker by which the comment could be found again\n")
        return 2
    try:
        done = _posted(text, environment)
    except Unpostable as error:
        sys.stdout.write(
            f"::notice title=ssi::No comment: {str(error).splitlines()[0]}. The summary of the step has it.\n"
        )
        _summarise(text, environment)
        return 0
    sys.stdout.write(f"ssi: the comment is {done}\n")
    if len(text) > LIMIT:
        _summarise(text, environment)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], os.environ))
