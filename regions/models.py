"""Where people live and where things happen, with the dates for which it holds."""

from datetime import date
from itertools import dropwhile

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy as _


class RegionQuerySet(models.QuerySet):
    """Regions by the dates for which they hold."""

    def as_of(self, day: date) -> models.QuerySet:
        """Return the regions that there were on a day, the last one included."""
        begun = Q(valid_from=None) | Q(valid_from__lte=day)
        lasting = Q(valid_until=None) | Q(valid_until__gte=day)
        return self.filter(begun & lasting)

    def today(self) -> models.QuerySet:
        return self.as_of(timezone.localdate())


class Region(models.Model):
    """A first-level unit of Kazakhstan: a region or a city of the same rank."""

    key = models.SlugField(_("short name"), unique=True)
    name_kk = models.CharField(_("name, Kazakh"), max_length=100)
    name_ru = models.CharField(_("name, Russian"), max_length=100)
    name_en = models.CharField(_("name, English"), max_length=100)
    locative_kk = models.CharField(_("in the region, Kazakh"), max_length=100)
    locative_ru = models.CharField(_("in the region, Russian"), max_length=100)
    locative_en = models.CharField(_("in the region, English"), max_length=100)
    centre_kk = models.CharField(_("main town, Kazakh"), max_length=100, blank=True)
    centre_ru = models.CharField(_("main town, Russian"), max_length=100, blank=True)
    centre_en = models.CharField(_("main town, English"), max_length=100, blank=True)
    iso = models.CharField(_("ISO 3166-2 code"), max_length=6)
    iso_old = models.CharField(_("ISO code until 2022"), max_length=6, blank=True)
    latitude = models.FloatField(_("latitude"), null=True, blank=True)
    longitude = models.FloatField(_("longitude"), null=True, blank=True)
    map_x = models.SmallIntegerField(_("place on the map, x"), null=True, blank=True)
    map_y = models.SmallIntegerField(_("place on the map, y"), null=True, blank=True)
    time_zone = models.CharField(_("time zone"), max_length=40, default="Asia/Almaty")
    is_project_territory = models.BooleanField(_("in the programme"), default=False)
    has_pilot_centre = models.BooleanField(_("has a pilot centre"), default=False)
    project_territory = models.ForeignKey(
        "self",
        verbose_name=_("belongs to the territory of"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="successors",
    )
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    objects = RegionQuerySet.as_manager()

    class Meta:
        verbose_name = _("region")
        verbose_name_plural = _("regions")
        ordering = ["order", "key"]

    def __str__(self) -> str:
        return self.name

    def _in(self, name: str) -> str:
        language = get_language() or "kk"
        return getattr(self, f"{name}_{language}", "") or getattr(self, f"{name}_kk")

    @property
    def name(self) -> str:
        return self._in("name")

    @property
    def short_name(self) -> str:
        """The name without small words before it that say what kind of unit it is."""
        return " ".join(dropwhile(str.islower, self.name.split()))

    @property
    def locative(self) -> str:
        return self._in("locative")

    @property
    def centre(self) -> str:
        return self._in("centre")
