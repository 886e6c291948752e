"""A small OpenID provider: real HTTP, real signatures, PKCE checked. It knows one person, and tells too much."""

import base64
import hashlib
import json
import re
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from django.test import Client

CLIENT, SECRET, CALLED = "untold", "a secret of the provider", "The test house"
GO = "/account/with/openid/"
KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
TOLD = {"email": "ada@example.org", "email_verified": True, "name": "Ada Lovelace", "preferred_username": "ada"}
"""What an ill-mannered provider says without being asked."""


class Provider(ThreadingHTTPServer):
    """Says who somebody is: `person`. `asked` are the questions of the client, `audience` whom it tells it to."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server_port}"
        self.person, self.audience = "0000-0002-1825-0097", CLIENT
        self.codes: dict[str, dict[str, str]] = {}
        self.asked: list[dict[str, str]] = []

    def consent(self, address: str) -> str:
        """Go where the link leads, say yes, and be sent back: the path that the browser opens then."""
        return path_of(self.allow(address))

    def allow(self, address: str) -> str:
        """Say yes there: the whole address one is sent back to."""
        asked = dict(parse_qsl(urlsplit(address).query))
        assert address.startswith(f"{self.url}/authorize?")
        assert (asked["client_id"], asked["response_type"]) == (CLIENT, "code")
        self.asked.append(asked)
        code = secrets.token_urlsafe(16)
        self.codes[code] = asked
        return _back(asked, {"code": code, "state": asked["state"]})

    def refuse(self, address: str) -> str:
        """Go there and say no."""
        asked = dict(parse_qsl(urlsplit(address).query))
        return path_of(_back(asked, {"error": "access_denied", "state": asked["state"]}))

    def token(self, form: dict[str, str]) -> dict[str, Any] | None:
        """What a code is good for, once; None if the client is not the one it was given to."""
        asked = self.codes.pop(form.get("code", ""), None)
        proof = base64.urlsafe_b64encode(hashlib.sha256(form.get("code_verifier", "").encode()).digest()).decode()
        if not asked or (asked["code_challenge_method"], asked["code_challenge"]) != ("S256", proof.rstrip("=")):
            return None
        if (form["client_id"], form["client_secret"], form["redirect_uri"]) != (CLIENT, SECRET, asked["redirect_uri"]):
            return None
        now = int(time.time())
        claims = {"iss": self.url, "aud": self.audience, "sub": self.person, "iat": now, "exp": now + 60, **TOLD}
        token = jwt.encode(claims, KEY, "RS256", headers={"kid": "1"})
        return {"access_token": secrets.token_hex(8), "token_type": "Bearer", "id_token": token}


def _back(asked: dict[str, str], answer: dict[str, str]) -> str:
    return f"{asked['redirect_uri']}?{urlencode(answer)}"


def path_of(address: str) -> str:
    """An address without its host."""
    return urlsplit(address)._replace(scheme="", netloc="").geturl()


class Handler(BaseHTTPRequestHandler):
    """Answers the client, and a browser, whose person says yes."""

    server: Provider

    def do_GET(self) -> None:
        """What this provider is; or back, for somebody who comes with a question of the client."""
        if self.path.startswith("/authorize?"):
            self.send_response(302)
            self.send_header("Location", self.server.allow(f"{self.server.url}{self.path}"))
            self.end_headers()
            return
        where = {f"{name}_endpoint": f"{self.server.url}/{name}" for name in ("authorize", "token", "userinfo")}
        where["authorization_endpoint"] = where.pop("authorize_endpoint")
        means = {"issuer": self.server.url, "jwks_uri": f"{self.server.url}/keys"}
        self._say(where | means | {"token_endpoint_auth_methods_supported": ["client_secret_post"]})

    def do_POST(self) -> None:
        """A code for a token."""
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        token = self.server.token({key: values[0] for key, values in parse_qs(body).items()})
        self._say(token or {"error": "invalid_grant"}, 200 if token else 400)

    def _say(self, what: dict[str, Any], status: int = 200) -> None:
        body = json.dumps(what).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: Any) -> None:
        """Nothing: tests read what they want to know from `Provider`."""


@contextmanager
def running() -> Iterator[Provider]:
    """A provider that answers until the block ends."""
    with Provider() as this:
        thread = Thread(target=this.serve_forever, args=[0.01])
        thread.start()
        try:
            yield this
        finally:
            this.shutdown()
            thread.join()


def there(page) -> str:
    """The address behind the one link that leads elsewhere."""
    assert page.status_code == 200
    (address,) = re.findall(r'href="(http://127[^"]+)"', page.content.decode())
    return unescape(address)


def come_back(client: Client, provider: Provider, **form: str):
    """To the provider, yes, and back through the button of the page one is sent to."""
    back = provider.consent(there(client.post(GO)))
    assert client.get(back).status_code == 200
    return client.post(back, form)


def newcomer(provider: Provider, client: Client | None = None, name: str = "Lou Lee"):
    """Somebody who comes by the provider for the first time, and chooses a name."""
    client = client or Client()
    assert come_back(client, provider, bring="on").url == "/account/with/name/"
    return client, client.post("/account/with/name/", {"username": name})
