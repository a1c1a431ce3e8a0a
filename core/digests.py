"""Digests of what editors write: equal texts have equal digests, whatever their ids."""

import hashlib
import json
import re

_BLOCK_ID = re.compile(r'"id": "[^"]*"')


def digest_of(*streams, title: str = "") -> str:
    """Return a digest of what stands in StreamFields and a title."""
    text = [title]
    for stream in streams:
        text.append(json.dumps(stream.get_prep_value(), sort_keys=True, default=str))
    bare = _BLOCK_ID.sub("", "\n".join(text))
    return hashlib.sha256(bare.encode()).hexdigest()
