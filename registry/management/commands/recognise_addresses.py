"""Say what the register makes of a list of web addresses."""

import csv
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from django.core.management.base import BaseCommand, CommandError, CommandParser

from registry.addresses import BadAddress, label_of, recognise


class Verdict(NamedTuple):
    """What one address came to: the group it is counted in, and a line about it."""

    group: str
    under: str
    line: str


def verdict(typed: str) -> Verdict:
    """Recognised (by platform), unknown host, or refused (by reason)."""
    try:
        address = recognise(typed)
    except BadAddress as bad:
        return Verdict("Refused", bad.reason, f"refused ({bad.reason}): {typed!r}: {bad.sentence}")
    if not address.platform:
        return Verdict("Unknown host", address.host, f"unknown host: {typed!r} -> {address.canonical}")
    notes = "".join(f" [{note}]" for note in address.warnings)
    return Verdict("Recognised", label_of(address.platform), f"{address.platform}: {typed!r} -> {address.canonical}{notes}")


class Command(BaseCommand):
    """Counts what would be recognised, refused (with the reason) and kept under an unknown host. Stores nothing."""

    help = "Reads a CSV file with a column url and says what the register makes of each address. Stores nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        """The file, and whether to print each line."""
        parser.add_argument("file", type=Path, help="a CSV file in UTF-8 with a column url")
        parser.add_argument("--verbose", action="store_true", help="one line for each address")

    def handle(self, *args: Any, **options: Any) -> None:
        """Read, judge, count, print."""
        found = [verdict(typed) for typed in self.read(options["file"])]
        if options["verbose"]:
            self.stdout.write("\n".join(one.line for one in found))
        self.stdout.write(f"{len(found)} addresses")
        for group in ("Recognised", "Refused", "Unknown host"):
            self.tally(group, (one.under for one in found if one.group == group))

    def read(self, path: Path) -> list[str]:
        """The column url of the file; raises CommandError where there is none."""
        try:
            with path.open(encoding="utf-8-sig", newline="") as file:
                rows = csv.DictReader(file)
                if "url" not in (rows.fieldnames or ()):
                    raise CommandError(f"{path.name} has no column url.")
                return [row["url"] or "" for row in rows]
        except (OSError, UnicodeDecodeError, csv.Error) as error:
            raise CommandError(f"{path.name} cannot be read: {error}") from None

    def tally(self, group: str, under: Iterable[str]) -> None:
        """One group with its total, the most frequent first."""
        counts = Counter(under)
        self.stdout.write(f"\n{group}: {counts.total()}")
        for name, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])):
            self.stdout.write(f"  {count:>6}  {name}")
