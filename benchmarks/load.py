"""The load generator: a few keep-alive connections on loopback, driven by one loop.

Each connection sends a request, waits for the whole reply and sends the next. Replies
are read as bytes and not looked into beyond the length, so that the generator costs a
small share of what the server does; how much is measured with every sample.
"""

import selectors
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median

HOST = "127.0.0.1"
PATIENCE_SECONDS = 15
BROWSER = {
    "Accept": "text/html,application/xhtml+xml,*/*;q=0.8",
    "Accept-Encoding": "gzip, deflate, br, zstd",
    "Accept-Language": "kk,ru;q=0.8,en;q=0.6",
}


class UnexpectedReply(Exception):
    """The server said something else than the benchmark came for."""


@dataclass(frozen=True)
class Target:
    """What one kind of request is: `request_of(connection, number)` gives its bytes."""

    name: str
    request_of: Callable[[int, int], bytes]


@dataclass(frozen=True)
class Sample:
    """What one stretch of load came to; latencies in seconds."""

    requests: int
    seconds: float
    latencies: tuple[float, ...]
    client_cpu_seconds: float

    @property
    def rate(self) -> float:
        return self.requests / self.seconds

    @property
    def median_ms(self) -> float:
        return median(self.latencies) * 1000

    @property
    def client_share(self) -> float:
        """How much of one core the generator itself took."""
        return self.client_cpu_seconds / self.seconds


def request(
    method: str, path: str, headers: dict[str, str] | None = None, body: bytes = b""
) -> bytes:
    """Return the bytes of a request as a browser would send it."""
    lines = {"Host": HOST, **BROWSER, **(headers or {})}
    if method == "POST":
        lines["Content-Length"] = str(len(body))
    head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
    return f"{method} {path} HTTP/1.1\r\n{head}\r\n".encode() + body


def reply_end(data: bytes | bytearray) -> int | None:
    """Return where a reply ends, None while more must come."""
    head_end = data.find(b"\r\n\r\n")
    if head_end < 0:
        return None
    head = bytes(data[:head_end]).lower()
    start = head.find(b"\r\ncontent-length:")
    if start < 0:
        raise UnexpectedReply("A reply without its length.")
    length = int(head[start + 17 :].split(b"\r\n", 1)[0])
    end = head_end + 4 + length
    return end if len(data) >= end else None


class Connection:
    def __init__(self, port: int, number: int):
        self.number = number
        self.socket = socket.create_connection((HOST, port), PATIENCE_SECONDS)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.data = bytearray()
        self.sent_at = 0.0

    def send(self, data: bytes) -> None:
        self.data.clear()
        self.sent_at = time.perf_counter()
        self.socket.sendall(data)

    def receive(self) -> bool:
        """Take what has come; return whether the reply is whole."""
        chunk = self.socket.recv(262_144)
        if not chunk:
            raise UnexpectedReply("The server closed a connection.")
        self.data += chunk
        if reply_end(self.data) is None:
            return False
        if not self.data.startswith(b"HTTP/1.1 200 "):
            said = bytes(self.data[:300]).decode(errors="replace")
            raise UnexpectedReply(said)
        return True


class Load:
    """Sends requests to one port; numbers each connection's requests for ever."""

    def __init__(self, port: int, connections: int):
        self.port = port
        self.numbers = [0] * connections

    def _next(self, target: Target, connection: int) -> bytes:
        self.numbers[connection] += 1
        return target.request_of(connection, self.numbers[connection])

    def run(self, target: Target, seconds: float) -> Sample:
        """Ask for `target` over every connection at once, for some seconds."""
        lines = [Connection(self.port, at) for at in range(len(self.numbers))]
        try:
            return self._run(target, seconds, lines)
        finally:
            for line in lines:
                line.socket.close()

    def _run(self, target: Target, seconds: float, lines: list[Connection]) -> Sample:
        latencies: list[float] = []
        cpu, started = time.process_time(), time.perf_counter()
        with selectors.DefaultSelector() as selector:
            for line in lines:
                selector.register(line.socket, selectors.EVENT_READ, line)
                line.send(self._next(target, line.number))
            waiting = len(lines)
            while waiting:
                ready = selector.select(PATIENCE_SECONDS)
                if not ready:
                    raise UnexpectedReply(f"No reply in {PATIENCE_SECONDS} seconds.")
                for key, _event in ready:
                    line = key.data
                    if not line.receive():
                        continue
                    now = time.perf_counter()
                    latencies.append(now - line.sent_at)
                    if now - started < seconds:
                        line.send(self._next(target, line.number))
                    else:
                        waiting -= 1
        return Sample(
            requests=len(latencies),
            seconds=time.perf_counter() - started,
            latencies=tuple(latencies),
            client_cpu_seconds=time.process_time() - cpu,
        )


def fetch(port: int, path: str, headers: dict[str, str] | None = None) -> bytes:
    """Return one whole reply, head and body, as it came over the line."""
    with socket.create_connection((HOST, port), PATIENCE_SECONDS) as line:
        line.sendall(request("GET", path, headers))
        data = bytearray()
        while reply_end(data) is None:
            chunk = line.recv(262_144)
            if not chunk:
                raise UnexpectedReply(f"The server closed the connection: {path}")
            data += chunk
    return bytes(data)
