"""The demo's mail folder: files in, readable messages out."""

import email
from email import policy
from pathlib import Path

from django.conf import settings

MOST_MAILS = 20


def latest() -> list[dict[str, str]]:
    """Return the newest mails of the demo, newest first."""
    folder = Path(getattr(settings, "EMAIL_FILE_PATH", "") or "/nonexistent")
    files = sorted(folder.glob("*.log"), key=lambda path: path.stat().st_mtime)
    mails = []
    for path in reversed(files[-MOST_MAILS:]):
        message = email.message_from_bytes(path.read_bytes(), policy=policy.default)
        body = message.get_body(("plain",))
        mails.append(
            {
                "to": str(message["To"]),
                "subject": str(message["Subject"]),
                "date": str(message["Date"]),
                "body": body.get_content() if body else "",
            }
        )
    return mails
