"""Global pooling: one number for each channel, whatever the size of the image."""

from course_lib import kernels
from course_lib.layers.layer import Layer
from course_lib.shapes import slide


class GlobalPooling2D(Layer):
    """Base of the two: a pooling window as large as the image.

    Parameters
    ----------
    keepdims : bool, default False
        Whether the output keeps its two axes of length 1, (N, 1, 1, C), instead of (N, C).
    name : str, optional
        Name in summaries and messages.
    input_shape : (int, int, int), optional
        (H, W, C) of the images, where this is the first layer of a model.

    Examples
    --------
    >>> import numpy as np
    >>> class Corner(GlobalPooling2D):
    ...     def forward(self, x, training=False):
    ...         return self.check_input(x)[:, 0, 0]
    >>> Corner()(np.arange(4).reshape(1, 2, 2, 1)).tolist()
    [[0.0]]
    """

    def __init__(self, keepdims=False, *, name=None, input_shape=None):
        super().__init__(name, input_shape)
        self.keepdims = bool(keepdims)

    def _build(self, input_shape, rng):
        window = tuple(input_shape[:2])
        frame, _ = slide(self.name, input_shape, window, (1, 1), "valid")
        self.window = window, (1, 1), frame
        return (1, 1, input_shape[2]) if self.keepdims else (input_shape[2],)

    def check_gradient(self, dy):
        """Return `dy` as (N, 1, 1, C).

        Parameters
        ----------
        dy : array_like, (N, C) or (N, 1, 1, C)
            The loss's gradient with respect to the output.

        Returns
        -------
        ndarray, (N, 1, 1, C), float32

        Raises
        ------
        RuntimeError
            If there was no `forward`.
        ValueError
            If `dy` has another shape than the output.
        """
        return super().check_gradient(dy).reshape(-1, 1, 1, self.input_shape[2])


class GlobalAveragePooling2D(GlobalPooling2D):
    """Take each channel's mean over the whole image: y[n, c] = Σ_ij x[n, i, j, c] / (H · W).

    Parameters
    ----------
    keepdims : bool, default False
        Whether the output keeps its two axes of length 1, (N, 1, 1, C), instead of (N, C).
    name : str, optional
        Name in summaries and messages.
    input_shape : (int, int, int), optional
        (H, W, C) of the images, where this is the first layer of a model.

    Notes
    -----
    Input (N, H, W, C), output (N, C), float32.

    References
    ----------
    M. Lin, Q. Chen, S. Yan, "Network in network", ICLR 2014.

    Examples
    --------
    >>> import numpy as np
    >>> GlobalAveragePooling2D()(np.array([[1, 3], [2, 0]]).reshape(1, 2, 2, 1)).tolist()
    [[1.5]]
    """

    def forward(self, x, training=False):
        # (N, H, W, C) -> (N, C)
        return kernels.avgpool2d_forward(self.check_input(x), *self.window).reshape(-1, *self.output_shape)

    def backward(self, dy):
        if not self.needs_input_gradient:
            return None
        height, width, _ = self.input_shape
        return kernels.avgpool2d_input_gradient(self.check_gradient(dy), *self.window, height, width)


class GlobalMaxPooling2D(GlobalPooling2D):
    """Keep each channel's largest number: y[n, c] = max over i, j of x[n, i, j, c].

    The gradient goes to the winner alone; of equal numbers the first in reading order wins.

    Parameters
    ----------
    keepdims : bool, default False
        Whether the output keeps its two axes of length 1, (N, 1, 1, C), instead of (N, C).
    name : str, optional
        Name in summaries and messages.
    input_shape : (int, int, int), optional
        (H, W, C) of the images, where this is the first layer of a model.

    Notes
    -----
    Input (N, H, W, C), output (N, C), float32.

    References
    ----------
    M. Oquab et al., "Is object localization for free?", CVPR 2015.

    Examples
    --------
    >>> import numpy as np
    >>> GlobalMaxPooling2D()(np.array([[1, 3], [2, 0]]).reshape(1, 2, 2, 1)).tolist()
    [[3.0]]
    """

    def forward(self, x, training=False):
        x = self.saved["x"] = self.check_input(x)
        # (N, H, W, C) -> (N, 1, 1, C) -> (N, C)
        y = self.saved["y"] = kernels.maxpool2d_forward(x, *self.window)
        return y.reshape(-1, *self.output_shape)

    def backward(self, dy):
        if not self.needs_input_gradient:
            return None
        return kernels.maxpool2d_input_gradient(
            self.recall("x"), self.recall("y"), self.check_gradient(dy), *self.window
        )
