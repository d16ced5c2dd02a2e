"""Settings, read from the environment. Nothing secret has a default outside the demo and the tests.

`ROLLCALL_DEMO=1` is the whole product on one computer: SQLite, Celery over a file, mail into a folder. It refuses any
other database or address (config.checks).
"""

import secrets
from pathlib import Path
from typing import Any

import environ
from csp.constants import NONE, SELF
from django import forms

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()
VAR = Path(env.str("ROLLCALL_VAR", default=str(BASE_DIR / "var")))  # what a running copy writes: never part of the code

DEMO = env.bool("ROLLCALL_DEMO", default=False)
TESTING = env.bool("ROLLCALL_TESTING", default=False)
DEBUG = False
VERSION = "0.1.0"


def own_secret() -> str:
    """The demo's and the developer's secret key: made once and kept in `var/`."""
    VAR.mkdir(parents=True, exist_ok=True)
    path = VAR / "secret-key"
    if not path.exists():
        path.write_text(secrets.token_urlsafe(64))
        path.chmod(0o600)
    return path.read_text()


LOCAL = DEMO or TESTING or not env.str("DATABASE_URL", default="")
SECRET_KEY = own_secret() if LOCAL else env.str("SECRET_KEY")
SECRET_KEY_FALLBACKS = [] if LOCAL else env.list("SECRET_KEY_FALLBACKS", default=[])
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]", "testserver"] if LOCAL else env.list("ALLOWED_HOSTS")
PORT = env.int("PORT", default=8000)
OWN_URL = f"http://127.0.0.1:{PORT}"
ROLLCALL_URL = OWN_URL if DEMO else env.str("ROLLCALL_URL", default=OWN_URL).rstrip("/")
CSRF_TRUSTED_ORIGINS = [] if LOCAL else [ROLLCALL_URL]

