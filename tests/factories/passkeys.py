"""A device that holds a passkey: what a browser would answer, made by hand."""

import base64
import hashlib
import json
import secrets
import struct

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2 import cbor
from fido2.cose import ES256

SITE = "testserver"
PRESENT, VERIFIED, WITH_KEY = 0x01, 0x04, 0x40


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


class Device:
    """Keeps one key for one site."""

    def __init__(self):
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.credential_id = secrets.token_bytes(32)
        self.counter = 0

    def _client_data(self, kind: str, options: dict) -> bytes:
        challenge = options["publicKey"]["challenge"]
        return json.dumps(
            {"type": kind, "challenge": challenge, "origin": f"http://{SITE}"}
        ).encode()

    def _site_data(self, flags: int) -> bytes:
        self.counter += 1
        site = hashlib.sha256(SITE.encode()).digest()
        return site + struct.pack(">BI", flags, self.counter)

    def _answer(self, **response: bytes) -> str:
        return json.dumps(
            {
                "id": _text(self.credential_id),
                "rawId": _text(self.credential_id),
                "type": "public-key",
                "response": {name: _text(raw) for name, raw in response.items()},
                "clientExtensionResults": {},
            }
        )

    def create(self, options: dict) -> str:
        """Answer the site's wish to make a passkey."""
        key = cbor.encode(dict(ES256.from_cryptography_key(self.key.public_key())))
        held = struct.pack(">16sH", b"", len(self.credential_id))
        data = self._site_data(PRESENT | VERIFIED | WITH_KEY)
        data += held + self.credential_id + key
        return self._answer(
            clientDataJSON=self._client_data("webauthn.create", options),
            attestationObject=cbor.encode(
                {"fmt": "none", "attStmt": {}, "authData": data}
            ),
        )

    def get(self, options: dict) -> str:
        """Answer the site's wish to use it."""
        data = self._site_data(PRESENT | VERIFIED)
        client_data = self._client_data("webauthn.get", options)
        signed = data + hashlib.sha256(client_data).digest()
        return self._answer(
            clientDataJSON=client_data,
            authenticatorData=data,
            signature=self.key.sign(signed, ec.ECDSA(hashes.SHA256())),
        )
