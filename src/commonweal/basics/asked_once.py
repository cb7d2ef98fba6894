"""Questions that one page asks again and again, and whose answer cannot change while it is made: asked once."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, ParamSpec, TypeVar

Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")

_answers: ContextVar[dict[Any, Any] | None] = ContextVar("answers_of_a_page", default=None)


@contextmanager
def one_page() -> Iterator[None]:
    """Within it each question marked `once_a_page` is asked once. Only for what reads: a write would change answers."""
    token = _answers.set({})
    try:
        yield
    finally:
        _answers.reset(token)


def once_a_page(question: Callable[Asked, Answer]) -> Callable[Asked, Answer]:
    """A question that a page asks once for each set of arguments; outside `one_page` it is asked anew each time."""

    @wraps(question)
    def asked(*args: Asked.args, **kwargs: Asked.kwargs) -> Answer:
        answers = _answers.get()
        if answers is None:
            return question(*args, **kwargs)
        key = (question, args, tuple(sorted(kwargs.items())))
        if key not in answers:
            answers[key] = question(*args, **kwargs)
        found: Answer = answers[key]
        return found

    return asked
