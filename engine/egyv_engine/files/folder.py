"""Reads a programme from disk: a folder as a mapping of paths to bytes. No other module reads a programme."""

import errno
import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping
from io import BufferedReader, BytesIO
from pathlib import Path, PurePosixPath

from egyv_engine.model.label_forms import without_capital

MAIN_FILE = PurePosixPath("programme.yaml")
RULE_FOLDERS = ("principles", "rules", "surveys", "reports")
LARGEST_RULE_FILE = 4 * 1024 * 1024  # bytes
LINK_TO_ITSELF = "is a link that leads to itself"
_FOLDER = "is a folder, not a file"


class ChangedFileError(OSError):
    """A file has other bytes than when it was first read. The message names it."""


class Folder(Mapping[PurePosixPath, bytes]):
    """The files of a programme's folder, each read when it is first accessed.

    The mapping has the files that can be read. It has no folder, no file that may not be read, and no link that leads
    out of the folder or to nothing; `obstacle` says which of these a path is. A file that was read stays in the mapping,
    also if it is deleted afterwards, so that the receipt lists it.
    """

    def __init__(self, root: Path) -> None:
        self.root = root.resolve()
        self._read: dict[PurePosixPath, bytes] = {}
        self._stamps: dict[PurePosixPath, tuple[int, ...]] = {}

    def __getitem__(self, file: PurePosixPath) -> bytes:
        if file not in self._read:
            if file not in self:
                raise KeyError(file)
            # Of a larger rule file, enough is read to report its size: it may have gigabytes.
            most = LARGEST_RULE_FILE + 1 if file.suffix == ".yaml" else -1
            with self.open(file) as stream:
                self._read[file] = stream.read(most)
        return self._read[file]

    def __contains__(self, file: object) -> bool:
        return isinstance(file, PurePosixPath) and (file in self._read or self._status(file) == "")

    def __iter__(self) -> Iterator[PurePosixPath]:
        """Yield programme.yaml and the files in the folders of a programme, sorted."""
        if MAIN_FILE in self:
            yield MAIN_FILE
        for folder in RULE_FOLDERS:
            read = (file for file in self._read if file.parts[0] == folder)
            for file in sorted({*self._names(folder), *read}):
                if file in self:
                    yield file

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def path(self, file: PurePosixPath) -> Path:
        """Return the path on disk of a file in the folder."""
        return self.root / file

    def open(self, file: PurePosixPath) -> BufferedReader | BytesIO:
        """Return a binary stream of a file; the bytes are those of its first read.

        Raises:
            ChangedFileError: The file was written since it was first opened, and its first bytes were not kept.
        """
        if file in self._read:
            return BytesIO(self._read[file])
        stream = self.path(file).open("rb")
        found = os.fstat(stream.fileno())
        stamp = (found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns)
        if self._stamps.setdefault(file, stamp) != stamp:
            stream.close()
            raise ChangedFileError(f"{file} was changed after it had been read; start again")
        return stream

    def has_read(self, path: Path) -> bool:
        """Return whether a path on disk is that of a file which was read, so that to write there would destroy a source.

        Args:
            path: The path, also one that leads there through a link.
        """
        target = path.resolve()
        return any(target == self.path(file).resolve() for file in {*self._read, *self._stamps})

    def obstacle(self, file: PurePosixPath) -> str | None:
        """Return why something with this path is not read, as the end of a sentence; None if nothing hinders."""
        return self._status(file) or None

    def names(self) -> Iterator[PurePosixPath]:
        """Yield every path below the folders of a programme, and those at the top, whether it can be read or not."""
        try:
            tops = sorted(path.name for path in self.root.iterdir())
        except OSError:
            tops = []
        for top in tops:
            yield PurePosixPath(top)
            if (self.root / top).is_dir() and not top.startswith("."):
                yield from sorted(self._names(top) if top in RULE_FOLDERS else self._members(top))

    def _names(self, folder: str) -> Iterator[PurePosixPath]:
        for base, folders, files in os.walk(self.root / folder):
            parent = PurePosixPath(Path(base).relative_to(self.root).as_posix())
            yield from (parent / name for name in (*folders, *files))

    def _members(self, folder: str) -> Iterator[PurePosixPath]:
        try:
            yield from (PurePosixPath(folder, path.name) for path in (self.root / folder).iterdir())
        except OSError:
            return

    def _status(self, file: PurePosixPath) -> str | None:
        """Return "" for a file that can be read, None where nothing has this path, or why it cannot be read."""
        path = self.root / file
        try:
            path.lstat()
        except (FileNotFoundError, NotADirectoryError, ValueError):  # a ValueError is a null character
            return None
        except OSError as fault:
            return _unreadable(fault)
        try:
            target = path.resolve(strict=True)
            if not target.is_relative_to(self.root):
                return "is a link that leads out of the programme's folder"
            if target.is_dir():
                os.scandir(target).close()
                return _FOLDER
            if not target.is_file():
                return "is not a file"  # a pipe, for example, which would be waited for
            target.open("rb").close()
        except FileNotFoundError:
            return "is a link to something that does not exist"
        except (OSError, RuntimeError) as fault:
            return LINK_TO_ITSELF if leads_to_itself(fault) else _unreadable(fault)
        return ""


