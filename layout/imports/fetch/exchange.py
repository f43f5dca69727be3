"""One question to a host and its answer: by https, to a number that was checked, within limits.

No cookies, no names and words of anybody, no other way than GET. What takes too long is cut off by
a clock of its own, whether the host sends nothing, or a byte now and then.
"""

from __future__ import annotations

import http.client
import socket
import ssl
import time
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from importlib.metadata import version
from threading import Timer

from layout.imports.fetch.hosts import Refused, Resolve, Target, is_public, looked_up, numbers_of

_PART = 65_536
_QUIET = 30.0
"""Seconds for which a host may send nothing."""

_LONGEST = 600.0
"""Seconds that one answer may take."""


def _trusted() -> ssl.SSLContext:
    return ssl.create_default_context()


@dataclass(frozen=True, slots=True)
class Ways:
    """How the network is reached: who knows the numbers of names, which of them are public, whose
    certificates are trusted, the time, and waiting. Tests have ways of their own; commands none."""

    resolve: Resolve = looked_up
    public: Callable[[str], bool] = is_public
    trust: Callable[[], ssl.SSLContext] = _trusted
    now: Callable[[], float] = time.monotonic
    wait: Callable[[float], None] = time.sleep
    longest: float = _LONGEST


@dataclass(frozen=True, slots=True)
class Answer:
    """What a host said: status, headers by their names in lower case, and the body as it comes."""

    status: int
    headers: Mapping[str, str]
    body: Iterator[bytes] = field(repr=False)
    packed: bool = False
    """Whether it was packed on its way: its parts cannot be requested."""

    @property
    def kind(self) -> str:
        """The type of its content, without parameters."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()


class Broken(Exception):
    """An answer that ended early: what came of it is as the host sent it."""


class _Pinned(http.client.HTTPSConnection):
    """A connection to a number, with the certificate of a name."""

    def __init__(self, target: Target, number: str, ways: Ways) -> None:
        self._number, self._trust = number, ways.trust()
        quiet, host = min(_QUIET, ways.longest), target.host.strip("[]")
        super().__init__(host, target.port, timeout=quiet, context=self._trust)

    def connect(self) -> None:
        """To the number that was checked."""
        plain = socket.create_connection((self._number, self.port), self.timeout)
        try:
            self.sock = self._trust.wrap_socket(plain, server_hostname=self.host)
        except BaseException:
            plain.close()
            raise


@contextmanager
def answered(target: Target, headers: Mapping[str, str], ways: Ways) -> Iterator[Answer]:
    """The answer to a question, as long as the block stands. Raises Refused; reading its body
    raises Broken."""
    numbers = numbers_of(target, ways.resolve, ways.public)
    connection = _connected(target, numbers, ways)
    cut = Timer(ways.longest, _cut, (connection,))
    cut.daemon = True
    cut.start()
    response = None
    try:
        response = _response(connection, target, headers)
        found = {name.lower(): value for name, value in response.getheaders()}
        packing = _packing(found, target)
        yield Answer(response.status, found, _body(response, packing), bool(packing))
    finally:
        cut.cancel()
        if response is not None:
            response.close()
        connection.close()


def _connected(target: Target, numbers: tuple[str, ...], ways: Ways) -> _Pinned:
    """A connection to the first number that answers."""
    failure: OSError | None = None
    for number in numbers:
        connection = _Pinned(target, number, ways)
        try:
            connection.connect()
        except OSError as error:
            failure = error
            continue
        return connection
    raise _unanswered(target, failure)


def _unanswered(target: Target, error: Exception | None) -> Refused:
    if isinstance(error, ssl.SSLCertVerificationError):
        message = f"the certificate of {target.site} is not trusted: {error.verify_message}"
        return Refused(
            "untrusted-host", message, "check the name; import from files if it is right"
        )
    why = getattr(error, "strerror", None) or str(error) or "it does not answer"
    message = f"{target.site} does not answer: {why.lower()}"
    return Refused("no-answer", message, "import again later: what was fetched is kept")


def _response(
    connection: _Pinned, target: Target, headers: Mapping[str, str]
) -> http.client.HTTPResponse:
    own = {
        "User-Agent": f"newsgrid/{version('newsgrid')} (newsgrid import)",
        "Accept-Encoding": "identity",
        "Connection": "close",
    }
    try:
        connection.request("GET", target.path, headers={**own, **headers})
        return connection.getresponse()
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise _unanswered(target, error) from None


def _cut(connection: http.client.HTTPConnection) -> None:
    """Ends a connection that takes too long."""
    with suppress(OSError, AttributeError):
        connection.sock.shutdown(socket.SHUT_RDWR)


def _packing(headers: Mapping[str, str], target: Target) -> str:
    """How a body is packed; "" where it is not. Raises Refused."""
    packing = headers.get("content-encoding", "identity").strip().lower()
    if packing not in ("", "identity", "gzip"):
        message = f"{target.address} is packed in a way nobody asked for: {packing}"
        raise Refused("odd-answer", message, "import it from a file")
    return "" if packing == "identity" else packing


def _body(response: http.client.HTTPResponse, packing: str) -> Iterator[bytes]:
    """The body of an answer, unpacked where it was packed though that was not requested."""
    unpack = zlib.decompressobj(31) if packing == "gzip" else None
    try:
        while part := response.read(_PART):
            if unpack is None:
                yield part
                continue
            part = unpack.decompress(part, _PART)
            while part:
                yield part
                part = unpack.decompress(unpack.unconsumed_tail, _PART)
        if unpack is not None and not unpack.eof:
            raise Broken("it ends early")
    except (OSError, http.client.HTTPException, zlib.error, ValueError) as error:
        raise Broken(str(error) or type(error).__name__) from None
    left = response.length
    if left:
        raise Broken("it ends early")
