// Offers to copy what stands beside a button; without this script it can be selected. Where a page
// stands the browser knows, even if nobody told the build.
for (const here of document.querySelectorAll("[data-here]")) {
  here.textContent = here.dataset.here.replaceAll("{}", new URL("./", location).href);
  here.closest("[hidden]").hidden = false;
}
for (const button of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard) break;
  const offer = button.textContent;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent);
    button.textContent = button.dataset.done;
    setTimeout(() => (button.textContent = offer), 2000);
  });
}
