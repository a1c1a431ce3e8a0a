// Saves a response the moment it is given; the form's own button works without it.
const FIRST_WAIT = 2000;
const LONGEST_WAIT = 30000;

class QuizSave extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.status = document.querySelector("[data-save-status]");
    this.revision = this.form.elements.revision;
    this.wait = FIRST_WAIT;
    this.form.addEventListener("change", () => this.save());
    this.form.addEventListener("submit", () => { this.leaving = true; });
    window.addEventListener("online", () => this.pending && this.save());
    window.addEventListener("beforeunload", (event) => {
      if (this.pending && !this.leaving) event.preventDefault();
    });
  }

  say(text, state = "") {
    this.status.lastElementChild.textContent = text;
    this.status.dataset.state = state;
  }

  /* One request at a time; what changes meanwhile goes with the next one. */
  async save() {
    this.pending = true;
    if (this.busy) return;
    clearTimeout(this.timer);
    this.busy = true;
    this.pending = false;
    this.say(this.dataset.saving);
    const body = new URLSearchParams(new FormData(this.form));
    this.revision.value = Number(this.revision.value) + 1;
    try {
      await this.send(body);
    } catch {
      this.pending = true;
      this.say(this.dataset.failed, "failed");
      this.timer = setTimeout(() => this.save(), this.wait);
      this.wait = Math.min(this.wait * 2, LONGEST_WAIT);
      this.busy = false;
      return;
    }
    this.busy = false;
    this.wait = FIRST_WAIT;
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
  }
}

customElements.define("quiz-save", QuizSave);
