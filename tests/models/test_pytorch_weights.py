"""Weights as PyTorch lays them: names, axes, the order behind a Flatten, and what is refused. Needs no PyTorch.

That PyTorch itself takes them and predicts the same is shown in tests/peers.
"""

import re

import numpy as np
import pytest

from course_lib import Input, Sequential, layers
from course_lib.models import from_pytorch, to_pytorch


def network():
    """Every case at once: each layer with weights, numbers in rows that PyTorch has in another order, 2 ≠ 3 ≠ 4."""
    return Sequential(
        [
            Input((4, 5, 2)),
            layers.RandomFlip("horizontal"),
            layers.Conv2D(4, (3, 3), activation="relu", name="first"),
            layers.BatchNormalization(name="norm"),
            layers.LeakyReLU(),
            layers.Flatten(),
            layers.BatchNormalization(scale=False, name="row_norm"),
            layers.Dropout(0.5),
            layers.Dense(7, use_bias=False, activation="elu", name="hidden"),
            layers.Dense(3, activation="softmax", name="last"),
        ]
    )


def filled(model, seed=0):
    rng = np.random.default_rng(seed)
    model.set_weights([rng.random(array.shape, np.float32) for array in model.get_weights()])
    return model


NAMES = {
    "1.weight": (4, 2, 3, 3),
    "1.bias": (4,),
    "3.weight": (4,),
    "3.bias": (4,),
    "3.running_mean": (4,),
    "3.running_var": (4,),
    "3.num_batches_tracked": (),
    "6.weight": (24,),
    "6.bias": (24,),
    "6.running_mean": (24,),
    "6.running_var": (24,),
    "6.num_batches_tracked": (),
    "8.weight": (7, 24),
    "10.weight": (3, 7),
    "10.bias": (3,),
}


def test_names_shapes_and_order_are_those_of_the_same_network_in_pytorch():
    found = to_pytorch(network())
    assert {name: array.shape for name, array in found.items()} == NAMES
    assert list(found) == list(NAMES)
    for name, array in found.items():
        assert array.dtype == (np.int64 if "tracked" in name else np.float32)
        assert array.flags.c_contiguous and array.flags.writeable


def test_each_number_stands_where_pytorch_looks_for_it():
    """The network worked out by hand as PyTorch does it: channels first, weights from the state_dict."""
    model = filled(network())
    w = to_pytorch(model)
    x = np.random.default_rng(1).normal(size=(3, 4, 5, 2)).astype(np.float32)
    z = np.zeros((3, 4, 2, 3))
    for f in range(4):
        for i in range(2):
            for j in range(3):
                window = x.transpose(0, 3, 1, 2)[:, :, i : i + 3, j : j + 3]
                z[:, f, i, j] = (window * w["1.weight"][f]).sum(axis=(1, 2, 3)) + w["1.bias"][f]

    def norm(z, number, epsilon=0.001):
        shape = (1, -1, *[1] * (z.ndim - 2))
        weight, bias, mean, variance = (w[f"{number}.{name}"].reshape(shape) for name in BATCHNORM)
        return (z - mean) / np.sqrt(variance + epsilon) * weight + bias

    z = norm(np.maximum(z, 0), 3)
    z = np.where(z > 0, z, 0.3 * z)
    z = norm(z.reshape(3, -1), 6)
    z = z @ w["8.weight"].T
    z = np.where(z > 0, z, np.exp(z) - 1)
    z = np.exp(z @ w["10.weight"].T + w["10.bias"])
    np.testing.assert_allclose(z / z.sum(axis=1, keepdims=True), model.predict(x, verbose=0), atol=1e-6)


BATCHNORM = ("weight", "bias", "running_mean", "running_var")


def test_there_and_back_every_bit_is_the_same():
    model, other = filled(network()), filled(network(), seed=1)
    from_pytorch(other, to_pytorch(model))
    for one, two in zip(model.get_weights(), other.get_weights(), strict=True):
        np.testing.assert_array_equal(one, two)


def test_what_is_returned_are_copies():
    model = filled(network())
    before = model.get_weights()
    for array in to_pytorch(model).values():
        array[...] = 0
    for one, two in zip(before, model.get_weights(), strict=True):
        np.testing.assert_array_equal(one, two)


@pytest.mark.parametrize(
    "row, order",
    [
        ([layers.Flatten], [0, 2, 4, 1, 3, 5]),
        ([lambda: layers.Reshape((6,))], [0, 2, 4, 1, 3, 5]),
        ([layers.Flatten, layers.Flatten, layers.ReLU], [0, 2, 4, 1, 3, 5]),
        ([lambda: layers.Reshape((3, 2)), layers.Flatten], [0, 2, 4, 1, 3, 5]),
        ([layers.Flatten, lambda: layers.Dense(6)], range(6)),
    ],
    ids=["flatten", "reshape", "flatten twice", "two axes", "behind a dense layer"],
)
def test_rows_are_permuted_only_where_pytorch_flattens_otherwise(row, order):
    model = Sequential([Input((1, 3, 2)), *[make() for make in row], layers.Dense(2, use_bias=False)])
    kernel = model.get_weights()[-1]
    np.testing.assert_array_equal(list(to_pytorch(model).values())[-1], kernel[list(order)].T)


