// Unsent text is sent by whichever page is open, in the order in which it was written. It carries its owner: the server
// takes it from nobody else who may be signed in here now.
const TOKEN = "csrfmiddlewaretoken", LATER = 30_000; // milliseconds until it tries again
const tokens = () => document.querySelectorAll(`[name=${TOKEN}]`);
const here = new Set(); // names of drafts that a form on this page sends itself
let token, timer;

// The server's answer, with its status. Fails where none came, and where something spoke in its place.
// A page that was open for long, or comes from this device, is given a fresh token and tries once more.
const post = async (url, fields, again = true) => {
  const body = new URLSearchParams(fields);
  body.set(TOKEN, token ?? tokens()[0]?.value ?? "");
  const signal = AbortSignal.timeout(15000), keepalive = `${body}`.length < 60000;
  const reply = await fetch(url, { method: "POST", body, headers: { Accept: "application/json" }, signal, keepalive });
  const gone = [404, 410].includes(reply.status); // a question that is asked no more says so in a page
  const answer = { ...await (gone ? reply.json().catch(() => ({})) : reply.json()), ok: reply.ok, status: reply.status };
  if (reply.status === 429 || reply.status > 499) throw answer;
  token = answer.token ?? token;
  for (const field of answer.token ? tokens() : []) field.value = token;
  return answer.stale && again ? post(url, fields, false) : answer;
};

// Whether to go on with the next. What the server refuses waits for its page to be opened: there it is said why.
const sent = async ({ owner, name, key, url, fields, tried }) => {
  const answer = await post(url, [...fields, ["owner", owner], ["tried", tried]]), draft = await drafts.get(owner, name);
  if (answer.status === 401) return false;
  // Unless somebody goes on with it in another page.
  if (draft?.key === key) await (answer.ok ? drafts.drop(owner, name) : drafts.put(owner, name, { ...draft, refused: true }));
  return true;
};
const send = async () => {
  clearTimeout(timer);
  try {
    const who = await drafts.who();
    for (const draft of who ? await drafts.of(who) : []) {
      if (!draft.refused && !here.has(draft.name) && !await sent(draft)) break;
    }
  } catch { timer = setTimeout(send, LATER); }
  document.dispatchEvent(new Event("outbox"));
};

window.outbox = { here, post, send };
// A page one writes on sends what it shows first.
addEventListener("load", () => document.querySelector("form[data-save]") || send());
addEventListener("online", send);
