// Moves an item of an ordering question in place, without a page load.
class OrderList extends HTMLElement {
  connectedCallback() {
    this.list = this.querySelector("ol");
    this.status = this.querySelector("[role=status]");
    this.addEventListener("click", (event) => {
      const button = event.target.closest("button[name=move]");
      if (!button) return;
      event.preventDefault();
      this.move(button);
    });
  }

  move(button) {
    const item = button.closest("li");
    const isUp = button.value.endsWith(":up");
    const other = isUp ? item.previousElementSibling : item.nextElementSibling;
    if (!other) return;
    if (isUp) other.before(item);
    else other.after(item);
    [...this.list.children].forEach((each, at, all) => this.number(each, at, all.length));
    const [up, down] = item.querySelectorAll("button");
    (button.disabled ? (isUp ? down : up) : button).focus();
    const place = [...this.list.children].indexOf(item) + 1;
    const said = this.dataset.said.replace("%place%", place);
    this.status.textContent = said.replace("%text%", () => item.dataset.text);
    this.dispatchEvent(new Event("change", { bubbles: true }));
  }

  number(item, at, total) {
    item.querySelector(".disc").textContent = at + 1;
    const [up, down] = item.querySelectorAll("button");
    up.disabled = at === 0;
    down.disabled = at === total - 1;
    for (const button of [up, down]) {
      const label = button.getAttribute("aria-label").replace(/^\d+/, at + 1);
      button.setAttribute("aria-label", label);
    }
  }
}

customElements.define("order-list", OrderList);
