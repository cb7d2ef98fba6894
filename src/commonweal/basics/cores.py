"""How many processors there are to work with."""

import os


def cores() -> int:
    """The processors that this process may use, which may be fewer than the machine has; 1 where nobody can tell."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
