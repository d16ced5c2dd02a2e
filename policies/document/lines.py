"""On which line of the text a key path stands. An aid for the reader: where a text is laid out unusually it may find none."""

import re
from collections import Counter

HEADER = re.compile(r"\s*(\[\[?)\s*([\w.-]+)\s*\]")
KEY = re.compile(r"\s*([\w-]+)\s*[=.]")
QUOTES = re.compile("\"\"\"|'''")


def lines_of(text: str) -> dict[str, int]:
    """Line numbers, from 1, of each table and of each key at the beginning of a line: step[2], step[2].after."""
    found: dict[str, int] = {}
    seen: Counter[str] = Counter()
    table, inside = "", False
    for number, line in enumerate(text.splitlines(), start=1):
        if not inside and (header := HEADER.match(line)):
            table = _table(header[2], header[1] == "[[", seen)
            found.setdefault(table, number)
        elif not inside and (key := KEY.match(line)):
            found.setdefault(f"{table}.{key[1]}" if table else key[1], number)
        inside ^= len(QUOTES.findall(line)) % 2 == 1
    return found


def line_at(lines: dict[str, int], where: str) -> int:
    """The line of a key path, or of the nearest table around it; 0 where neither is known."""
    while where and where not in lines:
        where = where[: max(where.rfind("."), where.rfind("["), 0)]
    return lines.get(where, 0)


def _table(name: str, is_one_of_several: bool, seen: Counter[str]) -> str:
    if not is_one_of_several:
        return name
    seen[name] += 1
    return f"{name}[{seen[name] - 1}]"
