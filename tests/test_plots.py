"""Pictures: the data they draw and the words that go with them, not their pixels."""

import io
import re
import struct

import numpy as np
import pytest
from matplotlib.image import imread

from course_lib import plots
from course_lib.callbacks import History

IMAGES = np.arange(5 * 4 * 3).reshape(5, 4, 3)


def drawn(picture):
    """The images in a picture, without empty places."""
    return [axes.images[0].get_array().data for axes in picture.axes if axes.images]


@pytest.mark.parametrize("x", [IMAGES, IMAGES[..., None]])
def test_images_are_drawn_in_order(x):
    picture = plots.show_images(x, titles=list("abcde"), columns=2)
    np.testing.assert_array_equal(drawn(picture), IMAGES)
    assert [axes.get_title() for axes in picture.axes] == [*"abcde", ""]
    assert repr(picture) == "[Picture: 5 images: a, b, c, d, e]"


def test_one_image_is_a_picture_too():
    assert repr(plots.show_images(IMAGES[:1])) == "[Picture: 1 image]"


def test_predictions_mark_what_is_wrong_in_three_ways():
    p = np.array([[0.3, 0.7], [0.999, 0.001], [1.0, 0.0]])
    picture = plots.show_predictions(IMAGES[:3], [1, 1, 0], p, class_names=["cat", "dog"])
    titles = [axes.get_title() for axes in picture.axes]
    assert titles == ["dog\n70%", "✗ cat >99%\ntrue: dog", "cat\n100%"]
    assert [len(axes.patches) for axes in picture.axes] == [0, 1, 0]


def test_a_filtering_shows_the_kernels_numbers_and_zero_as_grey():
    picture = plots.show_filtering(IMAGES[0], [[1, -0.5]], [[-4, 2]])
    before, middle, after = picture.axes
    assert [text.get_text() for text in middle.texts] == ["1", "-0.5"]
    assert after.images[0].get_clim() == (-4, 4)
    assert plots.show_filtering(IMAGES[0], [[1]], [[1, 2]]).axes[2].images[0].get_clim() == (0, 2)
    np.testing.assert_array_equal(before.images[0].get_array(), IMAGES[0])


def test_a_flattening_shows_both_orders_and_whose_number_each_is():
    image = np.array([[[1, 11], [2, 12], [3, 13]], [[4, 14], [5, 15], [6, 16]]])  # (2, 3, 2)
    picture = plots.show_flattening(image)
    above, last, first = picture.axes
    numbers = [[int(text.get_text()) for text in axes.texts] for axes in picture.axes]
    assert numbers == [
        [1, 2, 3, 4, 5, 6, 11, 12, 13, 14, 15, 16],
        [1, 11, 2, 12, 3, 13, 4, 14, 5, 15, 6, 16],
        [1, 2, 3, 4, 5, 6, 11, 12, 13, 14, 15, 16],
    ]
    colors = [[patch.get_facecolor() for patch in axes.patches] for axes in (above, last, first)]
    blue, orange = colors[0][0], colors[0][-1]
    assert colors == [[blue] * 6 + [orange] * 6, [blue, orange] * 6, [blue] * 6 + [orange] * 6]
    # No two squares of the upper part lie on one another.
    assert len({patch.get_xy() for patch in above.patches}) == 12
    assert "channels last its row is 1 11 2 12 3 13 4 14" in repr(picture)
    assert "in PyTorch" in first.get_title(loc="left")


def test_a_guess_has_a_bar_for_each_class():
    picture = plots.show_guess(IMAGES[0], [0.004, 0.25, 0.746], class_names=["a", "b", "c"])
    right = picture.axes[1]
    assert [bar.get_width() for bar in right.patches] == [0.004, 0.25, 0.746]
    assert [text.get_text() for text in right.texts] == ["<1%", "25%", "75%"]
    assert "the most probable class is c, 75%" in repr(picture)


def history(**curves):
    result = History()
    result.history = curves
    return result


def test_curves_are_those_of_the_history():
    picture = plots.show_history(history(loss=[2, 1], accuracy=[0.1, 0.5], val_loss=[3, 2], val_accuracy=[0.2, 0.4]))
    left, right = picture.axes
    assert [axes.get_title() for axes in picture.axes] == ["loss", "accuracy"]
    assert [list(line.get_ydata()) for line in left.lines] == [[2, 1], [3, 2]]
    assert [list(line.get_xdata()) for line in right.lines] == [[1, 2], [1, 2]]
    assert [line.get_linestyle() for line in left.lines] == ["-", "--"], "told apart by more than colour"
    assert "ending at loss 1.0000, accuracy 0.5000" in repr(picture)


def test_validation_figures_that_are_fewer_stand_at_their_epochs():
    """As with validation_freq=2: after the second and the fourth of five epochs."""
    picture = plots.show_history({"loss": [5, 4, 3, 2, 1], "val_loss": np.float32([4, 2])})
    assert [list(line.get_xdata()) for line in picture.axes[0].lines] == [[1, 2, 3, 4, 5], [2, 4]]
    assert repr(picture) == "[Picture: curves over 5 epochs, ending at loss 1.0000, val_loss 2.0000]"


def test_titles_may_be_numbers():
    picture = plots.show_images(IMAGES[:2], titles=np.array([7, 3]), marked=np.array([1]))
    assert [axes.get_title() for axes in picture.axes] == ["7", "3"]
    assert [len(axes.patches) for axes in picture.axes] == [0, 1]


