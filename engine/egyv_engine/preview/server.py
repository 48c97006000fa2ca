"""Serves the preview to browsers on this machine, and to nobody else."""

import json
from functools import cache
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files as package_files
from urllib.parse import parse_qs, urlsplit

from egyv_engine.preview.preview_state import Preview, PreviewState

HOST = "127.0.0.1"
PATIENCE = (
    20.0  # seconds after which a page that waits for the next version gets the answer that there is none yet
)
_POLICY = "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; frame-src 'self'; img-src data:"
_FILES = {  # by address: the file, and the kind of its content
    "/": ("preview.html", "text/html"),
    "/preview.css": ("preview.css", "text/css"),
    "/preview.js": ("preview.js", "text/javascript"),
}


class PreviewServer(ThreadingHTTPServer):
    """A server of the preview, which only this machine reaches."""

    daemon_threads = True

    def __init__(self, state: PreviewState, port: int) -> None:
        """Take a port, any free one for 0. Raises OSError if the port is in use."""
        super().__init__((HOST, port), _Handler)
        self.state = state

    @property
    def url(self) -> str:
        """The address of the preview."""
        return f"http://{HOST}:{self.server_port}/"


class _Handler(BaseHTTPRequestHandler):
    server: PreviewServer

    def do_GET(self) -> None:
        """Write the answer to a request for the page, the report in it, or the state."""
        # A page of another site can make a browser ask this address by a name of its own: it is refused.
        if self.headers.get("Host") not in {
            f"{name}:{self.server.server_port}" for name in (HOST, "localhost")
        }:
            self._answer(HTTPStatus.FORBIDDEN, "text/plain", "This page is for this machine only.")
            return
        asked = urlsplit(self.path)
        if asked.path in _FILES:
            name, kind = _FILES[asked.path]
            self._answer(HTTPStatus.OK, kind, _file(name), policy=_POLICY)
        elif asked.path == "/report":
            self._answer(
                HTTPStatus.OK, "text/html", _report(self.server.state.current, "plain" in asked.query)
            )
        elif asked.path == "/state":
            known = parse_qs(asked.query).get("known", ["-1"])[0]
            version = int(known) if known.isdigit() else -1
            shown = self.server.state.wait(version, PATIENCE)
            self._answer(HTTPStatus.OK, "application/json", json.dumps(_facts(shown)))
        else:
            self._answer(HTTPStatus.NOT_FOUND, "text/plain", "There is nothing here; the preview is at /.")

    def _answer(self, status: HTTPStatus, kind: str, text: str, *, policy: str | None = None) -> None:
        data = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        if policy is not None:
            self.send_header("Content-Security-Policy", policy)
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Write no log: the page says what happens."""


@cache
def _file(name: str) -> str:
    return package_files("egyv_engine.preview").joinpath(name).read_text(encoding="utf-8")


def _report(preview: Preview, is_plain: bool) -> str:
    if preview.marked is not None and not is_plain:
        return preview.marked.html
    return preview.page or ""


def _facts(preview: Preview) -> dict[str, object]:
    return {
        "version": preview.version,
        "has_page": preview.page is not None,
        "has_errors": preview.has_errors,
        "faults": preview.faults,
        "milliseconds": round(preview.seconds * 1000),
        "changes": preview.marked.changes if preview.marked is not None else 0,
    }
