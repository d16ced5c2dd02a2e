"""Write what is written from the documents and the tests: `python -m tests.written`."""

import os
import sys
from pathlib import Path

import django

ROOT = Path(__file__).parents[2]


def main() -> int:
    """Write every file; exit status 1 where a ledger is not whole, after saying why."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    from tests.written import catalogue, ledger

    found = ledger.problems(ledger.read())
    for sentence in found:
        sys.stderr.write(f"{sentence}\n")
    for name, text in ledger.written().items():
        path = ROOT / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    catalogue.written(ROOT)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
