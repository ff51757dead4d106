"""The feature maps of a layer, and one of them with its filter and what excites it most."""

import math

import numpy as np

from course_lib.plots.feature_maps import SHADES, checked_maps, limits_of
from course_lib.plots.image_column import IMAGE, SIDE, TOP, draw_image, framed, height_of, lines, pixels
from course_lib.plots.kernel import COLORS
from course_lib.plots.lettering import shortened
from course_lib.plots.picture import ORANGE, count
from course_lib.plots.sheet import FAINT, Sheet, shades, shown
from course_lib.validation import message, whole_number

WIDTH, MAPS, DETAIL = 980, 236, 640  # of the sheet; left edges of its second and third column
GRID, LARGE, FILTER, PATCH = 384, 130, 186, 56  # sizes of all maps, the chosen map, its filter, a patch
PATCHES = 306  # where they begin
MOST_MAPS, MOST_SLICES = 256, 9


def show_map_browser(
    image, maps, chosen=0, common_scale=True, title="", field=None, weights=None, patches=None, sources=(), notes=None
):
    """Draw an image, a layer's feature maps for it, and one of them with its filter and its strongest patches.

    Each map is a spot named after its number.

    Parameters
    ----------
    image : array_like, (H, W) or (H, W, C)
        What the network was given.
    maps : array_like, (h, w, F)
        The layer's output for it; the first 256 maps are drawn.
    chosen : int, default 0
        The map that is shown closely.
    common_scale : bool, default True
        Whether equal numbers have equal colours in all maps; else each is drawn from its own smallest to its own
        largest number.
    title : str, optional
        A line above the maps; by default how many there are.
    field : ReceptiveField, optional
        From `inspect.receptive_field`: what the strongest pixel sees is framed in the image.
    weights : array_like, (kh, kw, C), optional
        The filter that made the chosen map. With one channel its numbers are written out, else the strongest slices
        are drawn.
    patches : TopPatches, optional
        From `inspect.top_patches`.
    sources : array_like, (count, H, W, C), optional
        The images that the patches come from; drawn beside them, the patch framed if there is a `field`.
    notes : dict of str to str, optional
        What else to say: "image" below the image, "filter" and "patches" as their headings.

    Returns
    -------
    Sheet

    Raises
    ------
    TypeError, ValueError
        If `maps` has other axes, or there is no map of that number.

    Examples
    --------
    >>> import numpy as np
    >>> show_map_browser(np.eye(4), np.arange(8).reshape(2, 2, 2), chosen=1)
    [Picture: 2 maps of 2×2; map 1 goes from 1 to 7, its strongest pixel is at row 1, column 1]
    """
    maps, notes = checked_maps(maps, "show_map_browser"), notes or {}
    if whole_number(chosen, "show_map_browser", "chosen", least=0) >= maps.shape[2]:
        raise ValueError(message("show_map_browser", f"`chosen` must be below {maps.shape[2]}", str(chosen)))
    one = maps[..., chosen]
    flat = one.min() == one.max()
    pixel = None if flat else np.unravel_index(one.argmax(), one.shape)
    title = title or f"{count(maps.shape[2], 'map')} of {'×'.join(map(str, one.shape))}"
    if flat:
        said = f"{title}; map {chosen} is {shown(one.max())} everywhere"
    else:
        said = f"{title}; map {chosen} goes from {shown(one.min())} to {shown(one.max())}, its strongest pixel is at "
        said += f"row {pixel[0]}, column {pixel[1]}"
    if patches is not None:
        said += f"; what excites it most is in images no. {', '.join(map(str, patches.samples[:3]))}"
    height = max(PATCHES + 238, _Grid(*maps.shape).bottom + 8, height_of(notes.get("image", "")) + 34)
    sheet = Sheet(WIDTH, height, said)
    limits = limits_of(maps) if common_scale else None
    frame = None if flat or field is None else window_of(field, pixel)
    _scale(sheet, draw_image(sheet, image, notes.get("image", ""), frame), limits)
    _tiles(sheet, maps, chosen, limits, title)
    _closely(sheet, one, chosen, pixel, limits)
    if weights is not None:
        _filter(sheet, np.asarray(weights, float), notes.get("filter", "its filter"))
    elif "filter" in notes:
        lines(sheet, DETAIL + LARGE + 16, TOP + 14, notes["filter"], 22)
    if patches is not None:
        lines(sheet, DETAIL, PATCHES - 10, notes.get("patches", "what excites it most"), 46)
        _patches(sheet, patches, sources, field, (np.min(image), np.max(image)))
    elif "patches" in notes:
        lines(sheet, DETAIL, PATCHES - 10, notes["patches"], 44)
    return sheet


def window_of(field, pixel):
    """Return (left, top, width, height) of what a pixel of a layer's output sees in the image."""
    top, left = (field.start[axis] + int(pixel[axis]) * field.step[axis] for axis in (0, 1))
    return left, top, field.size[1], field.size[0]


class _Grid:
    """Where the maps stand, in a square as far as possible."""

    def __init__(self, height, width, number):
        self.drawn = min(number, MOST_MAPS)
        self.columns = max(math.ceil(math.sqrt(self.drawn)), 3)
        self.across = GRID / self.columns
        scale = (self.across - 5) / max(height, width)
        self.width, self.height = width * scale, height * scale
        self.down = self.height + 19
        self.bottom = TOP + math.ceil(self.drawn / self.columns) * self.down

    def named(self, number, chosen):
        """Whether its number is written: where maps are small, that of the first in a row and of the chosen one."""
        beside = abs(number - chosen) == 1
        return self.across >= 28 or number == chosen or (number % self.columns == 0 and not beside)

    def place(self, number):
        row, column = divmod(number, self.columns)
        return MAPS + column * self.across, TOP + row * self.down


