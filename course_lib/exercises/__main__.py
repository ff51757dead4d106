"""``python -m course_lib.exercises`` prints how far you have come."""

from course_lib.exercises.progress_view import as_text

print(as_text())
