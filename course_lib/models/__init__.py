"""Models: layers put together, and how they are trained."""

from course_lib.models.model import Model
from course_lib.models.saving import load_model
from course_lib.models.sequential import Sequential

__all__ = ["Model", "Sequential", "load_model"]
