"""What is compared with the peers, as plain data: networks, and trainings of 20 steps.

Names and arguments are Keras's and the course's alike; ``in_pytorch.py`` translates them.
"""

import numpy as np

from course_lib import datasets, utils

STEPS, BATCH = 20, 32
IMAGE = (28, 28, 1)


def conv(filters, size, **arguments):
    return ["Conv2D", {"filters": filters, "kernel_size": size, "activation": "relu", **arguments}]


def dense(units, activation="relu"):
    return ["Dense", {"units": units, "activation": activation}]


POOL, FLATTEN, CLASSES = ["MaxPooling2D", {}], ["Flatten", {}], dense(10, "softmax")


def dropout(rate):
    return ["Dropout", {"rate": rate}]


# Name: (shape of an image, layers). T1 to T5 are the tutorials'; the others have what those lack, and H ≠ W.
NETWORKS = {
    "T1": (IMAGE, [conv(32, 5), POOL, conv(64, 5), POOL, FLATTEN, dense(1000), CLASSES]),
    "T2": (IMAGE, [conv(64, 3), conv(32, 3), FLATTEN, CLASSES]),
    "T3": (IMAGE, [conv(32, 3), conv(64, 3), conv(128, 3), dropout(0.25), POOL, FLATTEN, dense(128), CLASSES]),
    "T4": (IMAGE, [conv(32, 3), FLATTEN, dense(128), CLASSES]),
    "T5": (
        IMAGE,
        [
            *[conv(32, 3), POOL, conv(64, 3), POOL, dropout(0.25)],
            *[FLATTEN, dense(128), dropout(0.5), CLASSES],
        ],
    ),
    "awkward": (
        (20, 17, 1),
        [
            conv(6, [3, 2], activation=None, use_bias=False),
            ["BatchNormalization", {}],
            ["LeakyReLU", {"negative_slope": 0.1}],
            ["AveragePooling2D", {"pool_size": 2}],
            conv(5, [2, 3], strides=[2, 1], padding="same", activation="tanh"),  # one side gets more zeros
            ["ZeroPadding2D", {"padding": [[1, 0], [0, 2]]}],
            ["MaxPooling2D", {"pool_size": [3, 2], "strides": 1}],
            FLATTEN,
            ["BatchNormalization", {"scale": False, "epsilon": 0.01}],
            dense(12, "elu"),
            ["BatchNormalization", {"center": False}],
            dropout(0.3),
            dense(10, None),
            ["Softmax", {}],
        ],
    ),
    "global pooling": (
        (20, 17, 1),
        [
            conv(7, 3, padding="same", activation="sigmoid"),
            ["GlobalAveragePooling2D", {}],
            ["Activation", {"activation": "tanh"}],
            CLASSES,
        ],
    ),
    "trained": (IMAGE, [conv(8, 3), POOL, conv(12, 3), POOL, FLATTEN, dense(32), CLASSES]),
    "trained, normalized": (
        IMAGE,
        [
            conv(8, 3, activation=None, kernel_regularizer="l2"),
            ["BatchNormalization", {}],
            # Smooth: normalization divides by small spreads, and with relu behind it rounding grew a thousandfold in 20
            # steps. (Keras with TensorFlow was 2e-3 away from a run in float64.)
            *[["Activation", {"activation": "tanh"}], ["AveragePooling2D", {"pool_size": 2}], FLATTEN, CLASSES],
        ],
    ),
}

# Learning rates with which the loss falls well within 20 steps, so that weights move.
TRAININGS = {
    "SGD": ["SGD", {"learning_rate": 0.1}],
    "SGD, momentum": ["SGD", {"learning_rate": 0.02, "momentum": 0.9}],
    "SGD, nesterov": ["SGD", {"learning_rate": 0.02, "momentum": 0.9, "nesterov": True}],
    "RMSprop": ["RMSprop", {}],
    "RMSprop, centered": ["RMSprop", {"centered": True}],
    "RMSprop, momentum": ["RMSprop", {"momentum": 0.5}],
    "Adagrad": ["Adagrad", {"learning_rate": 0.05}],
    "Adadelta, 1.0": ["Adadelta", {"learning_rate": 1.0}],
    "Adadelta": ["Adadelta", {}],
    "Adam": ["Adam", {}],
    "AdamW": ["AdamW", {"weight_decay": 0.1}],
    "SGD, nesterov, CosineDecay": [
        "SGD",
        {
            "learning_rate": ["CosineDecay", {"initial_learning_rate": 0.05, "decay_steps": 15, "alpha": 0.1}],
            "momentum": 0.9,
            "nesterov": True,
        },
    ],
    "Adam, ExponentialDecay": [
        "Adam",
        {"learning_rate": ["ExponentialDecay", {"initial_learning_rate": 0.003, "decay_steps": 5, "decay_rate": 0.5}]},
    ],
    "AdamW, PiecewiseConstantDecay": [
        "AdamW",
        {
            "learning_rate": ["PiecewiseConstantDecay", {"boundaries": [4, 9], "values": [0.001, 0.003, 0.0005]}],
            "weight_decay": 0.05,
        },
    ],
    # Not with Adam: normalization takes off what a bias before it adds, so its gradient is 0 but for rounding, and Adam
    # makes whole steps of that, in either direction.
    "SGD, normalized": ["SGD", {"learning_rate": 0.02}],
}
# Those of which PyTorch has the same rule, or one that becomes the same with another epsilon in each step.
IN_PYTORCH = ["SGD", "SGD, momentum", "SGD, nesterov", "Adadelta, 1.0", "Adam", "AdamW"]


def network_trained_by(training):
    return "trained, normalized" if "normalized" in training else "trained"


def images(shape, count, first=0, part="test"):
    """MNIST's images, cut to a shape, with pixels from 0 to 1."""
    data = datasets.mnist.load_data()[("train", "test").index(part)][0][first : first + count]
    top, left = (28 - shape[0]) // 2, (28 - shape[1]) // 2
    return data[:, top : top + shape[0], left : left + shape[1], None].astype(np.float32) / 255


def training_data():
    (_, y), _ = datasets.mnist.load_data()
    count = STEPS * BATCH
    return images(IMAGE, count, part="train"), utils.to_categorical(y[:count], 10).astype(np.float32)


def stirred(weights, seed):
    """Weights moved at random, so that no bias is 0 and no average as it was at the start; variances stay positive."""
    rng = np.random.default_rng(seed)
    return [np.abs(array + rng.normal(0, 0.1, array.shape)).astype(np.float32) if array.ndim == 1 else
            (array + rng.normal(0, 0.02, array.shape)).astype(np.float32) for array in weights]  # fmt: skip
