"""What administrators look after: background jobs and the audit trail."""

import django_filters
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _, gettext_lazy
from django.views import View
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn

from core import audit, jobs
from core.desk import RecordInspectView, RecordViewSet
from core.models import AuditEntry, Job, JobState


class JobFilterSet(WagtailFilterSet):
    kind = django_filters.ChoiceFilter(label=gettext_lazy("Kind"), choices=jobs.names)

    class Meta:
        model = Job
        fields = ("state", "kind")


class JobInspectView(RecordInspectView):
    """One job, with the button that lets a parked one run again."""

    template_name = "core/admin/job.html"

    def get_context_data(self, **kwargs):
        may_retry = self.request.user.has_perm("core.change_job")
        return super().get_context_data(
            can_retry=may_retry and self.object.state == JobState.PARKED, **kwargs
        )


@method_decorator(require_POST, name="dispatch")
class RetryView(View):
    def post(self, request, pk):
        if not request.user.has_perm("core.change_job"):
            raise PermissionDenied
        job = get_object_or_404(Job, pk=pk)
        if jobs.try_again(job=job, actor=request.user):
            messages.success(request, _("The job will run again within a minute."))
        else:
            messages.warning(request, _("The job is not parked any more."))
        return redirect("job:index")


class JobViewSet(RecordViewSet):
    model = Job
    icon = "tasks"
    menu_hook = "register_settings_menu_item"
    menu_order = 10
    menu_label = gettext_lazy("Background jobs")
    inspect_view_class = JobInspectView
    ordering = "-created_at"
    list_display = (
        TitleColumn(
            "kind",
            label=gettext_lazy("Kind"),
            accessor=lambda job: jobs.name_of(job.kind),
            get_url=lambda job: reverse("job:inspect", args=[job.pk]),
        ),
        Column("state", label=gettext_lazy("State"), accessor="get_state_display"),
        Column("tries", label=gettext_lazy("Tries")),
        DateColumn("created_at", label=gettext_lazy("Made"), sort_key="created_at"),
        DateColumn("done_at", label=gettext_lazy("Done")),
        Column("last_error", label=gettext_lazy("Last error")),
    )
    filterset_class = JobFilterSet
    inspect_shown = {"kind": jobs.name_of}
    search_fields = ("kind", "key", "last_error")
    inspect_view_fields = (
        "kind",
        "key",
        "state",
        "tries",
        "created_at",
        "run_after",
        "lease_until",
        "done_at",
        "last_error",
        "payload",
    )

    def get_urlpatterns(self):
        retry = path("retry/<int:pk>/", RetryView.as_view(), name="retry")
        return [*super().get_urlpatterns(), retry]


class AuditEntryFilterSet(WagtailFilterSet):
    verb = django_filters.ChoiceFilter(label=gettext_lazy("Did"), choices=audit.names)

    class Meta:
        model = AuditEntry
        fields = ("verb",)


class AuditEntryInspectView(RecordInspectView):
    def get_page_subtitle(self):
        return audit.name_of(self.object.verb)


class AuditEntryViewSet(RecordViewSet):
    model = AuditEntry
    icon = "history"
    menu_hook = "register_settings_menu_item"
    menu_order = 20
    menu_label = gettext_lazy("Audit trail")
    inspect_view_class = AuditEntryInspectView
    ordering = "-at"
    related = ("actor",)
    list_display = (
        TitleColumn(
            "verb",
            label=gettext_lazy("Did"),
            accessor=lambda entry: audit.name_of(entry.verb),
            get_url=lambda entry: reverse("auditentry:inspect", args=[entry.pk]),
        ),
        Column("actor", label=gettext_lazy("Who")),
        Column(
            "target_type",
            label=gettext_lazy("Kind of thing"),
            accessor=lambda entry: audit.kind_of(entry.target_type),
        ),
        Column("target_id", label=gettext_lazy("Which")),
        DateColumn("at", label=gettext_lazy("When"), sort_key="at"),
    )
    filterset_class = AuditEntryFilterSet
    inspect_shown = {"verb": audit.name_of, "target_type": audit.kind_of}
    search_fields = ("verb", "target_type", "target_id")
    inspect_view_fields = ("verb", "actor", "target_type", "target_id", "facts", "at")
