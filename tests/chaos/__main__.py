"""`make chaos`: break everything around Rollcall, and ask afterwards whether anything is lost, doubled or left lying."""

import subprocess
import sys

from tests.chaos.servers import gap
from tests.house.processes import ROOT


def main() -> int:
    """Run every dose, one after the other, with what they measured; the exit code says whether all of it held."""
    if why := gap():
        print(f"make chaos starts servers of its own to break, and needs them here: {why}")  # noqa: T201
        return 1
    command = [sys.executable, "-m", "pytest", "-m", "chaos", "-n", "0", "-v", "-s", "--durations=0", *sys.argv[1:], "tests"]
    return subprocess.run(command, cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
