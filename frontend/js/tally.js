// A ballot on projects counts while it is filled in, area by area: money, points or projects, given and left. What it
// says in words stands on the page, in the page's language. It counts and never refuses: the server does that.
const PAUSE = 1000; // milliseconds without a change before a count is spoken: not each key, nor each of many ticks
const ROOM = 8; // pixels between the count and a field that is moved to

const amount = (pence) =>
  new Intl.NumberFormat(document.documentElement.lang || undefined, {
    style: "currency",
    currency: "GBP",
    minimumFractionDigits: pence % 100 ? 2 : 0,
  }).format(pence / 100);

const sum = (numbers) => numbers.reduce((all, each) => all + each, 0);

const ticked = (area) => [...area.querySelectorAll("input:checked")];

const written = (area) =>
  [...area.querySelectorAll("input")].map(({ value }) => value.trim()).filter((text) => text !== "");

const given = {
  money: (area) => sum(ticked(area).map(({ dataset }) => Number(dataset.pence))),
  points: (area) => sum(written(area).map(Number)),
  projects: (area) => ticked(area).length,
};

function said(area, { dataset }) {
  const kind = area.dataset.tally;
  if (kind === "points" && !written(area).every((text) => /^\d{1,3}$/.test(text))) return [dataset.odd, true];
  const [now, most] = [given[kind](area), Number(area.dataset.most)];
  const shown = kind === "money" ? amount : String;
  const words = { given: now, most, left: most - now, over: now - most };
  const sentence = now > most ? dataset.over : dataset.said;
  return [sentence.replace(/\{(\w+)\}/g, (_, word) => shown(words[word])), now > most];
}

function tell(area) {
  const [count, words] = [area.querySelector(".cw-tally"), area.querySelector("[data-tally-words]")];
  const [sentence, wrong] = said(area, words);
  words.textContent = sentence;
  count.hidden = false;
  count.classList.toggle("cw-tally--over", wrong);
  return count.textContent;
}

// A count that stays in view must not lie over the field that somebody moves to by keyboard (WCAG 2.2, 2.4.11)
function leaveRoom(areas) {
  const heights = areas.map((area) => area.querySelector(".cw-tally").offsetHeight);
  document.documentElement.style.scrollPaddingTop = `${Math.max(...heights) + ROOM}px`;
}

export function startTally() {
  const areas = [...document.querySelectorAll("[data-tally]")];
  if (!areas.length) return;
  const spoken = document.querySelector("[data-tally-spoken]");
  const tellAll = () => {
    areas.forEach(tell);
    leaveRoom(areas);
  };
  let pause;
  areas.forEach((area) =>
    area.addEventListener("input", () => {
      const words = tell(area);
      leaveRoom(areas);
      clearTimeout(pause);
      pause = setTimeout(() => (spoken.textContent = words), PAUSE);
    }),
  );
  addEventListener("resize", () => leaveRoom(areas));
  addEventListener("pageshow", tellAll); // a browser that goes back fills the ballot in again, after the page is there
  tellAll();
}
