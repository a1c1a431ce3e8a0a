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
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
)

from accounts.enums import ConsentKind
from accounts.exceptions import NameUnavailable
from accounts.models import Consent, Person, RecoveryPhrase
from accounts.queries import checks_due, people_typed, person_with_email
from core.models import ContentStamp, IdempotencyKey
from core.search import fold_secret

WORDS_FOLDER = Path(__file__).parent / "words"
WORDS_IN_PHRASE = 8
NAME_DIGITS = 3
MOST_NAME_TRIES = 20


@dataclass(frozen=True)
class Identifier:
    """What a person signs up with: an e-mail, a phone or a name of their choice."""

    kind: str
    value: str


@dataclass(frozen=True)
class Agreement:
    """What was agreed to at sign-up: which version, in which very words, when."""

    version: str
    text: str
    given_at: datetime


def _free_username(stem: str) -> str:
    """Return a sign-in name with three digits behind it that nobody has.

    Everybody gets the digits, so the answer does not tell whether a name is taken.
    """
    for _attempt in range(MOST_NAME_TRIES):
        digits = "".join(secrets.choice("0123456789") for _ in range(NAME_DIGITS))
        name = f"{stem}-{digits}"
        if not Person.objects.filter(username=name).exists():
            return name
    return f"{stem}-{secrets.token_hex(4)}"


def register(
    *,
    identifier: Identifier,
    password_hash: str,
    agreement: Agreement,
    form_key: str = "",
    **profile: object,
) -> Person:
    """Create an account with its consent, in one transaction; return it.

    A form that is sent twice with one `form_key` makes one account. An e-mail must
    have been proven by a code: when it has an account already, that one is returned
    as it is. A phone that another account has is kept as shared with it. The hash is
    made by the caller: it is slow on purpose, and nobody should wait for it here.
    """
    for _attempt in range(MOST_NAME_TRIES):
        earlier = _registered(identifier, form_key)
        if earlier is not None:
            return earlier
        try:
            with transaction.atomic():
                return _create(identifier, password_hash, agreement, form_key, profile)
        except IntegrityError:
            continue  # somebody was quicker: look again who has what
    raise NameUnavailable(identifier.value)


def _registered(identifier: Identifier, form_key: str) -> Person | None:
    """Return the account that this very sign-up, or this e-mail, has already."""
    if identifier.kind == "email":
        return person_with_email(identifier.value)
    if not form_key:
        return None
    done = IdempotencyKey.objects.filter(key=f"sign-up:{form_key}").first()
    return Person.objects.get(pk=done.answer["person"]) if done else None


def _create(
    identifier: Identifier,
    password_hash: str,
    agreement: Agreement,
    form_key: str,
    profile: dict,
) -> Person:
    stem = identifier.value if identifier.kind == "name" else "p"
    person = Person(username=_free_username(stem), password=password_hash, **profile)
    if identifier.kind == "email":
        person.email = identifier.value
    elif identifier.kind == "phone":
        _give_phone(person, identifier.value)
    person.save()
    if person.email:
        EmailAddress.objects.create(
            user=person, email=person.email, primary=True, verified=True
        )
    if form_key:
        IdempotencyKey.objects.create(
            key=f"sign-up:{form_key}", body_digest="", answer={"person": person.pk}
        )
    record_consent(person=person, kind=ConsentKind.PERSONAL_DATA, agreement=agreement)
    return person


def _give_phone(person: Person, phone: str | None) -> None:
    others = Person.objects.exclude(pk=person.pk)
    taken = bool(phone) and others.filter(phone=phone).exists()
    person.phone = None if taken else phone
    person.claimed_phone = phone if taken else ""


def set_phone(*, person: Person, phone: str | None) -> Person:
    """Change a person's phone, or take it away; one that somebody has is shared."""
    try:
        with transaction.atomic():
            _give_phone(person, phone)
            person.save(update_fields=["phone", "claimed_phone"])
    except IntegrityError:  # taken between the look and the write
        person.phone, person.claimed_phone = None, phone
        person.save(update_fields=["phone", "claimed_phone"])
    return person


def record_consent(*, person: Person, kind: str, agreement: Agreement) -> Consent:
    """Record what a person agreed to: the version, the language, the very text."""
    return Consent.objects.create(
        person=person,
        kind=kind,
        version=agreement.version,
        language=person.language,
        text_digest=hashlib.sha256(agreement.text.encode()).hexdigest(),
        given_at=agreement.given_at,
    )


def words_in(language: str) -> list[str]:
    return (WORDS_FOLDER / f"{language}.txt").read_text().split()


def renew_recovery_words(*, person: Person, language: str, now: datetime) -> str:
    """Give a person eight new recovery words; the old ones stop working.

    Returns the words, which are kept only as a hash: 58 bits of chance or more. They
    are compared as search compares words, so a Russian keyboard can type them all;
    numbers, commas and new lines between them do not count.
    """
    choices = words_in(language)
    words = " ".join(secrets.choice(choices) for _ in range(WORDS_IN_PHRASE))
    RecoveryPhrase.objects.update_or_create(
        person=person,
        defaults={
            "words_hash": make_password(fold_secret(words)),
            "created_at": now,
            "used_at": None,
        },
    )
    return words


def recover_with_words(
    *, identifier: str, words: str, password: str, now: datetime
) -> Person | None:
    """Set a new password for whoever knows the eight words; return the person.

    Nobody's name takes as long as somebody's. The words work once, and every session
    of the account ends.
    """
    phrases = RecoveryPhrase.objects.filter(
        person__in=people_typed(identifier), person__is_active=True, used_at=None
    ).select_related("person")[: checks_due(identifier)]
    fitting = [
        phrase
        for phrase in phrases
        if check_password(fold_secret(words), phrase.words_hash)
    ]
    for _missing in range(checks_due(identifier) - len(phrases)):
        make_password(fold_secret(words))
    return _use_phrase(fitting[0], make_password(password), now) if fitting else None


