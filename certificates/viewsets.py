"""The list of certificates in the admin; taking one back, issuing one again."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _, gettext_lazy
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.ui.menus import MenuItem
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from certificates import queries
from certificates.actions import reissue_certificate, revoke_certificate
from certificates.exceptions import NotEarned, NotValid
from certificates.forms import ReissueForm, RevocationForm
from certificates.models import Certificate
from certificates.permissions import (
    can_change_certificates,
    can_reissue,
    can_revoke,
)
from core.desk import (
    RecordIndexView,
    RecordInspectView,
    RecordViewSet,
    language_name,
)


class CertificateIndexView(RecordIndexView):
    def get_list_more_buttons(self, instance):
        buttons = super().get_list_more_buttons(instance)
        if can_revoke(self.request.user, instance):
            buttons.append(
                MenuItem(
                    _("Revoke"),
                    url=reverse("certificate:revoke", args=[instance.pk]),
                    icon_name="cross",
                    priority=30,
                )
            )
        return buttons


class CertificateInspectView(RecordInspectView):
    template_name = "certificates/admin/certificate.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            can_revoke=can_revoke(self.request.user, self.object),
            can_reissue=can_reissue(self.request.user, self.object),
            **kwargs,
        )


class DeedView(WagtailAdminTemplateMixin, FormView):
    """Asks why something is done to a certificate, of whoever may do it."""

    @cached_property
    def certificate(self) -> Certificate:
        return get_object_or_404(Certificate, pk=self.kwargs["pk"])

    def dispatch(self, request, *args, **kwargs):
        if not can_change_certificates(request.user):
            raise PermissionDenied
        if not self.certificate.is_valid:
            return self.show_what_was_done()
        return super().dispatch(request, *args, **kwargs)

    def show_what_was_done(self):
        """Lead to what holds now: a button was pressed twice, or by two people."""
        successor = queries.successor_of(self.certificate)
        if successor is None:
            told = _("Certificate %(serial)s was revoked already.")
        else:
            told = _("Certificate %(serial)s was issued again already: here it is.")
        messages.warning(self.request, told % {"serial": self.certificate.serial})
        return redirect("certificate:inspect", (successor or self.certificate).pk)

    def get_breadcrumbs_items(self):
        return [
            *self.breadcrumbs_items,
            {"url": reverse("certificate:index"), "label": _("Certificates")},
            {"url": "", "label": self.get_page_title()},
        ]

    def get_context_data(self, **kwargs):
        return super().get_context_data(certificate=self.certificate, **kwargs)


class RevokeView(DeedView):
    """Ask for the reason, then take the certificate back."""

    form_class = RevocationForm
    template_name = "certificates/admin/revoke.html"
    header_icon = "cross"

    def form_valid(self, form):
        revoke_certificate(
            certificate=self.certificate,
            actor=self.request.user,
            reason=form.cleaned_data["reason"],
            now=timezone.now(),
        )
        messages.success(
            self.request,
            _("Certificate %(serial)s is revoked. Its verification page says so.")
            % {"serial": self.certificate.serial},
        )
        return redirect("certificate:index")

    def get_page_title(self):
        return _("Revoke certificate %(serial)s") % {"serial": self.certificate.serial}


class ReissueView(DeedView):
    """Ask for the reason, then issue a new certificate in place of this one."""

    form_class = ReissueForm
    template_name = "certificates/admin/reissue.html"
    header_icon = "resubmit"

    def form_valid(self, form):
        try:
            new = reissue_certificate(
                certificate=self.certificate,
                actor=self.request.user,
                reason=form.cleaned_data["reason"],
                now=timezone.now(),
            )
        except NotEarned:
            form.add_error(
                None, _("This person has no whole name that could be printed.")
            )
            return self.form_invalid(form)
        except NotValid:  # somebody was quicker
            return self.show_what_was_done()
        messages.success(
            self.request,
            _("Issued again: %(serial)s. The old certificate says that it is replaced.")
            % {"serial": new.serial},
        )
        return redirect("certificate:inspect", new.pk)

    def get_page_title(self):
        return _("Issue certificate %(serial)s again") % {
            "serial": self.certificate.serial
        }


class CertificateViewSet(RecordViewSet):
    model = Certificate
    icon = "doc-full-inverse"
    menu_hook = "register_learning_menu_item"
    menu_order = 50
    menu_label = gettext_lazy("Certificates")
    index_view_class = CertificateIndexView
    inspect_view_class = CertificateInspectView
    list_display = (
        "serial",
        Column("recipient_name", label=gettext_lazy("Name"), sort_key="recipient_name"),
        Column("title", label=gettext_lazy("Course")),
        Column("status", label=gettext_lazy("Status"), accessor="get_status_display"),
        DateColumn("issued_at", label=gettext_lazy("Issued"), sort_key="issued_at"),
    )
    list_filter = ("status", "issued_at")
    inspect_view_fields = (
        "serial",
        "shown_code",
        "recipient_name",
        "person",
        "title",
        "academic_hours",
        "result_percent",
        "language",
        "completed_at",
        "issued_at",
        "status",
        "revoked_at",
        "revocation_reason",
    )
    inspect_labels = {
        "shown_code": gettext_lazy("Code"),
        "title": gettext_lazy("Course"),
    }
    inspect_shown = {
        "language": language_name,
        "result_percent": "{} %".format,
    }
    ordering = "-issued_at"
    search_fields = ("serial", "code", "recipient_name")

    def get_urlpatterns(self):
        revoke = path("revoke/<int:pk>/", RevokeView.as_view(), name="revoke")
        reissue = path("reissue/<int:pk>/", ReissueView.as_view(), name="reissue")
        return [*super().get_urlpatterns(), revoke, reissue]
