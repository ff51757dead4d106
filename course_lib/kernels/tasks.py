"""How work on single numbers is cut up between threads."""

BLOCK = 16384  # numbers in a task: enough that handing it to a thread costs little, few enough to share evenly
