// Runs when a question is sent: the box is emptied at once, so that the next one can be typed.
(question, ...others) => {
  const box = document.querySelector("#question textarea");
  box.value = "";
  box.dispatchEvent(new Event("input", { bubbles: true }));
  return [question, ...others];
}
