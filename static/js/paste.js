// Lines pasted into a line are offered as rows; the cells of a sheet go into the fields of each.
const { add, go, part, say, texts, undo } = window.rows;
let offer;

const make = (field, lines) => {
  const row = field.closest("li"), rows = [row], first = texts(row).indexOf(field), was = texts(row).map((one) => one.value);
  field.value = "";
  lines.forEach((line, number) => {
    rows[number] ??= add(row.parentElement, rows[number - 1]);
    const free = texts(rows[number]).slice(first);
    for (const cell of line.split("\t")) {
      const one = free[1] ? free.shift() : free[0];
      one.value += (one.value && " ") + cell;
    }
  });
  undo.push(() => {
    rows.slice(1).map((each) => each.remove());
    texts(row).forEach((one, n) => one.value = was[n]);
    return row;
  });
  say(row, "made", lines.length);
  go(rows.at(-1));
};

document.addEventListener("paste", ({ target: field, clipboardData }) => {
  const list = field.closest("[data-rows]"), { value, selectionStart: from, selectionEnd: to } = field;
  const lines = clipboardData.getData("text").split(/[\r\n]+/).filter((line) => line.trim()), many = lines.length;
  if (!list || field.type !== "text" || many < 2 || list.children.length + many - 1 > list.dataset.most) return;
  lines[0] = value.slice(0, from) + lines[0].replace(/\t|$/, (tab) => value.slice(to) + tab);
  offer?.remove();
  field.insertAdjacentHTML("afterend", part(list, "pasted").innerHTML.replaceAll("#", many));
  offer = field.nextSibling;
  offer.scrollIntoView({ block: "nearest" });
  part(list, "gone").firstChild.textContent = offer.firstChild.textContent;
  offer.onclick = ({ target: { value: act } }) => {
    if (act) offer.remove();
    if (act === "make") make(field, lines);
    else if (act) field.focus();
  };
});
document.addEventListener("input", (event) => event.inputType === "insertFromPaste" || offer?.remove());
