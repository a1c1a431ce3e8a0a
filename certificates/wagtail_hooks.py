"""What certificates add to Wagtail's admin."""

from wagtail import hooks
from wagtail.permissions import register_permission_policy

from certificates.models import Certificate
from certificates.viewsets import CertificateViewSet
from core.desk import ReadOnlyPolicy

register_permission_policy(Certificate, ReadOnlyPolicy(Certificate))


@hooks.register("register_admin_viewset")
def register_list():
    return CertificateViewSet()
