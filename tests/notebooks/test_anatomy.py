"""Every lesson has the same parts in the same order, and says nothing that its own outputs contradict."""

import json
import re

import pytest

from course_lib.exercises import catalogue
from course_lib.exercises.contents import LESSONS
from tests.notebooks import arithmetic
from tests.notebooks.anatomy import SOURCE, TIME, lessons, plain

EVERY = lessons()
FULL = [lesson for lesson in EVERY if lesson.number != "00"]  # lesson 00 is a first hour, and has its own order
every_lesson = pytest.mark.parametrize("lesson", EVERY, ids=lambda lesson: lesson.number)
full_lesson = pytest.mark.parametrize("lesson", FULL, ids=lambda lesson: lesson.number)


@every_lesson
def test_it_begins_with_title_promise_goals_needs_and_time(lesson):
    first = lesson.texts[0]
    title, promise = re.match(r"# (.*)\n\n\*\*(.*?)\*\*\n", first, re.S).groups()
    assert title == f"{lesson.number} · {LESSONS[lesson.number]}"
    assert promise.endswith(".") and promise.count(".") == 1
    assert 3 <= len(lesson.goals()) <= 5
    assert re.search(r"^\| You need \| \S", first, re.M)
    assert re.search(TIME, first)


@full_lesson
def test_it_takes_half_an_hour_to_an_hour(lesson):
    read, practise, run, unit = re.search(TIME, lesson.texts[0]).groups()
    assert 30 <= int(read) + int(practise) <= 60
    assert unit.startswith("minute") or int(run) < 100


@every_lesson
def test_the_run_time_it_tells_is_the_measured_one(lesson):
    """With room for a machine that is half as fast again, and for one that is slower."""
    measured = json.loads((SOURCE / "run_times.json").read_text(encoding="utf-8"))[lesson.number]
    _, _, run, unit = re.search(TIME, lesson.texts[0]).groups()
    told = int(run) * (60 if unit.startswith("minute") else 1)
    assert 0.9 * measured <= told <= 3 * measured + 5, f"told {told} s, measured {measured} s"


@full_lesson
def test_a_picture_comes_first(lesson):
    for cell in lesson.notebook.cells:
        said = [output.get("data", {}).get("text/plain", "") for output in cell.get("outputs", [])]
        if any(text.startswith("[Picture") for text in said) or "](attachment:" in cell.source:
            return
        assert not re.search(r"^## ", cell.source, re.M), "a heading comes before the first picture"
    pytest.fail("there is no picture")


@full_lesson
def test_its_parts_come_in_order(lesson):
    headings = lesson.headings()
    wanted = ["Exercises", "Check yourself", "Recap", "Common mistakes", "Where to read on"]
    assert [heading for heading in headings if heading in wanted] == wanted
    assert headings[-3:] == wanted[-3:]
    by_hand = [place for place, heading in enumerate(headings) if "by hand" in heading.lower()]
    assert by_hand and by_hand[0] < headings.index("Exercises")


@full_lesson
def test_it_asks_to_predict_shows_loops_and_a_piece(lesson):
    assert "**Predict first" in lesson.prose
    assert re.search(r"widgets\.(?!lesson_quiz)[A-Z]\w+\(", "\n".join(lesson.codes))
    before = "\n".join(lesson.codes[: _first_check(lesson)])
    assert re.search(r"^\s*(def|for) ", before, re.M), "there is no code by hand before the exercises"


@full_lesson
def test_its_exercises_have_a_heading_a_text_and_a_check_each(lesson):
    numbers = [exercise.number for exercise in catalogue.of_lesson(lesson.number)]
    assert 2 <= len(numbers) <= 4
    checks = re.findall(r'exercises\.check\("([\d.]+)"', "\n".join(lesson.codes))
    assert checks == numbers
    headings = [heading for heading in lesson.headings() if re.match(r"\d\d\.\d · ", heading)]
    assert [heading[:4] for heading in headings] == numbers
    for heading in headings:
        assert len(lesson.section(heading).split()) >= 15, heading


@full_lesson
def test_the_recap_mirrors_the_goals(lesson):
    assert re.findall(r"^- .*?\*\*([^*]+)\*\*", lesson.section("Recap").split("\n### ")[0], re.M) == lesson.goals()


@full_lesson
def test_it_ends_with_mistakes_readings_with_years_and_the_next_lesson(lesson):
    assert len(re.findall(r"^- ", lesson.section("Common mistakes"), re.M)) >= 3
    readings = re.split(r"^- ", lesson.section("Where to read on"), flags=re.M)[1:]
    assert readings and all(re.search(r"\b(1[89]|20)\d\d\b", reading) for reading in readings)
    following = f"{int(lesson.number) + 1:02d}"
    last = lesson.texts[-1].strip().splitlines()[-1]
    if following in LESSONS:
        assert last.startswith(f"**Next:** [{following} · {LESSONS[following]}]({following}_")


