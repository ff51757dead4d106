"""The record: what the networks of the five tutorials reach, and what goes beyond them. ``make reproduce``.

Which networks are trained, and how, stands in ``tutorials.py`` and ``recipes.py``; how one training runs, can be
interrupted and goes on, in ``training.py``. The figures lie in ``course_lib/record.json``, the table made of them in
``record.md``. A training gives the same figures on every computer, but for the seconds: ``python -m benchmarks.record
--check T4:3`` repeats one and compares every digit.
"""
