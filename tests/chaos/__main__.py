"""`make chaos`: break everything around Rollcall, and ask afterwards whether anything is lost, doubled or left lying.

Three parts, each with a summary at its end: the long proofs, several at once; all pairs of deeds again, on a PostgreSQL of
our own; and the doses, one after the other. With words of pytest behind it (`python -m tests.chaos -k kills`): those tests.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.chaos.servers import Cluster, gap
from tests.house.processes import ROOT

PYTEST = (sys.executable, "-m", "pytest", "-p", "tests.chaos.summary", "-m", "chaos", "-q")
PROOFS = ("-n", "auto", "--dist", "worksteal", "tests/life", "tests/monitoring")
PAIRS = ("-n", "0", "tests/life/test_pairs.py")
DOSES = ("-n", "0", "-s", "tests/chaos")


def run(name: str, *words: str, **environment: str) -> bool:
    """One part; whether all of it held."""
    print(f"\n=== {name}", flush=True)  # noqa: T201
    return subprocess.run([*PYTEST, *words], cwd=ROOT, env={**os.environ, **environment}, check=False).returncode == 0


@contextmanager
def postgres() -> Iterator[dict[str, str]]:
    """A PostgreSQL for tests that race: what to tell pytest."""
    with tempfile.TemporaryDirectory(prefix="chaos-") as folder:
        Path(folder).chmod(0o755)
        server = Cluster(Path(folder) / "postgres")
        server.start()
        try:
            yield {"DATABASE_URL": server.address("postgres"), "ROLLCALL_LEG": "postgres"}
        finally:
            server.end()


def main(words: list[str]) -> int:
    """Run every part, or what the words choose; the exit code says whether all of it held."""
    if why := gap():
        print(f"make chaos starts servers of its own to break, and needs them here: {why}")  # noqa: T201
        return 1
    if words:
        return int(not run("Chosen", "-n", "0", "-s", *words))
    held = [run("Proofs", *PROOFS)]
    with postgres() as there:
        held.append(run("Pairs of deeds on PostgreSQL", *PAIRS, **there))
    held.append(run("Doses", *DOSES))
    return int(not all(held))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
