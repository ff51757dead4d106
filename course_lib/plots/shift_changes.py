"""How much of a map changes when the image is shifted."""

import numpy as np

SHARE = 0.1  # of the largest number: what counts as lit, and as a change


def changed(before, after):
    """Tell which numbers differ by more than a tenth of the largest, and which are above that tenth in one of both.

    Parameters
    ----------
    before, after : ndarray, of one shape
        Of numbers in a row all count as lit.

    Returns
    -------
    (ndarray of bool, ndarray of bool)
        Changed, lit.

    Examples
    --------
    >>> import numpy as np
    >>> changed(np.array([[0.0, 10, 10]]), np.array([[0.5, 10, 12]]))
    (array([[False, False,  True]]), array([[False,  True,  True]]))
    """
    least = SHARE * max(np.abs(before).max(), np.abs(after).max())
    lit = np.maximum(np.abs(before), np.abs(after)) > least
    return np.abs(before - after) > least, lit if before.ndim == 2 else np.ones_like(lit)


def changed_when_moved_back(before, after, across, down):
    """Return how many numbers still differ once `after` is moved back, where both maps overlap.

    Parameters
    ----------
    before, after : ndarray, (H, W)
        Maps.
    across, down : int
        Columns and rows that `after` was moved by, fewer than there are.

    Returns
    -------
    int

    Examples
    --------
    >>> import numpy as np
    >>> changed_when_moved_back(np.eye(3), np.roll(np.eye(3), 1, axis=1), 1, 0)
    0
    """
    height, width = before.shape
    kept = before[max(-down, 0) : height - max(down, 0), max(-across, 0) : width - max(across, 0)]
    moved = after[max(down, 0) : height - max(-down, 0), max(across, 0) : width - max(-across, 0)]
    return int(changed(kept, moved)[0].sum())
