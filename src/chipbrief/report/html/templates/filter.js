// The evidence filter: by source, kind and name; a group without entries goes with its heading.
{
  const form = document.getElementById("filter");
  if (form) {
    const selects = [...form.querySelectorAll("select")];
    const count = form.querySelector("[role=status]");
    const entries = [...document.querySelectorAll(".entry")];
    const search = form.querySelector("input[type=search]");
    const asked = () => search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const says = (entry, words) => words.every((word) => entry.textContent.toLowerCase().includes(word));
    const fits = (entry) => selects.every(({ name, value }) => !value || entry.dataset[name].split(" ").includes(value));

    const apply = () => {
      const words = asked();
      for (const entry of entries) entry.hidden = !(fits(entry) && says(entry, words));
      for (const list of document.querySelectorAll(".entries")) {
        list.hidden = !list.querySelector(".entry:not([hidden])");
        list.previousElementSibling.hidden = list.hidden;
      }
      const some = entries.filter((entry) => !entry.hidden).length;
      const told = some < entries.length ? count.dataset.some : count.dataset.all;
      count.textContent = told.replace("{all}", entries.length).replace("{some}", some);
    };

    // Who follows a link to an entry that is filtered away wants to see it.
    const reveal = () => {
      const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
      if (target && target.closest("[hidden]") && entries.includes(target)) {
        form.reset();
        target.scrollIntoView();
      }
    };

    form.addEventListener("change", apply);
    form.addEventListener("reset", () => { for (const select of selects) select.value = ""; search.value = ""; apply(); });
    search.addEventListener("input", apply);
    form.addEventListener("submit", (event) => event.preventDefault());
    window.addEventListener("hashchange", reveal);
    form.hidden = false;
    apply();
  }
}
