// Text that the server has not acknowledged is kept here, in IndexedDB, under a name that only its writer's pages know.
// What is typed goes to the disk at once, so that a closed tab loses none of it.
const DRAFTS = "drafts", WHO = "who";
const opened = new Promise((good, bad) => {
  const asked = indexedDB.open("untold", 1);
  asked.onupgradeneeded = () => {
    asked.result.createObjectStore(DRAFTS, { keyPath: ["owner", "name"] });
    asked.result.createObjectStore(WHO);
  };
  asked.onsuccess = () => good(asked.result);
  asked.onerror = () => bad(asked.error);
});
const run = async (store, mode, act) => {
  const work = (await opened).transaction(store, mode), { result } = await new Promise((good, bad) => {
    const asked = act(work.objectStore(store));
    work.oncomplete = () => good(asked);
    work.onabort = () => bad(work.error);
    // Without this a write might wait for the page that goes.
    work.commit();
  });
  return result;
};
// A browser may refuse to keep or to tell: then nothing is there, and nothing is kept.
const read = (store, act) => run(store, "readonly", act).catch(() => null);
const write = (store, act) => run(store, "readwrite", act).then(() => true, () => false);

const all = (owner) => IDBKeyRange.bound([owner], [owner, []]);

const drafts = window.drafts = {
  // Whether it is really kept.
  put: (owner, name, draft) => write(DRAFTS, (store) => store.put({ at: Date.now(), ...draft, owner, name })),
  get: (owner, name) => read(DRAFTS, (store) => store.get([owner, name])),
  drop: (owner, name) => write(DRAFTS, (store) => store.delete([owner, name])),
  // Unsent text of one writer, in the order in which it was written.
  async of(owner) {
    const rows = await read(DRAFTS, (store) => store.getAll(all(owner)));
    return (rows ?? []).sort((a, b) => a.at - b.at);
  },
  // Whose pages were open here last.
  who: async () => await read(WHO, (store) => store.get(0)) ?? "",
  // A guest who signs in may bring along what was written here, unsent text too.
  async meet(owner) {
    const was = await drafts.who();
    if (was && was !== owner && sessionStorage.getItem("bring")) await drafts.adopt(owner, was);
    sessionStorage.removeItem("bring");
    await write(WHO, (store) => store.put(owner, 0));
  },
  // What was written before there was a journal moves into it.
  async adopt(owner, from = "") {
    for (const { name, ...draft } of await drafts.of(from)) {
      const free = await drafts.get(owner, name) ? `${name} ${draft.key}` : name;
      if (await drafts.put(owner, free, draft)) await drafts.drop(from, name);
    }
  },
  // Of one writer, and what was written by nobody known; somebody else's stays. Which questions were opened here is nobody's
  // business either.
  async clear(owner) {
    for (const each of ["", owner, `keep ${owner}`]) await write(DRAFTS, (store) => store.delete(all(each)));
    await write(WHO, (store) => store.clear());
    for (const name of window.caches ? await caches.keys() : []) {
      const cache = await caches.open(name);
      for (const page of await cache.keys()) if (page.url.endsWith("/blank/")) await cache.delete(page);
    }
  },
  // Forms in which somebody typed before the script that saves them was there.
  early: new WeakSet(),
};
addEventListener("submit", ({ target }) => target.elements.bring?.checked && sessionStorage.setItem("bring", "yes"));
addEventListener("input", ({ target }) => target.form && drafts.early.add(target.form), true);

// A page that asks before it closes a notebook says so if something is unsent; once it is closed, nothing stays here.
const show = async () => {
  for (const note of document.querySelectorAll("[data-drafts]")) note.hidden = !(await drafts.of(note.dataset.drafts)).length;
};
document.addEventListener("DOMContentLoaded", async () => {
  for (const left of document.querySelectorAll("[data-clear-drafts]")) await drafts.clear(left.dataset.clearDrafts);
  show();
});
document.addEventListener("outbox", show);
