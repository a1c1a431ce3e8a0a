"""What can go wrong with certificates, by name."""


class NotEarned(Exception):
    """The certificate is not earned; the argument is the reason's short name."""


class NotValid(Exception):
    """The certificate was revoked or replaced; the argument is its number."""
