"""Models: layers put together, and how they are trained."""

from course_lib.models.diverged import DivergedError
from course_lib.models.pytorch_weights import from_pytorch, to_pytorch
from course_lib.models.saving import load_model
from course_lib.models.sequential import Sequential

__all__ = ["DivergedError", "Sequential", "from_pytorch", "load_model", "to_pytorch"]
