"""Training and inference beside PyTorch and Keras in one run: ``make bench``; each kernel alone:
``python -m benchmarks.kernels``.

One process drives (``__main__.py``): it starts a worker (``worker.py``) for each library, lets them work in turn, and
reports. What a worker does with its library stands in ``subjects``, what is measured in ``speed.py``, ``footprint.py``
and ``accuracy.py``, what is made of the figures in ``tables.py``, ``report.py`` and ``chart.py``.
"""
