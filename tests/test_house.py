"""The house rules: what is public is exported, typed and documented; imports point one way; modules stay small."""

import ast
import functools
import importlib
import inspect
import pickle
import re
import subprocess
import sys
import tomllib
import typing
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import cast

import pytest

import scrape_clean

PACKAGE = Path(scrape_clean.__file__).parent
FLOORS = (
    {"model", "errors", "filenames", "secret", "storage", "arguments"},
    {"canonical", "parse", "choices", "label", "outline", "leads", "dedupe", "records"},
    {"page", "frames", "external"},
    {"pipeline", "ledger", "template", "compare"},
    {"views", "exports", "plugins"},
    {"sources", "archive"},
    {"history", "sinks", "publish"},
    {"corpus", "settings"},
    {"run", "nightly", "schema", "tables", "doctor"},
    {"cli"},
    {"__init__", "__main__"},
)
"""From the ground up: a module imports from its own floor or a lower one, never from a higher one."""
INNER = {
    "dedupe": ("normalization", "spelling", "clustering"),
    "compare": ("changes", "text", "pairing", "volatile"),
}
"""Within a package, from the ground up; what is not named stands above."""
ROOT = frozenset(
    ".ci .gitignore CHANGELOG.md LICENSE Makefile README.md benchmarks constraints.txt docs output pyproject.toml raw "
    "src tests".split()
)
"""What stands at the top of the project."""
LARGEST_FILE = 1 << 20
"""Bytes; the vocabularies and networks that are shipped are smaller."""
MOST_CODE_LINES = 300
MOST_FUNCTION_LINES = 40
MOST_PARAMETERS = 7


@functools.cache
def modules() -> dict[str, Path]:
    """Every module of the package by its dotted name."""
    names = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
        names[".".join(parts[:-1] if parts[-1] == "__init__" and len(parts) > 2 else parts)] = path
    return names


def floor(name: str) -> int:
    """On which floor a module lives."""
    top = name.split(".")[1]
    return next(number for number, names in enumerate(FLOORS) if top in names)


@functools.cache
def parsed(path: Path) -> ast.Module:
    """A module as a tree."""
    return ast.parse(path.read_text(encoding="utf-8"))


@functools.cache
def imported(path: Path) -> set[str]:
    """The modules of this package that a module imports when it is loaded."""
    names = modules()
    found = set()
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("scrape_clean"):
            for alias in node.names:
                whole = f"{node.module}.{alias.name}"
                found.add(whole if whole in names else str(node.module))
    return {("scrape_clean.__init__" if name == "scrape_clean" else name) for name in found}


@pytest.mark.parametrize("name", scrape_clean.__all__)
def test_public_names_are_typed_and_documented(name: str) -> None:
    """Every exported name exists, has a docstring of its own and full type hints."""
    thing = getattr(scrape_clean, name)
    if name == "__version__":
        assert isinstance(thing, str)
        return
    assert (inspect.getdoc(thing) or "").strip(), f"{name} has no docstring"
    if inspect.isfunction(thing):
        hints = typing.get_type_hints(thing)
        assert set(hints) == {*inspect.signature(thing).parameters, "return"}


def test_every_module_says_what_it_exports() -> None:
    """Every module lists its public names, and each of them is there."""
    for name, path in modules().items():
        if path.name == "__main__.py":
            continue
        module = importlib.import_module(name.removesuffix(".__init__"))
        assert module.__doc__, f"{name} has no docstring"
        assert isinstance(module.__all__, list), f"{name} has no __all__"
        for public in module.__all__:
            assert hasattr(module, public), f"{name} exports {public}, which is not there"


def test_imports_point_one_way() -> None:
    """No module imports from a floor above its own."""
    for name, path in modules().items():
        for other in imported(path):
            if other == "scrape_clean.__init__":
                assert floor(name) >= floor("scrape_clean.cli"), f"{name} imports the package's root"
            else:
                assert floor(other) <= floor(name), f"{name} imports {other}, which lives above it"


@pytest.mark.parametrize("package", INNER)
def test_imports_within_a_package_point_one_way(package: str) -> None:
    """No module of a folder imports from a folder above its own."""
    floors = INNER[package]

    def inner(name: str) -> int:
        part = name.split(".")[2]
        return floors.index(part) if part in floors else len(floors)

    names = {name: path for name, path in modules().items() if name.startswith(f"scrape_clean.{package}.")}
    assert set(floors) <= {name.split(".")[2] for name in names}
    for name, path in names.items():
        for other in imported(path) & set(names):
            assert inner(other) <= inner(name), f"{name} imports {other}, which lives above it"


def test_no_import_cycles() -> None:
    """The modules can be put in a row in which each imports only from those before it."""
    rest = {name: imported(path) - {name} for name, path in modules().items()}
    while rest:
        free = {name for name, needs in rest.items() if not needs & set(rest)}
        assert free, f"import cycle among {sorted(rest)}"
        rest = {name: needs for name, needs in rest.items() if name not in free}


def test_modules_and_functions_stay_small() -> None:
    """A module holds one concept, a function one thought, a call few arguments."""
    for name, path in modules().items():
        code = code_lines(path)
        assert len(code) <= MOST_CODE_LINES, f"{name} is too long"
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.FunctionDef):
                lines = len(code.intersection(range(node.lineno, (node.end_lineno or node.lineno) + 1)))
                count = len(node.args.args) + len(node.args.kwonlyargs)
                assert lines <= MOST_FUNCTION_LINES, f"{name}.{node.name} has {lines} lines of code"
                assert count <= MOST_PARAMETERS, f"{name}.{node.name} has {count} parameters"


