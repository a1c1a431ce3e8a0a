"""What the pages of a quiz show: questions without keys, and results with them."""

from dataclasses import dataclass
from functools import singledispatch
from types import SimpleNamespace

from django.utils.formats import number_format
from django.utils.translation import gettext as _, ngettext

from core.components import CountItem
from core.routing import page_address
from courses.queries import Outline, unit_page
from quizzes import grading, queries
from quizzes.models import AttemptItem, QuizPage
from quizzes.queries import Words

# --- Answering ------------------------------------------------------------------


@dataclass(frozen=True)
class ShownChoice:
    ref: str
    text: str
    is_chosen: bool = False


@dataclass(frozen=True)
class ShownQuestion:
    """One question as a learner sees it while answering."""

    slot: int
    kind: str
    prompt: str
    language: str
    choices: tuple[ShownChoice, ...] = ()
    typed: str = ""
    unit: str = ""
    revision: int = 0
    is_flagged: bool = False
    given_at: object = None

    @property
    def template(self) -> str:
        return f"quizzes/questions/{self.kind}.html"

    @property
    def next_revision(self) -> int:
        return self.revision + 1


def choice_texts(kind: str, texts: dict) -> dict[str, str]:
    """Return the text of each choice; those of true/false are the product's own."""
    if kind == "true_false":
        return {"true": _("True"), "false": _("False")}
    return texts.get("choices", {})


def shown_question(item, words: Words, value: list[str] | None = None) -> ShownQuestion:
    """Shape an item for its page; `value` is what was just sent and not accepted."""
    kind = item.layout["kind"]
    response = item.response if value is None else value
    texts = choice_texts(kind, words.texts)
    order = item.layout["choices"]
    if kind == "ordering" and response and set(response) == set(order):
        order = response
    chosen = response if isinstance(response, list) else []
    typed = ""
    if kind == "numeric" and response:
        typed = response if isinstance(response, str) else response[0]
    return ShownQuestion(
        slot=item.slot,
        kind=kind,
        prompt=words.texts["prompt"],
        language=words.language,
        choices=tuple(ShownChoice(ref, texts[ref], ref in chosen) for ref in order),
        typed=typed,
        unit=words.texts.get("unit", ""),
        revision=item.revision,
        is_flagged=item.is_flagged,
        given_at=item.given_at,
    )


def previewed_questions(page: QuizPage, language: str) -> list[ShownQuestion]:
    """Shape the questions of a draft as learners will see them, in the block order."""
    shown = []
    for slot, child in enumerate(page.questions, start=1):
        texts = child.block.texts_of(child.value)
        ids = list(choice_texts(child.block_type, texts))
        item = SimpleNamespace(
            slot=slot,
            layout={"kind": child.block_type, "choices": ids},
            response=None,
            revision=0,
            is_flagged=False,
            given_at=None,
        )
        shown.append(shown_question(item, Words(language, texts, {})))
    return shown


@dataclass(frozen=True)
class Step:
    """A link of the quick navigation: to one question, with its state in words."""

    slot: int
    state: str
    label: str
    is_done: bool
    is_current: bool


def steps_of(items: list[AttemptItem], current: int | None = None) -> list[Step]:
    labels = {
        "now": _("Question %(slot)d, you are here"),
        "flag": _("Question %(slot)d, to look at later"),
        "done": _("Question %(slot)d, answered"),
        "": _("Question %(slot)d, not answered"),
    }
    steps = []
    for item in items:
        state = "done" if item.response is not None else ""
        if item.is_flagged:
            state = "flag"
        is_current = item.slot == current
        label = labels["now" if is_current else state] % {"slot": item.slot}
        is_done = item.response is not None
        steps.append(Step(item.slot, state, label, is_done, is_current))
    return steps


# --- Result ---------------------------------------------------------------------


@dataclass(frozen=True)
class JudgedChoice:
    """One choice of a closed question: whether it was chosen, whether it is right."""

    text: str
    is_chosen: bool
    is_right: bool


@dataclass(frozen=True)
class Remarks:
    """What a result page says about one question, after the attempt is closed."""

    slot: int
    prompt: str
    language: str
    verdict: str
    own: tuple[str, ...]
    right: tuple[str, ...]
    is_list: bool
    feedback: tuple[str, ...]
    choices: tuple[JudgedChoice, ...] = ()
    read_again: str = ""
    is_open: bool = False


