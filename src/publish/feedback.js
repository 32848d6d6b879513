// "Did this solve it?": sends yes or no to where the settings say, and opens the way on after a
// no. Nothing is kept but that this tab has answered, and nothing is sent that says who did.

// Whoever answers once more in the same tab is not counted once more.
function isFirst(id) {
  const key = `answerbook feedback ${id}`;
  try {
    if (sessionStorage.getItem(key)) return false;
    sessionStorage.setItem(key, "1");
  } catch {
    // A browser that keeps nothing.
  }
  return true;
}

function send(form, { value: vote, formAction }) {
  const options = {
    keepalive: true, credentials: "omit", cache: "no-store", referrerPolicy: "no-referrer",
  };
  const { feedback: to, id } = form.dataset;
  if (to === "log") return fetch(formAction, options);
  const body = JSON.stringify({ version: 1, event: "feedback", vote, id });
  return fetch(form.action, { ...options, method: "POST", mode: "no-cors", body });
}

/** Handles the answer that a form was submitted with. */
export function answer({ target: form, submitter }) {
  const { feedback: to, id, thanks } = form.dataset;
  const section = form.closest("section");
  // Whoever answers is thanked, whether or not somebody counts.
  if (to !== "preview" && isFirst(id)) send(form, submitter).catch(() => {});
  const said = section.querySelector("[role=status]");
  said.textContent = thanks;
  if (submitter.value === "no") {
    const near = section.querySelector("[data-near]");
    const related = document.querySelector("[data-related]");
    if (near && related) {
      near.append(related.cloneNode(true));
      near.hidden = false;
    }
    section.classList.add("open");
  }
  form.remove();
  said.tabIndex = -1;
  said.focus({ preventScroll: true });
}
