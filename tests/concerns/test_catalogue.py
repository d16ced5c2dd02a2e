"""The Spanish of the public pages is whole, holds nothing else, and is compiled."""

import re
from pathlib import Path

from django.conf import settings
from django.utils import translation

from concerns.rules.complaints import outcomes_of
from policies.selectors import preset, presets
from registry.states import ACCESS
from tests.written import catalogue

ROOT = Path(settings.BASE_DIR)
SENTENCE = re.compile(r'\b(?:_|said)\(\s*"((?:[^"\\]|\\.)+)"\s*\)')
HOLE = re.compile(r"%\(\w+\)s")


def sentences() -> set[str]:
    """Everything a public page says: in templates and code, and of the policies that come along."""
    files = [*ROOT.glob("templates/concerns/public/*.html"), *ROOT.glob("concerns/**/*.py")]
    found = {each for file in files for each in SENTENCE.findall(file.read_text())}
    for policy in map(preset, presets()):
        for spec in policy.complaints:
            found |= {*spec.categories, *outcomes_of(spec), *(row.told for row in spec.endings), spec.mandated_report}
        found |= {row.says for row in policy.passages_at("complaint")}
    return (found | set(ACCESS.values())) - {""}


def test_every_sentence_is_there_in_spanish_and_no_other() -> None:
    known = catalogue.read((ROOT / catalogue.FOLDER / "django.po").read_text()).keys() - {""}
    assert (sorted(sentences() - known), sorted(known - sentences())) == ([], [])


def test_what_is_filled_in_stands_in_both_languages() -> None:
    known = catalogue.read((ROOT / catalogue.FOLDER / "django.po").read_text())
    assert [key for key, value in known.items() if key and (not value or HOLE.findall(key) != HOLE.findall(value))] == []


def test_the_compiled_catalogue_is_what_the_written_one_says() -> None:
    po = ROOT / catalogue.FOLDER / "django.po"
    assert po.with_suffix(".mo").read_bytes() == catalogue.compiled(catalogue.read(po.read_text()))
    with translation.override("es"):
        assert translation.gettext("What is wrong?") == "¿Qué está mal?"
    assert translation.gettext("What is wrong?") == "What is wrong?"
