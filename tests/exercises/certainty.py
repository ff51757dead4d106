"""How sure a check may be of a cause."""

from course_lib.exercises.function_exercise import FunctionExercise
from course_lib.exercises.outcomes import outcome


def certainty(exercise, answer):
    """ "Possible" where an answer only ends with errors, which have many causes; else "Likely"."""
    is_function = isinstance(exercise, FunctionExercise)
    return "Possible" if is_function and all(outcome(answer, case).error for case in exercise.cases()) else "Likely"
