"""The networks of five public tutorials, trained as these did; the percentages are theirs."""

from benchmarks.record.plan import Plan
from benchmarks.record.recipes import moved
from course_lib import optimizers
from course_lib.layers import Conv2D, Dense, Dropout, Flatten, MaxPooling2D
from course_lib.optimizers.schedules import CosineDecay


def two_stages():
    return [
        Conv2D(32, 5, activation="relu"),
        MaxPooling2D(2),
        Conv2D(64, 5, activation="relu"),
        MaxPooling2D(2),
        Flatten(),
        Dense(1000, activation="relu"),
        Dense(10, activation="softmax"),
    ]


def two_convolutions():
    return [
        Conv2D(64, 3, activation="relu"),
        Conv2D(32, 3, activation="relu"),
        Flatten(),
        Dense(10, activation="softmax"),
    ]


def three_convolutions():
    return [
        Conv2D(32, 3, activation="relu"),
        Conv2D(64, 3, activation="relu"),
        Conv2D(128, 3, activation="relu"),
        Dropout(0.5),
        MaxPooling2D(2),
        Flatten(),
        Dense(128, activation="relu"),
        Dense(10, activation="softmax"),
    ]


def one_convolution():
    return [
        Conv2D(32, 3, activation="relu"),
        Flatten(),
        Dense(128, activation="relu"),
        Dense(10, activation="softmax"),
    ]


def two_dropouts():
    return [
        Conv2D(32, 3, activation="relu"),
        MaxPooling2D(2),
        Conv2D(64, 3, activation="relu"),
        MaxPooling2D(2),
        Dropout(0.25),
        Flatten(),
        Dense(128, activation="relu"),
        Dropout(0.5),
        Dense(10, activation="softmax"),
    ]


TUTORIALS = (
    Plan(
        "T1",
        "two convolutions of 5×5 with pooling, dense 1000; Adam",
        data="mnist",
        network=two_stages,
        optimizer=optimizers.Adam,
        epochs=10,
        batch_size=128,
        validation="test",
        reported=99.2,
        wanted=99.2,
        remark="The accuracy still changes by tenths of a percent from epoch to epoch, and the last one counts; "
        "T1-cosine is the same network with a rate that comes to rest.",
    ),
    Plan(
        "T1-SGD",
        "the same; gradient descent with a rate of 0.01",
        data="mnist",
        network=two_stages,
        optimizer=lambda: optimizers.SGD(learning_rate=0.01),
        epochs=10,
        batch_size=128,
        validation="test",
    ),
    Plan(
        "T1-cosine",
        "the same; Adam, whose rate falls to 0 as a cosine does",
        data="mnist",
        network=two_stages,
        optimizer=lambda: optimizers.Adam(CosineDecay(0.001, 10 * 469)),
        epochs=10,
        batch_size=128,
        validation="test",
        wanted=99.2,
    ),
    Plan(
        "T2",
        "two convolutions of 3×3, pixels from 0 to 255; Adam",
        data="mnist",
        network=two_convolutions,
        optimizer=optimizers.Adam,
        epochs=3,
        batch_size=128,
        validation="test",
        divisor=1,
        reported=97.57,
        wanted=98.0,
        remark="98.0 were wanted. After three epochs the accuracy still changes by tenths of a percent; T2-cosine is "
        "the same network with a rate that comes to rest.",
    ),
    Plan(
        "T2-cosine",
        "the same; Adam, whose rate falls to 0 as a cosine does",
        data="mnist",
        network=two_convolutions,
        optimizer=lambda: optimizers.Adam(CosineDecay(0.001, 3 * 469)),
        epochs=3,
        batch_size=128,
        validation="test",
        divisor=1,
        wanted=98.0,
    ),
    Plan(
        "T3",
        "three convolutions of 3×3, dropout of a half, pooling, dense 128; Adam",
        data="mnist",
        network=three_convolutions,
        optimizer=optimizers.Adam,
        epochs=20,
        batch_size=128,
        validation=0.1,
        reported=99.39,
        wanted=99.39,
        remark="From the fifth epoch on the network gets better on hardly anything but its training images, which it "
        "knows by heart in the end; T3-moved is the same network that never sees the same picture twice.",
    ),
    Plan(
        "T3-moved",
        "the same with turned, shifted and zoomed digits; Adam, whose rate falls to 0 as a cosine does",
        data="mnist",
        network=lambda: [*moved(), *three_convolutions()],
        optimizer=lambda: optimizers.Adam(CosineDecay(0.001, 10 * 422)),
        epochs=10,
        batch_size=128,
        validation=0.1,
        wanted=99.39,
        seeds=(1,),
    ),
    Plan(
        "T4",
        "one convolution of 3×3, dense 128; RMSprop",
        data="fashion_mnist",
        network=one_convolution,
        optimizer=optimizers.RMSprop,
        epochs=3,
        batch_size=32,
        validation=0.2,
        judged_by="val_accuracy",
        reported=89.3,
        wanted=90.0,
    ),
    Plan(
        "T5",
        "two convolutions of 3×3 with pooling and dropout, dense 128; Adadelta with a rate of 1",
        data="mnist",
        network=two_dropouts,
        optimizer=lambda: optimizers.Adadelta(learning_rate=1.0),
        epochs=12,
        batch_size=128,
        validation="test",
        reported=99.23,
        wanted=99.23,
    ),
)
