// One box over everything: the index is fetched when the reader turns to it, in small pieces.
const box = document.querySelector("[data-pagefind]");
const query = box.querySelector("[type=search]");
const kinds = box.querySelector(".search-kinds");
const count = box.querySelector(".search-count");
const none = box.querySelector(".search-none");
const list = box.querySelector(".search-found");
const more = box.querySelector(".search-more");
const STEP = 10;
const script = new URL(box.dataset.pagefind, document.baseURI);
const passedOver = new Set(box.dataset.passedOver.split(" "));
const units = JSON.parse(box.dataset.units);

// The first three explain a matter; whoever looks for it wants them before single points of it.
const ORDER = box.dataset.order.split(" ");
const names = JSON.parse(box.dataset.names);
const forms = JSON.parse(box.dataset.results);
const plural = new Intl.PluralRules(document.documentElement.lang);
const rankOf = (kind) => Math.max(0, ORDER.indexOf(kind) - 2);

let loaded = null;
let found = [];
let asked = 0; // the number of the latest search; answers to earlier ones come too late

const load = () => (loaded ??= (async () => {
  const heads = fetch(new URL("heads.json", script)).then((answer) => answer.json());
  return [await import(script), await heads];
})());

// --- what comes first -----------------------------------------------------------------------------

const wordsOf = (text) => text.normalize("NFC").match(/[\p{L}\p{M}\p{N}]+(?:[.,][\p{N}]+)*/gu) ?? [];
// "1,200 km" is printed with the measure written out.
const spelledOut = (word, at, all) =>
  (/^\p{N}/u.test(all[at - 1] ?? "") && units[word.toLowerCase()]?.split(/[ -]/)) || [word];
const isSmall = (word) => passedOver.has(word.toLowerCase());
const isLoud = (word) => word.length > 1 && word === word.toUpperCase();

// "What is the WHO?" asks for one word only. A question of nothing but such words stays as it is.
const asksFor = (text) => {
  const words = wordsOf(text).flatMap(spelledOut);
  const shouts = words.every(isLoud);
  const kept = words.filter((word) => !isSmall(word) || (isLoud(word) && !shouts));
  return (kept.length ? kept : words).map((word) => word.toLowerCase());
};

const shared = (one, other) => {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length += 1;
  return length;
};

// The same word, as far as endings go, or one that is being typed.
const same = (word, head) => {
  const length = shared(word, head);
  const rest = Math.max(word.length, head.length) - length;
  if (length === word.length) return rest === 0 || length > 2;
  return rest <= 1 ? length > 2 : length >= (rest === 2 ? 5 : 6) && rest <= 3;
};

// What we call just so, what has it in its name, what speaks of it; in each the larger kinds first.
const placed = (words, heads) => ({ id, score, ...other }) => {
  const [kind, text] = heads[id];
  const names = text.split(/; |[()]/).map((name) => asksFor(name));
  const all = names.flat();
  const isNamed = words.every((word) => all.some((head) => same(word, head)));
  const isWhole = kind !== "Source" && names.some((name) => name.length === words.length
    && words.every((word) => name.some((head) => same(word, head))));
  const order = isNamed ? ORDER.indexOf(kind) : 0;
  return { ...other, id, kind, place: [!isNamed, !isWhole, rankOf(kind), order, -score] };
};

const before = ({ place: one }, { place: other }) => {
  const at = one.findIndex((value, index) => value !== other[index]);
  return at < 0 ? 0 : one[at] - other[at];
};

// Where no page has all the words, those with most of them.
const resultsFor = async (index, words) => {
  const { results } = await index.search(words.join(" "));
  if (results.length || words.length < 2) return results;
  const each = await Promise.all(words.map((word) => index.search(word)));
  const times = new Map();
  for (const { results } of each) {
    for (const one of results) {
      const { score = 0 } = times.get(one.id) ?? {};
      times.set(one.id, { ...one, score: score + one.score + 1000 });
    }
  }
  return [...times.values()];
};

// --- what is shown --------------------------------------------------------------------------------

const element = (name, className, text = "") => {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = text;
  return made;
};

const entry = ({ url, meta }) => {
  const item = document.createElement("li");
  const title = document.createElement("p");
  const link = element("a", "", meta.title);
  link.href = meta.at ? new URL(`../${meta.at}`, script) : url;
  title.append(link, " ", element("span", "search-kind", names[meta.kind]));
  item.append(title, element("p", "detail", meta.line));
  return item;
};

const entriesFrom = async (from) => {
  const next = await Promise.all(found.slice(from, from + STEP).map((one) => one.data()));
  return next.map(entry);
};

const show = async () => {
  const number = asked;
  const entries = await entriesFrom(list.children.length);
  if (number !== asked) return;
  list.append(...entries);
  more.hidden = list.children.length >= found.length;
};

const clear = () => {
  found = [];
  list.replaceChildren();
  count.textContent = "";
  more.hidden = true;
  none.hidden = true;
};

// What is there stays until all of the new stands ready.
const search = async () => {
  const number = ++asked;
  const words = query.value.trim();
  const chosen = kinds.querySelector(":checked")?.value ?? "";
  history.replaceState(null, "", words ? `?q=${encodeURIComponent(words)}` : location.pathname);
  if (!words) return clear();
  try {
    const [index, heads] = await load();
    const asks = asksFor(words);
    const results = (await resultsFor(index, asks)).map(placed(asks, heads)).sort(before);
    if (number !== asked) return;
    found = results.filter(({ kind }) => !chosen || kind === chosen);
    const entries = await entriesFrom(0);
    if (number !== asked) return;
    list.replaceChildren(...entries);
    more.hidden = entries.length >= found.length;
    none.hidden = found.length > 0;
    count.textContent = forms[plural.select(found.length)].replace("{}", found.length);
  } catch {
    loaded = null;
    count.textContent = box.dataset.failed;
  }
};

let waiting = 0;
query.addEventListener("focus", () => load().catch(() => {}), { once: true }); // `search` tells
query.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(search, 150);
});
kinds.addEventListener("change", search);
more.addEventListener("click", show);
box.hidden = false;
query.value = new URLSearchParams(location.search).get("q") ?? "";
if (query.value) search();
