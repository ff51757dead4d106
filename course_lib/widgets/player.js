// Counts up while it plays. At the end it stops, or begins anew where it repeats; played from the end, it begins anew.

function render({ model, el }) {
  el.classList.add("cl-player");
  let timer = null;
  let repeats = false;

  function button(sign, name, clicked) {
    const made = document.createElement("button");
    const icon = document.createElement("i");
    made.type = "button";
    made.className = "jupyter-button widget-button";
    made.title = name;
    made.setAttribute("aria-label", name);
    icon.className = `fa fa-${sign}`;
    made.append(icon);
    made.addEventListener("click", clicked);
    el.append(made);
    return made;
  }

  function put(value) {
    model.set("value", value);
    model.save_changes();
  }

  function pause() {
    clearInterval(timer);
    timer = null;
    play.firstChild.className = "fa fa-play";
  }

  const atEnd = () => model.get("value") >= model.get("max");

  function tick() {
    if (!atEnd()) put(Math.min(model.get("value") + model.get("step"), model.get("max")));
    else if (repeats) put(model.get("min"));
    if (atEnd() && !repeats) pause();
  }

  const play = button("play", "play or pause", () => {
    if (timer !== null) {
      pause();
      return;
    }
    if (atEnd()) put(model.get("min"));
    timer = setInterval(tick, model.get("interval"));
    play.firstChild.className = "fa fa-pause";
  });
  button("stop", "stop: back to the first step", () => {
    pause();
    put(model.get("min"));
  });
  if (model.get("repeats")) {
    const again = button("retweet", "play again and again", () => {
      repeats = !repeats;
      again.setAttribute("aria-pressed", String(repeats));
    });
    again.setAttribute("aria-pressed", "false");
  }
  return pause;
}

export default { render };
