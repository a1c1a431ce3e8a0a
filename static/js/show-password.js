// Shows what is typed into a password field; without it there is no button.
class ShowPassword extends HTMLElement {
  connectedCallback() {
    this.input = this.querySelector("input");
    this.button = this.querySelector("button");
    this.button.hidden = false;
    this.button.addEventListener("click", () => this.show(this.input.type === "password"));
    // Browsers keep what was typed into a text field: hide it before it is sent
    this.input.form.addEventListener("submit", () => this.show(false));
  }

  show(isShown) {
    this.input.type = isShown ? "text" : "password";
    this.button.setAttribute("aria-pressed", isShown);
  }
}

customElements.define("show-password", ShowPassword);
