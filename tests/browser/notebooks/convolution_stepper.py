# %%
from course_lib.widgets import ConvolutionStepper

stepper = ConvolutionStepper(padding="same")
stepper.position = 7
stepper
