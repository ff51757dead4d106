"""The drawing pad, used with a mouse, a finger and the keyboard."""

import math
import os
import re

import pytest

from tests.browser.lab import SOURCES, expect, run

SEVEN = [(80, 60), (205, 60), (125, 230)]
ONE = [(140, 50), (140, 230)]
READS = re.compile("it reads")
EMPTY = "Nothing is drawn yet."
IN_TIME = 20_000  # milliseconds


class Hand:
    """What a person does with the pad and reads on it; places in pixels from its upper left corner."""

    def __init__(self, notebook, place=0):
        self.notebook, self.page, self.piece = notebook, notebook.page, notebook.piece(place)
        self.field = self.piece.locator(".cl-pad-field")
        self.told = self.piece.locator(".cl-pad-told")

    def corner(self):
        self.field.hover()  # waits until nothing above it moves it any more
        box = self.field.bounding_box()
        return box["x"], box["y"]

    def stroke(self, points, steps=8):
        left, top = self.corner()
        self.page.mouse.move(left + points[0][0], top + points[0][1])
        self.page.mouse.down()
        for x, y in points[1:]:
            self.page.mouse.move(left + x, top + y, steps=steps)
        self.page.mouse.up()

    def ring(self, wait=0):
        """A 0; with `wait` milliseconds between the parts."""
        turns = [2 * math.pi * part / 40 for part in range(41)]
        points = [(140 + 55 * math.cos(turn), 140 - 85 * math.sin(turn)) for turn in turns]
        left, top = self.corner()
        for place, (x, y) in enumerate(points):
            self.page.mouse.move(left + x, top + y)
            if place == 0:
                self.page.mouse.down()
            self.page.wait_for_timeout(wait)
        self.page.mouse.up()

    def press(self, name):
        self.piece.get_by_role("button", name=name).click()

    def clear(self):
        if self.piece.get_by_role("button", name="clear").is_enabled():
            self.press("clear")
        expect(self.told).to_have_text(EMPTY, timeout=IN_TIME)

    def reads(self, digit):
        expect(self.told).to_have_text(re.compile(f"^it reads an? {digit},"), timeout=IN_TIME)

    def result(self):
        """What it says of all that is drawn, once the pen is up and no answer is on its way."""
        expect(self.told).to_have_attribute("aria-busy", "false", timeout=IN_TIME)
        return self.told.text_content()


def touch(hand, points):
    """A finger, as Chromium gets it from the screen."""
    left, top = hand.corner()
    screen = hand.page.context.new_cdp_session(hand.page)
    kinds = ["touchStart", *["touchMove"] * (len(points) - 1)]
    for kind, (x, y) in zip(kinds, points, strict=True):
        screen.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": left + x, "y": top + y}]})
    screen.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


@pytest.fixture(scope="module")
def notebook(host):
    return host("digit_pad", has_touch=True)


@pytest.fixture
def hand(notebook):
    hand = Hand(notebook)
    hand.clear()
    return hand


def test_a_digit_drawn_with_the_mouse_is_read(hand):
    expect(hand.piece.locator(".cl-pad-empty")).to_be_visible()
    hand.stroke(SEVEN)
    hand.reads(7)
    expect(hand.piece.locator(".cl-pad-empty")).to_be_hidden()
    expect(hand.piece.get_by_role("listitem")).to_have_count(10)
    expect(hand.piece.locator(".cl-best")).to_have_text(re.compile(r"^7\D*\d+% ◀$"))
    expect(hand.piece.locator(".cl-pad-maps")).to_have_attribute("aria-label", re.compile("conv2d: 16 maps of 24×24"))
    hand.clear()
    expect(hand.piece.locator(".cl-best")).to_have_count(0)
    expect(hand.piece.locator(".cl-pad-maps")).to_be_hidden()
    hand.ring()
    hand.reads(0)


def test_undo_takes_back_the_last_stroke_and_a_clearing(hand):
    hand.stroke(ONE)
    hand.reads(1)
    one = hand.result()
    hand.stroke([(40, 60), (250, 60)])
    assert hand.result() != one
    hand.press("undo")
    expect(hand.told).to_have_text(one, timeout=IN_TIME)
    hand.clear()
    hand.press("undo")
    expect(hand.told).to_have_text(one, timeout=IN_TIME)


def test_only_the_last_word_on_a_stroke_is_read_aloud(hand):
    """Drawn and lifted within one task of the page, in which no answer can come: the line is busy still."""
    busy = hand.field.evaluate("""field => {
        const press = (key) => field.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
        [" ", ...Array(8).fill("ArrowDown"), " "].forEach(press);
        return field.closest(".cl-pad").querySelector(".cl-pad-told").getAttribute("aria-busy");
    }""")
    assert busy == "true"
    assert hand.result() != EMPTY


def test_a_finger_draws_and_does_not_scroll(hand):
    before = hand.corner()
    touch(hand, [(140, y) for y in range(50, 231, 15)])
    hand.reads(1)
    assert hand.corner() == before
    hand.result()


def test_a_stroke_may_leave_the_pad(hand):
    hand.stroke([(140, 30), (140, 230), (140, 330), (400, 330)])
    hand.reads(1)


