"""Models that go into a file and come back."""

import re
import struct

import numpy as np
import pytest

from course_lib import Input, Sequential, activations, callbacks, layers, losses, metrics, models, optimizers
from course_lib.models import load_model

X = np.random.default_rng(0).random((40, 6, 5, 1)).astype(np.float32)
Y = np.eye(3, dtype=np.float32)[np.arange(40) % 3]


def network():
    return Sequential(
        [
            Input((6, 5, 1)),
            layers.RandomTranslation(0.1, 0.2),
            layers.Conv2D(4, (3, 2), padding="same", kernel_regularizer="l2", kernel_initializer="he_normal"),
            layers.BatchNormalization(),
            layers.LeakyReLU(0.1),
            layers.AveragePooling2D(2, name="halve/it"),
            layers.Dropout(0.2),
            layers.Flatten(),
            layers.Dense(5, activation=activations.ELU(0.5)),
            layers.Dense(3, activation="softmax"),
        ],
        name="small",
    )


def fitted(optimizer, epochs=2):
    model = network()
    model.compile(
        optimizer, losses.CategoricalCrossentropy(label_smoothing=0.1), ["acc", metrics.TopKCategoricalAccuracy(2)]
    )
    model.fit(X, Y, batch_size=8, epochs=epochs, verbose=0)
    return model


def assert_equal_weights(model, other):
    for a, b in zip(model.get_weights(), other.get_weights(), strict=True):
        np.testing.assert_array_equal(a, b)


OPTIMIZERS = {
    "adam": lambda: optimizers.Adam(0.01),
    "momentum": lambda: optimizers.SGD(0.01, 0.9, nesterov=True),
    "schedule": lambda: optimizers.RMSprop(optimizers.schedules.ExponentialDecay(0.01, 5, 0.5)),
    "plain": lambda: optimizers.SGD(0.01),
}


@pytest.mark.parametrize("make", OPTIMIZERS.values(), ids=OPTIMIZERS)
def test_a_model_from_a_file_goes_on_as_if_never_stopped(make, tmp_path):
    whole = fitted(make(), epochs=4)
    fitted(make(), epochs=2).save(tmp_path / "half.safetensors")
    resumed = load_model(tmp_path / "half.safetensors")
    history = resumed.fit(X, Y, batch_size=8, epochs=4, initial_epoch=2, verbose=0)
    assert_equal_weights(resumed, whole)
    assert history.history["loss"] == whole.history.history["loss"][2:]
    assert resumed.optimizer.learning_rate == whole.optimizer.learning_rate
    np.testing.assert_array_equal(resumed.predict(X, verbose=0), whole.predict(X, verbose=0))
    assert repr(resumed) == repr(whole)


def test_all_settings_come_back(tmp_path):
    model = fitted("adam")
    model["dense"].trainable = False
    model.save(tmp_path / "m.safetensors")
    again = load_model(str(tmp_path / "m.safetensors"))
    assert [layer.get_config() for layer in again] == [layer.get_config() for layer in model]
    assert [layer.trainable for layer in again] == [layer.trainable for layer in model]
    assert again.loss.get_config() == model.loss.get_config()
    assert list(again.metrics) == ["acc", "top_k_categorical_accuracy"]
    assert (again.name, again.input_shape, again.rng.seed) == (model.name, model.input_shape, model.rng.seed)


def test_a_model_that_is_not_compiled(tmp_path):
    model = network()
    model.save(tmp_path / "m.safetensors")
    again = load_model(tmp_path / "m.safetensors")
    assert again.optimizer is None
    assert_equal_weights(again, model)


class Twice(layers.Layer):
    def __init__(self, factor=2.0, **kwargs):
        super().__init__(**kwargs)
        self.factor = factor

    def forward(self, x, training=False):
        return self.check_input(x) * np.float32(self.factor)

    def backward(self, dy):
        return self.check_gradient(dy) * np.float32(self.factor)


