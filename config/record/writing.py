"""The bundle itself: a ZIP file with a page to print, one CSV file per part, what was withheld, and a manifest of hashes."""

import csv
import hashlib
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import IO, cast
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.conf import settings
from django.template.loader import render_to_string

from records.bundles import Guarded, Item, Part, for_whom, stamp
from registry.models import Exemption, Site
from registry.selectors import is_withheld
from registry.selectors.export import harmless

WITHHELD = "[withheld]"
UNDECIDED = "Not decided yet: it may speak of people, or help somebody in"
IN_MEMORY = 8_000_000  # bytes of a bundle before it goes to a file
SHEET = Path(settings.BASE_DIR, "static", "css", "record.css")

Decided = Mapping[tuple[str, str], Exemption]


@dataclass(frozen=True)
class Cover:
    """What a bundle says of itself."""

    number: int
    site: Site
    whole: bool
    made_by: str
    made_at: datetime

    @property
    def name(self) -> str:
        """The name of the file, and of the folder in it."""
        return f"record-{self.number:04}-site-{self.site.pk}-{'full' if self.whole else 'redacted'}"


@dataclass
class Sheet:
    """One part of a bundle: its rows as they leave the house, each with its number in the bundle."""

    title: str
    columns: tuple[str, ...]
    file: str
    rows: list[tuple[str, ...]] = field(default_factory=list)


@dataclass(frozen=True)
class Kept:
    """Something that was withheld: which item, what of it, why, by whom and when it was decided."""

    number: int
    part: str
    what: str
    reason: str
    by: str
    when: str

    def cells(self) -> tuple[str, ...]:
        """As a row."""
        return (str(self.number), self.part, self.what, self.reason, self.by, self.when)


@dataclass(frozen=True)
class Written:
    """A bundle that was written: the file, how many items are in it, how many of them in part or not, its manifest's hash."""

    file: IO[bytes]
    items: int
    withheld: int
    sha256: str


KEPT_COLUMNS = ("No.", "Part", "What", "Reason", "Decided by", "Decided")


def write(cover: Cover, parts: Iterable[Part], decided: Decided) -> Written:
    """Write it. Every item has a number, also one that is withheld: nobody can take one away unseen. Clauses 001:5, 003:1."""
    sheets, kept, number = [], [], 0
    zone = cover.site.district.time_zone
    for at, part in enumerate(parts, start=1):
        sheet = Sheet(part.title, ("No.", *part.columns), f"csv/{at:02}-{part.key}.csv")
        for item in part.items():
            number += 1
            cells = item.cells
            if not cover.whole:
                cells, held = redacted(part, item, decided.get((part.key, item.ref)), number, zone)
                kept += held
            sheet.rows.append((str(number), *cells))
        sheets.append(sheet)
    files = {
        "index.html": _page(cover, sheets, kept, number).encode(),
        "record.css": SHEET.read_bytes(),
        **{sheet.file: _csv(sheet.columns, sheet.rows) for sheet in sheets},
        "withheld.csv": _csv(KEPT_COLUMNS, [each.cells() for each in kept]),
    }
    manifest = "".join(f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in files.items()).encode()
    packed = _packed(cover, {**files, "manifest.sha256": manifest})
    return Written(packed, number, len({each.number for each in kept}), hashlib.sha256(manifest).hexdigest())


def redacted(part: Part, item: Item, ruling: Exemption | None, number: int, zone: str) -> tuple[tuple[str, ...], list[Kept]]:
    """An item as the public copy has it, and what of it was withheld."""
    if ruling is not None and is_withheld(ruling):
        who = (for_whom(ruling.decided_name, ruling.acting_for), stamp(ruling.decided_at, zone))
        return (WITHHELD,) * len(item.cells), [Kept(number, part.title, "All of it", ruling.reason, *who)]
    if ruling is not None:
        return item.cells, []
    hidden = [at for at, cell in enumerate(item.cells) if cell and isinstance(cell, Guarded)]
    if not hidden:
        return item.cells, []
    cells = tuple(WITHHELD if at in hidden else cell for at, cell in enumerate(item.cells))
    what = ", ".join(part.columns[at] for at in hidden)
    return cells, [Kept(number, part.title, what, UNDECIDED, "", "")]


def _page(cover: Cover, sheets: Sequence[Sheet], kept: Sequence[Kept], items: int) -> str:
    context = {
        "cover": cover,
        "made": stamp(cover.made_at, cover.site.district.time_zone),
        "zone": cover.site.district.time_zone,
        "sheets": sheets,
        "kept": kept,
        "kept_columns": KEPT_COLUMNS,
        "items": items,
    }
    return render_to_string("config/record_bundle.html", context)


def _csv(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    buffer = io.StringIO()
    buffer.write("\ufeff")
    writer = csv.writer(buffer)
    writer.writerow(columns)
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return buffer.getvalue().encode()


def _packed(cover: Cover, files: Mapping[str, bytes]) -> IO[bytes]:
    """The ZIP file. Its times are those of the bundle, so that the same content makes the same file."""
    packed = cast(IO[bytes], SpooledTemporaryFile(max_size=IN_MEMORY))  # noqa: SIM115 -- whoever answers with it closes it
    moment = cover.made_at.timetuple()[:6]
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(ZipInfo(f"{cover.name}/{name}", date_time=moment), content, ZIP_DEFLATED)
    packed.seek(0)
    return packed
