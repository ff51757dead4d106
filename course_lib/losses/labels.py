"""What numbers labels may be: class numbers, or probabilities."""

import warnings

import numpy as np

from course_lib.validation import message


class LabelWarning(UserWarning):
    """Labels that can be trained on, but are seldom meant so."""


def need_samples(count, title):
    """Say so if there is no sample, whose mean loss would be nothing."""
    if count == 0:
        raise ValueError(message(title, "a loss needs at least one sample", "none"))


def check_class_numbers(y_true, classes, title):
    """Say so if labels are no whole numbers from 0 to `classes` − 1; names the first that is none.

    Parameters
    ----------
    y_true : ndarray of numbers, (N,) or (N, 1)
        At least one label.
    classes : int
        Number of outputs of the last layer.
    title : str
        What the loss is called.

    Raises
    ------
    TypeError
        If a number is not whole.
    ValueError
        If one is out of range.
    """
    if y_true.dtype.kind == "f":
        broken = y_true != np.floor(y_true)
        if broken.any():
            raise TypeError(message(title, "labels must be whole numbers", _first(y_true, broken)))
    wrong = (y_true < 0) | (y_true >= classes)
    if not wrong.any():
        return
    low, high = y_true.min(), y_true.max()
    rule = f"class numbers must lie between 0 and {classes - 1}, since the last layer has {classes} outputs"
    outputs = f"give the last layer {int(high) + 1} outputs."
    advice = f"Count the classes from 0, or {outputs}" if low > 0 else outputs.capitalize()
    if low < 0:
        advice = "Count the classes from 0."
    elif high >= 10 * classes:
        advice = "Number the classes without gaps: np.unique(y, return_inverse=True)[1]."
    raise ValueError(message(title, rule, _first(y_true, wrong), advice))


def check_probabilities(y_true, title, several):
    """Say so if labels are no numbers from 0 to 1; names the first that is none.

    Parameters
    ----------
    y_true : ndarray of numbers, (N, …)
        The labels.
    title : str
        What the loss is called.
    several : bool
        Whether labels are rows with a number for each class, not answers of yes and no.

    Raises
    ------
    ValueError
        If one is out of range by more than rounding.
    """
    low, high = y_true.min(), y_true.max()
    if low >= -1e-6 and high <= 1 + 1e-6:
        return
    advice = f"Divide them by {high:g}." if low >= 0 else ""
    if low == -1 and high == 1:
        advice = "Bring −1 and 1 to 0 and 1: (y + 1) / 2."
    elif low >= 0 and high < 100 and not several and np.array_equal(y_true, np.floor(y_true)):
        advice = f"For class numbers use 'sparse_categorical_crossentropy', softmax and {int(high) + 1} outputs."
    wrong = (y_true < 0) | (y_true > 1)
    raise ValueError(message(title, "labels must lie between 0 and 1", _first(y_true, wrong), advice))


def warn_of_sums(y_true, title):
    """Warn if rows of labels do not add up to 1: such a row counts as its sum says, one of zeros not at all.

    Parameters
    ----------
    y_true : ndarray of numbers, (N, K)
        The labels.
    title : str
        What the loss is called.
    """
    sums = y_true.sum(axis=1, dtype=np.float64)
    wrong = abs(sums - 1) > 1e-3
    if wrong.any():
        got = f"{sums[wrong][0]:.4g} for sample {wrong.argmax()}, and others than 1 for {wrong.sum()} of {len(sums)}"
        advice = "Such a sample counts as its sum says, one of zeros not at all. "
        advice += "Where several classes may be true at once, use 'binary_crossentropy' and sigmoid."
        text = message(title, "a row of labels should have the sum 1", got, advice)
        # With a file name of its own, since the place of this line in the package would tell a learner nothing.
        warnings.warn_explicit(text, LabelWarning, filename="course_lib", lineno=0)


def _first(y_true, wrong):
    """The first wrong label in words: "3 for sample 17"."""
    sample = int(wrong.reshape(len(wrong), -1).any(axis=1).argmax())
    value = y_true[sample][wrong[sample]].reshape(-1)[0]
    return f"{value:g} for sample {sample}"
