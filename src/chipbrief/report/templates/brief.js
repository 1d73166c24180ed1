"use strict";
// What a number rests on, beside it: a copy of its evidence entry, shown on hover and on focus.
(() => {
  const main = document.getElementById("main");
  const card = document.createElement("div");
  card.className = "card";
  card.id = "card";
  card.hidden = true;
  card.setAttribute("role", "tooltip");
  document.body.append(card);
  let owner = null;
  let timer = 0;

  const entryOf = (link) => document.getElementById(decodeURIComponent(link.hash.slice(1)));

  const place = (link) => {
    const box = link.getClientRects()[0] || link.getBoundingClientRect();
    const width = card.offsetWidth, height = card.offsetHeight, gap = 8;
    const left = Math.max(gap, Math.min(box.left, document.documentElement.clientWidth - width - gap));
    const below = box.bottom + gap + height < window.innerHeight || box.top < height + gap;
    card.style.left = `${left + window.scrollX}px`;
    card.style.top = `${(below ? box.bottom + gap : box.top - height - gap) + window.scrollY}px`;
  };

  const fill = (entry) => {
    const copy = entry.cloneNode(true);
    for (const node of copy.querySelectorAll("[id]")) node.removeAttribute("id");
    for (const link of copy.querySelectorAll("a")) link.setAttribute("tabindex", "-1");
    card.replaceChildren(...copy.childNodes);
  };

  const show = (link) => {
    const entry = entryOf(link);
    if (!entry || entry.contains(link)) return;
    clearTimeout(timer);
    if (owner !== link) {
      hide();
      fill(entry);
      owner = link;
      link.setAttribute("aria-describedby", "card");
    }
    card.hidden = false;
    place(link);
  };

  const hide = () => {
    clearTimeout(timer);
    card.hidden = true;
    if (owner) owner.removeAttribute("aria-describedby");
    owner = null;
  };

  const soon = () => { clearTimeout(timer); timer = setTimeout(hide, 180); };
  const number = (event) => event.target.closest && event.target.closest("a.number");

  for (const name of ["mouseover", "focusin"]) {
    main.addEventListener(name, (event) => { const link = number(event); if (link) show(link); });
  }
  main.addEventListener("mouseout", (event) => { if (number(event)) soon(); });
  main.addEventListener("focusout", (event) => { if (number(event)) soon(); });
  main.addEventListener("click", (event) => { if (number(event)) hide(); });
  card.addEventListener("mouseenter", () => clearTimeout(timer));
  card.addEventListener("mouseleave", soon);
  card.addEventListener("click", hide);
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });

  // The contents list follows the reader.
  const links = new Map([...document.querySelectorAll(".contents a")].map((link) => [link.hash.slice(1), link]));
  const follow = () => {
    let current = null;
    for (const [id, link] of links) {
      const heading = document.getElementById(id);
      if (heading && heading.getBoundingClientRect().top < window.innerHeight / 3) current = link;
    }
    for (const link of links.values()) {
      if (link === current) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  };
  document.addEventListener("scroll", follow, { passive: true });
  follow();
})();
