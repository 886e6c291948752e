// A page-clicker: on, back, the pause card. It presses what stands on the page, and so can do no more than the page does.
const KEYS = {
  next: ["PageDown", "ArrowRight", " ", "Enter"],
  back: ["PageUp", "ArrowLeft"],
  pause: ["b", ".", "B"],
};
const LEAF = { next: "a[rel=next]", back: "a[rel=prev]" };

document.addEventListener("keydown", (event) => {
  const stage = document.querySelector(".stage");
  if (!stage || event.repeat || event.altKey || event.ctrlKey || event.metaKey) return;
  const held = event.target.closest("a, button, input, select, textarea");
  if (held?.matches("input, select, textarea") || (held && [" ", "Enter"].includes(event.key))) return;
  const act = Object.keys(KEYS).find((name) => KEYS[name].includes(event.key));
  // A leaf of what is shown is turned before the room moves on.
  const leaf = LEAF[act] && stage.querySelector(LEAF[act]);
  const form = act && stage.querySelector(`form[data-act="${act}"]`);
  const look = stage.querySelector(`button[data-key="${event.key.toLowerCase()}"]`);
  if (!leaf && !form && !look) return;
  event.preventDefault();
  if (leaf) leaf.click();
  else if (form) form.requestSubmit();
  else look.click();
});