INSTALLED_APPS = [
    "config",
    "records",
    "accounts",
    "policies",
    "registry",
    "requests",
    "reviews",
    "monitoring",
    "concerns",
    "adoption",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_htmx",
    "heroicons",
    "csp",
    "guardian",
    "axes",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "config.middleware.Clock",
    "config.middleware.Sturdy",
    "config.middleware.Standing",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES = [
    {
        "NAME": "pages",
        "BACKEND": "config.jinja.Pages",
        "DIRS": [BASE_DIR / "templates", Path(forms.__file__).parent / "jinja2"],  # ours, then Django's own of each widget
        "OPTIONS": {
            "environment": "config.jinja.environment",
            "context_processors": [
                "django.contrib.messages.context_processors.messages",
                "config.context.frame",
            ],
        },
    },
    {
        "NAME": "django",  # draws no page: crispy-forms reads the legends of its layouts with it
        "BACKEND": "django.template.backends.django.DjangoTemplates",
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"
CRISPY_FAIL_SILENTLY = False

SQLITE_OPTIONS = {
    "timeout": 20,
    "transaction_mode": "IMMEDIATE",
    "cached_statements": 1000,  # pages and sweeps send a few hundred different ones; SQLite reads each once for a connection
    "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA busy_timeout=20000;PRAGMA foreign_keys=ON;",
}
DEMO_DATABASE = VAR / "demo.sqlite3"
DATABASE_PREPARES = env.bool("DATABASE_PREPARES", default=True)  # off behind a pooler that hands out connections by transaction
DATABASES: dict[str, dict[str, Any]]
if DEMO or (LOCAL and not TESTING):
    DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": DEMO_DATABASE, "OPTIONS": SQLITE_OPTIONS}}
else:
    DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{VAR / 'test.sqlite3'}")}
    if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        DATABASES["default"]["OPTIONS"] = SQLITE_OPTIONS
    else:
        DATABASES["default"]["CONN_MAX_AGE"] = 600  # a statement is planned once for each connection
        DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
# What is given is a key, so one plan fits all (ADR 0012); and a page of an index costs hardly more than the next one of a table.
# What a page asks for is a few rows: to start a second worker for it takes longer than to find them. A search for a common word
# reads a table until it has enough: each time from its beginning, which is in memory by then, and rather that than every place
# where the word stands, which costs more than PostgreSQL believes.
PLANNING = (
    "-c plan_cache_mode=force_generic_plan -c random_page_cost=1.1 -c max_parallel_workers_per_gather=0 "
    "-c synchronize_seqscans=off -c cpu_index_tuple_cost=0.01"
)
if DATABASE_PREPARES and "sqlite3" not in DATABASES["default"]["ENGINE"]:
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault("options", PLANNING)
DATABASES["default"]["TEST"] = {"NAME": "test_rollcall"} if "sqlite3" not in DATABASES["default"]["ENGINE"] else {}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
SESSION_ENGINE = "accounts.sessions"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 14
MESSAGE_STORAGE = "django.contrib.messages.storage.fallback.FallbackStorage"  # a signed cookie: no deed writes a session

# Celery carries "tick" and "deliver" and nothing else: Redis, or kombu's SQLAlchemy transport in the demo.
BROKER_FILE = VAR / "broker.sqlite3"
OWN_BROKER = f"sqla+sqlite:///{BROKER_FILE}"
BROKER_URL = OWN_BROKER if DEMO else env.str("BROKER_URL", default=OWN_BROKER)
BROKER_PREFIX = env.str("BROKER_PREFIX", default="")  # before every key in Redis, for a server that others use too

AUTH_USER_MODEL = "accounts.Person"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "accounts.access.PeopleBackend",
    "guardian.backends.ObjectPermissionBackend",
]
ANONYMOUS_USER_NAME = None
GUARDIAN_MONKEY_PATCH_USER = False
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "sign-in"
PASSWORD_RESET_TIMEOUT = 60 * 60 * 24 * 3

AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_FORM_FIELD = "username"  # of the sign-in form; with the default, "email", axes would count nobody by name
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = 0.25  # hours
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_TEMPLATE = "accounts/locked_out.html"
AXES_CLIENT_IP_CALLABLE = "config.visitors.address_of"
PROXY_COUNT = env.int("PROXY_COUNT", default=0)  # reverse proxies in front of us

LANGUAGE_CODE = "en-us"
USE_I18N = True  # the public pages are in English and Spanish; what staff read is in English
LANGUAGES = [("en", "English"), ("es", "Español")]
USE_TZ = True
TIME_ZONE = "UTC"  # times are shown in the district's zone, never in the server's

STATIC_URL = "/static/"
STATIC_ROOT = None if LOCAL else env.str("STATIC_ROOT", default=str(BASE_DIR / "static-collected"))  # LOCAL serves them in place
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "config.staticfinders.PackageFiles",
]
WHITENOISE_USE_FINDERS = LOCAL
WHITENOISE_AUTOREFRESH = False
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if LOCAL
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

EVIDENCE_FOLDER = VAR / "evidence"  # files that orders keep: served through their own view alone, never as they lie there

MAIL_FOLDER = VAR / "mail"
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
if DEMO:
    EMAIL_BACKEND = "records.mailfolder.EmailBackend"
elif not LOCAL:
    EMAIL_CONFIG = env.email("EMAIL_URL")
    vars().update(EMAIL_CONFIG)
EMAIL_TIMEOUT = 20
MAIL_AT_ONCE = 1 if LOCAL else env.int("MAIL_AT_ONCE", default=1)  # mails on their way: a kill repeats so many at most
MAIL_SPARE = 0 if LOCAL else 1  # connections beyond that: one goes on while another hangs
DEFAULT_FROM_EMAIL = env.str("MAIL_FROM", default="Rollcall <rollcall@localhost>")

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if not LOCAL:
    SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
    SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = env.int("HSTS_SECONDS", default=31_536_000)
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"axes": {"level": "ERROR"}},
}
