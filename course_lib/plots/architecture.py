"""A network as a row of boxes."""

from typing import NamedTuple

from course_lib.inspect.probing import check_model
from course_lib.plots.architecture_block import Block, block, draw_block, scale_of
from course_lib.plots.layer_words import keeps_shape, layer_words
from course_lib.plots.lettering import fitting, width_of
from course_lib.plots.picture import Picture, count

PAGE = 9.8  # width of the largest picture in inches
FONT, LINE = 9.5, 0.165  # points; inches from line to line
EDGE, ROOM = 0.12, 0.14  # around the picture, around an arrow
NARROWEST = 4.6  # picture, for the caption
SMALLEST = 0.45  # length of an arrow
GIVES = " gives "


class Step(NamedTuple):
    """An arrow with lines above it, [(text, whether bold)], these in words, the number of parameters, the next box."""

    words: list
    said: str
    params: int
    box: Block

    @property
    def arrow(self):
        """Length of the arrow with the room around it; the first box of a network has none."""
        if not self.words:
            return 0
        below = [(text, False) for text in self.below()]
        return max(SMALLEST, *(width_of(text, FONT, bold) for text, bold in self.words + below)) + ROOM

    @property
    def column(self):
        """Width of the box with its shape written below."""
        texts = width_of(self.box.words(), FONT) + 0.06, 0 if self.words else width_of("input", FONT, bold=True) + 0.06
        return max(self.box.across, *texts)

    @property
    def across(self):
        return self.arrow + self.column

    def below(self):
        """The lines below the arrow."""
        return [f"{self.params:,}", "parameters" if self.params != 1 else "parameter"] if self.params else []


def show_architecture(model):
    """Draw a network: a box for each output, to scale, and an arrow for each layer.

    Height and width of a box are to scale with its pixels. Its depth grows with the square root of the channels, and a
    dense output is a bar whose height grows with the square root of the units: in true scale a thousand of them would
    hide the rest. Layers that change numbers but no shape, such as `Dropout` and `BatchNormalization`, stand on the
    arrow of the layer before. Long networks go on in a second row.

    Parameters
    ----------
    model : Sequential
        Built, so that its shapes are known.

    Returns
    -------
    Picture

    Raises
    ------
    TypeError
        If `model` is no `Sequential`.
    RuntimeError
        If it is not built.

    Examples
    --------
    >>> from course_lib import Input, Sequential, layers
    >>> show_architecture(Sequential([Input((28, 28, 1)), layers.Flatten(), layers.Dense(10, activation="softmax")]))
    [Picture: a network of 2 layers with 7,850 parameters: 28×28×1; Flatten gives 784; Dense 10, softmax gives 10]
    """
    check_model(model, "show_architecture")
    steps = _steps(model)
    rows = _rows(steps)
    told = "; ".join(f"{step.said}{step.box.words()}" for step in steps)
    layers, params = count(len(model.layers), "layer"), f"{model.count_params():,}"
    going_on = 0.2 if len(rows) > 1 else 0
    width = max(max(sum(step.across for step in row) for row in rows) + going_on + 2 * EDGE, NARROWEST)
    heights = [_extent(row) for row in rows]
    caption = _caption(steps, f"{params} parameters in all", width - 2 * EDGE)
    height = sum(up + down for up, down in heights) + EDGE + LINE * len(caption) + 0.2
    picture = Picture(width, height, f"a network of {layers} with {params} parameters: {told}", layout="none")
    axes = picture.panel(0, 0, width, height)
    axes.set(xlim=(0, width), ylim=(height, 0))
    top = EDGE
    for number, (row, (up, down)) in enumerate(zip(rows, heights, strict=True)):
        _draw_row(axes, row, EDGE if len(rows) > 1 else (width - sum(s.across for s in row)) / 2, top + up)
        if number < len(rows) - 1:
            end = EDGE + sum(step.across for step in row)
            _write(axes, end + 0.04, top + up, "…", ha="left", va="center")
        top += up + down
    for place, text in enumerate(caption):
        _write(axes, width / 2, top + 0.08 + LINE * place, text, va="top", fontsize=fitting([text], width, FONT))
    return picture


