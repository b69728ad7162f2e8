"""The bench in a real browser, served by a real server: typing, turning, saving, and pages of other origins."""

from __future__ import annotations

import re
import threading
from dataclasses import dataclass
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Literal

import pytest
from playwright.sync_api import expect

from ssi_rules.web.app import application
from ssi_rules.web.people import People
from ssi_rules.web.project import first_of
from ssi_rules.web.server import Bound, bind
from tests.browser.axe import violations
from tests.web.benches import RULES, make_bench, make_project

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from ssi_rules.web.bench import Bench
    from ssi_rules.web.project import Opened

EDITED = RULES.replace("from 5 earns 4", "from 8 earns 4")


def _is_fault(said: str) -> bool:
    return "Content Security" in said and "frame-ancestors" not in said


@dataclass
class Served:
    """A bench that is served, and the project under it."""

    bound: Bound
    project: Path
    answered: list[tuple[str, str, int]]
    """Method, last part of the path and status of every answer."""

    @property
    def origin(self) -> str:
        return self.bound.address.rsplit("/", 2)[0]


@pytest.fixture
def served(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Served]:
    answered: list[tuple[str, str, int]] = []
    monkeypatch.setattr("ssi_rules.web.server.application", partial(_recorded, answered))
    (tmp_path / "project").mkdir()
    project = make_project(tmp_path / "project")
    (project / "ssi.toml").write_text('ignore = ["missing-basis", "missing-advice"]\n', encoding="utf-8")
    bench = make_bench(project, People(project / "members.csv"))
    bound = bind(bench, lambda: first_of(bench.project, str(project / "team.ssi")))
    running = threading.Thread(target=bound.run)
    running.start()
    yield Served(bound, project, answered)
    bound.stop()
    running.join(10)
    assert not running.is_alive()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    made = context.new_page()
    faults: list[str] = []
    made.on("pageerror", lambda error: faults.append(str(error)))
    made.on("console", lambda said: faults.append(said.text) if _is_fault(said.text) else None)
    yield made
    context.close()
    assert not faults


def _recorded(
    answered: list[tuple[str, str, int]], bench: Bench, first: Callable[[], Opened], token: str, port: int
) -> ASGIApp:
    """The application, with a record of what it answered, whatever the browser lets a page see of that."""
    app = application(bench, first, token, port)

    async def recording(scope: Scope, receive: Receive, send: Send) -> None:
        async def noted(message: Message) -> None:
            if message["type"] == "http.response.start":
                answered.append((scope["method"], scope["path"].rpartition("/")[2], message["status"]))
            await send(message)

        await app(scope, receive, noted)

    return recording


def _open(page: Page, served: Served) -> Page:
    page.goto(served.bound.address)
    expect(page.locator("#score .now .number")).to_have_text("20")
    return page


def _type_at(page: Page, place: str, typed: str) -> None:
    """Put the cursor behind a text, and type as a person does."""
    page.evaluate(
        "place => { const text = document.getElementById('text'); const at = text.value.indexOf(place) + place.length;"
        " text.focus(); text.setSelectionRange(at, at); }",
        place,
    )
    page.keyboard.type(typed)


def test_a_fault_typed_is_told_at_its_place(page: Page, served: Served) -> None:
    _open(page, served)
    _type_at(page, "measure posts", "x")
    expect(page.locator("#findings-summary")).to_contain_text("1 error")
    finding = page.locator("#findings li.error").first
    expect(finding).to_contain_text("postsx")
    line = RULES[: RULES.index("measure posts")].count("\n") + 1
    expect(finding.locator("a").first).to_have_text(f"line {line}, column 13")
    expect(page.locator("#lines span.error")).to_have_text(str(line))
    expect(page.locator("#marks mark.error").first).to_have_text("postsx")
    page.evaluate("document.getElementById('text').setSelectionRange(0, 0)")
    finding.locator("a").first.focus()
    page.keyboard.press("Enter")
    chosen = "(() => { const t = document.activeElement; return t.value.slice(t.selectionStart, t.selectionEnd); })()"
    assert page.evaluate(chosen) == "postsx"
    page.keyboard.type("posts")
    expect(page.locator("#findings-summary")).not_to_contain_text("error")
    expect(page.locator("#lines span.error")).to_have_count(0)


