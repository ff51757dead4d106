"""Activations as ONNX nodes."""

from course_lib import activations
from course_lib.validation import message

# Class of the activation: its name in the graph, ONNX's operator and the operator's attributes.
OPERATORS = {
    activations.ELU: ("elu", "Elu", lambda activation, graph: {"alpha": activation.alpha}),
    activations.LeakyReLU: ("leaky_relu", "LeakyRelu", lambda activation, graph: {"alpha": activation.negative_slope}),
    activations.Linear: None,
    activations.ReLU: ("relu", "Relu", lambda activation, graph: {}),
    activations.Sigmoid: ("sigmoid", "Sigmoid", lambda activation, graph: {}),
    activations.Softmax: ("softmax", "Softmax", lambda activation, graph: {"axis": graph.channel_axis}),
    activations.Tanh: ("tanh", "Tanh", lambda activation, graph: {}),
}


def write_activation(graph, layer, as_part=True):
    """Put the node of a layer's activation into a graph.

    Parameters
    ----------
    graph : Graph
        It gets one node more, or none for the linear activation.
    layer : ActivatedLayer
        The layer that ends in it.
    as_part : bool, default True
        Whether the node is called "conv2d/relu", or as the layer, whose only node it is.

    Raises
    ------
    TypeError
        If the activation is a learner's own.

    Examples
    --------
    >>> from course_lib import layers
    >>> from course_lib.models.onnx_export.graph import Graph
    >>> graph = Graph()
    >>> write_activation(graph, layers.Dense(3, activation="softmax"))
    >>> graph.nodes[0].name, graph.nodes[0].operator, graph.nodes[0].attributes
    ('dense/softmax', 'Softmax', {'axis': -1})
    """
    activation = layer.activation
    if type(activation) not in OPERATORS:
        rule, known = "export writes the package's own activations", ", ".join(kind.__name__ for kind in OPERATORS)
        got, advice = f"{type(activation).__name__}, one of your own", f"Use one of activations: {known}."
        raise TypeError(message(layer.name, rule, got, advice))
    if OPERATORS[type(activation)] is not None:
        name, operator, attributes = OPERATORS[type(activation)]
        graph.add(operator, f"{layer.name}/{name}" if as_part else layer.name, **attributes(activation, graph))
