"""The command starts at once: asking it anything loads no Django, and it answers in half a second."""

import subprocess
import sys
import time

import pytest

SECONDS = 0.5  # the promise, on a machine that is doing nothing else
BUSY = 3  # how much slower a machine may be that runs other tests at the same time
HELP = "from commonweal.cli import main; main([*{words!r}, '--help'], standalone_mode=False)"


def run(program: str) -> str:
    return subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True).stdout


def loads_django(program: str) -> bool:
    return run(f"{program}\nimport sys; print('django' in sys.modules)").endswith("True\n")


def test_a_program_that_loads_django_is_noticed() -> None:
    assert loads_django("import django.db")


@pytest.mark.parametrize("words", [(), ("region", "build"), ("sample", "write"), ("spend", "import")])
def test_asking_for_help_loads_no_django(words: tuple[str, ...]) -> None:
    assert not loads_django(HELP.format(words=words))


@pytest.mark.parametrize("words", [("region", "build"), ("spend", "import")])
def test_what_only_analyses_starts_in_half_a_second(words: tuple[str, ...]) -> None:
    taken = []
    for _ in range(3):
        before = time.perf_counter()
        run(HELP.format(words=words))
        taken.append(time.perf_counter() - before)
    assert min(taken) < SECONDS * BUSY, f"it took {min(taken):.2f} s"
