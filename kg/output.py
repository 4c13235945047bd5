"""Writing results whole or not at all.

A build writes into a folder of its own beside the results. When all is written, one rename makes that
folder the pending result, and its entries are then moved to their places one by one. Whoever comes after
a process that was killed in between finishes the moving, so a result is never half old and half new.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kg.errors import OutputError

_STAGE = ".building-"
_PENDING = ".pending"
_OLD = ".old"


@contextmanager
def staged(folder: Path) -> Iterator[Path]:
    """Yield an empty folder whose entries replace those of `folder` of the same name, if all goes well.

    After an exception, an interrupt included, `folder` is as before.

    Raises:
        OutputError: If `folder` cannot be written.
    """
    with _writing(folder):
        folder.mkdir(parents=True, exist_ok=True)
        finish(folder)
        _sweep(folder)
        stage = folder / f"{_STAGE}{os.getpid()}"
        stage.mkdir()
    try:
        yield stage
        with _writing(folder):
            stage.rename(folder / _PENDING)
            finish(folder)
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def finish(folder: Path) -> None:
    """Move a pending result to its place; nothing happens where there is none.

    Raises:
        OutputError: If `folder` cannot be written.
    """
    pending = folder / _PENDING
    if not pending.is_dir():
        return
    with _writing(folder):
        for entry in sorted(pending.iterdir()):
            _replace(entry, folder / entry.name, folder / _OLD)
        shutil.rmtree(folder / _OLD, ignore_errors=True)
        pending.rmdir()


def _replace(entry: Path, target: Path, old: Path) -> None:
    if (
        target.is_dir() and not target.is_symlink()
    ):  # a folder is not replaced by a rename: first move it aside
        shutil.rmtree(old, ignore_errors=True)
        target.rename(old)
    entry.replace(target)


def write_text(file: Path, text: str) -> None:
    """Write `text` as UTF-8 to `file`, which is replaced in one step.

    Raises:
        OutputError: If it cannot be written.
    """
    with _writing(file):
        file.parent.mkdir(parents=True, exist_ok=True)
        if file.is_dir():
            raise OutputError(f"{file} is a folder; name a file")
        with tempfile.NamedTemporaryFile(
            "wb", dir=file.parent, prefix=f".{file.name}.", delete=False
        ) as temporary:
            path = Path(temporary.name)
            try:
                temporary.write(text.encode("utf-8"))
                temporary.close()
                path.chmod(0o666 & ~_umask())  # a temporary file is made for its owner only
                path.replace(file)
            finally:
                path.unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)  # it can only be read by setting it
    os.umask(mask)
    return mask


def _sweep(folder: Path) -> None:
    """Remove what killed builds left, but not the folder of one that is still running."""
    for stage in folder.glob(f"{_STAGE}*"):
        number = stage.name.removeprefix(_STAGE)
        if not number.isdigit() or int(number) == os.getpid() or not _running(int(number)):
            shutil.rmtree(stage, ignore_errors=True)


def _running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        pass  # somebody else's, so it runs; or no number a process can have, which nobody minds
    return True


@contextmanager
def _writing(place: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise OutputError(f"{place}: cannot be written: {error.strerror or error}") from error
