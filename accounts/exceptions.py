"""What can go wrong with accounts, by name."""


class NameUnavailable(Exception):
    """Every sign-in name that was tried was taken in the same moment."""
