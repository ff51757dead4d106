# %%
import ipywidgets
from IPython.display import HTML, display

button = ipywidgets.Button(description="fail")
button.on_click(lambda button: 1 / 0)
display(button)
HTML("<script>console.error('a mistake in the page')</script><img src='http://example.org/a.png'>")
