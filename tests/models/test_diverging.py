"""A training whose loss or weights are NaN or infinite: how it ends, what it says, what it leaves behind."""

import os
import re
import signal
import warnings

import numpy as np
import pytest

from course_lib import Input, Sequential, kernels, layers, losses, models, optimizers, utils
from course_lib.callbacks import CSVLogger, EarlyStopping, LambdaCallback, ModelCheckpoint
from course_lib.models import DivergedError

X = np.random.default_rng(0).random((24, 4)).astype(np.float32)
Y = utils.to_categorical(X.argmax(axis=1), 4)
STEPS = 3  # in an epoch of batches of 8


class BreaksDown(optimizers.SGD):
    """Works, until a step puts `value` into a weight; "hidden" puts it where relu drops it."""

    def __init__(self, step, value=np.nan, hidden=False):
        super().__init__(0.1)
        self.step, self.value, self.hidden = step, value, hidden

    def apply(self, layers):
        super().apply(layers)
        if self.iterations == self.step:
            layers[0 if self.hidden else -1].params["bias"][0] = self.value


def network(optimizer, loss="categorical_crossentropy"):
    utils.set_random_seed(0)
    model = Sequential([Input((4,)), layers.Dense(5, "relu"), layers.Dense(4, "softmax")])
    model.compile(optimizer, loss)
    return model


def fit(model, *callbacks, x=X, y=Y, **options):
    return model.fit(x, y, **{"batch_size": 8, "epochs": 4, "verbose": 0, "callbacks": list(callbacks), **options})


def explained(model, *callbacks, **options):
    with pytest.raises(DivergedError) as caught:
        fit(model, *callbacks, **options)
    return str(caught.value)


def finite(model):
    return all(np.isfinite(array).all() for array in model.get_weights())


def test_a_learning_rate_that_is_too_large_is_explained():
    model = network(optimizers.SGD(1e30))
    text = explained(model)
    assert text.startswith("fit: the loss must stay finite, got nan in epoch 1, step 2. The last finite loss was 1.4")
    assert "Try a smaller learning_rate, such as 0.01, in place of SGD's 1e+30." in text
    assert text.endswith("With stop_on_nan=False, fit goes on regardless.")
    assert "divide" not in text and "your own" not in text
    assert issubclass(DivergedError, ArithmeticError) and models.DivergedError is DivergedError


def test_the_step_that_is_not_finite_changes_no_weight():
    """The loss is looked at before the update: with a loss of one's own that breaks down, nothing learned is lost."""

    class Logarithm(losses.MeanSquaredError):
        def call(self, y_true, y_pred):
            self.calls = getattr(self, "calls", 0) + 1
            return super().call(y_true, y_pred) * (np.inf if self.calls == 5 else 1)

    model, weights = network("sgd", Logarithm()), []  # callbacks see four steps
    text = explained(model, LambdaCallback(on_train_batch_end=lambda step, logs: weights.append(model.get_weights())))
    assert "got inf in epoch 2, step 2." in text
    assert "Check the gradient of what is your own: Logarithm." in text
    assert "This step changed no weight: all are finite, but may be far off. Build the model anew" in text
    assert len(weights) == 4 == model.optimizer.iterations
    for after, before in zip(model.get_weights(), weights[-1], strict=True):
        np.testing.assert_array_equal(after, before)


def test_weights_that_are_lost_are_said_to_be():
    text = explained(network(BreaksDown(step=4)))
    assert "got nan in epoch 2, step 2." in text
    assert "learning_rate, such as 0.01, in place of BreaksDown's 0.1." in text, "a tenth"
    assert "not usable any more: build it anew, or load its last checkpoint." in text


@pytest.mark.parametrize("step, epoch", [(2, 1), (STEPS, 1), (STEPS + 1, 2)])
def test_a_weight_that_relu_hides_is_found_at_the_end_of_the_epoch(step, epoch):
    """The loss stays finite: relu makes 0 of minus infinity."""
    ends = []
    model = network(BreaksDown(step, -np.inf, hidden=True))
    text = explained(model, LambdaCallback(on_epoch_end=lambda epoch, logs: ends.append(epoch)))
    assert f"fit: the weights must stay finite, got infinity in `bias` of dense in epoch {epoch}, step 3." in text
    assert "(relu and max pooling may hide what a layer before them does.)" in text
    assert ends == list(range(epoch - 1)), "nobody is shown an epoch with such weights"


def test_the_state_of_a_layer_is_looked_at_too():
    model = Sequential([Input((4,)), layers.BatchNormalization(), layers.Dense(4, "softmax")])
    model.compile("sgd", "categorical_crossentropy")

    def spoil(epoch, logs):
        model[0].state["moving_variance"][1] = np.inf  # used in predictions only

    text = explained(model, LambdaCallback(on_epoch_begin=spoil))
    assert "got infinity in `moving_variance` of batch_normalization" in text


def test_a_training_that_is_stopped_or_cut_short_is_looked_at_too():
    def stop(step, logs):
        model.stop_training = True

    model = network(BreaksDown(1, -np.inf, hidden=True))
    assert "weights must stay finite" in explained(model, LambdaCallback(on_train_batch_end=stop))
    model = network(BreaksDown(1, -np.inf, hidden=True))
    assert "in epoch 1, step 1." in explained(model, steps_per_epoch=1)


def test_before_the_first_step_no_learning_rate_is_to_blame():
    model = network("sgd")
    model[1].params["kernel"][0, 0] = np.nan
    text = explained(model)
    assert "got nan in epoch 1, step 1. No loss was finite. The model's weights are not usable" in text
    assert "learning_rate" not in text


