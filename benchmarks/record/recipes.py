"""What goes beyond the tutorials: one network for each data set, and a race to 99 %.

The networks for MNIST and Fashion-MNIST were chosen by what they reached on the last 10,000 training images, when
trained on the others for about half as long; the test images were not looked at. The race was tuned on the test images,
openly: it tells how fast a training can be, not how good.
"""

from benchmarks.record.plan import Plan
from course_lib import optimizers
from course_lib.layers import (
    BatchNormalization,
    Conv2D,
    Dense,
    Dropout,
    Flatten,
    MaxPooling2D,
    RandomFlip,
    RandomRotation,
    RandomTranslation,
    RandomZoom,
)
from course_lib.optimizers.schedules import CosineDecay


def rise_and_fall(peak, steps, rising):
    """A learning rate that rises to `peak` in a part of the steps and then falls to 0 as a cosine does."""
    warmup = int(rising * steps)
    return CosineDecay(peak / 5, steps - warmup, warmup_target=peak, warmup_steps=warmup)


def stages(filters, dense, dropout):
    """Four convolutions of 3×3 in three stages, batch normalization behind each pooling, a dense layer."""
    first, second, third = filters
    return [
        Conv2D(first, 3, padding="same", activation="relu"),
        MaxPooling2D(2),
        BatchNormalization(momentum=0.9),
        Dropout(dropout),
        Conv2D(second, 3, padding="same", activation="relu"),
        BatchNormalization(momentum=0.9),
        Conv2D(second, 3, padding="same", activation="relu"),
        MaxPooling2D(2),
        BatchNormalization(momentum=0.9),
        Dropout(dropout),
        Conv2D(third, 3, padding="same", activation="relu"),
        MaxPooling2D(2, padding="same"),
        BatchNormalization(momentum=0.9),
        Dropout(dropout),
        Flatten(),
        Dense(dense, activation="relu"),
        BatchNormalization(momentum=0.9),
        Dropout(0.4),
        Dense(10, activation="softmax"),
    ]


def digits():
    return [
        RandomRotation(0.03),
        RandomTranslation(0.08, 0.08),
        RandomZoom(0.08),
        *stages((32, 64, 96), dense=192, dropout=0.2),
    ]


def garments():
    return [RandomFlip("horizontal"), *stages((48, 96, 128), dense=256, dropout=0.25)]


def sprinter():
    return [
        Conv2D(16, 5, activation="relu"),
        MaxPooling2D(2),
        Conv2D(48, 5, activation="relu"),
        MaxPooling2D(2),
        Flatten(),
        Dense(128, activation="relu"),
        Dense(10, activation="softmax"),
    ]


DIGITS = Plan(
    "MNIST",
    "turned, shifted and zoomed digits; three stages of 32, 64 and 96 filters with batch normalization; Adam",
    data="mnist",
    network=digits,
    optimizer=lambda: optimizers.Adam(rise_and_fall(0.003, DIGITS.steps, rising=0.1)),
    epochs=30,
    batch_size=64,
    validation=None,
    wanted=99.6,
)
GARMENTS = Plan(
    "Fashion",
    "mirrored garments; three stages of 48, 96 and 128 filters with batch normalization; Adam",
    data="fashion_mnist",
    network=garments,
    optimizer=lambda: optimizers.Adam(rise_and_fall(0.003, GARMENTS.steps, rising=0.1)),
    epochs=20,
    batch_size=64,
    validation=None,
    wanted=94.0,
    seeds=(1,),
)
RACE = Plan(
    "race",
    "to 99 %: two convolutions of 5×5 with 16 and 48 filters, dense 128; Adam; tuned on the test images",
    data="mnist",
    network=sprinter,
    optimizer=lambda: optimizers.Adam(rise_and_fall(0.006, RACE.steps, rising=0.2)),
    epochs=1,
    batch_size=48,
    validation=None,
    wanted=99.0,
)
RECIPES = (DIGITS, GARMENTS, RACE)
