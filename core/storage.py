"""Static files: one style sheet instead of fifty, hashed names, compressed copies."""

import re

from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

SITE_CSS = "css/site.css"
_IMPORT = re.compile(r'@import url\("(?P<path>[^"]+)"\) layer\((?P<layer>[\w-]+)\);')
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_SPACE = re.compile(r"\s+")


def joined(css: str, read) -> str:
    """Return a style sheet with its imports in place, each in its layer.

    `read` returns the text of an imported path. Comments and runs of space go.
    """

    def inline(match: re.Match[str]) -> str:
        return f"@layer {match['layer']} {{{read(match['path'])}}}"

    return _SPACE.sub(" ", _COMMENT.sub("", _IMPORT.sub(inline, css))).strip()


class JoinedStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """Joins what site.css imports, so that a first visit fetches one style sheet."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.addresses = {}

    def url(self, name, force=False):
        """Return the address of a file; it stays the same while a process runs."""
        if name not in self.addresses:
            self.addresses[name] = super().url(name, force)
        return self.addresses[name]

    def post_process(self, paths, dry_run=False, **options):
        if SITE_CSS in paths and not dry_run:
            storage, path = paths[SITE_CSS]

            def read(name: str) -> str:
                source, source_path = paths[f"css/{name}"]
                with source.open(source_path) as file:
                    return file.read().decode()

            with storage.open(path) as file:
                text = joined(file.read().decode(), read)
            self.delete(SITE_CSS)
            self.save(SITE_CSS, ContentFile(text.encode()))
            paths = {**paths, SITE_CSS: (self, SITE_CSS)}
        yield from super().post_process(paths, dry_run=dry_run, **options)
