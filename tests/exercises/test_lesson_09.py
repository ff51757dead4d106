"""Answers that learners may give to lesson 09's exercises: other ways that are right, and more that are wrong."""

import math

import numpy as np

from course_lib.exercises import catalogue
from course_lib.kernels import reference

SPLIT, DROPOUT, BATCHNORM, STOPPING = (catalogue.find(f"09.{place}", "test") for place in (1, 2, 3, 4))


def counted_from_the_end(x, y, share):
    last = math.ceil(len(x) * share)
    return x[:-last], y[:-last], x[-last:], y[-last:]


def by_a_mask(x, y, share):
    training = np.arange(len(x)) < math.floor(len(x) * (1 - share))
    return [x[training], y[training], x[~training], y[~training]]


def row_by_row(x, y, share):
    parts = ([], [], [], [])
    for place, (row, label) in enumerate(zip(x, y, strict=True)):
        later = 2 * (place + 1 > len(x) - len(x) * share)
        parts[later].append(row)
        parts[later + 1].append(label)
    return tuple(map(np.array, parts))


def dropped_in_loops(x, mask, rate, training):
    if not training:
        return x
    y = np.zeros(x.shape)
    for place in np.ndindex(x.shape):
        if mask[place]:
            y[place] = x[place] / (1 - rate)
    return y


def normalized_in_loops(x, gamma, beta, epsilon):
    y = np.zeros(x.shape)
    for c in range(x.shape[-1]):
        numbers = x[..., c]
        mean = sum(numbers.ravel()) / numbers.size
        variance = sum((number - mean) ** 2 for number in numbers.ravel()) / numbers.size
        y[..., c] = gamma[c] * (numbers - mean) / math.sqrt(variance + epsilon) + beta[c]
    return y


def by_mean_of_squares(x, gamma, beta, epsilon):
    axes = tuple(range(x.ndim))[:-1]
    mean = np.mean(x, axes)
    return gamma * (x - mean) * (np.mean(x**2, axes) - mean**2 + epsilon) ** -0.5 + beta


def twin(x, gamma, beta, epsilon):
    rows = x.reshape(-1, x.shape[-1])
    return reference.batchnorm_forward(rows, gamma, beta, *reference.batchnorm_statistics(rows), epsilon).reshape(
        x.shape
    )


def shape_by_shape(x, gamma, beta, epsilon):
    axis = 0 if len(x.shape) == 2 else (0, 1, 2)
    return (x - x.mean(axis)) / np.sqrt(x.var(axis) + epsilon) * gamma + beta


def waiting(val_losses, patience):
    best, best_epoch, wait = math.inf, 0, 0
    for epoch in range(len(val_losses)):
        if val_losses[epoch] < best:
            best, best_epoch, wait = val_losses[epoch], epoch, 0
        else:
            wait = wait + 1
            if wait == patience:
                break
    return [epoch + 1, best_epoch + 1]


def by_minimum_so_far(val_losses, patience):
    for stopped in range(1, len(val_losses) + 1):
        best = int(np.argmin(val_losses[:stopped])) + 1
        if stopped - best >= patience:
            break
    return np.array([stopped, best])


def left_alone_at_rate_0(x, mask, rate, training):
    """As the layer does it; once rejected, since a mask dropped numbers at a rate of 0."""
    return x * mask / (1 - rate) if training and rate else x


def by_columns(x, gamma, beta, epsilon):
    rows = x.reshape(-1, x.shape[-1]).T
    z = (rows - rows.mean(axis=1)[:, None]) / np.sqrt(rows.var(axis=1) + epsilon)[:, None]
    return (z.T * gamma + beta).reshape(x.shape)


def best_begins_at_0(val_losses, patience):
    best, best_epoch = 0, 0
    for epoch, loss in enumerate(val_losses, 1):
        if loss < best:
            best, best_epoch = loss, epoch
        elif epoch - best_epoch >= patience:
            return epoch, best_epoch
    return len(val_losses), best_epoch


