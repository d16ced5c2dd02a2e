"""The command that says what the register makes of a list of addresses."""

import os
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from registry.addresses import recognise
from registry.management.commands.recognise_addresses import verdict

REAL_DATA = os.environ.get("ROLLCALL_REAL_DATA", "")


def run(path, **options):
    out = StringIO()
    call_command("recognise_addresses", str(path), stdout=out, skip_checks=True, **options)
    return out.getvalue()


@pytest.fixture
def listed(tmp_path):
    path = tmp_path / "addresses.csv"
    path.write_text(
        "\ufeffurl,platform\n"
        "https://x.com/birchwoodhs,x\n"
        "https://twitter.com/elmstreet,x\n"
        "https://www.instagram.com/p/C1/,instagram\n"
        "https://www.lakeside.example/,\n"
        ",\n",
        encoding="utf-8",
    )
    return path


def test_it_counts_what_is_recognised_refused_and_unknown(listed):
    assert run(listed) == (
        "5 addresses\n\nRecognised: 2\n       2  X (Twitter)\n"
        "\nRefused: 2\n       1  empty\n       1  post\n"
        "\nUnknown host: 1\n       1  www.lakeside.example\n"
    )


def test_it_says_what_became_of_each_line_when_asked(listed):
    lines = run(listed, verbose=True).splitlines()
    assert lines[0] == "x: 'https://x.com/birchwoodhs' -> https://x.com/birchwoodhs"
    assert lines[2] == (
        "refused (post): 'https://www.instagram.com/p/C1/': This leads to one post. Open the page itself and copy its address."
    )
    assert lines[3] == "unknown host: 'https://www.lakeside.example/' -> https://www.lakeside.example/"


def test_it_names_a_file_without_the_column(tmp_path):
    path = tmp_path / "other.csv"
    path.write_text("address\nx\n")
    with pytest.raises(CommandError, match="has no column url"):
        run(path)


def test_it_names_a_file_that_is_not_there(tmp_path):
    with pytest.raises(CommandError, match="cannot be read"):
        run(tmp_path / "missing.csv")


@pytest.mark.skipif(not REAL_DATA, reason="ROLLCALL_REAL_DATA does not point to the folder of real addresses")
def test_over_three_thousand_real_addresses_none_crashes_and_most_are_recognised():
    import csv

    with (Path(REAL_DATA) / "urls" / "urls_dev_sample.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    found = [(row, verdict(row["url"])) for row in rows]
    recognised = [row for row, one in found if one.group == "Recognised"]
    assert len(found) == 3153
    assert len(recognised) > 2_950
    assert sum(one.group == "Refused" for _row, one in found) < 160
    names = {"twitter": "x"}
    wrong = [row["url"] for row in recognised if recognise(row["url"]).platform != names.get(row["platform"], row["platform"])]
    assert len(wrong) <= 1
