"""A model that only pretends to train and to save: nothing is written."""

FILE = "a_file.safetensors"


class PretendModel:
    """What a callback can call of a model.

    Attributes
    ----------
    weights : str
        After which epoch it has had them.
    files : dict of str to str
        The weights that each file holds, by its name.

    Examples
    --------
    >>> model = PretendModel()
    >>> model.save("a_file.safetensors")
    >>> model.files
    {'a_file.safetensors': 'the beginning'}
    """

    stop_training = False

    def __init__(self):
        self.weights, self.files = "the beginning", {}

    def learn(self, epoch, watchers, logs):
        """Pretend to train for an epoch.

        Parameters
        ----------
        epoch : int
            From 0.
        watchers : CallbackList
            Told of everything, as `fit` does.
        logs : dict of str to float
            The figures.
        """
        watchers.call("on_epoch_begin", epoch)
        watchers.call("on_train_batch_begin", 0)
        self.weights = f"epoch {epoch}"
        watchers.call("on_train_batch_end", 0, {"loss": logs["loss"], "accuracy": logs["accuracy"]})
        watchers.call("on_epoch_end", epoch, logs)

    def save(self, filepath, overwrite=True):
        """Keep the weights under a name."""
        self.files[str(filepath)] = self.weights

    save_weights = save

    def load_weights(self, filepath):
        """Take the weights that a file holds.

        Raises
        ------
        FileNotFoundError
            If there is no such file.
        """
        if str(filepath) not in self.files:
            raise FileNotFoundError(f"load_weights: there is no file {str(filepath)!r}: it was never saved.")
        self.weights = self.files[str(filepath)]

    def get_weights(self):
        """Return the weights, in a list as a real model does."""
        return [self.weights]

    def set_weights(self, weights):
        """Take the weights of a list."""
        (self.weights,) = weights


def _training(*figures):
    names = "loss", "accuracy", "val_loss", "val_accuracy"
    return [dict(zip(names, numbers, strict=True)) for numbers in figures]


TRAININGS = (
    _training((0.9, 0.6, 0.8, 0.5), (0.7, 0.7, 0.6, 0.75)),
    _training((0.9, 0.6, 0.8, 0.5), (0.7, 0.7, 0.4, 0.8), (0.6, 0.8, 0.5, 0.7), (0.5, 0.9, 0.3, 0.75)),
    _training((0.9, 0.6, 0.8, 0.7), (0.7, 0.7, 0.7, 0.7), (0.6, 0.65, 0.75, 0.6)),
    # worse on the training images, as with dropout
    _training((0.9, 0.3, 0.8, 0.5), (0.7, 0.4, 0.6, 0.55), (0.6, 0.6, 0.5, 0.58)),
    _training((2.9, 0.2, 2.8, 0.25), (2.7, 0.1, 2.9, 0.125), (2.5, 0.3, 2.5, 0.5), (2.4, 0.4, 2.6, 0.5)),
)
