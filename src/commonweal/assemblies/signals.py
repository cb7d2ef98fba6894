"""What acts tell the worker, so that they need not know what the worker will do."""

from typing import Final

from django.dispatch import Signal

box_closed: Final = Signal()  # a vote by ballot, and what was decided: rooms above count what its ballots stand for
work_waits: Final = Signal()  # letters to be sent, or a vote that will have to be ended
