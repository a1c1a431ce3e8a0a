// Makes or uses a passkey when the form is sent, and sends what came of it.
const LETTERS = { "-": "+", _: "/" };

function toBytes(text) {
  const plain = atob(text.replace(/[-_]/g, (letter) => LETTERS[letter]));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
}

function toText(buffer) {
  const plain = String.fromCharCode(...new Uint8Array(buffer));
  return btoa(plain).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

function withBytes(list = []) {
  return list.map((one) => ({ ...one, id: toBytes(one.id) }));
}

/* What the server sends as text, in the form that the browser asks for. */
function forBrowser(options) {
  const ready = { ...options, challenge: toBytes(options.challenge) };
  if (options.user) ready.user = { ...options.user, id: toBytes(options.user.id) };
  ready.excludeCredentials = withBytes(options.excludeCredentials);
  ready.allowCredentials = withBytes(options.allowCredentials);
  return ready;
}

/* What the browser answers, in the form that the server reads. */
function forServer(credential) {
  const { response } = credential;
  const answer = { clientDataJSON: toText(response.clientDataJSON) };
  for (const name of ["attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (response[name]) answer[name] = toText(response[name]);
  }
  if (response.getTransports) answer.transports = response.getTransports();
  return {
    id: credential.id,
    rawId: toText(credential.rawId),
    type: credential.type,
    response: answer,
    clientExtensionResults: credential.getClientExtensionResults(),
  };
}

class PasskeyForm extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.status = this.querySelector("[role=status]");
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.ask();
    });
  }

  async ask() {
    this.status.textContent = "";
    if (!window.PublicKeyCredential) {
      this.status.textContent = this.dataset.unable;
      return;
    }
    const options = JSON.parse(document.getElementById(this.dataset.options).textContent);
    const publicKey = forBrowser((options.creation_options || options.request_options).publicKey);
    try {
      const credential = await navigator.credentials[this.dataset.act]({ publicKey });
      this.form.elements.credential.value = JSON.stringify(forServer(credential));
      this.form.submit();
    } catch {
      this.status.textContent = this.dataset.failed;
    }
  }
}

customElements.define("passkey-form", PasskeyForm);
