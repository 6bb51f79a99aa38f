// The few things that are done to the document over and over. Text goes in as text, never as markup.

export const byId = (id) => document.getElementById(id);

/** An element with a class, properties and children; strings become text. */
export function element(tag, className, ...children) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.append(...children);
  return made;
}

/** Says something to those who listen instead of looking. */
export function announce(sentence) {
  byId('announce').textContent = sentence;
}
