"""The figures of a training, step by step, in little room however long it is."""

import numbers

import numpy as np

from course_lib.plots.curves import thin

MOST = 400  # figures of a curve; beyond them every other one is let go


class TrainingRecord:
    """Keeps figures with their places in the training, counted in epochs: 1.5 is the middle of the second one.

    Which steps are kept depends on their number alone, so it is the same on every machine.

    Attributes
    ----------
    place : float
        Of the last step; 0 where there is none.

    Examples
    --------
    >>> record = TrainingRecord()
    >>> for step in range(1, 1001):
    ...     record.step(step / 1000, {"loss": 1 / step})
    >>> points = record.steps()["loss"]
    >>> len(points), points[-1].tolist()
    (251, [1.0, 0.001])
    """

    def __init__(self):
        self.place, self._latest = 0.0, {}
        self._places, self._figures, self._every, self._count = [], {}, 1, 0
        self._ends = {}

    def __bool__(self):
        return bool(self._places)

    def step(self, place, logs):
        """Take the figures after a step.

        Parameters
        ----------
        place : float
            Of the step.
        logs : dict of str to float
            The epoch's means so far; what is no number is left out.
        """
        self.place, self._latest = place, logs
        if self._count % self._every == 0:
            self._keep(place, logs)
        self._count += 1

    def _keep(self, place, logs):
        known = len(self._places)
        for name, figure in logs.items():
            if isinstance(figure, numbers.Real):
                self._figures.setdefault(name, [np.nan] * known).append(float(figure))
        self._places.append(place)
        for figures in self._figures.values():
            figures += [np.nan] * (len(self._places) - len(figures))
        if len(self._places) > MOST:
            self._places, self._every = self._places[::2], 2 * self._every
            self._figures = {name: figures[::2] for name, figures in self._figures.items()}

    def epoch(self, place, logs):
        """Take the figures at the end of an epoch.

        Parameters
        ----------
        place : float
            Of the end.
        logs : dict of str to float
            The epoch's figures; what is no number is left out.
        """
        self.place = place
        for name, figure in logs.items():
            if isinstance(figure, numbers.Real):
                self._ends.setdefault(name, []).append((place, float(figure)))

    def cut(self, place):
        """Forget all that lies behind a place, since the training goes on from there.

        Parameters
        ----------
        place : float
            The place.
        """
        if self.place <= place + 1e-9:
            return
        kept = sum(each <= place + 1e-9 for each in self._places)
        if not kept:
            self.__init__()
            return
        self._places, self._latest, self._count = self._places[:kept], {}, kept * self._every
        self._figures = {name: figures[:kept] for name, figures in self._figures.items()}
        self._ends = {name: [end for end in ends if end[0] <= place + 1e-9] for name, ends in self._ends.items()}
        self.place = self._places[-1]

    def steps(self):
        """Return the figures after steps, the last one always among them.

        Returns
        -------
        dict of str to ndarray, (P, 2)
            Places and figures.
        """
        points = {name: np.array([self._places, figures]).T for name, figures in self._figures.items()}
        for name, figure in self._latest.items():
            if name in points and len(points[name]) and points[name][-1, 0] < self.place:
                points[name] = np.vstack([points[name], (self.place, figure)])
        return points

    def ends(self):
        """Return the figures at the ends of epochs, of very many only some.

        Returns
        -------
        dict of str to ndarray, (E, 2)
            Places and figures.
        """
        return {name: thin(np.array(ends), MOST // 2) for name, ends in self._ends.items() if ends}

    def get_state(self):
        """Return all in numbers, texts and arrays, as a callback's state.

        Returns
        -------
        dict of str to object
            Empty where there is nothing.
        """
        if not self:
            return {}
        return {
            "place": self.place,
            "every": self._every,
            "names": list(self._figures),
            "steps": [np.array(self._places), *map(np.array, self._figures.values())],
            "end_names": list(self._ends),
            "ends": [np.array(ends) for ends in self._ends.values()],
        }

    def set_state(self, state):
        """Take over what `get_state` returned.

        Parameters
        ----------
        state : dict of str to object
            Not empty.
        """
        places, *figures = [array.tolist() for array in state["steps"]]
        self._places, self._figures = places, dict(zip(state["names"], figures, strict=True))
        self._ends = {
            name: [tuple(end) for end in ends.tolist()]
            for name, ends in zip(state["end_names"], state["ends"], strict=True)
        }
        self.place, self._latest = state["place"], {}
        self._every, self._count = state["every"], len(places) * state["every"]
