"""How much each sample counts in the loss."""

import numpy as np

from course_lib.arrays import as_numbers
from course_lib.validation import message, number, whole_number


def sample_weights(y, sample_weight, class_weight):
    """Return one weight for each sample, or None where all count alike.

    Parameters
    ----------
    y : ndarray, (N, K) or (N,)
        One-hot rows, or class numbers.
    sample_weight : array_like, (N,), optional
        Weights of the samples.
    class_weight : dict of int to float, optional
        Weights of the classes; a class that is not in it has 1. Both together are multiplied.

    Returns
    -------
    ndarray, (N,), float32, or None

    Raises
    ------
    TypeError, ValueError
        If a weight is no finite number of at least 0, or their number is not that of the samples.
    """
    if sample_weight is None and class_weight is None:
        return None
    weights = np.ones(len(y), np.float32)
    if sample_weight is not None:
        given = as_numbers(sample_weight, "fit", "`sample_weight`")
        if given.shape != (len(y),):
            rule = f"`sample_weight` must hold {len(y)} numbers, one for each sample"
            advice = "Make a row of them: weights.reshape(-1)." if given.size == len(y) else ""
            raise ValueError(message("fit", rule, f"shape {given.shape}", advice))
        with np.errstate(over="ignore"):  # the check below finds what has become infinite
            weights *= given
    if class_weight is not None:
        if not isinstance(class_weight, dict):
            rule = "`class_weight` must be a dict such as {0: 1.0, 1: 2.5}"
            raise TypeError(message("fit", rule, repr(class_weight)))
        classes = y.argmax(axis=1) if y.ndim == 2 and y.shape[1] > 1 else y.reshape(-1)
        for class_number, weight in class_weight.items():
            whole_number(class_number, "fit", "class_weight's class", least=0)
            weights[classes == class_number] *= number(weight, "fit", f"class_weight[{class_number}]", least=0)
    if not (np.isfinite(weights).all() and weights.min() >= 0):
        raise ValueError(message("fit", "weights of samples must be finite and at least 0", str(weights.min())))
    return weights
