"""What holds for every template and sheet of the product."""

import hashlib
import re
from base64 import b64encode
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders

from config.icons import symbol

TEMPLATES = Path(settings.BASE_DIR) / "templates"
PAGES = sorted(path for path in TEMPLATES.rglob("*.html") if "mail" not in path.relative_to(TEMPLATES).parts)

# As published by Bootstrap 5.3.8 for its bootstrap.min.css (the integrity value of its own installation page).
BOOTSTRAP = "sha384-sRIl4kxILFvY47J16cr9ZwB07vP4J8+LH7qKQnuqkuIAvNWLzeN8tE5YBujZqJLB"


def where(pattern: str) -> list[str]:
    """The templates in which a pattern occurs."""
    return [str(path.relative_to(TEMPLATES)) for path in PAGES if re.search(pattern, path.read_text())]


def test_the_bootstrap_that_is_served_is_the_official_one():
    served = Path(finders.find("bootstrap/css/bootstrap.min.css")).read_bytes()
    assert "sha384-" + b64encode(hashlib.sha384(served).digest()).decode() == BOOTSTRAP


def test_only_the_named_files_of_the_bootstrap_package_are_served():
    assert finders.find("bootstrap/js/bootstrap.min.js") is None
    assert finders.find("bootstrap/__init__.py") is None


@pytest.mark.parametrize("name", sorted(set(re.findall(r'static\("([^"]+)"', "".join(p.read_text() for p in PAGES)))))
def test_every_static_file_a_template_names_is_served(name):
    assert finders.find(name) is not None


def test_no_template_is_longer_than_120_lines():
    assert [str(path.relative_to(TEMPLATES)) for path in PAGES if len(path.read_text().splitlines()) > 120] == []


def test_no_sheet_or_script_is_longer_than_400_lines():
    ours = [*Path(settings.BASE_DIR, "static").rglob("*.css"), *Path(settings.BASE_DIR, "static").rglob("*.js")]
    assert [path.name for path in ours if len(path.read_text().splitlines()) > 400] == []


def test_no_style_is_written_into_a_page():
    assert where(r"""\sstyle\s*=|<style\b""") == []


def test_no_script_is_written_into_a_page():
    assert where(r"<script(?![^>]*\bsrc=)|\son[a-z]+\s*=\s*[\"']|javascript:|hx-on") == []


def test_every_icon_a_template_names_exists():
    names = {name for path in PAGES for name in re.findall(r'icon\("([^"{]+)"\)', path.read_text())}
    names |= {name for path in PAGES for name in re.findall(r'pill\((?:"[^"]*"|\S+), "([^"]+)"', path.read_text())}
    assert all(symbol(name).startswith(f'<symbol id="i-{name}"') for name in names)


def test_nothing_is_loaded_from_another_address():
    assert where(r"""<(?:link|script|img)\b[^>]*(?:href|src)="https?:""") == []
