// Shows a picture that Python drew, with its clickable spots as real buttons: they have names, take the keyboard's
// focus, and the arrow keys lead from one to the next. Tells Python which theme the page has.

const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

function pageIsDark() {
  const { jpThemeLight } = document.body.dataset;
  if (jpThemeLight !== undefined) return jpThemeLight === "false";
  return window.matchMedia("(prefers-color-scheme: dark)").matches;
}

function watchTheme(model) {
  const tell = () => {
    const theme = pageIsDark() ? "dark" : "light";
    if (model.get("theme") !== theme) {
      model.set("theme", theme);
      model.save_changes();
    }
  };
  const observer = new MutationObserver(tell);
  observer.observe(document.body, { attributes: true, attributeFilter: ["data-jp-theme-light"] });
  tell();
  return () => observer.disconnect();
}

// One of the spots is a stop of the Tab key, the arrows lead on from there.
function reach(button, reachable) {
  button.tabIndex = reachable ? 0 : -1;
  if (reachable) button.dataset.reachable = "yes";
  else delete button.dataset.reachable;
}

// The spot whose middle lies nearest in a direction; what is off to the side counts three times as far.
function next(spots, from, [right, down]) {
  const middle = (spot) => [spot.left + spot.width / 2, spot.top + spot.height / 2];
  const [x, y] = middle(from);
  let best, least = Infinity;
  for (const spot of spots) {
    const [u, v] = middle(spot);
    const along = (u - x) * right + (v - y) * down;
    const aside = Math.abs((u - x) * down) + Math.abs((v - y) * right);
    if (along > 1e-4 && along + 3 * aside < least) {
      least = along + 3 * aside;
      best = spot;
    }
  }
  return best;
}

function render({ model, el }) {
  el.classList.add("cl-stage");
  const sheet = document.createElement("div");
  const drawing = document.createElement("div"); // holds SVG, or an image
  const image = document.createElement("img");
  sheet.className = "cl-sheet";
  sheet.append(drawing);
  el.append(sheet);
  let buttons = new Map();
  let address = null;

  function tell(event, spot, pointer) {
    const box = buttons.get(spot.name).getBoundingClientRect();
    const known = pointer && pointer.detail > 0; // a click by keyboard has no place
    const x = known ? (pointer.clientX - box.left) / box.width : 0.5;
    const y = known ? (pointer.clientY - box.top) / box.height : 0.5;
    model.send({ event, name: spot.name, x, y });
  }

  function button(spot) {
    const made = document.createElement("button");
    made.type = "button";
    made.addEventListener("click", (event) => tell("click", made.spot, event));
    made.addEventListener("focus", () => {
      buttons.forEach((other) => reach(other, other === made));
    });
    made.addEventListener("keydown", (event) => {
      const found = ARROWS[event.key] && next(model.get("spots"), made.spot, ARROWS[event.key]);
      if (!ARROWS[event.key]) return;
      event.preventDefault();
      event.stopPropagation(); // else JupyterLab would leave the cell
      if (found) buttons.get(found.name).focus();
    });
    if (model.get("follows_pointer")) {
      made.addEventListener("pointerenter", () => tell("hover", made.spot));
      made.addEventListener("focus", () => tell("hover", made.spot));
    }
    return made;
  }

  function place() {
    const spots = model.get("spots");
    const kept = new Map();
    for (const spot of spots) {
      const made = buttons.get(spot.name) ?? button(spot);
      made.spot = spot;
      made.title = spot.label;
      made.setAttribute("aria-label", spot.label);
      made.setAttribute("aria-pressed", String(spot.name === model.get("selected")));
      for (const side of ["left", "top", "width", "height"]) made.style[side] = `${100 * spot[side]}%`;
      if (!buttons.has(spot.name)) sheet.append(made);
      kept.set(spot.name, made);
    }
    buttons.forEach((made, name) => kept.has(name) || made.remove());
    buttons = kept;
    const all = [...buttons.values()];
    const reachable = all.find((made) => made.dataset.reachable) ?? buttons.get(model.get("selected")) ?? all[0];
    all.forEach((made) => reach(made, made === reachable));
  }

  function show() {
    const data = model.get("png");
    if (data && data.byteLength) {
      const before = address;
      address = URL.createObjectURL(new Blob([data], { type: "image/png" }));
      image.src = address;
      image.alt = model.get("alt");
      if (image.parentNode !== drawing) drawing.replaceChildren(image);
      if (before) URL.revokeObjectURL(before);
    } else {
      drawing.innerHTML = model.get("svg");
    }
    sheet.style.maxWidth = `${Math.round(1.25 * model.get("width"))}px`;
    place();
  }

  // Python sends a picture's parts together, and `serial` with them.
  model.on("change:serial", show);
  model.on("change:selected", place);
  show();
  const stop = watchTheme(model);
  return () => {
    stop();
    model.off("change:serial", show);
    model.off("change:selected", place);
    if (address) URL.revokeObjectURL(address);
  };
}

export default { render };
