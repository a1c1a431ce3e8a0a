"""Verbs that change who has an account and how they get in."""

import hashlib
from functools import partial

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import check_password, make_password
from django.contrib.auth.models import Group
from django.db import IntegrityError

from accounts import actions
from accounts.actions import Agreement, Identifier
from accounts.exceptions import NameUnavailable
from accounts.models import Consent, Person, RecoveryPhrase
from core.models import IdempotencyKey
from core.search import fold_secret
from tests.factories.accounts import NOW, PASSWORD, make_person, words_of
from tests.racing import race, twice

pytestmark = pytest.mark.django_db
PHONE = "+77011234567"
AGREEMENT = Agreement("2026-11", "Келісемін.", NOW)


def register(kind="name", value="aigul", form_key="", **profile) -> Person:
    return actions.register(
        identifier=Identifier(kind, value),
        password_hash=make_password(PASSWORD),
        agreement=AGREEMENT,
        form_key=form_key,
        **{"first_name": "Айгүл", "language": "kk", **profile},
    )


# --- Sign-up ----------------------------------------------------------------------


def test_a_name_gets_three_digits():
    person = register(value="әсел")

    assert person.username[:5] == "әсел-"
    assert len(person.username) == 8
    assert person.username[5:].isdigit()
    assert (person.email, person.phone) == (None, None)
    assert person.check_password(PASSWORD)


def test_a_name_is_found_even_when_all_digits_are_taken(monkeypatch):
    make_person(username="aigul-000")
    monkeypatch.setattr(actions.secrets, "choice", lambda _letters: "0")

    person = register()

    assert person.username != "aigul-000"
    assert person.username[:6] == "aigul-"
    assert len(person.username) == 14


def test_two_of_one_name_get_two_accounts():
    one, other = register(), register()

    assert one != other
    assert one.username != other.username


def test_a_phone_becomes_an_identifier():
    person = register("phone", PHONE)

    assert (person.phone, person.claimed_phone) == (PHONE, "")
    assert person.username[:2] == "p-"


def test_a_phone_that_somebody_has_is_shared():
    owner = make_person(phone=PHONE)

    person = register("phone", PHONE)

    assert (person.phone, person.claimed_phone) == (None, PHONE)
    owner.refresh_from_db()
    assert owner.phone == PHONE


def test_an_e_mail_is_kept_as_proven():
    person = register("email", "a@example.kz")

    address = EmailAddress.objects.get()
    assert person.email == "a@example.kz"
    assert (address.user, address.email) == (person, "a@example.kz")
    assert (address.primary, address.verified) == (True, True)


def test_an_e_mail_that_has_an_account_returns_it_untouched():
    owner = make_person(email="A@example.kz", first_name="Болат")

    person = register("email", "a@example.kz", first_name="Ұры")

    assert person == owner
    assert Person.objects.get().first_name == "Болат"
    assert not check_password("other", person.password)
    assert not Consent.objects.exists()


def test_consent_is_recorded_with_version_language_text_and_time():
    person = register(language="ru")

    consent = person.consents.get()
    assert consent.kind == "personal_data"
    assert consent.version == "2026-11"
    assert consent.language == "ru"
    assert consent.text_digest == hashlib.sha256("Келісемін.".encode()).hexdigest()
    assert consent.given_at == NOW


def test_an_account_without_consent_is_not_made(monkeypatch):
    monkeypatch.setattr(actions, "record_consent", _failing)

    with pytest.raises(ZeroDivisionError):
        register(form_key="k")

    assert not Person.objects.exists()
    assert not IdempotencyKey.objects.exists()


def _failing(**_kwargs):
    raise ZeroDivisionError


def test_a_form_sent_again_returns_the_account_it_made():
    one, other = register(form_key="k"), register(form_key="k")
    third = register(form_key="l")

    assert one == other
    assert third != one
    assert Person.objects.count() == 2
    assert Consent.objects.count() == 2


def test_a_name_that_is_always_taken_in_the_same_moment_is_given_up(monkeypatch):
    def taken(*_args):
        raise IntegrityError

    monkeypatch.setattr(actions, "_create", taken)

    with pytest.raises(NameUnavailable):
        register()


@pytest.mark.django_db(transaction=True)
def test_a_form_sent_twice_at_once_makes_one_account():
    people = race(*twice(register, form_key="k"), before="INSERT INTO")

    assert people[0] == people[1]
    assert Person.objects.count() == 1
    assert Consent.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_without_the_key_of_the_form_it_would_make_two():
    race(*twice(register, form_key=""), before="INSERT INTO")

    assert Person.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_an_e_mail_proven_twice_at_once_has_one_account():
    act = partial(register, "email", "a@example.kz")

    people = race(act, act, before="INSERT INTO")

    assert people[0] == people[1]
    assert Person.objects.count() == EmailAddress.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_phone_taken_twice_at_once_has_one_owner():
    act = partial(register, "phone", PHONE)

    people = race(act, act, before="INSERT INTO")

    assert {person.phone or person.claimed_phone for person in people} == {PHONE}
    assert [bool(p.phone) for p in Person.objects.all()].count(True) == 1
    assert Person.objects.count() == 2


