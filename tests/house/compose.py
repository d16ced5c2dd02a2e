"""Reads docker-compose.yml as compose would, and runs its services here: their own commands, their own environment."""

import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from .processes import ROOT

VARIABLE = re.compile(r"\$\{(?P<name>\w+)(?::(?P<how>[-?])(?P<rest>[^}]*))?\}")
APP = ("migrate", "web", "worker", "beat")


class Missing(KeyError):
    """A variable that has no default is not in the environment."""


def read(environment: Mapping[str, str]) -> dict[str, Any]:
    """The file with its variables put in; refuses (Missing) what it refuses."""

    def value(found: re.Match[str]) -> str:
        if given := environment.get(found["name"]):
            return given
        if found["how"] == "-":
            return found["rest"]
        raise Missing(found["name"])

    return dict(yaml.safe_load(VARIABLE.sub(value, text())))


def text() -> str:
    return (ROOT / "docker-compose.yml").read_text()


class Here:
    """The services on this computer: host names of the file become servers and ports of ours."""

    def __init__(self, services: Mapping[str, Any], places: Mapping[str, str], more: Mapping[str, str], logs: Path) -> None:
        self._services = services
        self._places = places
        self._more = more
        self._logs = logs

    def environment(self, name: str) -> dict[str, str]:
        """What the service would see, in the programs of this environment."""
        own = {key: self._here(str(value)) for key, value in self._services[name]["environment"].items()}
        programs = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        return {"PATH": programs, "LANG": os.environ.get("LANG", "C.UTF-8"), **own, **self._more}

    def run(self, name: str, *command: str) -> str:
        """One command in the service's place, to its end; fails with what it said."""
        words = command or self._services[name]["command"]
        done = subprocess.run(
            self._words(words), cwd=ROOT, env=self.environment(name), capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def start(self, name: str) -> "subprocess.Popen[bytes]":
        """The service, with its output in a file."""
        command = self._words(self._services[name]["command"])
        with (self._logs / f"{name}.log").open("wb") as log:
            return subprocess.Popen(command, cwd=ROOT, env=self.environment(name), stdout=log, stderr=subprocess.STDOUT)

    def is_healthy(self, name: str) -> bool:
        """Whether the service's own health check says so."""
        kind, *command = self._services[name]["healthcheck"]["test"]
        assert kind == "CMD"
        return subprocess.run(self._words(command), cwd=ROOT, env=self.environment(name), check=False).returncode == 0

    def said(self) -> str:
        """Every log, for a failure."""
        return "\n".join(f"--- {log.name}\n{log.read_text(errors='replace')}" for log in sorted(self._logs.glob("*.log")))

    def _words(self, command: "tuple[str, ...] | list[str]") -> list[str]:
        return [self._here(word) for word in command]

    def _here(self, text: str) -> str:
        for there, here in self._places.items():
            text = text.replace(there, here)
        return text