RIGHT = {
    SPLIT: [counted_from_the_end, by_a_mask, row_by_row],
    DROPOUT: [
        dropped_in_loops,
        left_alone_at_rate_0,
        lambda x, mask, rate, training: np.where(mask > 0, x / (1 - rate), 0) if training else x,
        lambda x, mask, rate, training: x * (mask / (1 - rate)) ** training,
        lambda x, mask, rate, training: np.float32(x * mask * (1 / (1 - rate)) if training else x),
    ],
    BATCHNORM: [
        normalized_in_loops,
        by_mean_of_squares,
        twin,
        by_columns,
        shape_by_shape,
        lambda x, gamma, beta, epsilon: normalized_in_loops(x, gamma, beta, epsilon).astype(np.float32),
    ],
    STOPPING: [waiting, by_minimum_so_far],
}
WRONG = {
    SPLIT: [
        lambda x, y, share: (x[: int(len(x) * (1 - share))], x[int(len(x) * (1 - share)) :]),
        lambda x, y, share: counted_from_the_end(x, y[::-1], share),
        lambda x, y, share: counted_from_the_end(x, y, 0.25),
        lambda x, y, share: counted_from_the_end(x[::-1], y[::-1], share),
        lambda x, y, share: [part.tolist() for part in counted_from_the_end(x, y, share)],
        lambda x, y, share: counted_from_the_end(x, x, share),
        lambda x, y, share: (x[: int(len(x) * (1 - share))], y, x[int(len(x) * (1 - share)) :], y),
    ],
    DROPOUT: [
        lambda x, mask, rate, training: dropped_in_loops(x, mask, rate, not training),
        lambda x, mask, rate, training: dropped_in_loops(x, mask, 0.5, training),
        lambda x, mask, rate, training: dropped_in_loops(x, mask, rate, training).tolist(),
        lambda x, mask, rate, training: dropped_in_loops(x, mask, rate, training).astype(int),
        lambda x, mask, rate, training: x / (1 - rate) if training else x,
        lambda x, mask, rate, training: x * mask * (1 + rate) if training else x,
        lambda x, mask, rate, training: mask / (1 - rate) if training else x,
        lambda x, mask, rate, training: x * mask / (1 - rate) if training else None,
        lambda x, mask, rate, training: (x - x.mean()) * mask / (1 - rate) if training else x,
        lambda x, mask, rate, training: x * (np.arange(x.size).reshape(x.shape) % 2) / (1 - rate) if training else x,
    ],
    BATCHNORM: [
        lambda x, gamma, beta, epsilon: normalized_in_loops(x, gamma, beta, 0.001),
        lambda x, gamma, beta, epsilon: normalized_in_loops(x, gamma, beta, epsilon).reshape(-1, x.shape[-1])[None],
        lambda x, gamma, beta, epsilon: normalized_in_loops(x, gamma, -beta, epsilon),
        lambda x, gamma, beta, epsilon: normalized_in_loops(x, gamma[::-1], beta[::-1], epsilon),
        lambda x, gamma, beta, epsilon: normalized_in_loops(x, gamma, beta, epsilon).astype(int),
        lambda x, gamma, beta, epsilon: normalized_in_loops(x, gamma, beta, epsilon).tolist(),
        lambda x, gamma, beta, epsilon: by_columns(x, gamma, beta, 1e-5),
        lambda x, gamma, beta, epsilon: (
            by_columns(x.reshape(len(x), -1), 1, 0, epsilon).reshape(x.shape) * gamma + beta
        ),
        lambda x, gamma, beta, epsilon: gamma * (x - 0) / np.sqrt(1 + epsilon) + beta,
    ],
    STOPPING: [
        lambda losses, patience: waiting(losses, 2),
        lambda losses, patience: waiting(losses[::-1], patience),
        lambda losses, patience: tuple(map(str, waiting(losses, patience))),
        lambda losses, patience: waiting([-loss for loss in losses], patience),
        lambda losses, patience: (min(len(losses), patience), 1),
        best_begins_at_0,
        lambda losses, patience: (int(np.argmin(losses)) + 1 + patience, int(np.argmin(losses)) + 1),
    ],
}


def test_a_best_that_begins_at_0_is_not_taken_for_counting_from_0():
    assert any("Begin with infinity" in line for line in STOPPING.examine(best_begins_at_0).lines)


def test_the_course_splits_and_stops_as_it_says():
    """What the exercises wrap is what `fit` uses."""
    parts = SPLIT.finished(np.arange(5.0), np.arange(5), 0.25)
    assert [len(part) for part in parts] == [3, 3, 2, 2]
    assert STOPPING.finished([0.5, 0.25, 0.75, 0.125], 1) == (3, 2)
