"""The Spanish of the public pages: the .po is written by people, the .mo beside it from it. Needs no gettext binaries."""

import ast
import re
import struct
from pathlib import Path

FOLDER = Path("concerns/locale/es/LC_MESSAGES")
HEADER = "Content-Type: text/plain; charset=UTF-8\n"
LINE = re.compile(r'^(msgid|msgstr)?\s*(".*")$')


def read(text: str) -> dict[str, str]:
    """The sentences of a .po file and what they are in the other language."""
    found: dict[str, str] = {}
    parts: dict[str, str] = {}
    now = ""
    for line in [*text.splitlines(), 'msgid ""']:
        match = LINE.match(line)
        if match is None:
            continue
        if match[1] == "msgid" and "msgstr" in parts:
            found[parts["msgid"]] = parts["msgstr"]
            parts = {}
        now = match[1] or now
        parts[now] = parts.get(now, "") + ast.literal_eval(match[2])
    return found


def compiled(sentences: dict[str, str]) -> bytes:
    """The same as gettext reads it: sorted, UTF-8, without a hash table."""
    rows = sorted((key.encode(), value.encode()) for key, value in {**sentences, "": HEADER}.items())
    start = 7 * 4
    names, values = start, start + len(rows) * 8
    offset = values + len(rows) * 8
    tables: list[bytes] = []
    body = b""
    for column in (0, 1):
        table = b""
        for row in rows:
            table += struct.pack("<II", len(row[column]), offset + len(body))
            body += row[column] + b"\0"
        tables.append(table)
    return struct.pack("<IIIIIII", 0x950412DE, 0, len(rows), names, values, 0, offset) + b"".join(tables) + body


def written(root: Path) -> None:
    """Write the .mo from the .po."""
    po = root / FOLDER / "django.po"
    po.with_suffix(".mo").write_bytes(compiled(read(po.read_text(encoding="utf-8"))))
