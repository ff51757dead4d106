"""Sums in texts are found and worked out."""

import pytest

from tests.notebooks import arithmetic


@pytest.mark.parametrize(
    "text, found",
    [
        ("16 · (3 · 3 · 1 + 1) = 160.", [160]),
        ("so ⌊(11 − 3) / 2⌋ + 1 = 5 places", [5]),
        ("1 · 1 + 2 · 0 + 4 · (−1) + 1 · 2 = −1", [-1]),
        ("32 · (3 · 3 · 16 + 1) = 4,640 and 28 − 3 + 1 = 26", [4640, 26]),
        ("60,000 / 128 = 468.75; x = 3, a 2 = 2", [468.75]),
        ("with *128 · 2* = 256", [256]),
    ],
)
def test_sums_are_worked_out(text, found):
    results = list(arithmetic.equations(text))
    assert [number for _, number, _ in results] == found
    assert all(arithmetic.fits(number, right) for _, number, right in results)


@pytest.mark.parametrize("text", ["2 · 3 = 7", "⌊7 / 2⌋ + 1 = 4.5", "10 / 3 = 3.34", "2 + 3 = −5"])
def test_wrong_sums_are_noticed(text):
    ((_, number, right),) = arithmetic.equations(text)
    assert not arithmetic.fits(number, right)