# --- Phone ------------------------------------------------------------------------


@pytest.mark.parametrize("phone", [PHONE, None])
def test_a_phone_is_changed_or_taken_away(phone):
    person = make_person(claimed_phone="+77770000000")

    actions.set_phone(person=person, phone=phone)

    person.refresh_from_db()
    assert person.phone == phone
    assert not person.claimed_phone


def test_keeping_the_own_phone_keeps_it_own():
    person = make_person(phone=PHONE)

    actions.set_phone(person=person, phone=PHONE)

    person.refresh_from_db()
    assert (person.phone, person.claimed_phone) == (PHONE, "")


def test_a_phone_that_somebody_has_is_shared_when_changed_to():
    make_person(phone=PHONE)
    person = make_person(phone="+77770000000")

    actions.set_phone(person=person, phone=PHONE)

    person.refresh_from_db()
    assert (person.phone, person.claimed_phone) == (None, PHONE)


def test_a_phone_taken_between_the_look_and_the_write_is_shared(monkeypatch):
    make_person(phone=PHONE)
    person = make_person()

    def looked_free(person, phone):
        person.phone, person.claimed_phone = phone, ""

    monkeypatch.setattr(actions, "_give_phone", looked_free)
    actions.set_phone(person=person, phone=PHONE)

    person.refresh_from_db()
    assert (person.phone, person.claimed_phone) == (None, PHONE)


@pytest.mark.django_db(transaction=True)
def test_two_who_take_one_phone_at_once_share_it():
    acts = [
        partial(actions.set_phone, person=make_person(), phone=PHONE)
        for _person in range(2)
    ]

    race(*acts, before="UPDATE")

    people = Person.objects.all()
    assert {person.phone or person.claimed_phone for person in people} == {PHONE}
    assert sorted(bool(person.phone) for person in people) == [False, True]


# --- The eight words --------------------------------------------------------------


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_lists_of_words_leave_enough_to_chance(language):
    words = actions.words_in(language)
    folded = {fold_secret(word) for word in words}

    assert len(folded) == len(words)
    assert len(words) ** actions.WORDS_IN_PHRASE > 2**57
    assert all(2 <= len(word) <= 8 for word in words)


def test_words_are_eight_and_kept_as_a_hash_only():
    person = make_person()

    words = actions.renew_recovery_words(person=person, language="kk", now=NOW)

    phrase = RecoveryPhrase.objects.get()
    assert len(words.split()) == 8
    assert set(words.split()) <= set(actions.words_in("kk"))
    assert words not in phrase.words_hash
    assert (phrase.person, phrase.created_at, phrase.used_at) == (person, NOW, None)


def recover(identifier, words, password="жаңа құпия сөз"):
    return actions.recover_with_words(
        identifier=identifier, words=words, password=password, now=NOW
    )


def test_words_open_the_account_once_and_end_its_sessions():
    person = make_person()
    words = words_of(person)
    before = person.get_session_auth_hash()

    assert recover(person.username, words) == person
    assert recover(person.username, words, "another 12") is None

    person.refresh_from_db()
    assert person.check_password("жаңа құпия сөз")
    assert person.session_epoch == 1
    assert person.get_session_auth_hash() != before
    assert person.recovery_phrase.used_at == NOW


def test_new_words_end_the_old_ones():
    person = make_person()
    old, new = words_of(person), words_of(person)

    assert recover(person.username, old) is None
    assert recover(person.username, new) == person
    assert RecoveryPhrase.objects.count() == 1


def test_words_may_be_renewed_after_they_were_used():
    person = make_person()
    recover(person.username, words_of(person))

    assert recover(person.username, words_of(person)) == person


def test_words_may_be_typed_on_a_russian_keyboard():
    person = make_person()
    actions.RecoveryPhrase.objects.create(
        person=person,
        words_hash=make_password(
            actions.fold_secret("қала өзен ұлу үй әже ғарыш іні шаң")
        ),
        created_at=NOW,
    )

    assert recover(person.username, "  Кала озен улу уй аже  гарыш ини шан ") == person


@pytest.mark.parametrize("how", ["wrong", "nobody", "none", "other", "closed", "order"])
def test_nothing_else_opens_it(how):
    person = make_person(is_active=how != "closed")
    identifier, words = person.username, words_of(person)
    if how == "none":
        person.recovery_phrase.delete()
    other = make_person()
    words_of(other)
    identifier = {"nobody": "nobody-1", "other": other.username}.get(how, identifier)
    words = {
        "wrong": "ай " * 8,
        "order": " ".join(reversed(words.split())),
    }.get(how, words)

    assert recover(identifier, words) is None

    person.refresh_from_db()
    assert person.check_password(PASSWORD)
    assert person.session_epoch == 0


def test_of_two_who_share_a_phone_the_one_with_the_words_gets_in():
    first = make_person(phone=PHONE)
    second = make_person(claimed_phone=PHONE)
    words_of(first)

    assert recover(PHONE, words_of(second)) == second


