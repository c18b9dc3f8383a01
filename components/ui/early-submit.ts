/** Part of every page's head: holds forms sent before the script that takes them is there, until it is (`form.tsx`). */
export const holdEarlySubmits = `addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.early === undefined) return;
  event.preventDefault();
  event.stopPropagation();
  form.dataset.early = "sent";
}, true);`;
