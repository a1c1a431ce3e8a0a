"""What can go wrong in quizzes, by name."""


class AttemptNotFound(Exception):
    """No such attempt or question in it, or it is somebody else's."""


class AttemptClosed(Exception):
    """The attempt has been submitted; nothing can be saved in it any more."""


class NoAttemptsLeft(Exception):
    """The learner has used all the attempts that the quiz allows."""


class NoQuestions(Exception):
    """The quiz has no published questions."""


class BadResponse(Exception):
    """A response that the question does not allow; `code` and `message` say why."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(code)
        self.code = code
        self.message = message


class QuestionIsImmutable(Exception):
    """A published question version was about to be changed or deleted."""
