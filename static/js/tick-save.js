// Saves the ticks of a checklist as they are made; the form's button works without it.
class TickSave extends HTMLElement {
  connectedCallback() {
    this.form = this.closest("form");
    this.form.addEventListener("change", () => this.save());
  }

  /* One request at a time; what is ticked meanwhile goes with the next one. */
  async save() {
    this.again = this.busy;
    if (this.busy) return;
    this.busy = true;
    this.textContent = this.dataset.saving;
    const said = await this.send().catch(() => this.dataset.failed);
    this.busy = false;
    if (this.again) this.save();
    else this.textContent = said;
  }

  /* Throws when it was not saved: no line, or the sign-in page came instead. */
  async send() {
    const reply = await fetch(this.form.action, {
      method: "POST",
      headers: { Accept: "application/json" },
      body: new URLSearchParams(new FormData(this.form)),
      keepalive: true,
    });
    if (!reply.ok || reply.redirected) throw new Error(reply.status);
    return (await reply.json()).message;
  }
}

customElements.define("tick-save", TickSave);
