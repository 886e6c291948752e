// Cover: hatches what was written while somebody walks past. It runs before the first paint, so that a page turned
// under Cover never shows its words, and it needs no network.
const IDLE = 120_000; // milliseconds without a key, a pointer or a wheel
const page = document.documentElement;
let idle;

const covers = () => "covered" in page.dataset;
const show = () => {
  for (const button of document.querySelectorAll("button[data-cover]")) button.ariaPressed = covers();
};
const cover = (covered) => {
  if (covered === covers()) return;
  page.toggleAttribute("data-covered", covered);
  sessionStorage[covered ? "setItem" : "removeItem"]("covered", "yes");
  show();
  const status = document.querySelector("[data-cover-says]");
  if (status) status.textContent = status.dataset[covered ? "on" : "off"];
};
const byItself = () => "coverByItself" in page.dataset && cover(true);
const awake = () => {
  clearTimeout(idle);
  idle = setTimeout(byItself, IDLE);
};
const again = () => {
  page.toggleAttribute("data-covered", sessionStorage.getItem("covered") !== null);
  show();
};

document.addEventListener("click", ({ target }) => target.closest("button[data-cover]") && cover(!covers()));
document.addEventListener("keydown", (event) => {
  if (event.code !== "KeyC" || !event.altKey || !event.shiftKey || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  cover(!covers());
});
document.addEventListener("visibilitychange", () => document.hidden && byItself());
for (const sign of ["keydown", "pointerdown", "pointermove", "wheel"]) {
  addEventListener(sign, awake, { passive: true, capture: true });
}
addEventListener("pageshow", again); // also when Back brings a page out of memory
document.addEventListener("DOMContentLoaded", show);
again();
awake();
