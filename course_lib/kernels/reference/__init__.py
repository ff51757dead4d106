"""A readable twin for every public kernel: plain Python loops over the equation, sums in float64.

Each file has the name of the kernels' file, each function the name and the parameters of the kernel it explains. The
lessons show these; the tests compare every kernel with its twin.
"""
