"""Lets a piece answer while a cell runs."""


def answer_while_busy(*widgets):
    """Have messages to widgets, and to those within them, handled where the page sends them.

    JupyterLab sends them to a thread of their own, so that they are handled while a cell runs. ipykernel 7.4 hands them
    to the thread that used the widget last, which at first is the one that runs cells: a control that was never
    touched would be dead until the end of a training.

    Parameters
    ----------
    *widgets : ipywidgets.Widget
        Which.
    """
    for widget in widgets:
        if hasattr(widget.comm, "_reply_subshell_for"):  # other versions do as the page says anyway
            widget.comm._reply_subshell_for = _as_sent
        answer_while_busy(*getattr(widget, "children", ()))


def _as_sent(data, subshell):
    return subshell
