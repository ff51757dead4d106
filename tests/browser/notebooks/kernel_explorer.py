# %%
from course_lib.widgets import KernelExplorer

explorer = KernelExplorer()
explorer
