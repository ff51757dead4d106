"""Means over batches of different sizes."""

from dataclasses import dataclass, field


@dataclass
class RunningMeans:
    """Means of named figures, each batch weighted by its number of samples.

    Attributes
    ----------
    sums : dict of str to float
        Each figure times its batch's samples, added up.
    samples : int
        How many there were.

    Examples
    --------
    >>> means = RunningMeans()
    >>> means.add({"loss": 1.0}, samples=3)
    >>> means.add({"loss": 2.0}, samples=1)
    >>> means.result()
    {'loss': 1.25}
    """

    sums: dict = field(default_factory=dict)
    samples: int = 0

    def add(self, figures, samples):
        """Count the `figures` of a batch of `samples` samples."""
        self.samples += samples
        for name, figure in figures.items():
            self.sums[name] = self.sums.get(name, 0.0) + figure * samples

    def result(self):
        """Return the means so far."""
        return {name: total / self.samples for name, total in self.sums.items()}
