"""Verbs that change who has an account and how they get in."""

import hashlib
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import check_password, make_password
from django.contrib.auth.models import Group, Permission
from django.db import IntegrityError, transaction
from django.db.models import F
from wagtail.models import GroupPagePermission, Page

from accounts.enums import ConsentKind
from accounts.models import Consent, Person, RecoveryPhrase

WORDS_FOLDER = Path(__file__).parent / "words"
WORDS_IN_PHRASE = 8
NAME_DIGITS = 3
MOST_NAME_TRIES = 20


@dataclass(frozen=True)
class Identifier:
    """What a person signs up with: an e-mail, a phone or a name of their choice."""

    kind: str
    value: str


def _free_username(stem: str) -> str:
    """Return a sign-in name with three digits behind it that nobody has.

    Everybody gets the digits, so the answer does not tell whether a name is taken.
    """
    for _attempt in range(MOST_NAME_TRIES):
        digits = "".join(secrets.choice("0123456789") for _ in range(NAME_DIGITS))
        name = f"{stem}-{digits}"
        if not Person.objects.filter(username__iexact=name).exists():
            return name
    return f"{stem}-{secrets.token_hex(4)}"


def register(
    *,
    identifier: Identifier,
    password: str,
    consent_version: str,
    consent_text: str,
    now: datetime,
    **profile: object,
) -> Person | None:
    """Create an account with its consent, in one transaction.

    Returns None when the e-mail belongs to an account already; the caller then
    behaves as for a new one and lets the owner in by a code. A phone that is taken
    is left out, and the sign-in name given here serves.
    """
    try:
        with transaction.atomic():
            return _create(
                identifier, password, consent_version, consent_text, now, profile
            )
    except IntegrityError:
        if identifier.kind == "email":
            return None
        with transaction.atomic():
            nameless = Identifier("name", "p")
            return _create(
                nameless, password, consent_version, consent_text, now, profile
            )


def _create(
    identifier: Identifier,
    password: str,
    version: str,
    text: str,
    now: datetime,
    profile: dict,
) -> Person:
    stem = identifier.value if identifier.kind == "name" else "p"
    person = Person(username=_free_username(stem), **profile)
    if identifier.kind == "email":
        person.email = identifier.value
    elif identifier.kind == "phone":
        person.phone = identifier.value
    person.set_password(password)
    person.save()
    if person.email:
        EmailAddress.objects.create(user=person, email=person.email, primary=True)
    record_consent(
        person=person,
        kind=ConsentKind.PERSONAL_DATA,
        version=version,
        text=text,
        now=now,
    )
    return person


def record_consent(
    *, person: Person, kind: str, version: str, text: str, now: datetime
) -> Consent:
    """Record what a person agreed to: the version, the language, the very text."""
    return Consent.objects.create(
        person=person,
        kind=kind,
        version=version,
        language=person.language,
        text_digest=hashlib.sha256(text.encode()).hexdigest(),
        given_at=now,
    )


def words_in(language: str) -> list[str]:
    return (WORDS_FOLDER / f"{language}.txt").read_text().split()


def _folded(words: str) -> str:
    return " ".join(words.lower().split())


@transaction.atomic
def renew_recovery_words(*, person: Person, language: str, now: datetime) -> str:
    """Give a person eight new recovery words; the old ones stop working.

    Returns the words, which are kept only as a hash: 58 bits of chance or more.
    """
    choices = words_in(language)
    words = " ".join(secrets.choice(choices) for _ in range(WORDS_IN_PHRASE))
    RecoveryPhrase.objects.update_or_create(
        person=person,
        defaults={
            "words_hash": make_password(_folded(words)),
            "created_at": now,
            "used_at": None,
        },
    )
    return words


@transaction.atomic
def recover_with_words(
    *, person: Person | None, words: str, password: str, now: datetime
) -> bool:
    """Set a new password for whoever knows the eight words; tell whether it was done.

    An unknown person takes as long as a known one. The words work once.
    """
    phrase = RecoveryPhrase.objects.filter(person=person, used_at=None).first()
    if phrase is None:
        make_password(_folded(words))
        return False
    if not check_password(_folded(words), phrase.words_hash):
        return False
    used = RecoveryPhrase.objects.filter(pk=phrase.pk, used_at=None).update(used_at=now)
    if used:
        person.set_password(password)
        person.session_epoch += 1
        person.save(update_fields=["password", "session_epoch"])
    return bool(used)


def sign_out_everywhere(*, person: Person) -> Person:
    """End every session of a person, on every device."""
    Person.objects.filter(pk=person.pk).update(session_epoch=F("session_epoch") + 1)
    person.refresh_from_db()
    return person


ROLE_PERMISSIONS = {
    "editor": ("add", "change"),
    "moderator": ("add", "change", "publish"),
    "administrator": ("add", "change", "publish", "lock", "unlock"),
}
ROLES = ("editor", "moderator", "organiser", "facilitator", "administrator")
_EDITING = (
    "wagtailimages.add_image",
    "wagtailimages.change_image",
    "wagtailimages.choose_image",
    "wagtaildocs.add_document",
    "wagtaildocs.change_document",
    "wagtaildocs.choose_document",
    "wagtail_localize.submit_translation",
    "courses.add_glossaryterm",
    "courses.change_glossaryterm",
    "courses.view_glossaryterm",
    "courses.view_track",
    "courses.change_textreview",
    "courses.view_textreview",
)
_MORE = {
    "moderator": ("courses.change_track",),
    "organiser": ("accounts.view_person", "certificates.view_certificate"),
    "facilitator": ("accounts.view_person",),
    "administrator": (
        "accounts.add_person",
        "accounts.change_person",
        "accounts.view_person",
        "accounts.add_organisation",
        "accounts.change_organisation",
        "certificates.view_certificate",
        "certificates.change_certificate",
        "core.view_job",
        "core.change_job",
        "core.view_auditentry",
        "courses.add_track",
        "courses.change_track",
    ),
}


def _permissions(names: Iterable[str]) -> list[Permission]:
    found = []
    for name in names:
        app_label, codename = name.split(".")
        found += Permission.objects.filter(
            content_type__app_label=app_label, codename=codename
        )
    return found


@transaction.atomic
def grant_role_permissions() -> None:
    """Give each role what it may do; what was given before stays."""
    root = Page.objects.get(depth=1)
    for role in ROLES:
        group, _is_new = Group.objects.get_or_create(name=role)
        names = ["wagtailadmin.access_admin", *_MORE.get(role, ())]
        if role in ROLE_PERMISSIONS:
            names += _EDITING
        group.permissions.add(*_permissions(names))
        for codename in ROLE_PERMISSIONS.get(role, ()):
            permission = Permission.objects.get(
                content_type__app_label="wagtailcore", codename=f"{codename}_page"
            )
            GroupPagePermission.objects.get_or_create(
                group=group, page=root, permission=permission
            )
