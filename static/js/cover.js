// Cover: hatches what was written while somebody walks past. It runs before the first paint, so that a page turned
// under Cover never shows its words, and it needs no network.
const IDLE = 120_000; // milliseconds without a key, a pointer or a wheel
const page = document.documentElement;
let idle;

const show = () => {
  const covered = page.hasAttribute("data-covered");
  for (const button of document.querySelectorAll("button[data-cover]")) button.ariaPressed = covered;
};

const cover = (covered) => {
  if (covered === page.hasAttribute("data-covered")) return;
  page.toggleAttribute("data-covered", covered);
  if (covered) sessionStorage.setItem("covered", "yes");
  else sessionStorage.removeItem("covered");
  show();
  const status = document.querySelector("[data-cover-says]");
  if (status) status.textContent = covered ? status.dataset.on : status.dataset.off;
};

const byItself = () => {
  if (page.hasAttribute("data-cover-by-itself")) cover(true);
};

const awake = () => {
  clearTimeout(idle);
  idle = setTimeout(byItself, IDLE);
};

const again = () => {
  page.toggleAttribute("data-covered", sessionStorage.getItem("covered") !== null);
  show();
};

document.addEventListener("click", (event) => {
  if (event.target.closest("button[data-cover]")) cover(!page.hasAttribute("data-covered"));
});
document.addEventListener("keydown", (event) => {
  if (event.code !== "KeyC" || !event.altKey || !event.shiftKey || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  cover(!page.hasAttribute("data-covered"));
});
document.addEventListener("visibilitychange", () => document.hidden && byItself());
for (const sign of ["keydown", "pointerdown", "pointermove", "wheel"]) {
  addEventListener(sign, awake, { passive: true, capture: true });
}
addEventListener("pageshow", again); // also when Back brings a page out of memory
document.addEventListener("DOMContentLoaded", show);
again();
awake();
