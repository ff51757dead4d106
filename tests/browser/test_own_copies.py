"""The learner's own copy of a lesson, as `make lab` opens it."""

from tests.browser.lab import OUR_TIME, Notebook, expect


def test_a_copy_opens_unchanged_and_its_links_lead_to_other_copies(lab, browser):
    assert (lab.folder / "my_course" / "00_start_here.ipynb").is_file()
    assert (lab.folder / "my_course" / "solutions" / "02_convolution.ipynb").is_file()
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    notebook = Notebook(context.new_page(), lab, "my_course/02_convolution.ipynb")
    notebook.page.wait_for_timeout(1500)
    expect(notebook.page.locator(".lm-TabBar-tab.jp-mod-dirty")).to_have_count(0)
    link = notebook.page.get_by_role("link", name="01 · Images and image kernels")
    link.first.click()
    expect(notebook.page.locator(".lm-TabBar-tabLabel", has_text="01_images_and_kernels.ipynb")).to_be_visible(
        timeout=OUR_TIME
    )
    notebook.check()
    context.close()