def surprise(y_true, y_pred):
    return 1 - (y_true * y_pred).sum(axis=1)


def test_layers_and_metrics_of_ones_own(tmp_path):
    model = Sequential([Twice(3.0, input_shape=(4,), name="thrice"), layers.Dense(3, "softmax")])
    model.compile("sgd", "categorical_crossentropy", [surprise])
    model.save(tmp_path / "m.safetensors")
    own = {"Twice": Twice, "surprise": surprise}
    again = load_model(tmp_path / "m.safetensors", custom_objects=own)
    assert again["thrice"].factor == 3
    assert list(again.metrics) == ["surprise"]
    with pytest.raises(ValueError, match=re.escape("got 'Twice'. If it is yours, use load_model(…, custom_objects=")):
        load_model(tmp_path / "m.safetensors")
    with pytest.raises(ValueError, match="every metric in the file must be known, got 'surprise'"):
        load_model(tmp_path / "m.safetensors", custom_objects={"Twice": Twice})


class Cubic(losses.Loss):
    def __init__(self, scale=1.0, name=None):
        super().__init__(name)
        self.scale = scale

    def call(self, y_true, y_pred):
        return self.scale * (abs(y_pred - y_true) ** 3).mean(axis=1)

    def gradient(self, y_true, y_pred):
        return 3 * self.scale * (y_pred - y_true) * abs(y_pred - y_true) / y_pred.size


class Lion(optimizers.Optimizer):
    slot_names = ("mean",)

    def update(self, param, grad, mean):
        param -= self.learning_rate * np.sign(0.9 * mean + 0.1 * grad)
        mean[:] = 0.99 * mean + 0.01 * grad


class Square(activations.Activation):
    def __call__(self, x):
        return x * x

    def gradient(self, y, dy):
        return 2 * np.sqrt(y) * dy


def test_a_loss_an_optimizer_and_an_activation_of_ones_own_go_on_as_if_never_stopped(tmp_path):
    def trained(epochs):
        model = Sequential([Input((6, 5, 1)), layers.Flatten(), layers.Dense(4, Square()), layers.Dense(3)])
        model.compile(Lion(0.01), Cubic(2.0), ["mse"])
        model.fit(X, Y, batch_size=8, epochs=epochs, verbose=0)
        return model

    whole, path = trained(4), tmp_path / "m.safetensors"
    trained(2).save(path)
    resumed = load_model(path, custom_objects={"Cubic": Cubic, "Lion": Lion, "Square": Square})
    assert resumed.loss.scale == 2
    resumed.fit(X, Y, batch_size=8, epochs=4, initial_epoch=resumed.epochs_done, verbose=0)
    assert_equal_weights(resumed, whole)
    for missing, others in (("Cubic", (Lion, Square)), ("Lion", (Cubic, Square)), ("Square", (Cubic, Lion))):
        with pytest.raises(ValueError, match=f"every class must be known, got '{missing}'"):
            load_model(path, custom_objects={each.__name__: each for each in others})


def test_weights_alone(tmp_path):
    model, other = fitted("adam"), network()
    model.save_weights(tmp_path / "w.safetensors")
    other.load_weights(tmp_path / "w.safetensors")
    assert_equal_weights(other, model)
    model.save(tmp_path / "m.safetensors")
    third = network()
    third.load_weights(tmp_path / "m.safetensors")
    assert_equal_weights(third, model)
    with pytest.raises(ValueError, match=re.escape("use model.load_weights(filepath)")[4:]):
        load_model(tmp_path / "w.safetensors")


