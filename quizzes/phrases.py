"""Labels and names that quizzes use in several places."""

TITLES = {"kk": "Тест: {title}", "ru": "Тест: {title}", "en": "Quiz: {title}"}
KINDS = {
    "single": "single_choice",
    "multiple": "multiple_choice",
    "truefalse": "true_false",
    "numeric": "numeric",
    "order": "ordering",
}
"""The kinds of question: their names in content files, and those of their blocks."""
