// Light or dark, and whether Cover comes by itself: at once here, and kept by the server in a cookie.
const page = document.documentElement;

// A page made for nobody, such as one that this device keeps, looks as the last one made for somebody.
if ("nobodys" in page.dataset) Object.assign(page.dataset, JSON.parse(localStorage.getItem("theme") ?? "{}"));
else if (page.dataset.theme) localStorage.setItem("theme", JSON.stringify({ theme: page.dataset.theme }));
else localStorage.removeItem("theme");

document.addEventListener("change", (event) => {
  const form = event.target.closest("form[data-look]");
  if (!form) return;
  const look = new FormData(form);
  if (look.get("theme")) page.dataset.theme = look.get("theme");
  else delete page.dataset.theme;
  page.toggleAttribute("data-cover-by-itself", look.has("cover"));
  fetch(form.action, { method: "POST", body: look, redirect: "manual" }).catch(() => {});
});
