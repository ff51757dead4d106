"""The base class and the list of callbacks; what all callbacks share."""

import inspect

import pytest

from course_lib import callbacks
from course_lib.callbacks import Callback, CallbackList, EarlyStopping, ReduceLROnPlateau
from course_lib.callbacks.callback_list import as_list

HOOKS = {
    f"on_{what}_{when}"
    for what in ("train", "epoch", "train_batch", "batch", "test", "test_batch", "predict", "predict_batch")
    for when in ("begin", "end")
}


def test_there_are_keras_hooks_and_each_can_be_left_alone():
    assert {name for name in dir(Callback) if name.startswith("on_")} == HOOKS
    for hook in HOOKS:
        counts = hook not in {f"on_{what}_{when}" for what in ("train", "test", "predict") for when in ("begin", "end")}
        getattr(Callback(), hook)(*([0] if counts else []), {"loss": 1.0})
        getattr(Callback(), hook)(*([0] if counts else []))


def test_a_subclass_may_forget_the_constructor_of_its_base():
    class Mine(Callback):
        def __init__(self, word):
            self.word = word

        def on_train_begin(self, logs=None):
            self.told = (self.model, self.params["epochs"], self.word)

    mine = Mine("hello")
    assert (mine.model, mine.params) == (None, None)
    CallbackList([mine], "a model", {"epochs": 3}).call("on_train_begin")
    assert mine.told == ("a model", 3, "hello")


def test_a_subclass_may_call_the_constructor_of_its_base():
    class Mine(Callback):
        def __init__(self):
            super().__init__()

    assert Mine().params is None


def test_batch_hooks_have_a_second_name():
    class Mine(Callback):
        def __init__(self):
            self.calls = []

        def on_batch_begin(self, batch, logs=None):
            self.calls.append(("begin", batch, logs))

        def on_batch_end(self, batch, logs=None):
            self.calls.append(("end", batch, logs))

    mine = Mine()
    watchers = CallbackList([mine], None, {})
    watchers.call("on_train_batch_begin", 4)
    watchers.call("on_train_batch_end", 4, {"loss": 1.0})
    watchers.call("on_test_batch_end", 5, {"loss": 2.0})
    assert mine.calls == [("begin", 4, {}), ("end", 4, {"loss": 1.0})]


@pytest.mark.parametrize("hook", sorted(HOOKS))
def test_there_are_always_logs(hook):
    class Mine(Callback):
        pass

    calls = []
    setattr(Mine, hook, lambda self, *told: calls.append(told))
    place = (7,) if "batch" in hook or "epoch" in hook else ()
    CallbackList([Mine()], None, {}).call(hook, *place)
    CallbackList([Mine()], None, {}).call(hook, *place, {"loss": 1.0})
    assert calls == [(*place, {}), (*place, {"loss": 1.0})]


def test_callbacks_are_called_in_order_and_share_their_logs():
    class Add(Callback):
        def __init__(self, name):
            self.name = name

        def on_epoch_end(self, epoch, logs=None):
            logs[self.name] = len(logs)

    logs = {"loss": 0.5}
    CallbackList([Add("b"), Add("a")], None, {}).call("on_epoch_end", 0, logs)
    assert logs == {"loss": 0.5, "b": 1, "a": 2}


def test_one_callback_or_none_need_no_list():
    stop = EarlyStopping()
    assert as_list(None) == []
    assert as_list(stop) == [stop]
    assert as_list((stop,)) == [stop]


class Foreign:
    def on_epoch_end(self, epoch, logs=None): ...

    def __repr__(self):
        return "Foreign()"


@pytest.mark.parametrize(
    ("entry", "end"),
    [
        (EarlyStopping, "got EarlyStopping. Write EarlyStopping() with parentheses."),
        (Foreign(), "got Foreign(). Take it, or the class it is made from, from course_lib.callbacks."),
        (Foreign, "got Foreign. Take it, or the class it is made from, from course_lib.callbacks."),
        (print, "got <built-in function print>. Write LambdaCallback(on_epoch_end=…) around a function."),
        ("early", "got 'early'."),
    ],
)
@pytest.mark.parametrize("listed", [True, False])
def test_what_is_no_callback_is_explained(entry, end, listed):
    with pytest.raises(TypeError) as error:
        CallbackList([entry] if listed else entry, None, {}, where="evaluate")
    assert str(error.value) == f"evaluate: each entry of `callbacks` must be a Callback object, {end}"


ARGUMENTS = {
    "EarlyStopping": "monitor='val_loss', min_delta=0, patience=0, verbose=0, mode='auto', baseline=None,"
    " restore_best_weights=False, start_from_epoch=0",
    "ModelCheckpoint": "filepath, monitor='val_loss', verbose=0, save_best_only=False, save_weights_only=False,"
    " mode='auto', save_freq='epoch', initial_value_threshold=None",
    "LearningRateScheduler": "schedule, verbose=0",
    "ReduceLROnPlateau": "monitor='val_loss', factor=0.1, patience=10, verbose=0, mode='auto', min_delta=0.0001,"
    " cooldown=0, min_lr=0.0",
    "CSVLogger": "filename, separator=',', append=False",
    "LambdaCallback": "on_epoch_begin=None, on_epoch_end=None, on_train_begin=None, on_train_end=None,"
    " on_train_batch_begin=None, on_train_batch_end=None, **others",
}


@pytest.mark.parametrize("name", ARGUMENTS)
def test_arguments_and_defaults_are_those_of_keras(name):
    assert str(inspect.signature(getattr(callbacks, name))) == f"({ARGUMENTS[name]})"


def test_what_was_best_can_be_asked_before_the_training():
    assert (EarlyStopping().best, EarlyStopping().stopped_epoch, ReduceLROnPlateau().best) == (None, 0, None)
