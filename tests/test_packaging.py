"""pyproject.toml, requirements.lock and environment.yml agree, and every import is declared."""

import ast
import re
import sys
import tomllib
from importlib import metadata
from itertools import chain
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
ENVIRONMENT = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
EXTRAS = PROJECT["project"]["optional-dependencies"]
RUNTIME = [Requirement(line) for line in chain(PROJECT["project"]["dependencies"], *EXTRAS.values())]
DEVELOPMENT = [Requirement(line) for line in PROJECT["dependency-groups"]["dev"]]
BUILD = [Requirement(line) for line in PROJECT["build-system"]["requires"]]


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def locked() -> dict[str, Requirement]:
    """The lock's entries by name, without their hashes."""
    entries = [Requirement(line.rstrip(" \\")) for line in LOCK.splitlines() if not line.startswith(" ")]
    return {normal(entry.name): entry for entry in entries}


@pytest.mark.parametrize("wanted", [*RUNTIME, *DEVELOPMENT, *BUILD], ids=lambda wanted: wanted.name)
def test_what_is_declared_is_locked_within_its_bound(wanted: Requirement) -> None:
    (pin,) = locked()[normal(wanted.name)].specifier
    assert pin.operator == "=="
    assert wanted.specifier.contains(pin.version)


def test_the_lock_has_names_versions_and_hashes_only() -> None:
    for line in LOCK.splitlines():
        assert re.fullmatch(r"    --hash=sha256:[0-9a-f]{64}( \\)?|[a-z0-9-]+==[^ ]+( ; [^\\]+)? \\", line), line
    assert len(re.findall(r"^\S.*\\\n {4}--hash", LOCK, re.MULTILINE)) == len(locked())


def test_every_dependency_says_what_it_is_for() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    for wanted in (*RUNTIME, *DEVELOPMENT):
        assert re.search(rf'^  "{re.escape(wanted.name)}\b[^"]*", +# \w', text, re.MULTILINE), wanted.name


def test_python_versions_agree() -> None:
    (conda,) = (entry for entry in ENVIRONMENT["dependencies"] if str(entry).startswith("python"))
    oldest = PROJECT["project"]["requires-python"].removeprefix(">=")
    assert conda == f"python={oldest}"
    assert PROJECT["tool"]["ruff"]["target-version"] == "py" + oldest.replace(".", "")
    assert f"--python-version {oldest}" in (ROOT / "Makefile").read_text(encoding="utf-8")


def test_conda_takes_libraries_from_the_lock_alone() -> None:
    *conda, pip = ENVIRONMENT["dependencies"]
    assert {re.split("[<>=]", entry)[0] for entry in conda} == {"python", "pip", "make"}
    assert pip["pip"] == ["--no-require-hashes", "-r requirements.lock", "-e ."]
    assert ENVIRONMENT["name"] == PROJECT["project"]["name"]


def test_every_import_of_the_package_is_declared() -> None:
    declared = {normal(wanted.name) for wanted in RUNTIME}
    providers = metadata.packages_distributions()
    for path in sorted((ROOT / "src").rglob("*.py")):
        for name in sorted(imports(path) - set(sys.stdlib_module_names) - {"chipbrief"}):
            assert {normal(p) for p in providers.get(name, [name])} & declared, f"{path}: {name}"


@pytest.mark.parametrize("folder", ["tests", "benchmarks"])
def test_every_import_of_the_developers_is_declared(folder: str) -> None:
    declared = {normal(wanted.name) for wanted in (*RUNTIME, *DEVELOPMENT)}
    providers = metadata.packages_distributions()
    own = {path.stem for each in ("tests", folder) for path in (ROOT / each).glob("*.py")}
    for path in sorted((ROOT / folder).rglob("*.py")):
        for name in sorted(imports(path) - set(sys.stdlib_module_names) - {"chipbrief"} - own):
            assert {normal(p) for p in providers.get(name, [name])} & declared, f"{path}: {name}"


BY_NAME = {
    "jupyterlab": ("Makefile", "-m jupyterlab"),
    "backports.zstd": ("src/chipbrief/corpus/documents.py", "backports.zstd"),
    "ruff": ("Makefile", "-m ruff"),
    "mypy": ("Makefile", "-m mypy"),
    "pandas-stubs": ("pyproject.toml", "strict = true"),
    "hatchling": ("pyproject.toml", 'build-backend = "hatchling.build"'),
    "editables": ("pyproject.toml", 'requires = ["hatchling", "editables"]'),
}


def test_every_dependency_is_used() -> None:
    providers = metadata.packages_distributions()
    for folders, declared in ((["src"], RUNTIME), (["tests", "benchmarks"], DEVELOPMENT)):
        names = set().union(*(imports(path) for folder in folders for path in (ROOT / folder).rglob("*.py")))
        used = {normal(provider) for name in names for provider in providers.get(name, [name])}
        for wanted in declared:
            file, words = BY_NAME.get(wanted.name, ("", ""))
            told = bool(file) and words in (ROOT / file).read_text(encoding="utf-8")
            assert normal(wanted.name) in used or told, f"{wanted.name}: nothing in {folders} uses it"


@pytest.mark.parametrize("group", ["console_scripts", "nbconvert.exporters"])
def test_entry_points_lead_somewhere(group: str) -> None:
    ours = [point for point in metadata.entry_points(group=group) if point.name.startswith("chipbrief")]
    assert ours
    for point in ours:
        assert callable(point.load())


def imports(path: Path) -> set[str]:
    """First names of the modules that a file imports, anywhere in it."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and not node.level:
            found.add(str(node.module).partition(".")[0])
    return found
