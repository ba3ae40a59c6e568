// Runs once for the conversation's element; clicks are caught there because its inside is drawn again and again.
element.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button || !element.contains(button)) return;
  const data = button.dataset;
  if (data.ask !== undefined) trigger("ask", { question: data.ask });
  else if (data.right !== undefined) trigger("like", { turn: Number(data.turn), right: data.right === "true" });
  else if (data.turn !== undefined) trigger("click", { turn: Number(data.turn), number: Number(data.number) });
});

let newest = "";
watch("value", () => requestAnimationFrame(() => {
  const turns = element.querySelectorAll(".turn");
  if (!turns.length) return;
  const last = turns[turns.length - 1];
  const box = element.querySelector(".conversation");
  const answered = !last.querySelector("[aria-busy]");
  const state = last.dataset.turn + answered;
  // Once for a new question and once for its answer: a reader who scrolls back in between is left alone.
  if (state === newest) return;
  newest = state;
  if (box.scrollHeight > box.clientHeight) box.scrollTop = last.offsetTop - box.offsetTop;
  else if (!answered) last.scrollIntoView({ block: "nearest" });
}));
