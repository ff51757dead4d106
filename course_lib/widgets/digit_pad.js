// A pad to draw on. Strokes appear at once; the drawing goes to Python as small grey pixels, at most one at a time, and
// what is drawn meanwhile goes when the answer is there, so that the latest drawing wins. All views of a pad share it.

const SIDE = 280; // the units of a stroke's points: CSS pixels of a pad in full size
const GRID = 112; // pixels along each side of what Python gets
const BRUSH = 22;
const STEP = 10; // of the arrow keys
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const HELP = "Draw with the mouse, a pen or a finger. With the keyboard: arrow keys move the pen (with Shift in small "
  + "steps), Space puts it down and lifts it, Escape clears the pad.";

function canvas(width, height) {
  const made = document.createElement("canvas");
  [made.width, made.height] = [width, height];
  return made;
}

// The colour of each value from 0 to 255, as ImageData holds it: one number for opacity, blue, green and red.
function colorsOf(color) {
  return Uint32Array.from({ length: 256 }, (_, value) => {
    const [red, green, blue, opacity] = color(value);
    return (opacity << 24) | (blue << 16) | (green << 8) | red;
  });
}

const GREYS = colorsOf((value) => [value, value, value, 255]);
const INKS = colorsOf((value) => [255, 255, 255, value]);

// Copies tiles of pixels beside and below one another into a canvas, one empty pixel between them.
function paintTiles(target, values, { height, width, number }, colors) {
  const columns = Math.min(number, 16);
  const [across, down] = [columns * (width + 1) - 1, Math.ceil(number / columns) * (height + 1) - 1];
  if (target.width !== across || target.height !== down) [target.width, target.height] = [across, down];
  const data = new ImageData(across, down);
  const pixels = new Uint32Array(data.data.buffer);
  for (let row = 0; row < number * height; row++) {
    const tile = Math.floor(row / height);
    const top = Math.floor(tile / columns) * (height + 1) + (row % height);
    const start = top * across + (tile % columns) * (width + 1);
    for (let place = 0; place < width; place++) pixels[start + place] = colors[values[row * width + place]];
  }
  target.getContext("2d").putImageData(data, 0, 0);
  return target;
}

const bytes = (view) => new Uint8Array(view.buffer, view.byteOffset, view.byteLength);

function line(context, from, to) {
  context.beginPath();
  if (from === to) context.arc(...to, BRUSH / 2, 0, 2 * Math.PI);
  else [context.moveTo(...from), context.lineTo(...to)];
  if (from === to) context.fill();
  else context.stroke();
}

// What was drawn: strokes, images and clearings, one after the other, on as many canvases as there are.
function makeDrawing() {
  const ink = canvas(GRID, GRID).getContext("2d", { willReadFrequently: true });
  const contexts = new Set();
  let entries = [];

  function paint(context, { points, image }) {
    if (image) context.drawImage(image, 0, 0, SIDE, SIDE);
    else points.forEach((point, place) => line(context, points[Math.max(place - 1, 0)], point));
  }

  function visible() {
    const last = entries.findLastIndex((entry) => !entry.points);
    return entries.slice(Math.max(last, 0)).filter((entry) => entry.points || entry.image);
  }

  function repaint(context) {
    context.setTransform(context.canvas.width / SIDE, 0, 0, context.canvas.height / SIDE, 0, 0);
    Object.assign(context, { lineWidth: BRUSH, lineCap: "round", strokeStyle: "#fff", fillStyle: "#fff" });
    context.imageSmoothingEnabled = false;
    context.clearRect(0, 0, SIDE, SIDE);
    visible().forEach((entry) => paint(context, entry));
  }

  function add(entry) {
    entries.push(entry);
    contexts.forEach(repaint);
  }

  const drawing = {
    attach: (context) => [contexts.add(context), repaint(context)],
    detach: (context) => contexts.delete(context),
    isEmpty: () => !visible().length,
    isNew: () => !entries.length,
    begin: (point) => add({ points: [point] }),
    extend(point) {
      const { points } = entries.at(-1);
      contexts.forEach((context) => line(context, points.at(-1), point));
      points.push(point);
    },
    put: (pixels) => add({ image: paintTiles(canvas(GRID, GRID), pixels, { height: GRID, width: GRID, number: 1 }, INKS) }),
    clear: () => drawing.isEmpty() || add({}),
    undo: () => [entries.pop(), contexts.forEach(repaint)],
    pixels() {
      const { data } = ink.getImageData(0, 0, GRID, GRID);
      return Uint8Array.from({ length: GRID * GRID }, (_, place) => data[4 * place + 3]);
    },
  };
  drawing.attach(ink);
  return drawing;
}

