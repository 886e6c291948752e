// Where the room is: one stream that heals itself, and a question every few seconds while it fails. Each change is a
// "room" event. Elements with data-refresh are then taken anew from the page, and forms with data-act sent by script.
const main = document.querySelector("main[data-events]");
if (main) {
  const { events, now: place } = main.dataset;
  let source, timer, tick, works = false, up = false, lost = false, asked = 0, busy = false, again = false;
  const live = (state) => { document.documentElement.dataset.live = state; };
  const next = (seconds) => {
    clearTimeout(timer);
    timer = setTimeout(ask, seconds * (800 + Math.random() * 400));
  };

  function tell(text) {
    const now = JSON.parse(text), moved = now.tick !== tick;
    tick = now.tick;
    if (moved) document.dispatchEvent(new CustomEvent("room", { detail: now }));
    return moved;
  }

  function listen() {
    source?.close();
    source = new EventSource(events);
    const hear = () => {
      works = up = true;
      live("stream");
      next(60);
    };
    source.onopen = () => works && hear(); // what stands between may open a stream and say nothing
    source.onmessage = (e) => { hear(); tell(e.data); };
    source.onerror = () => {
      if (up) next(4); // it tries again by itself, more often than this
      up = false;
    };
  }

  async function ask() {
    try {
      const reply = await fetch(`${place}${place.includes("?") ? "&" : "?"}tick=${tick ?? ""}`, { method: "HEAD", signal: AbortSignal.timeout(8000) });
      if (!reply.ok) throw reply;
      const deaf = tell(reply.headers.get("X-Room")) && up;
      if (up && !deaf && !lost) return next(60);
      up = false;
      live("asking");
      asked += 1;
      if (deaf || lost || (source.readyState === EventSource.CLOSED && asked % 5 === 1)) listen();
      lost = false;
      next(4);
    } catch (why) {
      lost = true;
      live("lost");
      const gone = why.status === 404;
      if (gone && document.querySelector("[data-refresh]")) refresh();
      next(gone ? 30 : 4);
    }
  }

  const typing = (place) => place.contains(document.activeElement) && document.activeElement.matches("textarea, select, input:not([type=radio], [type=checkbox])");

  function put(text) {
    const page = new DOMParser().parseFromString(text, "text/html"), words = page.querySelector(".said");
    for (const old of document.querySelectorAll("[data-refresh]")) {
      const fresh = page.getElementById(old.id), at = document.activeElement;
      if (!fresh) continue;
      if (typing(old)) {
        old.addEventListener("focusout", () => setTimeout(refresh), { once: true });
        continue;
      }
      for (const { id } of old.querySelectorAll("details[id][open]")) page.getElementById(id)?.setAttribute("open", "");
      const inside = old.contains(at);
      old.replaceWith(document.adoptNode(fresh));
      if (inside) ((at.id && document.getElementById(at.id)) || fresh.querySelector("[tabindex='-1']"))?.focus();
      fresh.dispatchEvent(new Event("shown", { bubbles: true }));
    }
    if (words) document.querySelector(".said")?.replaceChildren(...words.childNodes);
  }

  async function take(reply) {
    if (new URL(reply.url).pathname === location.pathname) put(await reply.text());
    else location.assign(reply.ok ? reply.url : location.href);
  }

  async function refresh() {
    again = busy;
    if (busy) return;
    busy = true;
    try {
      const reply = await fetch(location.href);
      if (reply.status === 404) location.reload();
      else if (!reply.ok) throw reply;
      else await take(reply);
    } catch { setTimeout(refresh, 3000); }
    busy = false;
    if (again) refresh();
  }

  document.addEventListener("submit", async (e) => {
    const form = e.target;
    if (!form.matches("[data-act]") || e.defaultPrevented) return;
    e.preventDefault();
    if (form.ariaBusy) return;
    form.ariaBusy = "true";
    try {
      const reply = await fetch(form.getAttribute("action"), { method: "POST", body: new URLSearchParams(new FormData(form, e.submitter)) });
      await take(reply);
    } catch { next(0); }
    form.ariaBusy = null;
  });
  document.addEventListener("room", (e) => `${e.detail.tick}` !== main.dataset.tick && document.querySelector("[data-refresh]") && refresh());
  document.addEventListener("visibilitychange", () => document.hidden || next(0.2));
  for (const sign of ["online", "offline"]) addEventListener(sign, () => next(0.2));
  listen();
  next(5);
}
