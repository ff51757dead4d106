"""The states of callbacks in a file: numbers and texts among the notes, arrays among the tensors."""

import numpy as np

from course_lib.config import describe

_ARRAYS = "arrays"  # in place of a list of arrays: {"arrays": how many}


def describe_states(states):
    """Return (notes, tensors) for states of callbacks.

    Parameters
    ----------
    states : list of dict
        ``{"class": …, "state": …}`` of each callback that has a state.

    Raises
    ------
    TypeError
        If a state holds something that has no place in a file; the message names the callback.
    """
    notes, tensors = [], {}
    for place, entry in enumerate(states):
        described = {}
        for name, value in entry["state"].items():
            if isinstance(value, list) and value and all(isinstance(part, np.ndarray) for part in value):
                tensors |= {_label(place, name, number): part for number, part in enumerate(value)}
                described[name] = {_ARRAYS: len(value)}
            else:
                described[name] = describe(value, f"{entry['class']}.get_state `{name}`")
        notes.append({"class": entry["class"], "state": described})
    return notes, tensors


def rebuild_states(notes, tensors):
    """Return the states that `describe_states` described."""
    states = []
    for place, entry in enumerate(notes):
        state = {}
        for name, value in entry["state"].items():
            if isinstance(value, dict):
                value = [tensors[_label(place, name, number)] for number in range(value[_ARRAYS])]
            state[name] = value
        states.append({"class": entry["class"], "state": state})
    return states


def _label(place, name, number):
    return f"callbacks/{place}/{name}/{number}"
