// Runs when a question is sent: the box is emptied at once, so that the next one can be typed.
(question, ...others) => {
  // The server turns away a request that is far too large before anything could say why: it is sent the beginning,
  // which is still too long to be a question, and the reader keeps the text.
  const most = 30000;
  if (question.length > most) return [question.slice(0, most), ...others];
  const box = document.querySelector("#question textarea");
  box.value = "";
  box.dispatchEvent(new Event("input", { bubbles: true }));
  return [question, ...others];
}
