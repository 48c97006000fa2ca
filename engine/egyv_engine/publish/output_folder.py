"""Replaces the output folder as a whole: fills a sibling folder, the receipt last, then exchanges the two.

The folder always has either its earlier or its new content. Where the system cannot exchange two folders in one step,
the output folder is absent between two renames; if a run dies there, the earlier folder is kept under another name and
the next run restores it. Files that are not listed in a receipt belong to somebody else and are carried over. Files
that are listed and were edited since are not overwritten.
"""

import hashlib
import os
import shutil
import stat
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from egyv_engine.files.folder import LINK_TO_ITSELF, RULE_FOLDERS, leads_to_itself
from egyv_engine.files.locking import OnWait, locked
from egyv_engine.publish.receipt import NAME, outputs_of
from egyv_engine.publish.swapped_folders import swap_folders

# What Windows calls "access is denied", as for a folder, and "used by another process".
_OPEN_ELSEWHERE = (5, 32)


class RefusedError(Exception):
    """The output folder cannot be used. The message says why and what to do."""


def check_folder(out: Path, *, programme: Path | None = None, on_wait: OnWait = lambda _folder: None) -> None:
    """Check, before any work is done, that `out` may be written to.

    Args:
        out: The output folder.
        programme: The programme's folder, whose own folders of rules and data are no output folders.
        on_wait: Called with the folder that another program has locked, before the call waits for it.

    Raises:
        RefusedError: The folder cannot be used, holds files and no receipt that shows that they are from this engine,
            or holds a file of an earlier run that was edited since.
    """
    with _refusing(out):
        out = _resolved(out, programme)
        _check_parent(out)
        if out.parent.exists():
            with locked(out.parent, on_wait):
                _check_replaceable(out)
                _own_files(out)


def write_folder(
    out: Path,
    files: Mapping[str, bytes],
    *,
    programme: Path | None = None,
    on_wait: OnWait = lambda _folder: None,
) -> None:
    """Replace the files of an earlier run in `out` by these, and keep files that are not from the engine.

    Args:
        out: The folder; it and its parents are made if they do not exist.
        files: The content of each file by its name, which may begin with that of a folder. The receipt must be among them.
        programme: The programme's folder, whose own folders of rules and data are no output folders.
        on_wait: Called with the folder that another program has locked, before the call waits for it.

    Raises:
        RefusedError: The folder cannot be written to, holds files that are not from this engine, or holds a file of an
            earlier run that was edited since.
    """
    if NAME not in files:
        raise ValueError("the files of a run must include its receipt")
    with _refusing(out):
        out = _resolved(out, programme)
        new, old = _sibling(out, "new"), _sibling(out, "old")
        _check_parent(out)
        out.parent.mkdir(parents=True, exist_ok=True)
        with locked(out.parent, on_wait):
            _check_replaceable(out)
            _restore(out, old)
            own = _own_files(out)
            _remove(new)
            try:
                _fill(out, new, own, files)
                _swap(out, new, old)
            except BaseException:
                with suppress(OSError):  # the fault itself is reported; on a full disk this makes room
                    _remove(new)
                raise
            _sync(out.parent)
            _remove_old(out, old)


@contextmanager
def _refusing(out: Path) -> Iterator[None]:
    """Turn what the system says into the reason why a folder is refused."""
    try:
        yield
    except (OSError, RuntimeError) as fault:
        words = f"it {LINK_TO_ITSELF}" if leads_to_itself(fault) else _in_words(fault)
        raise RefusedError(f"cannot write to {out}: {words}") from fault


def _in_words(fault: OSError | RuntimeError) -> str:
    """Return what the system says, with what to do on Windows, where an open file can be neither replaced nor removed."""
    words = getattr(fault, "strerror", None) or str(fault)
    if getattr(fault, "winerror", None) in _OPEN_ELSEWHERE:
        words += "; close the programs that have one of its files open, such as a spreadsheet"
    return words


def _resolved(out: Path, programme: Path | None) -> Path:
    """Return the folder's path without links; refuse the root of the system and the folders of the programme."""
    if "\0" in str(out):
        raise RefusedError("the name of the output folder contains a null character")
    try:
        resolved = out.resolve()
    except FileNotFoundError as fault:
        raise RefusedError(f"cannot write to {out}: the current folder does not exist any more") from fault
    if not resolved.name:
        raise RefusedError(f"{out} is the root of the file system; name a folder in it with --out")
    if os.path.ismount(resolved):
        raise RefusedError(
            f"{out} is where a file system is mounted, and cannot be replaced as a whole; name a folder in it, such as "
            f"{out / 'out'}"
        )
    # Where the current folder does not exist any more, it is not within this one.
    with suppress(FileNotFoundError):
        if Path.cwd().is_relative_to(resolved):
            raise RefusedError(
                f"{out} is the current folder or above it, and is replaced as a whole; name another folder with --out, or "
                "start the run elsewhere"
            )
    for name in RULE_FOLDERS:
        if programme is not None and resolved.is_relative_to((programme / name).resolve()):
            raise RefusedError(
                f"{out} is in {name}/ of the programme, which holds its rules and data; name another folder with --out"
            )
    return resolved


