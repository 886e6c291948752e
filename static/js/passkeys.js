// Passkeys. A button asks the server for a challenge, lets the browser's owner answer it, and sends its form with the answer.
const { PublicKeyCredential: passkeys, navigator: { credentials } } = window;
const answer = ({ create, get }) => create
  ? credentials.create({ publicKey: passkeys.parseCreationOptionsFromJSON(create) })
  : credentials.get({ publicKey: passkeys.parseRequestOptionsFromJSON(get) });

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-passkey]");
  if (!button) return;
  event.preventDefault();
  const { form, dataset: { passkey: address, refused } } = button, { csrfmiddlewaretoken: token, credential } = form.elements;
  const says = form.querySelector(".passkey-says");
  says.textContent = "";
  try {
    const body = new URLSearchParams({ csrfmiddlewaretoken: token.value });
    const reply = await fetch(address, { method: "POST", body, headers: { Accept: "application/json" } });
    // Signed out, or asked to show once more who it is: the page knows the way.
    if (!reply.ok) return location.reload();
    credential.value = JSON.stringify(await answer(await reply.json()));
    form.action = address;
    form.submit();
  } catch {
    says.textContent = refused;
  }
});
