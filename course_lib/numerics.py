"""Which numbers the package computes, to the last bit.

A training gives the same weights on every computer. An improvement may change them nevertheless, by another order of
a sum or another random number. Then `VERSION` goes up, the reason is written here, and the lessons are built anew:
the figures in their texts belong to one version.

=======  =============================================================================================
version  what changed
=======  =============================================================================================
1        first version that is held: minimal filtering for 3×3 and 5×5, chunks of 16 samples
2        the gradient of a convolution's bias is summed by columns, every fourth one: its bits no longer depend on how
         an image was cut up, nor on whether the pooling behind the convolution was done along with it
3        both gradients of a pooled convolution with 3×3 or 5×5 windows and 16 channels or more are plain sums over
         the outputs that have a gradient: fewer products than minimal filtering
=======  =============================================================================================
"""

VERSION = 3
SAMPLE = "3f71bdba2b77848d"  # digest of what a few kernels make of fixed numbers, for a quick look: see ``doctor.py``
