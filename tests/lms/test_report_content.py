"""The count of what ships, and what a lesson's text is counted as."""

from io import StringIO

from django.core.management import call_command

from core.formats import markdown
from courses.formats.lesson_files import LessonText
from tests.factories import content

BODY = """## Бір сөз

Бірінші сөйлем (2026 жылғы 1 қаңтар). Екінші сөйлем.

:::steps
1. **Басыңыз.** Содан кейін күтіңіз.
:::

:::figure two-factor
drawing: A phone.
text: бір / екі
alt: Санауға кірмейді.
caption: Екі кілт
:::
"""


def test_the_report_counts_each_language_of_a_track(tmp_path):
    content.make_content(tmp_path)
    out = StringIO()

    call_command("report_content", tmp_path, stdout=out)

    head, *rows = [line.split() for line in out.getvalue().splitlines()]
    assert head[:4] == ["track", "language", "lessons", "words"]
    assert [row[:3] for row in rows] == [
        [track, code, "1"] for track in ("A", "all") for code in ("kk", "ru", "en")
    ]
    assert all(300 <= int(row[3]) <= 800 for row in rows)


def test_words_and_sentences_are_those_that_people_read():
    text = LessonText("kk", {}, markdown.read_body(BODY))

    assert text.words == 2 + 4 + 2 + 1 + 3 + 2
    assert "Екінші сөйлем." in text.sentences
    assert not any("2026" in sentence for sentence in text.sentences)
    assert text.named("figure") == ["two-factor"]
