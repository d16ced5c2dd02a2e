"""The product's settings, with what tests need otherwise: quick password hashes and mail kept in memory."""

import os
import tempfile

os.environ["ROLLCALL_TESTING"] = "1"
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Playwright's sync interface runs an event loop in the thread

from config.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

if "sqlite3" in DATABASES["default"]["ENGINE"]:  # noqa: F405
    # A file, not memory: threads of a race and of the live server then meet real locks. One for each process.
    DATABASES["default"]["TEST"] = {"NAME": f"{tempfile.gettempdir()}/rollcall-test-{os.getpid()}.sqlite3"}  # noqa: F405
elif "PGOPTIONS" in os.environ:  # what the product asks of its connections would take the place of these
    DATABASES["default"]["OPTIONS"]["options"] += f" {os.environ['PGOPTIONS']}"  # noqa: F405
EVIDENCE_FOLDER = f"{tempfile.gettempdir()}/rollcall-evidence-{os.getpid()}"
WHITENOISE_AUTOREFRESH = os.environ.get("ROLLCALL_LEG") != "browser"  # else each client of a test lists every static file
STATIC_ROOT = None  # nothing is collected for tests: files are found where they are
