// A phone in a room. What is public comes as one fragment for all; one's own words stand below it, in the journal's own
// forms. They are fetched ahead, so that writing outlives the network, and saved by save.js wherever they are.
const main = document.querySelector("main.phone"), { dataset: data } = main;
const [room, box, bar, told] = ["#room", "#box", ".moved", "[data-heard]"].map((what) => main.querySelector(what));
const questions = [...main.querySelectorAll("[data-prompt]")];
const forms = new Map(); // of a prompt: its form, in the page or not; only one is in the page, for all use the same ids
const later = (least, most) => new Promise((go) => setTimeout(go, least + Math.random() * most));
const get = async (url) => {
  const reply = await fetch(url, { signal: AbortSignal.timeout(15000) });
  return reply.ok ? reply.text() : Promise.reject(reply);
};
const focus = (head) => head && (head.tabIndex = -1, head.focus());
let now, held = false, fetching = false, turn = 0, wanted = "";

// Somebody is writing here, or what they did is not saved: nothing is swapped or moved.
const typing = () => document.activeElement.matches(":is(#box, #offers) :is(input:not([type=radio], [type=checkbox]), textarea, select)");
const unsaved = () => (box.firstElementChild?.dataset.at ?? "saved") !== "saved";
const rewritten = () => [...main.querySelectorAll("#offers textarea")].some((line) => line.value !== line.defaultValue);
const busy = () => typing() || unsaved() || rewritten();

async function fetchForm(write) {
  const page = new DOMParser().parseFromString(await get(write), "text/html");
  const form = document.adoptNode(page.querySelector("form[data-save]"));
  Object.assign(form.dataset, box.dataset); // on this phone, and received: two states in words
  form.addEventListener("saved-state", ({ detail: { state } }) => {
    form.dataset.at = state;
    if (state === "saved") settle();
  });
  // It stays where it is; but once one of two texts was chosen, the page that shows it is asked for.
  form.addEventListener("onward", (event) => event.detail.url && form.querySelector(".choose") || event.preventDefault());
  return form;
}
function formOf({ dataset: { prompt, write } }) {
  if (!forms.has(prompt)) {
    forms.set(prompt, fetchForm(write));
    forms.get(prompt).catch(() => {
      forms.delete(prompt);
      ahead();
    });
  }
  return forms.get(prompt).catch(() => null);
}

// One after the other, those that come next first, and not all phones at once.
async function ahead() {
  if (fetching) return;
  const next = questions.filter((each) => !forms.has(each.dataset.prompt)), at = +(now?.number ?? 0);
  const item = next.find((each) => each.dataset.prompt === wanted) ?? next.find((each) => each.dataset.number > at) ?? next[0];
  if (!item) return;
  fetching = true;
  await later(4000, 16000);
  fetching = false;
  if (await formOf(item) && item.dataset.prompt === wanted) place();
  ahead();
}

// The form of the question that is shown stands in the box, and no other is in the page. Where the room is by now does
// not matter: while that waits, what is fetched ahead may come, and moves nothing.
async function place() {
  const item = questions.find(({ dataset: { step, number } }) => (data.own ? number === data.own : step === data.step));
  const writes = item && (data.own || ["write", "share"].includes(main.querySelector("#room [data-scene]").dataset.scene));
  const prompt = wanted = writes ? item.dataset.prompt : "";
  for (const each of questions) each.hidden = "paced" in each.dataset && each.dataset.number > now.number;
  bar.hidden = !(data.own || held);
  label(data.own && !held ? "away" : "moved");
  // Nobody writes into the box of a question that is not shown, while the right one is on its way.
  if (box.firstElementChild?.dataset.prompt !== `${prompt}@room`) box.replaceChildren();
  const form = writes ? await formOf(item) : null;
  if (wanted !== prompt) return;
  if (form && form !== box.firstElementChild) {
    box.replaceChildren(form);
    form.dispatchEvent(new Event("shown", { bubbles: true }));
  }
  main.toggleAttribute("data-writing", Boolean(form));
  const { href } = item?.querySelector("a") ?? location;
  if (data.own && !form && href !== location.href) location.assign(href);
}
const label = (what) => bar.querySelector("b").textContent = bar.firstElementChild.dataset[what];

// To where the room is; but for a tap not if somebody writes.
async function go(tapped) {
  const mine = ++turn, then = now, html = await get(data.now).catch(() => null);
  if (mine !== turn) return;
  if (html === null) return setTimeout(() => mine === turn && go(), 3000);
  if (busy() && !tapped) return hold();
  const fresh = ["step", "phase", "state"].some((each) => then[each] !== data[each]) || data.own;
  held = false;
  delete data.own;
  for (const each of ["step", "phase", "state"]) data[each] = then[each];
  room.innerHTML = html;
  room.dispatchEvent(new Event("shown", { bubbles: true }));
  if (fresh) {
    main.dispatchEvent(new Event("left"));
    told.textContent = [...room.querySelectorAll(".going, h1")].map((words) => words.textContent.trim()).join(". ");
    scrollTo(0, 0);
  }
  if (tapped) focus(room.querySelector("h1"));
  await place();
  if (fresh) main.dispatchEvent(new CustomEvent("placed", { detail: tapped ? 0 : 2000 }));
}
function hold() {
  held = true;
  bar.hidden = false;
  label("moved");
}
const settle = () => setTimeout(() => held && !data.own && !busy() && go(), 600);

document.addEventListener("room", ({ detail }) => {
  const first = !now;
  now = detail;
  if (first) ahead();
  if (first && `${now.tick}` === data.tick) {
    data.state = now.state;
    place().then(() => data.own || main.dispatchEvent(new CustomEvent("placed", { detail: 0 })));
  } else if (data.own) hold();
  else if (!busy()) go();
  else if (now.step !== data.step || now.phase !== data.phase || now.state !== data.state) hold();
  else for (const clock of main.querySelectorAll("[data-ends]")) clock.dataset.ends = now.ends;
});
main.addEventListener("focusout", settle);
main.addEventListener("click", async (event) => {
  const link = event.target.closest("a, [data-go]"), item = link?.closest("[data-prompt]");
  if (link === bar.firstElementChild) return go(true);
  if (!item || !now || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const own = data.own = item.dataset.number;
  item.closest("details").open = false;
  await place();
  if (data.own !== own) return;
  scrollTo(0, 0);
  focus(box.querySelector("#q"));
});
