"""How many small mistakes in the package its tests notice: a sample, by a seed, of the changes that cosmic-ray knows.

Each is made in a copy of the tree, one at a time, and the nearest tests are run: those of the module, of its folder,
of its room. A mutant that none of them notices has lived; it is printed, to be looked at.
"""

import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import cosmic_ray.plugins
import parso
from cosmic_ray.mutating import mutate_code

ROOT = Path(__file__).parents[1]
PACKAGE = Path("src/chipbrief")
ROOMS = ("extraction", "analysis", "report")
COPIED = ("src", "tests", "data/reference", "seeds", "notebooks", "reports", "pyproject.toml", "CONTRIBUTING.md")
SAME = ("Variable", "BitOr", "BitAnd", "BitXor", "Shift", "RemoveDecorator", "_Is", "Pow", "MatMul")
"""Operators that ask for names, or whose mutants mostly change types (`str | None`), caches or nothing."""
ARGUMENTS = ("-m", "pytest", "-x", "-q", "--no-header", "-p", "no:cacheprovider", "-k", "not makes_it_slow")
LONGEST = 300  # seconds: a mutant that never ends is noticed


class Mutant(NamedTuple):
    """The `number`th change that an operator of cosmic-ray makes in a module; `line` is where."""

    module: Path
    operator: str
    number: int
    line: int


def operators() -> list[str]:
    return [name for name in sorted(cosmic_ray.plugins.operator_names()) if not any(part in name for part in SAME)]


def mutants(module: Path) -> list[Mutant]:
    """All mutants of a module."""
    found = []
    for name in operators():
        operator, number = cosmic_ray.plugins.get_operator(name)(), 0
        for node in _nodes(parso.parse((ROOT / module).read_text(encoding="utf-8"))):
            for place, _ in operator.mutation_positions(node):
                found.append(Mutant(module, name, number, place[0]))
                number += 1
    return found


def _nodes(node: parso.tree.NodeOrLeaf) -> Iterator[parso.tree.NodeOrLeaf]:
    yield node
    for child in getattr(node, "children", ()):
        yield from _nodes(child)


def sample(count: int, seed: int) -> Iterator[Mutant]:
    """So many mutants, from modules in proportion to their length; the same ones each time."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    modules = sorted(path.relative_to(ROOT) for room in ROOMS for path in (ROOT / PACKAGE / room).rglob("*.py"))
    lines = [len((ROOT / module).read_text(encoding="utf-8").splitlines()) for module in modules]
    for module in chance.choices(modules, lines, k=count):
        if found := mutants(module):
            yield chance.choice(found)


def nearest(module: Path) -> list[Path]:
    """The tests of a module, of its folder and of its room, as far as there are any."""
    inside = module.relative_to(PACKAGE)
    wanted = [Path("tests", inside.parent, f"test_{inside.name}"), *(Path("tests", up) for up in inside.parents[:-1])]
    return [path for path in dict.fromkeys(wanted) if (ROOT / path).exists()]


def notices(tree: Path, tests: Path) -> bool:
    """Whether tests fail in a copy of the tree, or do not end."""
    environment = os.environ | {"PYTHONPATH": str(tree / "src"), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, *ARGUMENTS, str(tests)]
    try:
        done = subprocess.run(command, cwd=tree, env=environment, timeout=LONGEST, capture_output=True, check=False)
    except subprocess.TimeoutExpired:
        return True
    return done.returncode not in (0, 5)  # 5: there was no test


def killed(tree: Path, mutant: Mutant) -> bool:
    path = tree / mutant.module
    before = path.read_text(encoding="utf-8")
    changed = mutate_code(before, cosmic_ray.plugins.get_operator(mutant.operator)(), mutant.number)
    path.write_text(changed, encoding="utf-8")
    try:
        return any(notices(tree, tests) for tests in nearest(mutant.module))
    finally:
        path.write_text(before, encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    dead = count = 0
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder)
        for name in COPIED:
            copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copyfile
            (tree / name).parent.mkdir(parents=True, exist_ok=True)
            copy(ROOT / name, tree / name)
        for mutant in sample(given.count, given.seed):
            noticed = killed(tree, mutant)
            dead, count = dead + noticed, count + 1
            told = f"{mutant.module}:{mutant.line}: {mutant.operator.removeprefix('core/')}"
            sys.stdout.write(f"{'killed' if noticed else 'LIVED '} {told} ({dead} of {count})\n")
            sys.stdout.flush()
    sys.stdout.write(f"{dead / max(count, 1):.2f} of {count} mutants were killed\n")


if __name__ == "__main__":
    main()
