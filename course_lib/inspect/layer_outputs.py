"""What every layer makes of the data."""

import numpy as np

from course_lib.arguments import explained
from course_lib.inspect.probing import BATCH_SIZE, check_samples, place_of, probes
from course_lib.models.batches import slices
from course_lib.validation import message, positive_int


@explained
def activations(model, x, layers=None, batch_size=BATCH_SIZE):
    """Return what layers give for samples, as in a prediction.

    Parameters
    ----------
    model : Sequential
        Stays as it is.
    x : array_like, (N, …)
        Samples.
    layers : str or list of str, optional
        Names of the layers; by default all.
    batch_size : int, default 128
        Samples in a step; changes the time, not the result.

    Returns
    -------
    dict of str to ndarray, (N, …), float32
        Each layer's output under its name, after its activation, in the order of the model.

    Raises
    ------
    RuntimeError
        If the model is not built.
    TypeError, ValueError
        If `x` does not fit the model, or there is no layer of that name.

    Examples
    --------
    >>> import numpy as np
    >>> from course_lib import Input, Sequential, layers
    >>> model = Sequential([Input((28, 28, 1)), layers.Conv2D(8, 3, activation="relu"), layers.MaxPooling2D()])
    >>> {name: y.shape for name, y in activations(model, np.zeros((5, 28, 28, 1))).items()}
    {'conv2d': (5, 26, 26, 8), 'max_pooling2d': (5, 13, 13, 8)}
    """
    x = check_samples(model, x, "activations")
    places = _places(model, layers)
    found = {place: [] for place in places}
    for rows in slices(len(x), positive_int(batch_size, "activations", "batch_size")):
        with probes(model) as copies:
            y = x[rows]
            for place, layer in enumerate(copies[: places[-1] + 1]):
                y = layer.forward(y, training=False)
                if place in found:
                    found[place].append(y)
    return {model.layers[place].name: np.concatenate(parts) for place, parts in found.items()}


def _places(model, names):
    """The places of the layers of these names, in the order of the model."""
    if names is None:
        return list(range(len(model.layers)))
    names = [names] if isinstance(names, str) else names
    if not isinstance(names, tuple | list) or not names:
        rule = "`layers` must be the name of a layer or a list of names"
        raise TypeError(message("activations", rule, repr(names)))
    return sorted({place_of(model, name, "activations", "layers") for name in names})
