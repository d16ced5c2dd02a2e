"""The processes of the demo: started together, stopped together, also when the one that started them is killed."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections import deque
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Self

PR_SET_PDEATHSIG = 1
LIBC = ctypes.CDLL(None) if sys.platform == "linux" else None
PATIENCE = 8  # seconds between the request to stop and the kill
PAUSE = 0.1  # seconds between two looks


class Stopped(Exception):
    """A process ended by itself; the sentence names it and shows its last lines."""


class Crew:
    """Processes by name, each with a log file of its own. Leaving the block stops all of them."""

    def __init__(self, commands: Mapping[str, Sequence[str]], *, folder: Path, logs: Path) -> None:
        """Nothing runs yet. `folder` is where they run, `logs` where their output goes."""
        self._commands = commands
        self._folder = folder
        self._logs = logs
        self._running: dict[str, subprocess.Popen[bytes]] = {}

    def __enter__(self) -> Self:
        """Start all of them."""
        self._logs.mkdir(parents=True, exist_ok=True)
        for name, command in self._commands.items():
            self._running[name] = self._start(name, command)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Stop all of them within seconds; nothing interrupts that."""
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, signal.SIG_IGN)
        for process in self._running.values():
            process.terminate()
        deadline = time.monotonic() + PATIENCE
        for process in self._running.values():
            _end(process, deadline)

    def look(self) -> None:
        """Refuse to go on (Stopped) when one of them has ended."""
        for name, process in self._running.items():
            if process.poll() is not None:
                raise Stopped(f"{name} stopped by itself. Its last lines, from {self._log(name)}:\n\n{self._last_lines(name)}")
        time.sleep(PAUSE)

    def _start(self, name: str, command: Sequence[str]) -> subprocess.Popen[bytes]:
        with self._log(name).open("wb") as log:
            return subprocess.Popen(  # noqa: S603 -- commands of ours
                command,
                cwd=self._folder,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=partial(_end_with, os.getpid()),
            )

    def _log(self, name: str) -> Path:
        return self._logs / f"{name}.log"

    def _last_lines(self, name: str, count: int = 15) -> str:
        with self._log(name).open(errors="replace") as log:
            return "".join(deque(log, count))


def _end_with(parent: int) -> None:
    """What a child does first: ask the kernel for SIGTERM when its parent is gone, however that happened."""
    if LIBC is not None:
        LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
    if os.getppid() != parent:
        os._exit(1)


def _end(process: "subprocess.Popen[bytes]", deadline: float) -> None:
    """Wait until the deadline, then kill it; in both cases nothing of its group is left."""
    with suppress(subprocess.TimeoutExpired):
        process.wait(max(0.0, deadline - time.monotonic()))
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
