"""How far a training has come: what has to be kept beside weights and optimizer, so that it can go on as if never
stopped."""

import numbers
import warnings
import weakref
from dataclasses import asdict, dataclass, field

from course_lib.callbacks import History
from course_lib.models.running import RunningMeans


@dataclass
class Place:
    """A place in a training: after so many epochs, and so many batches of the next one.

    Attributes
    ----------
    epoch : int
        Epochs that are finished; so the number, from 0, of the one under way.
    batch : int
        Batches of it that are done.
    iterations : int
        The optimizer's at the epoch's first batch. The order of the epoch's samples follows from it.
    means : RunningMeans
        Of the epoch's figures.
    data : dict or None
        What the epoch's batches are made of: ``samples``, ``batch_size``, ``steps`` and ``shuffle``.
    states : list of dict
        Of the callbacks that have one, where no training is under way: ``{"class": …, "state": …}``.
    """

    epoch: int = 0
    batch: int = 0
    iterations: int = 0
    means: RunningMeans = field(default_factory=RunningMeans)
    data: dict | None = None
    states: list = field(default_factory=list)
    _watchers = None  # no field: it is gone with the training, and neither copied nor saved

    def watch(self, watchers):
        """Remember whose states count while this training goes on."""
        self._watchers = weakref.ref(watchers)

    def callback_states(self):
        """Return the states of the callbacks that have one, at this moment."""
        watchers = self._watchers and self._watchers()
        return self.states if watchers is None else watchers.get_states()

    def keep_states(self):
        """Take over the states: the training ends, and may have been interrupted."""
        self.states = self.callback_states() if self.batch else []
        self._watchers = None

    def describe(self):
        """Return the place in words and numbers; the callbacks' states are kept apart, they may hold arrays."""
        return {"epoch": self.epoch, "batch": self.batch, "iterations": self.iterations, "data": self.data} | {
            "means": asdict(self.means)
        }


def first_place(model, epochs, data, verbose):
    """Return where a training begins: at the first of `epochs`, or where the model's last one was interrupted in it.

    Parameters
    ----------
    model : Model
        Compiled; its `place` tells how far it has come.
    epochs : range
        Numbers of the epochs.
    data : dict
        See `Place`.
    verbose : int
        Above 0 says so if it goes on within an epoch.

    Returns
    -------
    Place
    """
    before = model.place
    begin = Place(epochs.start, iterations=model.optimizer.iterations, data=data)
    if before.epoch != epochs.start:
        return begin
    begin.states = before.states
    if before.batch == 0:
        return begin
    if before.data != data:
        text = f"fit: the training was interrupted in epoch {before.epoch + 1}, which had {_in_words(before.data)}. "
        text += f"This one has {_in_words(data)}, so it cannot go on there: the epoch begins anew."
        # With a file name of its own, since the place of this line in the package would tell a learner nothing.
        warnings.warn_explicit(text, UserWarning, filename="course_lib", lineno=0)
        return begin
    if verbose:
        print(f"Goes on in epoch {before.epoch + 1}, after {before.batch} of {data['steps']} steps.", flush=True)
    return before


def place_after(model, watchers):
    """Return the place behind the epoch that a model has finished."""
    place = Place(model.place.epoch + 1, iterations=model.optimizer.iterations, data=model.place.data)
    place.watch(watchers)
    return place


def _in_words(data):
    order = "shuffled" if data["shuffle"] else "in their order"
    return f"{data['samples']} samples, {order}, in {data['steps']} steps of {data['batch_size']}"


def rebuild_place(notes, states):
    """Return the place that `Place.describe` described."""
    return Place(**notes | {"means": RunningMeans(**notes["means"]), "states": states})


def describe_history(history):
    """Return a History, earlier parts included, in words and numbers.

    Entries of another kind, which a callback may have added, become None.
    """
    if history is None:
        return None
    whole = history.whole()
    figures = {str(name): [_plain(entry) for entry in entries] for name, entries in whole.history.items()}
    return {"epoch": whole.epoch, "history": figures}


def rebuild_history(notes):
    """Return the History that `describe_history` described."""
    if notes is None:
        return None
    history = History()
    history.epoch, history.history = notes["epoch"], notes["history"]
    return history


def _plain(entry):
    if isinstance(entry, numbers.Integral):
        return int(entry)
    return float(entry) if isinstance(entry, numbers.Real) else entry if isinstance(entry, str) else None
