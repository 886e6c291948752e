// Light or dark, and whether Cover comes by itself: at once here, and kept by the server in a cookie.
const page = document.documentElement;

document.addEventListener("change", (event) => {
  const form = event.target.closest("form[data-look]");
  if (!form) return;
  const look = new FormData(form);
  if (look.get("theme")) page.dataset.theme = look.get("theme");
  else delete page.dataset.theme;
  page.toggleAttribute("data-cover-by-itself", look.has("cover"));
  fetch(form.action, { method: "POST", body: look, redirect: "manual" }).catch(() => {});
});
