"""Sessions, CSRF and the signed-in user; the product's database, models and cached templates; nothing else."""

from pathlib import Path

from config import settings as product

SECRET_KEY = product.SECRET_KEY
ALLOWED_HOSTS = product.ALLOWED_HOSTS
CSRF_TRUSTED_ORIGINS = product.CSRF_TRUSTED_ORIGINS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
DEMO = False
INSTALLED_APPS = product.INSTALLED_APPS
MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
]
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
SILENCED_SYSTEM_CHECKS = ["axes.W001", "axes.W002", "axes.W003"]
AUTH_USER_MODEL = product.AUTH_USER_MODEL
ANONYMOUS_USER_NAME = None
ROOT_URLCONF = "config.bench.floor.urls"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [Path(__file__).parent / "templates"],
        "OPTIONS": {
            "loaders": [("django.template.loaders.cached.Loader", ["django.template.loaders.filesystem.Loader"])],
            "context_processors": [],
        },
    }
]
DATABASES = product.DATABASES
DEFAULT_AUTO_FIELD = product.DEFAULT_AUTO_FIELD
USE_I18N = False
USE_TZ = True
TIME_ZONE = "UTC"
STATIC_URL = product.STATIC_URL
LOGGING = product.LOGGING
