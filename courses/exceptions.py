"""What can go wrong with what learners keep in courses."""


class SectionChanged(Exception):
    """A part of a canvas was changed elsewhere after it was opened here."""


class TooManyCanvases(Exception):
    """A person has as many project canvases as one may have."""
