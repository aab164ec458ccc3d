"""The set-up: what is installed, what may be named in the files, and whether the documents keep their promises."""

import ast
import os
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from bot.cli import app
from bot.facts import load
from bot.rulebook import check, compile  # noqa: A004  — a rulebook is compiled
from bot.rulebook import load as load_rules

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
FILES = ("requirements.txt", "requirements-dev.txt")


def pinned(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    return {
        canonicalize_name(found[1]): found[2] for found in re.finditer(r"^([\w.-]+)==([^\s;\\]+)", text, re.MULTILINE)
    }


@pytest.mark.parametrize(
    ("wanted", "name"),
    [
        *((line, "requirements.txt") for line in PROJECT["project"]["dependencies"]),
        *((line, "requirements-dev.txt") for name in ("dev", "bench") for line in PROJECT["dependency-groups"][name]),
    ],
)
def test_every_dependency_is_pinned_as_the_project_wants_it(wanted, name):
    requirement = Requirement(wanted)
    version = pinned(name)[canonicalize_name(requirement.name)]
    assert requirement.specifier.contains(Version(version))


@pytest.mark.parametrize("name", FILES)
def test_every_pin_has_its_hashes_and_no_address_is_named(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    entries = re.split(r"\n(?=\S)", text.strip())
    assert all("--hash=sha256:" in entry for entry in entries if not entry.startswith("#"))
    assert "://" not in text
    assert "--index" not in text


def test_nothing_of_three_gigabytes_is_pinned():
    assert not {"torch", "transformers"} & pinned("requirements.txt").keys()


def test_both_files_agree():
    run, dev = map(pinned, FILES)
    assert {name: (run[name], dev[name]) for name in run.keys() & dev.keys() if run[name] != dev[name]} == {}


def test_the_makefile_has_what_is_promised():
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert {"run", "test", "check", "bench", "install"} <= targets
    assert os.access(ROOT / ".ci" / "run", os.X_OK)


def test_every_kind_of_data_file_is_packaged():
    patterns = PROJECT["tool"]["setuptools"]["package-data"]["*"]
    data = {path.suffix for path in (ROOT / "bot").rglob("*") if path.is_file() and path.suffix not in (".py", ".pyc")}
    assert {f"*{suffix}" for suffix in data} <= set(patterns)


def test_the_licence_is_apache_alone():
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert text.lstrip().startswith("Apache License")
    assert "END OF TERMS AND CONDITIONS" in text
    assert "typeshed" not in text
    assert PROJECT["project"]["license"] == "Apache-2.0"


def test_every_decision_is_in_the_index():
    folder = ROOT / "docs" / "decisions"
    listed = set(re.findall(r"\]\(([^)]+\.md)\)", (folder / "index.md").read_text(encoding="utf-8")))
    assert listed == {path.name for path in folder.glob("*.md")} - {"index.md"}


@pytest.mark.parametrize(
    "page", [path.relative_to(ROOT) for path in [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]], ids=str
)
def test_links_between_pages_lead_somewhere(page):
    links = re.findall(r"\]\((?!https?:)([^)#]+)", (ROOT / page).read_text(encoding="utf-8"))
    assert [link for link in links if not (ROOT / page.parent / link).exists()] == []


def test_the_readme_names_commands_that_exist():
    named = set(re.findall(r"^nadhir (\w+)", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE))
    assert named
    assert named <= {command.callback.__name__ for command in app.registered_commands}


def test_the_rule_of_the_readme_works(tmp_path):
    rule = re.search(r"```yaml\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)[1]
    (tmp_path / "mine.yaml").write_text(rule, encoding="utf-8")
    reader = load()
    book = load_rules(tmp_path, reader.gazetteer)
    assert [str(fault) for fault in check(book, compile(book.rules, reader), reader).faults] == []


def imported(*folders):
    """The packages of others that the code names, by their distribution."""
    found = set()
    for path in (path for folder in folders for path in (ROOT / folder).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                found |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                found.add(node.module.partition(".")[0])
    others = found - set(sys.stdlib_module_names)
    owners = packages_distributions()
    return {canonicalize_name(owner) for name in others for owner in owners.get(name, [name])[:1]}


def wanted(*lists):
    return {canonicalize_name(Requirement(line).name) for one in lists for line in one}


def test_all_that_the_service_imports_is_a_dependency_of_it():
    project = PROJECT["project"]
    allowed = wanted(project["dependencies"], *project["optional-dependencies"].values()) | {"nadhir", "bot"}
    assert imported("bot") - allowed == set()


def test_all_that_tests_and_tools_import_is_a_dependency_of_developers():
    groups = PROJECT["dependency-groups"].values()
    beside = {canonicalize_name(path.stem) for path in (ROOT / "bench").glob("*.py")}
    allowed = wanted(PROJECT["project"]["dependencies"], *groups) | {"nadhir", "bot", "tests", "tools"} | beside
    # spaCy is measured where somebody has installed it.
    assert imported("tests", "tools", "bench") - allowed - {"spacy", "stream"} == set()
