"""Who is in the demo: one person for each role, with invented names."""

from dataclasses import dataclass

from django.contrib.auth.models import Group
from django.db import transaction

from accounts.models import Person
from regions.models import Region

PASSWORD = "qadam-demo-2026"  # noqa: S105 - printed for everybody; the demo holds no real person


@dataclass(frozen=True)
class DemoPerson:
    """A demo person: sign-in name, names, role as a Wagtail group or none."""

    role: str
    sign_in: str
    first_name: str
    last_name: str
    patronymic: str = ""
    language: str = "kk"
    region: str = "aqtobe"
    audience: str = "resident"
    group: str = ""
    is_superuser: bool = False


PEOPLE = (
    DemoPerson("resident", "aigul", "Айгүл", "Омарова", "Серікқызы"),
    DemoPerson("resident", "bolat", "Болат", "Серік", language="ru", region="pavlodar"),
    DemoPerson(
        "official",
        "dana",
        "Дана",
        "Ахметова",
        "Қайратқызы",
        region="zhambyl",
        audience="official",
    ),
    DemoPerson("editor", "editor", "Мәдина", "Жұмабаева", group="editor"),
    DemoPerson("moderator", "moderator", "Ержан", "Тілеуов", group="moderator"),
    DemoPerson("organiser", "organiser", "Сәуле", "Нұрланова", group="organiser"),
    DemoPerson("facilitator", "facilitator", "Гүлнар", "Есенова", group="facilitator"),
    DemoPerson(
        "administrator",
        "admin",
        "Асқар",
        "Қалиев",
        group="administrator",
        is_superuser=True,
    ),
)


@transaction.atomic
def add_people() -> dict[str, Person]:
    """Add the demo people who are missing; return all by sign-in name."""
    people = {}
    for demo in PEOPLE:
        person = Person.objects.filter(username=demo.sign_in).first()
        if person is None:
            person = Person(
                username=demo.sign_in,
                first_name=demo.first_name,
                last_name=demo.last_name,
                patronymic=demo.patronymic,
                language=demo.language,
                audience=demo.audience,
                region=Region.objects.filter(key=demo.region).first(),
                is_superuser=demo.is_superuser,
                is_staff=bool(demo.group),
            )
            person.set_password(PASSWORD)
            person.save()
            if demo.group:
                person.groups.add(Group.objects.get(name=demo.group))
        people[demo.sign_in] = person
    return people
