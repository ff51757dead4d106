"""Documentation that is run and compared with the code."""

import ast
import doctest
import importlib
import inspect
import pkgutil
import re
import textwrap
from pathlib import Path

import pytest

import course_lib

MODULES = sorted(
    module.name
    for module in pkgutil.walk_packages(course_lib.__path__, "course_lib.")
    if not module.name.endswith("__main__")
)


# Modules whose examples need a package that the course works without.
NEEDS = {"course_lib.models.exportable": "onnx"}


def plain(thing):
    """The function that a learner wrote, inside of what a decorator or numba made of it."""
    return inspect.unwrap(thing) if callable(thing) and not inspect.isclass(thing) else thing


def definitions(name):
    """(name, function or class) for all that a module defines, methods too."""
    module = importlib.import_module(name)
    for label, thing in vars(module).items():
        thing = plain(thing)
        if getattr(thing, "__module__", None) != name or not (inspect.isclass(thing) or inspect.isfunction(thing)):
            continue
        yield f"{name}.{label}", thing
        for method, function in vars(thing).items() if inspect.isclass(thing) else ():
            function = plain(getattr(function, "__func__", function))
            if inspect.isfunction(function):
                yield f"{name}.{label}.{method}", function


def examples_of(name):
    """Each docstring with examples once, though a function may have two names."""
    finder, found = doctest.DocTestFinder(recurse=False, exclude_empty=True), {}
    module = importlib.import_module(name)
    for label, thing in [(name, module), *definitions(name)]:
        for test in finder.find(thing, label, module=False, globs=dict(vars(module))):
            found.setdefault((test.lineno, test.docstring), test)
    return list(found.values())


@pytest.mark.parametrize("name", MODULES)
def test_examples_run(name):
    if name in NEEDS:
        pytest.importorskip(NEEDS[name])
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS, verbose=False)
    source = Path(importlib.import_module(name).__file__).read_text(encoding="utf-8")
    for test in examples_of(name):
        runner.run(test)
    assert runner.failures == 0
    # None is forgotten because a decorator hides it.
    assert runner.tries == len(re.findall(r"^ *>>> ", source, re.M))


@pytest.mark.parametrize("name", MODULES)
def test_every_module_says_what_it_is(name):
    assert importlib.import_module(name).__doc__


OBJECTS = {
    label: thing
    for name in MODULES
    for label, thing in definitions(name)
    if not any(word.startswith("_") for word in label.removeprefix(f"{name}.").split("."))
}


def section(title, text):
    """The text under a title of numpydoc, or None."""
    found = re.search(rf"^{title}\n-+\n(.*?)(?:^\S[^\n]*\n-{{3,}}\n|\Z)", text, re.S | re.M)
    return found and found[1]


def parameters_of(thing):
    """Of a class those of its __init__, or the fields of a named tuple; a class may have neither."""
    if inspect.isclass(thing) and not issubclass(thing, tuple):
        owner = next(base for base in thing.__mro__ if "__init__" in vars(base))
        return [] if owner is object else parameters_of(vars(owner)["__init__"])
    return [name for name in inspect.signature(thing).parameters if name not in ("self", "cls")]


@pytest.mark.parametrize("name", OBJECTS)
def test_documented_parameters_are_those_of_the_signature(name):
    """Where a docstring has a Parameters section, it names all parameters, in order."""
    # Its own docstring: a method that overrides another may name its parameters more closely.
    parameters = section("Parameters", inspect.cleandoc(OBJECTS[name].__doc__ or ""))
    if parameters is None:
        return
    entries = [line.split(" :")[0] for line in parameters.splitlines() if line and not line.startswith(" ")]
    documented = [word.strip(" *") for entry in entries for word in entry.split(",")]
    assert documented == parameters_of(OBJECTS[name])


def public():
    """{name: (function or class, its docstring or that of the method it overrides)} of all that learners call."""
    found = {}
    for part in course_lib._MODULES:
        module = importlib.import_module(f"course_lib.{part}")
        for label in module.__all__:
            thing = plain(getattr(module, label))
            if inspect.isfunction(thing) or inspect.isclass(thing):
                found[f"{part}.{label}"] = thing, inspect.getdoc(thing) or ""
            for owner in thing.__mro__ if inspect.isclass(thing) else ():
                for method, function in vars(owner).items():
                    function = plain(getattr(function, "__func__", function))
                    ours = inspect.isfunction(function) and function.__module__.startswith("course_lib.")
                    if ours and not method.startswith("_"):
                        found[f"{owner.__module__}.{owner.__name__}.{method}"] = function, text_of(owner, method)
    return found


def text_of(owner, method):
    texts = [getattr(vars(base).get(method), "__doc__", None) for base in owner.__mro__]
    return inspect.cleandoc(next((text for text in texts if text), ""))


def gives_something(function):
    """Whether a function has a `return` with something behind it, or a `yield`."""
    todo = list(ast.parse(textwrap.dedent(inspect.getsource(function))).body[0].body)
    while todo:
        node = todo.pop()
        if isinstance(node, ast.Yield | ast.Return) and ast.unparse(node) not in ("return", "return None"):
            return True
        if not isinstance(node, ast.FunctionDef | ast.Lambda):
            todo += ast.iter_child_nodes(node)
    return False


def is_named_tuple(thing):
    return inspect.isclass(thing) and issubclass(thing, tuple)


PUBLIC = public()


@pytest.mark.parametrize("name", PUBLIC)
def test_what_learners_call_is_documented(name):
    """Parameters, result and, for all but methods, an example."""
    thing, text = PUBLIC[name]
    assert text, "no docstring"
    is_method = name.count(".") > 1
    if parameters_of(thing) and not (is_method and thing.__name__ in HOOKS):
        assert section("Parameters", text) or (is_named_tuple(thing) and section("Attributes", text)), "no Parameters"
    if inspect.isfunction(thing) and gives_something(thing):
        assert section("Returns", text) or section("Yields", text), "no Returns"
    if not is_method:
        assert section("Examples", text), "no Examples"


# Callback's docstring says once what `epoch`, `batch` and `logs` are.
HOOKS = {name for name in vars(course_lib.callbacks.Callback) if name.startswith(("on_", "set_"))}
