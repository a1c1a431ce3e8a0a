"""An editor writes a lesson and a quiz, translates both, and publishes them."""

import pytest

from tests.journeys.editor import Editor

COURSE = "Information and rights"
PATH = "courses/information-and-rights"

LESSON = {
    "A letter to the village budget": {
        "kk": "Ауыл бюджетіне хат",
        "ru": "Письмо в бюджет села",
    },
    "How to ask where the money went.": {
        "kk": "Ақша қайда кеткенін қалай сұрауға болады.",
        "ru": "Как спросить, куда ушли деньги.",
    },
    "Three sentences": {"kk": "Үш сөйлем", "ru": "Три предложения"},
    "Say who you are & what you ask.": {
        "kk": "Кім екеніңізді & не сұрайтыныңызды айтыңыз.",
        "ru": "Скажите, кто вы & о чём спрашиваете.",
    },
}
QUIZ = {
    "Quiz: a letter": {"kk": "Тест: хат", "ru": "Тест: письмо"},
    "Who must reply?": {"kk": "Кім жауап беруі керек?", "ru": "Кто должен ответить?"},
    "The akim's office": {"kk": "Әкім аппараты", "ru": "Аппарат акима"},
    "The bank": {"kk": "Банк", "ru": "Банк"},
    "A letter may be sent online.": {
        "kk": "Хатты онлайн жіберуге болады.",
        "ru": "Письмо можно отправить онлайн.",
    },
}


@pytest.fixture
def editor(site, browser_page) -> Editor:
    one = Editor(browser_page, site.url)
    one.sign_in("editor", site.people["editor"])
    return one


def _into(words: dict, code: str) -> dict[str, str]:
    return {source: versions[code] for source, versions in words.items()}


def _write_lesson(editor: Editor) -> None:
    title, summary, heading, text = LESSON
    editor.begin(COURSE, "lessonpage")
    editor.page.fill("#id_title", title)
    editor.page.fill("#id_summary", summary)
    editor.add("body", "Heading")
    editor.field("body", "input[type=text]").fill(heading)
    editor.add("body", "Text")
    editor.write("body", text)
    editor.publish()
    editor.translate({code: _into(LESSON, code) for code in ("kk", "ru")})


def _write_quiz(editor: Editor) -> None:
    title, prompt, right, wrong, statement = QUIZ
    editor.begin(COURSE, "quizpage")
    editor.page.fill("#id_title", title)
    editor.add("questions", "One right choice")
    editor.field("questions", "textarea[name$='-value-prompt']").fill(prompt)
    choices = editor.page.locator("textarea[name*='-choices-'][name$='-text']")
    choices.nth(0).fill(right)
    choices.nth(1).fill(wrong)
    editor.page.locator("input[name$='-is_correct']").first.check()
    editor.add("questions", "True or false")
    editor.field("questions", "textarea[name$='-value-prompt']").fill(statement)
    editor.field("questions", "select[name$='-value-answer']").select_option("true")
    editor.publish()
    editor.translate({code: _into(QUIZ, code) for code in ("kk", "ru")})


def _in(words: dict, code: str) -> list[str]:
    return list(words) if code == "en" else list(_into(words, code).values())


def _assert_lesson_is_read(editor: Editor, code: str) -> None:
    page = editor.page
    page.goto(f"{editor.url}/{code}/{PATH}/a-letter-to-the-village-budget/")
    title, _summary, heading, text = _in(LESSON, code)
    assert page.locator("h1").inner_text() == title
    shown = page.locator("main").inner_text()
    assert heading in shown
    assert text in shown
    assert page.locator(".stand-in").count() == 0


def _assert_quiz_is_asked(editor: Editor, code: str) -> None:
    """Take the quiz as a trial and look at its first question."""
    page = editor.page
    page.goto(f"{editor.url}/{code}/{PATH}/quiz-a-letter/")
    title, prompt, right, _wrong, _statement = _in(QUIZ, code)
    assert page.locator("h1").inner_text() == title
    editor.press("form:has([name=trial]) button")
    shown = page.locator("main").inner_text()
    assert prompt in shown
    assert right in shown


def test_editor_publishes_a_lesson_and_a_quiz_in_three_languages(editor):
    _write_lesson(editor)
    _write_quiz(editor)

    for code in ("en", "kk", "ru"):
        _assert_lesson_is_read(editor, code)
        _assert_quiz_is_asked(editor, code)
