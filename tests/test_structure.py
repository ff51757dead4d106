"""How the package is put together: data flows one way, and importing it costs little."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "course_lib"

# From the ground up: a part may import from its own floor's earlier parts and from lower floors, never from above.
FLOORS = [
    "validation notebook numerics",
    "shapes arguments arrays exact",
    "config",
    "datasets",
    "kernels",
    "random",
    "initializers activations regularizers",
    "utils",
    "layers",
    "losses",
    "metrics",
    "optimizers",
    "landscapes",
    "callbacks",
    "models",
    "inspect progress",
    "plots",
    "widgets",
    "exercises",
    "doctor",
    "prompt_connection own_copies record",
    "lab",
]
FLOOR_OF = {part: floor for floor, parts in enumerate(FLOORS) for part in parts.split()}


def part_of(path):
    return path.relative_to(PACKAGE).with_suffix("").parts[0]


MEANT = {"Input": "layers", "Sequential": "models"}  # where the package's own names come from


def imports(path):
    """The modules of the package that a file imports, as dotted names without ``course_lib.``."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "course_lib":
            if node.module == "course_lib":
                names = [alias.name for alias in node.names if alias.name != "__version__"]
                yield from (MEANT.get(name, name) for name in names)
            else:
                yield node.module.removeprefix("course_lib.")
        elif isinstance(node, ast.Import):
            yield from (a.name.removeprefix("course_lib.") for a in node.names if a.name.startswith("course_lib."))


SOURCES = [path for path in sorted(PACKAGE.rglob("*.py")) if path != PACKAGE / "__init__.py"]


def test_every_part_has_a_floor():
    assert {part_of(path) for path in SOURCES} == set(FLOOR_OF)


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_nothing_imports_upward(path):
    own = part_of(path)
    for name in imports(path):
        other = name.split(".")[0]
        assert other == own or FLOOR_OF[other] < FLOOR_OF[own], f"{own} imports {name}"


KERNELS = [
    path
    for path in sorted((PACKAGE / "kernels").rglob("*.py"))
    if path.stem not in ("__init__", "warm_up") and path.parent.name != "reference"
]


@pytest.mark.parametrize("path", KERNELS, ids=lambda path: path.stem)
def test_kernels_import_numba_numpy_and_each_other_only(path):
    if path.stem in ("cache", "callers", "compiled", "memory", "replacing"):
        return  # holds no kernel
    outside = {
        (node.module or "").split(".")[0] if isinstance(node, ast.ImportFrom) else node.names[0].name
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Import | ast.ImportFrom)
    }
    assert outside <= {"functools", "numpy", "numba", "llvmlite", "math", "course_lib"}
    assert all(name.split(".")[0] == "kernels" for name in imports(path))


FLAGS = ("njit(cache=True)", "njit(cache=True, parallel=True)", "njit(cache=True, error_model='numpy')")


@pytest.mark.parametrize("path", KERNELS, ids=lambda path: path.stem)
def test_every_njit_names_literal_flags_and_none_is_fast_math(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            for decorator in node.decorator_list:
                if "njit" in ast.unparse(decorator):
                    assert ast.unparse(decorator) in FLAGS, node.name


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_files_are_short(path):
    lines = path.read_text(encoding="utf-8").count("\n")
    assert lines <= 260, f"{lines} lines: split it, one idea a file"


def run(code):
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip()


def test_importing_the_package_loads_neither_numba_nor_matplotlib_nor_widgets():
    heavy = "{'numpy', 'numba', 'matplotlib', 'ipywidgets', 'IPython', 'tqdm'}"
    assert run(f"import course_lib, sys; print({heavy} & set(sys.modules))") == "set()"


def test_importing_all_that_training_needs_compiles_nothing_and_loads_no_plotting():
    code = (
        "from course_lib import Sequential, Input, layers, losses, optimizers, callbacks, datasets, utils, kernels, sys"
    ).replace(", sys", "")
    code += "\nimport sys; heavy = {'matplotlib', 'ipywidgets', 'IPython'} & set(sys.modules)"
    code += "\nprint(heavy, [name for name in kernels.__all__ if getattr(getattr(kernels, name), 'signatures', ())])"
    assert run(code) == "set() []"


def test_every_name_of_the_package_can_be_imported():
    assert run("import course_lib; [getattr(course_lib, name) for name in dir(course_lib)]; print('all')") == "all"


def test_an_unknown_name_is_an_attribute_error():
    import course_lib

    with pytest.raises(AttributeError, match="has no attribute 'nothing'"):
        _ = course_lib.nothing


@pytest.mark.parametrize("word", ["pickle", "eval(", "exec(", "allow_pickle=True"])
def test_nothing_unpickles_or_evaluates(word):
    found = [path.name for path in SOURCES if word in path.read_text(encoding="utf-8")]
    assert found == []
