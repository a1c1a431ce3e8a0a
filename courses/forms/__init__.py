"""What learners and editors fill in around courses."""

from courses.forms.calculators import CALCULATOR_FORMS, calculator_form
from courses.forms.finder import FinderForm
from courses.forms.learning import ClaimForm, TextReviewForm

__all__ = [
    "CALCULATOR_FORMS",
    "ClaimForm",
    "FinderForm",
    "TextReviewForm",
    "calculator_form",
]
