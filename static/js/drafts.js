// Text that the server has not acknowledged is kept here, under a name that only its writer's pages know.
const start = "untold draft ";
const name = (owner, prompt) => `${start}${owner} ${prompt}`;
const store = (act) => { try { return act(localStorage); } catch { return null; } };

window.drafts = {
  // Whether it is really kept: a browser may refuse.
  put: (owner, prompt, draft) => store((s) => { s.setItem(name(owner, prompt), JSON.stringify(draft)); return true; }) ?? false,
  get: (owner, prompt) => store((s) => JSON.parse(s.getItem(name(owner, prompt)))),
  drop: (owner, prompt) => store((s) => s.removeItem(name(owner, prompt))),
  // Prompts with unsent text of one writer.
  of: (owner) => store((s) => Object.keys(s).filter((k) => k.startsWith(name(owner, ""))).map((k) => k.slice(name(owner, "").length))) ?? [],
  // What was written before there was a journal moves into it.
  adopt(owner) {
    for (const prompt of drafts.of("")) {
      if (!drafts.get(owner, prompt)) drafts.put(owner, prompt, drafts.get("", prompt));
      drafts.drop("", prompt);
    }
  },
  clear: () => store((s) => Object.keys(s).filter((k) => k.startsWith(start)).forEach((k) => s.removeItem(k))),
};

// A page that asks before it closes a notebook says so if something is unsent; once it is closed, nothing stays here.
document.addEventListener("DOMContentLoaded", () => {
  for (const note of document.querySelectorAll("[data-drafts]")) note.hidden = drafts.of(note.dataset.drafts).length === 0;
  if (document.querySelector("[data-clear-drafts]")) drafts.clear();
});
