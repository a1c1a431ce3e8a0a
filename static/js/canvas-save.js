// Saves a step of the project canvas as it is written; its buttons work without it.
const FIRST_WAIT = 2000;
const LONGEST_WAIT = 30000;

class CanvasSave extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.status = document.querySelector("[data-save-status]");
    this.money = this.querySelector("[data-canvas-money]");
    this.version = this.form.elements.version;
    this.wait = FIRST_WAIT;
    this.form.addEventListener("change", () => this.save());
    this.form.addEventListener("input", () => { this.pending = true; });
    this.form.addEventListener("submit", () => { this.leaving = true; });
    window.addEventListener("online", () => this.pending && this.save());
    window.addEventListener("beforeunload", (event) => {
      if ((this.pending || this.unsaved) && !this.leaving) event.preventDefault();
    });
  }

  say(text, state = "") {
    this.status.lastElementChild.textContent = text;
    this.status.dataset.state = state;
  }

  /* One request at a time; after a refusal only a button sends anything again. */
  async save() {
    this.pending = true;
    if (this.busy || this.refused || this.leaving) return;
    clearTimeout(this.timer);
    this.busy = true;
    this.pending = false;
    this.say(this.dataset.saving);
    try {
      await this.send(new URLSearchParams(new FormData(this.form)));
      this.wait = FIRST_WAIT;
    } catch {
      this.pending = true;
      this.say(this.dataset.failed, "failed");
      this.timer = setTimeout(() => this.save(), this.wait);
      this.wait = Math.min(this.wait * 2, LONGEST_WAIT);
      this.busy = false;
      return;
    }
    this.busy = false;
    if (this.pending) this.save();
  }

  /* Throws when it is worth trying again: no line, or the server is busy. */
  async send(body) {
    const reply = await fetch(this.form.action, {
      method: "POST",
      headers: { Accept: "application/json" },
      body,
      keepalive: true,
    });
    if (reply.status >= 500 || reply.status === 429) throw new Error(reply.status);
    const report = await reply.json();
    this.say(report.message, report.saved ? "saved" : "refused");
    this.refused = reply.status === 401 || reply.status === 409;
    if (!report.saved) {
      this.unsaved = true;
      return;
    }
    this.unsaved = false;
    this.version.value = report.version;
    if (this.money && report.money) this.money.innerHTML = report.money;
  }
}

customElements.define("canvas-save", CanvasSave);
