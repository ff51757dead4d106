"""Documentation that is run and compared with the code."""

import doctest
import importlib
import inspect
import pkgutil
import re

import pytest

import course_lib

MODULES = sorted(
    module.name
    for module in pkgutil.walk_packages(course_lib.__path__, "course_lib.")
    if not module.name.endswith("__main__")
)


@pytest.mark.parametrize("name", MODULES)
def test_examples_run(name):
    result = doctest.testmod(importlib.import_module(name), optionflags=doctest.ELLIPSIS)
    assert result.failed == 0


@pytest.mark.parametrize("name", MODULES)
def test_every_module_says_what_it_is(name):
    assert importlib.import_module(name).__doc__


def public_objects():
    """Classes and functions that a module defines under a name without an underscore, and classes' methods."""
    for name in MODULES:
        module = importlib.import_module(name)
        for label, thing in vars(module).items():
            if label.startswith("_") or getattr(thing, "__module__", None) != name:
                continue
            if inspect.isclass(thing) or inspect.isfunction(thing):
                yield f"{name}.{label}", thing
            if inspect.isclass(thing):
                for method, function in vars(thing).items():
                    if inspect.isfunction(function) and (not method.startswith("_")):
                        yield f"{name}.{label}.{method}", function


OBJECTS = dict(public_objects())


@pytest.mark.parametrize("name", OBJECTS)
def test_documented_parameters_are_those_of_the_signature(name):
    """Where a docstring has a Parameters section, it names all parameters, in order."""
    thing = OBJECTS[name]
    # Its own docstring: a method that overrides another may name its parameters more closely.
    own_text = inspect.cleandoc(thing.__doc__ or "")
    section = re.search(r"Parameters\n-+\n(.*?)(?:\n\n?[A-Z][\w ]*\n-+\n|\Z)", own_text, re.S)
    if section is None:
        return
    lines = re.findall(r"^(\S[^:\n]*) :|^(\*\*?\w+)", section[1], re.M)
    documented = [word.strip(" *") for line in lines for word in "".join(line).split(",")]
    try:
        signature = inspect.signature(thing)
    except ValueError:
        return
    own = [p for p in signature.parameters if p != "self"]
    assert documented == own


LAYER_LIKE = ("course_lib.layers", "course_lib.losses", "course_lib.optimizers", "course_lib.models.sequential")


@pytest.mark.parametrize("name", [name for name in OBJECTS if name.startswith(LAYER_LIKE)])
def test_what_learners_call_is_documented(name):
    thing = OBJECTS[name]
    if inspect.isclass(thing):
        assert "Parameters\n" in inspect.getdoc(thing)
        return
    inherited = inspect.getdoc(thing) or any(
        inspect.getdoc(getattr(base, thing.__name__, None)) for base in _owner(name).__mro__
    )
    assert inherited


def _owner(name):
    return OBJECTS.get(name.rsplit(".", 1)[0], object)