def test_a_cut_point_changed_moves_score_and_members(page: Page, served: Served) -> None:
    _open(page, served)
    expect(page.locator("#movers-summary")).to_have_text("0 of 5 members move")
    page.locator("#member").select_option("ben")
    expect(page.locator("#score .now .number")).to_have_text("6")
    _type_at(page, "from 5 earns ", "1")
    page.keyboard.press("Delete")
    expect(page.locator("#score .now .number")).to_have_text("3")
    expect(page.locator("#score .now .change")).to_have_text("\N{MINUS SIGN}3")
    expect(page.locator("#movers-summary")).to_have_text("3 of 5 members move: 3 lose")
    expect(page.locator("#bands")).to_contain_text("from 5 → 1")
    expect(page.frame_locator("#page").locator("h1")).to_contain_text("3 of 20")
    page.locator("#movers button", has_text="Cleo").click()
    expect(page.locator("#member")).to_have_value("cleo")
    expect(page.frame_locator("#page").locator("h1")).to_contain_text("Cleo Marsh")


def test_a_slider_changes_the_score_and_can_be_put_back(page: Page, served: Served) -> None:
    _open(page, served)
    page.locator("#member").select_option("ben")
    slider = page.get_by_label("Posts in 90 days, slider")
    expect(slider).to_have_value("7")
    slider.focus()
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    expect(page.get_by_label("Posts in 90 days", exact=True)).to_have_value("10")
    expect(page.locator("#score .what-if .number")).to_have_text("12")
    expect(page.locator("#score .what-if dt")).to_have_text("What if")
    expect(page.frame_locator("#page").locator("body")).to_contain_text("What if, not as read")
    expect(page.locator("#movers-summary")).to_have_text("0 of 5 members move")
    page.get_by_label("Has a seat").check()
    expect(page.locator("#score .what-if .number")).to_have_text("14")
    page.get_by_role("button", name="Back to as read").click()
    expect(page.locator("#score .what-if")).to_have_count(0)
    expect(slider).to_have_value("7")
    expect(page.get_by_label("Has a seat")).not_to_be_checked()


def test_it_can_be_used_with_the_keyboard_alone(page: Page, served: Served) -> None:
    _open(page, served)
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#text")).to_be_focused()
    page.keyboard.press("Control+Home")
    page.keyboard.type("# Mine\n")
    expect(page.locator("#unsaved")).to_be_visible()
    page.keyboard.press("Control+s")
    expect(page.locator("#notice")).to_contain_text("Saved as team.ssi")
    expect(page.locator("#unsaved")).to_be_hidden()
    assert (served.project / "team.ssi").read_text(encoding="utf-8") == f"# Mine\n{RULES}"
    met = []
    for _ in range(40):
        page.keyboard.press("Tab")
        met.append(
            page.evaluate(
                "(() => { const e = document.activeElement; const o = getComputedStyle(e);"
                " return [e.id || e.name || e.tagName, o.outlineStyle !== 'none']; })()"
            )
        )
        if met[-1][0] == "page" or met[-1][0] == "IFRAME":
            break
    names = [name for name, _ in met]
    assert names[0] == "name"
    for each in ("save", "member", "dial-posts", "fact.seat", "reset"):
        assert each in names
    assert names.index("save") < names.index("member") < names.index("dial-posts") < names.index("reset")
    assert all(is_seen for name, is_seen in met if name not in ("page", "IFRAME"))


def test_the_focus_stays_where_it_is_while_answers_come(page: Page, served: Served) -> None:
    _open(page, served)
    page.locator("#text").fill(EDITED)
    expect(page.locator("#movers-summary")).to_contain_text("2 of 5")
    mover = page.locator("#movers button").first
    name = mover.inner_text()
    mover.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#page-link a")).to_have_count(1)
    expect(page.locator("#member option:checked")).to_have_text(name)
    expect(page.frame_locator("#page").locator("h1")).to_contain_text(name)
    expect(page.locator("#movers button").first).to_be_focused()


