"""A small OpenID Connect provider for the tests: `python provider.py PORT` serves on 127.0.0.1.

It keeps to the specification where a client could cheat: PKCE with S256, a code that works once, the client's
secret, the exact redirect address. Who signs in is set by the test with POST /person.
"""

import base64
import hashlib
import json
import secrets
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT, SECRET = "trede-test", "geheim-van-de-test"
KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
person: dict[str, Any] = {}
asked: dict[str, dict[str, str]] = {}
tokens: dict[str, dict[str, Any]] = {}


def digest(verifier: str) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()


class Handler(BaseHTTPRequestHandler):
    @property
    def issuer(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}"  # type: ignore[attr-defined]

    def log_message(self, *_: object) -> None:
        pass

    def answer(self, content: Any, status: int = 200) -> None:
        body = json.dumps(content).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        match parts.path:
            case "/.well-known/openid-configuration":
                self.answer(self.configuration())
            case "/keys":
                public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(KEY.public_key()))
                self.answer({"keys": [public | {"kid": "one", "alg": "RS256", "use": "sig"}]})
            case "/authorize":
                self.authorize(query)
            case "/userinfo":
                token = self.headers.get("Authorization", "").removeprefix("Bearer ")
                self.answer(tokens.get(token, {}), 200 if token in tokens else 401)
            case _:
                self.answer({}, 404)

    def configuration(self) -> dict[str, Any]:
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "userinfo_endpoint": f"{self.issuer}/userinfo",
            "jwks_uri": f"{self.issuer}/keys",
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
            "id_token_signing_alg_values_supported": ["RS256"],
        }

    def authorize(self, query: dict[str, str]) -> None:
        right = query["client_id"] == CLIENT and query["response_type"] == "code"
        if not right or query["code_challenge_method"] != "S256" or "openid" not in query["scope"].split():
            self.answer({"error": "invalid_request"}, 400)
            return
        code = secrets.token_urlsafe(16)
        asked[code] = query
        back = {"error": "access_denied"} if person.get("cancels") else {"code": code}
        self.send_response(302)
        self.send_header(
            "Location", f"{query['redirect_uri']}?{urlencode({**back, 'state': query['state']})}"
        )
        self.end_headers()

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        if self.path == "/person":
            person.clear()
            person.update(json.loads(body))
            self.answer({})
            return
        self.token({name: values[0] for name, values in parse_qs(body).items()})

    def token(self, data: dict[str, str]) -> None:
        query = asked.pop(data.get("code", ""), None)
        if (
            query is None
            or data.get("client_secret") != SECRET
            or data.get("redirect_uri") != query["redirect_uri"]
            or digest(data.get("code_verifier", "")) != query["code_challenge"]
        ):
            self.answer({"error": "invalid_grant"}, 400)
            return
        claims = {name: value for name, value in person.items() if name != "cancels"}
        times = {"iat": int(time.time()), "exp": int(time.time()) + 60}
        audience = claims.pop("audience", CLIENT)
        said = claims | {"iss": self.issuer, "aud": audience, "jti": secrets.token_hex(8)} | times
        access = secrets.token_urlsafe(16)
        tokens[access] = claims
        id_token = jwt.encode(said, KEY, algorithm="RS256", headers={"kid": "one"})
        self.answer({"access_token": access, "token_type": "Bearer", "expires_in": 60, "id_token": id_token})


if __name__ == "__main__":
    server = ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Handler)
    print("ready", flush=True)
    server.serve_forever()
