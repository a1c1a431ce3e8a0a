"""My learning."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from dashboard import queries


@require_safe
@login_required
def show_my_learning(request):
    learning = queries.my_learning_of(request.user, get_language())
    return render(request, "dashboard/my_learning.html", {"learning": learning})
