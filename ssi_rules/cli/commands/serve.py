"""``ssi serve``."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ssi_rules.cli.options import AsOfOption, MapOption, RejectsOption, day

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

    from ssi_rules.web.bench import Bench
    from ssi_rules.web.people import People
    from ssi_rules.web.project import Opened, Project
    from ssi_rules.web.server import Bound


def serve(
    ruleset: Annotated[
        str | None,
        typer.Argument(
            metavar="[RULESET]", help="A rule file, or the name of a shipped one, opened as a copy."
        ),
    ] = None,
    data: Annotated[
        Path | None, typer.Argument(metavar="[DATA]", help="Whom to score while the rules change.")
    ] = None,
    *,
    demo: Annotated[bool, typer.Option("--demo", help="Load a made-up team instead of data.")] = False,
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port; 0 takes a free one.")] = 0,
    open_: Annotated[bool, typer.Option("--open", help="Open it in the browser.")] = False,
    as_of: AsOfOption = None,
    maps: MapOption = None,
    rejects: RejectsOption = False,
    lang: Annotated[str, typer.Option(metavar="TAG", help="Language of the bench and its pages.")] = "en",
) -> None:
    """Open a bench in the browser: edit rules and see at once what becomes of the scores.

    It answers this machine alone, at an address with a new secret each time, and writes nothing but the rule files that
    you save in the project. It needs the extra `web`. Ctrl-C ends it.
    """
    from ssi_rules.cli.trouble import Trouble

    _need_extra()
    if demo and data is not None:
        raise Trouble("--demo and DATA are two teams.", "Leave one of them out.")
    with _data(data, demo=demo) as found:
        from ssi_rules.web.people import People

        people = People(found, tuple(maps or ()), rejects, day(as_of))
        _serve(ruleset, people, port, lang, open_=open_)


def _need_extra() -> None:
    from importlib.util import find_spec

    from ssi_rules.cli.trouble import Trouble

    if find_spec("starlette") is None or find_spec("uvicorn") is None:
        raise Trouble("The web bench is not installed.", 'pip install "ssi-rules[web]"')


def _data(data: Path | None, *, demo: bool) -> "AbstractContextManager[Path | None]":
    from contextlib import nullcontext

    from ssi_rules.cli.trouble import Trouble

    if demo:
        return _made_up()
    if data is not None and not data.exists():
        raise Trouble(f"{data} does not exist.", "Check the path, or try --demo.")
    return nullcontext(data)


def _made_up() -> "AbstractContextManager[Path]":
    from contextlib import contextmanager
    from datetime import date
    from tempfile import TemporaryDirectory

    from ssi_rules.synthetic import write_team

    @contextmanager
    def made() -> "Iterator[Path]":
        with TemporaryDirectory(prefix="ssi-demo-") as folder:
            write_team(Path(folder), _SEED, _MEMBERS, date(2026, 6, 30))
            yield Path(folder)

    return made()


_SEED, _MEMBERS = 2015, 24


def _serve(ruleset: str | None, people: "People", port: int, lang: str, *, open_: bool) -> None:
    from ssi_rules.cli.streams import say

    bound = _bound(ruleset, people, port, lang)
    typer.echo(bound.address)
    say("The bench is open at this address, for this machine alone. Ctrl-C ends it.")
    if open_:
        import webbrowser

        webbrowser.open(bound.address)
    bound.run()


def _bound(ruleset: str | None, people: "People", port: int, lang: str) -> "Bound":
    from ssi_rules.cli.trouble import Trouble
    from ssi_rules.web.server import bind

    bench, first = _bench(ruleset, people, lang)
    try:
        return bind(bench, first, port)
    except OSError as error:
        raise Trouble(
            f"Port {port} cannot be used: {error.strerror}.", "Leave --port out to take a free one."
        ) from error


def _bench(ruleset: str | None, people: "People", lang: str) -> "tuple[Bench, Callable[[], Opened]]":
    """The bench and what opens its first text; it is opened once here, so that a wrong name is told at once."""
    from ssi_rules.cli.trouble import Trouble
    from ssi_rules.report.languages.catalogues import language
    from ssi_rules.report.languages.errors import LanguageError
    from ssi_rules.report.languages.language import ENGLISH
    from ssi_rules.web.bench import Bench
    from ssi_rules.web.project import DEFAULT
    from ssi_rules.web.refusals import Refused
    from ssi_rules.web.words import refusal
    from ssi_rules.workspace import ruleset_files

    project, first = _first(ruleset)
    try:
        first()
        language(lang, ruleset_files(ruleset or DEFAULT))  # a catalogue that cannot be read is told here
    except Refused as refused:
        raise Trouble(refusal(refused, ENGLISH), "Name a rule file or a shipped ruleset.") from refused
    except LanguageError as error:
        raise Trouble(error.message, error.help) from error
    return Bench(project, people, language(lang)), first


def _first(ruleset: str | None) -> "tuple[Project, Callable[[], Opened]]":
    """The project, and what opens the text that was asked for: a file of it, else a copy of a shipped ruleset."""
    from ssi_rules.web.project import Project, first_of
    from ssi_rules.workspace.places import real_path, shipped_home

    path = Path(ruleset or ".")
    # What is installed is not for writing.
    is_own = path.is_file() and not shipped_home().holds(real_path(path))
    project = Project.around(path.parent if is_own else Path.cwd())
    return project, lambda: first_of(project, ruleset)
