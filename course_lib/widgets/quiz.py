"""Questions one at a time, each answer explained."""

import html
import re
from dataclasses import dataclass

import ipywidgets

from course_lib import progress
from course_lib.arguments import explained
from course_lib.validation import message
from course_lib.widgets.choices import Choices
from course_lib.widgets.piece import Piece


@dataclass(frozen=True)
class Question:
    """A question with choices, each with its explanation.

    Parameters
    ----------
    text : str
        The question; what stands between backticks is shown as code.
    choices : dict of str to str
        Two to six choices, and for each why it is right or wrong.
    right : str
        The one that is right.

    Raises
    ------
    TypeError, ValueError
        If there are too few or too many choices, one has no explanation, or the right one is not among them.

    Examples
    --------
    >>> Question("How much is 2 · 3?", {"5": "That is 2 + 3.", "6": "Yes: 3 + 3."}, right="6").right
    '6'
    """

    text: str
    choices: dict
    right: str

    def __post_init__(self):
        if not isinstance(self.choices, dict):
            rule = "`choices` must be a dict of each choice with its explanation"
            raise TypeError(message("Question", rule, type(self.choices).__name__))
        if not 2 <= len(self.choices) <= 6:
            raise ValueError(message("Question", "there must be two to six choices", str(len(self.choices))))
        unexplained = [choice for choice, why in self.choices.items() if not why]
        if unexplained:
            raise ValueError(
                message("Question", "each choice must have an explanation", f"none for {unexplained[0]!r}")
            )
        if self.right not in self.choices:
            rule = f"`right` must be one of {', '.join(map(repr, self.choices))}"
            raise ValueError(message("Question", rule, repr(self.right)))


class Quiz(Piece):
    """Questions one at a time: choose, check, read why, go on. What was answered is kept between sessions.

    Parameters
    ----------
    name : str
        What the answers are kept under, such as "02-convolution": letters, digits, ``_`` and ``-``.
    questions : list of Question
        At least one; each text stands once.

    Attributes
    ----------
    answers : dict of str to list of str
        For each question's text what was answered, try by try.

    Raises
    ------
    TypeError, ValueError
        If there is no question, an entry is none, two have one text, or the name has other characters.

    Examples
    --------
    >>> question = Question("How much is 2 · 3?", {"5": "That is 2 + 3.", "6": "Yes: 3 + 3."}, right="6")
    >>> Quiz("an-example", [question]).right_at_once()
    0
    """

    invitation = "Run this cell to answer."

    @explained
    def __init__(self, name, questions):
        super().__init__()
        self._name, self._questions = name, _checked(questions)
        kept = progress.load(name).get("answers")
        self.answers = _plausible(kept, self._questions)
        self._head, self._text, self._end = (ipywidgets.HTML() for _ in range(3))
        self._choices = Choices(self.guarded(self._answer))
        self._back = ipywidgets.Button(description="back", tooltip="to the question before")
        self._next = ipywidgets.Button(description="next", tooltip="to the next question")
        self._again = ipywidgets.Button(description="start again", tooltip="forget all answers of this quiz")
        self._back.on_click(self.guarded(lambda button: self._go(self._place - 1)))
        self._next.on_click(self.guarded(lambda button: self._go(self._place + 1)))
        self._again.on_click(self.guarded(lambda button: self._start_again()))
        rows = [self._head, self._text, self._choices, [self._back, self._next, self._again]]
        self.arrange(rows, self._end)
        self._go(self._first_open())

    def right_at_once(self):
        """Return how many questions were answered right at the first try.

        Returns
        -------
        int
        """
        return sum(self.answers.get(question.text, [None])[0] == question.right for question in self._questions)

    def solved(self):
        """Return how many questions are solved, at whatever try, and how many there are.

        Returns
        -------
        (int, int)
        """
        return sum(map(self._solved, self._questions)), len(self._questions)

    def still(self):
        # Without a Jupyter kernel the questions stand below one another, their answers folded away.
        parts = [_folded(number, question) for number, question in enumerate(self._questions, 1)]
        plain = [f"{number}. {question.text}" for number, question in enumerate(self._questions, 1)]
        return {"text/plain": "\n".join(["[Quiz]", *plain]), "text/html": "".join(parts)}

    def _solved(self, question):
        return question.right in self.answers.get(question.text, ())

    def _first_open(self):
        still_open = [place for place, question in enumerate(self._questions) if not self._solved(question)]
        return still_open[0] if still_open else 0

    def _go(self, place):
        self._place = place
        question = self._questions[place]
        self._text.value = f'<div class="cl-question">{formatted(question.text)}</div>'
        self._tell(self.answers.get(question.text, [None])[-1])

    def _answer(self, chosen):
        if chosen is None:
            raise ValueError("Choose an answer first.")
        question = self._questions[self._place]
        tries = self.answers.setdefault(question.text, [])
        if not self._solved(question):  # looking at other choices afterwards costs nothing
            tries.append(chosen)
        self._tell(chosen)
        self._keep()

    def _start_again(self):
        self.answers = {}
        progress.forget(self._name)
        self._go(0)

    def _keep(self):
        try:
            progress.save(self._name, {"answers": self.answers})
        except OSError as error:
            raise ValueError(f"Your answers cannot be kept for the next time: {error}") from None

    def _tell(self, chosen):
        """Say where the learner stands, and why the chosen answer and those before are right or wrong."""
        question = self._questions[self._place]
        solved, total = self.solved()
        self._head.value = f"<b>Question {self._place + 1} of {total}</b> · {solved} of {total} solved"
        tried = {*self.answers.get(question.text, ()), chosen}
        words = [formatted(choice) for choice in question.choices]
        told = [_explanation(question, choice) if choice in tried else "" for choice in question.choices]
        label = question.text.replace("`", "")
        self._choices.show(list(question.choices), words, told, label, chosen, self._solved(question))
        at_once = f"All {total} solved, {self.right_at_once()} at the first try."
        self._end.value = f'<p role="status">{at_once}</p>' if solved == total and chosen is not None else ""
        self._enable()

    def _enable(self):
        solved = self._solved(self._questions[self._place])
        self._back.disabled = self._place == 0
        self._next.disabled = self._place == len(self._questions) - 1
        self._again.disabled = not self.answers
        self._next.button_style = "primary" if solved and not self._next.disabled else ""


