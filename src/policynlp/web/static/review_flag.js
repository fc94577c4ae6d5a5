// What the lead should know, asked for in the page: `taken` gets the note.
export const askLead = (taken) => {
  const dialog = document.getElementById("flag");
  const note = document.getElementById("flag-note");
  const form = document.getElementById("flag-form");
  note.value = "";
  note.onkeydown = (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    form.requestSubmit(form.querySelector("button.primary"));
  };
  // "close" is told with the next frame: on a slow machine that of a dialog left by Escape and that of the one sent may come together.
  dialog.onclose = () => {
    if (dialog.returnValue !== "flag" || !note.value.trim()) return;
    dialog.returnValue = "";
    taken(note.value.trim());
  };
  dialog.returnValue = "";
  dialog.showModal();
  note.focus();
};
