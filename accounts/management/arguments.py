"""What the commands of this room have in common: which district, which file, and how problems are printed."""

from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import BinaryIO, TypeVar

from django.core.management import CommandError
from django.core.management.base import OutputWrapper

from accounts.models import District
from accounts.rows import Problem

Row = TypeVar("Row")


def for_rows_of(parser: ArgumentParser, *, columns: str) -> None:
    """The arguments of a command that reads a file into a district; its help keeps its lines."""
    parser.formatter_class = RawDescriptionHelpFormatter
    parser.add_argument("file", help=f"CSV in UTF-8: {columns}")
    parser.add_argument("--district", type=int, metavar="ID", help="whose they are; not needed where there is one district")


def district_with(pk: int | None) -> District:
    """The district with this id; the only one there is, where no id is given."""
    districts = list(District.objects.order_by("pk") if pk is None else District.objects.filter(pk=pk))
    if len(districts) == 1:
        return districts[0]
    known = ", ".join(f"{district.pk} is {district.name}" for district in District.objects.order_by("pk")[:20])
    raise CommandError(f"Say which district with --district ID. {known or 'There is none: run start_district first'}.")


def read_file(
    path: str,
    read: Callable[..., tuple[list[Row], list[Problem]]],
    *,
    out: OutputWrapper,
    against: Callable[[list[Row]], list[Problem]] = lambda _rows: [],
) -> list[Row]:
    """The rows of a file; ends the command with every problem by line, also those that `against` finds in good rows."""
    with open_file(path) as stream:
        rows, problems = read(stream, progress=lambda count: out.write(f"{count:,} rows read"))
    refuse([*problems, *against(rows)])
    out.write(f"{len(rows):,} rows read, all fit to store")
    return rows


def open_file(path: str) -> BinaryIO:
    """The file to read; ends the command with a sentence where it cannot be opened."""
    try:
        return Path(path).open("rb")
    except OSError as error:
        raise CommandError(f"{path} cannot be read: {error.strerror}.") from error


def refuse(problems: Sequence[Problem]) -> None:
    """End the command with every problem by line, if there is any."""
    if problems:
        lines = [str(problem) for problem in sorted(problems, key=lambda problem: problem.line)]
        raise CommandError("\n".join(["Nothing was stored. Put right:", *lines]))