def _scale(sheet, y, limits):
    """What the colours of the maps mean."""
    sheet.image(IMAGE, y, SIDE, 10, shades(np.linspace(0, 1, 60)[None], SHADES))
    low, high = map(shown, limits or ("its least", "its most"))
    sheet.text(IMAGE, y + 26, low)
    sheet.text(IMAGE + SIDE / 2, y + 26, "all maps" if limits else "each map", 14, "middle")
    sheet.text(IMAGE + SIDE, y + 26, high, 14, "end")


def _tiles(sheet, maps, chosen, limits, title):
    """All maps, in a grid."""
    grid = _Grid(*maps.shape)
    rest = f" · the first {grid.drawn} of {maps.shape[2]}" if maps.shape[2] > grid.drawn else ""
    sheet.text(MAPS, 22, shortened(f"{title}{rest}", (GRID + 4) / 72, 14, bold=True), 14, bold=True)
    for number in range(grid.drawn):
        one, (left, top) = maps[..., number], grid.place(number)
        sheet.image(left, top, grid.width, grid.height, colors_of(one, limits))
        dead = f"all {shown(one.max())}" if one.min() == one.max() else ""
        name = f"{number}: {dead}" if dead and grid.width > 75 else f"{number}"
        if grid.named(number, chosen):
            sheet.text(left + grid.width / 2, top + grid.height + 14, name, 14, "middle", bold=number == chosen)
        if number == chosen:
            sheet.rect(left, top, grid.width, grid.height, "none", ORANGE, 3)
        told = f"map {number}, {dead or f'from {shown(one.min())} to {shown(one.max())}'}: click to see it closely"
        sheet.spot(left, top, grid.width, grid.height, str(number), told)


def colors_of(one, limits):
    """Return a map's colours, on the common scale or, for None, on its own."""
    return shades(one, SHADES, *(limits or (one.min(), one.max())))


def _closely(sheet, one, chosen, pixel, limits):
    """The chosen map, large, with its strongest pixel framed."""
    scale = LARGE / max(one.shape)
    sheet.text(DETAIL, 22, f"map {chosen}", 14, bold=True)
    sheet.image(DETAIL, TOP, one.shape[1] * scale, one.shape[0] * scale, colors_of(one, limits))
    if pixel:
        side = max(scale, 6)
        middle = DETAIL + (pixel[1] + 0.5) * scale, TOP + (pixel[0] + 0.5) * scale
        sheet.rect(middle[0] - side / 2, middle[1] - side / 2, side, side, "none", ORANGE, 2.5)
        note = f"from {shown(one.min())} to {shown(one.max())}, the strongest pixel framed"
    else:
        note = f"all of it is {shown(one.max())}"
    lines(sheet, DETAIL, TOP + LARGE + 20, note, 19)


def _filter(sheet, weights, heading):
    """One slice with its numbers, or the strongest slices of many."""
    left, reach = DETAIL + LARGE + 16, np.abs(weights).max() or 1
    colors = shades(weights, COLORS, -reach, reach)
    top = lines(sheet, left, 22, heading, 21) - 12
    height, width, channels = weights.shape
    if channels == 1:
        cell = FILTER / max(height, width)
        sheet.table(left, top, cell, _numbers(weights[..., 0], cell), colors[:, :, 0], min(14, 0.38 * cell))
        bottom = top + height * cell
    else:
        order = np.argsort(-np.abs(weights).sum(axis=(0, 1)), kind="stable")[:MOST_SLICES]
        for place, channel in enumerate(order):
            x, y = left + place % 3 * 58, top + place // 3 * 58
            scale = 42 / max(height, width)
            sheet.image(x, y, width * scale, height * scale, colors[:, :, channel])
            sheet.text(x + width * scale / 2, y + height * scale + 14, f"{channel}", 14, "middle")
        bottom = top + (len(order) + 2) // 3 * 58
    sheet.image(left, bottom + 8, FILTER, 8, shades(np.linspace(0, 1, 61)[None], COLORS))
    for x, anchor, number in ((0, "start", -reach), (FILTER / 2, "middle", 0), (FILTER, "end", reach)):
        sheet.text(left + x, bottom + 30, shown(number), 14, anchor)


def _numbers(table, cell):
    """Weights as texts that fit into their cells: −0.25, or −.25 where there is less room."""
    if cell < 30:
        return np.full(table.shape, "")
    return [[_short(weight, cell) for weight in row] for row in table]


def _short(weight, cell):
    text = f"{weight:.2f}" if cell >= 40 or abs(weight) < 0.995 else f"{weight:.1f}"
    text = text.replace("-0.00", "0.00").replace("-", "−")
    return text if cell >= 40 else text.replace("0.", ".", 1)


def _patches(sheet, best, sources, field, limits):
    """The parts of images where the map is largest, with its value there, and the images beside them."""
    for place, patch in enumerate(best.patches):
        left, top = DETAIL + place % 3 * 114, PATCHES + place // 3 * 80
        height = framed(sheet, (left, top, PATCH), pixels(patch, limits), None, 0)
        sheet.rect(left, top, PATCH * min(patch.shape[1] / patch.shape[0], 1), height, "none", FAINT)
        if len(sources):
            frame = field and window_of(field, best.positions[place])
            framed(sheet, (left + PATCH + 3, top, 44), pixels(sources[place], limits), frame, 2)
        sheet.text(left, top + PATCH + 14, f"{shown(best.scores[place])}, no. {best.samples[place]}")
