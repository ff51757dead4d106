"""Checks of arguments: what passes, what is refused, and in which words."""

import numpy as np
import pytest

from course_lib.validation import choice, fraction, member, message, number, positive_int, positive_pair, whole_number


def refusal(check, *arguments, **options):
    with pytest.raises((TypeError, ValueError)) as raised:
        check(*arguments, **options)
    return raised.type, str(raised.value)


def test_a_message_says_where_what_and_what_to_do():
    assert message("fit", "`x` must be there", "None") == "fit: `x` must be there, got None."
    assert message("fit", "`x` must be there", "None", "Give it.") == "fit: `x` must be there, got None. Give it."


@pytest.mark.parametrize("value", [0, 7, np.int64(3)])
def test_a_whole_number_passes_as_an_int(value):
    found = whole_number(value, "f", "n", least=0)
    assert (found, type(found)) == (int(value), int)


@pytest.mark.parametrize(
    "value, error, text",
    [
        (True, TypeError, "f: `n` must be a whole number, got True."),
        (1.0, TypeError, "f: `n` must be a whole number, got 1.0."),
        ("3", TypeError, "f: `n` must be a whole number, got '3'."),
        (None, TypeError, "f: `n` must be a whole number, got None."),
        (-1, ValueError, "f: `n` must be at least 0, got -1."),
    ],
)
def test_what_is_no_whole_number_from_0(value, error, text):
    assert refusal(whole_number, value, "f", "n", least=0) == (error, text)


def test_a_positive_number_begins_at_1():
    assert positive_int(1, "f", "n") == 1
    assert refusal(positive_int, 0, "f", "n") == (ValueError, "f: `n` must be at least 1, got 0.")


def test_pairs():
    assert positive_pair(3, "f", "n") == positive_pair((3, 3), "f", "n") == (3, 3)
    assert positive_pair([2, 5], "f", "n") == (2, 5)
    rule = "f: `n` must be a whole number or a pair of them"
    assert refusal(positive_pair, 2.5, "f", "n") == (TypeError, f"{rule}, got 2.5.")
    assert refusal(positive_pair, (1,), "f", "n")[1] == "f: `n` must have two numbers (height, width), got (1,)."
    assert refusal(positive_pair, (1, 0), "f", "n")[1] == "f: `n` must be at least 1, got 0."
    assert refusal(positive_pair, (2.0, 2), "f", "n")[0] is TypeError
    assert refusal(positive_pair, True, "f", "n")[0] is TypeError


@pytest.mark.parametrize(
    "limits, fits, fails, rule",
    [
        ({"least": 0}, 0, -1e-9, "at least 0"),
        ({"above": 0}, 1e-9, 0, "above 0"),
        ({"most": 1}, 1, 1.001, "at most 1"),
        ({"below": 1}, 0.999, 1, "below 1"),
        ({"least": 0, "below": 1}, 0, 1, "at least 0 and below 1"),
        ({"above": -1, "most": 2}, 2, -1, "above -1 and at most 2"),
        ({}, -1e9, float("inf"), "finite"),
        ({}, 3, float("nan"), "finite"),
    ],
)
def test_limits_of_a_number(limits, fits, fails, rule):
    found = number(fits, "f", "n", **limits)
    assert (found, type(found)) == (float(fits), float)
    assert refusal(number, fails, "f", "n", **limits) == (ValueError, f"f: `n` must be {rule}, got {fails!r}.")


@pytest.mark.parametrize("value", [True, "1", None, 1j, [1]])
def test_what_is_no_number(value):
    assert refusal(number, value, "f", "n") == (TypeError, f"f: `n` must be a number, got {value!r}.")


def test_a_fraction_is_below_1():
    assert fraction(0, "f", "n") == 0.0
    assert refusal(fraction, 1, "f", "n")[1] == "f: `n` must be at least 0 and below 1, got 1."


def test_a_choice_names_the_nearest():
    assert choice("same", ("valid", "same"), "f", "n") == "same"
    rule = "f: `n` must be one of 'valid', 'same'"
    assert refusal(choice, "SAME", ("valid", "same"), "f", "n") == (
        ValueError,
        f"{rule}, got 'SAME'. Did you mean 'same'?",
    )
    assert refusal(choice, "conv", ("relu", "a_long_name_conv"), "f", "n")[1].endswith(
        "Did you mean 'a_long_name_conv'?"
    )
    assert refusal(choice, "x", ("valid", "same"), "f", "n") == (ValueError, f"{rule}, got 'x'.")
    assert refusal(choice, 3, ("valid", "same"), "f", "n") == (TypeError, f"{rule}, got 3.")
    assert refusal(choice, ["same"], ("valid", "same"), "f", "n")[0] is TypeError


def test_a_member_is_made_from_its_name_or_taken_as_it_is():
    kinds = {"plain": dict, "empty": dict}
    own = {"a": 1}
    assert member(own, "a dict", dict, kinds, "f", "n") is own
    assert member("plain", "a dict", dict, kinds, "f", "n") == {}
    rule = "f: `n` must be a dict or the name of one, such as 'plain'"
    assert refusal(member, 3, "a dict", dict, kinds, "f", "n") == (TypeError, f"{rule}, got 3.")
    text = f"{rule}, got dict. Write dict() with parentheses."
    assert refusal(member, dict, "a dict", dict, kinds, "f", "n") == (TypeError, text)
    assert refusal(member, "plan", "a dict", dict, kinds, "f", "n")[1].endswith("got 'plan'. Did you mean 'plain'?")
