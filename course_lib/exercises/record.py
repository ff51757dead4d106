"""What a learner has done with an exercise, kept between sessions."""

from dataclasses import asdict, dataclass

from course_lib import progress


@dataclass
class Record:
    """How often an exercise was tried, how many hints were read, and whether it is solved.

    Parameters
    ----------
    wrong : int
        Wrong answers up to now.
    hints : int
        Hints that were read.
    solved : bool
        Whether a right answer was given, ever.
    """

    wrong: int = 0
    hints: int = 0
    solved: bool = False

    def keep(self, number):
        """Keep it for the next session.

        Parameters
        ----------
        number : str
            Of the exercise.

        Returns
        -------
        str
            Why it could not be kept, "" where it was.
        """
        try:
            progress.save(_name(number), asdict(self))
        except OSError as error:
            return f"Your progress cannot be kept for the next time: {error}"
        return ""


def record_of(number):
    """Return what was kept for an exercise; a new record where there is nothing, or nothing sensible.

    Parameters
    ----------
    number : str
        Of the exercise.

    Returns
    -------
    Record
    """
    kept = progress.load(_name(number))
    plausible = {"wrong": int, "hints": int, "solved": bool}
    return Record(**{name: kept[name] for name, kind in plausible.items() if type(kept.get(name)) is kind})


def _name(number):
    return f"exercise-{number.replace('.', '-')}"