def test_a_history_of_one_epoch_without_validation():
    assert len(plots.show_history({"loss": [1.0]}).axes) == 1


@pytest.mark.parametrize("nothing", [History(), {}, {"loss": []}])
def test_a_history_without_an_epoch_says_so(nothing):
    """As after the stop button in the first epoch: the lesson goes on."""
    picture = plots.show_history(nothing)
    assert "no epoch was finished" in repr(picture)
    assert picture._repr_png_()


def test_epochs_are_whole_numbers():
    for epochs in (1, 2, 5, 30):
        axes = plots.show_history({"loss": [1.0] * epochs}).axes[0]
        assert all(tick == int(tick) for tick in axes.get_xticks())


def test_a_picture_is_a_sharp_png_of_a_plain_size():
    picture = plots.show_images(IMAGES)
    data, size = picture._repr_png_()
    width, height = struct.unpack(">II", data[16:24])
    assert (width, height) == (2 * size["width"], 2 * size["height"])
    assert imread(io.BytesIO(data))[..., :3].std() > 0.1, "an empty picture"


@pytest.mark.parametrize(
    "draw, text",
    [
        (lambda: plots.show_images(IMAGES[0]), "got (4, 3). A single image needs x[None]."),
        (lambda: plots.show_images(IMAGES[:0]), "with N at least 1, got (0, 4, 3)"),
        (
            lambda: plots.show_predictions(IMAGES[:2], np.eye(2), np.eye(2)),
            "`y_true` must hold 2 class numbers, got shape (2, 2). One-hot rows become class numbers with",
        ),
        (lambda: plots.show_predictions(IMAGES[:2], [1], np.eye(2)), "must hold 2 class numbers, got shape (1,)."),
        (
            lambda: plots.show_flattening(IMAGES[0]),
            "`image` must have shape (H, W, C), with at most 24 numbers",
        ),
        (lambda: plots.show_flattening(np.zeros((5, 5, 1))), "at most 24 numbers and 3 channels, got (5, 5, 1)."),
        (lambda: plots.show_flattening(np.zeros((1, 1, 4))), "at most 24 numbers and 3 channels, got (1, 1, 4)."),
        (lambda: plots.show_images(IMAGES, titles=["a"]), "`titles` must have 5 entries, got 1."),
    ],
)
def test_what_plots_refuse(draw, text):
    with pytest.raises(ValueError, match=re.escape(text)):
        draw()


@pytest.mark.parametrize(
    "draw, error, text",
    [
        (lambda: plots.show_images(IMAGES[0]), ValueError, r"show_images: images .* A single image needs x\[None\]"),
        (lambda: plots.show_guess(IMAGES[:1], [0.5, 0.5]), ValueError, r"`image` must have shape .* x\[0\]"),
        (lambda: plots.show_guess(IMAGES[0], [[0.5, 0.5]]), ValueError, r"must be one row.*probabilities\[0\]"),
        (lambda: plots.show_guess([0.5, 0.5], IMAGES[0]), ValueError, r"show_guess: `image` must have shape"),
        (lambda: plots.show_guess(IMAGES[0], [0.5, 0.5], ["cat"]), ValueError, "`class_names` must have 2 entries"),
        (lambda: plots.show_predictions(IMAGES[:2], [0, 1], [[1, 0]]), ValueError, "a row for each of the 2 images"),
        (lambda: plots.show_predictions(IMAGES[:1], [2], [[1, 0]]), ValueError, "whole numbers from 0 to 1"),
        (lambda: plots.show_predictions(IMAGES[:1], [0.0], [[1, 0]]), ValueError, "whole numbers from 0 to 1"),
        (lambda: plots.show_filtering(IMAGES[0], [1, 2], IMAGES[0]), ValueError, "`kernel` must have shape"),
        (lambda: plots.show_history({"loss": [1, None]}), TypeError, "a list of numbers for each name, got None in 'l"),
        (lambda: plots.show_history({"loss": 1}), TypeError, "a list of numbers for each name, got 1 for 'loss'"),
        (lambda: plots.show_images(IMAGES[0][..., None]), ValueError, r"got \(4, 3, 1\)\. A single image needs x"),
        (lambda: plots.show_images([[[1]], [[1, 2]]]), ValueError, "images must have entries of one shape"),
        (lambda: plots.show_images(IMAGES, columns=0), ValueError, "`columns` must be at least 1, got 0"),
        (lambda: plots.show_images(IMAGES, columns=2.5), TypeError, "`columns` must be a whole number"),
        (lambda: plots.show_images(IMAGES, titles="abcde"), TypeError, "`titles` must be a list, got 'abcde'"),
        (lambda: plots.show_images(IMAGES, marked=3), TypeError, r"`marked` must be a list, got 3\. Write \[3\]"),
        (lambda: plots.show_predictions(IMAGES[:1], ["a"], [[1, 0]]), TypeError, "It holds class numbers; their names"),
        (lambda: plots.show_guess(IMAGES[0], ["a", "b"]), TypeError, "`probabilities` must be an array of numbers"),
        (lambda: plots.show_history(3), TypeError, r"`history` must be what model\.fit returns, got 3"),
    ],
)  # fmt: skip
def test_a_mix_up_is_explained(draw, error, text):
    with pytest.raises(error, match=text):
        draw()
