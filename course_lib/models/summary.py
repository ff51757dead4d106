"""The table that `summary` shows."""

import html

from course_lib.notebook import in_notebook

_HEAD = ("Layer (type)", "Output shape", "Parameters")


class Summary:
    """A model's layers as a table, in text and in HTML."""

    def __init__(self, model):
        self._title = f'Model "{model.name}"'
        self._rows = [_row(layer) for layer in model.layers]
        trained = [layer for layer in model.layers if layer.trainable]
        trainable = sum(array.size for layer in trained for array in layer.params.values())
        total = model.count_params()
        self._total = f"{total:,} parameters ({size_text(4 * total)}), {trainable:,} of them trainable"
        if not model.built:
            self._total = "Not built yet: give the first layer an input_shape, or call fit."

    def show(self):
        """Display the table in a notebook, print it elsewhere."""
        if in_notebook():
            from IPython.display import display

            display(self)
        else:
            print(self)

    def __repr__(self):
        widths = [max(len(row[k]) for row in (_HEAD, *self._rows)) for k in range(3)]
        rule = "─" * (sum(widths) + 6)
        lines = [_line(row, widths) for row in self._rows]
        return "\n".join([self._title, _line(_HEAD, widths), rule, *lines, rule, self._total])

    def _repr_html_(self):
        rows = "".join(f"<tr>{_cells('td', map(html.escape, row))}</tr>" for row in self._rows)
        head = _cells('th scope="col"', _HEAD)
        title, total = html.escape(self._title), html.escape(self._total)
        return (
            f"<table><caption>{title}</caption><thead><tr>{head}</tr></thead><tbody>{rows}</tbody>"
            f'<tfoot><tr><td colspan="3" style="text-align: left">{total}</td></tr></tfoot></table>'
        )


def _cells(tag, texts):
    sides = ("left", "left", "right")
    styled = zip(sides, texts, strict=True)
    return "".join(f'<{tag} style="text-align: {side}">{text}</{tag.split()[0]}>' for side, text in styled)


def size_text(count):
    """Return a number of bytes as text: "1.2 MB" or "31.4 kB"."""
    return f"{count / 1e6:.1f} MB" if count >= 1e5 else f"{count / 1e3:.1f} kB"


def _line(row, widths):
    return f"{row[0]:<{widths[0]}}   {row[1]:<{widths[1]}}   {row[2]:>{widths[2]}}".rstrip()


def _row(layer):
    shape = f"({', '.join(['None', *map(str, layer.output_shape)])})" if layer.built else "?"
    return f"{layer.name} ({type(layer).__name__})", shape, f"{layer.count_params():,}" if layer.built else "?"
