"""Answers that learners may give to lesson 08's exercises: other ways that are right, and more that are wrong."""

import numpy as np

from course_lib import Input, Sequential, layers
from course_lib.exercises import catalogue

COUNTING, PREPARE, WORST, NETWORK = (catalogue.find(f"08.{place}", "test") for place in (1, 2, 3, 4))
COUNTS = COUNTING.finished


def listed(images, labels):
    x = np.array(images, dtype=np.float32).reshape(*images.shape, 1) / 255.0
    return [x, np.array([[float(label == k) for k in range(10)] for label in labels])]


def by_eye(images, labels):
    return (images / 255)[:, :, :, np.newaxis], np.eye(10)[labels]


def sorted_pairs(labels, probabilities, count):
    pairs = [(-max(row), n) for n, row in enumerate(probabilities) if np.argmax(row) != labels[n]]
    return np.array([n for _, n in sorted(pairs)[:count]], dtype=np.int64)


def lexsorted(labels, probabilities, count):
    sure, wrong = probabilities.max(1), probabilities.argmax(1) != labels
    order = np.lexsort((np.arange(len(labels)), -sure))
    return order[wrong[order]][:count]


def greedily(labels, probabilities, count):
    """The surest mistake, again and again."""
    sure = np.where(probabilities.argmax(axis=1) != labels, probabilities.max(axis=1), -1.0)
    places = []
    while len(places) < count and sure.max() >= 0:
        places.append(int(sure.argmax()))
        sure[places[-1]] = -1
    return np.array(places, dtype=int)


def one_by_one(images, labels):
    x, y = np.zeros((*images.shape, 1), np.float32), np.zeros((len(labels), 10), np.float32)
    for place in np.ndindex(images.shape):
        x[(*place, 0)] = images[place] / 255
    for n, label in enumerate(labels):
        y[n, label] = 1
    return x, y


def network(*middle, first=8):
    return Sequential(
        [
            Input((28, 28, 1)),
            layers.Conv2D(first, 5, activation="relu"),
            *middle,
            layers.Dense(10, activation="softmax"),
        ]
    )


RIGHT = [
    (COUNTING, {name: float(value) for name, value in COUNTS.items()}),
    (COUNTING, {name: np.int64(value) for name, value in COUNTS.items()}),
    (PREPARE, listed),
    (PREPARE, by_eye),
    (PREPARE, one_by_one),
    (PREPARE, lambda images, labels: (np.stack([images], axis=3) / 255, labels[:, None] == np.arange(10))),
    (WORST, greedily),
    (WORST, sorted_pairs),
    (WORST, lexsorted),
    (NETWORK, lambda: network(layers.MaxPooling2D(3), layers.Flatten())),
    (NETWORK, lambda: network(layers.MaxPooling2D(), layers.Flatten(), layers.Dropout(0.1), first=4)),
]
WRONG = [
    (COUNTING, {**COUNTS, "last layer": 184_331}),
    (COUNTING, {name: value for name, value in COUNTS.items() if name != "last layer"}),
    (COUNTING, {**COUNTS, "last layer": "184330"}),
    (COUNTING, list(COUNTS.values())),
    (COUNTING, {**COUNTS, "last layer": ...}),
    (PREPARE, lambda images, labels: (images, labels)),
    (PREPARE, lambda images, labels: (by_eye(images, labels)[0].round(), by_eye(images, labels)[1])),
    (PREPARE, lambda images, labels: (1 - by_eye(images, labels)[0], by_eye(images, labels)[1])),
    (PREPARE, lambda images, labels: (by_eye(images, labels)[0], by_eye(images, labels)[1][::-1])),
    (WORST, lambda labels, probabilities, count: sorted_pairs(labels, probabilities, count).tolist()),
    (WORST, lambda labels, probabilities, count: sorted_pairs(labels, probabilities, count)[0]),
    (WORST, lambda labels, probabilities, count: np.arange(count)),
    (WORST, lambda labels, probabilities, count: lexsorted(labels, probabilities, len(labels))[: count - 1]),
    (WORST, lambda labels, probabilities, count: np.sort(lexsorted(labels, probabilities, count))),
    (PREPARE, lambda images, labels: ((images[..., None] / 255).astype(np.uint8), by_eye(images, labels)[1])),
    (PREPARE, lambda images, labels: (by_eye(images, labels)[0], labels[:, None])),
    (NETWORK, lambda: network(layers.Flatten())),
    (NETWORK, lambda: network(layers.GlobalMaxPooling2D(), layers.Dense(2), first=2)),
    (NETWORK, lambda: None),
    (NETWORK, lambda: 1 / 0),
    (NETWORK, network),
    (NETWORK, lambda: Sequential([layers.Flatten(), layers.Dense(10, activation="softmax")])),
]


def test_each_number_of_the_counts_is_looked_at():
    verdict = COUNTING.examine({**COUNTS, "first convolution": 576, "last layer": ...})
    assert verdict.lines == (
        "2 of 4 are right.",
        "first convolution: 576 is not right.",
        "Likely cause: the biases are missing: each filter and each output has one.",
        "last layer: still open.",
    )
    assert COUNTING.examine(dict.fromkeys(COUNTS, ...)).state == "open"


def test_cutting_off_before_right_guesses_are_left_out_is_seen_in_the_first_case():
    """It passed once: no case had a right guess among the surest."""

    def too_early(labels, probabilities, count):
        first = np.lexsort((np.arange(len(labels)), -probabilities.max(1)))[:count]
        return first[probabilities.argmax(1)[first] != labels[first]]

    lines = WORST.examine(too_early).lines
    assert "Expected shape (2,), [3, 0], got shape (1,), [3]." in lines
    assert any("cut off too early" in line for line in lines)


def test_a_network_that_is_too_large_is_told_which_layer_to_look_at():
    def told(*middle, first=8):
        return " ".join(NETWORK.examine(lambda: network(*middle, layers.Flatten(), first=first)).lines)

    large = told(layers.Conv2D(64, 5), layers.GlobalMaxPooling2D())
    assert "12,864 of them in the layer 'conv2d_1'" in large and "`conv2d_1` has most of them" in large
    assert "the last layer has most" in told(first=4)
    assert "the first dense layer" in told(layers.Flatten(), layers.Dense(32))


def test_a_stub_of_the_network_is_open_and_a_model_is_no_function():
    def stub():
        raise NotImplementedError

    assert NETWORK.examine(stub).state == "open"
    assert NETWORK.examine(NETWORK.finished).state == "open"
    assert "wants the function itself" in NETWORK.examine(network(layers.Flatten())).lines[0]
