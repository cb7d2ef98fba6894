"""Puts Chromium where the browser journeys look for it, if this machine lets us; run by `make test`.

Without a Chromium the journeys skip, and this says so in one line. It never makes the tests fail.
"""

import os
import shutil
import subprocess

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PATIENCE = 240  # seconds that each of Debian's two steps may take
DEBIAN = (
    ["apt-get", "update", "-qq"],
    ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium", "fonts-liberation"],
)


def found() -> str | None:
    """Where Chromium is, or None."""
    return next(filter(None, map(shutil.which, NAMES)), None)


def install() -> str:
    """Install Debian's Chromium. Returns why that could not be done, or nothing."""
    if shutil.which("apt-get") is None:
        return "this machine has no apt-get"
    if os.geteuid() != 0:
        return "only root may install it; try: sudo apt-get install chromium"
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for step in DEBIAN:
        try:
            subprocess.run(step, env=quiet, timeout=PATIENCE, check=True, capture_output=True, stdin=subprocess.DEVNULL)
        except subprocess.TimeoutExpired:
            return f"{' '.join(step[:2])} took longer than {PATIENCE} seconds"
        except subprocess.CalledProcessError as failure:
            last = failure.stderr.decode(errors="replace").strip().splitlines()[-1:]
            return f"{' '.join(step[:2])} failed: {' '.join(last)}"
    return ""


def main() -> None:
    why_not = "" if found() else install()
    if chromium := found():
        print(f"Browser journeys run in {chromium}.")
    else:
        print(f"SKIPPED: the browser journeys, because there is no Chromium here ({why_not}).")


if __name__ == "__main__":
    main()
