"""Uploaded pictures, handed out under our own address wherever they are kept."""

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404
from django.utils.cache import patch_cache_control
from django.views.decorators.http import last_modified, require_safe

DAY = 60 * 60 * 24
MISSING = (FileNotFoundError, IsADirectoryError, NotADirectoryError)


def _changed_at(_request, path):
    try:
        return default_storage.get_modified_time(path)
    except MISSING:
        return None


@require_safe
@last_modified(_changed_at)
def show_media(_request, path):
    """Stream one picture from the folder or the bucket; a browser keeps it a day."""
    try:
        response = FileResponse(default_storage.open(path))
    except MISSING as missing:
        raise Http404 from missing
    patch_cache_control(response, public=True, max_age=DAY)
    return response
