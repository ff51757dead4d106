"""What somebody sees who watches a training, and the stop button."""

import os
import re
import signal

import pytest

from course_lib import Sequential, layers
from course_lib.callbacks import Callback, History
from course_lib.models import steps


@pytest.fixture
def interrupts():
    """Ctrl-C works as in a terminal; where tests run in the background, it may be switched off."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


class Press(Callback):
    """Presses the stop button in epoch 1, step 1."""

    def on_train_batch_begin(self, batch, logs=None):
        if self.model.history.epoch == [0] and batch == 1:
            os.kill(os.getpid(), signal.SIGINT)


@pytest.mark.skipif(os.name == "nt", reason="no such signal on Windows")
@pytest.mark.usefixtures("interrupts")
def test_the_stop_button_leaves_a_usable_model_and_a_history(small_model, stripes, capsys):
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
@pytest.mark.usefixtures("interrupts")
def test_a_press_before_the_first_step_waits_for_it(small_model, stripes, monkeypatch, capsys):
    """Kernels are compiled or loaded then; numba broken off in that says "duplicate registration" ever after."""
    tried = steps.try_out

    def pressed_meanwhile(*arguments):
        os.kill(os.getpid(), signal.SIGINT)
        tried(*arguments)

    monkeypatch.setattr(steps, "try_out", pressed_meanwhile)
    x, y = stripes(32)
    model = small_model()
    history = model.fit(x, y, batch_size=8, epochs=5, validation_data=(x, y))
    assert history.epoch == [] and model.optimizer.iterations == 1
    assert "Stopped in epoch 1/5." in capsys.readouterr().out
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


@pytest.mark.skipif(os.name == "nt", reason="no such signal on Windows")
@pytest.mark.usefixtures("interrupts")
def test_a_second_press_breaks_off(small_model, stripes):
    class Twice(Press):
        def on_train_batch_begin(self, batch, logs=None):
            super().on_train_batch_begin(batch)
            super().on_train_batch_begin(batch)

    x, y = stripes(32)
    with pytest.raises(KeyboardInterrupt):
        small_model().fit(x, y, batch_size=8, epochs=5, verbose=0, callbacks=[Twice()])
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


@pytest.mark.parametrize("verbose, lines", [(0, 0), (1, 2), (2, 2), ("auto", 2)])
def test_what_fit_prints(small_model, stripes, capsys, verbose, lines):
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


def test_a_terminal_sees_a_bar_with_time_left_that_leaves_one_line(small_model, stripes, monkeypatch, capsys):
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


def test_an_error_takes_the_bar_away(small_model, stripes, monkeypatch, capsys):
    class Break(Callback):
        def on_train_batch_end(self, batch, logs=None):
            raise ZeroDivisionError

    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    x, y = stripes(16)
    with pytest.raises(ZeroDivisionError):
        small_model().fit(x, y, callbacks=[Break()])
    printed = capsys.readouterr().out
    assert "Epoch 1/1" in printed and printed.endswith(" \r")


def test_summary_is_text_in_a_terminal(small_model, capsys):
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
