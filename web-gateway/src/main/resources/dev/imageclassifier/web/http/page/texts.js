// The texts of the page in the language of the browser, and number and time formats.
import en from './en.js';
import zh from './zh.js';

const preferred = (navigator.languages ?? [navigator.language]).map((it) => it.toLowerCase().split('-')[0]);
export const language = preferred.find((it) => it === 'zh' || it === 'en') ?? 'en';
const texts = language === 'zh' ? zh : en;
const locale = (navigator.languages ?? []).find((it) => it.toLowerCase().startsWith(language)) ?? language;

const percents = new Intl.NumberFormat(locale, { style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 });
const numbers = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
const times = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });

/** The text of a key. Replaces {name} by values.name. */
export function text(key, values = {}) {
  return texts[key].replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

/** The text of the first key that exists. */
export function firstText(keys, values) {
  return text(keys.find((key) => key in texts), values);
}

/** The singular or plural text for a number. */
export const counted = (key, n) => text(n === 1 ? `${key}.one` : `${key}.many`, { n: numbers.format(n) });

export const percent = (share) => (share > 0 && share < 0.001 ? `< ${percents.format(0.001)}` : percents.format(share));
export const clock = (instant) => times.format(instant);
export const duration = (ms) =>
  ms < 1000 ? text('unit.ms', { n: numbers.format(ms < 10 ? ms : Math.round(ms)) }) : text('unit.s', { n: numbers.format(ms / 1000) });

export function bytes(n) {
  if (n < 1024) return text('unit.b', { n });
  return n < 1024 * 1024
    ? text('unit.kb', { n: numbers.format(Math.round(n / 1024)) })
    : text('unit.mb', { n: numbers.format(n / 1024 / 1024) });
}

/** Replaces the English texts of the document. */
export function translatePage() {
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
  document.title = text('title');
  for (const node of document.querySelectorAll('[data-text]')) node.textContent = text(node.dataset.text);
}
