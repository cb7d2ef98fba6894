"""How long the first page of an account takes, cold and warm: the view and its template, asked in this process.

    COMMONWEAL_HOME=folder python bench/account_page.py [--page /account/] [--repeats 5]

Input: whatever the host in COMMONWEAL_HOME holds. Cold: no answer of the account is kept, as after an import; warm: all
are. Medians, on the wall and of all processors together. The goal is 500 ms.
"""

import argparse
import os
import time
from statistics import median
from types import ModuleType

import django

GOAL = 0.5  # seconds


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--page", default="/account/")
    options.add_argument("--repeats", type=int, default=5)
    chosen = options.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "commonweal.site.settings")
    django.setup()
    from django.conf import settings

    from commonweal.spend import account

    settings.ALLOWED_HOSTS.append("testserver")
    asked(chosen.page)  # the first loads templates and addresses
    for name in ("cold", "warm"):
        times = []
        for _ in range(chosen.repeats):
            if name == "cold":
                forget(account)
            times.append(asked(chosen.page))
        wall, busy = (median(each) for each in zip(*times, strict=True))
        print(
            f"{name}: {wall:.3f} s, processors {busy:.3f} s" + ("" if wall <= GOAL else f"   over the goal of {GOAL} s")
        )


def forget(module: ModuleType) -> None:
    """Drop every answer that the account keeps; its connection stays."""
    for name, each in vars(module).items():
        if name.startswith("_kept"):
            each.cache_clear()


def asked(page: str) -> tuple[float, float]:
    """Seconds on the wall and of all processors for one page."""
    from django.core.cache import caches
    from django.test import Client

    caches["pages"].clear()  # a page kept ready for the next stranger would tell nothing
    start, busy = time.perf_counter(), time.process_time()
    response = Client().get(page)
    assert response.status_code == 200, response.status_code
    return time.perf_counter() - start, time.process_time() - busy


if __name__ == "__main__":
    main()
