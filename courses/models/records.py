"""Facts about learners; they hold translation keys, so no page edit can erase them."""

from django.conf import settings
from django.core.files.storage import storages
from django.db import models
from django.utils.translation import gettext_lazy as _

from courses.enums import EnrolmentStatus, Evidence
from courses.models.pages import CoursePage


def private_storage():
    return storages["private"]


class CurriculumVersion(models.Model):
    """What a course asked for at one time: the frozen list of its units."""

    course_key = models.UUIDField(_("course"))
    number = models.PositiveIntegerField(_("number"))
    unit_keys = models.JSONField(_("units"), default=list)
    created_at = models.DateTimeField(_("created at"))

    class Meta:
        verbose_name = _("curriculum version")
        verbose_name_plural = _("curriculum versions")
        constraints = [
            models.UniqueConstraint(
                fields=["course_key", "number"], name="one_number_per_curriculum"
            )
        ]

    def __str__(self) -> str:
        return f"{self.course_key} v{self.number}"


class EnrolmentQuerySet(models.QuerySet):
    def of(self, person):
        return self.filter(person=person)

    def current(self):
        """Active and completed ones: what a learner sees as theirs."""
        return self.exclude(status=EnrolmentStatus.WITHDRAWN)

    def with_course_titles(self, language: str):
        """Each with the `course_title` in a language; none where it is gone."""
        courses = CoursePage.objects.filter(
            translation_key=models.OuterRef("course_key"),
            locale__language_code=language,
        )
        return self.annotate(course_title=models.Subquery(courses.values("title")[:1]))


class Enrolment(models.Model):
    """One person in one course, for one cycle."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("person"),
        on_delete=models.PROTECT,
        related_name="enrolments",
    )
    course_key = models.UUIDField(_("course"))
    curriculum_version = models.ForeignKey(
        CurriculumVersion,
        verbose_name=_("curriculum version"),
        on_delete=models.PROTECT,
        related_name="enrolments",
    )
    cycle = models.PositiveSmallIntegerField(_("cycle"), default=1)
    status = models.CharField(
        _("status"),
        max_length=10,
        choices=EnrolmentStatus,
        default=EnrolmentStatus.ACTIVE,
    )
    language = models.CharField(_("language"), max_length=5)
    enrolled_at = models.DateTimeField(_("enrolled at"))
    completed_at = models.DateTimeField(_("completed at"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)

    objects = EnrolmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("enrolment")
        verbose_name_plural = _("enrolments")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "course_key", "cycle"],
                name="one_enrolment_per_course_and_cycle",
            ),
            models.CheckConstraint(
                condition=~models.Q(status=EnrolmentStatus.COMPLETED)
                | models.Q(completed_at__isnull=False),
                name="completed_enrolment_has_a_date",
            ),
        ]
        indexes = [models.Index(fields=["course_key"], name="enrolment_by_course")]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.course_key}"

    @property
    def is_completed(self) -> bool:
        return self.completed_at is not None


class Completion(models.Model):
    """The dated fact that a unit is done, with what it rests on."""

    enrolment = models.ForeignKey(
        Enrolment,
        verbose_name=_("enrolment"),
        on_delete=models.PROTECT,
        related_name="completions",
    )
    unit_key = models.UUIDField(_("unit"))
    completed_at = models.DateTimeField(_("completed at"))
    evidence_kind = models.CharField(_("evidence"), max_length=10, choices=Evidence)
    evidence_reference = models.CharField(
        _("reference of the evidence"), max_length=64, blank=True
    )
    language = models.CharField(_("language"), max_length=5)

    class Meta:
        verbose_name = _("completion")
        verbose_name_plural = _("completions")
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "unit_key"], name="one_completion_per_unit"
            )
        ]

    def __str__(self) -> str:
        return f"{self.unit_key} in enrolment {self.enrolment_id}"


class ChecklistRecord(models.Model):
    """The ticks a learner has set in the checklists of one lesson; only theirs."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("person"),
        on_delete=models.CASCADE,
        related_name="+",
    )
    unit_key = models.UUIDField(_("lesson"))
    ticked = models.JSONField(_("ticked items"), default=list)

    class Meta:
        verbose_name = _("ticks of a checklist")
        verbose_name_plural = _("ticks of checklists")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "unit_key"], name="one_checklist_per_lesson"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.unit_key}"


class Booklet(models.Model):
    """The file of a whole course in one language, for centres without internet.

    One row for each, so that no more files can come of it; `digest` tells from which
    text the file was drawn, `drawings` how often one was.
    """

    course_key = models.UUIDField(_("course"))
    language = models.CharField(_("language"), max_length=5)
    pdf = models.FileField(
        _("file"), storage=private_storage, upload_to="booklets/", blank=True
    )
    digest = models.CharField(_("digest of the text"), max_length=64, blank=True)
    drawings = models.PositiveIntegerField(_("number of drawings"), default=0)
    drawn_at = models.DateTimeField(_("drawn at"), null=True, blank=True)

    class Meta:
        verbose_name = _("booklet of a course")
        verbose_name_plural = _("booklets of courses")
        constraints = [
            models.UniqueConstraint(
                fields=["course_key", "language"],
                name="one_booklet_per_course_and_language",
            )
        ]

    def __str__(self) -> str:
        return f"{self.course_key} ({self.language})"

    @property
    def job_key(self) -> str:
        """The name of the work that draws the next file."""
        return f"courses.booklet:{self.course_key}:{self.language}:{self.drawings}"

    def is_of(self, digest: str) -> bool:
        """Whether there is a file, drawn from the text as it is now."""
        return bool(self.pdf) and self.digest == digest
