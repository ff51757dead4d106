"""Whether the numbers in a sheet's tables can be read."""

from course_lib.plots.lettering import width_of

SMALLEST = 13.9  # 12 pixels on a laptop
GAP = 0.1  # between neighbours, as a part of a cell


def assert_readable(sheet):
    """Say so if a text is too small, or a number of a table nearly as wide as its cell."""
    cell = None
    for element in sheet.root:
        if element.tag == "rect":
            cell = float(element.get("width"))
        elif element.tag == "text":
            size = float(element.get("font-size"))
            assert size >= SMALLEST, f"{element.text!r} is {size} high"
            if element.get("text-anchor") == "middle" and element.text.lstrip("−+").isdecimal():
                assert width_of(element.text, size * 72) <= (1 - GAP) * cell, element.text
