"""Each compiled kernel alone, beside its readable twin and beside what the machine can do at most:
``python -m benchmarks.kernels``.
"""