@transaction.atomic
def _use_phrase(
    phrase: RecoveryPhrase, password_hash: str, now: datetime
) -> Person | None:
    unused = RecoveryPhrase.objects.filter(pk=phrase.pk, used_at=None)
    if not unused.update(used_at=now):
        return None
    Person.objects.filter(pk=phrase.person_id).update(
        password=password_hash, session_epoch=F("session_epoch") + 1
    )
    phrase.person.refresh_from_db()
    return phrase.person


def sign_out_everywhere(*, person: Person) -> Person:
    """End every session of a person, on every device."""
    Person.objects.filter(pk=person.pk).update(session_epoch=F("session_epoch") + 1)
    person.refresh_from_db()
    return person


@transaction.atomic
def settle_account(*, person: Person) -> None:
    """Bring in step what hangs on an account that staff have changed.

    One-time codes go to the address that now stands there, and whoever has a role
    is staff.
    """
    EmailAddress.objects.filter(user=person).exclude(email=person.email or "").delete()
    if person.email:
        EmailAddress.objects.get_or_create(
            user=person, email=person.email, defaults={"primary": True}
        )
    is_staff = person.is_superuser or person.groups.exists()
    Person.objects.filter(pk=person.pk).update(is_staff=is_staff)


# --- Roles ------------------------------------------------------------------------

ROLE_PERMISSIONS = {
    "editor": ("add", "change", "publish"),
    "moderator": ("add", "change", "publish", "lock", "unlock"),
    "administrator": ("add", "change", "publish", "lock", "unlock"),
}
"""What a role may do with every page of the tree."""

FILE_PERMISSIONS = (
    "add_image",
    "change_image",
    "choose_image",
    "add_document",
    "change_document",
    "choose_document",
)
"""What whoever may edit pages may do with pictures and documents."""

ROLES = ("editor", "moderator", "organiser", "facilitator", "administrator")
_EDITING = (
    "wagtail_localize.submit_translation",
    "courses.add_glossaryterm",
    "courses.change_glossaryterm",
    "courses.view_glossaryterm",
    "courses.add_referencevalue",
    "courses.change_referencevalue",
    "courses.view_referencevalue",
    "courses.view_track",
    "courses.change_textreview",
    "courses.view_textreview",
)
_MORE = {
    "moderator": (
        "courses.change_track",
        "courses.delete_glossaryterm",
        "courses.delete_referencevalue",
    ),
    "organiser": (
        "accounts.view_person",
        "certificates.view_certificate",
        "courses.view_enrolment",
    ),
    "facilitator": ("accounts.view_person",),
    "administrator": (
        "accounts.add_organisation",
        "accounts.add_person",
        "accounts.change_organisation",
        "accounts.change_person",
        "accounts.view_consent",
        "accounts.view_organisation",
        "accounts.view_person",
        "auth.add_group",
        "auth.change_group",
        "certificates.change_certificate",
        "certificates.view_certificate",
        "core.change_job",
        "core.view_auditentry",
        "core.view_job",
        "courses.add_track",
        "courses.change_track",
        "courses.delete_glossaryterm",
        "courses.delete_referencevalue",
        "courses.view_enrolment",
        "wagtailcore.add_collection",
        "wagtailcore.change_collection",
        "wagtailredirects.add_redirect",
        "wagtailredirects.change_redirect",
        "wagtailredirects.delete_redirect",
    ),
}
_GIVEN = "accounts/roles"


def _permissions(names: Iterable[str]) -> list[Permission]:
    found = []
    for name in names:
        app_label, codename = name.split(".")
        found += Permission.objects.filter(
            content_type__app_label=app_label, codename=codename
        )
    return found


def _grant_pages_and_files(group: Group, codenames: Iterable[str]) -> None:
    root = Page.objects.get(depth=1)
    for codename in codenames:
        GroupPagePermission.objects.get_or_create(
            group=group,
            page=root,
            permission=Permission.objects.get(
                content_type__app_label="wagtailcore", codename=f"{codename}_page"
            ),
        )
    files = Collection.objects.get(depth=1)
    for permission in Permission.objects.filter(codename__in=FILE_PERMISSIONS):
        GroupCollectionPermission.objects.get_or_create(
            group=group, collection=files, permission=permission
        )


def _roles_digest() -> str:
    table = repr([ROLE_PERMISSIONS, FILE_PERMISSIONS, ROLES, _EDITING, _MORE])
    return hashlib.sha256(table.encode()).hexdigest()


@transaction.atomic
def grant_role_permissions() -> None:
    """Give each role what it may do, once: what is changed by hand later stays.

    It happens again only when a new version of Qadam brings another table. Wagtail's
    own two groups make room when nobody is in them.
    """
    stamp = ContentStamp.objects.filter(name=_GIVEN).first()
    if stamp is not None and stamp.digest == _roles_digest():
        return
    for role in ROLES:
        group, _is_new = Group.objects.get_or_create(name=role)
        names = ["wagtailadmin.access_admin", *_MORE.get(role, ())]
        if role in ROLE_PERMISSIONS:
            names += _EDITING
            _grant_pages_and_files(group, ROLE_PERMISSIONS[role])
        group.permissions.add(*_permissions(names))
    Group.objects.filter(name__in=["Editors", "Moderators"], user=None).delete()
    ContentStamp.objects.update_or_create(
        name=_GIVEN, defaults={"digest": _roles_digest()}
    )
