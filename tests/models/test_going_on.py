"""A training that is interrupted, kept in a file and continued gives the same bits as one that never stopped."""

import copy
import re

import numpy as np
import pytest

from course_lib import callbacks
from course_lib.models import load_model

EPOCHS, BATCH = 4, 10


class Interrupted(Exception):
    """What ends a training here, as a crash would."""


class Crash(callbacks.Callback):
    """Saves the model, then crashes: after a step of an epoch, or after the epoch."""

    saves_the_model = True

    def __init__(self, path, epoch, batch=None):
        self.path, self.place, self.epoch = path, (epoch, batch), None

    def on_epoch_begin(self, epoch, logs=None):
        self.epoch = epoch

    def on_train_batch_end(self, batch, logs=None):
        self.crash_at(self.epoch, batch)

    def on_epoch_end(self, epoch, logs=None):
        self.crash_at(epoch, None)

    def crash_at(self, *place):
        if place == self.place:
            self.model.save(self.path)
            raise Interrupted


def watchers():
    """Callbacks that have to remember something from epoch to epoch, so that a fresh one would act otherwise."""
    return [
        callbacks.LearningRateScheduler(lambda epoch, lr: 0.8 * lr),
        callbacks.ReduceLROnPlateau(monitor="val_accuracy", patience=1, factor=0.5, min_delta=0.5),
        callbacks.EarlyStopping(monitor="val_accuracy", mode="min", patience=9, restore_best_weights=True),
    ]


def train(model, stripes, first=0, extra=(), **options):
    x, y = stripes(73)
    settings = {"batch_size": BATCH, "epochs": EPOCHS, "verbose": 0, "validation_split": 0.2} | options
    return model.fit(x, y, initial_epoch=first, callbacks=[*watchers(), *extra], **settings)


def assert_equal(model, other):
    assert model.optimizer.iterations == other.optimizer.iterations
    assert model.optimizer.learning_rate == other.optimizer.learning_rate
    for a, b in zip(model.get_weights(), other.get_weights(), strict=True):
        np.testing.assert_array_equal(a, b)
    for key, slots in other.optimizer.slots.items():
        for name, slot in slots.items():
            np.testing.assert_array_equal(model.optimizer.slots[key][name], slot)


@pytest.mark.parametrize("shuffle", [True, False])
@pytest.mark.parametrize("place", [(0, 0), (0, 5), (1, None), (2, 2), (2, None), (3, 4)], ids=str)
def test_a_crash_at_any_place_changes_nothing(place, shuffle, small_model, stripes, tmp_path):
    whole = small_model()
    history = train(whole, stripes, shuffle=shuffle).history
    path = tmp_path / "crash.safetensors"
    with pytest.raises(Interrupted):
        train(small_model(), stripes, extra=[Crash(path, *place)], shuffle=shuffle)
    resumed = load_model(path)
    finished = place[0] + (place[1] is None)
    assert resumed.epochs_done == finished
    before = resumed.history.history
    after = train(resumed, stripes, resumed.epochs_done, shuffle=shuffle).history
    assert {name: before.get(name, []) + after[name] for name in after} == history
    assert_equal(resumed, whole)
    assert resumed.epochs_done == EPOCHS


def test_a_training_can_be_interrupted_again_and_again(small_model, stripes, tmp_path):
    whole, path = small_model(), tmp_path / "crash.safetensors"
    train(whole, stripes)
    model = small_model()
    for place in ((0, 1), (0, 4), (1, None), (2, 0), (2, 5)):
        with pytest.raises(Interrupted):
            train(model, stripes, model.epochs_done, extra=[Crash(path, *place)])
        model = load_model(path)
    history = train(model, stripes, model.epochs_done)
    assert_equal(model, whole)
    assert history.epoch == [2, 3]
    assert (history.whole().epoch, history.whole().history) == (whole.history.epoch, whole.history.history)
    model.save(path)
    assert load_model(path).history.history == whole.history.history


def test_a_new_training_does_not_continue_the_history(small_model, stripes):
    model = small_model()
    for first, known in ((0, [0, 1, 2, 3]), (0, [0, 1, 2, 3]), (2, [2, 3])):
        train(model, stripes, first)
        assert model.history.whole().epoch == known
    train(model, stripes, 4, epochs=5)
    assert model.history.whole().epoch == [2, 3, 4]


def test_the_stop_button_leaves_a_place_to_go_on_from(small_model, stripes, tmp_path):
    class Stop(callbacks.Callback):
        def on_train_batch_end(self, batch, logs=None):
            if batch == 2:
                raise Interrupted

    whole, model = small_model(), small_model()
    train(whole, stripes)
    with pytest.raises(Interrupted):
        train(model, stripes, extra=[Stop()])
    model.save(tmp_path / "later.safetensors")
    for stopped in (load_model(tmp_path / "later.safetensors"), copy.copy(model)):
        assert stopped.epochs_done == 0
        x, y = stripes(73)
        history = stopped.fit(x, y, BATCH, 1, verbose=0, validation_split=0.2)
        assert stopped.optimizer.iterations == 6
        assert history.epoch == [0]


