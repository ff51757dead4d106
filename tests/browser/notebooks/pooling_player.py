# %%
from course_lib.widgets import PoolingPlayer

player = PoolingPlayer()
player
