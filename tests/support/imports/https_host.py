"""A host of the tests' own: https, with a certificate of an authority of its own, on this machine.

`Site` maps paths to answers; what was asked is in `asked`. `ways()` lets a fetcher find every name
here, and trust the authority: nothing of that can be had from the command line.
"""

from __future__ import annotations

import datetime
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from layout.imports.fetch.exchange import Ways

NAMES = ("paper.example", "pictures.example")


@dataclass
class Reply:
    """What the host says to one path; of `short` bytes less than it promises come."""

    body: bytes = b""
    kind: str = "text/html"
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    short: int = 0


@dataclass
class Site:
    """What a host has, and what it was asked: (path, headers)."""

    port: int
    authority: Path
    pages: dict[str, Reply | list[Reply]] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def address(self, path: str = "/", name: str = "paper.example") -> str:
        return f"https://{name}:{self.port}{path}"

    @property
    def hosts(self) -> frozenset[str]:
        return frozenset({f"paper.example:{self.port}"})

    def ways(self, public: bool = True, **others) -> Ways:
        """The machine counts as public, no time is waited for."""
        given = {"now": lambda: 0.0, "wait": lambda _: None, **others}
        return Ways(
            resolve=lambda host, port: ("127.0.0.1",),
            public=lambda number: public,
            trust=lambda: ssl.create_default_context(cafile=str(self.authority)),
            **given,
        )

    def reply(self, path: str) -> Reply:
        found = self.pages.get(path, Reply(b"none", status=404))
        if isinstance(found, list):
            return found.pop(0) if len(found) > 1 else found[0]
        return found


@cache
def _certificates(folder: Path) -> tuple[Path, Path]:
    """The authority's certificate, and the host's with its key, as files."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "An authority of tests")])
    day = datetime.datetime(2020, 1, 1)

    def made(subject: x509.Name, public: ec.EllipticCurvePublicKey) -> x509.CertificateBuilder:
        return (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(name)
            .public_key(public)
            .serial_number(x509.random_serial_number())
            .not_valid_before(day)
            .not_valid_after(day + datetime.timedelta(days=36_500))
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), False)
        )

    root = made(name, key.public_key()).add_extension(x509.BasicConstraints(True, 0), True)
    root = root.add_extension(
        x509.KeyUsage(True, False, False, False, False, True, True, False, False), True
    )
    own = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, NAMES[0])])
    names = x509.SubjectAlternativeName([x509.DNSName(each) for each in NAMES])
    authority_key = x509.AuthorityKeyIdentifier.from_issuer_public_key(key.public_key())
    leaf = made(subject, own.public_key()).add_extension(names, False)
    leaf = leaf.add_extension(authority_key, False)
    pem = serialization.Encoding.PEM
    authority, host = folder / "authority.pem", folder / "host.pem"
    authority.write_bytes(root.sign(key, hashes.SHA256()).public_bytes(pem))
    secret = own.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    host.write_bytes(leaf.sign(key, hashes.SHA256()).public_bytes(pem) + secret)
    return authority, host


@contextmanager
def https_site(folder: Path) -> Iterator[Site]:
    """A host that answers until the block ends."""
    authority, certificate = _certificates(folder)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.asked.append((self.path, {k.lower(): v for k, v in self.headers.items()}))
            reply = site.reply(self.path)
            body, status, headers = reply.body, reply.status, dict(reply.headers)
            span = self.headers.get("Range")
            if span and status == 200 and self.headers.get("If-Range") == headers.get("ETag"):
                start = int(span.removeprefix("bytes=").rstrip("-"))
                headers["Content-Range"] = f"bytes {start}-{len(body) - 1}/{len(body)}"
                body, status = body[start:], 206
            elif headers.get("ETag") and self.headers.get("If-None-Match") == headers["ETag"]:
                body, status = b"", 304
            self.send_response(status)
            self.send_header("Content-Type", reply.kind)
            self.send_header("Content-Length", str(len(body)))
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body[: len(body) - reply.short] if status == 200 else body)

        def log_message(self, *_: object) -> None:
            """Tests are silent."""

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_: object) -> None:
            """Clients that go away are what is tested."""

    server = Server(("127.0.0.1", 0), Handler)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    site = Site(server.server_address[1], authority)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
