// Parts of a whole: counts what is left, keeps the bars in step, and gives each number a minus and a plus.
const whole = (field) => Math.max(0, parseInt(field?.value, 10) || 0);
const every = (what, act, within = document) => within.querySelectorAll(what).forEach(act);

const count = () => every("[data-total]", (out) => {
  const { dataset: words } = out.closest("table"), form = out.closest("form"), total = whole(form.querySelector("[data-whole]")) || words.of;
  let left = total;
  every(`[data-sum=${out.dataset.total}]`, (part) => {
    const bar = form.querySelector(`[data-bar="${part.name}"]`);
    bar.setAttribute("width", `${Math.min(100, (100 * whole(part)) / total)}%`);
    bar.closest("svg").nextElementSibling.textContent = part.value || "–";
    left -= whole(part);
  }, form);
  out.textContent = words[left < 0 ? "over" : "left"].replace("#", Math.abs(left));
  out.toggleAttribute("data-off", left < 0);
  out.dataset.rest = left;
});
const look = () => {
  every("[data-sum]", (part) => {
    if (part.previousElementSibling?.dataset.step) return;
    const [less, more] = part.form.querySelector("[data-steps]").content.cloneNode(true).children;
    for (const button of [less, more]) button.ariaLabel += `: ${part.labels[0].textContent}`;
    part.before(less);
    part.after(more);
  });
  count();
};

document.addEventListener("click", ({ target: { dataset, parentElement, form } }) => {
  const part = dataset.step && parentElement.querySelector("input");
  if (!part || (dataset.step > 0 && form.querySelector(`[data-total=${part.dataset.sum}]`).dataset.rest < 1)) return;
  part.value = Math.max(0, whole(part) + +dataset.step);
  part.dispatchEvent(new Event("input", { bubbles: true }));
});
document.addEventListener("input", count);
document.addEventListener("shown", look);
look();
