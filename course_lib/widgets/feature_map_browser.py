"""Pick an image and a layer, see every feature map; pick a map, see its filter and what excites it most."""

import ipywidgets
import numpy as np

from course_lib import inspect, plots
from course_lib.activations import Softmax
from course_lib.arguments import explained
from course_lib.inspect.probing import check_samples
from course_lib.layers import ActivatedLayer
from course_lib.models import Sequential
from course_lib.plots.map_browser import MOST_MAPS, MOST_SLICES
from course_lib.plots.picture import count, names_of, percent
from course_lib.plots.sheet import shown
from course_lib.validation import message, positive_int
from course_lib.widgets.layer_words import filter_of, maker_of, times, words_of
from course_lib.widgets.piece import Piece, hint

_WHERE = "FeatureMapBrowser"


class FeatureMapBrowser(Piece):
    """All feature maps of a layer for an image; for one of them its filter and the parts of images that excite it most.

    The parts are looked for when a map is clicked on, once for each map: after more training make a new browser.

    Parameters
    ----------
    model : Sequential
        Takes images. Stays as it is.
    x : array_like, (N, H, W, C)
        Images, scaled as the model was trained with.
    class_names : sequence of str, optional
        Names of the K classes; by default their numbers.
    most : int, default 1000
        How many of the images are searched for what excites a map, from the first one on.

    Attributes
    ----------
    map : int
        The map that is shown closely.

    Raises
    ------
    RuntimeError
        If the model is not built.
    TypeError, ValueError
        If `x` does not fit the model, the model takes no images, or a class has no name.

    Examples
    --------
    >>> import numpy as np
    >>> from course_lib import Input, Sequential, layers
    >>> model = Sequential([Input((8, 8, 1)), layers.Conv2D(4, 3)])
    >>> browser = FeatureMapBrowser(model, np.zeros((5, 8, 8, 1)))
    >>> browser.map
    0
    """

    @explained
    def __init__(self, model, x, class_names=None, most=1000):
        super().__init__()
        if not isinstance(model, Sequential):
            raise TypeError(message(_WHERE, "`model` must be a Sequential", type(model).__name__))
        self._model, self._x = model, check_samples(model, x, _WHERE)
        if len(model.input_shape) != 3:
            rule = "the model must take images (height, width, channels)"
            raise ValueError(message(_WHERE, rule, f"samples of shape {model.input_shape}"))
        self._most = min(positive_int(most, _WHERE, "most"), len(self._x))
        self._classes = None
        if len(model.output_shape) == 1:
            self._classes = names_of(model.output_shape[0], class_names, _WHERE)
        self._found = {}
        self._image = ipywidgets.IntSlider(description="image", max=len(self._x) - 1, layout={"width": "280px"})
        options = [(_named(layer), layer.name) for layer in model.layers]
        self._layer = ipywidgets.Dropdown(description="layer", options=options, layout={"width": "auto"})
        self._layer.value = next((each.name for each in model.layers if maker_of(model, each.name)), options[0][1])
        self._common = ipywidgets.Checkbox(description="one scale for all maps", value=True, indent=False)
        self._image.tooltip, self._layer.tooltip = "which image the network is given", "whose output is shown"
        self._common.tooltip = "equal numbers have equal colours in all maps; else each map has its own scale"
        self._hint = hint("Click a map to see it closely.")
        self._suit_layer()
        self.assemble([self._image, self._layer, self._common], self._hint)
        self._layer.observe(self.guarded(lambda change: self._change_layer()), "value")
        self.follow(self._image, self._common)

    def picture(self):
        # The maps of one image cost milliseconds; what was found for a map is kept.
        layer, last, image = self._chosen(), self._model.layers[-1], self._x[self._image.value]
        outputs = inspect.activations(self._model, image[None], [layer.name, last.name])
        output, says = outputs[layer.name][0], self._says(last, outputs[last.name][0])
        if output.ndim == 1:
            return self._numbers(layer, image, output, says)
        if output.ndim != 3:
            rule = "a layer's output must be an image or a row of numbers to be drawn here"
            raise ValueError(message(layer.name, rule, f"shape {output.shape}", "Choose another layer."))
        return self._maps(layer, image, output, says)

    def selected(self):
        # A map's spot is named after its number.
        return str(self.map)

    def clicked(self, name, x, y):
        # A map; not one of a layer that was left in the meantime.
        if int(name) < self._chosen().output_shape[-1]:
            self.map = int(name)
            self.refresh()

    def _chosen(self):
        return next(layer for layer in self._model.layers if layer.name == self._layer.value)

    def _change_layer(self):
        self._suit_layer()
        self.refresh()

    def _suit_layer(self):
        """The map to begin with, and no controls for maps where there are none."""
        maps = len(self._chosen().output_shape) == 3
        self._common.disabled, self._hint.layout.visibility = not maps, "visible" if maps else "hidden"
        self.map = self._strongest()

    def _strongest(self):
        """The map with the largest number, of the image and the layer that are chosen."""
        name, image = self._layer.value, self._x[self._image.value]
        output = inspect.activations(self._model, image[None], name)[name][0]
        return int(output.max(axis=(0, 1))[:MOST_MAPS].argmax()) if output.ndim == 3 else 0

    def _maps(self, layer, image, maps, says):
        words, parts, notes = [says, words_of(layer)], {}, {}
        maker = maker_of(self._model, layer.name)
        if maker is None:
            notes["filter"] = "No filter made this map."
        else:
            parts["weights"] = weights = filter_of(maker, self.map)
            notes["filter"] = _heading(maker, weights, layer, self.map)
            words += [f"It has no filter of its own: the one shown is that of {maker.name}."] * (maker is not layer)
            words += ["Below each slice: which map before it looks at."] * (weights.shape[2] > 1)
        try:
            parts["field"] = field = inspect.receptive_field(self._model, layer.name)
        except ValueError:  # behind a Flatten, or a layer that is not known
            notes["patches"] = "Its pixels see no windows of the image, so there are no parts to show."
        else:
            if np.ptp(maps[..., self.map]):
                words.append(f"Framed: the {times(field.size)} pixels that the strongest pixel of map {self.map} sees.")
            parts |= self._patches(layer.name)
            found = f"{self._most:,} image{'s' * (self._most > 1)}"
            notes["patches"] = f"what excites it most in {found}"
            if "patches" not in parts:
                notes["patches"] = f"Nothing excites it: it is nowhere above 0 in {found}."
        notes["image"] = "\n".join(filter(None, words))
        title = f"{layer.name}: {count(maps.shape[2], 'map')} of {times(maps.shape[:2])}"
        return plots.show_map_browser(image, maps, self.map, self._common.value, title, notes=notes, **parts)

    def _numbers(self, layer, image, numbers, says):
        names = self._classes if layer is self._model.layers[-1] else None
        title = f"{layer.name}: {count(len(numbers), 'number')}, no maps"
        notes = {"image": says, "numbers": words_of(layer)}
        return plots.show_layer_numbers(image, numbers, names, _is_softmax(layer), title, notes)

    def _says(self, last, output):
        """The network's answer, where it has one class for each output."""
        if self._classes is None or len(self._classes) < 2:
            return ""
        best = int(output.argmax())
        sure = percent(output[best]) if _is_softmax(last) else f"score {shown(output[best])}"
        return f"The network says {self._classes[best]}, {sure}."

    def _patches(self, name):
        """What excites the map, and the images it was found in; nothing where it is 0 at most."""
        if (name, self.map) not in self._found:
            self._found[name, self.map] = inspect.top_patches(self._model, self._x[: self._most], name, self.map)
        best = self._found[name, self.map]
        if best.scores[0] == 0:
            return {}
        best = best._replace(patches=best.patches[best.scores != 0])
        return {"patches": best, "sources": self._x[best.samples]}


def _named(layer):
    shape = layer.output_shape
    if len(shape) == 3:
        return f"{layer.name}: {count(shape[2], 'map')} of {times(shape[:2])}"
    return f"{layer.name}: {count(shape[0], 'number') if len(shape) == 1 else f'{times(shape)} numbers'}"


def _heading(maker, weights, layer, number):
    """What stands above a filter."""
    whose = "its filter" if maker is layer else f"filter of {maker.name}"
    slices = ", strongest slices" if weights.shape[2] > MOST_SLICES else ""
    bias = f", bias {shown(maker.params['bias'][number])}" if maker.use_bias else ""
    return f"{whose}, {times(weights.shape)}{bias}{slices}"


def _is_softmax(layer):
    return isinstance(layer, ActivatedLayer) and isinstance(layer.activation, Softmax)
