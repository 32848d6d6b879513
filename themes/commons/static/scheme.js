// The colours that a reader has chosen, before anything is painted.
try {
  const scheme = localStorage.getItem("scheme");
  if (scheme) document.documentElement.dataset.scheme = scheme;
} catch {
  // Browsers may keep nothing.
}