@every_lesson
def test_the_language_is_plain(lesson):
    prose = lesson.prose
    assert "!" not in prose
    assert not re.search(r"\b(simply|obviously|of course|just|easily|trivial(ly)?)\b", prose, re.I)
    for sentence in re.split(r"(?<=[.?:;])\s|\n\n|\n- |\n\d\. |\|", prose):
        assert len(re.findall(r"\S*[A-Za-z]\S*", sentence)) <= 40, sentence


@every_lesson
def test_every_sum_that_is_written_out_is_right(lesson):
    for text in lesson.texts:
        for left, number, right in arithmetic.equations(text):
            assert arithmetic.fits(number, right), f"{left} is {number}, not {right}"


# Sizes of the data sets and of their images, pixel values, and years are facts, not results.
FACTS = {"28", "784", "255", "60,000", "10,000", "70,000", "180", "100", "0.5", "1.0", "0.1"}


@every_lesson
def test_numbers_in_the_text_stand_in_an_output_too(lesson):
    """Numbers with three or more digits, or with a point, are results: printed, drawn, or worked out on the spot."""
    known = f"{lesson.outputs()}\n{chr(10).join(lesson.codes)}\n{lesson.texts[0]}".replace("−", "-").replace("'", "")
    for text in lesson.texts[1:]:
        text = text.split("### Where to read on")[0]
        worked_out = {right for _, _, right in arithmetic.equations(text)}
        for number in set(re.findall(rf"(?<![\w.,])(?:{arithmetic.NUMBER})(?![\w])", plain(text))):
            if len(re.sub(r"\D", "", number)) < 3 and "." not in number:
                continue
            if number in FACTS | worked_out or re.fullmatch(r"(1[89]|20)\d\d", number):
                continue
            assert _stands(number, known) or _stands(number, text.replace(number, "", 1)), f"{number} in: {text}"


def _stands(number, known):
    """Whether a number stands in a text: as it is, without commas, or as the percentage of a share."""
    forms = {number, number.replace(",", "")}
    if "." in number:
        forms.add(f"{float(number.replace(',', '')) / 100:.6f}".rstrip("0"))
    return any(re.search(rf"(?<![\d.]){re.escape(form)}(?!\d)", known) for form in forms)


def test_no_code_is_copied_from_lesson_to_lesson():
    """Six equal lines in a row belong into the package."""
    seen = {}
    for lesson in EVERY:
        for code in lesson.codes:
            lines = [line.strip() for line in code.splitlines() if line.strip() and "import" not in line]
            for place in range(len(lines) - 5):
                piece = tuple(lines[place : place + 6])
                owner = seen.setdefault(piece, lesson.number)
                assert owner == lesson.number, f"lessons {owner} and {lesson.number} share:\n" + "\n".join(piece)


def test_the_readme_has_the_table_of_lessons():
    table = "\n".join(_readme_row(lesson) for lesson in EVERY)
    assert table in (SOURCE.parents[1] / "README.md").read_text(encoding="utf-8"), f"README.md should hold:\n{table}"


def _readme_row(lesson):
    promise = re.search(r"\n\n\*\*(.*?)\*\*\n", lesson.texts[0], re.S)[1].replace("\n", " ")
    read, practise, run, unit = re.search(TIME, lesson.texts[0]).groups()
    name = f"[{lesson.number} · {LESSONS[lesson.number]}](notebooks/{lesson.path.stem}.ipynb)"
    return f"| {name} | {promise} | {read} | {practise} | {run} {'min' if unit.startswith('minute') else 's'} |"


@every_lesson
def test_every_picture_says_in_words_what_it_shows(lesson):
    for cell in lesson.notebook.cells:
        for output in cell.get("outputs", []):
            page = output.get("data", {}).get("text/html", "")
            for image in re.findall(r"<img [^>]*>", page):
                assert re.search(r'alt="[^"]{10,}"', image), image[:200]
            for drawing in re.findall(r"<svg [^>]*>", page):
                assert re.search(r'aria-label="[^"]{10,}"', drawing) or "aria-hidden" in drawing, drawing[:200]
    for alt in re.findall(r"!\[([^\]]*)\]", "\n".join(lesson.texts)):
        assert len(alt) >= 10


def _first_check(lesson):
    return next(place for place, code in enumerate(lesson.codes) if "exercises.check(" in code)
