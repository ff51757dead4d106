"""What every piece does: draw anew, say what does not work, leave a figure where it cannot live."""

import ipywidgets
import pytest

from course_lib.plots import Picture
from course_lib.plots.sheet import Sheet
from course_lib.widgets.piece import Piece, hint, hints_of


class Square(Piece):
    """A slider and a drawing that cannot be made for negative numbers."""

    def __init__(self, matplotlib=False):
        super().__init__()
        self.side = ipywidgets.IntSlider(value=3, min=-9, max=9, description="side")
        self.matplotlib, self.heard = matplotlib, []
        self.assemble([self.side])
        self.follow(self.side)

    def picture(self):
        if self.side.value < 0:
            raise ValueError(f"Square: `side` must be at least 0, got {self.side.value}. Use <0> or more.")
        if self.side.value == 0:
            raise ZeroDivisionError("no side")
        alt = f"a square of side {self.side.value}"
        if self.matplotlib:
            picture = Picture(2, 1, alt)
            axes = picture.subplots()
            axes.imshow([[0, 1]])
            picture.spots.add_grid(axes, 1, 2, "{} {}", "row {}, column {}")
            return picture
        sheet = Sheet(200, 100, alt)
        sheet.spot(50, 25, 100, 50, "middle", "the middle")
        return sheet

    def selected(self):
        return "middle"

    def clicked(self, name, x, y):
        self.heard.append((name, x, y))
        if x > 1:
            raise KeyError("beyond")


@pytest.fixture
def square():
    return Square()


def test_a_change_draws_anew(square):
    serial = square.stage.serial
    square.side.value = 5
    assert (square.stage.alt, square.stage.serial) == ("a square of side 5", serial + 1)
    assert 'aria-label="a square of side 5"' in square.stage.svg and square.stage.png == b""
    assert (square.stage.width, square.stage.selected) == (200, "middle")
    assert square.stage.spots == [
        {"name": "middle", "label": "the middle", "left": 0.25, "top": 0.25, "width": 0.5, "height": 0.5}
    ]


def test_what_does_not_fit_is_told_and_the_last_picture_stays(square):
    square.side.value = -1
    assert square.trouble.value == (
        '<div role="alert">⚠ Square: `side` must be at least 0, got -1. Use &lt;0&gt; or more.</div>'
    )
    assert square.stage.alt == "a square of side 3"
    square.side.value = 4
    assert (square.trouble.value, square.stage.alt) == ("", "a square of side 4")


def test_a_mistake_of_ours_is_told_in_words_too(square):
    square.side.value = 0
    assert "ZeroDivisionError: no side. Run the cell again to start afresh." in square.trouble.value


def test_clicks_reach_the_piece_and_their_troubles_the_page(square):
    square.stage._handle_custom_msg({"event": "click", "name": "middle", "x": 0.5, "y": 0.25}, [])
    assert square.heard == [("middle", 0.5, 0.25)] and square.trouble.value == ""
    square.stage._handle_custom_msg({"event": "click", "name": "middle", "x": 2, "y": 0}, [])
    assert "KeyError: 'beyond'" in square.trouble.value


def test_a_matplotlib_picture_is_turned_for_a_dark_page():
    square = Square(matplotlib=True)
    light = square.stage.png
    assert square.stage.svg == "" and [spot["name"] for spot in square.stage.spots] == ["0 0", "0 1"]
    left, right = square.stage.spots
    assert left["width"] == right["width"] and right["left"] == pytest.approx(left["left"] + left["width"], abs=1e-4)
    square.stage.theme = "dark"
    assert square.stage.png != light
    square.stage.theme = "light"
    assert square.stage.png == light


@pytest.mark.parametrize("matplotlib", [False, True])
def test_the_still_figure_is_followed_by_the_piece(matplotlib, monkeypatch):
    square, shown = Square(matplotlib), []
    monkeypatch.setattr("course_lib.widgets.piece.display", lambda bundle, raw: shown.append((bundle, raw)))
    square._ipython_display_()
    (still, raw), (live, live_raw) = shown
    assert raw and live_raw and list(live) == ["application/vnd.jupyter.widget-view+json"]
    assert live["application/vnd.jupyter.widget-view+json"]["model_id"] == square.model_id
    assert still["text/plain"] == "[Picture: a square of side 3]"
    assert 'alt="a square of side 3"' in still["text/html"]
    assert "Run this cell to play with it." in still["text/html"]
    assert isinstance(still["image/png" if matplotlib else "image/svg+xml"], str)


def test_every_part_is_there_and_descriptions_have_room(square):
    assert "cl-piece" in square._dom_classes and "cl-trouble" in square.trouble._dom_classes
    assert square.side.style.description_width == "initial"
    assert square.children[-1] is square.stage


def test_explanations_of_controls_are_found_however_deep():
    inner = ipywidgets.Dropdown(description="layer", tooltip="which one", options=["a"])
    plain = ipywidgets.IntSlider(description="no tooltip")
    row = ipywidgets.HBox([ipywidgets.VBox([inner]), plain, hint("Click <here>.")])
    assert dict(hints_of(row)) == {"layer": "which one"}
    assert row.children[2].value == '<span class="cl-hint">Click &lt;here&gt;.</span>'
