"""The tree of the project, as the rules of the house look at it."""

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

NAMED_FOR_DJANGO = frozenset(
    ("apps", "models", "managers", "admin", "actions", "queries", "permissions", "views", "urls")
)
NAMED_FOR_DJANGO |= {"forms", "fields", "api", "feeds", "tasks", "signals", "checks", "adapters", "backends"}
NAMED_FOR_DJANGO |= {"migrations", "templatetags", "management", "settings", "middleware"}


def knows_django(below: Sequence[str]) -> bool:
    """Whether a module, by its parts below `commonweal`, may know Django: the site's files, and those named for it."""
    return below[0] == "site" or not NAMED_FOR_DJANGO.isdisjoint(below)


@pytest.fixture(scope="session")
def project(pytestconfig: pytest.Config) -> Path:
    """The project's own folder."""
    return pytestconfig.rootpath


@pytest.fixture(scope="session")
def kept(project: Path) -> dict[str, Path]:
    """Every file that git keeps or would keep, by its path in the project. Skips where there is no git to ask."""
    if shutil.which("git") is None or not (project / ".git").exists():
        pytest.skip("which files the project keeps is git's to say, and there is no git or no history here")
    listing = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(listing, cwd=project, check=True, capture_output=True, text=True).stdout.split("\0")
    return {name: project / name for name in names if name and (project / name).is_file()}


@pytest.fixture(scope="session")
def package(project: Path) -> dict[str, Path]:
    """Every Python file of the package, by its path below src/commonweal."""
    root = project / "src" / "commonweal"
    return {path.relative_to(root).as_posix(): path for path in sorted(root.rglob("*.py"))}
