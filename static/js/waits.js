// What waits on this device, and the questions that can be written on without a network.
const line = (href, title) => {
  const item = document.createElement("li");
  item.append(Object.assign(document.createElement("a"), { href, textContent: title }));
  return item;
};
const fill = (place, lines) => {
  if (!place) return;
  place.hidden = !lines.length;
  place.querySelector("ul").replaceChildren(...lines);
};
const page = async ({ url }) => {
  const text = await (await caches.match(url)).text(), title = new DOMParser().parseFromString(text, "text/html").querySelector("h1");
  return line(url.replace(/blank\/$/, ""), title.textContent.trim());
};
const asked = async () => {
  const found = await Promise.all((await caches.keys()).map(async (name) => (await caches.open(name)).keys()));
  return Promise.all(found.flat().filter(({ url }) => url.endsWith("/blank/")).map(page));
};
const waits = (rows) => rows.map(({ url, title }) => line(url, title));
const show = async () => {
  // Whose page this is, and not whose was open last: a text goes into the journal that is named here.
  const strange = document.querySelector("[data-strange]"), me = strange?.dataset.strange;
  if (me) await drafts.meet(me);
  const who = await drafts.who();
  fill(document.querySelector("[data-waits]"), waits(await drafts.of(who)));
  if (who) fill(strange, waits(await drafts.of("")));
};

document.addEventListener("outbox", show);
document.querySelector("[data-strange]")?.addEventListener("click", async ({ target: { value } }) => {
  if (value === "mine") await drafts.adopt(await drafts.who());
  else if (value === "forget") for (const { name } of await drafts.of("")) await drafts.drop("", name);
  else return;
  outbox.send();
});
show();
const blanks = document.querySelector("[data-blanks]");
// In place of a page that could not be had: it comes once it can be.
const again = async () => {
  const reply = await fetch(location.href, { method: "HEAD" }).catch(() => null);
  if (reply?.status < 500) location.reload();
  else setTimeout(again, 5000);
};
if (blanks && location.pathname !== blanks.dataset.blanks) again();
if (blanks && window.caches) asked().then((lines) => fill(blanks, lines));
