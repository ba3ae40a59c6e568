// Gives a tab a secret name that outlives a reload of the page, by which its conversation is found again.
() => {
  try {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    sessionStorage.tab ||= Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
    return [sessionStorage.tab];
  } catch {
    return [""];
  }
}
