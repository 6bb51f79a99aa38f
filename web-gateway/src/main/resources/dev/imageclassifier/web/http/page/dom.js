// Helpers for the document. Text is always inserted as text, never as markup.

export const byId = (id) => document.getElementById(id);

/** Creates an element with a class and children. Strings become text nodes. */
export function element(tag, className, ...children) {
  const created = document.createElement(tag);
  if (className) created.className = className;
  created.append(...children);
  return created;
}

/** Announces a message to screen readers. */
export function announce(message) {
  byId('announce').textContent = message;
}
