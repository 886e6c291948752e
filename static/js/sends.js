// What a phone sends to its room: what could go, as the journal shows it, and what went. A send is never queued: it
// arrives now, or it was not sent and stays here.
const main = document.querySelector("main.phone");
const [mine, offers, says] = ["#mine", "#offers", "[data-says]"].map((what) => main.querySelector(what));
const ask = (url, more) => fetch(url, { signal: AbortSignal.timeout(15000), ...more });
const writing = () => document.activeElement.matches("#offers textarea") || [...offers.querySelectorAll("textarea")].some((line) => line.value !== line.defaultValue);
let place = 0, auto = true;

const say = (words) => {
  says.textContent = words;
  says.hidden = !words;
};
const again = (work) => {
  const here = place;
  setTimeout(() => here === place && work(), 3000); // the network may be back
};
const offer = async (url, tapped) => {
  const here = place, text = await ask(url).then((reply) => reply.status < 500 ? reply.text() : null).catch(() => null);
  if (text === null && here === place) return again(() => offer(url));
  const part = new DOMParser().parseFromString(text, "text/html").querySelector("#part");
  if (!part || here !== place || writing()) return;
  offers.replaceChildren(part);
  part.dispatchEvent(new Event("shown", { bubbles: true }));
  if (tapped) part.focus();
};
const load = async () => {
  const here = place, reply = await ask(main.dataset.mine).catch(() => null);
  if (here !== place) return;
  if (!reply || reply.status >= 500) return again(load);
  if (!reply.ok) return;
  if (!mine.contains(document.activeElement)) mine.innerHTML = await reply.text();
  const link = auto && mine.querySelector("[data-auto]");
  if (link) offer(link.href);
};

main.addEventListener("left", () => {
  place += 1;
  auto = true;
  for (const old of [mine, offers]) old.replaceChildren();
  say("");
});
main.addEventListener("placed", ({ detail }) => {
  const here = place, scene = main.querySelector("#room [data-scene]").dataset.scene;
  const needed = ["share", "pairs", "closed"].includes(scene) || (scene === "write" && !("writing" in main.dataset));
  if (needed) setTimeout(() => here === place && load(), Math.random() * detail);
});
main.addEventListener("saved-state", ({ detail }) => detail.state === "saved" && main.querySelector("#room [data-scene=share]") && load());

main.addEventListener("click", (event) => {
  const link = event.target.closest("a");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (link.matches("[data-part]")) offer(link.href, true);
  else if (!offers.contains(link) || !link.matches("[data-back]")) return;
  else {
    auto = false;
    offers.replaceChildren();
    mine.querySelector("h2, a")?.focus();
  }
  event.preventDefault();
});
main.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.matches("[data-send]")) return;
  event.preventDefault();
  if (form.inert) return;
  form.inert = true;
  const here = place, turn = mine.querySelector("[data-nth]")?.dataset.nth, body = new URLSearchParams(new FormData(form));
  if (turn) body.set("turn", turn);
  const answer = await ask(form.action, { method: "POST", body, headers: { Accept: "application/json" } }).then((reply) => reply.json()).catch(() => null);
  form.inert = false;
  if (here !== place) return answer && say(answer.words); // the room has gone on
  say(answer?.words ?? says.dataset.failed);
  if (!answer) return;
  if (["sent", "taken-back"].includes(answer.state)) offers.replaceChildren();
  mine.innerHTML = answer.mine;
  if (offers.firstElementChild) return;
  const head = mine.querySelector("h2");
  head.tabIndex = -1;
  head.focus();
});
