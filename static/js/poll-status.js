// Asks now and then whether the work is done, and shows the page anew when it is.
const LONGEST_WAIT = 15;

class PollStatus extends HTMLElement {
  connectedCallback() {
    this.wait = Number(this.dataset.interval);
    this.later();
  }

  later() {
    setTimeout(() => this.ask(), this.wait * 1000);
    this.wait = Math.min(this.wait * 1.5, LONGEST_WAIT);
  }

  async ask() {
    try {
      const reply = await fetch(this.dataset.url, { headers: { Accept: "application/json" } });
      const report = await reply.json();
      if (report.done) {
        window.location.reload();
        return;
      }
    } catch {
      // No line: ask again later.
    }
    this.later();
  }
}

customElements.define("poll-status", PollStatus);
