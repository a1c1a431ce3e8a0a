"""Quizzes as editors write them, questions as they are asked, and what was given."""

from quizzes.models.pages import QuizPage
from quizzes.models.questions import (
    MultipleChoiceQuestion,
    NumericQuestion,
    OrderingQuestion,
    QuestionText,
    QuestionVersion,
    SingleChoiceQuestion,
    TrueFalseQuestion,
)
from quizzes.models.records import Attempt, AttemptItem, Response

__all__ = [
    "Attempt",
    "AttemptItem",
    "MultipleChoiceQuestion",
    "NumericQuestion",
    "OrderingQuestion",
    "QuestionText",
    "QuestionVersion",
    "QuizPage",
    "Response",
    "SingleChoiceQuestion",
    "TrueFalseQuestion",
]
