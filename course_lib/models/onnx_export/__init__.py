"""Models as ONNX files, which programs in other languages and on other devices run.

The layers write nodes into a `Graph` (``layers.py``, ``activations.py``, ``graph.py``), and that becomes a file
(``proto.py``).
"""

import os
from pathlib import Path

from course_lib.callbacks.progress import verbosity
from course_lib.models import files
from course_lib.models.onnx_export import proto
from course_lib.models.onnx_export.graph import Graph
from course_lib.models.onnx_export.layers import write_layer
from course_lib.models.summary import size_text
from course_lib.validation import choice, message

SUFFIX = ".onnx"
FORMATS = ("onnx",)


def export_model(model, filepath, format="onnx", verbose=None):
    """Write a model's prediction to an ONNX file; see `Sequential.export`."""
    choice(format, FORMATS, "export", "format")
    path = _checked_path(filepath)
    verbose = verbosity("auto" if verbose is None else verbose, "export")
    onnx = proto.needed_onnx()
    data = proto.model_proto(onnx, graph_of(model), model).SerializeToString()
    files.write_bytes(path, data, "export")
    if verbose:
        shapes = " → ".join(f"({', '.join(['N', *map(str, shape)])})" for shape in _shapes(model))
        print(f"Export · {path.name} · {shapes} · {size_text(len(data))}", flush=True)


def graph_of(model):
    """Return the nodes and constants that compute what ``model.predict`` does.

    Parameters
    ----------
    model : Sequential
        Built.

    Returns
    -------
    Graph

    Raises
    ------
    TypeError
        If the model, a layer or an activation computes something of a learner's own.
    ValueError
        If the model is not built.

    Examples
    --------
    >>> from course_lib import Input, Sequential, layers
    >>> model = Sequential([Input((6, 5, 1)), layers.Conv2D(4, 3, activation="relu"), layers.Flatten()])
    >>> [(node.name, node.operator) for node in graph_of(model).nodes[:3]]
    [('conv2d/to_channels_first', 'Transpose'), ('conv2d', 'Conv'), ('conv2d/relu', 'Relu')]
    """
    if not model.built:
        advice = "Give the first layer an input_shape, or call fit."
        raise ValueError(message("export", "the model must be built", "one that is not", advice))
    _check_forward(model)
    graph = Graph()
    for place, layer in enumerate(model.layers):
        write_layer(graph, layer, place)
    graph.finish()
    return graph


def _shapes(model):
    return model.input_shape, model.output_shape


def _check_forward(model):
    """Say so if the layers do not run one after the other."""
    from course_lib.models.sequential import Sequential

    if type(model).forward is not Sequential.forward or "forward" in vars(model):
        rule, got = "export writes layers that run one after the other", "a model with a `forward` of its own"
        raise TypeError(message(model.name, rule, got, "Export Sequential(model.layers) if that computes the same."))


def _checked_path(filepath):
    """`filepath` as a Path that ends in .onnx, or what to write instead."""
    if not isinstance(filepath, str | os.PathLike):
        raise TypeError(message("export", "`filepath` must be the name of a file", repr(filepath)))
    path = Path(filepath)
    if path.suffix != SUFFIX:
        advice = f"Use {path.with_suffix(SUFFIX).name!r}." if path.name else ""
        if path.suffix in (".keras", ".h5", files.SUFFIX):
            saved = path.with_suffix(files.SUFFIX).name
            advice += f" A file to go on from is written by model.save({saved!r})."
        raise ValueError(message("export", f"the file's name must end in {SUFFIX}", repr(path.name), advice))
    return path
