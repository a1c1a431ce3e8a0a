"""Uploaded files in an S3-compatible bucket, under our own address all the same."""

from urllib.parse import urljoin

from botocore.exceptions import ClientError
from django.conf import settings
from django.utils.encoding import filepath_to_uri
from storages.backends.s3 import S3Storage

NOT_FOUND = 404


class BucketStorage(S3Storage):
    """Keeps files in a bucket; a reader's browser never hears of it.

    A second file of the same name gets another name, as in a folder.
    """

    def get_default_settings(self):
        return {**super().get_default_settings(), "file_overwrite": False}

    def url(self, name, *_args, **_options):
        return urljoin(settings.MEDIA_URL, filepath_to_uri(name))

    def get_modified_time(self, name):
        try:
            return super().get_modified_time(name)
        except ClientError as error:
            if error.response["ResponseMetadata"]["HTTPStatusCode"] == NOT_FOUND:
                raise FileNotFoundError(name) from error
            raise
