"""Serves Bootstrap's two files out of its wheel: no third-party file is committed, nothing else of it is collected."""

import importlib.util
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

FILES = {"bootstrap": ("css/bootstrap.min.css", "css/bootstrap.min.css.map")}


def folder_of(package: str) -> Path:
    """Where an installed package keeps its files."""
    spec = importlib.util.find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise LookupError(f"The package {package} is not installed: run make demo or make test.")
    return Path(next(iter(spec.submodule_search_locations)))


class PackageFiles(BaseFinder):
    """Finds exactly the files named in FILES, under the package's name."""

    def __init__(self, *_: Any, **__: Any) -> None:
        """One storage per package."""
        self.storages = {}
        for package in FILES:
            storage = FileSystemStorage(location=folder_of(package))
            storage.prefix = package  # type: ignore[attr-defined]
            self.storages[package] = storage

    def check(self, **_: Any) -> list[Any]:
        """Nothing to configure, nothing to check."""
        return []

    def find(self, path: str, find_all: bool = False, **_: Any) -> Any:
        """The file for a static path such as bootstrap/css/bootstrap.min.css; an empty list where it is none of ours."""
        package, _sep, rest = path.partition("/")
        if rest not in FILES.get(package, ()):
            return []
        found = self.storages[package].path(rest)
        return [found] if find_all else found

    def list(self, ignore_patterns: Any) -> Iterator[Any]:
        """Every file, for collectstatic."""
        for package, names in FILES.items():
            for name in names:
                yield name, self.storages[package]
