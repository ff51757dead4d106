# %%
from course_lib.widgets import OptimizerRace

game = OptimizerRace()
game