// Asks Python what it reads.
function makeReader(model, drawing, told) {
  let asked = null;
  let changed = false;
  let patience = 0;
  let troubled = false;

  function give(words) {
    troubled = true;
    told({ trouble: words });
  }

  function ask() {
    changed = true;
    if (asked) return;
    [asked, changed, troubled] = [drawing.pixels(), false, false];
    clearTimeout(patience);
    patience = setTimeout(wait, 1500);
    try {
      model.send({ kind: "drawing" }, undefined, [asked]);
    } catch {
      give("No answer: the Jupyter kernel has stopped. Run the cell again.");
    }
  }

  function wait() {
    give("Waiting for an answer: the Jupyter kernel is busy, or has stopped.");
    patience = setTimeout(() => {
      asked = null; // the question is lost, the next stroke asks again
      if (changed) ask();
    }, 10000);
  }

  function answered(answer, [image, maps, put]) {
    clearTimeout(patience);
    troubled = false;
    if (answer.drawing) {
      if (put.byteLength && bytes(put).some(Boolean)) drawing.put(bytes(put));
    } else {
      asked = null;
    }
    told({ ...answer, image: bytes(image).slice(), pixels: bytes(maps).slice() });
    if (changed) ask();
  }

  return { ask, answered, waits: () => !troubled && (asked !== null || changed) };
}

function element(kind, name, parent, attributes = {}) {
  const made = document.createElement(kind);
  if (name) made.className = name;
  Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
  parent.append(made);
  return made;
}

function button(parent, text, title, act) {
  const made = element("button", "jupyter-button cl-pad-button", parent, { type: "button", title });
  made.textContent = text;
  made.addEventListener("click", act);
  return made;
}

// A line for each class; returns a function that shows an answer.
function makeBars(parent, names) {
  const list = element("div", "cl-bars", parent, { role: "list", "aria-label": "probability of each class" });
  const rows = names.map((name) => {
    const row = element("div", "cl-bar", list, { role: "listitem" });
    Object.assign(element("span", "cl-bar-name", row), { textContent: name, title: name });
    const fill = element("span", "", element("span", "cl-bar-track", row));
    return { row, fill, number: element("span", "cl-bar-percent", row) };
  });
  return ({ probabilities, percents }) => {
    const best = probabilities ? probabilities.indexOf(Math.max(...probabilities)) : -1;
    rows.forEach(({ row, fill, number }, place) => {
      fill.style.width = probabilities ? `${100 * Math.min(Math.max(probabilities[place], 0), 1)}%` : 0;
      number.textContent = probabilities ? percents[place] + (place === best ? " ◀" : "") : "–";
      row.classList.toggle("cl-best", place === best);
    });
  };
}

// Maps with as many pixels as they have; the page enlarges them.
function drawMaps(target, shape, values, colors) {
  const columns = Math.min(shape.number, 16);
  paintTiles(target, values, shape, colors);
  target.style.width = `${target.width * Math.max(1, Math.round(Math.min(832 / columns - 2, 196) / shape.width))}px`;
}

// What answers show; returns a function that shows one.
function makeAnswer(model, middle, right, below) {
  element("div", "cl-pad-title", middle).textContent = "what the network gets: 28×28 pixels";
  const image = element("canvas", "cl-pad-image", middle, { width: 28, height: 28, role: "img" });
  const told = element("div", "cl-pad-told", right, { "aria-live": "polite" });
  const bars = makeBars(right, model.get("names"));
  const title = element("div", "cl-pad-title", below);
  const maps = element("canvas", "cl-pad-maps", below, { role: "img" });
  const palette = bytes(model.get("palette"));
  const colors = colorsOf((value) => [...palette.subarray(3 * value, 3 * value + 3), 255]);
  return {
    told,
    show(answer) {
      const empty = !answer.probabilities;
      told.textContent = empty ? "Nothing is drawn yet." : answer.told;
      image.setAttribute("aria-label", empty ? "an empty image" : "the drawing, centred, in 28×28 grey pixels");
      paintTiles(image, answer.image, { height: 28, width: 28, number: 1 }, GREYS);
      bars(answer);
      below.hidden = empty || !answer.maps;
      if (below.hidden) return;
      title.textContent = answer.maps.title;
      maps.setAttribute("aria-label", answer.maps.title);
      drawMaps(maps, answer.maps, answer.pixels, colors);
    },
  };
}

// Mouse, pen and finger.
function usePointer(field, drawing, pen) {
  let active = null;
  const place = ({ clientX, clientY }) => {
    const box = field.getBoundingClientRect();
    return [((clientX - box.left) / box.width) * SIDE, ((clientY - box.top) / box.height) * SIDE];
  };
  field.addEventListener("pointerdown", (event) => {
    if (active !== null || event.button !== 0) return;
    event.preventDefault(); // no selection of text
    field.focus({ preventScroll: true });
    active = event.pointerId;
    field.setPointerCapture(active);
    pen.hide();
    pen.start(place(event));
  });
  field.addEventListener("pointermove", (event) => {
    if (event.pointerId !== active) return;
    const all = event.getCoalescedEvents?.() ?? [];
    (all.length ? all : [event]).forEach((each) => drawing.extend(place(each)));
    pen.moved();
  });
  const end = (event) => {
    if (event.pointerId !== active) return;
    active = null;
    pen.end();
  };
  ["pointerup", "pointercancel", "lostpointercapture"].forEach((name) => field.addEventListener(name, end));
}