@pytest.mark.parametrize(
    ("identifier", "phrases", "checks"),
    [
        ("aigul-1", 0, 1),
        ("aigul-1", 1, 1),
        (PHONE, 0, 2),
        (PHONE, 1, 2),
        (PHONE, 2, 2),
    ],
)
def test_the_same_work_is_done_whoever_is_meant(
    identifier, phrases, checks, counted_hashes
):
    people = [
        {"username": "aigul-1", "phone": PHONE},
        {"username": "bolat-1", "claimed_phone": PHONE},
    ]
    for fields in people[:phrases]:
        words_of(make_person(**fields))
    counted_hashes.clear()

    recover(identifier, "not these words at all are it really")

    assert len(counted_hashes) == checks


@pytest.mark.django_db(transaction=True)
def test_words_used_twice_at_once_work_once():
    person = make_person()
    act = partial(recover, person.username, words_of(person))

    done = race(act, act, before="UPDATE")

    assert sorted(found is not None for found in done) == [False, True]
    person.refresh_from_db()
    assert person.session_epoch == 1


# --- Sessions and roles -----------------------------------------------------------


def test_sign_out_everywhere_raises_the_epoch_of_one_person():
    person, other = make_person(), make_person()

    assert actions.sign_out_everywhere(person=person).session_epoch == 1

    other.refresh_from_db()
    assert other.session_epoch == 0


# --- What staff changed, and roles ------------------------------------------------


def settled(person) -> list:
    actions.settle_account(person=person)
    rows = EmailAddress.objects.filter(user=person)
    return sorted(rows.values_list("email", "primary"))


def test_one_time_codes_follow_the_address_that_staff_wrote():
    person = make_person(email="old@example.kz")
    assert settled(person) == [("old@example.kz", True)]

    person.email = "new@example.kz"
    person.save()

    assert settled(person) == [("new@example.kz", True)]
    assert settled(person) == [("new@example.kz", True)]


def test_without_an_address_there_is_none_for_codes():
    person = make_person(email="old@example.kz")
    settled(person)
    person.email = None
    person.save()

    assert settled(person) == []


@pytest.mark.parametrize(
    ("is_superuser", "roles", "is_staff"),
    [(False, [], False), (True, [], True), (False, ["editor"], True)],
)
def test_whoever_has_a_role_is_staff(is_superuser, roles, is_staff):
    person = make_person(is_superuser=is_superuser, is_staff=not is_staff)
    person.groups.set([Group.objects.get_or_create(name=role)[0] for role in roles])

    actions.settle_account(person=person)

    person.refresh_from_db()
    assert person.is_staff is is_staff


def may(person, permission: str) -> bool:
    return Person.objects.get(pk=person.pk).has_perm(permission)


@pytest.mark.parametrize(
    ("role", "permission", "is_allowed"),
    [
        ("editor", "wagtailadmin.access_admin", True),
        ("editor", "courses.change_glossaryterm", True),
        ("editor", "courses.change_track", False),
        ("editor", "accounts.view_person", False),
        ("moderator", "courses.change_track", True),
        ("moderator", "accounts.change_person", False),
        ("organiser", "accounts.view_person", True),
        ("organiser", "accounts.change_person", False),
        ("facilitator", "accounts.view_person", True),
        ("facilitator", "certificates.view_certificate", False),
        ("administrator", "accounts.change_person", True),
        ("administrator", "core.view_auditentry", True),
        ("administrator", "core.change_auditentry", False),
        ("administrator", "accounts.delete_person", False),
    ],
)
def test_a_role_allows_what_its_table_says(role, permission, is_allowed):
    actions.grant_role_permissions()
    person = make_person()
    person.groups.set([Group.objects.get(name=role)])

    assert may(person, permission) is is_allowed


@pytest.mark.parametrize(
    ("role", "acts"),
    [
        ("editor", {"add", "change", "publish"}),
        ("moderator", {"add", "change", "publish", "lock", "unlock"}),
        ("administrator", {"add", "change", "publish", "lock", "unlock"}),
        ("organiser", set()),
        ("facilitator", set()),
    ],
)
def test_a_role_works_on_the_whole_tree_and_all_files(role, acts):
    actions.grant_role_permissions()

    group = Group.objects.get(name=role)
    pages = group.page_permissions.values_list("permission__codename", flat=True)
    assert set(pages) == {f"{act}_page" for act in acts}
    assert group.collection_permissions.exists() is bool(acts)


def test_what_was_changed_by_hand_stays_until_the_table_changes(monkeypatch):
    actions.grant_role_permissions()
    editors = Group.objects.get(name="editor")
    editors.permissions.clear()

    actions.grant_role_permissions()
    assert not editors.permissions.exists()
    monkeypatch.setattr(actions, "_EDITING", ())
    actions.grant_role_permissions()
    assert editors.permissions.count() == 1


def test_a_group_with_somebody_in_it_is_never_taken_away():
    editors, _is_new = Group.objects.get_or_create(name="Editors")
    Group.objects.get_or_create(name="Moderators")
    make_person().groups.add(editors)

    actions.grant_role_permissions()

    assert Group.objects.filter(name="Editors").exists()
    assert not Group.objects.filter(name="Moderators").exists()