def test_weights_that_do_not_fit_change_nothing(tmp_path):
    network().save_weights(tmp_path / "w.safetensors")
    wider = Sequential([Input((6, 5, 1)), *[type(layer)(**layer.arguments()) for layer in network()][:-1]])
    wider.add(layers.Dense(4, name="dense_1"))
    before = wider.get_weights()
    text = "dense_1: `kernel` must have shape (5, 4), float32, got (5, 3), float32 in the file."
    with pytest.raises(ValueError, match=re.escape(text)):
        wider.load_weights(tmp_path / "w.safetensors")
    for a, b in zip(wider.get_weights(), before, strict=True):
        np.testing.assert_array_equal(a, b)
    wider.pop()
    with pytest.raises(ValueError, match="the file must hold the model's 8 arrays, got 10"):
        wider.load_weights(tmp_path / "w.safetensors")
    wider.add(layers.Dense(3, name="last"))
    with pytest.raises(ValueError, match="last: the file must hold its `kernel`, got a file without it"):
        wider.load_weights(tmp_path / "w.safetensors")


@pytest.mark.parametrize("name", ["digits.keras", "digits.h5", "digits.pkl", "digits"])
def test_other_kinds_of_file_are_pointed_to_the_one(name, tmp_path):
    for act in (network().save, network().save_weights, network().load_weights, load_model):
        with pytest.raises(ValueError, match=re.escape("must end in .safetensors")) as caught:
            act(tmp_path / name)
        assert "Use 'digits.safetensors'." in str(caught.value)
        assert str(tmp_path) not in str(caught.value)


def test_files_that_are_missing_or_damaged(tmp_path):
    path = tmp_path / "m.safetensors"
    with pytest.raises(FileNotFoundError, match=re.escape("load_model: the file must exist, got 'm.safetensors'")):
        load_model(path)
    network().save(path)
    whole = path.read_bytes()
    no_notes = b'{"x":{"dtype":"F32","shape":[0],"data_offsets":[0,0]}}'
    for damaged in (b"", whole[:-1], whole[:100], b"\x80\x04K\x01.", struct.pack("<Q", len(no_notes)) + no_notes):
        path.write_bytes(damaged)
        with pytest.raises(ValueError, match="the file must be one that save wrote, and whole"):
            load_model(path)


def test_a_write_that_fails_leaves_the_old_file(tmp_path, monkeypatch):
    path = tmp_path / "m.safetensors"
    network().save(path)
    before = path.read_bytes()

    def full(descriptor):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("course_lib.models.files.os.fsync", full)
    with pytest.raises(OSError, match=re.escape("No space left on device. The file that was there is unchanged.")):
        fitted("sgd").save(path)
    assert path.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["m.safetensors"]
    monkeypatch.undo()
    with pytest.raises(
        OSError, match=re.escape("got 'm.safetensors': No such file or directory. Nothing was written.")
    ):
        network().save(tmp_path / "no folder" / "m.safetensors")
    with pytest.raises(FileExistsError, match="with overwrite=False the file must be a new one"):
        network().save(path, overwrite=False)


def test_a_model_must_be_built_to_be_saved(tmp_path):
    with pytest.raises(ValueError, match="save: the model must be built, got one that is not"):
        Sequential([layers.Dense(2)]).save(tmp_path / "m.safetensors")


def test_a_checkpoint_is_a_model(tmp_path):
    model = network()
    model.compile("adam", "categorical_crossentropy")
    keep = callbacks.ModelCheckpoint(tmp_path / "at-{epoch:02d}.safetensors", monitor="loss")
    model.fit(X, Y, epochs=2, verbose=0, callbacks=[keep])
    assert sorted(file.name for file in tmp_path.iterdir()) == ["at-01.safetensors", "at-02.safetensors"]
    assert_equal_weights(models.load_model(tmp_path / "at-02.safetensors"), model)


def test_a_model_can_be_loaded_without_its_optimizer(tmp_path):
    fitted("adam").save(tmp_path / "m.safetensors")
    model = load_model(tmp_path / "m.safetensors", compile=False)
    assert model.optimizer is None
    with pytest.raises(RuntimeError, match="fit needs a compiled model"):
        model.fit(X, Y)
