"""One message is tried against a real mail server; each way it can fail has its own plain words."""

import datetime as dt
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from django.core.management import CommandError, call_command
from pytest_django import Settings

from config.services import mailer
from tests.journal.smtp import Sink, Talk, sink

ME = "me@example.org"
PASSWORD = "correct%20horse"


class Grumpy(Talk):
    """Answers some words in a way of its own."""

    def handle(self) -> None:
        self.say(self.server.answers.get("", "220 grumpy"))
        for line in self.rfile:
            word = line.split()[0].decode().upper()
            if word == "DATA":
                self.say("354 go on")
                list(iter(self.rfile.readline, b".\r\n"))
            self.say(self.server.answers.get(word, "221 bye" if word == "QUIT" else "250 ok"))


@contextmanager
def grumpy(tls: ssl.SSLContext | None = None, **answers: str) -> Iterator[Sink]:
    """A mail server that says `answers` to these words; with `tls`, on an encrypted line from the first byte."""
    with Sink() as server:
        server.RequestHandlerClass, server.answers = Grumpy, answers
        if tls:
            server.socket = tls.wrap_socket(server.socket, server_side=True)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """A certificate for localhost that nobody signed, with its key."""
    key, name = (
        ec.generate_private_key(ec.SECP256R1()),
        x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")]),
    )
    now = dt.datetime.now(dt.UTC)
    made = x509.CertificateBuilder(name, name, key.public_key(), 7, now, now + dt.timedelta(days=1))
    made = made.add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
    form = serialization.Encoding.PEM
    own = key.private_bytes(form, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    file = tmp_path / "localhost.pem"
    file.write_bytes(own + made.sign(key, hashes.SHA256()).public_bytes(form))
    return file


@pytest.fixture
def tls(certificate: Path) -> ssl.SSLContext:
    """What a mail server with that certificate speaks."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    return context


@pytest.fixture
def set_up(settings: Settings) -> object:
    """E-mail leaves by this address."""

    def put(url: str) -> None:
        settings.EMAIL_URL, settings.MAILERS = url, {"default": mailer(url)}

    return put


def tried() -> str:
    """What the command says, whether it worked or not."""
    said = StringIO()
    try:
        call_command("test_mail", ME, stdout=said)
    except CommandError as why:
        said.write(str(why))
    line = said.getvalue().rstrip()
    assert "\n" not in line and "horse" not in line
    return line


def port(server: Sink) -> int:
    return server.server_address[1]


def test_a_message_arrives(set_up):
    with sink() as mail:
        set_up(mail.url)
        assert f"took a message for {ME}" in tried()
    [message] = mail.messages
    assert message["To"] == ME and "arrives" in message.get_payload()


def test_nothing_is_set_up(settings):
    settings.EMAIL_URL = ""
    assert "UNTOLD_EMAIL_URL" in tried()


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("smtp://no-such-host.invalid", "No computer is called no-such-host.invalid"),
        ("smtp://127.0.0.1:1", "Nothing listens at 127.0.0.1, port 1"),
    ],
)
def test_nobody_is_there(set_up, url, words):
    set_up(url)
    assert words in tried()


def test_somebody_is_there_and_says_nothing(set_up, settings):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        set_up(f"smtp://127.0.0.1:{silent.getsockname()[1]}")
        settings.MAILERS["default"]["OPTIONS"]["timeout"] = 0.2
        assert "is no mail server" in tried()


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({"": "554 go away"}, "does not answer as a mail server should (554 go away)"),
        ({"MAIL": "550 not you"}, "refuses the sender"),
        ({"RCPT": "550 nobody by that name"}, f"takes no mail for {ME} (550 nobody by that name)"),
        ({"DATA": "554 this is spam"}, "refused the message (554 this is spam)"),
    ],
)
def test_what_a_server_refuses(set_up, answers, words):
    with grumpy(**answers) as mail:
        set_up(mail.url)
        assert words in tried()


def test_a_password_is_not_sent_in_the_clear(set_up):
    with sink() as mail:
        set_up(f"smtp://user:{PASSWORD}@127.0.0.1:{port(mail)}")
        assert "no password was sent" in tried()


def test_tls_where_there_is_none(set_up):
    with sink() as mail:
        set_up(f"smtps://127.0.0.1:{port(mail)}")
        assert "No encrypted line" in tried()


def test_a_certificate_that_nobody_signed(set_up, tls):
    with grumpy(tls) as mail:
        set_up(f"smtps://localhost:{port(mail)}")
        assert "is not trusted (self-signed certificate)" in tried()


def test_a_password_that_is_wrong_is_not_said(set_up, tls, certificate, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with grumpy(tls, EHLO="250-grumpy\r\n250 AUTH PLAIN", AUTH="535 correct horse is wrong") as mail:
        set_up(f"smtps://user:{PASSWORD}@localhost:{port(mail)}")
        assert "refuses the user or the password (535 … is wrong)" in tried()
