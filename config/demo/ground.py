"""The ground the demo stands on: one copy per folder, a free port, files that begin again."""

import fcntl
import shutil
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

LOOPBACK = "127.0.0.1"


class Taken(Exception):
    """Something else is where the demo wants to be; the sentence says what and the way out."""


@contextmanager
def only_one(folder: Path, address: str) -> Iterator[None]:
    """Hold this folder's demo for as long as the block runs, or this process; refuses (Taken) where another has it."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "demo.lock").open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            raise Taken(
                f"The demo of this folder is running already, at {lock.read() or address}\n"
                "Open that page, or stop it with Ctrl-C in the window where it was started."
            ) from None
        lock.truncate(0)
        lock.write(address)
        lock.flush()
        yield


def refuse_taken_port(port: int) -> None:
    """Refuse (Taken) a port that another program listens on, before anything is started."""
    with socket.socket() as door:
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            door.bind((LOOPBACK, port))
        except OSError as trouble:
            raise Taken(
                f"Port {port} is taken by another program, or may not be used ({trouble.strerror}).\n"
                f"Choose another one:  make demo PORT={port + 1}"
            ) from None


def forget(*files: Path) -> None:
    """Remove database files with everything SQLite keeps beside them, and folders; what is not there is fine."""
    for file in files:
        if file.is_dir():
            shutil.rmtree(file)
            continue
        for ending in ("", "-wal", "-shm", "-journal"):
            file.with_name(file.name + ending).unlink(missing_ok=True)
