// Shows a training as it goes. Python says where every line lies, in parts of a chart's width and height, and what
// every text says; here it is drawn, at most once for each picture of the screen.

const SVG = "http://www.w3.org/2000/svg";
const WIDTH = 420, HEIGHT = 232; // of a chart; the rest is the frame within it
const LEFT = 56, TOP = 26, RIGHT = 408, BOTTOM = 186;
const BLUE = "#0072b2", ORANGE = "#d55e00";
const MOST_MARKS = 20;

function html(kind, className, parent) {
  const made = document.createElement(kind);
  if (className) made.className = className;
  if (parent) parent.append(made);
  return made;
}

function svg(kind, attributes, parent, text) {
  const made = document.createElementNS(SVG, kind);
  for (const name in attributes) made.setAttribute(name, attributes[name]);
  if (text !== undefined) made.textContent = text;
  parent.append(made);
  return made;
}

const across = (part) => LEFT + part * (RIGHT - LEFT);
const up = (part) => BOTTOM - part * (BOTTOM - TOP);

// Bytes of float32, x and y by turns, as places on the chart.
function places(bytes) {
  const numbers = new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
  const found = [];
  for (let n = 0; n < numbers.length; n += 2) found.push([across(numbers[n]), up(numbers[n + 1])]);
  return found;
}

const asText = (found) => found.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join(" ");

function line(parent, found, color, dash) {
  const style = { fill: "none", stroke: color, "stroke-width": 1.8, "stroke-linejoin": "round" };
  if (dash) style["stroke-dasharray"] = "5 4";
  return svg("polyline", { ...style, points: asText(found) }, parent);
}

function dot(parent, [x, y]) {
  svg("circle", { cx: x, cy: y, r: 4, fill: BLUE, class: "cl-end" }, parent);
}

function square(parent, [x, y]) {
  svg("rect", { x: x - 4, y: y - 4, width: 8, height: 8, fill: ORANGE, class: "cl-end" }, parent);
}

function makeChart(parent) {
  const figure = html("div", "cl-chart", parent);
  const sheet = svg("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img" }, figure);
  const frame = svg("g", {}, sheet);
  const curves = svg("g", {}, sheet);
  let framed = "";

  function drawFrame({ name, x_ticks, y_ticks }) {
    frame.replaceChildren();
    svg("text", { x: LEFT, y: 16, "font-weight": 600 }, frame, name);
    for (const [part, label] of y_ticks) {
      const y = up(part);
      svg("line", { x1: LEFT, x2: RIGHT, y1: y, y2: y, stroke: "var(--cl-faint)", "stroke-width": 0.5 }, frame);
      svg("text", { x: LEFT - 6, y: y + 4, "text-anchor": "end" }, frame, label);
    }
    for (const [part, label] of x_ticks) {
      svg("text", { x: across(part), y: BOTTOM + 18, "text-anchor": "middle" }, frame, label);
    }
    svg("text", { x: (LEFT + RIGHT) / 2, y: BOTTOM + 36, "text-anchor": "middle" }, frame, "epochs");
    const corner = `${LEFT},${TOP} ${LEFT},${BOTTOM} ${RIGHT},${BOTTOM}`;
    svg("polyline", { points: corner, fill: "none", stroke: "var(--cl-ink)" }, frame);
  }

  return {
    figure,
    draw(chart) {
      sheet.setAttribute("aria-label", chart.alt);
      const wanted = JSON.stringify([chart.name, chart.x_ticks, chart.y_ticks]);
      if (wanted !== framed) drawFrame(chart);
      framed = wanted;
      curves.replaceChildren();
      const ends = places(chart.training[0]);
      const validation = places(chart.validation[0]);
      const running = chart.running.map(places);
      sheet.dataset.points = running.reduce((sum, found) => sum + found.length, 0);
      for (const found of running.length ? running : [ends]) line(curves, found, BLUE);
      line(curves, validation, ORANGE, true);
      if (Math.max(ends.length, validation.length) > MOST_MARKS) return;
      ends.forEach((place) => dot(curves, place));
      validation.forEach((place) => square(curves, place));
    },
  };
}

function makeLegend(parent) {
  const legend = html("div", "cl-legend", parent);
  for (const [text, color, mark, dash] of [
    ["training: the mean of the epoch so far, and its end", BLUE, dot, false],
    ["validation", ORANGE, square, true],
  ]) {
    const entry = html("span", "", legend);
    const sample = svg("svg", { width: 36, height: 12, "aria-hidden": "true" }, entry);
    line(sample, [[0, 6], [36, 6]], color, dash);
    mark(sample, [18, 6]);
    entry.append(text);
  }
  return legend;
}

function makeSample(parent, image, number) {
  const card = html("li", "cl-sample", parent);
  const picture = html(image ? "img" : "div", image ? "" : "cl-blank", card);
  if (image) {
    picture.src = image;
    picture.alt = `sample ${number + 1}`;
  }
  const guess = html("b", "", card);
  const sure = html("div", "cl-sure", card);
  const bar = html("div", "", html("div", "", sure));
  const percent = html("span", "", sure);
  const truth = html("small", "", card);
  const before = html("small", "", card);
  let drawn = "";
  return {
    draw(sample) {
      if (drawn === JSON.stringify(sample)) return;
      drawn = JSON.stringify(sample);
      card.dataset.right = sample.right ? "yes" : "no";
      guess.textContent = `${sample.right ? "✓" : "✗"} ${sample.guess}`;
      bar.style.width = `${100 * sample.part}%`;
      percent.textContent = sample.percent;
      truth.textContent = `true: ${sample.true}`;
      before.textContent = sample.before ? `at first: ${sample.before}` : "";
    },
  };
}

function render({ model, el }) {
  const bar = html("div", "cl-bar", el);
  const words = html("p", "cl-line", el);
  const legend = makeLegend(el);
  const charts = html("div", "cl-charts", el);
  const samples = html("ul", "cl-samples", el);
  const filled = html("div", "", bar);
  const drawn = new Map();
  const cards = model.get("images").map((image, number) => makeSample(samples, image, number));
  bar.setAttribute("role", "progressbar");
  bar.setAttribute("aria-label", model.get("label"));
  let waiting = null;

  function draw() {
    waiting = null;
    const state = model.get("state");
    if (!state.charts) return;
    filled.style.width = `${100 * state.part}%`;
    bar.setAttribute("aria-valuenow", Math.round(100 * state.part));
    bar.setAttribute("aria-valuetext", state.line);
    words.textContent = state.line;
    el.dataset.done = state.done ? "yes" : "no";
    words.setAttribute("role", state.done ? "status" : "none"); // read aloud at the end, not with each update
    legend.hidden = !state.charts.length;
    legend.lastChild.hidden = !state.charts.some((chart) => chart.validation[0].byteLength);
    for (const chart of state.charts) {
      if (!drawn.has(chart.name)) drawn.set(chart.name, makeChart(charts));
      drawn.get(chart.name).draw(chart);
    }
    state.samples.forEach((sample, number) => cards[number].draw(sample));
  }

  function later() {
    if (waiting === null) waiting = requestAnimationFrame(draw);
  }

  model.on("change:state", later);
  draw();
  return () => {
    model.off("change:state", later);
    if (waiting !== null) cancelAnimationFrame(waiting);
  };
}

export default { render };
