"""The demo's mail folder: files in, readable messages out."""

import email
import re
from datetime import datetime
from email import policy
from pathlib import Path

from django.conf import settings

MOST_MAILS = 20
_END_OF_FILE = re.compile(rb"\n-{79}\s*$")
"""What Django's file-based mail writes behind each message."""


def latest() -> list[dict[str, str | datetime]]:
    """Return the newest mails of the demo, newest first."""
    folder = Path(settings.EMAIL_FILE_PATH)
    files = sorted(folder.glob("*.log"), key=lambda path: path.stat().st_mtime_ns)
    return [_read(path) for path in reversed(files[-MOST_MAILS:])]


def _read(path: Path) -> dict[str, str | datetime]:
    message = email.message_from_bytes(
        _END_OF_FILE.sub(b"", path.read_bytes()), policy=policy.default
    )
    body = message.get_body(("plain",))
    return {
        "to": str(message["To"]),
        "subject": str(message["Subject"]),
        "date": message["Date"].datetime,
        "body": body.get_content().strip() if body else "",
    }
