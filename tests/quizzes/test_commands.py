"""The commands of quizzes, as an operator calls them."""

import io

from django.core.management import call_command

from tests.factories import quizzes as make


def test_rebuild_responses_mends_every_attempt(learner, quiz):
    attempts = [
        make.make_attempt(person, quiz, {3: ["true"]})
        for person in (learner, make.make_person())
    ]
    for attempt in attempts:
        attempt.items.filter(slot=3).update(response=["false"], revision=9)
    said = io.StringIO()

    call_command("rebuild_responses", stdout=said)

    kept = [attempt.items.get(slot=3).response for attempt in attempts]
    assert kept == [["true"], ["true"]]
    assert said.getvalue() == "Responses set anew: 2.\n"
