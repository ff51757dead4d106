"""Exercise 06.4: the backward pass of a convolution layer."""

import numpy as np

from course_lib import kernels
from course_lib.arrays import as_float
from course_lib.exercises.function_exercise import FunctionExercise
from course_lib.exercises.lessons.lesson_06.convolution_mistakes import MISTAKES
from course_lib.exercises.numbers import small_numbers


def conv2d_backward(image, kernel, dy, stride):
    """Return what a convolution's backward pass gives for one image, by the compiled functions.

    Parameters
    ----------
    image : ndarray, (H, W, C)
        The input of the forward pass, without padding.
    kernel : ndarray, (kh, kw, C, F)
        Weights of F filters.
    dy : ndarray, (Ho, Wo, F)
        Gradient of the output.
    stride : int
        Step of the window in pixels, down and right.

    Returns
    -------
    dimage : ndarray, (H, W, C), float32
    dkernel : ndarray, (kh, kw, C, F), float32
    dbias : ndarray, (F,), float32

    Examples
    --------
    >>> image, kernel, dy = np.ones((1, 3, 1)), np.ones((1, 2, 1, 1)), np.array([[[3.0], [5.0]]])
    >>> dimage, dkernel, dbias = conv2d_backward(image, kernel, dy, 1)
    >>> dimage[0, :, 0].tolist(), dkernel[0, :, 0, 0].tolist(), dbias.tolist()
    ([3.0, 8.0, 5.0], [8.0, 8.0], [8.0])
    """
    x, weights, gradient = as_float(image[None]), as_float(kernel), as_float(dy[None])
    strides, none = (stride, stride), (0, 0, 0, 0)
    dx = kernels.conv2d_input_gradient(gradient, weights, strides, none, *image.shape[:2])
    return dx[0], *kernels.conv2d_kernel_gradient(x, gradient, strides, none, *kernel.shape[:2])


def _cases():
    """The smallest has one channel and one filter; later ones are neither square nor have stride 1."""
    first = {
        "image": np.array([[1.0, 2.0, 0.0], [4.0, 3.0, 5.0], [2.0, 0.0, 6.0]])[..., None],
        "kernel": np.array([[1.0, 2.0], [-3.0, 4.0]])[..., None, None],
        "dy": np.array([[1.0, 2.0], [5.0, -3.0]])[..., None],
        "stride": 1,
    }
    others = [
        ((2, 4, 1), (2, 2), 1, 1),
        ((3, 4, 1), (2, 2), 2, 1),
        ((3, 4, 2), (2, 2), 1, 1),
        ((5, 7, 1), (3, 3), 1, 2),
        ((6, 5, 2), (3, 2), 3, 2),
        ((5, 9, 1), (2, 3), 2, 3),
        ((4, 3, 3), (1, 1), 2, 1),
        ((6, 6, 1), (2, 2), 1, 3),
    ]
    return [first] + [_drawn(place, *each) for place, each in enumerate(others)]


def _drawn(place, image, window, filters, stride):
    words = "exercise 06.4", place
    kernel = small_numbers((*window, image[2], filters), *words, "kernel")
    places = [(size - length) // stride + 1 for size, length in zip(image, window, strict=False)]
    dy = small_numbers((*places, filters), *words, "dy") / 4
    return {"image": small_numbers(image, *words, "image"), "kernel": kernel, "dy": dy, "stride": stride}


CONV2D_BACKWARD = FunctionExercise(
    number="06.4",
    title="a convolution layer's backward pass",
    finished=conv2d_backward,
    cases=_cases,
    mistakes=MISTAKES,
    hints=(
        "The forward pass of exercise 02.2 has six loops, and in the innermost one a pixel meets a weight. What do "
        "these two get back?",
        "Make three arrays of zeros: of the shapes of image and kernel, and one number for each filter. Loop over i, j "
        "and f of dy, and within over u, v and c.",
        "The pixel is `image[i * stride + u, j * stride + v, c]`, the weight `kernel[u, v, c, f]`, the gradient "
        "`dy[i, j, f]`. Each of the two gets the gradient times the other, with `+=`.",
        "`dimage[i * stride + u, j * stride + v, c] += dy[i, j, f] * kernel[u, v, c, f]`, and likewise "
        "`dkernel[u, v, c, f]`. `dbias[f] += dy[i, j, f]` stands outside the three inner loops.",
    ),
)
