"""Worker processes and the questions they answer: each question has a deadline, and none holds up the others.

A question that is not answered within `patience_seconds` counts as slow: it goes on at low priority, and a fresh
worker takes its place for the others. Only so many may be slow at once; one more, and the one that has had the most time
is ended. So a question that is slow only because others keep the machine busy is answered. At the deadline, or when its
client has gone, a question's process is killed, which is the one thing that surely stops the engine.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import sys
from collections import deque
from pathlib import Path

from kg.config import Serve
from kg.errors import RequestError
from kg.serve.frames import HEAD_LIMIT, Answer, Question, head_of, question_line

_ENVIRONMENT = {"MALLOC_ARENA_MAX": "2"}
"""The C library reserves 64 MB of addresses for each thread that allocates, which would count as memory."""
_LOW = 10
"""Nice value of a slow question's process."""


class Worker:
    """One process and its pipes."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        """Wrap a process that `start` made."""
        self._process = process

    @classmethod
    async def start(cls, folder: Path, limits: Serve) -> Worker:
        """Start a process and wait until it can be asked.

        Raises:
            RequestError: 503 if it ends at once.
        """
        numbers = (limits.memory_mb, limits.deadline_seconds, limits.most_rows, limits.most_bytes)
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "kg.serve.worker", str(folder), *map(str, numbers),
            stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL, limit=HEAD_LIMIT, env={**os.environ, **_ENVIRONMENT},
        )  # fmt: skip
        worker = cls(process)
        if await worker._output.readline() != b"ready\n":
            raise RequestError(503, "a worker process does not start")
        return worker

    async def ask(self, question: Question) -> Answer:
        """Return the answer to one question.

        Raises:
            RequestError: 503 if the process dies over it, as for want of memory.
        """
        try:
            self._input.write(question_line(question))
            await self._input.drain()
            status, media_type, length = head_of(await self._output.readline())
            return Answer(status, media_type, await self._output.readexactly(length))
        except (ConnectionError, asyncio.IncompleteReadError, ValueError):
            # the line is empty where the process has ended
            raise RequestError(503, await self._why_it_ended()) from None

    async def _why_it_ended(self) -> str:
        if await self._process.wait() > 0:
            return "a mistake in geostance; please report it with the question"
        return "the question needs more memory or depth than the server gives"

    @property
    def alive(self) -> bool:
        """Whether the process runs."""
        return self._process.returncode is None

    def slow_down(self) -> None:
        """Let others go first."""
        with contextlib.suppress(ProcessLookupError, AttributeError):  # it has ended, or the system cannot
            os.setpriority(os.PRIO_PROCESS, self._process.pid, _LOW)

    async def kill(self) -> None:
        """End the process, whatever it does, and wait until it has."""
        with contextlib.suppress(ProcessLookupError):
            self._process.kill()
        await self._process.wait()

    @property
    def _input(self) -> asyncio.StreamWriter:
        if self._process.stdin is None:
            raise RequestError(503, "a worker process has no input")
        return self._process.stdin

    @property
    def _output(self) -> asyncio.StreamReader:
        if self._process.stdout is None:
            raise RequestError(503, "a worker process has no output")
        return self._process.stdout


class Pool:
    """The workers of one server."""

    def __init__(self, folder: Path, limits: Serve) -> None:
        """Remember what to serve; `open` starts the workers."""
        self._folder, self._limits = folder, limits
        self._idle: asyncio.Queue[Worker] = asyncio.Queue()
        self._all: set[Worker] = set()
        self._slow: deque[asyncio.Event] = deque()
        """One for each slow question, the oldest first: set when it is to give way."""
        self._starting: set[asyncio.Task[None]] = set()

    async def open(self) -> None:
        """Start the workers.

        Raises:
            RequestError: If one does not start.
        """
        for _ in range(self._limits.workers):
            await self._add()

    async def close(self) -> None:
        """End all workers."""
        for task in self._starting:
            task.cancel()
        await asyncio.gather(*self._starting, return_exceptions=True)
        await asyncio.gather(*(worker.kill() for worker in self._all))
        self._all.clear()

    async def ask(self, question: Question) -> Answer:
        """Answer a question by the next free worker.

        Raises:
            RequestError: 503 if no worker becomes free, the deadline passes, or the process dies over it.
        """
        try:
            worker = await asyncio.wait_for(self._idle.get(), self._limits.queue_seconds)
        except TimeoutError:
            raise RequestError(503, "too many questions at once; ask again in a while") from None
        asking = asyncio.create_task(worker.ask(question))
        try:
            done, _ = await asyncio.wait({asking}, timeout=self._limits.patience_seconds)
            answer = asking.result() if done else await self._patiently(worker, asking)
        except BaseException:  # whatever it is, also that the client has gone: this process is not used again
            asking.cancel()
            await self._discard(worker)
            raise
        if not done:  # its place was given to another
            await self._discard(worker)
        else:
            self._idle.put_nowait(worker)
        return answer

    async def _patiently(self, worker: Worker, asking: asyncio.Task[Answer]) -> Answer:
        """Wait for a slow question until the deadline, beside those that are quick."""
        if len(self._slow) >= self._limits.slow_questions:
            self._slow.popleft().set()
        way = asyncio.Event()
        self._slow.append(way)
        giving_way = asyncio.create_task(way.wait())
        try:
            worker.slow_down()
            self._replace()
            rest = self._limits.deadline_seconds - self._limits.patience_seconds
            await asyncio.wait({asking, giving_way}, timeout=rest, return_when=asyncio.FIRST_COMPLETED)
        finally:
            giving_way.cancel()
            if way in self._slow:
                self._slow.remove(way)
        if asking.done():
            return asking.result()
        if way.is_set():
            raise RequestError(
                503, "ended, since many slow questions came at once; ask for less, or again in a while"
            )
        raise RequestError(503, f"stopped after {self._limits.deadline_seconds} s; ask for less")

    async def _discard(self, worker: Worker) -> None:
        """End a worker; another is started if too few are left for what may come."""
        await worker.kill()
        self._all.discard(worker)
        if len(self._all) + len(self._starting) - len(self._slow) < self._limits.workers:
            self._replace()

    def _replace(self) -> None:
        task = asyncio.create_task(self._add())
        self._starting.add(task)
        task.add_done_callback(self._starting.discard)

    async def _add(self) -> None:
        worker = await Worker.start(self._folder, self._limits)
        self._all.add(worker)
        self._idle.put_nowait(worker)
