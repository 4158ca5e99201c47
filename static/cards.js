// Opens a number's card where the reader points, tabs or taps; without it the number is a link.
(() => {
  const PAUSE = 250; // milliseconds before a card follows the pointer, or leaves it
  const anchored = CSS.supports("position-area: block-end");
  let waiting = 0;
  let hovering = null; // the card that the pointer opened, and that it closes by leaving

  const cardOf = (number) => document.getElementById(number.dataset.card);
  const isOpen = (card) => card.matches(":popover-open");

  const open = (number) => {
    const card = cardOf(number);
    if (!isOpen(card)) card.showPopover({ source: number });
    return card;
  };

  const later = (step) => {
    clearTimeout(waiting);
    waiting = setTimeout(step, PAUSE);
  };

  const leave = () => {
    if (hovering) later(() => {
      hovering?.hidePopover();
      hovering = null;
    });
    else clearTimeout(waiting);
  };

  for (const number of document.querySelectorAll("a[data-card]")) {
    let touched = false;
    number.addEventListener("pointerdown", (event) => {
      touched = event.pointerType !== "mouse";
    });
    number.addEventListener("click", (event) => {
      if (!touched || isOpen(cardOf(number))) return;
      event.preventDefault();
      open(number);
    });
    number.addEventListener("focus", () => {
      if (number.matches(":focus-visible")) open(number);
    });
    if (!anchored) continue; // a card far from its number is not for passing by
    number.addEventListener("pointerenter", (event) => {
      if (event.pointerType !== "mouse") return;
      later(() => {
        if (!isOpen(cardOf(number))) hovering = open(number);
      });
    });
    number.addEventListener("pointerleave", leave);
  }

  for (const card of document.querySelectorAll(".card")) {
    card.addEventListener("pointerenter", () => clearTimeout(waiting));
    card.addEventListener("pointerleave", leave);
    card.addEventListener("toggle", (event) => {
      if (event.newState === "closed" && hovering === card) hovering = null;
    });
  }

  // Paper shows everything. Browsers that cannot open details by style alone open them here.
  if (CSS.supports("selector(::details-content)")) return;
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("details:not([open])")];
    for (const details of opened) details.open = true;
  });
  addEventListener("afterprint", () => {
    for (const details of opened) details.open = false;
  });
})();
