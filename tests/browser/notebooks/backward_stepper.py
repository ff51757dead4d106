# %%
from course_lib.widgets import BackwardStepper

stepper = BackwardStepper()
stepper.position = 4
stepper
