"""The stored record: what the recorded networks reached, training by training (``make reproduce`` repeats them)."""

import json
from pathlib import Path

__all__ = ["PATH", "load"]

PATH = Path(__file__).parent / "record.json"


def load():
    """Return the record.

    Returns
    -------
    dict
        ``"trainings"`` holds, by name, a ``"title"``, what the tutorial ``"reported"`` in percent or None,
        ``"epochs"``, ``"batch_size"``, a ``"remark"``, and a list of ``"runs"``: for each its ``"seed"``, its
        ``"test_accuracy"`` and ``"val_accuracy"`` from 0 to 1, ``"seconds"``, and the ``"history"``. ``"ensemble"``
        tells how many of the 10,000 test images five networks get right alone and together.

    Examples
    --------
    >>> load()["trainings"]["T5"]["reported"]
    99.23
    """
    return json.loads(PATH.read_text(encoding="utf-8"))
