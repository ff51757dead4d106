"""A convolution and its relu as the equation says it: one after the other."""

import numpy as np

from course_lib.kernels.reference.conv2d import conv2d_forward, conv2d_input_gradient, conv2d_kernel_gradient


def conv2d_relu_forward(x, kernel, bias, strides, padding):
    """y[n, i, j, f] = max(0, bias[f] + Σ_uvc x[n, i·sh + u − top, j·sw + v − left, c] · kernel[u, v, c, f])

    x (N, H, W, C) ⋆ kernel (kh, kw, C, F) + bias (F,) -> y (N, Ho, Wo, F)
    """
    return np.maximum(conv2d_forward(x, kernel, bias, strides, padding), 0)


def conv2d_relu_input_gradient(y, dy, kernel, strides, padding, height, width):
    """dx[n, i·sh + u − top, j·sw + v − left, c] += dy[n, i, j, f] · kernel[u, v, c, f] where y[n, i, j, f] > 0

    y and dy (N, Ho, Wo, F), kernel (kh, kw, C, F) -> dx (N, height, width, C)
    """
    return conv2d_input_gradient(np.where(y > 0, dy, 0), kernel, strides, padding, height, width)


def conv2d_relu_kernel_gradient(x, y, dy, strides, padding, kh, kw):
    """dkernel[u, v, c, f] = Σ_nij x[n, i·sh + u − top, j·sw + v − left, c] · dz[n, i, j, f];  dbias[f] = Σ_nij dz

    with dz = dy where y > 0, else 0; x (N, H, W, C), y and dy (N, Ho, Wo, F) -> dkernel (kh, kw, C, F), dbias (F,)
    """
    return conv2d_kernel_gradient(x, np.where(y > 0, dy, 0), strides, padding, kh, kw)
