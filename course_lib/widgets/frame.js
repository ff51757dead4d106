// Gives a piece its look, its keys and its names.
// Keys: JupyterLab takes the arrow keys for itself wherever a notebook has the focus, unless the focused element says
// that it needs them; and a slider whose largest value has changed goes to the old one on End.
// Names: the widgets write a slider's description beside it, but do not tell a screen reader that the two belong
// together, and of a slider for names or powers they tell the number of the place.
// Explanations: the widgets show a tooltip only where there is no description.

function takeKeys({ target }) {
  target.setAttribute("data-lm-suppress-shortcuts", "true");
}

function goToEnd(event) {
  const slider = event.key === "End" && event.target.closest(".noUi-handle")?.closest(".noUi-target")?.noUiSlider;
  if (!slider) return;
  event.stopPropagation();
  event.preventDefault();
  slider.set(slider.options.range.max - slider.options.step);
  event.target.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowRight", bubbles: true })); // this one is told
}

function giveNames(piece, hints) {
  const controls = "select, .noUi-handle, .widget-readout, input:not([type=radio], [type=checkbox], [type=file])";
  for (const control of piece.querySelectorAll(`:is(${controls}):not([aria-label])`)) {
    const widget = control.closest(".widget-inline-hbox, .jupyter-widgets"); // a SelectionSlider has the first only
    const name = widget?.querySelector(".widget-label")?.textContent || widget?.title;
    if (name && !control.labels?.length) control.setAttribute("aria-label", name);
  }
  for (const label of piece.querySelectorAll(".widget-label, .widget-label-basic")) {
    const hint = hints[label.textContent.trim()];
    const control = label.closest(".jupyter-widgets");
    if (hint) {
      control.querySelectorAll("[title]").forEach((part) => part.removeAttribute("title")); // the description again
      control.title = hint;
    }
    if (label.title === "null") label.removeAttribute("title");
  }
  for (const handle of piece.querySelectorAll(".noUi-handle")) {
    const readout = handle.closest(".widget-inline-hbox")?.querySelector(".widget-readout");
    if (readout) handle.setAttribute("aria-valuetext", readout.textContent);
  }
  for (const readout of piece.querySelectorAll(".cl-choices-only .widget-readout")) {
    readout.contentEditable = "false"; // what is typed there would be passed over
  }
}

function render({ model, el }) {
  el.style.display = "none";
  let piece = null;
  const observer = new MutationObserver(() => giveNames(piece, model.get("hints")));
  let waiting = requestAnimationFrame(function attach() {
    piece = el.closest(".cl-piece"); // not there before the piece is on the page
    if (!piece) {
      waiting = requestAnimationFrame(attach);
      return;
    }
    piece.addEventListener("focusin", takeKeys);
    piece.addEventListener("keydown", goToEnd, true);
    observer.observe(piece, { childList: true, subtree: true });
    giveNames(piece, model.get("hints"));
  });
  return () => {
    cancelAnimationFrame(waiting);
    observer.disconnect();
    piece?.removeEventListener("focusin", takeKeys);
    piece?.removeEventListener("keydown", goToEnd, true);
  };
}

export default { render };