def test_samples_of_another_scale_are_told():
    text = explained(network(optimizers.SGD(1e30)), x=255 * X / X.max())
    assert "Bring the samples to numbers about 1: they reach 255, so divide x by 255." in text


def test_labels_of_another_scale_are_told():
    model = network(optimizers.SGD(0.9), "mse")
    assert "Bring the labels to numbers about 1 too: they reach 1e+30." in explained(model, y=1e30 * Y)


def test_parts_of_ones_own_are_named():
    class Twice(layers.Activation):
        pass

    def mine(x):
        return np.maximum(x, 0)

    model = network(BreaksDown(step=2))
    model.add(Twice("linear"))
    model.optimizer.hidden = True
    with kernels.use(relu_forward=mine):
        text = explained(model)
    assert "your own: BreaksDown, Twice, the function in the place of relu_forward." in text


def test_callbacks_are_ended_and_files_closed(tmp_path):
    ended = []
    logger = CSVLogger(tmp_path / "log.csv")
    model = network(BreaksDown(step=4))
    explained(model, logger, LambdaCallback(on_train_end=lambda logs: ended.append(finite(model))))
    assert ended == [False]
    assert logger._file is None
    assert len((tmp_path / "log.csv").read_text().splitlines()) == 2, "the names, and the epoch that was finished"
    assert model.history.epoch == [0]


def test_best_weights_come_back_and_the_message_says_so():
    model, kept = network(BreaksDown(step=2 * STEPS + 1)), []
    keep = LambdaCallback(on_epoch_end=lambda epoch, logs: kept.append(model.get_weights()))
    text = explained(model, keep, EarlyStopping("loss", patience=9, restore_best_weights=True))
    assert "A callback has given the model earlier weights back, which are finite; compile it with a new opt" in text
    assert "not usable" not in text
    for after, best in zip(model.get_weights(), kept[-1], strict=True):
        np.testing.assert_array_equal(after, best)


def test_best_weights_that_were_never_kept_do_not_come_back():
    text = explained(network(BreaksDown(step=1)), EarlyStopping("loss", restore_best_weights=True))
    assert "not usable any more" in text


@pytest.mark.parametrize("optimizer", [BreaksDown(2 * STEPS), BreaksDown(2 * STEPS, -np.inf, hidden=True)])
@pytest.mark.parametrize("freq", ["epoch", 1, 2])
@pytest.mark.parametrize("stop", [True, False])
def test_a_good_checkpoint_is_never_overwritten(tmp_path, optimizer, freq, stop):
    """Neither after an epoch nor between: the weights break down in the last step of epoch 2."""
    path = tmp_path / "last.safetensors"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            fit(network(BreaksDown.from_config(optimizer.get_config())), ModelCheckpoint(path, save_freq=freq),
                stop_on_nan=stop)  # fmt: skip
        except DivergedError:
            assert stop
    good = models.load_model(path, {"BreaksDown": BreaksDown})
    assert finite(good)
    assert good.optimizer.iterations == {"epoch": STEPS, 1: 2 * STEPS - 1, 2: 2 * STEPS - 2}[freq]


def test_a_checkpoint_that_is_not_written_is_told(tmp_path):
    path = tmp_path / "last.safetensors"
    text = "ModelCheckpoint: weights are NaN or infinite, nothing is saved in epoch 2."
    with pytest.warns(UserWarning, match=re.escape(text)):
        fit(network(BreaksDown(STEPS + 1)), ModelCheckpoint(path), stop_on_nan=False, epochs=2)


def test_with_stop_on_nan_false_a_training_goes_on_as_it_was():
    steps = []
    model = network(BreaksDown(step=2))
    count = LambdaCallback(on_train_batch_end=lambda step, logs: steps.append(step))
    history = fit(model, count, stop_on_nan=False)
    assert len(steps) == 4 * STEPS
    assert np.isnan(history.history["loss"]).all() and not finite(model)


def test_looking_changes_no_bit():
    weights = []
    for stop in (True, False):
        model = network("adam")
        fit(model, stop_on_nan=stop)
        weights.append(model.get_weights())
    for a, b in zip(*weights, strict=True):
        np.testing.assert_array_equal(a, b)


def test_a_metric_that_is_nan_does_not_stop_a_training():
    """It may have no value for a batch, such as a quotient by none, and changes no weight."""
    model = network("sgd")
    model.compile("sgd", "categorical_crossentropy", [lambda y, p: np.full(len(y), np.nan)])
    history = fit(model)
    assert np.isnan(history.history["<lambda>"]).all() and len(history.epoch) == 4


def test_a_validation_that_is_nan_does_not_stop_a_training():
    class NaNWhenTested(layers.Layer):
        def forward(self, x, training=False):
            self.saved["x"] = self.check_input(x)
            return x if training else x * np.float32(np.nan)

        def backward(self, dy):
            return dy

    model = Sequential([Input((4,)), layers.Dense(4), NaNWhenTested()])
    model.compile("sgd", "mse")
    history = fit(model, validation_data=(X, Y))
    assert np.isnan(history.history["val_loss"]).all() and np.isfinite(history.history["loss"]).all()


@pytest.mark.filterwarnings("error")
def test_weighted_samples_and_penalties_diverge_in_the_same_words():
    model = Sequential([Input((4,)), layers.Dense(4, kernel_regularizer="l2")])
    model.compile(optimizers.SGD(1e25), "mse")
    assert "fit: the loss must stay finite, got inf in epoch 1, step 2." in explained(model, sample_weight=np.ones(24))


@pytest.mark.skipif(os.name == "nt", reason="no such signal on Windows")
def test_the_stop_button_works_as_before_afterwards():
    before = signal.getsignal(signal.SIGINT)
    explained(network(BreaksDown(step=1)))
    assert signal.getsignal(signal.SIGINT) is before
