"""Sequential: building, training, evaluating, predicting."""

import os
import re
import signal

import numpy as np
import pytest

from course_lib import Input, Sequential, layers, losses, optimizers, utils
from course_lib.callbacks import Callback, History

CLASSES = 3


def small_model(**compile_options):
    model = Sequential(
        [
            Input((6, 5, 1)),
            layers.Conv2D(4, (3, 2), activation="relu"),
            layers.MaxPooling2D(2),
            layers.Dropout(0.1),
            layers.Flatten(),
            layers.Dense(CLASSES, activation="softmax"),
        ]
    )
    options = {"optimizer": optimizers.Adam(0.02), "loss": "categorical_crossentropy", "metrics": ["accuracy"]}
    model.compile(**{**options, **compile_options})
    return model


def stripes(samples=96, seed=0):
    """Images with one bright row, 0, 2 or 4: which one is the class."""
    rng = np.random.default_rng(seed)
    y = rng.integers(0, CLASSES, samples)
    x = 0.3 * rng.random((samples, 6, 5, 1))
    x[np.arange(samples), 2 * y] += 0.7
    return x.astype(np.float32), utils.to_categorical(y, CLASSES)


def test_training_learns():
    x, y = stripes()
    model = small_model()
    history = model.fit(x, y, batch_size=16, epochs=12, verbose=0)
    losses = history.history["loss"]
    assert losses[-1] < 0.2 * losses[0]
    test_loss, accuracy = model.evaluate(*stripes(seed=1), verbose=0)
    assert accuracy > 0.95
    assert test_loss < 0.3


def test_a_fresh_network_guesses():
    """Before training the loss is about ln(classes): every class is as likely."""
    x, y = stripes()
    loss, _ = small_model().evaluate(x, y, verbose=0)
    assert abs(loss - np.log(CLASSES)) < 0.3


def test_thirty_two_images_are_learned_by_heart():
    rng = np.random.default_rng(0)
    x, y = rng.random((32, 6, 5, 1)), utils.to_categorical(rng.integers(0, CLASSES, 32), CLASSES)
    model = Sequential([layers.Flatten(), layers.Dense(64, activation="relu"), layers.Dense(CLASSES, "softmax")])
    model.compile(optimizers.Adam(0.01), "categorical_crossentropy", ["accuracy"])
    model.fit(x, y, epochs=150, verbose=0)
    assert model.evaluate(x, y, verbose=0)[1] == 1.0


def test_a_seed_repeats_a_training_and_another_does_not():
    x, y = stripes()

    def weights(seed):
        utils.set_random_seed(seed)
        model = small_model()
        model.fit(x, y, batch_size=16, epochs=2, verbose=0)
        return model.get_weights()

    first, second, other = weights(5), weights(5), weights(6)
    utils.set_random_seed(0)
    for a, b in zip(first, second, strict=True):
        np.testing.assert_array_equal(a, b)
    assert any((a != b).any() for a, b in zip(first, other, strict=True))


def test_evaluate_gives_the_loss_and_metrics_of_the_predictions():
    x, y = stripes(50)
    model = small_model()
    p = model.predict(x, verbose=0)
    assert p.shape == (50, CLASSES)
    np.testing.assert_allclose(p.sum(axis=1), 1, rtol=1e-6)
    expected = [-np.log(p[y == 1]).mean(), (p.argmax(1) == y.argmax(1)).mean()]
    np.testing.assert_allclose(model.evaluate(x, y, batch_size=7, verbose=0), expected, rtol=1e-5)
    assert model.evaluate(x, y, verbose=0, return_dict=True).keys() == {"loss", "accuracy"}


def test_the_batch_size_does_not_change_a_prediction():
    x, _ = stripes(11)
    model = small_model()
    np.testing.assert_array_equal(model.predict(x, batch_size=4, verbose=0), model.predict(x, verbose=0))


def test_fused_and_separate_cross_entropy_agree():
    """One step with softmax and loss fused, and one with the layer's own softmax and the loss on probabilities."""
    x, y = stripes(16)
    fused, separate = small_model(), small_model()
    separate.loss.fused_with = lambda activation: None
    for model in (fused, separate):
        model.layers[2].rate = 0.0
        model.fit(x, y, batch_size=16, verbose=0)
    for label, gradient in fused.layers[-1].grads.items():
        np.testing.assert_allclose(separate.layers[-1].grads[label], gradient, atol=1e-6)
    np.testing.assert_allclose(separate.history.history["loss"], fused.history.history["loss"], rtol=1e-6)


def test_a_metric_is_logged_under_the_name_it_was_asked_for():
    x, y = stripes(32)
    model = small_model(metrics=["acc"])
    history = model.fit(x, y, epochs=2, verbose=0, validation_data=stripes(16, seed=1)).history
    assert list(history) == ["loss", "acc", "val_loss", "val_acc"]
    assert all(len(figures) == 2 for figures in history.values())


def test_a_function_is_a_metric():
    def confidence(y_true, y_pred):
        return y_pred.max(axis=1)

    x, y = stripes(32)
    history = small_model(metrics=[confidence]).fit(x, y, verbose=0).history
    assert 1 / CLASSES < history["confidence"][0] < 1


