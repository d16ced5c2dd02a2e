"""What every file of the project keeps to."""

import re
import subprocess
import tomllib
from pathlib import Path

import pytest
from django.core.management import call_command

from .processes import ROOT

MADE = {".git", ".venv", "var", "__pycache__", ".mypy_cache", ".ruff_cache", ".pytest_cache", ".hypothesis", "static-collected"}
PICTURES = {".png", ".ico", ".jpg", ".woff2"}
MACHINE = re.compile(r"(?<![\w.:/-])/(?:wor[k]|tm[p]|roo[t]|hom[e]/\w+|User[s]/\w+)/")
REGISTRY = re.compile(r"\b(?:pyp[i]\.org|pythonhoste[d]\.org|registry\.npmj[s]\.org)\b")
DRAWERS = {"utils", "helpers", "common", "core", "manager", "managers", "handler", "handlers", "misc"}


def files() -> list[Path]:
    """Every file of the project: what git knows or would add; without git, what is not made by running it."""
    try:
        listed = subprocess.run(
            ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        ).stdout.splitlines()
    except (OSError, subprocess.CalledProcessError):
        return [file for file in ROOT.rglob("*") if file.is_file() and not MADE & set(file.relative_to(ROOT).parts)]
    return [ROOT / name for name in listed if (ROOT / name).is_file()]


FILES = files()


def pinned(name: str) -> str:
    return (ROOT / "requirements" / name).read_text()


def named(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


def speaking_of(pattern: re.Pattern[str]) -> dict[str, str]:
    """What is found in files of words, by file."""
    texts = {named(file): file.read_text(errors="replace") for file in FILES if file.suffix not in PICTURES}
    return {name: found.group() for name, text in texts.items() if (found := pattern.search(text))}


def test_no_file_speaks_of_the_machine_it_was_written_on() -> None:
    assert speaking_of(MACHINE) == {}


def test_no_file_says_where_packages_come_from() -> None:
    assert speaking_of(REGISTRY) == {}


@pytest.mark.parametrize("words", ["https pypi org simple", "files pythonhosted org", "registry npmjs org"])
def test_an_address_of_a_registry_is_seen(words: str) -> None:
    assert REGISTRY.search(words.replace(" ", "."))


def test_every_folder_of_tests_is_a_package() -> None:
    preloaded = "sitecustomize.py"  # Python reads it before anything of ours is there
    ours = (file for file in FILES if file.suffix == ".py" and file.name != preloaded)
    folders = {file.parent for file in ours if named(file).startswith("tests/")}
    assert [named(folder) for folder in sorted(folders) if not (folder / "__init__.py").exists()] == []


def test_no_file_is_a_drawer_for_everything_else() -> None:
    assert [named(file) for file in FILES if file.suffix == ".py" and DRAWERS & {file.stem, *file.relative_to(ROOT).parts}] == []


def test_no_template_is_longer_than_120_lines() -> None:
    templates = [file for file in FILES if named(file).startswith("templates/")]
    assert {named(file) for file in templates if len(file.read_text().splitlines()) > 120} == set()


@pytest.mark.parametrize("name", ["runtime.txt", "dev.txt"])
def test_pinned_packages_carry_hashes_and_no_addresses(name: str) -> None:
    text = pinned(name)
    pins = re.split(r"\n(?=\S)", text.strip())
    assert [pin.splitlines()[0] for pin in pins if "==" not in pin or "--hash=sha256:" not in pin] == []
    assert re.findall(r"https?://\S+|--(?:extra-)?index-url|--find-links", text) == []


def test_what_the_tests_need_pins_what_runs_alike() -> None:
    pins = [
        set(re.findall(r"^\S+==\S+", (ROOT / "requirements" / name).read_text(), re.M)) for name in ("runtime.txt", "dev.txt")
    ]
    assert pins[0] - pins[1] == set()


def test_every_dependency_is_pinned() -> None:
    wanted = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["dependencies"]
    names = re.findall(r"^([\w-]+)==", pinned("runtime.txt"), re.M)
    assert [line for line in wanted if re.split(r"[<>=]", line)[0] not in names] == []


@pytest.mark.django_db
def test_every_change_of_a_model_has_its_migration() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)#\s]+)")


def test_documents_link_to_files_that_exist() -> None:
    links = [(file, link) for file in FILES if file.suffix == ".md" for link in LINK.findall(file.read_text())]
    pages = [(file, link) for file, link in links if Path(link).suffix != ".png"]  # pictures are taken by browser tests
    assert [f"{named(file)}: {link}" for file, link in pages if not (file.parent / link).exists()] == []


def test_every_decision_is_on_the_list() -> None:
    folder = ROOT / "docs" / "adr"
    listed = re.findall(r"\((\d{4}-[\w-]+\.md)\)", (folder / "README.md").read_text())
    assert listed == sorted(file.name for file in folder.glob("0*.md"))
