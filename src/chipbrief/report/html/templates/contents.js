// The contents list follows the reader: the section a third down the window is the current one.
{
  const list = document.querySelector(".contents ol");
  const links = new Map([...list.querySelectorAll("a")].map((link) => {
    return [document.getElementById(link.hash.slice(1)).closest("section"), link];
  }));
  const mark = (current) => {
    for (const link of links.values()) link.removeAttribute("aria-current");
    current.setAttribute("aria-current", "true");
    const box = current.getBoundingClientRect(), frame = list.getBoundingClientRect();
    list.scrollLeft += box.left - frame.left - (frame.width - box.width) / 2;
  };
  const follow = new IntersectionObserver((seen) => {
    const here = seen.filter((entry) => entry.isIntersecting).pop();
    if (here) mark(links.get(here.target));
  }, { rootMargin: "-33% 0px -66% 0px" });
  for (const section of links.keys()) follow.observe(section);
}
