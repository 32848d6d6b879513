// "Did this solve it?": sends yes or no to where the settings say, and opens the way on after a
// no. Nothing is kept but that this tab has answered, and nothing is sent that says who did.
(() => {
  "use strict";
  const doc = document;
  const form = doc.querySelector("form[data-feedback]");
  if (!form) return;
  const { feedback: to, id, thanks } = form.dataset;
  const section = form.closest("section");
  const key = `answerbook feedback ${id}`;
  // Who answers once more in the same tab is not counted once more.
  const isFirst = () => {
    try {
      if (sessionStorage.getItem(key)) return false;
      sessionStorage.setItem(key, "1");
    } catch { /* A browser that keeps nothing. */ }
    return true;
  };
  const send = ({ value: vote, formAction }) => {
    const options = { keepalive: true, credentials: "omit", cache: "no-store", referrerPolicy: "no-referrer" };
    if (to === "log") return fetch(formAction, options);
    const body = JSON.stringify({ version: 1, event: "feedback", vote, id });
    return fetch(form.action, { ...options, method: "POST", mode: "no-cors", body });
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const { submitter } = event;
    const isSent = to !== "preview" && location.protocol !== "file:";
    // Whoever answers is thanked, whether or not somebody counts.
    if (isSent && isFirst()) send(submitter).catch(() => {});
    const said = section.querySelector("[role=status]");
    said.textContent = thanks;
    if (submitter.value === "no") {
      const near = section.querySelector("[data-near]");
      const related = doc.querySelector("[data-related]");
      if (near && related) {
        near.append(related.cloneNode(true));
        near.hidden = false;
      }
      section.querySelector(".way-on")?.classList.add("open");
    }
    form.remove();
    said.tabIndex = -1;
    said.focus({ preventScroll: true });
  });
})();
