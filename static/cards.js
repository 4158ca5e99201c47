// Opens a number's card where the reader points, tabs or taps; without it the number is a link.
(() => {
  const PAUSE = 250; // milliseconds before a card follows the pointer, or leaves it
  const anchored = CSS.supports("position-area: block-end");
  let passing = null; // the card that opened in passing, and that closes when the reader moves on
  let pointed = false; // whether it was the pointer that opened it
  let waiting = 0;

  const cardOf = (number) => document.getElementById(number.dataset.card);
  const isOpen = (card) => card.matches(":popover-open");

  const open = (number, byPointer) => {
    const card = cardOf(number);
    if (isOpen(card)) return;
    const isDrawn = number instanceof SVGElement; // to which nothing can be anchored
    card.showPopover(isDrawn ? {} : { source: number });
    card.removeAttribute("style");
    if (isDrawn && anchored) lay(card, number.getBoundingClientRect());
    passing = card;
    pointed = byPointer;
  };

  // Below the mark, or above it where there is no room.
  const lay = ({ style, offsetWidth: wide, offsetHeight: high }, { left, top, bottom }) => {
    const below = bottom + 4 + high < innerHeight ? bottom + 4 : top - high - 4;
    style.margin = 0;
    style.left = `${Math.max(16, Math.min(left, innerWidth - wide - 16))}px`;
    style.top = `${Math.max(16, Math.min(below, innerHeight - high - 16))}px`;
  };

  const close = () => {
    passing?.hidePopover();
    passing = null;
  };

  const later = (step) => {
    clearTimeout(waiting);
    waiting = setTimeout(step, PAUSE);
  };

  const leave = () => later(() => {
    if (pointed) close();
  });

  for (const number of document.querySelectorAll("a[data-card]")) {
    let touched = false;
    number.addEventListener("pointerdown", (event) => {
      touched = event.pointerType !== "mouse";
    });
    number.addEventListener("click", (event) => {
      if (!touched) return;
      event.preventDefault();
      open(number, false);
    });
    number.addEventListener("focus", () => {
      if (number.matches(":focus-visible")) open(number, false);
    });
    if (!anchored) continue; // a card far from its number is not for passing by
    number.addEventListener("pointerenter", (event) => {
      if (event.pointerType === "mouse") later(() => open(number, true));
    });
    number.addEventListener("pointerleave", leave);
  }

  for (const card of document.querySelectorAll(".card")) {
    card.addEventListener("pointerenter", () => clearTimeout(waiting));
    card.addEventListener("pointerleave", leave);
    card.addEventListener("toggle", (event) => {
      if (event.newState === "closed" && passing === card) passing = null;
    });
  }

  const covers = (card, other) => {
    const [own, box] = [card, other].map((one) => one.getBoundingClientRect());
    return own.left < box.right && box.left < own.right && own.top < box.bottom
      && box.top < own.bottom;
  };

  // Nothing that has the focus may lie under a card, nor its own mark, which may be a line below.
  document.addEventListener("focusin", ({ target }) => {
    if (!passing || passing.contains(target)) return;
    const own = [target.dataset.card, target.getAttribute("popovertarget")];
    if (!own.includes(passing.id) || covers(passing, target)) close();
  });

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
