"""The course's library and Keras: one program serves both, since the names are the same."""

import importlib
import os
import time

import numpy as np

from benchmarks.networks import BATCH, IMAGE, NETWORKS


def load(setting, threads):
    """`setting` is "course_lib", or Keras's backend: "tensorflow" or "jax"."""
    versions = {}
    if setting == "course_lib":
        import course_lib as library
        from course_lib import Input, Sequential, callbacks, layers, utils  # noqa: F401 - loaded when asked for
    else:
        os.environ["KERAS_BACKEND"] = setting
        backend = importlib.import_module(setting)
        if setting == "tensorflow":
            backend.config.threading.set_intra_op_parallelism_threads(threads)
            backend.config.threading.set_inter_op_parallelism_threads(threads)
        import keras as library

        versions[setting] = backend.__version__
    versions[library.__name__] = library.__version__
    return versions, lambda network, data: KerasLike(library, network, data)


class KerasLike:
    """A network in a library with Keras's names; `library` is the module ``keras`` or ``course_lib``."""

    def __init__(self, library, network, data):
        self.library, self.network, self.data = library, network, data
        self.labels = np.eye(10, dtype=np.float32)[data["y_train"]]

    def build(self):
        layers = self.library.layers
        made = {
            "conv": lambda filters, size: layers.Conv2D(filters, size, activation="relu"),
            "pool": layers.MaxPooling2D,
            "flatten": layers.Flatten,
            "dense": lambda units: layers.Dense(units, activation="relu"),
            "dropout": layers.Dropout,
            "classes": lambda units: layers.Dense(units, activation="softmax"),
        }
        self.library.utils.set_random_seed(1)
        stack = [made[kind](*numbers) for kind, *numbers in NETWORKS[self.network]]
        self.model = self.library.Sequential([self.library.Input(IMAGE), *stack])
        self.model.compile("adam", "categorical_crossentropy")

    def train(self, first, count):
        clock = self._clock()
        rows = slice(first, first + count)
        if rows.stop > len(self.labels):  # from the first image on again
            rows = np.arange(first, first + count) % len(self.labels)
        x, y = self.data["x_train"][rows], self.labels[rows]
        self.model.fit(x, y, batch_size=BATCH, epochs=1, verbose=0, callbacks=[clock])
        return sorted(clock.times)

    def _clock(self):
        class Clock(self.library.callbacks.Callback):
            # Keras may start the next step before it calls this, but calls it with a step's finished loss as a number.
            async_safe = True

            def __init__(self):
                super().__init__()
                self.times = []

            def on_train_batch_end(self, batch, logs=None):
                self.times.append(time.perf_counter())

        return Clock()

    def ways(self):
        return ["predict"] + ["predict_on_batch", "call"] * (self.library.__name__ == "keras")

    def predict(self, way, images):
        x = self.data["x_test"][:images]
        start = time.perf_counter()
        if way == "predict":
            self.model.predict(x, batch_size=BATCH, verbose=0)
        else:
            call = self.model if way == "call" else self.model.predict_on_batch
            for n in range(0, images, BATCH):
                np.asarray(call(x[n : n + BATCH]))  # JAX answers before it has computed; an array of numpy is finished
        return time.perf_counter() - start

    def right(self):
        predicted = self.model.predict(self.data["x_test"], batch_size=500, verbose=0)
        return int((predicted.argmax(axis=1) == self.data["y_test"]).sum())
