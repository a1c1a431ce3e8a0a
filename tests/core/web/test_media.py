"""Pictures and documents come from our own address, wherever they are kept."""

import gc
from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.test import override_settings
from PIL import Image as Picture
from wagtail.documents.models import Document
from wagtail.images.models import Image

from tests.bucket import Bucket

pytestmark = [
    pytest.mark.django_db,
    # Wagtail leaves closing a bucket's temporary files to the garbage collector
    pytest.mark.filterwarnings("ignore:Exception ignored in.*SpooledTemporaryFile"),
    pytest.mark.filterwarnings("ignore:Unclosed file:ResourceWarning"),
]


def _in_bucket(address: str) -> dict:
    return {
        "BACKEND": "core.bucket.BucketStorage",
        "OPTIONS": {
            "bucket_name": "qadam",
            "endpoint_url": address,
            "access_key": "key",
            "secret_key": "secret",
            "region_name": "us-east-1",
            "addressing_style": "path",
            "location": "default",
        },
    }


@pytest.fixture
def bucket():
    bucket = Bucket()
    yield bucket
    bucket.close()
    gc.collect()  # here, not in the middle of somebody else's test
    gc.collect()  # what Wagtail left open is noticed here, not in another test


@pytest.fixture(params=["folder", "bucket"])
def store(request, settings, tmp_path):
    """Files in a folder, then in a bucket; returns the bucket or None."""
    if request.param == "folder":
        settings.MEDIA_ROOT = str(tmp_path)
        yield None
        return
    bucket = request.getfixturevalue("bucket")
    stores = {**settings.STORAGES, "default": _in_bucket(bucket.address)}
    with override_settings(STORAGES=stores):
        yield bucket


def _drawn() -> ContentFile:
    file = BytesIO()
    Picture.new("RGB", (900, 600), "teal").save(file, "PNG")
    return ContentFile(file.getvalue(), "steppe.png")


@pytest.fixture
def picture(store):
    return Image.objects.create(title="Steppe", file=_drawn())


def test_picture_has_an_address_of_ours(picture):
    address = picture.get_rendition("width-720").url

    assert address.startswith("/media/images/steppe")


def test_picture_is_streamed_and_may_be_kept(client, picture):
    rendition = picture.get_rendition("width-720")

    response = client.get(rendition.url)

    assert response.status_code == 200
    assert Picture.open(BytesIO(response.getvalue())).size == (720, 480)
    assert response["Content-Type"] == "image/png"
    assert response["Cache-Control"] == "public, max-age=86400"
    assert response["Content-Security-Policy"].startswith("default-src 'self'")


def test_picture_that_has_not_changed_is_not_sent_again(client, picture):
    address = picture.get_rendition("width-720").url
    first = client.get(address)
    assert first.getvalue()  # read to its end, so that the file is closed

    again = client.get(address, headers={"if-modified-since": first["Last-Modified"]})

    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize(
    "address",
    [
        "/media/images/none.png",
        "/media/images/..",
        "/media/images/",
        "/media/original_images/steppe.png",
        "/media/documents/plan.pdf",
        "/media/images/../db.sqlite3",
    ],
)
def test_nothing_else_is_handed_out(client, picture, address):
    assert client.get(address, follow=True).status_code == 404


def test_document_is_streamed_from_our_address(client, store):
    document = Document.objects.create(
        title="Plan", file=ContentFile(b"%PDF-1.7 plan", "plan.pdf")
    )

    response = client.get(document.url)

    assert document.url.startswith("/documents/")
    assert response.status_code == 200
    assert response.getvalue() == b"%PDF-1.7 plan"


def test_bucket_keeps_two_files_of_one_name(bucket):
    with override_settings(STORAGES={"default": _in_bucket(bucket.address)}):
        first = storages["default"].save("images/a.png", ContentFile(b"one"))
        second = storages["default"].save("images/a.png", ContentFile(b"two"))

        assert first != second
        assert storages["default"].open(first).read() == b"one"
        assert storages["default"].url(second) == f"/media/{second}"
