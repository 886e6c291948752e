// Saves a question by itself: a second after typing stops, at once on leaving a field. One save is under way at a time;
// each carries a key and the version it was written on. Until the server answers, the text is kept in this browser.
const form = document.querySelector("form[data-save]");
const uuid = () => "10000000-1000-4000-8000-100000000000".replace(/[018]/g, (c) =>
  (c ^ (crypto.getRandomValues(new Uint8Array(1))[0] & (15 >> (c / 4)))).toString(16));

if (form) {
  const { any } = form.dataset;
  const field = (key) => form.querySelector(`[name="${key}"]`);
  let owner = field("key").dataset.owner;
  // A sheet for something new (`any` begins its name) first takes up what was left unsent on another.
  const prompt = (any && owner && drafts.of(owner).find((name) => name.startsWith(any))) || form.dataset.prompt;
  let dirty = false, kept = true, halted = false, busy = null, timer = 0, change = 0, wait = 2000, tried = [], at = "";

  const say = (state, words, url) => {
    const line = form.querySelector(".saved");
    if (line.dataset.state === state && line.textContent === words) return;
    line.dataset.state = state;
    line.replaceChildren(url ? Object.assign(document.createElement("a"), { href: url, textContent: words }) : words);
  };
  const clock = (iso) => new Date(iso).toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  const asks = () => "asks" in field("key").dataset && !field("consent")?.checked;
  const sayKept = () => say(kept ? "offline" : "error", kept ? form.dataset[navigator.onLine ? "kept" : "keptlong"] : form.dataset.lost);
  const body = (fields, more) => {
    const all = new URLSearchParams(fields);
    for (const [key, value] of Object.entries({ csrfmiddlewaretoken: field("csrfmiddlewaretoken").value, ...more })) all.set(key, value);
    return all;
  };
  const post = (url, data, accept) => fetch(url, {
    method: "POST", body: data, headers: { Accept: accept }, signal: AbortSignal.timeout(15000), keepalive: `${data}`.length < 60000,
  });

  function keep() {
    const fields = [...new FormData(form)].filter(([key]) => key !== "csrfmiddlewaretoken");
    kept = drafts.put(owner, prompt, { url: form.getAttribute("action"), fields, key: field("key").value, tried });
  }

  function changed(soon) {
    dirty = true;
    at = form.contains(document.activeElement) ? document.activeElement.name : at;
    change += 1;
    field("key").value = uuid();
    keep();
    clearTimeout(timer);
    if (asks()) return sayKept();
    if (halted) return;
    say("unsaved", form.dataset.unsaved);
    timer = setTimeout(send, soon ? 0 : 1000);
  }

  // Sends what stands in the form now; gives the server's answer, or nothing when none came.
  async function send(then = "") {
    clearTimeout(timer);
    while (busy) await busy;
    busy = once(then);
    const answer = await busy;
    busy = null;
    if (dirty && !halted && !asks() && (!answer || answer.state === "saved")) timer = setTimeout(send, answer ? 1000 : (wait = Math.min(wait * 2, 60000)));
    return answer;
  }

  async function once(then, again = true) {
    const sent = change, key = field("key").value;
    say("saving", form.dataset.saving);
    let reply, answer;
    try {
      reply = await post(form.action, body(new FormData(form), { then, tried, at }), "application/json");
      answer = await reply.json();
    } catch {
      tried = [...tried, key].slice(-20);
      keep();
      sayKept();
      return null;
    }
    if (answer.token) field("csrfmiddlewaretoken").value = answer.token;
    if (answer.stale && again) return once(then, false);
    if (reply.ok) acknowledged(answer, sent);
    else if (answer.state === "moved") choose(answer);
    else say(answer.state, answer.words, answer.url);
    for (const input of form.elements) {
      if (input.name in (answer.errors ?? {})) input.setAttribute("aria-invalid", "true");
      else input.removeAttribute("aria-invalid");
    }
    return answer;
  }

  function acknowledged(answer, sent) {
    if (answer.owner !== owner) {
      drafts.adopt(answer.owner);
      owner = answer.owner;
      outbox();
    }
    [tried, wait, halted] = [[], 2000, false];
    field("base").value = answer.version;
    if (answer.round) field("round").value = answer.round;
    delete field("key").dataset.asks;
    form.querySelector(".consent")?.remove();
    if (sent !== change) return keep();
    dirty = false;
    for (const mended of form.querySelectorAll(".errors, .err")) mended.remove();
    drafts.drop(owner, prompt);
    say("saved", `${form.dataset.savedat} ${clock(answer.saved_at)}`);
  }

  function choose(answer) {
    halted = true;
    field("base").value = answer.version;
    say("moved", answer.words);
    form.querySelector("[data-choose]").innerHTML = answer.choose;
    form.dispatchEvent(new Event("shown", { bubbles: true }));
    form.querySelector(".choose").focus();
  }

  // Text of another visit: the server takes it, or shows it in the page again. Nobody types meanwhile.
  async function restore(draft) {
    form.inert = true;
    sayKept();
    try {
      const data = body(draft.fields, { then: owner ? "" : "show", tried: draft.tried ?? "" });
      const reply = await post(draft.url, data, "text/html");
      const page = new DOMParser().parseFromString(await reply.text(), "text/html").querySelector("form[data-save]");
      if (!page) throw new Error("no form");
      if (reply.redirected) drafts.drop(owner, prompt);
      if (reply.redirected && any) return location.reload();
      form.replaceChildren(...page.childNodes);
      form.inert = false;
      form.dispatchEvent(new Event("shown", { bubbles: true }));
      if (!reply.redirected) typed();
    } catch { setTimeout(restore, 5000, draft); }
  }

  // The page shows what was typed and not what is saved.
  function typed() {
    halted = Boolean(form.querySelector(".choose"));
    dirty = true;
    keep();
    if (asks()) sayKept();
  }

  // Other pages' unsent text.
  async function outbox() {
    for (const other of drafts.of(owner).filter((each) => owner && each !== prompt)) {
      const draft = drafts.get(owner, other);
      const reply = await post(draft.url, body(draft.fields, { then: "", tried: draft.tried ?? "" }), "application/json").catch(() => null);
      if (reply?.ok) drafts.drop(owner, other);
    }
  }

  form.addEventListener("input", (e) => changed(e.target.name === "consent"));
  form.addEventListener("change", () => dirty && !asks() && !halted && send());
  form.addEventListener("submit", async (e) => {
    const then = e.submitter?.value ?? "";
    if (e.submitter?.name !== "then") return;
    e.preventDefault();
    if (asks() && kept && (then !== "leave" || dirty)) return location.assign(then === "leave" ? form.dataset.away : form.dataset.onward);
    const answer = await send(then);
    if (answer?.state === "saved") location.assign(answer.url);
    else if (answer && answer.state !== "moved") form.submit();
  });
  document.addEventListener("visibilitychange", () => document.hidden && dirty && !asks() && !halted && !busy && send());
  addEventListener("online", () => dirty && !asks() && !halted && send());
  addEventListener("offline", () => dirty && sayKept());
  addEventListener("beforeunload", (e) => dirty && !kept && e.preventDefault());

  const draft = drafts.get(owner, prompt);
  if ("typed" in field("key").dataset) typed();
  else if (draft && draft.key === field("key").dataset.last) drafts.drop(owner, prompt);
  else if (draft) restore(draft);
  outbox();
}
