// Rows: add, move, remove and put back on the spot. Without this the same buttons post, and the page comes back.
const blanks = new WeakMap(); // a list's blank row as the server drew it, and its key
let back;

const look = () => {
  for (const row of document.querySelectorAll("[data-blank]")) blanks.set(row.parentElement, [row.outerHTML, row.dataset.blank]);
};
const go = (row) => row.querySelector("input, select, textarea").focus();

document.addEventListener("click", (event) => {
  const button = event.target.closest("[name=row], [data-gone] button");
  if (!button) return;
  const { form } = button, list = form.querySelector("[data-rows]"), gone = form.querySelector("[data-gone]");
  const row = button.closest("li"), [act] = button.value.split(":");
  // A full list is the server's to answer: it says how many rows there may be.
  if (act === "add" && (!blanks.has(list) || list.children.length >= list.dataset.most)) return;
  event.preventDefault();
  if (act === "add") {
    const [html, key] = blanks.get(list);
    list.insertAdjacentHTML("beforeend", html.replaceAll(key, crypto.getRandomValues(new Uint32Array(1))[0].toString(16).padStart(8, "0")));
    go(list.lastElementChild);
  } else if (act === "remove") {
    const below = row.nextElementSibling;
    back = () => list.insertBefore(row, below?.isConnected ? below : null);
    row.remove();
    gone.hidden = false;
    gone.querySelector("button").focus();
  } else if (act) {
    if (act === "up") row.previousElementSibling?.before(row);
    else row.nextElementSibling?.after(row);
    button.focus();
  } else {
    gone.hidden = true;
    go(back());
  }
  form.dispatchEvent(new Event("input", { bubbles: true }));
});
document.addEventListener("shown", look);
look();