def _check_path(path: Path) -> None:
    """Raise what the system says against a path, such as that its name is too long; from Python 3.14 on, `Path.exists` does not."""
    with suppress(FileNotFoundError, NotADirectoryError):
        path.stat()


def _check_parent(out: Path) -> None:
    """Check that a folder is not below a file, and that this user may write to the folder that it is in."""
    above = next(path for path in out.parents if os.path.lexists(path))
    if not above.is_dir():
        raise RefusedError(f"{above} is a file, so the folder {out} cannot be made")
    if not _may_write(above):
        raise RefusedError(f"you may not write to {above}; name another folder with --out")
    _check_path(out)


def _check_replaceable(out: Path) -> None:
    """Check that this user may replace a folder and clear the earlier one away, while no other run writes next to it."""
    parent = out.parent
    if out.exists() and _is_kept_from_others(parent) and not _is_owner(out) and not _is_owner(parent):
        raise RefusedError(
            f"{out} belongs to another user, and only that user may replace it; name another folder"
        )
    for role in ("new", "old"):
        left = _sibling(out, role)
        _check_path(left)
        closed = _closed_folder(left)
        if closed is not None:
            raise RefusedError(
                f"{left} is left from an earlier run and cannot be removed, because you may not write to {closed}; let "
                "its owner remove it, or name another folder with --out"
            )
    inner = (
        (path for path in out.iterdir() if path.is_dir() and not path.is_symlink()) if _may_read(out) else ()
    )
    for path in inner:
        closed = _closed_folder(path)
        if closed is not None:
            raise RefusedError(
                f"{closed} belongs to another user and cannot be kept when {out} is replaced; let its owner move it, or "
                "name another folder with --out"
            )


def _closed_folder(path: Path) -> Path | None:
    """Return a folder in `path`, or `path` itself, that has content and that this user may not read or change."""
    if path.is_symlink() or not path.is_dir():
        return None
    if not _may_read(path):
        return path
    held = sorted(path.iterdir())
    if held and not _may_write(path):
        return path
    return next((closed for each in held if (closed := _closed_folder(each)) is not None), None)


def _may_write(folder: Path) -> bool:
    return _may(folder, os.W_OK | os.X_OK)


def _may_read(folder: Path) -> bool:
    return folder.is_dir() and _may(folder, os.R_OK | os.X_OK)


def _may(path: Path, rights: int) -> bool:
    return os.access(path, rights, effective_ids=os.access in os.supports_effective_ids)


def _is_kept_from_others(folder: Path) -> bool:
    """Return whether only the owner of an entry of a folder may rename it, as in /tmp."""
    return bool(folder.stat().st_mode & stat.S_ISVTX)


def _is_owner(path: Path) -> bool:
    return sys.platform == "win32" or os.geteuid() in (0, path.stat().st_uid)


def _fill(out: Path, new: Path, own: frozenset[str], files: Mapping[str, bytes]) -> None:
    """Make the new folder, with the files of others first and the receipt last, and sync it to the disk."""
    new.mkdir()
    if out.exists():
        _copy_rights(out, new)
    _carry_over(out, new, own, frozenset(files))
    for name in sorted(files, key=lambda n: (n == NAME, n)):
        path = new / name
        path.parent.mkdir(exist_ok=True)
        with path.open("wb") as stream:
            stream.write(files[name])
            stream.flush()
            os.fsync(stream.fileno())
    for folder in sorted({(new / name).parent for name in files}):
        _sync(folder)


def _copy_rights(folder: Path, new: Path) -> None:
    """Set the mode of a new folder to that of the earlier one, and its owner and group where this user may."""
    shutil.copymode(folder, new)
    if sys.platform != "win32":
        found = folder.stat()
        for user, group in ((-1, found.st_gid), (found.st_uid, -1)):
            with suppress(OSError):
                os.chown(new, user, group)


