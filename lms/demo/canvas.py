"""A half-filled project canvas for the demo's official, in her language."""

from datetime import datetime

from accounts.models import Person
from courses.actions import save_section, start_canvas
from courses.models import ProjectCanvas

TITLE = "Жарық көше: мектеп жолына 12 шам"
SECTIONS = {
    "problem": {
        "place": "Шу ауданы, Тасбұлақ ауылы, Мектеп көшесі",
        "core": "Кешке мектептен қайтқан 140 бала қараңғы көшемен жүреді.",
        "proof": "Былтыр үш бала жарақат алды (мектептің медициналық журналы).",
        "causes": [
            {"cause": "Көшеде жарық жоқ", "deeper": "Ескі шамдар 2019 жылы сөнген"},
            {"cause": "Жаяу жүргіншілер жолы жоқ"},
        ],
        "effects": [
            {"effect": "Балалар жарақат алады", "further": "Ата-ана алаңдайды"},
            {"effect": "Кешкі үйірмеге баратын бала азайды"},
        ],
    },
    "goals": {
        "goal": "Ауылда кешке жүру қауіпсіз болады.",
        "purpose": "2027 жылдың соңына дейін көшеде бірде-бір бала жарақат алмайды.",
        "objectives": [
            {"objective": "Мектеп жолы жарық болады", "result": "12 шам орнатылды"}
        ],
    },
    "people": {
        "group": "Мектепке жаяу баратын оқушылар",
        "beneficiaries": 140,
        "stakeholders": [
            {"party": "Мектеп директоры", "influence": "high", "interest": "high"},
            {"party": "Электр желісі", "influence": "high", "interest": "low"},
        ],
    },
    "budget": {
        "items": [
            {
                "item": "Күн сәулесімен жанатын шам",
                "unit": "дана",
                "quantity": 12,
                "price": 45000,
                "payer": "grant",
            },
            {
                "item": "Тірек орнату",
                "unit": "дана",
                "quantity": 12,
                "price": 5000,
                "payer": "grant",
            },
            {
                "item": "Тұрғындардың еңбегі",
                "unit": "күн",
                "quantity": 16,
                "price": 7500,
                "payer": "own",
            },
        ],
    },
}


def fill_in_canvas(person: Person, now: datetime) -> None:
    """Give a person the sample canvas, unless there is one already."""
    if ProjectCanvas.objects.of(person).exists():
        return
    canvas = start_canvas(
        person=person,
        title=TITLE,
        region=person.region,
        language=person.language,
        now=now,
    )
    for section, values in SECTIONS.items():
        canvas = save_section(
            canvas=canvas,
            section=section,
            values=values,
            version=canvas.version,
            now=now,
        )
