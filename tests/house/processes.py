"""Starting the product's own processes in tests, and knowing exactly when every one of them is gone."""

import os
import selectors
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DEADLINE = 120  # seconds; nothing waits for it where all is well
OURS = {
    "DATABASE_URL",
    "DJANGO_SETTINGS_MODULE",
    "DJANGO_ALLOW_ASYNC_UNSAFE",
    "PORT",
    "BROKER_URL",
    "SECRET_KEY",
    "ALLOWED_HOSTS",
    "EMAIL_URL",
}
has_proc = pytest.mark.skipif(not hasattr(os, "pidfd_open"), reason="looking for processes left behind needs Linux")


def plain(**more: str) -> dict[str, str]:
    """This environment without what the tests themselves put there."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ROLLCALL_") and name not in OURS}
    return {**kept, **more}


def free_port() -> int:
    """A port of this computer that nobody listens on."""
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])


def manage(*words: str, env: dict[str, str]) -> "subprocess.CompletedProcess[str]":
    """One management command in a process of its own."""
    command = [sys.executable, "manage.py", *words]
    return subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, timeout=DEADLINE, check=False)


def with_environment(name: str, value: str) -> set[int]:
    """The processes that carry this variable, whoever started them."""
    wanted = f"{name}={value}".encode()
    return {int(folder.name) for folder in Path("/proc").glob("[0-9]*") if wanted in environment_of(folder)}


def environment_of(folder: Path) -> list[bytes]:
    """A process's environment; empty where it is gone or somebody else's."""
    try:
        return (folder / "environ").read_bytes().split(b"\0")
    except OSError:
        return []


class Watch:
    """Processes that must end: opened while they live, so that waiting for them needs no asking again and again."""

    def __init__(self, pids: set[int]) -> None:
        self._ends = selectors.DefaultSelector()
        for pid in pids:
            self._ends.register(os.pidfd_open(pid), selectors.EVENT_READ)

    def left(self) -> int:
        """How many are still there when all have ended or the deadline has passed."""
        while self._ends.get_map() and (ended := self._ends.select(DEADLINE)):
            for key, _ in ended:
                self._ends.unregister(key.fd)
                os.close(key.fd)
        return len(self._ends.get_map())


class Running:
    """One process whose lines are read as they come; killed at the deadline, so that no test hangs."""

    def __init__(self, *words: str, env: dict[str, str]) -> None:
        command = [sys.executable, "manage.py", *words]
        out, err = subprocess.PIPE, subprocess.STDOUT
        self.process = subprocess.Popen(command, cwd=ROOT, env=env, stdout=out, stderr=err, text=True)
        self._timer = threading.Timer(DEADLINE, self.process.kill)
        self._timer.start()

    def lines(self) -> Iterator[str]:
        """What it says, line by line, until it ends."""
        assert self.process.stdout is not None
        yield from iter(self.process.stdout.readline, "")

    def until(self, start: str) -> str:
        """The first line that begins like this; fails with everything said when it never comes."""
        said = []
        for line in self.lines():
            said.append(line)
            if line.startswith(start):
                return line.strip()
        pytest.fail(f"{start!r} never came:\n{''.join(said)}")

    def end(self, signal: int) -> tuple[int, str]:
        """Send a signal and wait: the exit code, and what it still said."""
        self.process.send_signal(signal)
        said = "".join(self.lines())
        code = self.process.wait()
        self.close()
        return code, said

    def close(self) -> None:
        """Whatever happened, leave nothing of it."""
        self._timer.cancel()
        self.process.kill()
        self.process.wait()
        if self.process.stdout:
            self.process.stdout.close()