def test_validation_split_takes_the_last_rows():
    x, y = stripes(40)
    seen = []

    class Watch(Callback):
        def on_epoch_end(self, epoch, logs=None):
            seen.append(logs["val_loss"] == self.model.evaluate(x[30:], y[30:], verbose=0)[0])

    small_model().fit(x, y, epochs=2, verbose=0, validation_split=0.25, callbacks=[Watch()])
    assert seen == [True, True]


def test_the_last_batch_may_be_smaller_and_every_sample_is_seen_once():
    x, y = stripes(21)
    steps = []

    class Count(Callback):
        def on_batch_end(self, batch, logs=None):
            steps.append(batch)

    model = small_model()
    model.fit(x, y, batch_size=8, epochs=2, verbose=0, callbacks=[Count()])
    assert steps == [0, 1, 2, 0, 1, 2]
    assert model.optimizer.iterations == 6


def test_shuffling_takes_every_sample_once_in_a_new_order_each_epoch():
    orders = []
    x, y = stripes(20)
    model = small_model()
    step = model.forward

    def spy(x, *args, **options):
        orders.append(x.sum(axis=(1, 2, 3)))
        return step(x, *args, **options)

    model.forward = spy
    model.fit(x, y, batch_size=20, epochs=2, verbose=0)
    model.fit(x, y, batch_size=20, epochs=1, verbose=0)
    model.fit(x, y, batch_size=20, epochs=1, verbose=0, shuffle=False)
    own = x.sum(axis=(1, 2, 3))
    for order in orders:
        np.testing.assert_array_equal(np.sort(order), np.sort(own))
    assert len({order.tobytes() for order in orders[:3]}) == 3
    np.testing.assert_array_equal(orders[3], own)


def test_initial_epoch_counts_on():
    x, y = stripes(16)
    history = small_model().fit(x, y, epochs=5, initial_epoch=3, verbose=0)
    assert history.epoch == [3, 4]


def test_callbacks_are_called_in_order():
    calls = []

    class Watch(Callback):
        pass

    for hook in [name for name in dir(Callback) if name.startswith("on_")]:
        if hook.endswith("batch_begin") or hook.endswith("batch_end"):
            continue
        setattr(Watch, hook, lambda self, *args, hook=hook: calls.append(hook))
    x, y = stripes(16)
    small_model().fit(x, y, verbose=0, validation_split=0.5, callbacks=[Watch()])
    expected = "train_begin epoch_begin test_begin test_end epoch_end train_end".split()
    assert calls == [f"on_{name}" for name in expected]


def test_a_callback_can_stop_the_training():
    class Stop(Callback):
        def on_epoch_end(self, epoch, logs=None):
            self.model.stop_training = epoch == 1

    x, y = stripes(16)
    assert small_model().fit(x, y, epochs=9, verbose=0, callbacks=[Stop()]).epoch == [0, 1]


class Press(Callback):
    """Presses the stop button in epoch 1, step 1."""

    def on_train_batch_begin(self, batch, logs=None):
        if self.model.history.epoch == [0] and batch == 1:
            os.kill(os.getpid(), signal.SIGINT)


@pytest.mark.skipif(os.name == "nt", reason="no such signal on Windows")
def test_the_stop_button_leaves_a_usable_model_and_a_history(capsys):
    x, y = stripes(32)
    model = small_model()
    history = model.fit(x, y, batch_size=8, epochs=5, callbacks=[Press()])
    assert isinstance(history, History)
    assert history.epoch == [0]
    assert len(history.history["loss"]) == 1
    assert model.optimizer.iterations == 4 + 2, "the step under way is finished"
    printed = capsys.readouterr().out
    assert "Stopped in epoch 2/5. The model keeps what it has learned so far." in printed
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
    model.fit(x, y, verbose=0)


@pytest.mark.skipif(os.name == "nt", reason="no such signal on Windows")
def test_a_second_press_breaks_off():
    class Twice(Press):
        def on_train_batch_begin(self, batch, logs=None):
            super().on_train_batch_begin(batch)
            super().on_train_batch_begin(batch)

    x, y = stripes(32)
    with pytest.raises(KeyboardInterrupt):
        small_model().fit(x, y, batch_size=8, epochs=5, verbose=0, callbacks=[Twice()])
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


@pytest.mark.parametrize("verbose, lines", [(0, 0), (1, 2), (2, 2), ("auto", 2)])
def test_what_fit_prints(capsys, verbose, lines):
    x, y = stripes(16)
    small_model().fit(x, y, epochs=2, verbose=verbose, validation_split=0.5)
    printed = capsys.readouterr().out
    assert printed.count("\n") == lines
    figure = r"\d\.\d{4}"
    pattern = (
        rf"Epoch 1/2 · 1 steps · \d+\.\d s · loss {figure} · accuracy {figure} · "
        rf"val_loss {figure} · val_accuracy {figure}\n"
    )
    assert not lines or re.match(pattern, printed)


