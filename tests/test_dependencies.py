"""What the package says it needs, against what its code imports."""

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions

from tests.conftest import ROOT


def normal(name: str) -> str:
    """A package's name as all spell it alike."""
    return re.sub(r"[-_.]+", "-", name).lower()


PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
EXTRAS = PROJECT["optional-dependencies"]
DECLARED = {
    normal(re.split(r"[<>=]", line, maxsplit=1)[0])
    for line in (*PROJECT["dependencies"], *EXTRAS["dask"], *EXTRAS["documents"])
}


def imported() -> set[str]:
    """The first names of the outside modules that the product imports, at the top of a file or in a function."""
    names: set[str] = set()
    for path in (path for package in ("index", "qa") for path in (ROOT / package).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_bytes())):
            if isinstance(node, ast.Import):
                names |= {one.name.partition(".")[0] for one in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                names.add(node.module.partition(".")[0])
    return names - sys.stdlib_module_names - {"index", "qa"}


def test_every_library_that_is_imported_is_declared():
    """One that comes with another may go with it."""
    packages = packages_distributions()
    missing = [
        name for name in imported() if not DECLARED & {normal(package) for package in packages.get(name, [name])}
    ]
    assert missing == []


def test_every_library_that_is_declared_is_argued():
    table = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").partition("## Why each dependency")[2]
    argued = {name for row in re.findall(r"^\| ([^|]+) \|", table, re.MULTILINE) for name in row.split(", ")}
    assert argued >= DECLARED
