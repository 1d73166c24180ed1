// Assumptions that a reader moves: interval arithmetic over the brief's own formulas, in the order of the build.
{
  const round = (value) => Number(value.toPrecision(12)); // as the build keeps a named estimate
  const corners = (one, other, operate) => {
    const found = one.flatMap((x) => other.map((y) => operate(x, y))).map((value) => (Number.isNaN(value) ? 0 : value));
    return [Math.min(...found), Math.max(...found)];
  };
  const operations = {
    "+": (one, other) => [one[0] + other[0], one[1] + other[1]],
    "−": (one, other) => [one[0] - other[1], one[1] - other[0]],
    "×": (one, other) => corners(one, other, (x, y) => x * y),
    "÷": (one, other) => corners(one, other, (x, y) => x / y),
    range: (one, other) => [Math.min(one[0], other[0]), Math.max(one[1], other[1])],
  };
  const evaluate = (tree, known) => {
    if (typeof tree === "number") return [tree, tree];
    if (typeof tree === "string") return known[tree];
    const [sign, ...parts] = tree;
    const values = parts.map((part) => evaluate(part, known));
    return sign === "round" ? values[0].map(round) : values.reduce(operations[sign]);
  };
  const digits = (value) => Number(value.toPrecision(3)).toLocaleString(document.documentElement.lang);
  const element = (name, attributes = {}, ...children) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children);
    return made;
  };

  for (const place of document.querySelectorAll("[data-calculator]")) {
    const { moved, results, fixed, words, states } = JSON.parse(place.dataset.calculator);
    const belongs = (id, state) => !states.some(([other]) => other !== state && id.endsWith(`-${other}`));
    const choice = element("select", { name: "state" });
    for (const [state, label] of states) choice.append(element("option", { value: state }, label));
    const rows = new Map();
    const table = element("table");
    const outputs = new Map();
    const command = element("code", { "data-file": "command" });

    const ends = (id) => rows.get(id).values; // not the sliders' own: those know half per cents only
    const compute = () => {
      const known = { ...fixed };
      for (const { id } of moved) known[id] = ends(id);
      for (const { id, tree, unit } of results) {
        const [low, high] = (known[id] = evaluate(tree, known).map(round));
        const output = outputs.get(id);
        [output.dataset.low, output.dataset.high] = [low, high];
        const shown = unit === "USD" ? [low / words.size, high / words.size] : [low, high];
        output.textContent = (unit === "USD" ? words.money : `{}${unit}`).replace("{}", shown.map(digits).join("–"));
      }
      const changed = moved.filter(({ id, low, high }) => ends(id)[0] !== low || ends(id)[1] !== high);
      const options = changed.flatMap(({ id, low, high }) => {
        const name = id.replace(/^a-/, "").replaceAll("-", "_");
        return low === high && ends(id)[0] === ends(id)[1]
          ? [`-p ${name} ${ends(id)[0]}`] : ["low", "high"].map((end, n) => `-p ${name}_${end} ${ends(id)[n]}`);
      });
      command.textContent = ["chipbrief build", ...options].join(" ");
    };
    const show = () => {
      for (const [id, { row }] of rows) row.hidden = !belongs(id, choice.value);
      for (const { id, state } of results) outputs.get(id).closest("tr").hidden = state !== choice.value;
    };

    for (const { id, label, low, high } of moved) {
      const values = [low, high];
      const inputs = values.map((value, n) => element("input", {
        type: "range", min: 0, max: 100, step: 0.5, value, "aria-label": `${label} ${n ? "↑" : "↓"}`,
      }));
      const said = element("a", { "data-assumption": id, href: `#${id}`, class: "number assumption" });
      const tell = () => { said.textContent = `${values.join("–")}%`; };
      inputs.forEach((input, n) => input.addEventListener("input", () => {
        values[n] = Number(input.value);
        if (values[0] > values[1]) inputs[1 - n].value = values[1 - n] = values[n]; // the ends never cross
        tell();
        compute();
      }));
      const row = element("div", { class: "moved" }, element("span", {}, label), ...inputs, said);
      const restore = () => { [low, high].forEach((value, n) => { inputs[n].value = values[n] = value; }); tell(); };
      rows.set(id, { row, values, restore });
      tell();
    }
    for (const { id, label } of results) {
      const output = element("output", { "data-estimate": id });
      outputs.set(id, output);
      table.append(element("tr", {}, element("th", { scope: "row" }, label), element("td", {}, output)));
    }
    const reset = element("button", { type: "button" }, words.reset);
    reset.addEventListener("click", () => {
      for (const { restore } of rows.values()) restore();
      compute();
    });
    choice.addEventListener("change", show);
    place.append(
      element("p", { class: "title" }, words.title), element("label", {}, `${words.state} `, choice),
      ...[...rows.values()].map(({ row }) => row), reset, table,
      element("p", { class: "note" }, `${words.command}: `, command), element("p", { class: "note" }, words.note),
    );
    choice.value = states[1][0];
    place.hidden = false;
    compute();
    show();
  }
}