@singledispatch
def _right_ids(key) -> list[str]:
    """Return the ids of what is right, for kinds with choices."""
    return []


@_right_ids.register
def _right_of_single(key: grading.SingleChoiceKey):
    return [key.right]


@_right_ids.register
def _right_of_multiple(key: grading.MultipleChoiceKey):
    return sorted(key.right)


@_right_ids.register
def _right_of_true_false(key: grading.TrueFalseKey):
    return ["true" if key.answer else "false"]


@_right_ids.register
def _right_of_ordering(key: grading.OrderingKey):
    return list(key.order)


def _numbers(item, key, unit: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    own = f"{item.response} {unit}".strip() if item.response else ""
    number = number_format(f"{key.answer.normalize():f}", use_l10n=True)
    return ((own,) if own else ()), (f"{number} {unit}".strip(),)


def _own_and_right(item, key, words: Words):
    if isinstance(key, grading.NumericKey):
        return _numbers(item, key, words.texts.get("unit", ""))
    texts = choice_texts(item.layout["kind"], words.texts)
    right = _right_ids(key)
    if not isinstance(key, grading.OrderingKey):
        shown = item.layout["choices"]
        right = sorted(right, key=shown.index)
        own = sorted(item.response or [], key=shown.index)
    else:
        own = item.response or []
    return tuple(texts[ref] for ref in own), tuple(texts[ref] for ref in right)


def _judged(item, key, words: Words) -> tuple[JudgedChoice, ...]:
    """Return every choice with what is to be said of it, where several may be right."""
    if not isinstance(key, grading.MultipleChoiceKey):
        return ()
    chosen, texts = item.response or [], words.texts["choices"]
    return tuple(
        JudgedChoice(texts[ref], ref in chosen, ref in key.right)
        for ref in item.layout["choices"]
    )


def _read_again(question, outline: Outline | None, quiz_key, language: str) -> str:
    """Return the address of the part of a lesson to read again, if it is there."""
    if outline is None:
        return ""
    if question.read_again_key:
        unit = outline.unit(question.read_again_key)
        page = None if unit else unit_page(question.read_again_key, language)
        url = unit.url if unit else page_address(page) if page else ""
    else:
        keys = [unit.key for unit in outline.units]
        before = (
            outline.units[: keys.index(str(quiz_key))] if str(quiz_key) in keys else ()
        )
        lessons = [unit.url for unit in before if unit.kind == "lesson"]
        url = lessons[-1] if lessons else ""
    anchor = f"#s{question.section}" if question.section else ""
    return url and url + anchor


def remarks_of(attempt, outline: Outline | None, language: str) -> list[Remarks]:
    """Grade every item anew for its remarks; the first that is not right is open."""
    items = queries.items_with_keys(attempt)
    words = queries.words_for(
        [item.question for item in items], language, with_feedback=True
    )
    shown, is_found = [], False
    for item in items:
        text, key = words[item.question_id], queries.key_of(item)
        score = grading.grade(key, item.response)
        own, right = _own_and_right(item, key, text)
        is_first_wrong = not is_found and score.verdict != grading.RIGHT
        is_found = is_found or is_first_wrong
        feedback = [text.feedback.get(remark, "") for remark in score.remarks]
        shown.append(
            Remarks(
                slot=item.slot,
                prompt=text.texts["prompt"],
                language=text.language,
                verdict=score.verdict,
                own=own,
                right=() if score.verdict == grading.RIGHT else right,
                is_list=isinstance(key, grading.OrderingKey),
                feedback=tuple(filter(None, feedback)),
                choices=_judged(item, key, text),
                read_again=""
                if score.verdict == grading.RIGHT
                else _read_again(item.question, outline, attempt.quiz_key, language),
                is_open=is_first_wrong,
            )
        )
    return shown


# --- The first page of the admin ------------------------------------------------------


def count_of_quizzes(request) -> CountItem:
    quizzes = QuizPage.objects.live().values("translation_key").distinct().count()
    word = ngettext("quiz", "quizzes", quizzes)
    return CountItem(request, count=quizzes, word=word, icon="help", order=30)
