"""Functions of float64 numbers with the same bits on every machine.

The C library's and numpy's own exp, log, sin and cos differ in the last bit from system to system and from CPU to CPU.
These use only what IEEE 754 fixes to the last bit: +, −, ×, ÷, the square root, rounding to whole numbers, and frexp
and ldexp, which take a float apart into m · 2ⁿ and put it together. Each takes a number and gives a float, or takes an
array and gives an array.
"""

from course_lib.exact.elementary import cos, exp, log, power, sin
from course_lib.exact.normal import normal_quantile

__all__ = ["cos", "exp", "log", "normal_quantile", "power", "sin"]
