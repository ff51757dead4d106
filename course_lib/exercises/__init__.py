"""The lessons' exercises: each checks an answer, knows the usual mistakes, and has hints and a solution.

In a lesson an answer is checked by the cell below it::

    output_size = exercises.check("02.2", my_output_size)

``check`` never stops a notebook: where the exercise is open or the answer is wrong, it says so and returns the
course's own function, so that the lesson goes on.
"""

from course_lib.exercises.catalogue import index
from course_lib.exercises.checking import check, hint, solution
from course_lib.exercises.progress_view import progress

__all__ = ["check", "hint", "index", "progress", "solution"]
