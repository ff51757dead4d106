"""Let optimizers race down a landscape."""

import ipywidgets

from course_lib import landscapes, plots
from course_lib.arguments import explained
from course_lib.optimizers import SGD, Adadelta, Adagrad, Adam, RMSprop
from course_lib.validation import message, number
from course_lib.widgets.piece import Piece, hint
from course_lib.widgets.player import Player

RATES = [float(f"{digits}e{power}") for power in range(-4, 1) for digits in (1, 1.5, 2, 3, 5, 7)] + [10.0]
FRAME = 70  # milliseconds

# By name: what makes the optimizer from the common rate (None: its own default) and the momentum.
RACERS = {
    "SGD": lambda rate, momentum: SGD(**rate),
    "SGD with momentum": lambda rate, momentum: SGD(**rate, momentum=momentum),
    "RMSprop": lambda rate, momentum: RMSprop(**rate),
    "Adagrad": lambda rate, momentum: Adagrad(**rate),
    "Adam": lambda rate, momentum: Adam(**rate),
    "Adadelta 1.0": lambda rate, momentum: Adadelta(1.0),
    "Adadelta 0.001": lambda rate, momentum: Adadelta(0.001),
}


class OptimizerRace(Piece):
    """Optimizers that walk down a landscape from one point, with a learning rate and a momentum that can be set.

    A click on the map moves the start. Adadelta runs at the two rates that are its defaults, 1 in its paper and 0.001
    in Keras; the others share one rate, or each takes its own default.

    Parameters
    ----------
    landscape : Landscape or str, default "curved valley"
        The first landscape, or the name of one of `landscapes.ALL`.
    learning_rate : float, default 0.05
        The first common rate; the nearest of the slider's rates is taken, from 0.0001 to 10.

    Raises
    ------
    ValueError
        If there is no landscape of that name.

    Examples
    --------
    >>> game = OptimizerRace()
    >>> game.stage.alt.split(";")[0]
    'the curved valley after step 120 of 120: 1. SGD with momentum, height 0.0000079'
    """

    @explained
    def __init__(self, landscape="curved valley", learning_rate=0.05):
        super().__init__()
        first = _checked(landscape)
        rate = number(learning_rate, "OptimizerRace", "learning_rate", above=0)
        self._busy, self._known, self._paths = False, None, {}
        self._make_settings(first, rate)
        self._make_player()
        self._begin_at(*first.start)
        self._react()
        settings = [self._landscape, self._rate, self._momentum]
        more = [self._own, self._steps, self._x, self._y]
        place = [self._play, self._step, hint("Click the map to move the start.")]
        self.assemble(list(self._racers.values()), settings, more, place)

    def _make_settings(self, landscape, rate):
        self._racers = {name: _box(name, True) for name in RACERS}
        self._racers["Adadelta 1.0"].tooltip = "Adadelta at the rate of its paper, whatever the learning rate"
        self._racers["Adadelta 0.001"].tooltip = "Adadelta at its default rate in Keras 3, whatever the learning rate"
        self._own = _box("own default rates", False)
        self._own.tooltip = "each optimizer at Keras's default for it: SGD 0.01, the others 0.001"
        maps = {each.name: each for each in (*landscapes.ALL, landscape)}
        self._landscape = ipywidgets.Dropdown(options=maps, value=landscape, description="landscape")
        rates = [(f"{each:g}" if each >= 0.001 else f"{each:.5f}".rstrip("0"), each) for each in RATES]
        nearest = min(RATES, key=lambda each: abs(each / rate - 1))
        self._rate = ipywidgets.SelectionSlider(options=rates, value=nearest, description="learning rate")
        self._rate.add_class("cl-choices-only")
        self._momentum = ipywidgets.FloatSlider(0.9, min=0, max=0.99, step=0.01, description="momentum")
        self._steps = ipywidgets.IntSlider(120, 20, 500, step=20, description="steps")
        self._x = ipywidgets.FloatText(step=0.1, description="start x")
        self._y = ipywidgets.FloatText(step=0.1, description="y")
        widths = {
            self._landscape: 200,
            self._rate: 300,
            self._momentum: 260,
            self._steps: 240,
            self._x: 130,
            self._y: 90,
        }
        for control, width in widths.items():
            control.layout.width = f"{width}px"

    def _make_player(self):
        self._play = Player(value=120, max=120, interval=FRAME, repeats=False)
        self._step = ipywidgets.IntSlider(120, 0, 120, description="after step", layout={"width": "420px"})

    def _react(self):
        ipywidgets.jslink((self._play, "value"), (self._step, "value"))
        self._landscape.observe(self.guarded(lambda change: self._move_to(change.new)), "value")
        self._steps.observe(self.guarded(lambda change: self._lengthen(change.new)), "value")
        self._own.observe(lambda change: setattr(self._rate, "disabled", change.new), "value")
        for control in (*self._racers.values(), self._rate, self._own, self._momentum, self._x, self._y, self._step):
            control.observe(lambda change: self._busy or self.refresh(), "value")

    def picture(self):
        self._race()
        longest = max(map(len, self._paths.values())) - 1  # it is over sooner where all have left the map
        return plots.show_race(self._landscape.value, self._paths, min(self._step.value, longest), list(RACERS))

    def clicked(self, name, x, y):
        # The race begins there; y runs downwards on the page, upwards on the map.
        left, right, lower, upper = self._landscape.value.bounds
        self._begin_at(round(left + x * (right - left), 2), round(upper - y * (upper - lower), 2))
        self.refresh()

    def _race(self):
        """Let them run, if something has changed since they last did."""
        rate = {} if self._own.value else {"learning_rate": self._rate.value}
        names = tuple(name for name, box in self._racers.items() if box.value)
        start = self._x.value, self._y.value
        now = self._landscape.value, names, str(rate), self._momentum.value, self._steps.value, start
        if now == self._known:
            return
        if not names:
            raise ValueError(message("OptimizerRace", "an optimizer must run", "none", "Tick one."))
        left, right, lower, upper = self._landscape.value.bounds
        if not (left <= start[0] <= right and lower <= start[1] <= upper):
            rule = f"the start must lie on the map, x from {left:g} to {right:g}, y from {lower:g} to {upper:g}"
            raise ValueError(message("OptimizerRace", rule, f"({start[0]:g}, {start[1]:g})"))
        racers = {name: RACERS[name](rate, self._momentum.value) for name in names}
        self._paths = landscapes.race(self._landscape.value, racers, start, self._steps.value)
        self._known = now

    def _begin_at(self, x, y):
        self._busy = True
        self._x.value, self._y.value = x, y
        self._busy = False

    def _move_to(self, landscape):
        self._begin_at(*landscape.start)
        self.refresh()

    def _lengthen(self, steps):
        """Another number of steps: at the end of the race one stays there, and a long race plays in larger strides."""
        at_end = self._step.value == self._step.max
        self._busy = True
        self._play.max = self._step.max = steps
        self._play.step = max(1, steps // 120)
        if at_end:
            self._step.value = self._play.value = steps
        self._busy = False
        self.refresh()


def _box(name, ticked):
    box = ipywidgets.Checkbox(ticked, description=name, indent=False)
    box.layout.width = "auto"
    return box


def _checked(landscape):
    if isinstance(landscape, landscapes.Landscape):
        return landscape
    names = {each.name: each for each in landscapes.ALL}
    if landscape not in names:
        rule = f"`landscape` must be a Landscape or one of {', '.join(map(repr, names))}"
        raise ValueError(message("OptimizerRace", rule, repr(landscape)))
    return names[landscape]
