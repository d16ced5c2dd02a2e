"""The product as docker-compose.yml runs it, over servers of its own and a clock that can be set: web, worker and beats."""

import os
import re
import signal
import subprocess
import sys
from http.cookiejar import CookieJar, DefaultCookiePolicy
from pathlib import Path
from time import monotonic
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, Request, build_opener

from tests.cast import PASSWORD
from tests.chaos.servers import Broker, Cluster, until
from tests.house.processes import ROOT, free_port, plain
from tests.records.sink import Sink

FAKETIME = next(iter(sorted(Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1"))), None)
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')


class Plant:
    """Processes of the product. Everything in it lives at `moment`, moved by `jump`."""

    def __init__(self, folder: Path, cluster: Cluster, broker: Broker, sink: Sink, *, sites: int = 0, waiting: int = 0) -> None:
        folder.mkdir(parents=True)
        self.folder = folder
        self.port = free_port()
        self.broker = broker
        self.database = cluster.database("rollcall")
        self.clock = folder / "clock"
        self._running: dict[str, subprocess.Popen[bytes]] = {}
        self.environment = plain(
            DATABASE_URL=self.database,
            BROKER_URL=broker.url,
            EMAIL_URL=f"smtp://127.0.0.1:{sink.port}",
            SECRET_KEY="only for the time of a test, and for nobody else's eyes: 0123456789",
            ALLOWED_HOSTS="127.0.0.1",
            ROLLCALL_URL=f"https://127.0.0.1:{self.port}",
            ROLLCALL_VAR=str(folder / "var"),
            STATIC_ROOT=str(folder / "static"),
            MAIL_FROM="Rollcall <rollcall@lakeside.example>",
            TZ="UTC",
            PATH=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        )
        self._once("manage.py", "collectstatic", "--noinput", "-v0")
        self._once("manage.py", "migrate", "-v0")
        self._once("-m", "tests.chaos.world", str(sites), str(waiting), DJANGO_SETTINGS_MODULE="config.settings")

    def start(self, name: str) -> None:
        """Start web, worker or a beat ("beat", "beat 2" ...)."""
        level = ("--loglevel", "warning")
        command = {
            "web": ("gunicorn", "--bind", f"127.0.0.1:{self.port}", "--workers", "2"),
            "worker": ("celery", "-A", "config", "worker", *level, "--concurrency", "2", "--without-gossip", "--without-mingle"),
            "beat": ("celery", "-A", "config", "beat", *level, "-S", "celery.beat:Scheduler"),
        }[name.split()[0]]
        with (self.folder / f"{name}.log").open("ab") as log:
            self._running[name] = subprocess.Popen(
                command, cwd=ROOT, env=self._faked(), stdout=log, stderr=subprocess.STDOUT, start_new_session=True
            )
        if name == "web":
            until("The web's first page", lambda: self.visitor().get("/healthz").status == 200)

    def kill(self, name: str) -> None:
        """kill -9, with all its children."""
        process = self._running.pop(name)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def stop(self) -> None:
        """Leave nothing running."""
        for name in list(self._running):
            self.kill(name)

    def jump(self, seconds: int) -> None:
        """Set the clock of every process: so many seconds away from this computer's."""
        self.clock.write_text(f"{seconds:+d}\n")

    def visitor(self) -> "Visitor":
        """Somebody at a browser."""
        return Visitor(self.port)

    def said(self) -> str:
        """Every log, for a failure."""
        return "\n".join(
            f"--- {log.name}\n{log.read_text(errors='replace')[-4000:]}" for log in sorted(self.folder.glob("*.log"))
        )

    def _faked(self) -> dict[str, str]:
        if not self.clock.exists():
            return self.environment
        assert FAKETIME is not None
        return {
            **self.environment,
            "LD_PRELOAD": str(FAKETIME),
            "FAKETIME_TIMESTAMP_FILE": str(self.clock),
            "FAKETIME_NO_CACHE": "1",
            "FAKETIME_DONT_FAKE_MONOTONIC": "1",
            "NO_FAKE_STAT": "1",
            "PYTHONPATH": str(Path(__file__).parent / "sleep_by_select"),
        }

    def _once(self, *words: str, **more: str) -> None:
        env = {**self.environment, **more}
        done = subprocess.run([sys.executable, *words], cwd=ROOT, env=env, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr


class Page:
    """What came back: status (0 where nothing did), text, the address it led to, and how long it took."""

    def __init__(self, status: int, text: str, address: str, seconds: float) -> None:
        self.status = status
        self.text = text
        self.address = address
        self.seconds = seconds


class Visitor:
    """Somebody behind the reverse proxy: cookies, forms, https; never raises for what a server answers."""

    def __init__(self, port: int) -> None:
        self._plain = f"http://127.0.0.1:{port}"
        self._headers = {"X-Forwarded-Proto": "https", "Referer": f"https://127.0.0.1:{port}/"}
        policy = DefaultCookiePolicy(secure_protocols=("http", "https"))
        jar = CookieJar(policy)
        self._opener = build_opener(HTTPCookieProcessor(jar))

    def sign_in(self, email: str) -> "Visitor":
        """Sign in with the password of the cast."""
        page = self.post("/sign-in/", username=email, password=PASSWORD)
        assert page.status == 200, page.text
        return self

    def get(self, path: str) -> Page:
        """Ask for a page."""
        return self._ask(Request(self._plain + path, headers=self._headers))

    def post(self, path: str, **fields: "str | list[str]") -> Page:
        """Fill in the form of a page and send it; the page's own answer where it has no form."""
        form = self.get(path)
        if not (token := TOKEN.search(form.text)):
            return form
        hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form.text))
        data = urlencode({**hidden, "csrfmiddlewaretoken": token[1], **fields}, doseq=True).encode()
        return self._ask(Request(self._plain + path, data, self._headers))

    def _ask(self, request: Request) -> Page:
        began = monotonic()
        try:
            with self._opener.open(request, timeout=30) as answer:
                return Page(answer.status, answer.read().decode(), answer.url, monotonic() - began)
        except HTTPError as refused:
            return Page(refused.code, refused.read().decode(errors="replace"), refused.url, monotonic() - began)
        except (URLError, OSError):
            return Page(0, "", "", monotonic() - began)
