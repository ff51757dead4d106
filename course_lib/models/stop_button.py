"""Lets the stop button end a training between two steps instead of within one."""

import signal
import threading


class StopButton:
    """Within this block the first interrupt (Ctrl-C, Jupyter's ■) only sets `pressed`; a second one breaks off.

    A step that is broken off in the middle leaves some weights updated and others not. So a training looks at
    `pressed` after each step. On a thread other than the main one, which gets no interrupts, nothing changes.
    """

    def __init__(self):
        self.pressed = False

    def __enter__(self):
        self._before = None
        if threading.current_thread() is threading.main_thread():
            self._before = signal.signal(signal.SIGINT, self._press)
        return self

    def __exit__(self, *error):
        if self._before is not None:
            signal.signal(signal.SIGINT, self._before)

    def _press(self, number, frame):
        if self.pressed:
            raise KeyboardInterrupt
        self.pressed = True
