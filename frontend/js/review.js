// The review queue by single keys. Each key presses a button that stands on the page; nothing happens that a button
// does not do. Keys rest while a person types, and can be turned off for good (WCAG 2.2, 2.1.4).
const REMEMBERED = "commonweal-single-keys";
const TYPED_IN = "input:not([type=radio]):not([type=checkbox]), textarea, select, [contenteditable]";
const PRESSED_BY_SPACE = "a, button, summary, input, [role=button]";

const remember = (value) => {
  try {
    localStorage.setItem(REMEMBERED, value);
  } catch {
    // A browser that keeps nothing asks again next time.
  }
};

const turnedOff = () => {
  try {
    return localStorage.getItem(REMEMBERED) === "off";
  } catch {
    return false;
  }
};

function wanted(event) {
  if (event.key !== " ") return event.key.toLowerCase();
  return event.target.closest(PRESSED_BY_SPACE) ? "" : "s";
}

function press(event) {
  const board = document.querySelector("[data-shortcuts]");
  if (!board || event.ctrlKey || event.metaKey || event.altKey || event.repeat || event.isComposing) return;
  if (event.target.closest(TYPED_IN)) {
    if (event.key === "Escape") board.querySelector("[data-focus]")?.focus();
    return;
  }
  const key = wanted(event);
  if (turnedOff() || key.length !== 1) return;
  const found = board.querySelector(`[data-key="${CSS.escape(key)}"]:not([disabled])`);
  if (!found) return;
  event.preventDefault();
  if (found.matches(TYPED_IN)) found.focus();
  else found.click();
}

function showSwitch(scope) {
  const button = scope.querySelector("[data-shortcuts-switch]");
  if (!button) return;
  const show = () => {
    button.textContent = turnedOff() ? button.dataset.off : button.dataset.on;
    scope.querySelector("[data-shortcuts-on]").hidden = turnedOff();
    document.body.classList.toggle("cw-no-keys", turnedOff());
  };
  button.addEventListener("click", () => {
    remember(turnedOff() ? "on" : "off");
    show();
  });
  show();
}

export function startReview() {
  document.addEventListener("keydown", press);
  showSwitch(document);
  // After a decision the next supplier stands here: that is where a person reads on, or is read to
  document.addEventListener("htmx:afterSettle", ({ detail }) => {
    if (detail.elt?.id !== "review") return;
    showSwitch(detail.elt);
    const heading = detail.elt.querySelector("[role=alert], [data-focus]");
    (heading?.closest("[tabindex]") || heading)?.focus();
    window.scrollTo(0, 0);
  });
}
