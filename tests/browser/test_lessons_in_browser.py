"""The lessons as a learner has them: opened, run from top to bottom, their pieces used."""

from tests.browser.lab import OUR_TIME, expect
from tests.browser.learner import Learner

ONE = [(140, y) for y in range(60, 225, 15)]
LARGE = """def my_prepare(images, labels):
    return images[..., None].astype(np.float32), utils.to_categorical(labels, 10)"""


def draw(notebook, points):
    """Draw on the lesson's pad with the mouse; return the pad."""
    pad = notebook.page.locator(".cl-piece:has(.cl-pad)")
    field = pad.locator(".cl-pad-field")
    field.hover(position=dict(zip("xy", points[0], strict=True)))  # waits until nothing above it moves it any more
    box = field.bounding_box()
    mouse = notebook.page.mouse
    mouse.move(box["x"] + points[0][0], box["y"] + points[0][1])
    mouse.down()
    for x, y in points[1:]:
        mouse.move(box["x"] + x, box["y"] + y)
    mouse.up()
    return pad


def answer_first_question(notebook, choice, words):
    quiz = notebook.page.locator(".cl-piece:has(.cl-question)")
    quiz.scroll_into_view_if_needed()
    quiz.get_by_label(choice).check()
    quiz.get_by_role("button", name="check").click()
    expect(quiz.get_by_role("status").first).to_contain_text(words)


def test_a_lesson_is_complete_before_anything_is_run(open_lesson):
    page = open_lesson("00_start_here", "not_run.ipynb").page
    images = page.locator(".jp-OutputArea img")
    expect(images.first).to_be_visible()
    assert all(image.get_attribute("alt") for image in images.all())
    expect(page.locator(".cl-static")).to_have_count(3)  # the pad, the progress, the quiz
    expect(page.get_by_text("Run this cell to play with it.")).to_be_attached()


def test_lesson_00_from_top_to_bottom(open_lesson):
    notebook = open_lesson("00_start_here")
    notebook.run_all()
    assert notebook.page.locator(".jp-OutputArea [data-mime-type*=stderr]").count() == 0
    expect(draw(notebook, ONE).locator(".cl-pad-told")).to_contain_text("it reads a 1", timeout=OUR_TIME)
    answer_first_question(notebook, "a list of the strokes that were drawn", "✗ Not quite.")
    answer_first_question(notebook, "a table of numbers, one for each pixel", "✓ Right.")
    notebook.screenshot("lesson_00")


def test_lesson_08_goes_on_after_the_stop_button(open_lesson):
    notebook = open_lesson("08_first_cnn")
    picture = notebook.page.get_by_role("img", name="A handwritten 4, nine maps")
    expect(picture).to_have_js_property("complete", True)
    assert picture.evaluate("image => image.naturalWidth") > 500
    notebook.command("notebook:run-all-cells")
    view = notebook.page.locator(".cl-training")
    expect(view.locator(".cl-line")).to_contain_text("epoch 1 of 5", timeout=OUR_TIME)
    expect(view.locator(".cl-line")).to_contain_text("left")
    expect(view.locator(".cl-line")).to_contain_text("epoch 2 of 5", timeout=OUR_TIME)
    notebook.command("notebook:interrupt-kernel")
    expect(notebook.page.get_by_text("Stopped in epoch 2/5.")).to_be_visible(timeout=OUR_TIME)
    last = notebook.page.locator(".cl-piece:has(.cl-question)")
    expect(last).to_be_attached(timeout=OUR_TIME)
    notebook.wait_until_run()
    learner = Learner(notebook, run=False)
    expect(draw(notebook, ONE).locator(".cl-pad-told")).to_contain_text("it reads a 1", timeout=OUR_TIME)
    notebook.screenshot("lesson_08_pad")
    learner.solves("08.2", LARGE, "Likely cause: the pixels still go to 255")
    answer_first_question(notebook, "8×8×20", "✓ Right. The window has 12 − 5 + 1 = 8 places")
    view.scroll_into_view_if_needed()
    expect(view.locator(".cl-line")).to_contain_text("stopped")
    notebook.screenshot("lesson_08_view")
