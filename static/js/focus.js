// Forms that came back with errors: the summary takes the focus. Passwords can be shown while they are typed.
document.addEventListener("DOMContentLoaded", () => document.querySelector("[data-focus]")?.focus());

document.addEventListener("change", (event) => {
  const field = document.getElementById(event.target.dataset?.reveal);
  if (field) field.type = event.target.checked ? "text" : "password";
});
