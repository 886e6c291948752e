"""An authenticator app, and how its owner adds it."""

import re

from allauth.mfa.totp.internal import auth
from django.test import Client

from tests.conftest import PASSWORD

APP, STEP, CONFIRM, CODES = "/account/2fa/app/", "/account/login/step/", "/account/confirm/", "/account/2fa/codes/"
CODE = re.compile(r"<code>([\d-]+)</code>")
SECRET, SEALED = re.compile(r"<code>([A-Z2-7 ]+)</code>"), re.compile(r'name="sealed" value="([^"]+)"')
ONE_TIME = re.compile(r"<code>([a-z\d-]+)</code>")


def app_digits(secret: str) -> str:
    """What an app with this secret shows now."""
    now = list(auth.yield_hotp_counters_from_time())[auth.app_settings.TOTP_TOLERANCE]
    return auth.format_hotp_value(auth.hotp_value(secret, now))


def confirm(client: Client, **more: str):
    """Show by the password that it is you."""
    return client.post(CONFIRM, {"password": PASSWORD, **more})


def add_app(client: Client) -> tuple[str, list[str]]:
    """Add an app: its secret, and the recovery codes that come with it."""
    confirm(client)
    page = client.get(APP).content.decode()
    secret = SECRET.search(page)[1].replace(" ", "")
    shown = client.post(APP, {"sealed": SEALED.search(page)[1], "code": app_digits(secret)})
    return secret, CODE.findall(shown.content.decode())
