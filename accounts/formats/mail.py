"""The demo's mail folder: files in, readable messages out."""

import email
import re
from datetime import UTC, datetime
from email import policy
from itertools import chain, islice
from pathlib import Path

from django.conf import settings

MOST_MAILS = 20
_BETWEEN = re.compile(rb"\n-{79}\n")
"""What Django's file-based mail writes behind each message; a file may hold several."""


def latest() -> list[dict[str, str | datetime]]:
    """Return the newest mails of the demo, newest first."""
    folder = Path(settings.EMAIL_FILE_PATH)
    files = sorted(
        folder.glob("*.log"), key=lambda path: path.stat().st_mtime_ns, reverse=True
    )
    mails = chain.from_iterable(map(_in_file, files[:MOST_MAILS]))
    return list(islice(mails, MOST_MAILS))


def _in_file(path: Path) -> list[dict[str, str | datetime]]:
    parts = _BETWEEN.split(path.read_bytes())
    return [_read(part) for part in reversed(parts) if part.strip()]


def _read(raw: bytes) -> dict[str, str | datetime]:
    message = email.message_from_bytes(raw, policy=policy.default)
    body = message.get_body(("plain",))
    written_at = message["Date"].datetime
    return {
        "to": str(message["To"]),
        "subject": str(message["Subject"]),
        "date": written_at if written_at.tzinfo else written_at.replace(tzinfo=UTC),
        "body": body.get_content().strip() if body else "",
    }
