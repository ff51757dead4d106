"""A training that is watched, stopped in the middle, and goes on; the tests follow one another."""

import re

import pytest

from tests.browser.lab import OUR_TIME, SOURCES, expect

LINE = r"epoch \d of 5 · step \d+ of 100 · \d+ s left in the epoch, \d+ s in all · loss \d\.\d{4} · accuracy \d\.\d{4}"


@pytest.fixture(scope="module")
def notebook(open_notebook):
    """The network is built, and the training has begun."""
    notebook = open_notebook(SOURCES / "training_view.py")
    notebook.command("notebook:run-cell-and-select-next")
    notebook.command("notebook:run-cell-and-select-next")
    return notebook


def points(piece):
    return int(piece.locator(".cl-chart svg").first.get_attribute("data-points"))


def right(piece):
    """Which samples are guessed right."""
    return [text.startswith("✓") for text in piece.locator(".cl-sample b").all_inner_texts()]


def seen(line):
    """The place in the training that a line tells, in steps."""
    epoch, step = map(int, re.search(r"epoch (\d) of 5 · step (\d+)", line).groups())
    return 100 * (epoch - 1) + step


def test_a_training_is_watched(notebook):
    piece = notebook.piece()
    line = piece.locator(".cl-line")
    expect(line).to_have_text(re.compile(LINE), timeout=OUR_TIME)
    early, begun = points(piece), seen(line.inner_text())
    expect(piece.locator(".cl-chart svg")).to_have_count(2)
    expect(line).to_have_text(re.compile(r"epoch 2 of 5 · step [3-9]\d "), timeout=OUR_TIME)
    notebook.screenshot("training_view-during-light-1280")
    assert seen(line.inner_text()) > begun and points(piece) > early + 20
    first = ["✓" in text for text in piece.locator(".cl-sample small:last-child").all_inner_texts()]
    now = right(piece)
    assert sum(first) < 4 < sum(now), "they become right"
    marks = piece.locator(".cl-sample").evaluate_all("all => all.map((e) => e.dataset.right === 'yes')")
    assert [text.startswith("✓") for text in piece.locator(".cl-sample b").all_inner_texts()] == marks
    bar = piece.get_by_role("progressbar", name="training of")
    assert 20 < int(bar.get_attribute("aria-valuenow")) < 60
    outputs = notebook.page.locator(".jp-CodeCell").nth(1).locator(".jp-OutputArea-child")
    expect(outputs).to_have_count(1)


def test_the_stop_button_leaves_a_finished_view(notebook):
    notebook.command("notebook:interrupt-kernel")
    piece = notebook.piece()
    expect(piece.locator(".cl-line")).to_have_text(
        re.compile(r"^stopped: [1-4] of 5 epochs and \d+ of 100 steps · \d+\.\d s · loss"), timeout=OUR_TIME
    )
    cell = notebook.page.locator(".jp-CodeCell").nth(1)
    expect(cell.locator(".jp-OutputArea-child")).to_have_count(2)
    still = cell.locator(".cl-training-still")
    expect(still).to_be_hidden()
    assert "ending at loss" in still.locator("img").get_attribute("alt")


def test_the_training_goes_on_with_its_curves(notebook):
    before = points(notebook.piece())
    notebook.command("notebook:run-cell")
    piece = notebook.piece(1)
    line = piece.locator(".cl-line")
    expect(line).to_have_text(re.compile(r"^finished: 3 of 3 epochs · .*val_accuracy"), timeout=OUR_TIME)
    expect(notebook.page.locator(".cl-training-still")).to_have_count(2)
    assert points(piece) > before
    streams = notebook.page.locator(".jp-CodeCell").nth(2).locator(".jp-OutputArea-child:has(pre)")
    expect(streams.first).to_contain_text("Goes on in epoch")
    expect(streams.last).to_contain_text("Epoch 3/3")
    chart = piece.locator(".cl-chart svg").first
    expect(chart).to_have_attribute("aria-label", re.compile(r"^loss 0\.\d{4}, val_loss 0\.\d{4}$"))
    expect(chart.locator("circle")).to_have_count(3)
    expect(chart.locator("rect")).to_have_count(3)
    expect(piece.locator(".cl-sample").first).to_contain_text("at first")


def test_it_looks_good(notebook):
    notebook.screenshots("training_view", place=1)


def test_a_page_without_a_jupyter_kernel_shows_the_finished_figure(notebook):
    said = notebook.piece(1).locator(".cl-line").inner_text().split(" · ", 2)[2].split(" · ")
    notebook.command("notebook:shutdown-kernel")
    notebook.reopen()
    stills = notebook.page.locator(".cl-training-still img")
    expect(stills).to_have_count(2, timeout=OUR_TIME)
    expect(stills.nth(1)).to_be_visible()
    alt = stills.nth(1).get_attribute("alt")
    assert all(figure in alt for figure in said), (said, alt)
    broken = notebook.page.get_by_text("Error displaying widget")
    expect(broken).to_have_count(2, timeout=OUR_TIME)
    expect(broken.first).to_be_hidden()
    expect(broken.last).to_be_hidden()
    stills.nth(1).scroll_into_view_if_needed()
    notebook.page.wait_for_timeout(400)
    notebook.screenshot("training_view-still-light-1280")
