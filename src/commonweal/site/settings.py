"""Django's settings. Everything a host decides comes from the environment; the README lists it."""

import os
from pathlib import Path
from urllib.parse import unquote, urlsplit

import dj_database_url
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from commonweal.site.keys import key

SITE = Path(__file__).resolve().parent
COMMONWEAL_HOME = Path(os.environ.get("COMMONWEAL_HOME", "var")).resolve()
COMMONWEAL_HOME.mkdir(parents=True, exist_ok=True)

DEBUG = os.environ.get("COMMONWEAL_DEBUG") == "1"
SECRET_KEY = key(COMMONWEAL_HOME / "keys", "django").hex()
PERSON_TOKEN_KEY = key(COMMONWEAL_HOME / "keys", "person-tokens")
ALLOWED_HOSTS = os.environ.get("COMMONWEAL_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [origin for origin in os.environ.get("COMMONWEAL_ORIGINS", "").split(",") if origin]
NEARBY = f"http://localhost:{os.environ.get('COMMONWEAL_PORT', '8000')}"  # in letters, where no origin is set
SOURCE_URL = os.environ.get("COMMONWEAL_SOURCE_URL", "")  # where this host's source code is offered (AGPL, section 13)
COMMONWEAL_CONTACT = os.environ.get("COMMONWEAL_CONTACT", "")  # the e-mail address corrections go to

INSTALLED_APPS = [
    "commonweal.record",
    "commonweal.places",
    "commonweal.people",
    "commonweal.organisations",
    "commonweal.assemblies",
    "commonweal.funds",
    "commonweal.budgets",
    "commonweal.spend",
    "commonweal.site",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "csp",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "rules",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "commonweal.site.ready_pages.ready_for_strangers",
    "django.middleware.gzip.GZipMiddleware",
    "commonweal.site.middleware.problems_for_programs",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "commonweal.site.middleware.one_region_a_page",
]

ROOT_URLCONF = "commonweal.site.urls"
WSGI_APPLICATION = "commonweal.site.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "commonweal.site.context_processors.region_in_view",
            ],
        },
    }
]

DATABASES = {
    "default": dj_database_url.config(
        default=f"sqlite:///{COMMONWEAL_HOME / 'commonweal.sqlite3'}", conn_max_age=60, conn_health_checks=True
    )
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # IMMEDIATE takes the write lock at once, so that two writers wait in line instead of failing half-way. FULL: what
    # was said to be kept, a vote above all, outlasts a power cut; it costs a fraction of a millisecond a commit.
    DATABASES["default"]["ENGINE"] = "commonweal.site.sqlite"
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LOCAL_MEMORY = "django.core.cache.backends.locmem.LocMemCache"
CACHES = {
    "default": {"BACKEND": LOCAL_MEMORY},
    "pages": {"BACKEND": LOCAL_MEMORY, "LOCATION": "pages", "OPTIONS": {"MAX_ENTRIES": 200}},  # of each worker
}

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = [
    "rules.permissions.ObjectPermissionBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
ACCOUNT_ADAPTER = "commonweal.people.adapters.CodeOnly"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60  # seconds: long enough to fetch a code on a slow line
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGOUT_ON_GET = False
LOGIN_URL = "account_request_login_code"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_LOGOUT_REDIRECT_URL = "home"

mail_server = urlsplit(os.environ.get("COMMONWEAL_MAIL_SERVER", ""))
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if mail_server.hostname else 'console'}.EmailBackend"
EMAIL_HOST = mail_server.hostname or ""
EMAIL_PORT = mail_server.port or 587
EMAIL_HOST_USER = unquote(mail_server.username or "")
EMAIL_HOST_PASSWORD = unquote(mail_server.password or "")
EMAIL_USE_TLS = mail_server.scheme == "smtp+tls"
DEFAULT_FROM_EMAIL = os.environ.get("COMMONWEAL_FROM", "commonweal <commonweal@localhost>")

LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", _("English"))]
LOCALE_PATHS = [SITE / "locale"]
TIME_ZONE = "Europe/London"
USE_TZ = True

STATIC_URL = "static/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
FILE_UPLOAD_TEMP_DIR = COMMONWEAL_HOME
DATA_UPLOAD_MAX_NUMBER_FILES = 500

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if os.environ.get("COMMONWEAL_HTTPS") == "1":
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
