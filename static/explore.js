// Turns a drawing into an interactive chart, for readers who ask for it. Without this script, or
// when anything fails, the drawing stays.
(() => {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const coarse = matchMedia("(pointer: coarse)");
  const loaded = new Map();

  const load = (url) => {
    if (!loaded.has(url)) {
      loaded.set(url, new Promise((resolve, reject) => {
        const script = document.createElement("script");
        script.src = url;
        script.onload = resolve;
        script.onerror = () => {
          loaded.delete(url);
          reject(new Error(url));
        };
        document.head.append(script);
      }));
    }
    return loaded.get(url);
  };

  // Colours stand in the data as names of custom properties, whose values only the browser knows,
  // those of the reader's system too; type and marks are as large as on the drawing.
  const fitted = (chart, scale, box) => {
    const colours = new Map();
    const colour = (name) => {
      if (!colours.has(name)) {
        box.style.color = `var(${name})`;
        colours.set(name, getComputedStyle(box).color);
      }
      return colours.get(name);
    };
    const isColour = (key, owner) =>
      /color$/.test(key) || (Array.isArray(owner) && typeof owner[0] === "number"); // of a colorscale
    return JSON.parse(JSON.stringify(chart), function (key, value) {
      if (typeof value === "string" && value.startsWith("--") && isColour(key, this)) return colour(value);
      return key === "size" ? value * scale : value;
    });
  };

  for (const item of document.querySelectorAll("[data-explore]")) {
    const button = item.querySelector("button");
    const status = item.querySelector("[role=status]");
    const stage = item.closest("figure").querySelector(".stage");
    const offer = button.textContent;
    let box = null;

    // Without a drawing to lie on, a chart stands below the lines of its figure.
    const drawings = [...stage.children].filter((one) => one.matches("svg[role]"));

    const draw = () => {
      const drawing = drawings.find((one) => one.clientWidth);
      const room = (drawing ?? stage).getBoundingClientRect().width;
      if (!room || (drawings.length && !drawing)) return null; // nobody sees it now
      const isNarrow = drawing ? drawing.matches(".drawing-narrow") : room < 608;
      const chart = charts[item.dataset.explore][isNarrow ? "narrow" : "wide"];
      const width = drawing ? room : Math.min(room, chart.layout.width);
      const scale = width / chart.layout.width;
      const { data, layout, config } = fitted(chart, scale, box);
      // Where a finger scrolls the page it must not be caught in a chart.
      const dragmode = coarse.matches ? false : "zoom";
      return Plotly.react(box, data, { dragmode, ...layout, width, height: chart.layout.height * scale }, config);
    };

    const close = () => {
      Plotly.purge(box);
      box.remove();
      box = null;
      button.textContent = offer;
      status.textContent = "";
    };

    const open = async () => {
      button.disabled = true;
      status.textContent = item.dataset.loading;
      try {
        for (const url of item.dataset.scripts.split(" ")) await load(url);
        box = document.createElement("div");
        box.className = drawings.length ? "live" : "live is-alone";
        box.setAttribute("aria-hidden", "true");
        stage.append(box);
        await draw();
        box.classList.add("is-ready");
        button.textContent = item.dataset.close;
        box.scrollIntoView({ block: "nearest" });
        status.textContent = "";
      } catch (error) {
        box?.remove();
        box = null;
        status.textContent = item.dataset.failed;
      }
      button.disabled = false;
    };

    button.addEventListener("click", () => (box ? close() : open()));
    dark.addEventListener("change", () => box && draw());
    new ResizeObserver(() => box && draw()).observe(stage);
    item.hidden = false;
  }
})();
