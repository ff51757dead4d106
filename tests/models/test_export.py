"""Models as ONNX files: two other programs read them and must predict what the model predicts."""

import copy
import importlib.util
import re
import sys
from pathlib import Path

import numpy as np
import pytest

from course_lib import Input, Sequential, activations, layers
from course_lib.activations import ELU
from course_lib.layers import (
    Activation,
    AveragePooling2D,
    BatchNormalization,
    Conv2D,
    Dense,
    Dropout,
    Flatten,
    GlobalAveragePooling2D,
    GlobalMaxPooling2D,
    MaxPooling2D,
    Reshape,
    ZeroPadding2D,
)
from course_lib.models.onnx_export import graph_of, proto
from course_lib.models.onnx_export.activations import OPERATORS

onnx = pytest.importorskip("onnx")  # tests/test_install_files.py sees to it that development has both
onnxruntime = pytest.importorskip("onnxruntime")
reference = pytest.importorskip("onnx.reference")

# Name: (shape of a sample, layers, operators of the file).
NETWORKS = {
    "convolution": ((7, 10, 3), [Conv2D(5, (3, 2))], "Transpose Conv Transpose"),
    "same, odd": ((7, 10, 3), [Conv2D(5, (4, 2), padding="same")], "Transpose Conv Transpose"),
    "same, strides": ((9, 12, 2), [Conv2D(17, (3, 5), strides=(2, 3), padding="same")], "Transpose Conv Transpose"),
    "no bias": ((8, 5, 1), [Conv2D(3, 3, strides=2, use_bias=False)], "Transpose Conv Transpose"),
    "window of one, long strides": (
        (9, 7, 2),
        [Conv2D(3, 1, strides=4, padding="same"), MaxPooling2D(1, strides=2, padding="same")],
        "Transpose Conv MaxPool Transpose",
    ),
    "max pooling": ((7, 10, 3), [MaxPooling2D((3, 2), strides=(1, 2))], "Transpose MaxPool Transpose"),
    "max pooling, same": ((7, 10, 3), [MaxPooling2D((2, 4), (3, 1), "same")], "Transpose MaxPool Transpose"),
    "average pooling": ((7, 10, 3), [AveragePooling2D((3, 2))], "Transpose AveragePool Transpose"),
    "average pooling, same": ((7, 10, 3), [AveragePooling2D(4, (2, 3), "same")], "Transpose AveragePool Transpose"),
    "global": ((7, 4, 3), [GlobalAveragePooling2D()], "Transpose GlobalAveragePool Flatten"),
    "global, kept": ((7, 4, 3), [GlobalAveragePooling2D(keepdims=True)], "Transpose GlobalAveragePool Transpose"),
    "global max": ((7, 4, 3), [GlobalMaxPooling2D(), Dense(2)], "Transpose GlobalMaxPool Flatten Gemm"),
    "global max, kept": (
        (7, 4, 3),
        [GlobalMaxPooling2D(True), Conv2D(2, 1), Flatten()],  # one place: no Transpose before Flatten
        "Transpose GlobalMaxPool Conv Flatten",
    ),
    "padding": ((4, 5, 2), [ZeroPadding2D(((1, 0), (2, 3)))], "Pad"),
    "padding in between": (
        (4, 5, 2),
        [Conv2D(3, 1), ZeroPadding2D(((1, 0), (2, 3))), Conv2D(2, (2, 3))],
        "Transpose Conv Pad Conv Transpose",
    ),
    "flatten": ((5, 6, 2), [Conv2D(3, 2), Flatten(), Dense(4)], "Transpose Conv Transpose Flatten Gemm"),
    "flatten, one channel": ((5, 6, 2), [Conv2D(1, 2), Flatten(), Dense(4)], "Transpose Conv Flatten Gemm"),
    "flatten alone": ((5, 6, 2), [Flatten()], "Flatten"),
    "flatten rows": ((5,), [Flatten()], "Flatten"),
    "reshape": ((12,), [Reshape((3, 2, 2)), Conv2D(3, 2)], "Reshape Transpose Conv Transpose"),
    "reshape images": (
        (4, 6, 2),
        [Conv2D(2, 1), Reshape((3, -1)), Dense(12), Reshape((3, 4, 3, 1))],
        "Transpose Conv Transpose Reshape MatMul Add Reshape",
    ),
    "dense, no bias": ((6,), [Dense(5, use_bias=False), Dense(2)], "Gemm Gemm"),
    "dense on images": ((4, 5, 3), [Conv2D(2, 2), Dense(7)], "Transpose Conv Transpose MatMul Add"),
    "dense on images, no bias": ((4, 5, 3), [Dense(2, use_bias=False)], "MatMul"),
    "normalized images": ((4, 5, 3), [BatchNormalization()], "Transpose BatchNormalization Transpose"),
    "normalized rows": ((6,), [Dense(5), BatchNormalization(epsilon=0.1)], "Gemm BatchNormalization"),
    "normalized, without gamma": ((6,), [BatchNormalization(scale=False)], "BatchNormalization"),
    "normalized, without beta": ((6,), [BatchNormalization(center=False)], "BatchNormalization"),
    "normalized series": (
        (4, 3),
        [BatchNormalization(), Activation("softmax"), Dense(2)],
        "Transpose BatchNormalization Softmax Transpose MatMul Add",
    ),
    "normalized volumes": (
        (3, 4, 2, 5),
        [BatchNormalization(), Flatten()],
        "Transpose BatchNormalization Transpose Flatten",
    ),
    "softmax of images": ((4, 5, 3), [Conv2D(4, 2, activation="softmax")], "Transpose Conv Softmax Transpose"),
    "softmax of images as they come": ((4, 5, 3), [layers.Softmax()], "Softmax"),
    "activation layers": (
        (6,),
        [
            layers.ActivatedLayer("relu"),
            Activation("linear"),
            Dense(5),
            layers.LeakyReLU(0.1),
            layers.ReLU(),
            Dense(3),
            Activation("tanh"),
            layers.Softmax(),
        ],
        "Relu Gemm LeakyRelu Relu Gemm Tanh Softmax",
    ),
    "in training only": (
        (6, 8, 2),
        [
            layers.RandomFlip(),
            layers.RandomRotation(0.1),
            layers.RandomTranslation(0.1, 0.1),
            layers.RandomZoom(0.1),
            layers.RandomErasing(),
            layers.AugmentationLayer(),
            Conv2D(3, 3, activation="relu"),
            Dropout(0.5),
            MaxPooling2D(),
            Dropout(0.2),
        ],
        "Transpose Conv Relu MaxPool Transpose",
    ),
    "nothing at all": ((3,), [Dropout(0.5)], "Identity"),
}
for kind in OPERATORS:
    NETWORKS[f"conv with {kind.__name__}"] = ((5, 4, 2), [Conv2D(3, 2, activation=kind())], None)
    NETWORKS[f"dense with {kind.__name__}"] = ((6,), [Dense(4, activation=kind())], None)