def test_a_layer_of_ones_own_keeps_names_and_arrays():
    class Shift(layers.Layer):
        def _build(self, input_shape, rng):
            self.params = {"by": np.ones((2, 3), np.float32), "kernel": np.ones((4, 5), np.float32)}
            return input_shape

    found = to_pytorch(Sequential([Input((1, 3, 2)), Shift()]))
    assert {name: array.shape for name, array in found.items()} == {"0.by": (2, 3), "0.kernel": (4, 5)}

    behind_flatten = Sequential([Input((1, 3, 2)), layers.Flatten(), Shift()])
    with pytest.raises(TypeError, match=r"shift: behind a Flatten .* got Shift\. Put it before the Flatten"):
        to_pytorch(behind_flatten)


def test_images_made_of_a_flattened_row_are_refused():
    model = Sequential([Input((1, 3, 2)), layers.Flatten(), layers.Reshape((3, 1, 2)), layers.Conv2D(1, 1)])
    with pytest.raises(TypeError, match="reshape: behind a Flatten of images"):
        to_pytorch(model)


def test_a_normalization_without_both_is_one_without_both_in_pytorch():
    model = Sequential([Input((1, 3, 2)), layers.BatchNormalization(scale=False, center=False)])
    assert list(to_pytorch(model)) == ["0.running_mean", "0.running_var", "0.num_batches_tracked"]


class Tensor:
    """As much of a tensor as is asked for: it has to leave its graph and its device before it is an array."""

    def __init__(self, array, steps=("detach", "cpu")):
        self.array, self.steps, self.dtype = array, steps, array.dtype

    def detach(self):
        return Tensor(self.array, [step for step in self.steps if step != "detach"])

    def cpu(self):
        assert "detach" not in self.steps
        return Tensor(self.array, [step for step in self.steps if step != "cpu"])

    def __array__(self, dtype=None, copy=None):
        if self.steps:
            raise TypeError("can't convert")
        return self.array


def test_tensors_are_taken_and_the_counter_may_be_missing():
    model, other = filled(network()), network()
    state = {name: Tensor(array) for name, array in to_pytorch(model).items() if "tracked" not in name}
    from_pytorch(other, state)
    np.testing.assert_array_equal(other.get_weights()[0], model.get_weights()[0])


def without(name):
    return lambda state: state.pop(name)


def put(name, value):
    return lambda state: state.update({name: value})


REFUSED = {
    "missing": (
        without("8.weight"), ValueError,
        "hidden: the state_dict must hold '8.weight', got none of that name. Arrays in the same order",
    ),
    "renamed": (
        lambda state: state.update({"fc.weight": state.pop("8.weight")}), ValueError,
        "hidden: the state_dict must hold '8.weight', got 'fc.weight' and no such name.",
    ),
    "unknown": (
        put("11.weight", np.zeros(3, np.float32)), ValueError,
        "from_pytorch: the state_dict must hold the model's 15 names only, got '11.weight'.",
    ),
    "keras's shape": (
        put("1.weight", np.zeros((3, 3, 2, 4), np.float32)), ValueError,
        "first: '1.weight' must have shape (4, 2, 3, 3), got (3, 3, 2, 4).",
    ),
    "a wider type": (
        put("10.bias", np.zeros(3)), TypeError,
        "last: '10.bias' must be float32, got float64. Tensors become float32 with t.float()",
    ),
    "no array": (put("10.bias", [[1], [2, 3]]), TypeError, "last: '10.bias' must be float32, got object."),
    "nothing": (put("10.bias", None), TypeError, "last: '10.bias' must be float32, got object."),
    "a scale that is not there": (
        put("6.weight", np.full(24, 2, np.float32)), ValueError,
        "row_norm: '6.weight' must hold 1 only, since the layer has scale=False, got other numbers.",
    ),
    "a count that is none": (
        put("3.num_batches_tracked", np.float32(1)), TypeError, "norm: '3.num_batches_tracked' must be int64, got",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_a_state_dict_that_does_not_fit_is_refused_and_changes_nothing(case):
    spoil, error, text = REFUSED[case]
    state, model = to_pytorch(filled(network(), seed=1)), filled(network())
    before = model.get_weights()
    spoil(state)
    with pytest.raises(error, match=re.escape(text)):
        from_pytorch(model, state)
    for one, two in zip(before, model.get_weights(), strict=True):
        np.testing.assert_array_equal(one, two)


def test_the_way_out_for_other_names_works():
    model, other = filled(network()), network()
    named_otherwise = {f"block.{place}": array for place, array in enumerate(to_pytorch(model).values())}
    from_pytorch(other, dict(zip(to_pytorch(other), named_otherwise.values(), strict=True)))
    np.testing.assert_array_equal(other.get_weights()[-2], model.get_weights()[-2])


class Module:
    def state_dict(self):
        return {}


@pytest.mark.parametrize("call", [to_pytorch, lambda model: from_pytorch(model, {})], ids=["to", "from"])
@pytest.mark.parametrize(
    "model, error, text",
    [
        (Module(), TypeError, "_pytorch: `model` must be a Sequential of the course, got Module."),
        (layers.Dense(1), TypeError, "must be a Sequential of the course, got Dense."),
        (Sequential([layers.Dense(1)]), ValueError, "the model must be built, got one that is not. Give the first"),
    ],
    ids=["a module", "a layer", "not built"],
)
def test_what_is_no_model_is_refused(call, model, error, text):
    with pytest.raises(error, match=re.escape(text)):
        call(model)


def test_a_module_in_place_of_its_state_dict_is_told_so():
    with pytest.raises(TypeError, match=r"must be a dict of arrays, got Module\. Use its state_dict\(\)\."):
        from_pytorch(network(), Module())