def test_a_digit_is_drawn_by_keyboard_alone(hand):
    keys = hand.page.keyboard
    hand.piece.get_by_label("feature maps of").focus()
    keys.press("Tab")
    expect(hand.field).to_be_focused()
    for _ in range(8):
        keys.press("ArrowUp")
    keys.press("Space")
    for _ in range(16):
        keys.press("ArrowDown")
    hand.reads(1)
    expect(hand.piece.locator(".cl-pad-pen")).to_have_class(re.compile("cl-down"))
    expect(hand.told).to_have_attribute("aria-busy", "true")
    keys.press("Space")
    expect(hand.piece.locator(".cl-pad-pen")).not_to_have_class(re.compile("cl-down"))
    one = hand.result()
    for _ in range(9):
        keys.press("ArrowRight")
    assert hand.result() == one  # a lifted pen leaves no line
    expect(hand.field).to_be_focused()
    keys.press("Tab")
    expect(hand.piece.get_by_role("button", name="undo")).to_be_focused()
    keys.press("Shift+Tab")
    keys.press("Escape")
    expect(hand.told).to_have_text(EMPTY, timeout=IN_TIME)


def test_an_example_and_another_layer(hand):
    hand.piece.get_by_label("an example").select_option("3")
    hand.reads(3)
    hand.piece.get_by_label("feature maps of").select_option(index=1)
    maps = hand.piece.locator(".cl-pad-maps")
    expect(maps).to_have_attribute("aria-label", re.compile("max_pooling2d: 16 maps of 12×12"), timeout=IN_TIME)
    hand.piece.get_by_label("feature maps of").select_option(index=0)
    hand.stroke([(20, 20), (30, 30)])
    expect(hand.piece.get_by_label("an example")).to_have_value("choose one", timeout=IN_TIME)
    hand.press("undo")
    hand.reads(3)


def test_it_answers_in_time(hand):
    """The time from a movement of the pointer until the bars have changed; the best of several tries."""
    hand.page.evaluate("""() => {
        const pad = document.querySelector('.cl-pad');
        let moved = null;
        window.times = [];
        pad.querySelector('.cl-pad-field').addEventListener('pointermove', () => (moved ??= performance.now()), true);
        new MutationObserver(() => {
            if (moved !== null) window.times.push(performance.now() - moved);
            moved = null;
        }).observe(pad.querySelector('.cl-bars'), { subtree: true, childList: true, attributes: true });
    }""")
    medians = []
    for _ in range(6):
        hand.page.evaluate("window.times.length = 0")
        hand.ring(wait=50)
        hand.reads(0)
        times = sorted(hand.page.evaluate("window.times"))
        medians.append(times[len(times) // 2])
        print(f"{len(times)} answers, median {medians[-1]:.0f} ms, worst {times[-1]:.0f} ms")
        hand.clear()
        if medians[-1] <= 50:
            break
    busy = os.getloadavg()[0] > 2 * os.cpu_count()  # with other work than ours
    assert min(medians) <= (500 if busy else 50), medians


def test_it_answers_while_the_model_is_trained_and_after_a_stop(hand):
    cell = run(hand.notebook, "model.fit(x, y, batch_size=64, epochs=200, verbose=2)\nprint('behind it')")
    expect(cell.locator(".jp-OutputArea-output")).to_contain_text("Epoch", timeout=IN_TIME)
    prompt = cell.locator(".jp-InputPrompt")
    hand.stroke(SEVEN)
    hand.reads(7)
    expect(prompt).to_contain_text("[*]")  # it is still being trained
    hand.clear()
    hand.ring()
    hand.reads(0)
    hand.notebook.command("notebook:interrupt-kernel")
    expect(cell.locator(".jp-OutputArea")).to_contain_text("Stopped in epoch", timeout=IN_TIME)
    expect(cell.locator(".jp-OutputArea")).to_contain_text("behind it")
    hand.clear()
    hand.stroke(ONE)
    hand.reads(1)
    again = run(hand.notebook, "history = model.fit(x[:640], y[:640], epochs=1, verbose=0); print('trained')")
    expect(again.locator(".jp-OutputArea")).to_contain_text("trained", timeout=IN_TIME)
    hand.press("read again")
    hand.reads(1)


def test_two_views_show_one_drawing(hand):
    run(hand.notebook, "pad")
    other = Hand(hand.notebook, 1)
    hand.stroke(ONE)
    hand.reads(1)
    other.reads(1)
    other.clear()
    expect(hand.told).to_have_text(EMPTY)


def test_what_goes_wrong_is_told_in_words(hand):
    cell = run(
        hand.notebook, "kept = model.get_weights(); model.set_weights([w * float('nan') for w in kept]); 'spoiled'"
    )
    expect(cell.locator(".jp-OutputArea")).to_contain_text("spoiled", timeout=IN_TIME)
    hand.stroke(ONE)
    expect(hand.piece.get_by_role("alert")).to_contain_text("probabilities must be finite", timeout=IN_TIME)
    cell = run(hand.notebook, "model.set_weights(kept); 'mended'")
    expect(cell.locator(".jp-OutputArea")).to_contain_text("mended", timeout=IN_TIME)
    hand.press("read again")
    hand.reads(1)
    expect(hand.piece.get_by_role("alert")).to_have_count(0)


def test_a_kernel_that_has_stopped_is_read_aloud(open_notebook):
    notebook = open_notebook(SOURCES / "digit_pad.py", "stopped.ipynb")
    notebook.run_all()
    hand = Hand(notebook)
    hand.stroke(ONE)
    hand.reads(1)
    notebook.end_kernel()
    notebook.page.wait_for_function(
        "!window.jupyterapp.shell.currentWidget.sessionContext.session?.kernel", timeout=IN_TIME
    )
    hand.stroke([(40, 60), (250, 60)])
    expect(hand.told).to_have_text(re.compile("the Jupyter kernel .*has stopped"), timeout=IN_TIME)
    expect(hand.told).to_have_attribute("aria-busy", "false")


def test_it_looks_good(hand):
    hand.ring()
    hand.reads(0)
    hand.notebook.screenshots("digit_pad")
