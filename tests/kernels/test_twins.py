"""Every public kernel has a readable twin, and the two agree on shapes of every kind."""

import importlib
import importlib.util
import inspect
import pkgutil
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from course_lib import kernels
from course_lib.kernels import reference
from course_lib.kernels.compiled import compiled_functions
from course_lib.kernels.examples import examples, many_channel_examples

_spec = importlib.util.spec_from_file_location("kernel_cases", Path(__file__).with_name("cases.py"))
cases = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(cases)

FILES = [module.name for module in pkgutil.iter_modules(kernels.__path__) if module.name != "reference"]
# {name: file}; the file may be a package, then the twins of all its kernels are in one file of that name
PUBLIC = {
    name: file
    for file in FILES
    for name in getattr(importlib.import_module(f"course_lib.kernels.{file}"), "__all__", ())
}


def plain(name):
    """The Python function behind a kernel, compiled or not."""
    kernel = getattr(kernels, name)
    return getattr(kernel, "py_func", kernel)


def twin_of(name):
    return getattr(importlib.import_module(f"course_lib.kernels.reference.{PUBLIC[name]}"), name)


def as_tuple(results):
    results = results if isinstance(results, tuple) else (results,)
    return tuple(np.float32(part)[None] if isinstance(part, float) else part for part in results)


def assert_equal_to_twin(found, expected, label, terms=0.0):
    """Shapes are equal, and numbers to 1e-5 of the largest in the twin.

    Where a sum's `terms` cancel to almost nothing, float32 cannot keep that; their rounding is allowed for.
    """
    assert found.shape == expected.shape, label
    if expected.dtype.kind == "i":
        np.testing.assert_array_equal(found, expected, err_msg=label)
        return
    assert found.dtype == np.float32, label
    limit = max(1e-5 * np.abs(expected).max(initial=0), 3e-7 * np.max(terms))
    difference = np.abs(found.astype(np.float64) - expected).max(initial=0)
    assert difference <= limit, f"{label}: differs by {difference:.3g}, allowed {limit:.3g}"


def test_public_kernels_are_those_that_the_package_exports():
    assert sorted(PUBLIC) == sorted(kernels.__all__) == sorted(reference.__all__)


def test_every_public_kernel_has_cases_and_is_warmed_up():
    assert set(cases.CASES) == set(PUBLIC) == set(examples())


@pytest.mark.parametrize("name", sorted(PUBLIC))
def test_twin_has_the_same_name_file_and_parameters(name):
    assert inspect.signature(twin_of(name)) == inspect.signature(plain(name))


@pytest.mark.parametrize("name", sorted(PUBLIC))
def test_twin_states_the_same_equation(name):
    """The first paragraph of both docstrings, the equation, is the same text."""
    equations = [inspect.getdoc(f).split("\n\n")[0] for f in (twin_of(name), plain(name))]
    assert equations[0] == equations[1]


@pytest.mark.parametrize("name", sorted(PUBLIC))
def test_twin_is_short_and_plain(name):
    """At most 25 lines of code after the docstring, and no numpy that would do the sum for the reader."""
    source = inspect.getsource(twin_of(name))
    code = source.split('"""')[2]
    assert len([line for line in code.splitlines() if line.strip()]) <= 25
    for shortcut in ("@ ", "np.sum", "np.dot", "einsum", "tensordot", "matmul"):
        assert shortcut not in code


@pytest.mark.parametrize("name", sorted(PUBLIC))
@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_kernel_equals_twin(name, data):
    arguments = data.draw(cases.CASES[name])
    kernel, twin = getattr(kernels, name), twin_of(name)
    untouched = [np.copy(a) if isinstance(a, np.ndarray) else a for a in arguments]
    if name.endswith("_update"):  # these work in place and return nothing
        exact = [a.astype(np.float64) if isinstance(a, np.ndarray) else a for a in arguments]
        assert kernel(*arguments) is None
        assert twin(*exact) is None
        for place, (found, expected) in enumerate(zip(arguments, exact, strict=True)):
            if isinstance(found, np.ndarray):
                assert_equal_to_twin(found, expected, f"{name}, argument {place}")
        np.testing.assert_array_equal(arguments[1], untouched[1], err_msg="the gradient was changed")
        return
    found, expected = as_tuple(kernel(*arguments)), as_tuple(twin(*arguments))
    assert len(found) == len(expected)
    terms = [0.0] * len(expected)
    if PUBLIC[name].startswith(("conv2d", "dense")):  # sums of products: of their absolute values, the sum of all terms
        terms = as_tuple(twin(*[np.abs(a) if isinstance(a, np.ndarray) else a for a in arguments]))
    for place, (mine, theirs, size) in enumerate(zip(found, expected, terms, strict=True)):
        assert_equal_to_twin(mine, theirs, f"{name}, result {place}", size)
    for before, after in zip(untouched, arguments, strict=True):
        if isinstance(before, np.ndarray):
            np.testing.assert_array_equal(before, after, err_msg=f"{name} changed an argument")


def test_a_kernel_is_compiled_once():
    """After all the shapes above there is one version of each kernel: types never depend on the shape.

    Minimal filtering and sparse gradients have two, for windows of 3×3 and of 5×5. Small functions inside of them may
    have more, for where a number of theirs is known beforehand.
    """
    for examples_of in (examples(), many_channel_examples(3), many_channel_examples(5)):
        for kernel, arguments in examples_of.items():
            getattr(kernels, kernel)(*arguments)
    kinds = {n: len(f.signatures) for n, f in compiled_functions().items() if f.targetoptions.get("parallel")}
    assert len(kinds) > 40
    most = {name: 2 if name.startswith(("winograd.", "sparse")) else 1 for name in kinds}
    assert {name for name, count in kinds.items() if count > most[name]} == set()  # those called inside may show 0


@pytest.mark.parametrize("channels, filters, size", [(1, 4, 3), (16, 16, 3), (16, 8, 5), (3, 2, 2)])
def test_an_empty_batch_gives_empty_outputs_and_gradients_of_zero(channels, filters, size):
    x, kernel = np.zeros((0, 9, 9, channels), np.float32), np.ones((size, size, channels, filters), np.float32)
    window = (1, 1), (0, 0, 0, 0)
    y = kernels.conv2d_forward(x, kernel, np.ones(filters, np.float32), *window)
    assert y.shape == (0, 10 - size, 10 - size, filters)
    assert kernels.conv2d_input_gradient(y, kernel, *window, 9, 9).shape == x.shape
    dkernel, dbias = kernels.conv2d_kernel_gradient(x, y, *window, size, size)
    assert dkernel.shape == kernel.shape and not dkernel.any() and not dbias.any()
    dkernel, dbias = kernels.dense_kernel_gradient(x[:, 0, 0], y[:, 0, 0])
    assert not dkernel.any() and not dbias.any()


def test_a_deleted_twin_would_be_noticed(monkeypatch):
    """The lookup that the tests above rest on fails where there is no twin."""
    module = importlib.import_module("course_lib.kernels.reference.pooling")
    monkeypatch.delattr(module, "maxpool2d_forward")
    with pytest.raises(AttributeError):
        twin_of("maxpool2d_forward")
    monkeypatch.setitem(sys.modules, "course_lib.kernels.reference.pooling", None)
    with pytest.raises(ImportError):
        twin_of("maxpool2d_input_gradient")
