"""Means over batches of different sizes."""


class RunningMeans:
    """Means of named figures, each batch weighted by its number of samples.

    Examples
    --------
    >>> means = RunningMeans()
    >>> means.add({"loss": 1.0}, samples=3)
    >>> means.add({"loss": 2.0}, samples=1)
    >>> means.result()
    {'loss': 1.25}
    """

    def __init__(self):
        self._sums, self._samples = {}, 0

    def add(self, figures, samples):
        """Count the `figures` of a batch of `samples` samples."""
        self._samples += samples
        for name, figure in figures.items():
            self._sums[name] = self._sums.get(name, 0.0) + figure * samples

    def result(self):
        """Return the means so far."""
        return {name: total / self._samples for name, total in self._sums.items()}
