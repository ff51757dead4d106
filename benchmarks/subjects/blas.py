"""The yardstick: the large matrix multiply of the BLAS that numpy comes with."""

import time

import numpy as np

SIZE = 2048


def load(setting, threads):
    """There are no settings; how many threads BLAS uses is in the environment."""
    return {"numpy": np.__version__}, lambda network, data: Blas()


class Blas:
    """Multiplies two square matrices, each of them 16 MB."""

    def __init__(self):
        rng = np.random.default_rng(1)
        self.a, self.b = rng.standard_normal((2, SIZE, SIZE), np.float32)
        self.out = np.empty_like(self.a)

    def multiply(self):
        """Operations in a second, in 10⁹: the median of three multiplies."""
        seconds = []
        for _ in range(3):
            start = time.perf_counter()
            np.matmul(self.a, self.b, out=self.out)
            seconds.append(time.perf_counter() - start)
        return 2 * SIZE**3 / sorted(seconds)[1] / 1e9
