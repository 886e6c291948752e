"""Every setting, and the only place where the environment is read."""

import os
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from config.limits import counting
from config.policy import LOGGING as LOGGING
from config.policy import SECURE_CSP as SECURE_CSP
from config.services import database, mailer, providers

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
    """A whole number from 1 to `highest`, or the default."""
    text = env(name) or str(default)
    if text != str(default) and not (text.isascii() and text.isdecimal() and 1 <= int(text) <= highest):
        raise ImproperlyConfigured(f"{name} is a whole number from 1 to {highest}, not {text!r}.")
    return int(text)


DEBUG = flag("UNTOLD_DEBUG")
SECRET_KEY = required("UNTOLD_SECRET_KEY")
UNTOLD_ENCRYPTION_KEYS = required("UNTOLD_ENCRYPTION_KEYS").split(",")
UNTOLD_HTTPS = flag("UNTOLD_HTTPS")
UNTOLD_PORT = number("UNTOLD_PORT", 8000, 65_535)
UNTOLD_BASE_URL = env("UNTOLD_BASE_URL", f"http://localhost:{UNTOLD_PORT}")
BASE = urlsplit(UNTOLD_BASE_URL)
SUBPATH = BASE.path.rstrip("/")  # "" at the top of a host, "/untold" below it
FORCE_SCRIPT_NAME = SUBPATH or None
UNTOLD_GUEST_DAYS = number("UNTOLD_GUEST_DAYS", 400, 36_500)
UNTOLD_ACCOUNT_DAYS = number("UNTOLD_ACCOUNT_DAYS", 0, 36_500)  # 0: an account is kept until its owner deletes it
EMAIL_URL = env("UNTOLD_EMAIL_URL")
UNTOLD_HOST_NAME = env("UNTOLD_HOST_NAME")
UNTOLD_HOST_CONTACT = env("UNTOLD_HOST_CONTACT")
UNTOLD_HOST_HELP = env("UNTOLD_HOST_HELP")
UNTOLD_TRUSTED_PROXIES = listed("UNTOLD_TRUSTED_PROXIES")
ALLOWED_HOSTS = listed("UNTOLD_ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = [f"https://{BASE.netloc}"] if BASE.scheme == "https" else []

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "reflections",
]
MIDDLEWARE = [
    "config.routes.RouteMiddleware",
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
    "reflections.people.middleware.SuspendedMiddleware",
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
            "builtins": ["reflections.templatetags.scripts"],
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
CACHES = {"default": counting(REDIS_URL, DATABASES["default"])}

MESSAGE_STORAGE = "reflections.people.cookies.MessageCookie"
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
MFA_ADAPTER = "reflections.people.second_factor.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"  # a finger, a face or a PIN: a passkey that was found opens nothing
MFA_ALLOW_UNVERIFIED_EMAIL = True  # an address is optional here, and no second way in
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not UNTOLD_HTTPS  # http://localhost on one's own machine
MFA_TOTP_ISSUER = "Untold"
MFA_TOTP_TOLERANCE = 1
MFA_RECOVERY_CODE_COUNT = 8
MFA_RECOVERY_CODE_DIGITS = 10
MFA_RATE_LIMITS = {"webauthn_login": "240/m/ip"}  # two requests a sign-in; what a passkey signs cannot be guessed
ACCOUNT_EMAIL_NOTIFICATIONS = bool(EMAIL_URL)
ACCOUNT_LOGIN_BY_CODE_ENABLED = bool(EMAIL_URL)
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 600  # mail may take its time; a code dies after three wrong tries all the same
SOCIALACCOUNT_ADAPTER = "reflections.people.providers.ProviderAdapter"
SOCIALACCOUNT_PROVIDERS = providers(
    orcid=(env("UNTOLD_ORCID_CLIENT_ID"), env("UNTOLD_ORCID_CLIENT_SECRET")),
    openid=(
        env("UNTOLD_OIDC_URL"),
        env("UNTOLD_OIDC_CLIENT_ID"),
        env("UNTOLD_OIDC_CLIENT_SECRET"),
        env("UNTOLD_OIDC_NAME", "Single sign-on"),
    ),
)
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "optional" if EMAIL_URL else "none"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_PREVENT_ENUMERATION = "strict"  # a known address may sign up too: no answer tells that it is known
ACCOUNT_PRESERVE_USERNAME_CASING = False
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_AUTHENTICATED_LOGIN_REDIRECTS = False  # guests are signed in, and may sign in
ACCOUNT_USER_DISPLAY = str
# For allauth's own pages: a room is one address. By name people/slow_down.py counts; all else people/limits.py.
ACCOUNT_RATE_LIMITS = {
    "login": "120/m/ip",
    "login_failed": "60/m/ip",
    "request_login_code": "60/m/ip,5/5m/key",
    "provider": "60/m/ip",
    "signup": "60/m/ip",
    "reset_password": "20/m/ip,5/m/key",
    "reset_code": "60/m/ip",
}

SESSION_ENGINE = "reflections.people.sessions"
SESSION_COOKIE_AGE = UNTOLD_GUEST_DAYS * 86_400
COOKIE_PREFIX = ("__Secure-" if SUBPATH else "__Host-") if UNTOLD_HTTPS else ""
SESSION_COOKIE_NAME = f"{COOKIE_PREFIX}session"
SESSION_COOKIE_PATH = SUBPATH or "/"
SESSION_COOKIE_SECURE = UNTOLD_HTTPS
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_NAME = f"{COOKIE_PREFIX}csrf"
CSRF_COOKIE_PATH = SESSION_COOKIE_PATH
CSRF_COOKIE_SECURE = UNTOLD_HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "reflections.pages.errors.csrf_failure"
SECURE_SSL_REDIRECT = UNTOLD_HTTPS
SECURE_REDIRECT_EXEMPT = [r"^(.+/)?healthz$", r"^(.+/)?readyz$"]
SECURE_HSTS_SECONDS = 63_072_000 if UNTOLD_HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = UNTOLD_HTTPS and not SUBPATH  # below a path the host is others'
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if UNTOLD_TRUSTED_PROXIES else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 6_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000
# A file that comes back stays in memory: nothing anybody wrote is put on a disk unsealed, not even for a moment.
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
FILE_UPLOAD_MAX_MEMORY_SIZE = 16_200_000

MAILERS = {"default": mailer(EMAIL_URL)}
SENDER = UNTOLD_HOST_CONTACT if "@" in UNTOLD_HOST_CONTACT else ""
DEFAULT_FROM_EMAIL = SENDER or f"untold@{BASE.hostname}"

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "reflections" / "locale"]
FORMAT_MODULE_PATH = "config.formats"
TIME_ZONE = "UTC"
USE_TZ = True

STATIC_URL = f"{SUBPATH}/static/"
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
