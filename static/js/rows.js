// Rows: added, moved, removed and put back by buttons and keys. Without this the same buttons post.
const undo = []; // how to undo each act, the last one last

// A list keeps its blank row as it came, also where the form is put back with something typed in that row.
const look = () => {
  for (const { parentElement: { dataset }, outerHTML, dataset: { blank } } of document.querySelectorAll("[data-blank]")) {
    dataset.key ??= blank;
    dataset.row ??= outerHTML;
  }
  for (const button of undo.length ? [] : document.querySelectorAll("[data-gone] button")) button.hidden = true;
};
const part = (list, name) => list.closest("form").querySelector(`[data-${name}]`);
const texts = (row) => [...row.querySelectorAll("textarea, [type=text]")];
const go = (row) => row?.querySelector("input, select, textarea").focus();
const say = (list, what, ...numbers) => {
  const gone = part(list, "gone"), [said, words, button] = gone.children;
  said.textContent = words.textContent = numbers.reduce((all, number) => all.replace("#", number), gone.dataset[what]);
  button.hidden = !undo.length;
  list.dispatchEvent(new Event("input", { bubbles: true }));
  return button;
};

// Nothing when the list is full: the server says how many there may be.
const add = (list, above = list.lastElementChild) => {
  const { row: html, key, most } = list.dataset, place = list.children.length + 1;
  if (!html || place > most) return;
  const row = html.replaceAll(key, Math.random().toString(16).slice(2, 10).padEnd(8, 0)).replace(/(label="[^"]*?)\d+/g, `$1${place}`);
  return list.insertBefore(document.createRange().createContextualFragment(row).firstChild, above?.nextSibling);
};
const remove = (row, list = row.parentElement, below = row.nextSibling) => {
  row.remove();
  undo.push(() => list.insertBefore(row, below?.parentElement === list ? below : null));
  say(list, "removed").focus({ preventScroll: true });
};
// Its neighbour moves: so the row keeps the focus, and a word being composed.
const move = (row, up) => {
  const all = row.parentElement.children, other = up ? row.previousElementSibling : row.nextElementSibling;
  if (!other) return;
  row[up ? "after" : "before"](other);
  undo.push(() => (row[up ? "before" : "after"](other), row));
  say(row, "moved", [...all].indexOf(row) + 1, all.length);
};
document.addEventListener("click", (event) => {
  const button = event.target.closest("[name=row], [data-gone] button");
  if (!button) return;
  const list = part(button, "rows"), row = button.closest("li"), [act] = button.value.split(":"), fresh = act === "add" && add(list);
  if (act === "add" && !fresh) return;
  event.preventDefault();
  if (fresh) go(fresh);
  else if (act === "remove") remove(row);
  else if (act) move(row, act === "up");
  else {
    go(undo.pop()());
    say(list, "undone");
  }
});
document.addEventListener("keydown", (event) => {
  const { target, key } = event, row = target.closest("[data-rows] > li"), up = key === "ArrowUp";
  if (!row || event.isComposing) return;
  if (event.altKey && (up || key === "ArrowDown") && !target.matches("select, [type=date]")) move(row, up);
  else if (key === "Enter" && (event.ctrlKey || event.metaKey || target.matches(":not(.places, .cards) > li [type=text]"))) {
    go(row.nextElementSibling ?? (texts(row).some((one) => one.value) && add(row.parentElement) || null));
  } else return;
  event.preventDefault();
});
window.rows = { add, go, part, say, texts, undo };
document.addEventListener("shown", look);
look();