def code_lines(path: Path) -> set[int]:
    """The numbers of a module's lines that hold code: no blank lines, comments or docstrings."""
    lines = enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
    prose = {
        number
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
        for number in range(node.lineno, (node.end_lineno or node.lineno) + 1)
    }
    return {number for number, line in lines if line.strip() and not line.strip().startswith("#")} - prose


def test_public_names_are_one_list() -> None:
    """What is exported, what type checkers see and what is loaded on first use: the same names of the same modules."""
    tree = parsed(Path(scrape_clean.__file__))
    checked = {
        alias.name: node.module
        for branch in tree.body
        if isinstance(branch, ast.If) and isinstance(branch.test, ast.Name) and branch.test.id == "TYPE_CHECKING"
        for node in branch.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    assert vars(scrape_clean)["_HOMES"] == checked
    assert sorted([*checked, "__version__"]) == scrape_clean.__all__


def answer(program: str) -> object:
    """What a Python of its own prints for a program, as a value."""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return ast.literal_eval(done.stdout)


def test_what_is_imported_is_declared() -> None:
    """A package that another one happens to bring may go with its next version."""
    project = tomllib.loads((PACKAGE.parents[1] / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["notify"]]
    wanted += project["optional-dependencies"]["render"]
    declared = {canonical(re.match(r"[\w.-]+", one)[0]) for one in wanted}  # type: ignore[index]
    providers = packages_distributions()
    for name, path in modules().items():
        for node in ast.walk(parsed(path)):
            found = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            found += [str(node.module)] if isinstance(node, ast.ImportFrom) else []
            for top in {one.partition(".")[0] for one in found} - sys.stdlib_module_names - {"scrape_clean"}:
                assert declared & {canonical(one) for one in providers.get(top, ())}, f"{name} imports {top}"


def canonical(name: str) -> str:
    """A distribution's name in the one spelling that indexes compare by (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def test_placeholders_have_names_or_no_number() -> None:
    """The first releases of Python 3.12 warn of ``?1`` with a sequence, as if it were a name."""
    for name, path in modules().items():
        if name.startswith("scrape_clean.history"):
            assert not re.search(r"\?\d", path.read_text(encoding="utf-8")), name


def test_importing_the_package_loads_nothing() -> None:
    """Names are listed before they are loaded, and are there when they are asked for; others are an error."""
    program = (
        "import sys, scrape_clean; ours = lambda: [name for name in sys.modules if name.startswith('scrape_clean')];"
        "before, listed = ours(), dir(scrape_clean); scrape_clean.InputError; print((before, listed, ours()))"
    )
    before, listed, after = cast("tuple[list[str], list[str], list[str]]", answer(program))
    assert before == ["scrape_clean"]
    assert set(scrape_clean.__all__) < set(listed)
    assert after == ["scrape_clean", "scrape_clean.errors"]
    with pytest.raises(AttributeError, match="module 'scrape_clean' has no attribute 'cleen'"):
        getattr(scrape_clean, "cleen")  # noqa: B009  no type checker lets it through


def test_modules_are_reached_through_the_package() -> None:
    """As ``scrape_clean.errors.InputError``, though nobody has imported the module."""
    program = (
        "import scrape_clean; names = [name for name in dir(scrape_clean) if name not in scrape_clean.__all__"
        " and not name.startswith('__')];"
        "print([getattr(scrape_clean, name).__name__ for name in names])"
    )
    names = "canonical choices dedupe errors label ledger model outline page parse pipeline plugins records template"
    assert answer(program) == [f"scrape_clean.{name}" for name in names.split()]


@pytest.mark.parametrize(
    "first", ["import scrape_clean.compare.text.words", "from scrape_clean.compare import Edit", "import scrape_clean"]
)
def test_compare_is_the_function_whatever_was_imported_first(first: str) -> None:
    """The package of that name does not take its place."""
    program = (
        f"{first}; import scrape_clean as s; from scrape_clean import compare; print((str(s.compare), str(compare)))"
    )
    assert all(text.startswith("<function compare") for text in cast("tuple[str, str]", answer(program)))


@pytest.mark.parametrize("name", [name for name in scrape_clean.__all__ if callable(getattr(scrape_clean, name))])
def test_public_names_reach_another_process(name: str) -> None:
    """Types and functions are pickled by the module that they live in, which is found without the root."""
    thing = getattr(scrape_clean, name)
    if inspect.isclass(thing) or inspect.isfunction(thing):
        assert pickle.loads(pickle.dumps(thing)) is thing  # noqa: S301  ours


def test_importing_is_light_and_needs_no_extra() -> None:
    """A fresh interpreter imports everything public, and pandas, pyarrow and the command line only when used."""
    program = (
        "import sys; from scrape_clean import *;"
        "heavy = {'pandas', 'pyarrow', 'rich', 'click'} & set(sys.modules);"
        "sys.exit(repr(heavy) if heavy else 0)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_nothing_stands_beside_the_project() -> None:
    """No package, download or output of a trial has been taken in with a commit."""
    root = PACKAGE.parent.parent
    if not (root / ".git").exists():
        pytest.skip("no clone")
    listed = subprocess.run(
        ["git", "-c", "safe.directory=*", "ls-files", "-z"], cwd=root, check=True, capture_output=True, text=True
    ).stdout
    files = [Path(name) for name in listed.split("\0") if name and (root / name).is_file()]
    assert {file.parts[0] for file in files} <= ROOT
    assert [str(file) for file in files if (root / file).stat().st_size > LARGEST_FILE] == []
