// Shows choices as radio buttons with a button that checks the picked one, and tells Python which it was in the same
// message. Enter on a choice checks it too. What is said about a choice stands below it.

let groups = 0;

function render({ model, el }) {
  const field = document.createElement("div");
  const check = document.createElement("button");
  const group = `cl-choices-${(groups += 1)}`;
  el.classList.add("cl-choices");
  field.setAttribute("role", "radiogroup");
  check.type = "button";
  check.title = "check the picked answer";
  check.textContent = "check";
  el.append(field, check);

  const chosen = () => field.querySelector("input:checked")?.value ?? null;
  const tell = () => model.send({ check: chosen(), label: field.getAttribute("aria-label") });

  function line(choice, words) {
    const told = document.createElement("div");
    const label = document.createElement("label");
    const input = document.createElement("input");
    const text = document.createElement("span");
    Object.assign(input, { type: "radio", name: group, value: choice });
    input.checked = choice === model.get("shown").picked;
    input.addEventListener("keydown", (event) => event.key === "Enter" && tell());
    text.innerHTML = words;
    label.append(input, text);
    return [label, told];
  }

  // The one that was checked last is read aloud.
  function tellWhy(told, picked, choices) {
    [...field.querySelectorAll("div")].forEach((place, number) => {
      place.className = told[number] ? "cl-verdict" : "";
      if (told[number] && choices[number] === picked) place.setAttribute("role", "status");
      else place.removeAttribute("role");
      place.innerHTML = told[number];
    });
  }

  function show() {
    const { choices, words, told, label, picked, solved } = model.get("shown");
    const used = document.activeElement?.closest(".cl-piece")?.contains(el); // whoever goes on by keyboard stays here
    if (field.getAttribute("aria-label") !== label || picked === null) { // else a newer pick would be taken back
      field.setAttribute("aria-label", label);
      field.replaceChildren(...choices.flatMap((choice, place) => line(choice, words[place])));
      const first = field.querySelector("input:checked") ?? field.querySelector("input");
      if (used) first.focus({ preventScroll: true });
    }
    tellWhy(told, picked, choices);
    check.className = `jupyter-button widget-button${solved ? "" : " mod-primary"}`;
  }

  check.addEventListener("click", tell);
  model.on("change:shown", show);
  show();
  return () => model.off("change:shown", show);
}

export default { render };
