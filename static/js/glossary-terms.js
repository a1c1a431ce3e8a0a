// Shows a term's meaning where it stands; without it the link leads to the list.
class GlossaryTerms extends HTMLElement {
  connectedCallback() {
    document.addEventListener("click", (event) => {
      const link = event.target.closest("a.term");
      if (!link) return;
      const entry = document.getElementById(link.hash.slice(1));
      if (!entry) return;
      event.preventDefault();
      this.show(entry, link);
    });
  }

  show(entry, link) {
    const dialog = document.createElement("dialog");
    dialog.className = "pop stack stack--s";
    dialog.lang = this.closest("[lang]").lang;
    const title = document.createElement("h2");
    title.textContent = entry.querySelector("dt").textContent;
    title.id = "pop-title";
    dialog.setAttribute("aria-labelledby", title.id);
    const text = document.createElement("p");
    text.textContent = entry.querySelector("dd").textContent;
    const close = document.createElement("button");
    close.className = "btn";
    close.type = "button";
    close.textContent = this.dataset.close;
    close.addEventListener("click", () => dialog.close());
    dialog.append(title, text, close);
    dialog.addEventListener("click", (event) => {
      if (event.target === dialog) dialog.close();
    });
    dialog.addEventListener("close", () => {
      dialog.remove();
      link.focus();
    });
    document.body.append(dialog);
    dialog.showModal();
  }
}

customElements.define("glossary-terms", GlossaryTerms);
