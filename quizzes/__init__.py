"""Quizzes, attempts and grading.

A new question type touches five places, each with the other types as its model:

1. ``blocks.py``: what an editor fills in, and how it reads as definition and texts;
2. ``models/questions.py``: the polymorphic row that keeps the answer key;
3. ``grading.py``: the key as a plain value, and a ``grade`` for it;
4. ``validators.py``: which values a learner may send;
5. ``templates/quizzes/questions/<kind>.html``: how it is shown.

A new mode of taking a quiz (practice, guided) is a field of ``QuizPage``, a policy in
``grading.py`` and a branch in ``actions.submit_attempt``; its name goes to
``enums.py``.
"""
