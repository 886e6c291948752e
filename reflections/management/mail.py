"""One message, tried: what went wrong is said in plain words, and no password with it."""

import contextlib
import smtplib
import socket
import ssl
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, mailers
from django.utils.translation import gettext as _

SECURE = "smtps:// is for port 465, smtp:// with a password for 587 (STARTTLS)"


class NotSent(Exception):
    """Why a message was not sent, and what to look at, in one line."""


def try_mail(address: str) -> None:
    """Send one message to `address` as everything here is sent; raises `NotSent`."""
    mailer = mailers.default
    body = _("If you can read this, e-mail from here arrives. There is nothing to do.")
    try:
        mailer.open()
        mailer.send_messages([EmailMessage(_("A message to try e-mail"), body, to=[address])])
    except (OSError, ValueError) as why:  # SMTPException is an OSError
        raise NotSent(_without_password(_reason(why, address))) from None
    finally:
        with contextlib.suppress(OSError):
            mailer.close()


def _options() -> dict[str, Any]:
    return settings.MAILERS["default"]["OPTIONS"]


def _without_password(line: str) -> str:
    """A line that may quote a server, which may quote what it was sent."""
    password = _options()["password"]
    return line.replace(password, "…") if password else line


def _reason(why: OSError | ValueError, address: str) -> str:
    """What an error means for somebody who set `UNTOLD_EMAIL_URL`: the first kind that it is."""
    where, said = f"{_options()['host']}, port {_options()['port']}", _said(why)
    meanings: dict[type[Exception], str] = {
        socket.gaierror: f"No computer is called {_options()['host']}: see the name in UNTOLD_EMAIL_URL.",
        ConnectionRefusedError: f"Nothing listens at {where}: see the port, and that the mail server runs.",
        TimeoutError: f"No answer from {where}: see the port, and whether a firewall is in between.",
        ssl.SSLCertVerificationError: f"The certificate of {where} is not trusted{said}: see the server's name.",
        ssl.SSLError: f"No encrypted line to {where}: {SECURE}.",
        smtplib.SMTPNotSupportedError: f"{where} offers no encryption or no sign-in, no password was sent: {SECURE}.",
        smtplib.SMTPAuthenticationError: f"{where} refuses the user or the password{said}.",
        smtplib.SMTPSenderRefused: f"{where} refuses the sender {settings.DEFAULT_FROM_EMAIL}{said}: "
        "it is UNTOLD_HOST_CONTACT, or untold@ the host of UNTOLD_BASE_URL.",
        smtplib.SMTPRecipientsRefused: f"{where} takes no mail for {address}{said}.",
        smtplib.SMTPDataError: f"{where} took the addresses and refused the message{said}.",
        smtplib.SMTPServerDisconnected: f"{where} hung up, or is no mail server: {SECURE}.",
        smtplib.SMTPException: f"{where} does not answer as a mail server should{said}.",
        OSError: f"{where} cannot be reached ({type(why).__name__}).",
        ValueError: f"{address} is no e-mail address.",
    }
    return next(words for kind, words in meanings.items() if isinstance(why, kind))


def _said(why: Exception) -> str:
    """What the other side said itself, in brackets."""
    if isinstance(why, ssl.SSLCertVerificationError):
        return f" ({why.verify_message})"
    code, words = getattr(why, "smtp_code", ""), getattr(why, "smtp_error", b"")
    if isinstance(why, smtplib.SMTPRecipientsRefused):
        code, words = next(iter(why.recipients.values()))
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    return f" ({code} {' '.join(text.split())[:200]})" if code else ""
