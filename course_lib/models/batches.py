"""From the arrays a learner passes to the batches a model works on."""

import numpy as np

from course_lib.arrays import as_numbers, check_range
from course_lib.validation import message, positive_int


def as_samples(x, where, name="x"):
    """Return `x` as an array of at least one sample, all of its numbers finite.

    Raises
    ------
    TypeError
        If it does not hold numbers.
    ValueError
        If it is empty, has no batch axis, or holds NaN or infinity.
    """
    if x is None:
        raise TypeError(message(where, f"`{name}` must be an array with one entry for each sample", "None"))
    if isinstance(x, tuple | list) and [type(part) for part in x] == [np.ndarray] * 2 and x[0].shape != x[1].shape:
        advice = f"Write {where}(x, y)." if where in ("fit", "evaluate") else "Leave the labels out."
        raise TypeError(message(where, f"`{name}` must be one array", "a pair of them", advice))
    names = "Number the classes: np.unique(y, return_inverse=True)[1]." if name == "y" else ""
    x = as_numbers(x, where, f"`{name}`", for_texts=names)
    if x.ndim == 0 or len(x) == 0:
        raise ValueError(message(where, f"`{name}` must hold at least one sample", f"shape {x.shape}"))
    if x.size == 0:
        rule = f"each entry of `{name}` must hold at least one number"
        raise ValueError(message(where, rule, f"shape {x.shape}"))
    rows = np.isfinite(x).reshape(len(x), -1).all(axis=1) if not np.isfinite(largest(x)) else np.True_
    if not rows.all():
        advice = f"Find them with np.isfinite({name})."
        got = f"NaN or infinity in {len(x) - rows.sum()} of {len(x)}"
        raise ValueError(message(where, f"`{name}` must be finite", got, advice))
    check_range(x, where, f"`{name}`")
    return x


def largest(x):
    """Return the largest absolute value in `x`, NaN if there is one, as a float."""
    if x.dtype.kind in "bu":
        return float(x.max())
    return float(np.maximum(abs(float(x.max())), abs(float(x.min()))))


def as_pair(x, y, where):
    """Return samples and labels, as many of one as of the other.

    Raises
    ------
    TypeError, ValueError
        As `as_samples`; also if the numbers of samples and labels differ.
    """
    if y is None:
        if isinstance(x, tuple | list) and len(x) == 2:
            as_samples(x, where)  # says so where it is samples and labels in one
        advice = "Write fit(x_train, y_train)." if where == "fit" else ""
        raise TypeError(message(where, "labels `y` must be given beside the samples", "None", advice))
    x, y = as_samples(x, where), as_samples(y, where, "y")
    if len(x) != len(y):
        got, advice = f"{len(x)} and {len(y)}", f"Their shapes are {x.shape} and {y.shape}: each sample has one label."
        raise ValueError(message(where, "`x` and `y` must have the same length", got, advice))
    return x, y


def as_validation_pair(data):
    """Return `validation_data` as samples and labels.

    Raises
    ------
    TypeError, ValueError
        If it is no pair, or as `as_pair`.
    """
    where = "fit (validation_data)"
    if not isinstance(data, tuple | list) or len(data) != 2:
        got = f"{len(data)} entries" if isinstance(data, tuple | list) else f"a single {type(data).__name__}"
        advice = f"For a part of the samples write validation_split={data}." if isinstance(data, float) else ""
        raise TypeError(message(where, "it must be a pair (x, y)", got, advice))
    return as_pair(*data, where)


def as_validation(data, batch_size, steps, freq):
    """Return what a validation needs: {"x", "y", "batch_size", "steps", "freq"}.

    Raises
    ------
    TypeError, ValueError
        If `data` is no pair, or another entry no number of its kind.
    """
    x, y = as_validation_pair(data)
    positive_int(freq, "fit", "validation_freq")
    batch_size = as_batch_size(batch_size, "fit (validation)")
    return {"x": x, "y": y, "batch_size": batch_size, "steps": steps, "freq": freq}


def split_off(x, y, part):
    """Return ((x, y) for training, (x, y) for validation): the last `part` of the rows, before any shuffling.

    Raises
    ------
    ValueError
        If one of the two would be empty.
    """
    count = int(len(x) * (1 - part))
    if count == 0 or count == len(x):
        rule = "`validation_split` must leave samples on both sides"
        raise ValueError(message("fit", rule, f"{part} of {len(x)} samples"))
    return (x[:count], y[:count]), (x[count:], y[count:])


def as_batch_size(value, where):
    """Return `value` if it is a whole number of at least 1; 32 for None, as in Keras.

    Raises
    ------
    TypeError, ValueError
        If it is not.
    """
    return 32 if value is None else positive_int(value, where, "batch_size")


def slices(count, batch_size):
    """Return the slices of 0 … count − 1, `batch_size` long; the last may be shorter."""
    return [slice(start, min(start + batch_size, count)) for start in range(0, count, batch_size)]
