"""From the arrays a learner passes to the batches a model works on."""

import numpy as np

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
    try:
        x = np.asarray(x)
    except ValueError:  # rows of different lengths
        rule = f"`{name}` must have entries of one shape"
        raise ValueError(message(where, rule, "different ones", "Bring all to one size.")) from None
    if x.dtype.kind not in "buif":
        advice = "All data lie in memory: collect them in one array." if x.dtype.kind == "O" else ""
        raise TypeError(message(where, f"`{name}` must hold numbers", f"dtype {x.dtype}", advice))
    if x.ndim == 0 or len(x) == 0:
        raise ValueError(message(where, f"`{name}` must hold at least one sample", f"shape {x.shape}"))
    if x.size and not np.isfinite(largest(x)):
        bad = len(x) - int(np.isfinite(x.reshape(len(x), -1)).all(axis=1).sum())
        advice = f"Find them with np.isfinite({name})."
        raise ValueError(message(where, f"`{name}` must be finite", f"NaN or infinity in {bad} of {len(x)}", advice))
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
        advice = "Write fit(x_train, y_train)." if where == "fit" else ""
        raise TypeError(message(where, "labels `y` must be given beside the samples", "None", advice))
    x, y = as_samples(x, where), as_samples(y, where, "y")
    if len(x) != len(y):
        raise ValueError(message(where, "`x` and `y` must have the same length", f"{len(x)} and {len(y)}"))
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
        raise TypeError(message(where, "it must be a pair (x, y)", got))
    return as_pair(*data, where)


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
