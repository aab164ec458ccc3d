"""Keywords find the words of camel-tools' full database where the user has installed it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from bot.arabic.database import _database_text
from bot.arabic.lexicon import load_entries

RULE = """rules:
  - id: reservoirs
    title: صهاريج
    when: {words: زقزوق}
    conflict: any
    fires: [نقلت الزقازيق إلى المدينة]
    quiet: [لا شيء]
"""


def installed(folder: Path) -> Path:
    """A folder as `camel_data -i` leaves it: our lexicon in camel-tools' format, and a word that ours has not."""
    (folder / "data" / "morphology").mkdir(parents=True)
    stems = "".join(f"{stem}\tnoun_fixed\tpos:noun diac:{stem} lex:zz gloss:zz\n" for stem in ("زقزوق", "زقازيق"))
    text = _database_text(load_entries()).replace("###STEMS###\n", "###STEMS###\n" + stems)
    (folder / "data" / "morphology" / "morphology.db").write_text(text, encoding="utf-8")
    datasets = {"calima-msa-r13": {"path": "morphology"}}
    components = {"MorphologyDB": {"default": "calima-msa-r13", "datasets": datasets}}
    catalogue = {"version": "1.6.0", "packages": {}, "components": components}
    (folder / "catalogue.json").write_text(json.dumps(catalogue), encoding="utf-8")
    return folder


def checked(rules: Path, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "bot", "check", str(rules)],
        env={**os.environ, **more},
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_a_word_of_the_full_database_is_found_in_all_its_forms(tmp_path: Path) -> None:
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "a.yaml").write_text(RULE, encoding="utf-8")
    without, there = checked(tmp_path / "rules"), installed(tmp_path / "camel")
    assert "there is no «زقزوق»" in without.stdout
    found = checked(tmp_path / "rules", CAMELTOOLS_DATA=str(there))
    assert (found.returncode, found.stdout) == (0, "1 rule, 0 sources, 2 examples: all well\n")
