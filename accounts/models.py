"""The person: names, ways to be reached, where they belong, what they agreed to."""

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from accounts.enums import Audience, ConsentKind, Language
from accounts.validators import spaced_phone


class BlankIsNull:
    """Keeps an empty value as NULL: a blank is not a second person's address."""

    def get_db_prep_save(self, value, connection):
        return super().get_db_prep_save(value or None, connection)


class OptionalEmailField(BlankIsNull, models.EmailField):
    pass


class OptionalCharField(BlankIsNull, models.CharField):
    pass


class Organisation(models.Model):
    """Where an official works."""

    name = models.CharField(_("name"), max_length=250, unique=True)
    region = models.ForeignKey(
        "regions.Region",
        verbose_name=_("region"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="organisations",
    )

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Person(AbstractUser):
    """An account: e-mail and phone are each optional; an IIN is never kept."""

    first_name = models.CharField(_("given name"), max_length=80)
    last_name = models.CharField(_("family name"), max_length=80, blank=True)
    patronymic = models.CharField(_("patronymic"), max_length=80, blank=True)
    certificate_name = models.CharField(
        _("name as on the certificate"), max_length=250, blank=True
    )
    email = OptionalEmailField(_("e-mail"), null=True, blank=True)
    phone = OptionalCharField(_("phone"), max_length=16, null=True, blank=True)
    # A number given here that another account has already: it opens this account too,
    # with this account's password, so that nobody learns from it who has an account
    claimed_phone = models.CharField(
        _("shared phone"), max_length=16, blank=True, db_index=True
    )
    language = models.CharField(
        _("language"), max_length=2, choices=Language, default=Language.KAZAKH
    )
    audience = models.CharField(
        _("I am"), max_length=10, choices=Audience, default=Audience.RESIDENT
    )
    region = models.ForeignKey(
        "regions.Region",
        verbose_name=_("region"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="people",
    )
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("organisation"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="people",
    )
    position = models.CharField(_("position"), max_length=150, blank=True)
    session_epoch = models.PositiveIntegerField(_("session epoch"), default=0)

    REQUIRED_FIELDS = []

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [
            models.UniqueConstraint(
                Lower("username"),
                name="one_person_per_username",
                violation_error_message=_("Somebody has this sign-in name already."),
            ),
            models.UniqueConstraint(
                Lower("email"),
                name="one_person_per_email",
                violation_error_message=_("Somebody has this e-mail already."),
            ),
            models.UniqueConstraint(
                fields=["phone"],
                condition=Q(phone__isnull=False),
                name="one_person_per_phone",
                violation_error_message=_("Somebody has this phone already."),
            ),
        ]

    def clean(self):
        """Keep identifiers as they are looked up: in lower case, none as nothing."""
        super().clean()
        self.username = self.username.lower()
        self.email = (self.email or "").lower() or None

    @property
    def name_for_certificate(self) -> str:
        """Family name, given name, patronymic, or the spelling the person chose."""
        if self.certificate_name:
            return self.certificate_name
        return " ".join(
            filter(None, [self.last_name, self.first_name, self.patronymic])
        )

    @property
    def has_name_for_certificate(self) -> bool:
        """A given name alone says too little, unless the person chose to print that."""
        names = (self.first_name, self.last_name)
        return bool(self.certificate_name.strip()) or all(map(str.strip, names))

    @property
    def given_name(self) -> str:
        return self.first_name or self.username

    @property
    def own_phone(self) -> str:
        """The number this person gave, whether or not somebody else has it too."""
        return spaced_phone(self.phone or self.claimed_phone)

    def _get_session_auth_hash(self, secret=None):
        """Return a hash that changes with the password and at "sign out everywhere"."""
        value = f"{self.password}:{self.session_epoch}"
        digest = salted_hmac(
            "accounts.session", value, secret=secret, algorithm="sha256"
        )
        return digest.hexdigest()


class Consent(models.Model):
    """What a person agreed to: which version of the text, in which language, when."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("person"),
        on_delete=models.CASCADE,
        related_name="consents",
    )
    kind = models.CharField(_("kind"), max_length=20, choices=ConsentKind)
    version = models.CharField(_("version"), max_length=20)
    language = models.CharField(_("language"), max_length=2)
    text_digest = models.CharField(_("digest of the text"), max_length=64, blank=True)
    given_at = models.DateTimeField(_("given at"))

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")

    def __str__(self) -> str:
        return f"{self.person_id}: {self.kind} {self.version}"


class RecoveryPhrase(models.Model):
    """The hash of the eight words that open an account without e-mail."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("person"),
        on_delete=models.CASCADE,
        related_name="recovery_phrase",
    )
    words_hash = models.CharField(_("hash of the words"), max_length=200)
    created_at = models.DateTimeField(_("created at"))
    used_at = models.DateTimeField(_("used at"), null=True, blank=True)

    class Meta:
        verbose_name = _("recovery phrase")
        verbose_name_plural = _("recovery phrases")

    def __str__(self) -> str:
        return str(self.person_id)
