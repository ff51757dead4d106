"""What callbacks share that change the learning rate."""

from course_lib.validation import message


def need_free_rate(where, optimizer):
    """Check that a callback may set the optimizer's learning rate.

    Parameters
    ----------
    where : str
        The callback's name, for the message.
    optimizer : Optimizer
        Whose rate it is.

    Raises
    ------
    TypeError
        If the rate follows a schedule from `optimizers.schedules` already.
    """
    schedule = getattr(optimizer, "schedule", None)
    if callable(schedule):
        rule = "the optimizer's learning_rate must be a number, which a callback can change"
        raise TypeError(message(where, rule, repr(schedule), "Compile with a number, or leave this callback out."))


def log_rate(optimizer, logs):
    """Add the learning rate of the epoch that ends to `logs`."""
    logs["learning_rate"] = float(optimizer.learning_rate)
