"""Pooling: the largest number or the mean of each window, and the gradients.

Images are (N, H, W, C); `pool_size` and `strides` are (down, right); `padding` is (top, bottom, left, right). Places
in the padding are never the largest and do not count in a mean. The readable twins are in ``reference/pooling.py``.
"""

from course_lib.kernels.pooling.average_pooling import avgpool2d_forward, avgpool2d_input_gradient
from course_lib.kernels.pooling.max_pooling import maxpool2d_forward, maxpool2d_input_gradient

__all__ = [
    "avgpool2d_forward",
    "avgpool2d_input_gradient",
    "maxpool2d_forward",
    "maxpool2d_input_gradient",
]
