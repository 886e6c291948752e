"""What stands beside this place, each as one address: its database, and how e-mail leaves."""

from typing import Any
from urllib.parse import unquote, urlparse

from django.core.exceptions import ImproperlyConfigured

ORCID_URL = "https://orcid.org"


def mailer(url: str) -> dict[str, Any]:
    """Django's settings for an address like ``smtp://user:password@host:587``, ``smtps://…:465``, or "" for no e-mail.

    With ``smtp://`` a password is sent over an encrypted line or not at all.
    """
    if not url:
        return {"BACKEND": "config.mail.NoMail"}
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
            "OPTIONS": {"connect_timeout": 5},
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


def providers(orcid: tuple[str, str], openid: tuple[str, str, str, str]) -> dict[str, Any]:
    """Settings of allauth for who else may say who somebody is: ORCID by ``(client id, secret)``, OpenID Connect by
    ``(address, client id, secret, name)``; what is not filled in whole is not offered. ORCID is one of the latter.
    """
    asked = {"orcid": (ORCID_URL, *orcid, "ORCID"), "openid": openid}
    apps = [_provider(key, *filled) for key, filled in asked.items() if all(filled)]
    return {"openid_connect": {"APPS": apps, "OAUTH_PKCE_ENABLED": True}} if apps else {}


def _provider(key: str, url: str, client: str, secret: str, name: str) -> dict[str, Any]:
    """One provider. It is asked for nothing but its number for a person."""
    parts = urlparse(url)
    if parts.scheme != "https" and parts.hostname not in {"localhost", "127.0.0.1"}:
        raise ImproperlyConfigured("UNTOLD_OIDC_URL: begin it with https://.")
    asked = {"server_url": url.rstrip("/"), "scope": ["openid"], "fetch_userinfo": False}
    return {"provider_id": key, "name": name, "client_id": client, "secret": secret, "settings": asked}
