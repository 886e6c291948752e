// Without a network: static files, the page that says so, and blank questions. All are the same for everybody, and asked
// for without a cookie: nothing that anybody wrote is here. `setup` comes with the worker's address, and says what is new.
const { version, files, offline } = self.setup;
const NAME = `untold ${version}`, HASHED = /\.[0-9a-f]{12}\.\w+$/, DOWN = [502, 503, 504];
const keep = async (url) => {
  const reply = await fetch(url, { credentials: "omit" });
  if (reply.ok) await (await caches.open(NAME)).put(url, reply.clone());
  return reply;
};
const kept = (url) => caches.match(url, { ignoreVary: true });

// The blank page of a question's address; of a row or in a room there is none.
const blankOf = ({ pathname, searchParams }) => {
  const whole = !["row", "room", "round"].some((name) => searchParams.has(name));
  return pathname.startsWith(new URL("write/", registration.scope).pathname) && whole && /^[\w-]+\/$/.test(pathname.split("write/").pop())
    ? `${pathname}blank/` : "";
};
const blanks = async () => {
  const found = await Promise.all((await caches.keys()).map(async (name) => (await caches.open(name)).keys()));
  return found.flat().map(({ url }) => url).filter((url) => url.endsWith("/blank/"));
};

const fill = async () => {
  for (const reply of await Promise.all([...files, offline].map(keep))) if (!reply.ok) throw reply;
  for (const url of await blanks()) await keep(url).catch(() => {});
};
const tidy = async () => {
  for (const name of await caches.keys()) if (name !== NAME) await caches.delete(name);
  await clients.claim();
};
const navigate = async (request) => {
  let reply;
  try {
    reply = await fetch(request);
    // An answer of ours says what it may load; what a proxy says in our place does not.
    if (!DOWN.includes(reply.status) || reply.headers.has("Content-Security-Policy")) return reply;
  } catch { /* then there is no network */ }
  return await kept(blankOf(new URL(request.url))) ?? await kept(offline) ?? reply ?? Response.error();
};

addEventListener("install", (event) => {
  skipWaiting();
  event.waitUntil(fill());
});
addEventListener("activate", (event) => event.waitUntil(tidy()));
// A page says which question it shows: the first was there before the worker.
addEventListener("message", (event) => {
  const blank = blankOf(new URL(event.data));
  if (blank) event.waitUntil(keep(blank).catch(() => {}));
});
addEventListener("fetch", (event) => {
  const { request } = event, url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  if (HASHED.test(url.pathname)) event.respondWith(kept(url).then((file) => file ?? keep(url.href)));
  else if (request.mode === "navigate") event.respondWith(navigate(request));
});
