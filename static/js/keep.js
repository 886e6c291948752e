// What is typed in other forms, such as a mentor's reply or a plan, stays on this device until the server has taken it;
// with it what stood in the form then (`stood`), so that what others changed since is not overwritten unread. No ticks:
// what may be shown to somebody is ticked each time.
const SOON = 2000; // milliseconds between a button and the page that it loads
const owner = (who) => `keep ${who}`;
const time = () => performance.timeOrigin + performance.now();
const texts = (form) => [...form.elements].filter(({ type, name }) => name === "stood" || /^(text|number|date|select)/.test(type));
const path = location.pathname;

const forget = (place, who) => {
  place.querySelector("button").onclick = () => {
    drafts.drop(who, path);
    place.hidden = true;
  };
};
const attach = async (form) => {
  const who = owner(form.dataset.keep), note = form.querySelector("[data-kept]");
  form.addEventListener("input", () => drafts.put(who, path, { fields: texts(form).map(({ name, value }) => [name, value]) }));
  form.addEventListener("submit", () => sessionStorage.setItem("sent", JSON.stringify([who, path, time()])));
  forget(note, who);
  // A form that came back with something to mend has what was typed in it.
  const draft = !form.querySelector("[aria-invalid]") && !document.querySelector(".errors") && await drafts.get(who, path);
  const before = new Map(draft ? draft.fields : []), fields = texts(form).filter(({ name, value, defaultValue: was }) => (was ?? value) === value && before.has(name) && before.get(name) !== value);
  for (const field of fields) field.value = before.get(field.name);
  note.hidden = !fields.length;
  if (draft && !fields.length) drafts.drop(who, path);
};

// The page of a link that ended: what was typed there is shown, to be copied or forgotten.
const show = async (place) => {
  const who = owner(""), draft = await drafts.get(who, path);
  if (!draft) return;
  place.querySelector(".own").textContent = draft.fields.map(([, text]) => text).join("\n").trim();
  place.hidden = false;
  forget(place, who);
};

// The server sends a browser on once it has taken what was sent; to the door it sends whoever is signed out.
const taken = (since) => {
  const [{ redirectCount, responseStatus = 200 }] = performance.getEntriesByType("navigation");
  return redirectCount && responseStatus < 400 && Math.abs(performance.timeOrigin - since) < SOON && !document.querySelector("[data-door]");
};
document.addEventListener("DOMContentLoaded", async () => {
  const [who, at, since] = JSON.parse(sessionStorage.getItem("sent")) ?? [], over = document.querySelector("[data-forget]");
  sessionStorage.removeItem("sent");
  if (who !== undefined && taken(since)) await drafts.drop(who, at);
  if (over) await drafts.drop(owner(over.dataset.forget), path);
  document.querySelectorAll("form[data-keep]").forEach(attach);
  document.querySelectorAll("[data-over]").forEach(show);
});
