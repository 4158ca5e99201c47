// Lists grow a field to filter them by, and a choice of orders; without this script they are whole.
for (const box of document.querySelectorAll("[data-list]")) {
  const items = [...document.querySelectorAll(box.dataset.list)];
  const homes = new Map(items.map((item) => [item, item.parentElement]));
  const parts = [...new Set(items.map((item) => item.closest("section")))].filter(Boolean);
  const field = box.querySelector("input");
  const order = box.querySelector("select");
  const count = box.querySelector("[role=status]");
  const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });
  const plain = (text) => text.toLowerCase().replace(/’/g, "'").replace(/\s+/g, " ");
  const texts = new Map(items.map((item) => [item, plain(item.textContent)]));

  const filter = () => {
    const words = plain(field.value).split(" ");
    for (const item of items) item.hidden = !words.every((word) => texts.get(item).includes(word));
    const shown = items.filter((item) => !item.hidden);
    for (const part of parts) part.hidden = !shown.some((item) => part.contains(item));
    const [some, all] = [shown.length, items.length];
    count.textContent = some < all ? count.dataset.said.replace("{}", some).replace("{}", all) : "";
  };

  // In an order of its own the list is one: all stand where the first stood.
  const sort = () => {
    const [key, down] = order.value.split(" ");
    const sorted = key ? [...items].sort((one, other) =>
      collator.compare(one.dataset[key], other.dataset[key]) * (down ? -1 : 1)) : items;
    for (const item of sorted) (key ? homes.get(items[0]) : homes.get(item)).append(item);
    box.parentElement.classList.toggle("is-sorted", Boolean(key));
    filter();
  };

  field.addEventListener("input", filter);
  order?.addEventListener("change", sort);
  box.hidden = items.length < 2;
  if (field.value || order?.value) (order ? sort : filter)(); // as the browser kept it
}
