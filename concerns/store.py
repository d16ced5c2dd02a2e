"""Where files of evidence lie: in a folder of their own, outside everything that is served, named by their SHA-256."""

import os
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import BinaryIO

from django.conf import settings


def path_of(name: str) -> Path:
    """The file of a name that `keep` gave."""
    return Path(settings.EVIDENCE_FOLDER) / name


def keep(content: bytes, *, sha256: str, extension: str) -> str:
    """Write a file unless it lies there already, and say its name. It is whole or not there; nothing is ever overwritten."""
    name = f"{sha256[:2]}/{sha256}.{extension}"
    path = path_of(name)
    if path.exists():
        return name
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=path.parent, delete=False) as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    Path(file.name).replace(path)
    return name


def opened(name: str) -> BinaryIO:
    """The file of a name, to be read; FileNotFoundError where somebody took it away."""
    return path_of(name).open("rb")
