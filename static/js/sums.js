// Parts of a whole: counts what is left, keeps the bars in step, and gives each number a minus and a plus.
const all = (what) => document.querySelectorAll(what);
const whole = (field) => Math.max(0, parseInt(field?.value, 10) || 0);

const count = () => {
  for (const out of all("[data-total]")) {
    const words = out.closest("table").dataset, total = whole(all("[data-whole]")[0]) || words.of;
    let left = total;
    for (const part of all(`[data-sum=${out.dataset.total}]`)) {
      const bar = all(`[data-bar="${part.name}"]`)[0];
      bar.setAttribute("width", `${Math.min(100, (100 * whole(part)) / total)}%`);
      bar.closest("svg").nextElementSibling.textContent = part.value || "–";
      left -= whole(part);
    }
    out.textContent = words[left < 0 ? "over" : "left"].replace("#", Math.abs(left));
    out.toggleAttribute("data-off", left < 0);
    out.dataset.rest = left;
  }
};
const look = () => {
  for (const part of all("[data-sum]")) {
    const [less, more] = all("[data-steps]")[0].content.cloneNode(true).children;
    for (const button of [less, more]) button.ariaLabel += `: ${part.labels[0].textContent}`;
    part.before(less);
    part.after(more);
  }
  count();
};

document.addEventListener("click", ({ target: { dataset, parentElement } }) => {
  const part = dataset.step && parentElement.querySelector("input");
  if (!part || (dataset.step > 0 && all(`[data-total=${part.dataset.sum}]`)[0].dataset.rest < 1)) return;
  part.value = Math.max(0, whole(part) + +dataset.step);
  part.dispatchEvent(new Event("input", { bubbles: true }));
});
document.addEventListener("input", count);
document.addEventListener("shown", look);
look();