def _sync(folder: Path) -> None:
    """Make the names in a folder last through a loss of power, where the system can do that."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):  # some file systems cannot sync a folder
            os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _sibling(out: Path, role: str) -> Path:
    return out.with_name(f".{out.name}.egyv-{role}")


def _restore(out: Path, old: Path) -> None:
    """Clear up after a run that died between the two renames, or before it removed the old folder."""
    if not old.exists():
        return
    if not out.exists():
        old.rename(out)
    elif _receipt_outputs(out) is not None:
        # Both renames were done, and files that are not ours had been carried over before.
        _remove_old(out, old)


def _own_files(out: Path) -> frozenset[str]:
    """Return the names of the files in `out` that an earlier run wrote."""
    if not out.exists():
        return frozenset()
    if not out.is_dir():
        raise RefusedError(f"{out} is a file, not a folder")
    try:
        is_empty = not any(out.iterdir())
    except OSError as fault:
        raise RefusedError(f"cannot read {out}: {fault.strerror or fault}") from fault
    if not _may_write(out):
        raise RefusedError(f"you may not write to {out}; name another folder with --out")
    if is_empty:
        return frozenset()
    outputs = _receipt_outputs(out)
    if outputs is None and (out / NAME).is_file() and not _may(out / NAME, os.R_OK):
        raise RefusedError(f"you may not read {out / NAME}; name another folder with --out")
    if outputs is None:
        raise RefusedError(
            f"{out} is not empty and holds no receipt of egyv-engine; name another folder with --out"
        )
    for name in sorted(outputs):
        path = out / name
        if os.path.lexists(path) and _sha256(path) != outputs[name]:
            raise RefusedError(
                f"{path} was edited after egyv-engine had written it, and would be overwritten; move it away, or name "
                "another folder with --out"
            )
    return frozenset(outputs) | {NAME}


def _receipt_outputs(out: Path) -> Mapping[str, str] | None:
    """Return the hash of each file that the receipt in a folder lists; None where it has no receipt of this engine."""
    receipt = out / NAME
    try:
        return outputs_of(receipt.read_bytes()) if receipt.is_file() else None
    except OSError:
        return None


def _sha256(path: Path) -> str | None:
    """Return the hash of a file; None for anything else, which this engine has not written."""
    if not path.is_file():
        return None
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except PermissionError as fault:
        raise RefusedError(
            f"you may not read {path}, so whether it was edited is unknown; move it away"
        ) from fault


def _carry_over(
    out: Path, new: Path, own: frozenset[str], names: frozenset[str], *, within: str = ""
) -> None:
    """Put every file in `out` that is not from the engine into `new`, as a link where possible, else as a copy.

    Args:
        out: The folder, or a folder in it that holds files of the engine.
        new: What takes its place.
        own: The names of the files of the earlier run, those in folders with the names of these.
        names: The names of the files of this run.
        within: What the names of files in this folder begin with.
    """
    for path in sorted(out.iterdir()) if out.exists() else []:
        name, to = f"{within}{path.name}", new / path.name
        if name in own:
            continue
        is_folder = path.is_dir() and not path.is_symlink()
        if name in names or (not is_folder and _has_files_in(name, names)):
            raise RefusedError(f"{path} is not from egyv-engine and would be overwritten; move it away")
        if is_folder and _has_files_in(name, own | names):
            _carry_over(path, to, own, names, within=f"{name}/")
        elif is_folder:
            shutil.copytree(path, to, symlinks=True, copy_function=_link)
        else:
            to.parent.mkdir(exist_ok=True)
            _link(path, to)


def _has_files_in(folder: str, names: frozenset[str]) -> bool:
    return any(name.startswith(f"{folder}/") for name in names)


def _link(path: str | Path, to: str | Path) -> None:
    try:
        os.link(path, to, follow_symlinks=False)
    except OSError:
        shutil.copy2(path, to, follow_symlinks=False)


def _swap(out: Path, new: Path, old: Path) -> None:
    """Put the new folder into the place of the earlier one, which becomes `old`."""
    if out.exists():
        if swap_folders(new, out):
            new.rename(old)
            return
        out.rename(old)
    try:
        new.rename(out)
    except OSError:
        if old.exists():
            old.rename(out)
        raise


def _remove(folder: Path) -> None:
    if folder.exists():
        shutil.rmtree(folder)


def _remove_old(out: Path, old: Path) -> None:
    """Clear away the folder of the earlier run once the new one is in place."""
    try:
        _remove(old)
    except OSError as fault:
        raise RefusedError(
            f"{out} holds the new files, but those of the earlier run cannot be removed: remove {old} ({_in_words(fault)})"
        ) from fault