def _checked(questions):
    if not isinstance(questions, list | tuple) or not questions:
        raise ValueError(message("Quiz", "`questions` must be a list of at least one Question", repr(questions)))
    for question in questions:
        if not isinstance(question, Question):
            raise TypeError(message("Quiz", "each entry of `questions` must be a Question", repr(question)))
    texts = [question.text for question in questions]
    if len(set(texts)) < len(texts):
        twice = next(text for text in texts if texts.count(text) > 1)
        raise ValueError(message("Quiz", "each question must stand once", f"{twice!r} twice"))
    return list(questions)


def _plausible(kept, questions):
    """Of the answers that were kept, those that today's questions have."""
    found = {}
    for question in questions:
        tries = kept.get(question.text) if isinstance(kept, dict) else None
        if (
            isinstance(tries, list)
            and tries
            and all(isinstance(each, str) and each in question.choices for each in tries)
        ):
            found[question.text] = tries
    return found


def _explanation(question, chosen):
    sign, word = ("✓", "Right.") if chosen == question.right else ("✗", "Not quite.")
    return f"{sign} <b>{word}</b> {formatted(question.choices[chosen])}"


def formatted(text):
    """Return a text as HTML, what stands between backticks as code.

    Parameters
    ----------
    text : str
        Plain, but for the backticks.

    Returns
    -------
    str

    Examples
    --------
    >>> formatted("`a` < b")
    '<code>a</code> &lt; b'
    """
    return re.sub(r"`([^`]+)`", r"<code>\1</code>", html.escape(text))


def _folded(number, question):
    items = "".join(f"<li>{formatted(choice)}</li>" for choice in question.choices)
    lines = "".join(
        f"<li>{'✓' if choice == question.right else '✗'} {formatted(choice)}: {formatted(why)}</li>"
        for choice, why in question.choices.items()
    )
    head = f"<p><b>Question {number}.</b> {formatted(question.text)}</p><ul>{items}</ul>"
    return f"{head}<details><summary>Answer</summary><ul>{lines}</ul></details><br>"
