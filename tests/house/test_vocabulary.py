"""The words of docs/glossary.md: what we never say, in the sense of each row."""

import ast
import re
from dataclasses import dataclass

from django.apps import apps as django_apps
from django.db import models

from tests.house.names import Name, names_in, python_names, template_names, url_names
from tests.house.repository import apps, code, files, functions, judged

EVERYWHERE = r".*"


@dataclass(frozen=True)
class Row:
    """Words that are banned in the files of one pattern, and what stands for them."""

    instead: str
    words: str
    where: str = EVERYWHERE


QUIZZES = r"(?:templates/)?quizzes/.*|static/js/quiz.*"
COURSES = r"(?:templates/)?(?:courses|quizzes|dashboard|certificates)/.*"
CERTIFICATES = r"(?:templates/)?certificates/.*"
SEMINARS = r"(?:templates/)?seminars/.*"
CENTRES = r"(?:templates/)?centres/.*"
GRANTS = r"(?:templates/)?grants/.*"
ROWS = [
    Row("person, learner, facilitator", "user users student teacher trainee"),
    Row("unit, lesson", "chapter topic activity flow", COURSES),
    Row("enrolment", "enrollment enroll"),
    Row("enrolment", "registration subscription participation", COURSES),
    Row("completion", "finish finished done", r"courses/models/.*"),
    Row("quiz, question, choice", "test tests exam exams option options", QUIZZES),
    Row("attempt", "try tries sitting submission session", QUIZZES),
    Row("response", "answer answers", QUIZZES),
    Row("score, outcome", "points grades mark_ result_flag", QUIZZES),
    Row("grading", "marking evaluating evaluate evaluation", QUIZZES),
    Row("certificate", "diploma badge"),
    Row("revoke", "cancel cancelled canceled", CERTIFICATES),
    Row("session, booking", "event class reservation rsvp", SEMINARS),
    Row("centre", "center centers hub"),
    Row("centre", "facility site", CENTRES),
    Row("grant call, application", "tender proposal submission bid grantee", GRANTS),
    Row("published, draft, live", "active", r"\w+/models(?:/pages)?\.py"),
    Row("a moment in _at, a date in _on", "timestamp timestamps date1"),
    Row("British spelling", "color colors colour_ behavior favorite organization"),
    Row("British spelling", "catalog canceled labeled authorize recognized program"),
    Row("actions, queries", "service services selector selectors"),
]
EMPTY_VERB = re.compile(
    r"_*(?:(?:process|do|manage|perform|fetch|check)_\w+|get_(?!context_)\w+_data"
    r"|handle_(?!data$|starttag$|endtag$)\w+)"
)
PREDICATE = re.compile(r"_*(?:can|is|has)_\w+")
LIBRARY = "the library calls it by this name"
SETTING = re.compile(r"(?!LMS_)[A-Z][A-Z_]+")
KEY = "in quizzes the answer is the key, as it is here"
REVIEWED = {
    "accounts/adapters.py: user": LIBRARY,
    "accounts/apps.py: user_viewset": LIBRARY,
    "accounts/permissions.py: user_has_permission": LIBRARY,
    "accounts/permissions.py: user_has_permission_for_instance": LIBRARY,
    "accounts/viewsets.py: users": LIBRARY,
    "core/desk.py: user_has_permission": LIBRARY,
    "courses/permissions.py: user_has_permission": LIBRARY,
    "core/desk.py: users_with_any_permission": LIBRARY,
    "core/middleware.py: process_response": LIBRARY,
    "core/wagtail_hooks.py: user": LIBRARY,
    "templates/wagtailusers/users/create.html: users": LIBRARY,
    "templates/wagtailusers/users/edit.html: users": LIBRARY,
    "templates/wagtailusers/users/index.html: users": LIBRARY,
    "accounts/forms/sign_in.py: user_credentials": LIBRARY,
    "accounts/views/account.py: logout_other_user": LIBRARY,
    "core/checks.py: check_pages_are_served": "Django's word for a system check",
    "certificates/numbering.py: check_character": "a noun: the last sign of a code",
    "courses/importers.py: _check_question": "a noun: the question to check oneself",
    "quizzes/blocks.py: answer": KEY,
    "quizzes/exports.py: answer": KEY,
    "quizzes/grading.py: answer": KEY,
    "quizzes/importers.py: answer": KEY,
    "quizzes/models/questions.py: answer": KEY,
}
REVIEWED_TIMES = {
    "accounts.Person.date_joined": "Django's own name for the moment of joining",
    "accounts.Person.last_login": "Django's own name for the last signing-in",
    "core.AuditEntry.at": "an entry is of one moment and has no other",
    "core.Job.lease_until": "the end of a stretch of time, not an event",
    "core.Job.run_after": "a bound, not an event that has happened",
    "courses.DatedValue.valid_from": "the start of a stretch of time",
    "courses.ReferenceValue.check_again_by": "a bound, not an event that has happened",
    "courses.TextReview.check_again_by": "a bound, not an event that has happened",
    "regions.Region.valid_from": "the start of a stretch of time",
    "regions.Region.valid_until": "the end of a stretch of time",
}


