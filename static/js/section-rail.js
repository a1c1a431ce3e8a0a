// Marks in the contents of a lesson the section that is being read.
const READING_LINE = 0.35;
const FAR_ABOVE = 1000000;
const READING_TIME = 1000;

class SectionRail extends HTMLElement {
  connectedCallback() {
    this.links = [...this.querySelectorAll("a")];
    this.headings = this.links.map((link) => document.getElementById(link.hash.slice(1)));
    this.addEventListener("click", (event) => {
      const link = event.target.closest("a");
      if (link) this.mark(link);
    });
    // All that lies above the line counts as in view, so that no jump goes unnoticed
    const rootMargin = `${FAR_ABOVE}px 0px -${100 - READING_LINE * 100}% 0px`;
    const observer = new IntersectionObserver(() => this.look(), { rootMargin });
    for (const heading of this.headings) if (heading) observer.observe(heading);
  }

  /* The section being read is the last one whose heading has come up to the line. */
  look() {
    const line = innerHeight * READING_LINE;
    const above = this.links.filter((_link, at) => this.headings[at]?.getBoundingClientRect().top < line);
    this.mark(above.at(-1));
  }

  /* Another language opens at the section read last: its id is the same there. Whoever
     scrolls up to the switcher passes other sections too fast to read them. */
  keepPlace(current) {
    clearTimeout(this.reading);
    if (!current) return;
    this.reading = setTimeout(() => {
      for (const link of document.querySelectorAll(".langs a")) link.hash = current.hash;
    }, READING_TIME);
  }

  mark(current) {
    this.keepPlace(current);
    for (const link of this.links) {
      if (link === current) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  }
}

customElements.define("section-rail", SectionRail);
