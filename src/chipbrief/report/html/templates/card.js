"use strict";
// What a number rests on, beside it: a copy of its evidence entry, on hover, on focus and on the first tap.
{
  const main = document.getElementById("main");
  const foot = document.getElementById("to-entry");
  const card = document.createElement("div");
  card.className = "card";
  card.id = "card";
  card.hidden = true;
  card.setAttribute("role", "tooltip");
  main.append(card);
  const GAP = 8;
  let owner = null;  // the number whose card is open
  let tapped = null;  // the number that a finger has just pressed for the first time
  let timer = 0;

  const numberOf = (event) => card.contains(event.target) ? null : event.target.closest("a.number, a.mark");
  const idOf = (link) => decodeURIComponent(link.getAttribute("href").slice(1));
  const later = (what, delay) => { clearTimeout(timer); timer = setTimeout(what, delay); };

  // On the side with room for it, never beyond the window.
  const place = (link) => {
    card.style.maxHeight = "";
    const box = link.getClientRects()[0] || link.getBoundingClientRect();
    const above = box.top - 2 * GAP, below = window.innerHeight - box.bottom - 2 * GAP;
    const under = card.offsetHeight <= below || below >= above;
    card.style.maxHeight = `${Math.min(under ? below : above, card.offsetHeight)}px`;
    const left = Math.min(box.left, document.documentElement.clientWidth - card.offsetWidth - GAP);
    card.style.left = `${Math.max(GAP, left) + window.scrollX}px`;
    card.style.top = `${(under ? box.bottom + GAP : box.top - GAP - card.offsetHeight) + window.scrollY}px`;
  };

  const fill = (entry) => {
    const copy = entry.cloneNode(true);
    for (const node of copy.querySelectorAll("[id]")) node.removeAttribute("id");
    for (const link of copy.querySelectorAll("a")) link.tabIndex = -1;
    const last = foot.content.cloneNode(true);
    last.querySelector("a").href = `#${entry.id}`;
    card.replaceChildren(...copy.childNodes, last);
    card.scrollTop = 0;
  };

  const hide = () => {
    clearTimeout(timer);
    card.hidden = true;
    if (owner) owner.removeAttribute("aria-describedby");
    owner = null;
  };

  const show = (link) => {
    const entry = document.getElementById(idOf(link));
    clearTimeout(timer);
    if (!entry || entry.contains(link)) return;
    if (owner !== link) {
      hide();
      fill(entry);
      owner = link;
      link.setAttribute("aria-describedby", "card");
    }
    card.hidden = false;
    place(link);
  };

  const leave = () => later(() => { if (!card.matches(":hover")) hide(); }, 180);

  main.addEventListener("mouseover", (event) => { const link = numberOf(event); if (link) later(() => show(link), 120); });
  main.addEventListener("mouseout", (event) => { if (numberOf(event)) leave(); });
  main.addEventListener("focusin", (event) => { const link = numberOf(event); if (link) show(link); });
  main.addEventListener("focusout", (event) => { if (numberOf(event)) leave(); });
  card.addEventListener("mouseenter", () => clearTimeout(timer));
  card.addEventListener("mouseleave", leave);
  card.addEventListener("click", (event) => { if (event.target.closest("a")) hide(); });

  // A finger cannot hover: its first tap opens the card, the second follows the link.
  document.addEventListener("pointerdown", (event) => {
    const link = numberOf(event);
    tapped = event.pointerType !== "mouse" && link !== owner ? link : null;
    if (!link && !card.contains(event.target)) hide();
  });
  main.addEventListener("click", (event) => {
    const link = numberOf(event);
    if (link && link === tapped) {
      event.preventDefault();
      show(link);
    } else if (link) {
      hide();
    }
    tapped = null;
  });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });
}
