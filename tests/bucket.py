"""A small S3-compatible store in this process: objects are kept, read and missed."""

import threading
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import unquote, urlsplit


class Bucket:
    """Objects by their path; `asked` are the requests made, in order."""

    def __init__(self):
        self.objects: dict[str, bytes] = {}
        self.asked: list[str] = []
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), _handler_for(self))
        self.address = f"http://127.0.0.1:{self.server.server_port}"
        self.thread = threading.Thread(target=self.server.serve_forever, daemon=True)
        self.thread.start()

    def close(self):
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()


def _handler_for(bucket: Bucket):
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _answer(self, status: int, body: bytes = b"", is_head: bool = False):
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.send_header("ETag", '"one"')
            self.send_header("Last-Modified", formatdate(1_795_000_000, usegmt=True))
            self.end_headers()
            if not is_head:
                self.wfile.write(body)

        def _find(self, is_head: bool):
            path = unquote(urlsplit(self.path).path)
            bucket.asked.append(f"{self.command} {path}")
            found = bucket.objects.get(path)
            self._answer(404 if found is None else 200, found or b"", is_head)

        def do_HEAD(self):
            self._find(is_head=True)

        def do_GET(self):
            self._find(is_head=False)

        def do_PUT(self):
            path = unquote(urlsplit(self.path).path)
            bucket.asked.append(f"PUT {path}")
            bucket.objects[path] = _body_of(self)
            self._answer(200)

        def log_message(self, *_args): ...

    return Handler


def _body_of(request: BaseHTTPRequestHandler) -> bytes:
    """Read what was sent, whole or in signed chunks."""
    if "aws-chunked" not in request.headers.get("Content-Encoding", ""):
        return request.rfile.read(int(request.headers["Content-Length"]))
    body = b""
    while size := int(request.rfile.readline().split(b";")[0], 16):
        body += request.rfile.read(size)
        request.rfile.readline()
    while request.rfile.readline().strip():
        continue
    return body
