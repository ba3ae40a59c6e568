// Brings the highlighted passage into view whenever another one was opened.
const calm = matchMedia("(prefers-reduced-motion: reduce)");
let shown = "";

function reveal() {
  const source = element.querySelector("article.source");
  if (!source || source.dataset.view === shown) return;
  shown = source.dataset.view;
  const mark = source.querySelector("strong") || source.querySelector("mark") || source;
  const behavior = calm.matches ? "auto" : "smooth";
  if (source.scrollHeight > source.clientHeight + 1) {
    const above = mark.getBoundingClientRect().top - source.getBoundingClientRect().top;
    source.scrollTo({ top: source.scrollTop + above - source.clientHeight / 3, behavior });
  }
  if (source.dataset.byClick !== "true") return;
  // On a narrow screen the article stands below the conversation, out of sight.
  if (matchMedia("(max-width: 860px)").matches) mark.scrollIntoView({ block: "center", behavior });
  source.focus({ preventScroll: true });
}

watch("value", () => requestAnimationFrame(reveal));

element.addEventListener("click", (event) => {
  if (!event.target.closest("button.back")) return;
  const pressed = document.querySelector('#talk [aria-pressed="true"]');
  (pressed || document.querySelector("#talk")).scrollIntoView({ block: "center" });
  if (pressed) pressed.focus({ preventScroll: true });
});
