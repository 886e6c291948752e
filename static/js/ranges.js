// Places on a line: a mark can be dragged. The radios on the line are the control, and need no script.
const place = "label:not(.unset)";
let lane;

document.addEventListener("pointerdown", ({ target }) => (lane = target.closest(place)?.closest("[data-range]")));
document.addEventListener("pointermove", (event) => {
  const there = lane && event.buttons && document.elementFromPoint(event.clientX, event.clientY)?.closest(place);
  const mark = there && lane.contains(there) && there.querySelector("input");
  if (!mark || mark.checked) return;
  mark.checked = true;
  mark.dispatchEvent(new Event("input", { bubbles: true }));
});
