"""How a class score changes with the input."""

import numpy as np

from course_lib.activations import Softmax
from course_lib.arguments import explained
from course_lib.inspect.probing import BATCH_SIZE, backward, check_samples, forward, passed_on, probes
from course_lib.layers import ActivatedLayer
from course_lib.models.batches import slices
from course_lib.validation import message, positive_int


@explained
def class_score_gradient(model, x, classes=None, batch_size=BATCH_SIZE):
    """Return how each image's class score changes with each of its numbers.

    ::

        gradient[n, i, j, c] = ∂ score[n, classes[n]] / ∂ x[n, i, j, c]

    The score is what enters the last softmax, not the probability that leaves it: a probability also rises where the
    other classes' scores fall, and hardly moves where the network is sure. Where the last layer has no softmax, the
    score is its output.

    Parameters
    ----------
    model : Sequential
        Ends in one number for each class. Stays as it is.
    x : array_like, (N, …)
        Samples, such as images (N, H, W, C).
    classes : int or array_like of int, (N,), optional
        The class whose score is meant, 0 … classes − 1; one for each sample, or one for all. By default the predicted
        class, the one with the largest score.
    batch_size : int, default 128
        Samples in a step; changes the time, not the result.

    Returns
    -------
    ndarray, (N, …), float32
        Of the shape of `x`.

    Raises
    ------
    RuntimeError
        If the model is not built.
    TypeError, ValueError
        If `x` does not fit the model, `classes` are no class numbers, or the model does not end in class scores.

    References
    ----------
    K. Simonyan, A. Vedaldi and A. Zisserman, "Deep inside convolutional networks: visualising image classification
    models and saliency maps", ICLR 2014 workshop, arXiv:1312.6034.

    Examples
    --------
    >>> from course_lib import Input, Sequential, layers
    >>> model = Sequential([Input((2,)), layers.Dense(2, activation="softmax")])
    >>> model.set_weights([[[1, 2], [3, 4]], [0, 0]])
    >>> class_score_gradient(model, [[5, 6]], classes=1).tolist()
    [[2.0, 4.0]]
    """
    x = check_samples(model, x, "class_score_gradient")
    classes = class_numbers(model, classes, len(x), "class_score_gradient")
    parts = []
    for rows in slices(len(x), positive_int(batch_size, "class_score_gradient", "batch_size")):
        with probes(model) as copies:
            parts.append(score_gradient(copies, x[rows], None if classes is None else classes[rows]))
    return np.concatenate(parts)


def score_gradient(layers, x, classes):
    """Return the gradient of the class scores with respect to `x`, what enters the first of the last `layers`.

    Parameters
    ----------
    layers : list of Layer
        From `probes`, up to the model's last one.
    x : ndarray, (n, …)
        A batch.
    classes : ndarray of int, (n,), or None
        None stands for the largest score.

    Returns
    -------
    ndarray, (n, …), float32
    """
    *before, last = layers
    inner = forward(before, x)
    has_softmax = isinstance(last, ActivatedLayer) and isinstance(last.activation, Softmax)
    scores = last.preactivation(inner) if has_softmax else last.forward(inner)
    if classes is None:
        classes = scores.argmax(axis=1)
    dscores = np.zeros_like(scores)
    dscores[np.arange(len(scores)), classes] = 1
    dinner = last.preactivation_backward(dscores) if has_softmax else last.backward(dscores)
    return backward(before, passed_on(last, dinner))


def class_numbers(model, classes, samples, where):
    """Return `classes` as one class number for each sample; None stays None.

    Raises
    ------
    TypeError, ValueError
        If they are no class numbers, or the model does not end in class scores.
    """
    if len(model.output_shape) != 1:
        rule, got = "the model must end in one number for each class", f"an output of shape {model.output_shape}"
        raise ValueError(message(where, rule, got, "Put Flatten and Dense behind it."))
    if classes is None:
        return None
    found, last = np.asarray(classes), model.output_shape[0] - 1
    if found.shape not in ((), (samples,)):
        advice = "Use y.argmax(axis=1)." if found.ndim == 2 else ""
        rule = f"`classes` must be one number, or one for each of the {samples} samples"
        raise ValueError(message(where, rule, f"shape {found.shape}", advice))
    if found.dtype.kind not in "iu":
        raise TypeError(message(where, "`classes` must be whole numbers", f"dtype {found.dtype}"))
    wrong = found[(found < 0) | (found > last)]
    if wrong.size:
        raise ValueError(message(where, f"`classes` must be from 0 to {last}", str(wrong.flat[0])))
    return np.broadcast_to(found, (samples,))