def leads_to_itself(fault: OSError | RuntimeError) -> bool:
    """Return whether a fault is that of a link that leads to itself: before Python 3.13, `Path` raised a RuntimeError of its own.

    Args:
        fault: What finding the target of a path raised.
    """
    return not isinstance(fault, OSError) or fault.errno == errno.ELOOP


def _unreadable(fault: OSError | RuntimeError) -> str:
    words = getattr(fault, "strerror", None) or str(fault)
    return f"cannot be read: {without_capital(words)}"


def read_folder(path: Path) -> Folder:
    """Return the files of a programme's folder; each is read when it is first accessed."""
    return Folder(path)


def obstacle(files: Mapping[PurePosixPath, bytes], file: PurePosixPath) -> str | None:
    """Return why something with this path is not read, as the end of a sentence; None if nothing hinders.

    Args:
        files: The files of a programme.
        file: The path of one of them.
    """
    return files.obstacle(file) if isinstance(files, Folder) else None


def folder_obstacle(files: Mapping[PurePosixPath, bytes], folder: PurePosixPath) -> str | None:
    """Return why a folder cannot be searched, as the end of a sentence; None if it can, or if there is none.

    Args:
        files: The files of a programme.
        folder: The path of one of them.
    """
    why = obstacle(files, folder)
    return None if why == _FOLDER else why


def paths(files: Iterable[PurePosixPath]) -> list[PurePosixPath]:
    """Return the paths of a programme's files, sorted."""
    return sorted(iter(files))  # to sort the mapping itself would first count, and so look for, every file


def names(files: Mapping[PurePosixPath, bytes]) -> list[PurePosixPath]:
    """Return every path that a programme's folder has, whether it is read or not."""
    return list(files.names()) if isinstance(files, Folder) else list(files)


def open_file(files: Mapping[PurePosixPath, bytes], file: PurePosixPath) -> BufferedReader | BytesIO:
    """Return a binary stream of a file, without reading a file on disk into memory as a whole.

    Args:
        files: The files of a programme.
        file: The path of one of them.
    """
    return files.open(file) if isinstance(files, Folder) else BytesIO(files[file])


def size_of(files: Mapping[PurePosixPath, bytes], file: PurePosixPath) -> int:
    """Return the size of a file in bytes.

    Args:
        files: The files of a programme.
        file: The path of one of them.
    """
    return files.path(file).stat().st_size if isinstance(files, Folder) else len(files[file])


def sha256_of(files: Mapping[PurePosixPath, bytes], file: PurePosixPath) -> str:
    """Return the SHA-256 of the bytes that were read.

    Args:
        files: The files of a programme.
        file: The path of one of them.

    Raises:
        ChangedFileError: The file was written since then, and is too large to have been kept.
    """
    with open_file(files, file) as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    with open_file(files, file):  # once more: the file may have been written meanwhile
        return digest
