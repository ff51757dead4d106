"""An ONNX graph while it grows: its nodes, its constants, and how the axes of the array in hand lie."""

import dataclasses
import math

INPUT, OUTPUT = "input", "output"


@dataclasses.dataclass
class Node:
    """An operator at work: the arrays it takes by name, and the name of the one it gives."""

    operator: str
    name: str
    inputs: tuple
    output: str
    attributes: dict


class Graph:
    """Nodes in a row, each taking what the one before it gives, and the constants that they take beside it.

    The course's arrays are (N, H, W, C), ONNX's operators for images want (N, C, H, W). So the graph knows how the
    array in hand lies, and puts a Transpose only where the next operator needs the other order.

    Attributes
    ----------
    nodes : list of Node
        In the order of the work.
    constants : dict of str to ndarray
        Weights, and the shapes and sizes that ONNX takes as arrays.
    current : str
        Name of the array in hand.
    channels_first : bool
        Whether the channels of the array in hand come right behind the batch axis.

    Examples
    --------
    >>> graph = Graph()
    >>> graph.to_channels_first("conv2d", rank=3)
    >>> graph.to_channels_first("conv2d", rank=3)
    >>> [(node.operator, node.inputs, node.attributes) for node in graph.nodes]
    [('Transpose', ('input',), {'perm': (0, 3, 1, 2)})]
    """

    def __init__(self):
        self.nodes, self.constants = [], {}
        self.current, self.channels_first = INPUT, False
        self._rank = 0
        self._taken = {INPUT, OUTPUT}

    @property
    def channel_axis(self):
        """The channels' axis of the array in hand."""
        return 1 if self.channels_first else -1

    def add(self, operator, name, *constants, **attributes):
        """Put a node behind the last one.

        Parameters
        ----------
        operator : str
            ONNX's name of it.
        name : str
            Of the node and of what it gives.
        *constants : str
            Names of what it takes beside the array in hand.
        **attributes : object
            Numbers or tuples of them.
        """
        name = self._free(name)
        self.nodes.append(Node(operator, name, (self.current, *constants), name, attributes))
        self.current = name

    def constant(self, name, array):
        """Keep an array under a name, and return the name.

        Parameters
        ----------
        name : str
            Such as "conv2d/kernel".
        array : ndarray
            Its numbers.

        Returns
        -------
        str
        """
        name = self._free(name)
        self.constants[name] = array
        return name

    def to_channels_first(self, where, rank):
        """Bring the array in hand to (N, C, …).

        Parameters
        ----------
        where : str
            The layer that needs it so.
        rank : int
            Number of a sample's axes.
        """
        if not self.channels_first and rank > 1:
            self.add("Transpose", f"{where}/to_channels_first", perm=(0, rank, *range(1, rank)))
            self.channels_first, self._rank = True, rank

    def to_channels_last(self, where):
        """Bring the array in hand to (N, …, C), the order that layers work in.

        Parameters
        ----------
        where : str
            The layer that needs it so.
        """
        if self.channels_first:
            self.add("Transpose", f"{where}/to_channels_last", perm=(0, *range(2, self._rank + 1), 1))
            self.channels_first = False

    def reshape(self, operator, name, shape, *constants, **attributes):
        """Put a node that gives the numbers another shape, in the order that layers have them in.

        Parameters
        ----------
        operator : str
            "Flatten" or "Reshape".
        name : str
            As for `add`.
        shape : tuple of int
            Of a sample as layers see it, before.
        *constants, **attributes
            As for `add`.
        """
        one_channel, one_place = shape[-1] == 1, math.prod(shape[:-1]) == 1
        if not (one_channel or one_place):  # else both orders are the same numbers in a row
            self.to_channels_last(name)
        self.add(operator, name, *constants, **attributes)
        self.channels_first = False

    def finish(self):
        """Make what is in hand the graph's output."""
        self.to_channels_last(OUTPUT)
        if not self.nodes:
            self.add("Identity", "identity")
        self.nodes[-1].output = self.current = OUTPUT

    def _free(self, name):
        """`name`, with a number behind it where a layer's name is that of something else already."""
        free, count = name, 0
        while free in self._taken:
            count += 1
            free = f"{name}_{count}"
        self._taken.add(free)
        return free
