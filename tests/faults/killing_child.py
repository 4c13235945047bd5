"""What is killed: commands of `kg`, each in a process forked from one that has loaded everything, with a stub as reader."""

from __future__ import annotations

import io
import os
import signal
import sys
import time
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path

HERE = Path(__file__).resolve().parent
_COUNTED = ("open", "os.", "shutil.", "sqlite3.", "pathlib.", "socket.connect")
_PLACES = (str(HERE), str(HERE.parent), *filter(None, [os.environ.get("PYTHONPATH")]))
os.environ["PYTHONPATH"] = os.pathsep.join(_PLACES)  # for the process that loads everything
_METHODS = get_context("forkserver")
_METHODS.set_forkserver_preload(["killing_loaded"])


class Command:
    """One command in a process of its own."""

    def __init__(self, folder: Path, arguments: tuple[str, ...], last: int = 0) -> None:
        """Start it, and return when it begins to work.

        Args:
            folder: Where it is run.
            arguments: What follows `kg`.
            last: Which of its calls to the system it does not live to make; 0 for none.
        """
        self._ears, mouth = _METHODS.Pipe(duplex=False)
        self._process = _METHODS.Process(target=_run, args=(folder, arguments, last, mouth), daemon=True)
        self._process.start()
        mouth.close()
        assert self._ears.recv() == "go"
        self.begun = time.monotonic()
        self.calls = 0
        self.errors = ""

    @property
    def alive(self) -> bool:
        """Whether it still runs."""
        return self._process.is_alive()

    def kill(self) -> bool:
        """End it with -9 and return whether it had not ended before."""
        self._process.kill()
        self._process.join()
        return self._process.exitcode == -signal.SIGKILL

    def wait(self) -> int:
        """Let it end, and return its exit code."""
        try:
            self.calls, self.errors = self._ears.recv()
        except EOFError:
            self.errors = "it ended without a word"
        self._process.join(120)
        assert self._process.exitcode is not None, "it does not end"
        return self._process.exitcode


def _run(folder: Path, arguments: tuple[str, ...], last: int, mouth: Connection) -> None:
    import killing_loaded  # noqa: PLC0415  # only in the process that is killed

    os.chdir(folder)
    sys.stderr = io.StringIO()
    calls = 0

    def audit(event: str, _args: object) -> None:
        nonlocal calls
        if event.startswith(_COUNTED):
            calls += 1
            if calls == last:
                os.kill(os.getpid(), signal.SIGKILL)

    mouth.send("go")
    sys.addaudithook(audit)
    code = killing_loaded.run(arguments)
    last = 0
    mouth.send((calls, sys.stderr.getvalue()))
    mouth.close()
    sys.exit(code)
