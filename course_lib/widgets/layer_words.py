"""What a layer does, in words, and which filter made its maps."""

import numpy as np

from course_lib import activations, layers

# What treats every map on its own, so that map 5 behind it is map 5 before it.
_MAP_BY_MAP = (
    layers.Activation,
    layers.AugmentationLayer,
    layers.BatchNormalization,
    layers.Dropout,
    layers.LeakyReLU,
    layers.Pooling2D,
    layers.RandomErasing,
    layers.ReLU,
    layers.ZeroPadding2D,
)
_WORDS = {
    layers.MaxPooling2D: "Each pixel is the largest of {pool} pixels of the same map before.",
    layers.AveragePooling2D: "Each pixel is the mean of {pool} pixels of the same map before.",
    layers.GlobalMaxPooling2D: "One number for each map before: its largest. Choose the layer before to see the maps.",
    layers.GlobalAveragePooling2D: "One number for each map before: its mean. Choose the layer before to see the maps.",
    layers.Flatten: "All pixels of all maps in one row, unchanged. Choose the layer before to see the maps.",
    layers.Reshape: "The numbers before, in another shape. Nothing is computed.",
    layers.Dropout: "Dropout changes something in training only: here the numbers before, unchanged.",
    layers.AugmentationLayer: "Images are changed in training only: here what came in, unchanged.",
    layers.RandomErasing: "Images are changed in training only: here what came in, unchanged.",
    layers.BatchNormalization: "Each map before, shifted and scaled by numbers of its own.",
    layers.ZeroPadding2D: "Each map before, in a frame of zeros.",
    layers.ReLU: "Each map before, with 0 in place of negative numbers.",
    layers.LeakyReLU: "Each map before, with negative numbers made smaller.",
    layers.Softmax: "What came in as probabilities, which add up to 1.",
    layers.Activation: "A function of each number before.",
    layers.Conv2D: "Each map comes from a filter of its own, {kernel} weights{bias}, that moves over what enters.",
    layers.Dense: "Each number is a weighted sum of all {inputs} numbers before{plus}.",
}


def words_of(layer):
    """Return what a layer does, in a sentence or two.

    Parameters
    ----------
    layer : Layer
        Built.

    Returns
    -------
    str
        "" for a layer that is not known here.

    Examples
    --------
    >>> from course_lib import Input, Sequential
    >>> model = Sequential([Input((4, 4, 1)), layers.MaxPooling2D(2)])
    >>> words_of(model.layers[0])
    'Each pixel is the largest of 2×2 pixels of the same map before.'
    """
    kind = next((kind for kind in _WORDS if isinstance(layer, kind)), None)
    if kind is None:
        return ""
    if kind is layers.Dense and layer.params["kernel"].ndim == 2 and len(layer.output_shape) == 3:
        return "Each pixel's numbers are weighted sums of the same pixel's numbers before." + _then(layer)
    biased = getattr(layer, "use_bias", False)
    known = {"bias": " and a bias" if biased else "", "plus": ", plus a bias" if biased else ""}
    known |= {"inputs": f"{len(layer.params['kernel']):,}"} if kind is layers.Dense else {}
    known |= {"kernel": times(layer.params["kernel"].shape[:3])} if kind is layers.Conv2D else {}
    known |= {"pool": times(layer.pool_size)} if isinstance(layer, layers.Pooling2D) else {}
    return _WORDS[kind].format(**known) + _then(layer)


def _then(layer):
    """What becomes of the sums."""
    if not isinstance(layer, layers.KernelLayer) or isinstance(layer.activation, activations.Linear):
        return ""
    if isinstance(layer.activation, activations.ReLU):
        return " Negative sums become 0."
    if isinstance(layer.activation, activations.Softmax):
        return " Softmax makes probabilities of the sums."
    return f" Then {type(layer.activation).__name__.lower()} of each sum."


def maker_of(model, name):
    """Return the layer whose filters made the maps of the layer of that name: itself, or one before it; or None.

    Parameters
    ----------
    model : Sequential
        Built.
    name : str
        Of a layer whose output is an image.

    Returns
    -------
    Layer or None

    Examples
    --------
    >>> from course_lib import Input, Sequential
    >>> model = Sequential([Input((8, 8, 1)), layers.Conv2D(2, 3), layers.MaxPooling2D(2)])
    >>> maker_of(model, "max_pooling2d").name
    'conv2d'
    """
    place = [layer.name for layer in model.layers].index(name)
    for layer in reversed(model.layers[: place + 1]):
        if isinstance(layer, layers.Conv2D | layers.Dense):
            return layer
        if not isinstance(layer, _MAP_BY_MAP):
            return None
    return None


def filter_of(layer, number):
    """Return the weights that make map `number` of a Conv2D or Dense layer, (kh, kw, C).

    Parameters
    ----------
    layer : Layer
        From `maker_of`.
    number : int
        Of the map.

    Returns
    -------
    ndarray, (kh, kw, C), float32

    Examples
    --------
    >>> from course_lib import Input, Sequential
    >>> model = Sequential([Input((8, 8, 1)), layers.Conv2D(2, 3)])
    >>> filter_of(model.layers[0], 1).shape
    (3, 3, 1)
    """
    weights = np.atleast_3d(layer.params["kernel"][..., number])
    return weights if layer.params["kernel"].ndim == 4 else weights.reshape(1, 1, -1)


def times(sizes):
    """Return "3×3×1"."""
    return "×".join(map(str, sizes))
