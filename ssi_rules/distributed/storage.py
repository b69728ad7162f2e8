"""Files and folders wherever Spark keeps them: this machine, HDFS, or a bucket; asked through Hadoop, as Spark does."""

from __future__ import annotations

import re
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from ssi_rules.distributed.trouble import failures, said
from ssi_rules.sources.dataset import DataError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyspark.sql import SparkSession

_SPECIAL = re.compile(r"([*?\[\]{}\\])")


class Storage:
    """A path, which need not exist.

    Attributes:
        shown: As the user named it.
    """

    def __init__(self, session: SparkSession, path: str) -> None:
        self.shown = path
        self._session = session
        with self._told():
            self._path = _java(session).org.apache.hadoop.fs.Path(path)
            self._files = self._path.getFileSystem(session.sparkContext._jsc.hadoopConfiguration())  # noqa: SLF001 -- where Spark's own Python asks

    @property
    def name(self) -> str:
        """Its last part."""
        return str(self._path.getName())

    @property
    def pattern(self) -> str:
        """The path as Spark reads it: with a character in it that stands for others, it means itself."""
        with self._told():
            return _SPECIAL.sub(r"\\\1", str(self._files.makeQualified(self._path).toString()))

    @property
    def path(self) -> str:
        """The path as Spark writes to it."""
        with self._told():
            return str(self._files.makeQualified(self._path).toString())

    def exists(self) -> bool:
        """Whether there is something."""
        with self._told():
            return bool(self._files.exists(self._path))

    def is_folder(self) -> bool:
        """Whether it is a folder."""
        with self._told():
            return bool(self._files.getFileStatus(self._path).isDirectory())

    def entries(self) -> list[Storage]:
        """What a folder holds, in order of names, without what programs hide there."""
        with self._told():
            names = [str(each.getPath().getName()) for each in self._files.listStatus(self._path)]
        return [self / name for name in sorted(names) if not name.startswith((".", "_"))]

    def __truediv__(self, name: str) -> Storage:
        """Something in a folder."""
        return Storage(self._session, f"{self.shown.rstrip('/')}/{name}")

    def beside(self, name: str) -> Storage:
        """Something in the same folder."""
        above, slash, _ = self.shown.rstrip("/").rpartition("/")
        return Storage(self._session, f"{above}{slash}{name}")

    def move_to(self, other: Storage) -> None:
        """Give it another's place, which is free.

        Raises:
            DataError: It could not be moved.
        """
        with self._told():
            moved = bool(self._files.rename(self._path, other._path))
        if not moved:
            raise DataError(other.shown, "the finished result could not be put in its place")

    def remove(self) -> None:
        """Delete it with all it holds; nothing there is nothing to do."""
        with self._told():
            self._files.delete(self._path, True)  # noqa: FBT003 -- Java has no other way to say so

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except failures() as error:
            raise DataError(self.shown, f"cannot be reached: {said(error)}") from None


def _java(session: SparkSession) -> Any:
    return session.sparkContext._jvm  # noqa: SLF001 -- where Spark's own Python asks