def _steps(model):
    """What to draw, from the left: the input, then a step for each layer that makes a new output."""
    shapes = [model.layers[0].input_shape, *(layer.output_shape for layer in model.layers)]
    scale = scale_of(shapes)
    steps = [Step([], "", 0, block(scale, shapes[0]))]
    for layer in model.layers:
        name, settings = layer_words(layer)
        words = [(line, True) for line in name] + [(line, False) for line in settings]
        said, params, last = ", ".join(["".join(name), *settings]), layer.count_params(), steps[-1]
        if keeps_shape(layer) and last.words:
            said = f"{last.said.removesuffix(GIVES)} and {said}{GIVES}"
            steps[-1] = Step(last.words + words, said, last.params + params, last.box)
        else:
            steps.append(Step(words, said + GIVES, params, block(scale, layer.output_shape)))
    return steps


def _rows(steps):
    """The steps in as few rows as fit on the page, of about the same width."""
    most = PAGE - 2 * EDGE - 0.2
    fewest = rows = _filled(steps, most)
    while len(fewest) == len(rows) and most > 1:
        rows, most = fewest, most - 0.1
        fewest = _filled(steps, most)
    return rows


def _filled(steps, most):
    """The steps in rows that are each filled before the next begins."""
    rows, used = [[]], 0
    for step in steps:
        if rows[-1] and used + step.across > most:
            rows.append([])
            used = 0
        rows[-1].append(step)
        used += step.across
    return rows


def _extent(row):
    """(room above, room below) the row's middle line, in inches."""
    above = max(max(step.box.height / 2 + step.box.rise, LINE * len(step.words)) for step in row)
    below = max(max(step.box.height / 2 + LINE, LINE * len(step.below())) for step in row)
    return above + LINE + 0.1, below + 0.2


def _draw_row(axes, row, x, middle):
    for step in row:
        if step.words:
            end = x + step.arrow
            for place, (text, bold) in enumerate(reversed(step.words)):
                weight = "bold" if bold else "normal"
                _write(axes, x + step.arrow / 2, middle - 0.07 - LINE * place, text, va="bottom", fontweight=weight)
            for place, text in enumerate(step.below()):
                _write(axes, x + step.arrow / 2, middle + 0.07 + LINE * place, text, va="top")
            style = {"arrowstyle": "-|>,head_width=0.25,head_length=0.45", "color": "black", "shrinkA": 0, "shrinkB": 0}
            axes.annotate("", (end - 0.03, middle), (x + 0.05, middle), arrowprops=style)
            x = end
        left = x + (step.column - step.box.across) / 2
        draw_block(axes, step.box, left, middle)
        below = middle + step.box.height / 2 + 0.05
        _write(axes, x + step.column / 2, below, step.box.words(), va="top")
        if not step.words:
            above = middle - step.box.height / 2 - step.box.rise - 0.05
            _write(axes, x + step.column / 2, above, "input", va="bottom", fontweight="bold")
        x += step.column


def _write(axes, x, y, text, **style):
    axes.text(x, y, text, **{"ha": "center", "fontsize": FONT, **style})


def _caption(steps, total, width):
    """The sum, and what of the drawing is to scale, in lines of at most that width."""
    ranks = {len(step.box.shape) for step in steps}
    said = ["height and width are to scale with the pixels"] if ranks & {2, 3} else []
    said += ["depth grows with the square root of the channels"] if 3 in ranks else []
    said += ["the height of bars grows with the square root of the units"] if 1 in ranks else []
    lines = [total]
    for part in said:
        part = part if len(lines) > 1 else part.capitalize()
        longer = f"{lines[-1]}, {part}"
        if len(lines) > 1 and width_of(longer, FONT) <= width:
            lines[-1] = longer
        else:
            lines[-1] += "," if len(lines) > 1 else ""
            lines.append(part)
    return lines
