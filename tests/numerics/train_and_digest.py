"""Train T1–T5 and two networks with what those lack for 50 steps each; print digests of what comes out, as JSON.

``--inspect`` compiles every kernel in this process, into an empty cache folder, and adds which registers the code uses.
"""

import hashlib
import json
import sys

import numpy as np

from course_lib import Input, Sequential, datasets, layers, optimizers, utils
from course_lib.kernels import simd, warm_up
from course_lib.kernels.compiled import compiled_functions
from course_lib.layers import AveragePooling2D, BatchNormalization, Conv2D, Dense, Dropout, Flatten, MaxPooling2D


def dense(units, *before):
    return [Flatten(), Dense(units, activation="relu"), *before, Dense(10, activation="softmax")]


def relu(filters, size, **options):
    return Conv2D(filters, size, activation="relu", **options)


# Name: (optimizer, layers). The tutorials' networks with their optimizers, and two with what they lack.
TRAININGS = {
    "T1": ("adam", [relu(32, 5), MaxPooling2D(), relu(64, 5), MaxPooling2D(), *dense(1000)]),
    "T2": ("adam", [relu(64, 3), relu(32, 3), Flatten(), Dense(10, activation="softmax")]),
    "T3": ("adam", [relu(32, 3), relu(64, 3), relu(128, 3), Dropout(0.25), MaxPooling2D(), *dense(128)]),
    "T4": ("rmsprop", [relu(32, 3), *dense(128)]),
    "T5": (
        optimizers.Adadelta(1.0),
        [relu(32, 3), MaxPooling2D(), relu(64, 3), MaxPooling2D(), Dropout(0.25), *dense(128, Dropout(0.5))],
    ),
    "awkward": (
        optimizers.SGD(optimizers.schedules.CosineDecay(0.05, 40), momentum=0.9, nesterov=True),
        [
            layers.RandomRotation(0.05),
            Conv2D(10, 5, strides=2, padding="same", kernel_regularizer="l2"),
            BatchNormalization(),
            layers.LeakyReLU(negative_slope=0.1),
            MaxPooling2D(3, strides=2, padding="same"),
            Conv2D(33, (3, 2), activation="tanh"),
            Conv2D(17, 3, padding="same", activation="elu"),
            AveragePooling2D(2, strides=1),
            *dense(70, BatchNormalization()),
        ],
    ),
    "augmented": (
        "adam",
        [
            layers.RandomTranslation(0.1, 0.1),
            layers.RandomZoom(0.1),
            layers.RandomFlip("horizontal"),
            layers.RandomErasing(value_range=(0, 1)),
            relu(16, 3, padding="same"),
            MaxPooling2D(),
            BatchNormalization(momentum=0.9),
            *dense(64, Dropout(0.2)),
        ],
    ),
}


def digest(arrays):
    return hashlib.sha256(b"".join(array.tobytes() for array in arrays)).hexdigest()[:16]


def train(name, x, y):
    """50 steps of 40 samples, the last of each epoch of 10; weights, predictions, history."""
    optimizer, stack = TRAININGS[name]
    utils.set_random_seed(7)
    model = Sequential([Input((28, 28, 1)), *stack])
    model.compile(optimizer, "categorical_crossentropy", ["accuracy"])
    history = model.fit(x, y, batch_size=40, epochs=5, verbose=0, validation_split=0.1).history
    figures = json.dumps(history).encode()  # JSON writes every digit of a float
    return {
        "weights": digest(model.get_weights()),
        "predictions": digest([model.predict(x[:100], verbose=0)]),
        "history": hashlib.sha256(figures).hexdigest()[:16],
        "losses": history["loss"],
    }


def registers():
    """Which kinds of registers the code uses that was compiled here, and how many functions could be looked at."""
    texts = []
    for function in compiled_functions().values():
        for signature in function.signatures:
            try:
                texts.append(function.inspect_asm(signature))
            except RuntimeError:  # it came from the cache folder
                continue
    return {"functions": len(texts)} | {kind: any(kind in text for text in texts) for kind in ("ymm", "zmm")}


if __name__ == "__main__":
    if "--inspect" in sys.argv:
        warm_up.READY.mkdir(parents=True, exist_ok=True)
        for name in warm_up.all_calls():
            (warm_up.READY / name).touch()  # else a second process would compile half of the kernels
    (x, y), _ = datasets.mnist.load_data()
    x, y = x[:412, ..., None].astype(np.float32) / 255, utils.to_categorical(y[:412], 10)
    found = {"lanes": simd.WIDTH, "digests": {name: train(name, x, y) for name in TRAININGS}}
    print(json.dumps(found | (registers() if "--inspect" in sys.argv else {})))