// Arrow keys, Space and Escape.
function useKeys(field, drawing, pen, ring, clear) {
  let [x, y, down] = [SIDE / 2, SIDE / 2, false];
  const show = () => {
    ring.hidden = false;
    ring.classList.toggle("cl-down", down);
    Object.assign(ring.style, { left: `${(100 * x) / SIDE}%`, top: `${(100 * y) / SIDE}%` });
  };
  const lift = () => {
    if (down) pen.end();
    down = false;
  };
  pen.hide = () => [lift(), (ring.hidden = true)];
  field.addEventListener("blur", pen.hide);
  field.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const arrow = ARROWS[event.key];
    if (arrow) {
      const step = event.shiftKey ? STEP / 5 : STEP;
      [x, y] = [x + arrow[0] * step, y + arrow[1] * step].map((value) => Math.min(Math.max(value, 0), SIDE));
      if (down) [drawing.extend([x, y]), pen.moved()];
    } else if (event.key === " ") {
      if (down) lift();
      else [(down = true), pen.start([x, y])];
    } else if (event.key === "Escape" && down) {
      lift();
    } else if (event.key === "Escape" && !drawing.isEmpty()) {
      clear();
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation(); // else JupyterLab would leave the cell
    show();
  });
}

export default () => {
  const drawing = makeDrawing();
  const views = new Set();
  let reader = null;
  let latest = null;

  function told(answer) {
    if (!answer.trouble) latest = answer;
    views.forEach((show) => show(answer));
  }

  function initialize({ model }) {
    reader = makeReader(model, drawing, told);
    model.on("msg:custom", (answer, buffers) => reader.answered(answer, buffers));
  }

  function render({ model, el }) {
    el.classList.add("cl-pad");
    const row = element("div", "cl-pad-row", el);
    const [left, middle, right] = ["cl-pad-left", "cl-pad-middle", "cl-pad-right"].map((name) => element("div", name, row));
    const below = element("div", "cl-pad-below", el);
    const help = element("div", "cl-pad-help", el);
    help.id = `cl-pad-help-${Math.random().toString(36).slice(2)}`;
    help.textContent = HELP;
    const field = element("div", "cl-pad-field", left, { tabindex: 0, role: "application", "aria-label": "drawing pad" });
    field.setAttribute("aria-describedby", help.id);
    const surface = element("canvas", "", field);
    const invitation = element("div", "cl-pad-empty", field);
    invitation.textContent = model.get("invitation");
    const ring = element("div", "cl-pad-pen", field);
    ring.hidden = true;
    const answer = makeAnswer(model, middle, right, below);
    const context = surface.getContext("2d");

    const ask = () => {
      reader.ask();
      views.forEach((show) => show(null));
    };
    let down = false;
    const pen = {
      start: (point) => [(down = true), drawing.begin(point), ask()],
      moved: ask,
      end: () => [(down = false), show(null)],
    };
    const clear = () => [drawing.clear(), ask()];
    const buttons = element("div", "cl-pad-buttons", left);
    const undo = button(buttons, "undo", "take the last stroke back", () => [drawing.undo(), ask()]);
    const wipe = button(buttons, "clear", "clear the pad", clear);
    button(buttons, "read again", "ask the network again, after more training", ask);

    const show = (shown) => {
      invitation.hidden = !drawing.isEmpty();
      [undo.disabled, wipe.disabled] = [drawing.isNew(), drawing.isEmpty()];
      if (shown?.trouble) answer.told.textContent = shown.trouble;
      else if (shown) answer.show(shown);
      answer.told.setAttribute("aria-busy", down || reader.waits()); // only the last word on a stroke is read aloud
    };
    const fit = () => {
      const pixels = Math.round(SIDE * window.devicePixelRatio);
      if (surface.width === pixels) return;
      [surface.width, surface.height] = [pixels, pixels];
      drawing.attach(context);
    };
    fit();
    window.addEventListener("resize", fit); // as after a change of the page's zoom
    useKeys(field, drawing, pen, ring, clear);
    usePointer(field, drawing, pen);
    views.add(show);
    show(latest);
    if (!latest) model.send({ kind: "start" });
    return () => {
      window.removeEventListener("resize", fit);
      views.delete(show);
      drawing.detach(context);
    };
  }

  return { initialize, render };
};