def test_somebody_else_s_change_is_not_overwritten(page: Page, served: Served) -> None:
    _open(page, served)
    (served.project / "team.ssi").write_text("# Theirs\n", encoding="utf-8")
    page.locator("#text").fill(EDITED)
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#notice")).to_contain_text("has changed on disk")
    assert (served.project / "team.ssi").read_text(encoding="utf-8") == "# Theirs\n"
    page.get_by_label("Save as").fill("mine.ssi")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#notice")).to_contain_text("Saved as mine.ssi")
    expect(page.locator("#file")).to_have_value("mine.ssi")
    assert (served.project / "mine.ssi").read_text(encoding="utf-8") == EDITED
    assert page.url.endswith("?file=mine.ssi")


def test_the_text_can_be_taken_away(page: Page, served: Served) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=served.origin)
    _open(page, served)
    page.locator("#text").fill(EDITED)
    page.get_by_role("button", name="Copy").click()
    expect(page.locator("#notice")).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()") == EDITED
    with page.expect_download() as download:
        page.get_by_role("button", name="Download").click()
    assert download.value.suggested_filename == "team.ssi"
    assert download.value.path().read_text(encoding="utf-8") == EDITED


def test_another_file_is_opened_from_the_list(page: Page, served: Served) -> None:
    (served.project / "other.ssi").write_text(EDITED.replace('"Team"', '"Other"'), encoding="utf-8")
    _open(page, served)
    page.get_by_label("Rule file").select_option("other.ssi")
    page.get_by_role("button", name="Open", exact=True).click()
    expect(page.locator("#where")).to_have_text("other.ssi")
    expect(page.locator("#score .now .number")).to_have_text("20")


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 320)])
def test_axe_finds_nothing(page: Page, served: Served, scheme: Literal["light", "dark"], width: int) -> None:
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 900})
    _open(page, served)
    page.locator("#text").fill(EDITED.replace("measure profile", "measure profil"))
    expect(page.locator("#findings li.error")).to_have_count(1)
    assert violations(page) == []
    page.locator("#text").fill(EDITED)
    expect(page.locator("#movers tbody tr")).to_have_count(2)
    page.get_by_label("Posts in 90 days", exact=True).fill("2")
    expect(page.locator("#score .what-if")).to_be_visible()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_nothing_is_asked_of_anybody_else(page: Page, served: Served) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    _open(page, served)
    expect(page.frame_locator("#page").locator("h1")).to_contain_text("Ada")
    assert asked
    assert [each for each in asked if not each.startswith(served.bound.address)] == []


def test_a_bench_that_ended_says_so_and_keeps_the_text(page: Page, served: Served) -> None:
    _open(page, served)
    page.route("**/evaluate", lambda route: route.abort())
    page.locator("#text").fill(EDITED)
    expect(page.locator("#notice")).to_contain_text("does not answer")
    expect(page.locator("#text")).to_have_value(EDITED)


@pytest.mark.parametrize(
    ("status", "told"), [(413, "larger than the language reads"), (500, "could not do that")]
)
def test_what_is_refused_without_words_is_told_all_the_same(
    page: Page, served: Served, status: int, told: str
) -> None:
    _open(page, served)
    page.route(
        "**/evaluate", lambda route: route.fulfill(status=status, content_type="text/plain", body="No.")
    )
    page.locator("#text").fill(EDITED)
    expect(page.locator("#notice .fault")).to_contain_text(told)
    expect(page.locator("#text")).to_have_value(EDITED)


