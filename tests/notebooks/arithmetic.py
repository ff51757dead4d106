"""The sums that a text writes out, worked out again."""

import ast
import operator
import re

SIGNS = {"·": "*", "×": "*", "−": "-", "/": "/", "÷": "/"}
NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
OPERAND = rf"[(⌊⌈−]*(?:{NUMBER})[)⌋⌉²]*"
EQUATION = re.compile(rf"(?<![\w.])({OPERAND}(?: ?[·×+−/] ?{OPERAND})+) ?= ?(−?(?:{NUMBER}))(?![\w])")
DOING = {ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv}


def equations(text):
    """Yield what stands on the left, what it comes to, and the text on the right, for each sum of numbers alone."""
    for left, right in EQUATION.findall(re.sub(r"\*\*|\*", "", text).replace("\n", " ")):
        if left.count("(") == left.count(")") and left.count("⌊") == left.count("⌋"):
            yield left, value(left), right


def value(text):
    """Work out a sum of numbers."""
    for sign, plain in SIGNS.items():
        text = text.replace(sign, plain)
    text = text.replace(",", "").replace("²", "**2").replace("⌊", "floor(").replace("⌋", ")")
    return _worked_out(ast.parse(text.strip(), mode="eval").body)


def _worked_out(node):
    if isinstance(node, ast.Constant):
        return node.value
    if isinstance(node, ast.UnaryOp):
        return -_worked_out(node.operand)
    if isinstance(node, ast.Call):
        return _worked_out(node.args[0]) // 1
    if isinstance(node.op, ast.Pow):
        return _worked_out(node.left) ** 2
    return DOING[type(node.op)](_worked_out(node.left), _worked_out(node.right))


def fits(number, written):
    """Tell whether a number is what was written, to the digits that were written."""
    text = written.replace(",", "").replace("−", "-")
    digits = len(text.partition(".")[2])
    return abs(number - float(text)) <= 0.5 * 10**-digits + 1e-9