NETWORKS["slopes of one's own"] = (
    (6,),
    [Dense(8, activation=ELU(0.3)), Dense(5, activation=activations.LeakyReLU(0.7))],
    "Gemm Elu Gemm LeakyRelu",
)


def tutorials():
    """The networks of the five tutorials, and the one of awkward parts."""
    path = Path(__file__).parents[1] / "numerics" / "train_and_digest.py"
    spec = importlib.util.spec_from_file_location("train_and_digest", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return {name: ((28, 28, 1), stack, None) for name, (_, stack) in module.TRAININGS.items()}


ALL = NETWORKS | tutorials()


def built(name):
    """A network with numbers in all its arrays, such as training leaves behind."""
    shape, stack, _ = ALL[name]
    model = Sequential([Input(shape), *copy.deepcopy(stack)], name="net")  # a layer is named and built once only
    rng = np.random.default_rng(1)
    for layer in model:
        for label, array in {**layer.params, **layer.state}.items():
            if label != "kernel":
                array[...] = rng.uniform(-0.5, 0.5, array.shape) + (label == "moving_variance")
    return model


def exported(model, folder):
    model.export(folder / "net.onnx", verbose=0)
    return folder / "net.onnx"


def onnx_runtime(path, x):
    return onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"]).run(None, {"input": x})[0]


def onnx_reference(path, x):
    return reference.ReferenceEvaluator(onnx.load(path)).run(None, {"input": x})[0]


@pytest.mark.parametrize("program", [onnx_runtime, onnx_reference])
@pytest.mark.parametrize("name", ALL)
def test_other_programs_predict_the_same(name, program, tmp_path):
    model = built(name)
    path = exported(model, tmp_path)
    for samples in (1, 5):
        x = np.random.default_rng(samples).normal(size=(samples, *model.input_shape)).astype(np.float32)
        expected, found = model.predict(x, verbose=0), program(path, x)
        assert (found.shape, found.dtype) == (expected.shape, expected.dtype)
        probabilities = name.startswith("T") or "oftmax" in name
        scale = 1.0 if probabilities else np.abs(expected).max()
        assert np.abs(expected - found).max() <= 1e-5 * scale
        if probabilities:
            assert np.ptp(expected) > 1e-3  # else anything would be equal


@pytest.mark.parametrize("name", ALL)
def test_the_file_is_valid_and_tells_all_shapes(name, tmp_path):
    model = built(name)
    file = onnx.load(exported(model, tmp_path))
    onnx.checker.check_model(file, full_check=True)
    assert (file.producer_name, file.graph.name) == ("course_lib", "net")
    # Not newer by chance: programs of 2021 shall read it.
    assert [(entry.domain, entry.version) for entry in file.opset_import] == [("", 14)]
    assert file.ir_version == 7
    (first,), (last,) = file.graph.input, file.graph.output
    assert (first.name, shape_of(first)) == ("input", ("N", *model.input_shape))
    assert (last.name, shape_of(last)) == ("output", ("N", *model.output_shape))
    known = {value.name: shape_of(value) for value in file.graph.value_info} | {"output": shape_of(last)}
    for node in file.graph.node:
        assert known[node.output[0]][0] == "N" and all(known[node.output[0]][1:])


def shape_of(value):
    kind = value.type.tensor_type
    assert kind.elem_type == onnx.TensorProto.FLOAT
    return tuple(axis.dim_param or axis.dim_value for axis in kind.shape.dim)


@pytest.mark.parametrize("name", [name for name, (_, _, operators) in ALL.items() if operators])
def test_no_more_nodes_than_needed(name, tmp_path):
    file = onnx.load(exported(built(name), tmp_path))
    assert " ".join(node.op_type for node in file.graph.node) == ALL[name][2]


def test_names_are_those_of_the_layers(tmp_path):
    stack = [
        Conv2D(4, 3, activation="relu"),
        BatchNormalization(),
        MaxPooling2D(),
        ZeroPadding2D(),
        Conv2D(2, 2, activation=activations.LeakyReLU(0.1), name="second"),
        GlobalAveragePooling2D(keepdims=True),
        Reshape((2, 1)),
        Dense(3),
        layers.ReLU(),
        Flatten(),
        Dropout(0.5),
        Dense(3, activation="softmax"),
    ]
    file = onnx.load(exported(Sequential([Input((8, 9, 2)), *stack]), tmp_path))
    assert [node.name for node in file.graph.node] == [
        *("conv2d/to_channels_first", "conv2d", "conv2d/relu", "batch_normalization", "max_pooling2d"),
        *("zero_padding2d", "second", "second/leaky_relu", "global_average_pooling2d", "reshape"),
        *("dense", "dense/add_bias", "re_lu", "flatten", "dense_1", "dense_1/softmax"),
    ]
    arrays = {array.name: tuple(array.dims) for array in file.graph.initializer}
    assert arrays == {
        "conv2d/kernel": (4, 2, 3, 3),
        "conv2d/bias": (4,),
        "batch_normalization/gamma": (4,),
        "batch_normalization/beta": (4,),
        "batch_normalization/moving_mean": (4,),
        "batch_normalization/moving_variance": (4,),
        "zero_padding2d/pads": (8,),
        "second/kernel": (2, 4, 2, 2),
        "second/bias": (2,),
        "reshape/shape": (3,),
        "dense/kernel": (1, 3),
        "dense/bias": (3,),
        "dense_1/kernel": (6, 3),
        "dense_1/bias": (3,),
    }
    assert [node.output[0] for node in file.graph.node][:-1] == [node.name for node in file.graph.node][:-1]


def test_names_that_collide_are_told_apart(tmp_path):
    stack = [Dense(3, name="input"), Dense(3, "relu", name="a"), layers.ReLU(name="a/relu"), Dense(2, name="output")]
    stack.insert(3, Dense(3, name="output/kernel"))
    model = Sequential([Input((4,)), *stack])
    file = onnx.load(exported(model, tmp_path))
    onnx.checker.check_model(file, full_check=True)
    names = [node.name for node in file.graph.node]
    assert names == ["input_1", "a", "a/relu", "a/relu_1", "output/kernel", "output_1"]
    x = np.random.default_rng(0).random((3, 4), np.float32)
    np.testing.assert_allclose(onnx_runtime(tmp_path / "net.onnx", x), model.predict(x, verbose=0), atol=1e-6)


# --- What is exported, and what is not -----------------------------------------------------------------------------

REFUSED = {
    "GlobalPooling2D": "base class without a forward",
    "Input": "no layer: the shape of the graph's input",
    "InputLayer": "no layer: the shape of the graph's input",
    "KernelLayer": "base class that makes no parameters",
    "Layer": "base class without a forward",
    "Pooling2D": "base class without a forward",
}


def test_no_layer_of_the_package_is_forgotten():
    """A new one stands in a network above, or among the refused."""
    tested = {type(layer).__name__ for _, stack, _ in NETWORKS.values() for layer in stack}
    assert tested | set(REFUSED) == set(layers.__all__)
    assert tested.isdisjoint(REFUSED)


def test_no_activation_of_the_package_is_forgotten():
    own = {getattr(activations, name) for name in activations.__all__}
    assert set(OPERATORS) == {kind for kind in own if isinstance(kind, type)} - {activations.Activation}


@pytest.mark.parametrize(
    "layer", [layers.Layer(), layers.Pooling2D(2), layers.GlobalPooling2D()], ids=lambda layer: type(layer).__name__
)
def test_base_classes_are_refused(layer, tmp_path):
    with pytest.raises(TypeError, match="export writes the package's own layers"):
        Sequential([Input((4, 4, 1)), layer]).export(tmp_path / "net.onnx")


class Twice(layers.Layer):
    def forward(self, x, training=False):
        return self.check_input(x) * np.float32(2)

    def backward(self, dy):
        return self.check_gradient(dy) * np.float32(2)


class Square(activations.Activation):
    def __call__(self, x):
        return x * x

    def gradient(self, y, dy):
        return 2 * np.sqrt(y) * dy


class HalfReLU(activations.ReLU):
    def __call__(self, x):
        return super().__call__(x) / np.float32(2)


class Shift(layers.AugmentationLayer):
    def transforms(self, samples):
        return np.tile([1, 0, 0, 0, 1, -1], (samples, 1))


class ShiftAlways(Shift):
    def forward(self, x, training=False):
        return super().forward(x, True)


class LeakyConv(Conv2D):
    def forward(self, x, training=False):
        return super().forward(x, training) + np.float32(1)


class Backwards(Sequential):
    def forward(self, x, training=False, to_preactivation=False):
        return super().forward(-x, training, to_preactivation)


def refused(stack, folder, kind=Sequential):
    """The text of the error; no file is left."""
    with pytest.raises(TypeError) as caught:
        kind([Input((4, 4, 1)), *stack]).export(folder / "net.onnx")
    assert list(folder.iterdir()) == []
    return str(caught.value)


def test_layers_of_ones_own_are_named(tmp_path):
    assert refused([Flatten(), Twice(name="thrice"), Dense(2)], tmp_path) == (
        "thrice: export writes the package's own layers, got Twice, one of your own. Use one of course_lib.layers in "
        "its place, or export a part without it: model[:1].export(filepath)."
    )
    assert "a part without it: model[1:].export(filepath)." in refused([Twice(), Flatten()], tmp_path)
    assert "leaky_conv: " in refused([LeakyConv(2, 2)], tmp_path)  # though it is a Conv2D
    assert "shift_always: " in refused([ShiftAlways()], tmp_path)
    patched = layers.Conv2D(2, 2)
    patched.forward = lambda x, training=False: x
    assert "got Conv2D, with a `forward` of your own." in refused([patched], tmp_path)
    model = Sequential([Input((4,)), Dense(3), Twice(), Dense(2)])
    for part in (model[:1], model[2:]):  # as the advice says
        part.export(tmp_path / "net.onnx", verbose=0)


def test_activations_of_ones_own_are_named(tmp_path):
    text = "conv2d: export writes the package's own activations, got Square, one of your own. Use one of activations: "
    assert refused([Conv2D(2, 2, activation=Square())], tmp_path).startswith(text)
    assert refused([Activation(Square())], tmp_path).startswith(text.replace("conv2d", "activation"))
    assert "got HalfReLU, one of your own." in refused([Dense(2, activation=HalfReLU())], tmp_path)


def test_a_model_with_a_forward_of_its_own_is_refused(tmp_path):
    assert refused([Flatten()], tmp_path, Backwards) == (
        "sequential: export writes layers that run one after the other, got a model with a `forward` of its own. "
        "Export Sequential(model.layers) if that computes the same."
    )
    model = Sequential([Input((4,)), Dense(2)])
    model.forward = lambda x, training=False: x
    with pytest.raises(TypeError, match="got a model with a `forward` of its own"):
        model.export(tmp_path / "net.onnx")


def test_an_augmentation_of_ones_own_is_left_out(tmp_path):
    model = Sequential([Input((4, 4, 1)), Shift(), Flatten(), Dense(2)])
    assert [node.operator for node in graph_of(model).nodes] == ["Flatten", "Gemm"]


# --- The file and the call ------------------------------------------------------------------------------------------


def test_what_is_printed(tmp_path, capsys):
    model = built("flatten")
    model.export(tmp_path / "net.onnx")
    size = (tmp_path / "net.onnx").stat().st_size
    assert capsys.readouterr().out == f"Export · net.onnx · (N, 5, 6, 2) → (N, 4) · {size / 1e3:.1f} kB\n"
    model.export(str(tmp_path / "net.onnx"), format="onnx", verbose=False)
    assert capsys.readouterr().out == ""
    with pytest.raises(ValueError, match="export: `verbose` must be 0, 1, 2 or 'auto', got 'much'"):
        model.export(tmp_path / "net.onnx", verbose="much")


def test_equal_models_give_equal_files(tmp_path):
    first = exported(built("T5"), tmp_path).read_bytes()
    assert exported(built("T5"), tmp_path).read_bytes() == first


def test_weights_that_somebody_put_in_as_lists_or_doubles(tmp_path):
    model = built("dense, no bias")
    model[0].params["kernel"] = np.arange(30.0).reshape(5, 6).T
    x = np.ones((2, 6), np.float32)
    np.testing.assert_allclose(onnx_runtime(exported(model, tmp_path), x), model.predict(x, verbose=0), rtol=1e-5)


@pytest.mark.parametrize("name", ["digits.keras", "digits.h5", "digits.safetensors"])
def test_names_of_saved_models_are_pointed_to_save(name, tmp_path):
    with pytest.raises(ValueError) as caught:
        built("flatten").export(tmp_path / name)
    assert str(caught.value) == (
        f"export: the file's name must end in .onnx, got {name!r}. Use 'digits.onnx'. A file to go on from is written "
        "by model.save('digits.safetensors')."
    )


def test_other_names_and_formats(tmp_path):
    model = built("flatten")
    with pytest.raises(ValueError, match=re.escape("must end in .onnx, got 'digits'. Use 'digits.onnx'.") + "$"):
        model.export(tmp_path / "digits")
    with pytest.raises(TypeError, match="export: `filepath` must be the name of a file, got 3"):
        model.export(3)
    with pytest.raises(ValueError, match=re.escape("export: `format` must be one of 'onnx', got 'tf_saved_model'.")):
        model.export(tmp_path / "digits.onnx", format="tf_saved_model")
    with pytest.raises(TypeError, match="export: `format` must be one of 'onnx', got None"):
        model.export(tmp_path / "digits.onnx", None)
    assert list(tmp_path.iterdir()) == []


def test_a_model_must_be_built_to_be_exported(tmp_path):
    text = "export: the model must be built, got one that is not. Give the first layer an input_shape, or call fit."
    for model in (Sequential([Dense(2)]), Sequential()):
        with pytest.raises(ValueError, match=re.escape(text)):
            model.export(tmp_path / "net.onnx")


def test_without_onnx_it_says_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "onnx", None)  # as if it were not there
    with pytest.raises(ImportError) as caught:
        built("flatten").export(tmp_path / "net.onnx")
    text = str(caught.value)
    assert text.startswith("export: the package onnx must be installed, got ")
    assert text.endswith('. Run pip install -e ".[onnx]" in the course\'s folder.')


def test_weights_too_large_for_a_file(tmp_path, monkeypatch):
    monkeypatch.setattr(proto, "LARGEST", 1000)
    with pytest.raises(ValueError, match=re.escape("an ONNX file holds at most 1,000 bytes, got weights of 1,080.")):
        Sequential([Input((26,)), Dense(10)]).export(tmp_path / "net.onnx")


def test_a_write_that_fails_leaves_the_old_file(tmp_path, monkeypatch):
    path = exported(built("flatten"), tmp_path)
    before = path.read_bytes()

    def full(descriptor):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("course_lib.models.files.os.fsync", full)
    text = "export: the file must be in a folder that can be written to, got 'net.onnx': No space left on device. "
    with pytest.raises(OSError, match=re.escape(text + "The file that was there is unchanged.")):
        built("T4").export(path)
    assert path.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["net.onnx"]
    with pytest.raises(OSError, match=re.escape("No such file or directory. Nothing was written.")):
        built("flatten").export(tmp_path / "no folder" / "net.onnx")
