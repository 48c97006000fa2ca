"""Reads a programme from disk: a folder as a mapping of paths to bytes. No other module reads a programme."""

from collections.abc import Iterator, Mapping
from io import BufferedReader, BytesIO
from pathlib import Path, PurePosixPath

RULE_FOLDERS = ("principles", "rules", "surveys", "reports")


class Folder(Mapping[PurePosixPath, bytes]):
    """The files of a programme's folder, each read when it is first accessed.

    Links that lead out of the folder are not followed; the mapping does not have such files.
    """

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
        """Yield programme.yaml and the files in the folders of a programme, sorted."""
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
        """Return the path on disk of a file in the folder."""
        return self.root / file

    def _inside(self, path: Path) -> bool:
        return path.resolve().is_relative_to(self.root)


def read_folder(path: Path) -> Folder:
    """Return the files of a programme's folder; each is read when it is first accessed."""
    return Folder(path)


def open_file(files: Mapping[PurePosixPath, bytes], file: PurePosixPath) -> BufferedReader | BytesIO:
    """Return a binary stream of a file, without reading a file on disk into memory as a whole.

    Args:
        files: The files of a programme.
        file: The path of one of them.
    """
    return files.path(file).open("rb") if isinstance(files, Folder) else BytesIO(files[file])


def size_of(files: Mapping[PurePosixPath, bytes], file: PurePosixPath) -> int:
    """Return the size of a file in bytes.

    Args:
        files: The files of a programme.
        file: The path of one of them.
    """
    return files.path(file).stat().st_size if isinstance(files, Folder) else len(files[file])
