"""The compiled kernels: numba functions that take arrays and return arrays.

Nothing is compiled until a kernel is first called; what was compiled is kept for later runs (``cache.py``). Kernels
check nothing: layers do, at their border. Arrays must be float32 and C-contiguous. Each public kernel has a readable
twin in ``reference/`` with the same name and parameters.

Start reading with ``simd.py``, then ``tiles.py``, then ``conv2d.py``.
"""

import os

from course_lib.kernels.cache import cached_in, folder

# GNU OpenMP's threads wait for each other by spinning, 300,000 times by default: beside another busy program a training
# then takes many times as long. Waiting shorter costs a few percent on an idle machine and changes no result.
if "OMP_WAIT_POLICY" not in os.environ:
    os.environ.setdefault("GOMP_SPINCOUNT", "1000")

FOLDER = folder()

with cached_in(FOLDER):
    from course_lib.kernels.activations import relu_forward, relu_gradient, softmax_forward, softmax_gradient
    from course_lib.kernels.conv2d import conv2d_forward, conv2d_input_gradient, conv2d_kernel_gradient
    from course_lib.kernels.dense import dense_forward, dense_input_gradient, dense_kernel_gradient
    from course_lib.kernels.dropout import dropout
    from course_lib.kernels.losses import categorical_crossentropy, softmax_crossentropy
    from course_lib.kernels.optimizers import adadelta_update, adam_update
    from course_lib.kernels.pooling import maxpool2d_forward, maxpool2d_input_gradient

__all__ = [
    "adadelta_update",
    "adam_update",
    "categorical_crossentropy",
    "conv2d_forward",
    "conv2d_input_gradient",
    "conv2d_kernel_gradient",
    "dense_forward",
    "dense_input_gradient",
    "dense_kernel_gradient",
    "dropout",
    "maxpool2d_forward",
    "maxpool2d_input_gradient",
    "relu_forward",
    "relu_gradient",
    "softmax_crossentropy",
    "softmax_forward",
    "softmax_gradient",
]
