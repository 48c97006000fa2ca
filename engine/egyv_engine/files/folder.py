"""The one place that reads a programme from disk: a folder as a mapping of paths to bytes, read when asked for."""

from collections.abc import Iterator, Mapping
from io import BufferedReader, BytesIO
from pathlib import Path, PurePosixPath

RULE_FOLDERS = ("principles", "rules", "surveys", "reports")


class Folder(Mapping[PurePosixPath, bytes]):
    """The files of a programme's folder. Links that lead out of it are not followed: such files are not there."""

    def __init__(self, root: Path) -> None:
        self.root = root.resolve()
        self._read: dict[PurePosixPath, bytes] = {}

    def __getitem__(self, file: PurePosixPath) -> bytes:
        if file not in self._read:
            path = self.root / file
            if not self._inside(path) or not path.is_file():
                raise KeyError(file)
            self._read[file] = path.read_bytes()
        return self._read[file]

    def __contains__(self, file: object) -> bool:
        path = self.root / file if isinstance(file, PurePosixPath) else None
        return path is not None and self._inside(path) and path.is_file()

    def __iter__(self) -> Iterator[PurePosixPath]:
        """programme.yaml and what lies in the programme's own folders, sorted."""
        if PurePosixPath("programme.yaml") in self:
            yield PurePosixPath("programme.yaml")
        for folder in RULE_FOLDERS:
            for path in sorted((self.root / folder).rglob("*")):
                file = PurePosixPath(path.relative_to(self.root).as_posix())
                if file in self:
                    yield file

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def path(self, file: PurePosixPath) -> Path:
        """Where a file that is there lies."""
        return self.root / file

    def _inside(self, path: Path) -> bool:
        return path.resolve().is_relative_to(self.root)


def read_folder(path: Path) -> Folder:
    """The files of a programme's folder; each is read when first asked for."""
    return Folder(path)


def open_file(files: Mapping[PurePosixPath, bytes], file: PurePosixPath) -> BufferedReader | BytesIO:
    """A stream of a file that is there, without holding the whole of a file on disk in memory."""
    return files.path(file).open("rb") if isinstance(files, Folder) else BytesIO(files[file])


def size_of(files: Mapping[PurePosixPath, bytes], file: PurePosixPath) -> int:
    """The bytes of a file that is there."""
    return files.path(file).stat().st_size if isinstance(files, Folder) else len(files[file])
