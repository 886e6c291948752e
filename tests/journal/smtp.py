"""Mail servers: one that keeps what it is given and may fall silent after so many messages, and one that refuses."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import Message

from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend


class Sink(socketserver.ThreadingTCPServer):
    """Takes every message; `messages` are those it took. It answers after `silent_after` of them only when let go."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Talk)
        self.messages: list[Message] = []
        self.silent_after = 0
        self.fell_silent, self.let_go, self.lock = threading.Event(), threading.Event(), threading.Lock()

    @property
    def url(self) -> str:
        """How it is reached, as UNTOLD_EMAIL_URL says it."""
        return f"smtp://127.0.0.1:{self.server_address[1]}"

    def take(self, message: bytes) -> None:
        """One message: it is accepted, whether the sender hears of it or not."""
        with self.lock:
            self.messages.append(message_from_bytes(message))
            silent = len(self.messages) == self.silent_after
        if silent:
            self.fell_silent.set()
            self.let_go.wait(60)


class Talk(socketserver.StreamRequestHandler):
    """As much of SMTP as a sender needs."""

    server: Sink

    def handle(self) -> None:
        """From the greeting to the end of the line."""
        self.say("220 sink")
        for line in self.rfile:
            word = line[:4].upper()
            if word == b"DATA":
                self.say("354 go on")
                self.server.take(b"".join(iter(self.rfile.readline, b".\r\n")))
            self.say("221 bye" if word == b"QUIT" else "250 ok")

    def say(self, words: str) -> None:
        """One line; whoever is gone does not hear it."""
        try:
            self.wfile.write(f"{words}\r\n".encode())
        except OSError:
            self.close_connection = True


@contextmanager
def sink() -> Iterator[Sink]:
    """A mail server of its own, on a free port."""
    with Sink() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.let_go.set()
        server.shutdown()


class Refusing(BaseEmailBackend):
    """A mail server that refuses some addresses, or cannot be reached at all."""

    refuses: frozenset[str] = frozenset()
    there = True

    def open(self) -> None:
        if not self.there:
            raise ConnectionRefusedError

    def send_messages(self, email_messages: list[mail.EmailMessage]) -> int:
        for each in email_messages:
            if set(each.to) & self.refuses:
                raise OSError(f"550 no such mailbox: {each.to}")
            mail.outbox.append(each)
        return len(email_messages)
