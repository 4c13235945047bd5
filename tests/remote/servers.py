"""Others' servers, started on free ports of the loopback interface with an empty store."""

from __future__ import annotations

import contextlib
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

OXIGRAPH = Path(sys.executable).parent / "oxigraph"
VIRTUOSO = "virtuoso-t"
LOGIN = {"KG_STORE_USER": "dba", "KG_STORE_PASSWORD": "dba"}
"""What a new store of Virtuoso's knows; only its own address for updates asks for it."""
QUIET = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}

_INI = """\
[Database]
DatabaseFile = v.db
ErrorLogFile = v.log
LockFile = v.lck
TransactionFile = v.trx
xa_persistent_file = v.pxa
FileExtend = 200
[TempDatabase]
DatabaseFile = temp.db
TransactionFile = temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
NumberOfBuffers = 10000
MaxDirtyBuffers = 6000
DirsAllowed = .
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerThreads = 10
[SPARQL]
ResultSetMaxRows = {rows}
"""


@dataclass
class Running:
    """A server that can be ended and started again on the same store."""

    url: str
    port: int
    command: list[str]
    folder: Path
    process: subprocess.Popen | None = None

    def start(self) -> Running:
        self.process = subprocess.Popen(self.command, cwd=self.folder, **QUIET)
        end = time.monotonic() + 60
        while time.monotonic() < end and self.process.poll() is None:
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port), 1):
                return self
            time.sleep(0.05)
        raise AssertionError(f"{self.command[0]} does not start")

    def kill(self) -> None:
        if self.process is not None:
            self.process.kill()
            self.process.wait()


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return free.getsockname()[1]


@contextlib.contextmanager
def oxigraph(folder: Path) -> Iterator[Running]:
    port = free_port()
    command = [str(OXIGRAPH), "serve", "--location", str(folder / "store"), "--bind", f"127.0.0.1:{port}"]
    running = Running(f"http://127.0.0.1:{port}", port, command, folder)
    try:
        yield running.start()
    finally:
        running.kill()


@contextlib.contextmanager
def virtuoso(folder: Path, rows: int = 100_000) -> Iterator[Running]:
    port = free_port()
    (folder / "virtuoso.ini").write_text(_INI.format(sql=free_port(), http=port, rows=rows), encoding="utf-8")
    command = [VIRTUOSO, "-f", "-c", str(folder / "virtuoso.ini")]
    running = Running(f"http://127.0.0.1:{port}", port, command, folder)
    try:
        yield running.start()
    finally:
        running.kill()


def has_virtuoso() -> bool:
    return shutil.which(VIRTUOSO) is not None
