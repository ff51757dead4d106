"""Callbacks: what happens beside the training, at its begin, its end and between."""

from course_lib.callbacks.callback import Callback, CallbackList
from course_lib.callbacks.history import History
from course_lib.callbacks.progress import Progress

__all__ = ["Callback", "CallbackList", "History", "Progress"]
