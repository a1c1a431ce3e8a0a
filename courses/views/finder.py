"""The finder: five questions, three courses."""

from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from courses import components, forms, queries


@require_safe
def show_finder(request):
    """Ask five questions and recommend three courses; nothing is kept of it."""
    cards = queries.course_cards(get_language(), request.user)
    form = forms.FinderForm(request.GET, cards=cards)
    found = components.recommended(cards, form.answers) if request.GET else None
    context = {"form": form, "found": found}
    return render(request, "courses/finder.html", context)
