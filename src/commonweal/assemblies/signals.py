"""What acts tell the worker, so that they need not know what the worker will do."""

from typing import Final

from django.dispatch import Signal

work_waits: Final = Signal()  # letters to be sent, or a vote that will have to be ended
