"""What learners and editors fill in around courses."""

from courses.forms.calculators import CALCULATOR_FORMS, calculator_form, figures_sent
from courses.forms.canvas import CanvasForm, SectionForm, small_number
from courses.forms.learning import ClaimForm, TextReviewForm

__all__ = [
    "CALCULATOR_FORMS",
    "CanvasForm",
    "ClaimForm",
    "SectionForm",
    "TextReviewForm",
    "calculator_form",
    "figures_sent",
    "small_number",
]
