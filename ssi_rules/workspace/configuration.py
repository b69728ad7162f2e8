"""Finds the configuration of a file, and reads it: the nearest ``ssi.toml`` or ``[tool.ssi]`` upward, and no other."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ssi_rules.codes import Severity
from ssi_rules.lint.limits import Limits
from ssi_rules.workspace.errors import ConfigurationError
from ssi_rules.workspace.places import home_of_folder, real_path
from ssi_rules.workspace.selectors import fault
from ssi_rules.workspace.settings import OFF, Choice, ForPaths, Settings
from ssi_rules.workspace.toml import Section, read_toml

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

OWN, SHARED = "ssi.toml", "pyproject.toml"
LEVELS = (*(each.value for each in Severity), OFF)
KEYS = ("select", "ignore", "exclude", "baseline", "fail-level", "levels", "limits", "paths")
PATH_KEYS = ("match", "ignore", "levels")
LIMIT_KEYS = ("cliff-points", "title-length")


@dataclass(slots=True)
class Configurations:
    """The settings of every file of a run.

    Attributes:
        choice: What the command line says over all of them.
        file: The one configuration to go by, wherever the rules lie; None to look for the nearest.
        isolated: Whether to go by none.
    """

    choice: Choice = field(default_factory=Choice)
    file: Path | None = None
    isolated: bool = False
    _of: dict[Path, Settings] = field(default_factory=dict)
    _read: dict[Path | None, Settings] = field(default_factory=dict)

    def of_folder(self, folder: Path) -> Settings:
        """The settings of the files of a folder, given by its real path.

        Raises:
            ConfigurationError: The configuration has a fault.
        """
        if folder not in self._of:
            self._of[folder] = self._settings(
                None if self.isolated else self.file or nearest_configuration(folder)
            )
        return self._of[folder]

    def used(self) -> tuple[str, ...]:
        """The names of the files that settings came from so far."""
        return tuple(each.name for each in self._read.values() if each.name is not None)

    def _settings(self, file: Path | None) -> Settings:
        if file not in self._read:
            self._read[file] = self.choice.over(Settings() if file is None else read_configuration(file))
        return self._read[file]


def nearest_configuration(folder: Path) -> Path | None:
    """The configuration file that counts in a folder; none above the repository's root is looked at."""
    for each in (folder, *folder.parents):
        if (each / OWN).is_file():
            return each / OWN
        if (each / SHARED).is_file() and _has_section(each / SHARED):
            return each / SHARED
        if (each / ".git").exists():
            return None
    return None


def _has_section(file: Path) -> bool:
    """Whether a shared file speaks of us; one that cannot be read is somebody else's to mend."""
    try:
        text = file.read_text(encoding="utf-8")
        return "ssi" in text and _section(text, file.name) is not None
    except (OSError, UnicodeDecodeError):
        return False
    except ConfigurationError:
        return "[tool.ssi" in text


def _section(text: str, name: str) -> Mapping[str, object] | None:
    tool = read_toml(text, name).get("tool")
    own = tool.get("ssi") if isinstance(tool, dict) else None
    return own if isinstance(own, dict) else None


def read_configuration(file: Path) -> Settings:
    """The settings that a file holds.

    Raises:
        ConfigurationError: It cannot be read, or says something that has no meaning.
    """
    home, real = home_of_folder(real_path(file.parent)), real_path(file)
    name = home.inside + (real.relative_to(home.folder).as_posix() if home.holds(real) else file.name)
    try:
        text = file.read_text(encoding="utf-8")
    except OSError as error:
        raise ConfigurationError(
            f"{file}: {error.strerror or error}.", "--config names an ssi.toml"
        ) from error
    except UnicodeDecodeError as error:
        raise ConfigurationError(f"{name}: this is not UTF-8 text.", "save it as UTF-8") from error
    if file.name == SHARED:
        return _read(Section(name, text, "tool.ssi", _section(text, name) or {}), real_path(file.parent))
    top = Section(name, text, "", read_toml(text, name))
    if "tool" in top.values:
        raise top.fault(
            "tool", "settings stand at the top here", "leave out `tool.ssi`, which is for pyproject.toml"
        )
    return _read(top, real_path(file.parent))


def _read(top: Section, folder: Path) -> Settings:
    top.only(KEYS)
    baseline, fail_level = top.text_of("baseline"), top.choice("fail-level", LEVELS[:-1])
    return Settings(
        folder=folder,
        name=top.name,
        select=_selectors(top, "select", to_leave_out=False) if "select" in top.values else Settings().select,
        ignore=_selectors(top, "ignore", to_leave_out=True),
        levels=_levels(top.table("levels")),
        limits=_limits(top.table("limits")),
        exclude=top.texts("exclude"),
        baseline=None if baseline is None else folder / baseline,
        fail_level=Severity.ERROR if fail_level is None else Severity(fail_level),
        paths=tuple(map(_for_paths, top.tables("paths"))),
    )


def _for_paths(section: Section) -> ForPaths:
    section.only(PATH_KEYS)
    match = section.texts("match")
    if not match:
        raise section.fault("paths", "`match` is missing", 'name the files: `match = ["drafts/**"]`')
    ignore = _selectors(section, "ignore", to_leave_out=True)
    return ForPaths(match, ignore, _levels(section.table("levels")))


def _selectors(section: Section, key: str, *, to_leave_out: bool) -> tuple[str, ...]:
    selectors = section.texts(key)
    for each in selectors:
        wrong = fault(each, to_leave_out=to_leave_out)
        if wrong is not None:
            raise section.fault(key, *wrong, each)
    return selectors


def _levels(section: Section) -> Mapping[str, Severity | None]:
    levels = {}
    for selector in section.values:
        wrong = fault(selector, to_leave_out=True)
        if wrong is not None:
            raise section.fault(selector, *wrong)
        level = section.choice(selector, LEVELS)
        levels[selector] = None if level in (None, OFF) else Severity(level)
    return levels


def _limits(section: Section) -> Limits:
    section.only(LIMIT_KEYS)
    usual = Limits()
    return Limits(
        cliff_points=section.number("cliff-points", usual.cliff_points, scale=100),
        title_length=section.number("title-length", usual.title_length),
    )
