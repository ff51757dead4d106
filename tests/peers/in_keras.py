"""Run by a Python that has Keras: ``in_keras.py FOLDER`` answers the task in that folder.

The functions that build something take the library, so that the tests build the same with the course's.
"""

import importlib
import importlib.util
import json
import os
import sys
from pathlib import Path

import numpy as np


def model_of(library, shape, stack):
    made = [getattr(library.layers, kind)(**arguments) for kind, arguments in stack]
    return library.Sequential([library.Input(tuple(shape)), *made])


def optimizer_of(library, kind, arguments):
    rate = arguments.get("learning_rate")
    if isinstance(rate, list):
        schedule = getattr(library.optimizers.schedules, rate[0])(**rate[1])
        arguments = {**arguments, "learning_rate": schedule}
    return getattr(library.optimizers, kind)(**arguments)


def backend():
    """The one that is asked for, or the first that is there, the one that starts fastest in front."""
    asked = os.environ.get("KERAS_BACKEND")
    return asked or next(name for name in ("tensorflow", "torch", "jax") if importlib.util.find_spec(name))


def predict(keras, task, arrays, answer):
    for name, (shape, stack) in task["networks"].items():
        keras.utils.set_random_seed(1)
        model, x = model_of(keras, shape, stack), arrays[f"{name}/x"]
        for place, array in enumerate(model.get_weights()):
            answer[f"{name}/own/{place}"] = array
        answer[f"{name}/own predictions"] = model.predict(x, verbose=0)
        count = len(model.get_weights())
        model.set_weights([arrays[f"{name}/weights/{place}"] for place in range(count)])
        answer[f"{name}/predictions"] = model.predict(x, verbose=0)
        for place, array in enumerate(model.get_weights()):
            answer[f"{name}/back/{place}"] = array


def train(keras, task, arrays, answer):
    x, y, size = arrays["train/x"], arrays["train/y"], task["batch"]
    for name, (network, kind, arguments) in task["trainings"].items():
        model = model_of(keras, *task["networks"][network])
        model.set_weights([arrays[f"{network}/start/{place}"] for place in range(len(model.get_weights()))])
        model.compile(optimizer_of(keras, kind, arguments), "categorical_crossentropy")
        losses = []
        for step in range(task["steps"]):
            rows = slice(step * size, (step + 1) * size)
            model.reset_metrics()  # else the loss is a mean over all batches so far
            losses.append(float(model.train_on_batch(x[rows], y[rows])))
            for place, array in enumerate(model.get_weights()):
                answer[f"{name}/{step}/{place}"] = array
        answer[f"{name}/losses"] = np.array(losses)


if __name__ == "__main__":
    folder, answer = Path(sys.argv[1]), {}
    os.environ["KERAS_BACKEND"] = backend()
    import keras

    task = json.loads((folder / "task.json").read_text())
    with np.load(folder / "arrays.npz", allow_pickle=False) as arrays:
        predict(keras, task, arrays, answer)
        train(keras, task, arrays, answer)
    name = keras.backend.backend()
    versions = f"Keras {keras.__version__} with {name} {importlib.import_module(name).__version__}"
    np.savez(folder / "answer.npz", versions=np.array(versions), **answer)
