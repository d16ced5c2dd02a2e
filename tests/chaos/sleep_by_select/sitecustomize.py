"""Read by every Python process under libfaketime: its clock_nanosleep refuses what `time.sleep` asks of it, select does not."""

import select
import time


def sleep(seconds: float, /) -> None:
    """Wait so many seconds."""
    if seconds < 0:
        raise ValueError("sleep length must be non-negative")
    select.select([], [], [], seconds)


time.sleep = sleep
