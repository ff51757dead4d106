"""A graph as the protobuf message that an ONNX file holds. The only file that needs the package ``onnx``."""

import numpy as np

from course_lib import __version__
from course_lib.models.onnx_export.graph import INPUT, OUTPUT
from course_lib.validation import message

# Opset 14 is the first in which each operator here says all that it does: before it, one had to guess from its outputs
# whether a BatchNormalization trains. A newer one would be read by fewer programs and say nothing better. ONNX Runtime
# has read 14 since 1.8, of 2021. IR 7 is the file format that came with it.
OPSET, IR = 14, 7
LARGEST = 2**31 - 1  # bytes, protobuf's limit for a message


def needed_onnx():
    """Return the package ``onnx``, or say how to install it.

    Raises
    ------
    ImportError
        If it is not installed, or does not start.
    """
    try:
        import onnx
    except ImportError as error:
        advice = 'Run pip install -e ".[onnx]" in the course\'s folder.'
        raise ImportError(message("export", "the package onnx must be installed", str(error), advice)) from None
    return onnx


def model_proto(onnx, graph, model):
    """Return an ONNX model, with the shapes of all arrays worked out.

    Parameters
    ----------
    onnx : module
        From `needed_onnx`.
    graph : Graph
        What the model computes.
    model : Sequential
        Tells its name, and the shapes of input and output.

    Returns
    -------
    onnx.ModelProto

    Raises
    ------
    ValueError
        If the weights do not fit into one file.
    """
    size = sum(array.nbytes for array in graph.constants.values())
    if size > LARGEST:
        rule = f"an ONNX file holds at most {LARGEST:,} bytes"
        raise ValueError(message("export", rule, f"weights of {size:,}", "Use smaller layers."))
    helper = onnx.helper
    nodes = [
        helper.make_node(node.operator, node.inputs, [node.output], name=node.name, **node.attributes)
        for node in graph.nodes
    ]
    constants = [
        onnx.numpy_helper.from_array(np.ascontiguousarray(array), name) for name, array in graph.constants.items()
    ]
    ends = (_end(onnx, INPUT, model.input_shape), _end(onnx, OUTPUT, model.output_shape))
    proto = helper.make_model(
        helper.make_graph(nodes, str(model.name), [ends[0]], [ends[1]], constants),
        opset_imports=[helper.make_opsetid("", OPSET)],
        ir_version=IR,
        producer_name="course_lib",
        producer_version=__version__,
    )
    return onnx.shape_inference.infer_shapes(proto, check_type=True, strict_mode=True)


def _end(onnx, name, shape):
    """An input or output: batches of any size N."""
    return onnx.helper.make_tensor_value_info(name, onnx.TensorProto.FLOAT, ["N", *shape])
