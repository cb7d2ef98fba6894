// Projects by name: what is typed leaves those that hold it, and unfolds the list that they stand in. Before printing
// everything unfolds, for browsers that cannot be told so in the stylesheet.
const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLocaleLowerCase();

function narrow(rows, status, wanted) {
  let found = 0;
  for (const row of rows) {
    row.hidden = !plain(row.querySelector(".cw-counted__name").textContent).includes(wanted);
    if (!row.hidden) found += 1;
    const outer = row.parentElement.closest("details");
    if (outer && wanted && !row.hidden) outer.open = true;
  }
  status.textContent = wanted ? `${status.dataset.found} ${found}` : "";
}

export function startProjects() {
  const box = document.querySelector("[data-find-in]");
  if (!box) return;
  const rows = [...document.querySelectorAll(`${box.dataset.findIn} > li`)];
  const status = box.querySelector("[data-found]");
  box.querySelector("input").addEventListener("input", ({ target }) => {
    narrow(rows, status, plain(target.value.trim()));
  });
  let folded = [];
  addEventListener("beforeprint", () => {
    folded = [...document.querySelectorAll("details.cw-fold:not([open])")];
    for (const each of folded) each.open = true;
  });
  addEventListener("afterprint", () => {
    for (const each of folded) each.open = false;
  });
}
