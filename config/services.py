"""What stands beside this place, each as one address: its database, and how e-mail leaves."""

from typing import Any
from urllib.parse import unquote, urlparse

from django.core.exceptions import ImproperlyConfigured


def mailer(url: str) -> dict[str, Any]:
    """Django's settings for an address like ``smtp://user:password@host:587``, ``smtps://…:465``, or "" for no e-mail.

    With ``smtp://`` a password is sent over an encrypted line or not at all.
    """
    if not url:
        return {"BACKEND": "django.core.mail.backends.dummy.EmailBackend"}
    parts = urlparse(url)
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
        raise ImproperlyConfigured("UNTOLD_EMAIL_URL: begin it with smtp:// or smtps://, then the server's name.")
    options = {
        "host": parts.hostname,
        "port": parts.port or (465 if parts.scheme == "smtps" else 587),
        "username": unquote(parts.username or ""),
        "password": unquote(parts.password or ""),
        "use_ssl": parts.scheme == "smtps",
        "use_tls": parts.scheme == "smtp" and bool(parts.username),
        "timeout": 10,
    }
    return {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "OPTIONS": options}


def database(url: str) -> dict[str, Any]:
    """Django's settings for a database URL (``postgres://…`` or ``sqlite:///path``)."""
    parts = urlparse(url)
    if parts.scheme in {"postgres", "postgresql"}:
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path.lstrip("/")) or "untold",
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": parts.hostname or "",
            "PORT": str(parts.port or ""),
            "CONN_MAX_AGE": None,
            "CONN_HEALTH_CHECKS": True,
        }
    if parts.scheme != "sqlite":
        raise ImproperlyConfigured("DATABASE_URL: begin it with postgres:// or sqlite:///.")
    # FULL, not NORMAL: an acknowledged answer is on the disk. secure_delete: deleted text leaves no trace in the file.
    pragmas = ["journal_mode=WAL", "synchronous=FULL", "fullfsync=ON", "secure_delete=ON", "foreign_keys=ON"]
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": unquote(parts.path),
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "timeout": 10,
            "transaction_mode": "IMMEDIATE",
            "init_command": "".join(f"PRAGMA {pragma};" for pragma in pragmas),
        },
    }