def test_other_data_begin_the_epoch_anew_and_say_so(small_model, stripes, tmp_path):
    path, (x, y) = tmp_path / "crash.safetensors", stripes(40)
    with pytest.raises(Interrupted):
        small_model().fit(x, y, 10, 2, verbose=0, callbacks=[Crash(path, 0, 1)])
    model = load_model(path)
    text = (
        "had 40 samples, shuffled, in 4 steps of 10. This one has 40 samples, shuffled, in 5 steps of 8, so it cannot"
    )
    with pytest.warns(UserWarning, match=re.escape(text)):
        model.fit(x, y, 8, 1, verbose=0)
    assert model.optimizer.iterations == 2 + 5


def test_it_is_said_where_a_training_goes_on(small_model, stripes, tmp_path, capsys):
    path, (x, y) = tmp_path / "crash.safetensors", stripes(40)
    with pytest.raises(Interrupted):
        small_model().fit(x, y, 10, 3, verbose=0, callbacks=[Crash(path, 1, 2)])
    model = load_model(path)
    model.fit(x, y, 10, 3, verbose=2, initial_epoch=model.epochs_done)
    assert capsys.readouterr().out.startswith("Goes on in epoch 2, after 3 of 4 steps.\nEpoch 2/3 · 4 steps · ")


def test_another_epoch_or_a_new_compile_begins_anew(small_model, stripes, tmp_path):
    path, (x, y) = tmp_path / "crash.safetensors", stripes(40)
    with pytest.raises(Interrupted):
        small_model().fit(x, y, 10, 3, verbose=0, callbacks=[Crash(path, 1, 2)])
    other = load_model(path)
    other.fit(x, y, 10, 1, verbose=0)
    assert other.optimizer.iterations == 7 + 4
    fresh = load_model(path)
    fresh.compile("adam", "categorical_crossentropy")
    assert fresh.epochs_done == 0
    fresh.fit(x, y, 10, 2, verbose=0, initial_epoch=1)
    assert fresh.optimizer.iterations == 4


def test_the_best_checkpoint_is_not_overwritten_after_a_reload(small_model, stripes, tmp_path):
    def best():
        return callbacks.ModelCheckpoint(tmp_path / "best.safetensors", "accuracy", save_best_only=True, mode="min")

    x, y = stripes(40)
    with pytest.raises(Interrupted):  # the accuracy rises, so the first is the least, the best here
        small_model().fit(x, y, 10, 9, verbose=0, callbacks=[best(), Crash(tmp_path / "last.safetensors", 3)])
    kept = (tmp_path / "best.safetensors").read_bytes()
    model = load_model(tmp_path / "last.safetensors")
    model.fit(x, y, 10, 6, verbose=0, callbacks=[best()], initial_epoch=model.epochs_done)
    assert (tmp_path / "best.safetensors").read_bytes() == kept


def test_a_checkpoint_knows_what_callbacks_behind_it_know(small_model, stripes, tmp_path):
    """Wherever it stands among them: it is called last."""
    x, y = stripes(40)
    checkpoint = callbacks.ModelCheckpoint(tmp_path / "{epoch}.safetensors")
    stopping = callbacks.EarlyStopping("loss", patience=5)
    model = small_model()
    model.fit(x, y, 10, 2, verbose=0, callbacks=[checkpoint, stopping])
    again = load_model(tmp_path / "2.safetensors")
    assert again.history.history == model.history.history
    assert again.history.epoch == [0, 1]
    [state] = [entry["state"] for entry in again.place.states if entry["class"] == "EarlyStopping"]
    assert (state["best"], state["best_epoch"]) == (stopping.best, 1)


class Counting(callbacks.Callback):
    def __init__(self):
        self.count, self.arrays = 0, []

    def get_state(self):
        return {"count": self.count, "arrays": self.arrays}

    def set_state(self, state):
        self.count, self.arrays = state["count"], state["arrays"]

    def on_epoch_end(self, epoch, logs=None):
        self.count += 1
        self.arrays = [*self.arrays, np.arange(epoch)]
        logs["odd"] = object()  # nothing that a file could hold


def test_a_callback_of_ones_own_can_go_on(small_model, stripes, tmp_path):
    (x, y), path = stripes(40), tmp_path / "crash.safetensors"
    with pytest.raises(Interrupted):
        small_model().fit(x, y, 10, 9, verbose=0, callbacks=[Counting(), Counting(), Crash(path, 2)])
    first, second, third, model = Counting(), Counting(), Counting(), load_model(path)
    assert model.history.history["odd"] == [None] * 3
    model.fit(x, y, 10, 5, verbose=0, callbacks=[first, second, third], initial_epoch=3)
    assert [each.count for each in (first, second, third)] == [5, 5, 2]
    assert [len(array) for array in first.arrays] == [0, 1, 2, 3, 4]


def test_a_state_that_no_file_can_hold_is_named(small_model, stripes, tmp_path):
    class Odd(callbacks.Callback):
        def get_state(self):
            return {"thing": {1, 2}}

    x, y = stripes(40)
    keep = callbacks.ModelCheckpoint(tmp_path / "a.safetensors")
    with pytest.raises(TypeError, match=re.escape("Odd.get_state `thing`: what is kept in a file must be a number")):
        small_model().fit(x, y, verbose=0, callbacks=[keep, Odd()])
