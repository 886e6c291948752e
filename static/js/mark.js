// Words selected in an answer join the list of marks that the form sends.
const own = ".full :is(textarea, input.own)";
let field, bar, tabbed;

const chosen = () => field.value.slice(field.selectionStart, field.selectionEnd).trim();
// The server looks at all texts of a page as one, a line each.
const joined = (some) => some.reduce((all, { value }) => `${all}${value}\n`, "\n");
const mark = () => {
  const { form } = field, text = chosen(), all = [...form.querySelectorAll(own)], whole = joined(all), item = form.querySelector("[data-marked]").content.cloneNode(true);
  const at = joined(all.slice(0, all.indexOf(field))).length + field.value.indexOf(text, field.selectionStart), end = at + text.length;
  item.querySelector("mark").textContent = text;
  item.querySelector("input").value = JSON.stringify({
    key: `${Date.now()}`, text, at, before: whole.slice(Math.max(0, at - 32), at), after: whole.slice(end, end + 32),
  });
  form.querySelector(".marked ul").append(item);
  form.querySelector("[data-told]").textContent = `${bar.dataset.said} ${text}`;
  bar.hidden = true;
  field.focus();
  field.selectionStart = field.selectionEnd;
  form.dispatchEvent(new Event("input", { bubbles: true }));
};

const see = () => {
  const { activeElement: at } = document, here = at.matches(own) && at.form?.querySelector("[data-mark]");
  if (!here) return;
  [field, bar] = [at, here];
  // Tabbing through lines selects each, and means nothing.
  bar.hidden = tabbed || !chosen();
  if (!bar.hidden && at.nextSibling !== bar) at.after(bar);
};

document.addEventListener("selectionchange", see);
document.addEventListener("click", ({ target }) => bar?.contains(target) && mark());
document.addEventListener("focusin", ({ target }) => bar && (bar.hidden ||= target !== bar && target !== field));
document.addEventListener("pointerdown", () => { tabbed = false; });
document.addEventListener("keydown", (event) => {
  tabbed = event.key === "Tab";
  if (event.code !== "KeyM" || !event.altKey || !event.shiftKey || see() || (bar?.hidden ?? true)) return;
  event.preventDefault();
  mark();
});
