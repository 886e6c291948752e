"""Every setting, and the only place where the environment is read."""

import os
from pathlib import Path
from typing import Any
from urllib.parse import urlparse

from django.core.exceptions import ImproperlyConfigured
from django.utils.csp import CSP
from django.utils.translation import gettext_lazy as _

from config.services import database, mailer

BASE_DIR = Path(__file__).resolve().parent.parent


def env(name: str, default: str = "") -> str:
    """An environment variable without the blanks around it."""
    return os.environ.get(name, default).strip()


def flag(name: str) -> bool:
    """Whether a switch is on: 1, true, yes or on."""
    return env(name).lower() in {"1", "true", "yes", "on"}


def required(name: str) -> str:
    """A secret; without it nothing starts."""
    if not env(name):
        raise ImproperlyConfigured(f"{name} is not set. docs/hosting.md says how to make one.")
    return env(name)


def listed(name: str, default: str = "") -> list[str]:
    """A variable with commas as a list."""
    return [part.strip() for part in env(name, default).split(",") if part.strip()]


def number(name: str, default: int, highest: int) -> int:
    """A whole number from 1 to `highest`."""
    text = env(name) or str(default)
    if not (text.isascii() and text.isdecimal() and 1 <= int(text) <= highest):
        raise ImproperlyConfigured(f"{name} is a whole number from 1 to {highest}, not {text!r}.")
    return int(text)


DEBUG = flag("UNTOLD_DEBUG")
SECRET_KEY = required("UNTOLD_SECRET_KEY")
UNTOLD_ENCRYPTION_KEYS = required("UNTOLD_ENCRYPTION_KEYS").split(",")
UNTOLD_HTTPS = flag("UNTOLD_HTTPS")
UNTOLD_PORT = number("UNTOLD_PORT", 8000, 65_535)
UNTOLD_BASE_URL = env("UNTOLD_BASE_URL", f"http://localhost:{UNTOLD_PORT}")
UNTOLD_GUEST_DAYS = number("UNTOLD_GUEST_DAYS", 400, 36_500)
EMAIL_URL = env("UNTOLD_EMAIL_URL")
UNTOLD_HOST_NAME = env("UNTOLD_HOST_NAME")
UNTOLD_HOST_CONTACT = env("UNTOLD_HOST_CONTACT")
UNTOLD_HOST_HELP = env("UNTOLD_HOST_HELP")
UNTOLD_TRUSTED_PROXIES = listed("UNTOLD_TRUSTED_PROXIES")
ALLOWED_HOSTS = listed("UNTOLD_ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = [UNTOLD_BASE_URL] if UNTOLD_BASE_URL.startswith("https://") else []

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "reflections",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "reflections.people.middleware.SignedInMiddleware",
    "reflections.people.middleware.PrivatePagesMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
APPEND_SLASH = True

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "reflections.people.reader.look",
            ],
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    ["django.template.loaders.filesystem.Loader", "django.template.loaders.app_directories.Loader"],
                )
            ],
        },
    }
]
if DEBUG:
    TEMPLATES[0]["OPTIONS"]["loaders"] = TEMPLATES[0]["OPTIONS"]["loaders"][0][1]

DATABASES = {"default": database(env("DATABASE_URL") or f"sqlite://{BASE_DIR / 'var' / 'untold.sqlite3'}")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = env("REDIS_URL")
CACHES: dict[str, dict[str, Any]] = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
if REDIS_URL:
    CACHES["default"] = {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}

MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"
AUTH_USER_MODEL = "reflections.Person"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "journal"
ACCOUNT_ADAPTER = "reflections.people.allauth.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "optional" if EMAIL_URL else "none"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_PREVENT_ENUMERATION = "strict"  # a known address may sign up too: no answer tells that it is known
ACCOUNT_PRESERVE_USERNAME_CASING = False
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_AUTHENTICATED_LOGIN_REDIRECTS = False  # guests are signed in, and may sign in
ACCOUNT_USER_DISPLAY = str
# A room of people is one address: per address there is much room, per name little.
ACCOUNT_RATE_LIMITS = {
    "login": "120/m/ip",
    "login_failed": "60/m/ip,5/5m/key",
    "signup": "60/m/ip",
    "reset_password": "20/m/ip,5/m/key",
    "reset_code": "60/m/ip",
    "reset_code_name": "5/m/key",
}

SESSION_COOKIE_AGE = UNTOLD_GUEST_DAYS * 86_400
SESSION_COOKIE_NAME = "__Host-session" if UNTOLD_HTTPS else "session"
SESSION_COOKIE_SECURE = UNTOLD_HTTPS
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_NAME = "__Host-csrf" if UNTOLD_HTTPS else "csrf"
CSRF_COOKIE_SECURE = UNTOLD_HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "reflections.pages.errors.csrf_failure"
SECURE_SSL_REDIRECT = UNTOLD_HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = 63_072_000 if UNTOLD_HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = UNTOLD_HTTPS
SECURE_HSTS_PRELOAD = UNTOLD_HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if UNTOLD_TRUSTED_PROXIES else None
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "manifest-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
}
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 6_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000

MAILERS = {"default": mailer(EMAIL_URL)}
SILENCED_SYSTEM_CHECKS = [] if EMAIL_URL else ["mail.E001"]  # to send no mail is a choice, and pages say so
SENDER = UNTOLD_HOST_CONTACT if "@" in UNTOLD_HOST_CONTACT else ""
DEFAULT_FROM_EMAIL = SENDER or f"untold@{urlparse(UNTOLD_BASE_URL).hostname}"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"discreet": {"()": "reflections.people.logs.DiscreetFormatter"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "discreet"}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {"django": {"handlers": []}, "django.server": {"handlers": [], "propagate": True}},
}

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "reflections" / "locale"]
FORMAT_MODULE_PATH = "config.formats"
TIME_ZONE = "UTC"
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "var" / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "config.bundles.BundleFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "config.bundles.BundleStorage"},
}