def never_said(names: list[Name], rows: list[Row]) -> list[str]:
    """Return the places where a name holds a word that its row bans."""
    return [
        name.place
        for name in names
        for row in rows
        if re.fullmatch(row.where, name.path)
        and (set(name.words) | {name.text.lower()}) & set(row.words.split())
    ]


def never_done(names: list[Name]) -> list[str]:
    """Return the functions whose verb says nothing, and predicates that say check."""
    return [
        name.place
        for name in names
        if name.kind == "function" and EMPTY_VERB.fullmatch(name.text)
    ]


def is_setting(name: Name) -> bool:
    """Whether a library chose the name: its settings are ours to set, not to name."""
    in_settings = name.path.startswith("lms/settings/")
    return in_settings and SETTING.fullmatch(name.text) is not None


def all_names() -> list[Name]:
    return [
        *(name for name in python_names(code()) if not is_setting(name)),
        *template_names(files(r"templates/.*\.(?:html|txt|svg)")),
        *template_names(files(r"static/js/.*")),
        *url_names(apps()),
    ]


PLANTED = '''
"""The user and the student may be named in prose."""
class EnrollmentRecord:
    student_name = attempt.user_id
def grade(response, *, answers): self.test_count = 1
def process_attempt(): ...
def get_course_data(): ...
'''


def test_never_said_is_found():
    names = list(names_in("quizzes/rows.py", PLANTED))

    assert never_said(names, ROWS) == [
        "quizzes/rows.py: EnrollmentRecord",
        "quizzes/rows.py: student_name",
        "quizzes/rows.py: answers",
        "quizzes/rows.py: test_count",
    ]


def test_a_word_is_banned_only_in_its_sense():
    names = list(names_in("core/jobs.py", "tries = answer = session = cancel = 1"))

    assert never_said(names, ROWS) == []


def test_settings_of_libraries_are_told_from_ours():
    names = names_in("lms/settings/base.py", "AUTH_USER = LMS_USER = user = 1")

    assert [name.text for name in names if not is_setting(name)] == [
        *("base", "LMS_USER", "user"),
    ]


def test_never_done_is_found():
    names = list(names_in("quizzes/rows.py", PLANTED))

    assert never_done(names) == [
        "quizzes/rows.py: process_attempt",
        "quizzes/rows.py: get_course_data",
    ]


def test_words_are_parted_at_humps_and_lines():
    assert Name("a", "class", "HTTPUserTest2_oldId").words == [
        *("http", "user", "test", "2", "old", "id"),
    ]


def test_addresses_are_read():
    texts = {name.text for name in url_names(apps())}

    assert {"my-learning", "submit_attempt"} <= texts


def test_nobody_says_what_we_never_say():
    names = all_names()

    assert len(names) > 2000
    assert judged({*never_said(names, ROWS), *never_done(names)}, REVIEWED) == []


# --- Predicates, moments and money -----------------------------------------------


def vague_predicates(texts: dict[str, str]) -> list[str]:
    """Return the functions named as a yes or no that promise something else."""
    return [
        f"{path}: {one.name}"
        for path, text in texts.items()
        for one in functions(text)
        if PREDICATE.fullmatch(one.name)
        and (one.returns is None or ast.unparse(one.returns) != "bool")
    ]


def mistimed(fields: list[models.Field]) -> list[str]:
    """Return the moments not named …_at, and the dates not named …_on."""
    found = []
    for field in fields:
        is_moment = isinstance(field, models.DateTimeField)
        if isinstance(field, models.DateField):
            ending = "_at" if is_moment else "_on"
            if not field.name.endswith(ending):
                found.append(str(field))
    return found


def floating_money(fields: list[models.Field]) -> list[str]:
    money = {"amount", "price", "sum", "budget", "tenge"}
    return [
        str(field)
        for field in fields
        if money & set(field.name.split("_"))
        and not isinstance(field, models.IntegerField)
    ]


def our_fields() -> list[models.Field]:
    ours = [m for m in django_apps.get_models() if m._meta.app_label in apps()]
    return [field for model in ours for field in model._meta.local_fields]


def _planted(kind: type[models.Field], name: str) -> models.Field:
    field = kind()
    field.name = name
    return field


def test_vague_predicate_is_found():
    planted = {"a.py": "def is_one() -> bool: ...\ndef can_two(): ...\n"}

    assert vague_predicates(planted) == ["a.py: can_two"]


def test_mistimed_and_floating_fields_are_found():
    fields = [
        _planted(models.DateTimeField, "paid_on"),
        _planted(models.DateField, "paid_at"),
        _planted(models.DateField, "paid_on"),
        _planted(models.DecimalField, "amount_paid"),
        _planted(models.PositiveIntegerField, "amount"),
    ]

    assert mistimed(fields) == [str(fields[0]), str(fields[1])]
    assert floating_money(fields) == [str(fields[3])]


def test_predicates_answer_yes_or_no():
    assert vague_predicates(code()) == []


def test_moments_and_dates_are_told_apart():
    assert judged(mistimed(our_fields()), REVIEWED_TIMES) == []


def test_money_is_whole():
    assert floating_money(our_fields()) == []
