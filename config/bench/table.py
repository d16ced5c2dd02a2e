"""The figures as tables in Markdown: medians of the rounds, ratios to the floor of the same round."""

from collections.abc import Sequence
from statistics import median
from typing import Any

from .web import Figures, Job

HEAD = ("job", "N", "p50 ms", "p95 ms", "CPU ms", "requests/s", "queries", "bytes", "p50 to floor", "CPU to floor", "goal")


def web(jobs: Sequence[Job], found: dict[str, list[Figures]], sites: int) -> str:
    """One line for each job; its floor is the last floor above it."""
    lines, floor = [], ""
    for job in jobs:
        floor = job.name if job.side == "floor" else floor
        lines.append(_line(job, found[job.name], found[floor], sites))
    return rows(HEAD, lines)


def _line(job: Job, mine: Sequence[Figures], floor: Sequence[Figures], sites: int) -> Sequence[str]:
    p50, cpu = (median(getattr(a, key) / getattr(b, key) for a, b in zip(mine, floor, strict=True)) for key in ("p50", "cpu"))
    middle = [f"{median(getattr(each, key) for each in mine):.1f}" for key in ("p50", "p95", "cpu")]
    rate, size = (median(getattr(each, key) for each in mine) for key in ("rate", "size"))
    return (
        job.name, f"{sites:,}", *middle, f"{rate:.0f}", str(job.queries), f"{size:,.0f}", f"{p50:.2f}x", f"{cpu:.2f}x",
        job.goal or "1",
    )  # fmt: skip


def sweeps(found: dict[str, list[dict[str, Any]]], sites: int) -> str:
    """One line for each kind of sweep."""
    lines = []
    for name, each in found.items():
        done = {key: value for key, value in each[0]["done"].items() if value}
        lines.append(
            (
                name, f"{sites:,}", f"{median(run['seconds'] for run in each):.2f}", f"{median(run['cpu'] for run in each):.2f}",
                f"{median(run['before'] for run in each):.0f}", f"{median(run['peak'] for run in each):.0f}",
                ", ".join(f"{value:,} {key}" for key, value in done.items()) or "nothing",
            )
        )  # fmt: skip
    return rows(("sweep", "N", "seconds", "CPU seconds", "MB before", "MB at its peak", "what it did"), lines)


def sending(found: dict[tuple[int, int], list[dict[str, Any]]], sites: int) -> str:
    """One line for each number of mails on their way and each relay."""
    lines = [
        (
            f"{at_once}", f"{delay} ms", f"{sites:,}",
            f"{median(run['rate'] for run in each):.0f}", f"{median(run['cpu'] for run in each):.2f}",
            f"{each[0]['queries']:.2f}",
        )
        for (at_once, delay), each in found.items()
    ]  # fmt: skip
    return rows(("at once", "relay answers in", "N", "mails/s", "CPU ms a mail", "queries a mail"), lines)


def taking_out(found: Sequence[dict[str, Any]], sites: int) -> str:
    """One line: the register as a file, beside COPY. The ratio is how much of COPY's speed is left."""
    middle = {key: median(run[key] for run in found) for key in found[0]}
    line = (
        "the whole register", f"{sites:,}", f"{middle['bytes'] / 1e6:.1f}", f"{middle['copy']:.2f}", f"{middle['seconds']:.2f}",
        f"{median(run['copy'] / run['seconds'] for run in found):.2f}x", f"{middle['first']:.0f}", f"{middle['before']:.0f}",
        f"{middle['peak']:.0f}",
    )  # fmt: skip
    head = ("file", "N", "MB", "COPY seconds", "file seconds", "of COPY", "first byte ms", "MB of memory before", "at its peak")
    return rows(head, [line])


def rows(head: Sequence[str], lines: Sequence[Sequence[str]]) -> str:
    """A table in Markdown."""
    return "\n".join("| " + " | ".join(line) + " |" for line in (head, ["---"] * len(head), *lines))
