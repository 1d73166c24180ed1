// Rows of a table, or places of the documentation, that hold every word that is asked for.
{
  const field = document.getElementById("words");
  if (field) {
    const told = document.getElementById("found"), all = [...document.querySelectorAll("[data-searched] > *")];
    const texts = new Map(all.map((one) => [one, one.textContent.toLowerCase()]));
    const apply = () => {
      const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
      for (const one of all) one.hidden = !words.every((word) => texts.get(one).includes(word));
      told.textContent = `${all.filter((one) => !one.hidden).length} of ${all.length}`;
    };
    field.value = new URLSearchParams(location.search).get("q") || field.value;
    field.addEventListener("input", apply);
    field.form.addEventListener("submit", (event) => event.preventDefault());
    field.form.hidden = false;
    apply();
  }
}
