"use strict";
// Tables sort by a column when its head is pressed; charts can be saved as data and as pictures.
{
  const value = (row, column) => row.cells[column].textContent.trim();
  const size = (text) => { const found = text.replace(/[,\u2212]/g, (sign) => (sign === "," ? "" : "-")).match(/-?\d+(?:\.\d+)?/); return found ? Number(found[0]) : NaN; };

  const sortable = (table) => {
    const [head] = table.tHead.rows, body = table.tBodies[0];
    if (body.rows.length < 3) return;
    [...head.cells].forEach((cell, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "sort";
      if (cell.querySelector("a") || !cell.textContent.trim()) return;
      button.append(...cell.childNodes);
      cell.append(button);
      button.addEventListener("click", () => {
        const down = cell.getAttribute("aria-sort") === "ascending";
        for (const other of head.cells) other.removeAttribute("aria-sort");
        cell.setAttribute("aria-sort", down ? "descending" : "ascending");
        const number = cell.className.startsWith("number");
        const order = (one, other) => {
          const [a, b] = [value(one, column), value(other, column)];
          if (!number) return a.localeCompare(b, document.documentElement.lang, { numeric: true });
          const [x, y] = [size(a), size(b)];
          return Number.isNaN(x) - Number.isNaN(y) || x - y || 0;
        };
        const rows = [...body.rows].sort((one, other) => (down ? -order(one, other) : order(one, other)));
        body.append(...rows);
      });
    });
  };
  for (const table of document.querySelectorAll("main table")) {
    const folded = table.closest("details");
    if (folded) folded.addEventListener("toggle", () => sortable(table), { once: true });
    else sortable(table);
  }

  const save = (name, blob) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = name;
    link.click();
    URL.revokeObjectURL(link.href);
  };
  const quoted = (text) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const rowsOf = (table) => [...table.rows].map((row) => [...row.cells].map((cell) => quoted(cell.textContent.trim())).join(","));
  // As it is seen, in the theme's colours, without what leads elsewhere.
  const pictureOf = (svg) => {
    const copy = svg.cloneNode(true), style = getComputedStyle(document.documentElement);
    const { width, height } = svg.viewBox.baseVal;
    copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
    copy.setAttribute("width", width);
    copy.setAttribute("height", height);
    copy.setAttribute("font-family", "Noto Sans CJK KR, Noto Sans KR, sans-serif");
    for (const link of copy.querySelectorAll("a")) link.replaceWith(...link.childNodes);
    const text = new XMLSerializer().serializeToString(copy);
    return { text: text.replace(/var\((--[\w-]+),(#\w+)\)/g, (_, name, own) => style.getPropertyValue(name).trim() || own), width, height };
  };
  const png = (picture, name) => {
    const image = new Image(), canvas = document.createElement("canvas"), scale = 3;
    canvas.width = picture.width * scale;
    canvas.height = picture.height * scale;
    image.onload = () => {
      canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
      canvas.toBlob((blob) => save(name, blob));
    };
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(picture.text)}`;
  };

  for (const tools of document.querySelectorAll(".chart .tools")) {
    const chart = tools.closest(".chart"), svg = chart.querySelector("svg"), name = chart.dataset.chart;
    tools.hidden = false;
    tools.addEventListener("click", (event) => {
      const kind = event.target.dataset.save;
      if (kind === "csv") save(`${name}.csv`, new Blob(["\ufeff", rowsOf(chart.querySelector("table")).join("\n")], { type: "text/csv" }));
      if (kind === "svg") save(`${name}.svg`, new Blob([pictureOf(svg).text], { type: "image/svg+xml" }));
      if (kind === "png") png(pictureOf(svg), `${name}.png`);
    });
    tools.querySelector(".enlarge").addEventListener("click", (event) => {
      event.target.setAttribute("aria-pressed", chart.classList.toggle("large"));
    });
  }
}