def test_the_last_of_many_letters_counts_and_undo_comes_back_to_what_is_saved(
    page: Page, served: Served
) -> None:
    _open(page, served)
    for before, typed in (("", "pos"), ("pos", "t"), ("post", "sx")):
        _type_at(page, f"measure posts{before}", typed)
        page.wait_for_timeout(310)  # each is asked about, and some answers come after more was typed
    expect(page.locator("#findings li.error").first).to_contain_text("postspostsx")
    expect(page.locator("#marks mark.error").first).to_have_text("postspostsx")
    for _ in range(6):
        page.keyboard.press("Control+z")
    expect(page.locator("#text")).to_have_value(RULES)
    expect(page.locator("#unsaved")).to_be_hidden()
    expect(page.locator("#findings li.error")).to_have_count(0)


def test_names_and_titles_without_end_stay_in_their_place(page: Page, served: Served) -> None:
    long = "W" * 3000
    members = (served.project / "members.csv").read_text(encoding="utf-8").replace("Ada Byrne", long)
    (served.project / "members.csv").write_text(members, encoding="utf-8")
    _open(page, served)
    page.locator("#text").fill(EDITED.replace("Going", long).replace('"Posts"', f'"{long}"'))
    expect(page.locator("#movers-summary")).to_contain_text("2 of 5")
    expect(page.locator("#bands")).to_contain_text("W" * 200)
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280


class _Foreign(BaseHTTPRequestHandler):
    """A page of another origin on this very machine, and one that somebody's DNS might point here."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(b"<!DOCTYPE html><title>Elsewhere</title><p>Elsewhere")

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name there
        del format, args


@pytest.fixture
def foreign() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Foreign)
    running = threading.Thread(target=server.serve_forever)
    running.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()
    running.join(10)


def _tab(page: Page, served: Served) -> str:
    _open(page, served)
    expect(page.frame_locator("#page").locator("h1")).to_contain_text("Ada")
    return page.locator("input[name=tab]").input_value()


@pytest.mark.parametrize("mode", ["cors", "no-cors"])
def test_a_fetch_from_another_origin_is_refused(page: Page, served: Served, foreign: str, mode: str) -> None:
    tab = _tab(page, served)
    page.goto(foreign)
    served.answered.clear()
    seen = page.evaluate(
        """async ([address, tab, mode]) => {
            const body = new URLSearchParams({ tab, name: "team.ssi", text: "gone" });
            const read = async (path, options) => {
                try { return (await (await fetch(address + path, { mode, ...options })).text()).length; }
                catch (error) { return "refused"; }
            };
            return [await read("save", { method: "POST", body }), await read("evaluate", { method: "POST", body }),
                    await read("", {}), await read("bench.css", {})];
        }""",
        [served.bound.address, tab, mode],
    )
    assert [each for each in seen if each != "refused"] == []
    assert served.answered == [
        ("POST", "save", 403),
        ("POST", "evaluate", 403),
        ("GET", "", 403),
        ("GET", "bench.css", 403),
    ]
    assert (served.project / "team.ssi").read_text(encoding="utf-8") == RULES


def test_a_form_of_another_origin_is_refused(page: Page, served: Served, foreign: str) -> None:
    tab = _tab(page, served)
    page.goto(foreign)
    with page.expect_navigation() as gone:
        page.evaluate(
            """([address, tab]) => {
                const form = document.createElement("form");
                form.method = "post"; form.action = address + "save";
                for (const [name, value] of Object.entries({ tab, name: "team.ssi", text: "gone" })) {
                    const field = document.createElement("input");
                    field.name = name; field.value = value; form.append(field);
                }
                document.body.append(form); form.submit();
            }""",
            [served.bound.address, tab],
        )
    assert gone.value is not None
    assert gone.value.status == 403
    assert (served.project / "team.ssi").read_text(encoding="utf-8") == RULES


def test_another_origin_may_not_frame_it(page: Page, served: Served, foreign: str) -> None:
    page.goto(foreign)
    with page.expect_response(re.compile(re.escape(served.bound.address))) as answer:
        page.evaluate(
            "address => { const f = document.createElement('iframe'); f.src = address; document.body.append(f); }",
            served.bound.address,
        )
    assert answer.value.status == 403
