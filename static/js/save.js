// Saves a question by itself: a second after typing stops, at once on leaving a field. One save is under way at a time;
// each carries a key and the version it was written on. Until the server answers, the text is kept in this browser.
// A page may hold several questions, also such as come later: an event "shown" tells of them.
const { here, post, send: sendOthers } = window.outbox;
const forms = new Set(); // all of this page, shown or put aside
const TOKEN = "csrfmiddlewaretoken", FORM = "form[data-save]";
// A UUID; randomUUID is there under https alone.
const uuid = (url = URL.createObjectURL(new Blob())) => (URL.revokeObjectURL(url), url.slice(-36));
let owner, told; // whose page this is, and what the server said last

const agreed = (form) => {
  delete form.elements.key.dataset.asks;
  form.querySelector(".consent")?.remove();
};
// What the server told one form holds for all: the yes, and the round that began with it.
const learn = (form) => {
  const { round, owner: field } = form.elements;
  if (round) round.value ||= told.round;
  field.value = owner;
  agreed(form);
};
// The parts of a form that hold words, with what was typed in them: so any kind of answer is put back without the server.
const picture = (form) => {
  const copy = form.cloneNode(true), fields = [...copy.elements];
  [...form.elements].forEach(({ type, value, checked, options }, n) => {
    const field = fields[n];
    if (options) [...options].forEach(({ selected }, nth) => field.options[nth].toggleAttribute("selected", selected));
    else if (type === "textarea") field.textContent = value;
    else if (["checkbox", "radio"].includes(type)) field.toggleAttribute("checked", checked);
    else if (field.name !== TOKEN) field.setAttribute("value", value);
  });
  return [...copy.querySelectorAll("[data-words]")].map((part) => part.outerHTML).join("");
};

