"""Write the JSON schema of policy documents."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from policies.document.schema import schema_text


class Command(BaseCommand):
    """Writes what editors read; the same documents, the same file."""

    help = "Write the JSON schema of policy documents, for editors, to docs/policy.schema.json."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file."""
        parser.add_argument("--to", type=Path, default=settings.BASE_DIR / "docs" / "policy.schema.json")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write it whole."""
        options["to"].write_text(schema_text(), encoding="utf-8")
        self.stdout.write(f"Wrote {options['to']}.")
