"""The first verbs on a new home: each of them migrates it, and they wait for one another."""

import os
import subprocess
import sys
from pathlib import Path

FILES = 2


def test_two_imports_at_once_into_a_new_home_both_succeed(tmp_path: Path) -> None:
    started = []
    for number in range(FILES):
        path = tmp_path / f"sandport-2023-0{number + 1}.csv"
        path.write_text(f"Supplier,Amount,Date\nExample Roofing Ltd,10{number}.00,01/0{number + 1}/2023\n")
        command = [sys.executable, "-c", "from commonweal.cli import main; main()", "spend", "import", str(path)]
        environment = {**os.environ, "COMMONWEAL_HOME": str(tmp_path / "var")}
        started.append(subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True))
    said = [one.communicate(timeout=300)[1] for one in started]
    assert [one.returncode for one in started] == [0] * FILES, said
