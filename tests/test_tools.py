"""What the tests take from tools/ works where only the developers' packages are installed."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
_IMPORT = re.compile(r"^from (tools\.\w+) import", re.MULTILINE)


def test_the_tests_need_no_package_of_training() -> None:
    taken = sorted({name for path in HERE.rglob("*.py") for name in _IMPORT.findall(path.read_text(encoding="utf-8"))})
    hidden = "import sys; sys.modules.update(numpy=None, scipy=None); import " + ", ".join(taken)
    ended = subprocess.run([sys.executable, "-c", hidden], cwd=HERE.parent, capture_output=True, text=True, check=False)
    assert (len(taken) > 1, ended.returncode, ended.stderr) == (True, 0, "")
