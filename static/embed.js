// Tells the page around how high the figure is, whenever that changes, so that its frame can fit.
if (parent !== window) {
  const tell = () =>
    parent.postMessage({ type: "embed-size", height: Math.ceil(document.body.getBoundingClientRect().height) }, "*");
  new ResizeObserver(tell).observe(document.body);
}
