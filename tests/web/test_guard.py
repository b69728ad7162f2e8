"""Who is answered, and who is not."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.web.benches import ORIGIN, PORT, RULES, TOKEN, Browser, make_bench, make_browser

if TYPE_CHECKING:
    from pathlib import Path

    from starlette.types import Message, Receive, Scope, Send

    from ssi_rules.web.guard import Guard

_FORM = "application/x-www-form-urlencoded"


def test_the_printed_address_opens_the_bench(opened: Browser) -> None:
    front = opened.get()
    assert front.status_code == 200
    assert "pillar activity" in front.text


@pytest.mark.parametrize(
    "path", ["/", "/evaluate", "/wrong/", f"/{TOKEN}", f"/{TOKEN}x/", f"/x{TOKEN}/", "//"]
)
def test_nothing_is_told_without_the_token(opened: Browser, path: str) -> None:
    answer = opened.client.request("GET", path)
    assert answer.status_code == 403
    assert TOKEN not in answer.text
    assert "pillar" not in answer.text


@pytest.mark.parametrize(
    "host",
    ["evil.example", f"evil.example:{PORT}", "127.0.0.1", "127.0.0.1:1", f"127.0.0.1:{PORT}.evil.example"],
)
def test_a_name_that_somebody_points_here_is_not_served(opened: Browser, host: str) -> None:
    assert opened.get(host=host).status_code == 421


def test_localhost_is_ours(opened: Browser) -> None:
    assert opened.get(host=f"localhost:{PORT}").status_code == 200


@pytest.mark.parametrize("path", ["evaluate", "save"])
@pytest.mark.parametrize(
    "origin",
    [
        "http://evil.example",
        "http://127.0.0.1:1",
        f"https://127.0.0.1:{PORT}",
        "null",
        f"http://localhost:{PORT}",
        "",
    ],
)
def test_other_origins_may_not_post(opened: Browser, path: str, origin: str) -> None:
    fields = {"tab": opened.tab, "name": "team.ssi", "text": "gone"}
    assert opened.post(path, fields, origin=origin).status_code == 403


@pytest.mark.parametrize("site", ["cross-site", "same-site", "none"])
def test_posts_have_to_come_from_our_own_page(opened: Browser, site: str) -> None:
    answer = opened.post("evaluate", {"tab": opened.tab, "text": RULES}, sec_fetch_site=site)
    assert answer.status_code == 403


def test_a_post_without_an_origin_is_refused(opened: Browser) -> None:
    answer = opened.client.request("POST", f"/{TOKEN}/evaluate", content=b"", headers={"content-type": _FORM})
    assert answer.status_code == 403


@pytest.mark.parametrize("path", ["bench.css", "static/bench.js", "page/x/y"])
@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_other_sites_may_not_read_what_is_behind_the_front(opened: Browser, path: str, site: str) -> None:
    answer = opened.client.request(
        "GET",
        f"/{TOKEN}/{path}",
        headers={"sec-fetch-site": site, "sec-fetch-mode": "no-cors", "sec-fetch-dest": "script"},
    )
    assert answer.status_code == 403


def test_the_front_may_be_followed_to_and_not_framed(opened: Browser) -> None:
    visit = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document"}
    assert opened.client.request("GET", f"/{TOKEN}/", headers=visit).status_code == 200
    framed = visit | {"sec-fetch-dest": "iframe"}
    assert opened.client.request("GET", f"/{TOKEN}/", headers=framed).status_code == 403


def test_an_origin_that_is_not_ours_may_not_read(opened: Browser) -> None:
    assert opened.get(origin="http://evil.example").status_code == 403
    assert opened.get(origin=ORIGIN).status_code == 200


@pytest.mark.parametrize("method", ["PUT", "DELETE", "OPTIONS", "PATCH"])
def test_other_methods_are_refused(opened: Browser, method: str) -> None:
    answer = opened.client.request(method, f"/{TOKEN}/")
    assert answer.status_code == 405
    assert "access-control-allow-origin" not in answer.headers


def test_every_answer_says_what_browsers_may_do_with_it(opened: Browser) -> None:
    for answer in (
        opened.get(),
        opened.get("bench.css"),
        opened.get("nothing"),
        opened.client.request("GET", "/"),
    ):
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "script-src 'self'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "same-origin"
        assert "set-cookie" not in answer.headers


def test_what_is_too_large_is_refused(opened: Browser) -> None:
    large = "x" * (8 * 1024 * 1024)
    assert opened.post("evaluate", {"tab": opened.tab, "text": large}).status_code == 413


def test_what_turns_out_too_large_is_refused_too(opened: Browser) -> None:
    headers = {"origin": ORIGIN, "content-type": _FORM}
    pieces = (b"x" * 1024 * 1024 for _ in range(9))
    answer = opened.client.request("POST", f"/{TOKEN}/evaluate", content=pieces, headers=headers)
    assert answer.status_code == 413


def test_a_body_that_never_ends_is_not_waited_for(project: Path) -> None:
    guard = replace(make_browser(make_bench(project)).client.app, patience=0.01)
    assert _status(guard, _slowly) == 408


def test_a_server_that_closes_waits_for_nobody(project: Path) -> None:
    async def closing() -> Message:
        raise asyncio.CancelledError

    assert _status(make_browser(make_bench(project)).client.app, closing) == 503


async def _asked(guard: Guard, scope: Scope, receive: Receive, send: Send) -> None:
    await guard(scope, receive, send)


async def _slowly() -> Message:
    await asyncio.sleep(0.001)
    return {"type": "http.request", "body": b"", "more_body": True}


def _status(guard: Guard, receive: Receive) -> int:
    """What a post of our own page gets whose body comes so."""
    headers = [(b"host", f"127.0.0.1:{PORT}".encode()), (b"origin", ORIGIN.encode())]
    scope = {"type": "http", "method": "POST", "path": f"/{TOKEN}/evaluate", "headers": headers}
    statuses: list[int] = []

    async def send(message: Message) -> None:
        if message["type"] == "http.response.start":
            statuses.append(message["status"])

    asyncio.run(_asked(guard, scope, receive, send))
    return statuses[0]


def test_a_lying_length_is_refused(opened: Browser) -> None:
    headers = {"origin": ORIGIN, "content-type": _FORM, "content-length": "-1"}
    assert (
        opened.client.request("POST", f"/{TOKEN}/evaluate", content=b"", headers=headers).status_code == 413
    )


def test_only_forms_are_read(opened: Browser) -> None:
    answer = opened.post("evaluate", {"tab": opened.tab}, content_type="application/json")
    assert answer.status_code == 415


def test_a_form_of_endless_fields_is_refused(opened: Browser) -> None:
    assert opened.post("evaluate", {f"f{number}": "1" for number in range(700)}).status_code == 400


def test_a_form_that_is_no_text_is_refused(opened: Browser) -> None:
    headers = {"origin": ORIGIN, "content-type": _FORM}
    for content in (b"text=%ff", b"text=\xff"):
        assert (
            opened.client.request("POST", f"/{TOKEN}/evaluate", content=content, headers=headers).status_code
            == 400
        )


@pytest.mark.parametrize(
    "path",
    ["static/../app.py", "static/%2e%2e/app.py", "static/..%2fapp.py", "page/../x", "static//etc/passwd"],
)
def test_static_files_are_all_there_is(opened: Browser, path: str) -> None:
    answer = opened.client.request("GET", f"/{TOKEN}/{path}")
    assert answer.status_code in (403, 404)
    assert "import" not in answer.text


def test_a_fault_of_our_own_tells_nothing(opened: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("a secret place")

    monkeypatch.setattr("ssi_rules.web.bench.Bench.answer", broken)
    answer = opened.post("evaluate", {"tab": opened.tab, "text": RULES})
    assert answer.status_code == 500
    assert "secret" not in answer.text
    assert "Traceback" not in answer.text
    assert answer.headers["cache-control"] == "no-store"
