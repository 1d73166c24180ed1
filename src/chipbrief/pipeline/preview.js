"use strict";
// In each page of a preview: shows what the preview tells, and loads the page anew where its reader was.
{
  const { page, version } = document.currentScript.dataset;
  const key = `preview ${page}`;
  const fields = () => [...document.querySelectorAll("input[id], select[id], textarea[id]")];
  const details = () => [...document.querySelectorAll("details")];
  const passed = () => [...document.querySelectorAll("main [id]")].filter((one) => one.getClientRects().length && one.getBoundingClientRect().top <= 1).pop();

  const keep = () => {
    const mark = passed();
    sessionStorage.setItem(key, JSON.stringify({
      mark: mark ? [mark.id, mark.getBoundingClientRect().top] : null,
      left: scrollX, top: scrollY,
      open: details().map((one) => one.open),
      fields: fields().map((one) => [one.id, one.value]),
      focus: document.activeElement.id,
    }));
  };
  const restore = (kept) => {
    for (const [id, value] of kept.fields) {
      const field = document.getElementById(id);
      if (!field || field.value === value) continue;
      field.value = value;
      for (const kind of ["input", "change"]) field.dispatchEvent(new Event(kind, { bubbles: true }));
    }
    const all = details();
    if (all.length === kept.open.length) all.forEach((one, at) => { one.open = kept.open[at]; });
    if (kept.focus) document.getElementById(kept.focus)?.focus({ preventScroll: true });
    const place = () => {
      const mark = kept.mark && document.getElementById(kept.mark[0]);
      scrollTo({ left: kept.left, top: mark ? scrollY + mark.getBoundingClientRect().top - kept.mark[1] : kept.top, behavior: "instant" });
    };
    place();
    document.fonts.ready.then(place);
  };

  const told = document.createElement("div");
  told.id = "preview-told";
  told.setAttribute("role", "status");
  told.style.cssText = "position:fixed;inset:auto 0 0 0;z-index:99;padding:.6rem 1rem;font:1rem/1.5 sans-serif;color:#fff;white-space:pre-wrap;overflow-wrap:anywhere";
  told.hidden = true;
  document.body.append(told);
  const tell = (words, colour) => {
    told.hidden = !words;
    told.style.background = colour;
    if (told.textContent !== words) told.textContent = words;
  };

  const kept = sessionStorage.getItem(key);
  sessionStorage.removeItem(key);
  if (kept) restore(JSON.parse(kept));
  const news = new EventSource(`events?page=${encodeURIComponent(page)}`);
  news.onmessage = (event) => {
    const { versions, error, working } = JSON.parse(event.data);
    if (versions[page] && versions[page] !== version) {
      news.close();
      keep();
      history.scrollRestoration = "manual";
      location.reload();
      return;
    }
    tell(error || (working && !version ? "The first build is running …" : ""), error ? "#9b1c1c" : "#0b4f8a");
  };
  news.onerror = () => tell("The preview has ended, or cannot be reached.", "#5a646d");
}
