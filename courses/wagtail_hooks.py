"""What courses add to Wagtail's admin: lists, panels and counts on the first page."""

from wagtail import hooks
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

from core.desk import ReadOnlyPolicy
from courses import components
from courses.models import Enrolment, TextReview
from courses.permissions import ReviewPolicy
from courses.viewsets import (
    EnrolmentViewSet,
    GlossaryTermViewSet,
    ReferenceValueViewSet,
    TextReviewViewSet,
    TrackViewSet,
    refuse_to_delete_quoted,
)

register_permission_policy(Enrolment, ReadOnlyPolicy(Enrolment))
register_permission_policy(TextReview, ReviewPolicy(TextReview))
register_snippet(GlossaryTermViewSet)
register_snippet(ReferenceValueViewSet)
register_snippet(TrackViewSet)


@hooks.register("register_admin_viewset")
def register_lists():
    return [TextReviewViewSet(), EnrolmentViewSet()]


@hooks.register("before_delete_snippet")
def keep_quoted_figures(request, instances):
    return refuse_to_delete_quoted(request, instances)


@hooks.register("construct_homepage_panels")
def add_panels(request, panels):
    panels.extend(components.desk_panels(request))


@hooks.register("construct_homepage_summary_items")
def add_counts(request, summary_items):
    summary_items.extend(components.desk_counts(request))
