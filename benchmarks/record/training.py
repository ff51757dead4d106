"""One training of the record: from the data to its figures, with a checkpoint to go on from."""

import hashlib
import json
import time

import numpy as np

from course_lib import Input, Sequential, callbacks, datasets, losses, numerics, utils
from course_lib.models import load_model

CHECKPOINT_EVERY = 500  # steps: half a minute of work at most is lost


class Stopwatch(callbacks.Callback):
    """Seconds of training, validations included, over all its parts."""

    def __init__(self):
        self.before, self.start = 0.0, None

    @property
    def seconds(self):
        return self.before + (time.perf_counter() - self.start)

    def get_state(self):
        return {"seconds": self.seconds}

    def set_state(self, state):
        self.before = state["seconds"]

    def on_train_begin(self, logs=None):
        self.start = time.perf_counter()

    def on_train_end(self, logs=None):
        self.total = self.seconds


def data_of(plan):
    """((x, y), (x, y)) for training and test: images (N, 28, 28, 1) divided by the plan's divisor, one-hot labels."""
    parts = getattr(datasets, plan.data).load_data()
    return tuple((x[..., None] / np.float32(plan.divisor), utils.to_categorical(y, 10)) for x, y in parts)


def new_model(plan, seed):
    """The plan's network with first weights of that seed, compiled."""
    utils.set_random_seed(seed)
    model = Sequential([Input((28, 28, 1)), *plan.network()], name=plan.name.lower())
    loss = losses.CategoricalCrossentropy(label_smoothing=plan.label_smoothing)
    model.compile(plan.optimizer(), loss, metrics=["accuracy"])
    return model


def train(plan, seed, folder, verbose=2):
    """Train, or go on where a training was interrupted; return its result, or None if it is interrupted again.

    The trained network stays in the folder, and until then the checkpoint to go on from; see `path_of`.
    """
    (x, y), test = data_of(plan)
    folder.mkdir(parents=True, exist_ok=True)
    path = path_of(folder, plan, seed, "unfinished")
    load_kernels(plan, x, y)
    model = load_model(path) if path.exists() else new_model(plan, seed)
    watch = Stopwatch()
    history = model.fit(
        x,
        y,
        plan.batch_size,
        plan.epochs,
        verbose=verbose,
        callbacks=[watch, callbacks.ModelCheckpoint(path, save_freq=CHECKPOINT_EVERY)],
        validation_data=test if plan.validation == "test" else None,
        validation_split=plan.validation if isinstance(plan.validation, float) else 0.0,
        initial_epoch=model.epochs_done,
    )
    if model.epochs_done < plan.epochs:
        model.save(path)
        return None
    found = result(plan, seed, model, history.whole().history, watch.total, test)
    model.save(path_of(folder, plan, seed, "trained"))
    path.unlink(missing_ok=True)
    return found


def load_kernels(plan, x, y):
    """Two steps of another network, so that the seconds are those of training and not of loading compiled code."""
    few = slice(2 * plan.batch_size)
    new_model(plan, 0).fit(x[few], y[few], plan.batch_size, verbose=0)


def path_of(folder, plan, seed, state):
    """The file of a network in a state, "unfinished" or "trained"."""
    return folder / f"{plan.name}-{seed}-{plan.fingerprint}-{state}.safetensors"


def result(plan, seed, model, history, seconds, test):
    """What the record keeps of a training."""
    loss, accuracy = model.evaluate(*test, batch_size=500, verbose=0)
    found = {"seed": seed, "test_accuracy": accuracy, "test_loss": loss}
    if plan.judged_by == "mirrored_accuracy":
        found["mirrored_accuracy"] = mirrored_accuracy(model, *test)
    if "val_accuracy" in history:
        found["val_accuracy"] = history["val_accuracy"][-1]
    return found | {
        "seconds": round(seconds, 1),
        "steps": model.optimizer.iterations,
        "weights": digest(model.get_weights()),
        "history_digest": hashlib.sha256(json.dumps(history).encode()).hexdigest()[:16],
        "history": {name: [round(value, 5) for value in values] for name, values in history.items()},
        "plan": plan.fingerprint,
        "numerics": numerics.VERSION,
    }


def mirrored_accuracy(model, x, y):
    """The part of the images that the model knows when it adds its probabilities for each and its mirror image."""
    both = [model.predict(images, batch_size=500, verbose=0) for images in (x, x[:, :, ::-1])]
    return right(np.add(*both), y) / len(x)


def right(probabilities, labels):
    """How many rows have their largest number where the label has its 1."""
    return int((probabilities.argmax(axis=1) == labels.argmax(axis=1)).sum())


def digest(arrays):
    """16 hexadecimal digits that stand for every bit of the arrays."""
    return hashlib.sha256(b"".join(array.tobytes() for array in arrays)).hexdigest()[:16]