def test_a_terminal_sees_a_bar_with_time_left_that_leaves_one_line(monkeypatch, capsys):
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    monkeypatch.setattr("tqdm.std.tqdm.monitor_interval", 0)
    x, y = stripes(64)
    small_model().fit(x, y, batch_size=1, epochs=1)
    printed = capsys.readouterr().out
    shown = printed.split("\n")[0].split("\r")
    bars = [part for part in shown if re.match(r"Epoch 1/1 .*%\|.*\| \d+/64 \[\d\d:\d\d<", part)]
    assert bars, printed
    assert shown[-1].startswith("Epoch 1/1 · 64 steps")
    assert printed.count("\n") == 1


def test_an_error_takes_the_bar_away(monkeypatch, capsys):
    class Break(Callback):
        def on_train_batch_end(self, batch, logs=None):
            raise ZeroDivisionError

    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    x, y = stripes(16)
    with pytest.raises(ZeroDivisionError):
        small_model().fit(x, y, callbacks=[Break()])
    printed = capsys.readouterr().out
    assert "Epoch 1/1" in printed and printed.endswith(" \r")


def test_summary_is_text_in_a_terminal(capsys):
    small_model().summary()
    assert capsys.readouterr().out.splitlines() == [
        'Model "sequential"',
        "Layer (type)                   Output shape      Parameters",
        "───────────────────────────────────────────────────────────",
        "conv2d (Conv2D)                (None, 4, 4, 4)           28",
        "max_pooling2d (MaxPooling2D)   (None, 2, 2, 4)            0",
        "dropout (Dropout)              (None, 2, 2, 4)            0",
        "flatten (Flatten)              (None, 16)                 0",
        "dense (Dense)                  (None, 3)                 51",
        "───────────────────────────────────────────────────────────",
        "79 parameters (0.3 kB), 79 of them trainable",
    ]


def test_summary_of_a_model_that_is_not_built(capsys):
    Sequential([layers.Flatten(), layers.Dense(2)], name="unknown").summary()
    printed = capsys.readouterr().out
    assert "dense (Dense)       ?                       ?" in printed
    assert "Not built yet" in printed


def test_wrong_validation_data_is_found_before_training():
    x, y = stripes(16)
    model = small_model()
    before = model.get_weights()
    with pytest.raises(ValueError, match=r"fit \(validation_data\): conv2d: .* The channel axis is missing"):
        model.fit(x, y, validation_data=(x[..., 0], y), verbose=0)
    for a, b in zip(model.get_weights(), before, strict=True):
        np.testing.assert_array_equal(a, b)


def test_each_step_of_a_training_drops_other_numbers():
    """Also in a second fit; and what is dropped repeats with the seed."""
    seen = []

    class Watch(Callback):
        def on_train_batch_end(self, batch, logs=None):
            seen.append(self.model["dropout"].forward(np.ones((1, 64)), training=True).tobytes())

    for _ in range(2):
        utils.set_random_seed(5)
        model = Sequential([Input((64,)), layers.Dropout(0.5), layers.Dense(1)])
        model.compile("sgd", "mse")
        for _ in range(2):
            model.fit(np.ones((6, 64)), np.ones((6, 1)), batch_size=2, verbose=0, callbacks=[Watch()])
    utils.set_random_seed(0)
    assert len(set(seen[:6])) == 6
    assert seen[6:] == seen[:6]


def test_samples_of_images_are_weighted_as_a_whole():
    """Of two samples the second counts nothing: the step is half of that for the first alone."""
    rng = np.random.default_rng(0)
    x, y = rng.random((2, 4, 5, 2)), rng.random((2, 4, 5, 3))
    steps = []
    for rows, weights in ((slice(2), [1, 0]), (slice(1), None)):
        model = Sequential([Input((4, 5, 2)), layers.Conv2D(3, 1)])
        model.compile(optimizers.SGD(0.5), "mse")
        before = model.get_weights()
        model.fit(x[rows], y[rows], sample_weight=weights, shuffle=False, verbose=0)
        steps.append([new - old for new, old in zip(model.get_weights(), before, strict=True)])
    for both, first in zip(*steps, strict=True):
        np.testing.assert_allclose(both, first / 2, rtol=1e-4, atol=1e-7)


@pytest.mark.parametrize("method", ["call", "gradient"])
def test_a_loss_of_ones_own_that_returns_another_shape_is_explained(method):
    class Mine(losses.Loss):
        def call(self, y_true, y_pred):
            return np.zeros(len(y_pred) + (method == "call"))

        def gradient(self, y_true, y_pred):
            return np.zeros((len(y_pred), 9))

    model = Sequential([Input((2,)), layers.Dense(1)])
    model.compile("sgd", Mine())
    what = {"call": "one loss for each sample, of shape (4,)", "gradient": "respect to y_pred, of shape (4, 1)"}[method]
    with pytest.raises(ValueError, match=re.escape(f"mine: `{method}` must return")) as caught:
        model.fit(np.ones((4, 2)), np.ones((4, 1)), verbose=0)
    assert what in str(caught.value)