const attach = (form) => {
  const { dataset: words, elements: own } = form, { any } = words;
  let name = words.prompt, known, dirty, halted, busy, timer, found, at = "", kept = true, change = 0, wait = 2000, tried = [];

  const tell = (event, detail) => form.dispatchEvent(new CustomEvent(event, { detail, bubbles: true, cancelable: true }));
  const say = (state, said, url) => {
    const line = form.querySelector(".saved");
    if (line.dataset.state === state && line.textContent === said) return;
    line.dataset.state = state;
    line.replaceChildren(url ? Object.assign(document.createElement("a"), { href: url, textContent: said }) : said);
    tell("saved-state", { state });
  };
  const asks = () => "asks" in own.key.dataset && !form.querySelector("[name=consent]")?.checked;
  const ready = () => dirty && !asks() && !halted;
  const sayKept = () => say(kept ? "offline" : "error", words[kept ? navigator.onLine ? "kept" : "keptlong" : "lost"]);
  // Without a url the server says in a page what is missing. A phone in a room may stay where it is.
  const go = (url) => tell("onward", { url }) && (url ? location.assign(url) : form.submit());

  const keep = async () => {
    if (!known) return; // what another visit left is read first
    const fields = [...new FormData(form)].filter(([field]) => field !== TOKEN);
    const title = form.querySelector("h1")?.textContent.trim(), url = form.getAttribute("action");
    // While two texts wait for a choice, no other page sends this one.
    const draft = { url, fields, key: own.key.value, tried, title, html: picture(form), refused: !!halted }, was = kept;
    kept = await drafts.put(owner ?? own.owner.value, name, draft);
    if (kept !== was && dirty) sayKept();
  };

  // Sends what stands in the form now; gives the server's answer, or nothing when none came.
  const send = async (then = "") => {
    clearTimeout(timer);
    while (busy) await busy;
    const sent = change;
    busy = once(then);
    const answer = await busy;
    busy = null;
    if (ready() && (!answer || answer.state === "saved" || sent !== change)) timer = setTimeout(now, answer ? 1000 : (wait = Math.min(wait * 2, 60000)));
    return answer;
  };
  // What comes while a save is under way waits for its end.
  const now = () => ready() && !busy && send();

  const once = async (then) => {
    const sent = change, fields = [...new FormData(form), ["then", then], ["tried", tried], ["at", at]];
    // It may arrive and its answer may not: what is typed after it goes on from it.
    tried = [...tried.filter((key) => key !== own.key.value), own.key.value].slice(-20);
    say("saving", words.saving);
    let answer;
    try {
      answer = await post(form.action, fields);
    } catch {
      keep();
      sayKept();
      return null;
    }
    if (answer.ok) await acknowledged(answer, sent);
    else if (answer.state === "moved") choose(answer);
    else say(answer.state ?? "error", answer.words ?? words.kept, answer.url);
    for (const field of own) field.ariaInvalid = field.name in (answer.errors ?? {}) || null;
    return answer;
  };

  const acknowledged = async (answer, sent) => {
    told = answer;
    if (answer.owner !== owner) {
      owner = answer.owner;
      await drafts.adopt(owner);
      await drafts.meet(owner);
      sendOthers();
    }
    [tried, wait, halted] = [[], 2000];
    own.base.value = answer.version;
    if (answer.round) own.round.value = answer.round;
    for (const each of forms) {
      learn(each);
      if (each !== form) each.dispatchEvent(new Event("change"));
    }
    if (sent !== change) return keep();
    dirty = false;
    for (const mended of form.querySelectorAll(".errors, .err")) mended.remove();
    const gone = drafts.drop(owner, name);
    const time = new Date(answer.saved_at).toLocaleTimeString(document.documentElement.lang, { timeStyle: "short", hourCycle: "h23" });
    say("saved", `${words.savedat} ${time}`);
    // What another visit left is no new sheet: it joins the others.
    if (found && any) gone.then(() => location.reload());
  };

  const choose = (answer) => {
    halted = true;
    own.base.value = answer.version;
    say("moved", answer.words);
    form.querySelector("[data-choose]").innerHTML = answer.choose;
    // Under a name of its own: a save from another page on the same question does not take it away.
    const was = name;
    here.add(name += ` ${own.key.value}`);
    keep().then(() => drafts.drop(owner, was));
    tell("shown");
    if (form.matches(":has(button:focus)")) form.querySelector(".choose").focus();
  };

  // Text of another visit stands in the form again, whether the server can be reached or not. Perhaps it has it already.
  const restore = (draft) => {
    const copy = document.createElement("template");
    copy.innerHTML = draft.html;
    for (const part of [...copy.content.children]) form.querySelector(`[data-words=${part.dataset.words}]`)?.replaceWith(part);
    for (const [field, value] of draft.fields) {
      if (own[field]?.type === "hidden" && field !== "owner") own[field].value = value;
      else if (field === "consent" && own.consent) own.consent.checked = true;
    }
    tried = [...draft.tried, draft.key];
    found = !change;
    tell("shown");
    typed();
  };

  // The page shows what was typed and not what is saved.
  const typed = () => {
    halted = form.querySelector(".choose");
    dirty = true;
    keep();
    if (asks() || halted) sayKept();
    else if (found) now();
  };

  form.oninput = ({ target }) => {
    dirty = true;
    found = false;
    at = form.contains(document.activeElement) ? document.activeElement.name : at;
    change += 1;
    own.key.value = uuid();
    keep();
    clearTimeout(timer);
    if (asks()) return sayKept();
    if (halted) return;
    say("unsaved", words.unsaved);
    timer = setTimeout(now, target.name === "consent" ? 0 : 1000);
  };
  form.onchange = now;
  form.onsubmit = async (event) => {
    const { name: button, value: then } = event.submitter ?? {};
    if (button !== "then") return;
    event.preventDefault();
    if (asks() && kept && then !== "part") return go(words[then === "leave" ? "away" : "onward"]);
    const answer = await send(then);
    if (answer && answer.state !== "moved") go(answer.state !== "error" && answer.url || "");
  };
  document.addEventListener("visibilitychange", now);
  addEventListener("online", now);
  addEventListener("offline", () => dirty && sayKept());
  addEventListener("beforeunload", (event) => dirty && !kept && event.preventDefault());

  const begin = async () => {
    owner ??= own.owner.value || ("blank" in words ? await drafts.who() : "");
    own.owner.value = owner;
    // A sheet that came from this device belongs to whose pages were open here last: they were asked.
    if (owner && "blank" in words) agreed(form);
    else if (owner && !("asks" in own.key.dataset)) await drafts.meet(owner);
    // What was left unsent of this question is taken up first; by a sheet for something new (`any`), also that of another.
    const from = (owner && any) || `${name} `;
    name = (await drafts.of(owner)).find((draft) => `${draft.name} `.startsWith(from))?.name ?? name;
    here.add(name);
    if (told) learn(form);
    const draft = await drafts.get(owner, name), { last } = own.key.dataset;
    known = true;
    if ("typed" in own.key.dataset) typed();
    else if (draft && draft.key === last) await drafts.drop(owner, name);
    else if (drafts.early.has(form)) {
      if (draft) await drafts.put(owner, `${name} ${draft.key}`, draft);
      form.oninput({ target: form });
    } else if (draft && !change) restore(draft);
  };
  forms.add(form);
  here.add(name);
  begin().then(() => forms.size === 1 && sendOthers());
};
const look = () => document.querySelectorAll(FORM).forEach((form) => forms.has(form) || attach(form));
document.addEventListener("shown", look);
look();
