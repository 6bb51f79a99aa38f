// The page: pictures in by drop, choice, paste or camera; one button; their cards.
import { byId } from './dom.js';
import { bytes, counted, text, translatePage } from './texts.js';
import { keepToken, loadLimits, onTokenNeeded } from './api.js';
import { Picture } from './picture.js';
import { follow } from './live.js';

const AT_ONCE = 4;
const MOST = 100;
const pictures = new Set();
let running = 0;

function notice(sentence) {
  const place = byId('notice');
  place.hidden = !sentence;
  place.textContent = sentence ?? '';
}

function add(files) {
  const chosen = [...files];
  if (chosen.length === 0) {
    notice(text('drop.nothing'));
    return;
  }
  const room = MOST - pictures.size;
  notice(chosen.length > room ? text('drop.many', { n: MOST }) : null);
  for (const file of chosen.slice(0, room)) {
    const picture = new Picture(file, refresh, remove);
    pictures.add(picture);
    byId('pictures').append(picture.element);
  }
  refresh();
}

function remove(picture) {
  const next = picture.element.nextElementSibling ?? picture.element.previousElementSibling;
  picture.dispose();
  pictures.delete(picture);
  refresh();
  (next?.querySelector('.remove') ?? byId('choose')).focus();
}

function refresh() {
  const all = [...pictures];
  const open = all.filter((it) => it.isOpen).length;
  const busy = all.some((it) => it.state === 'busy' || it.state === 'queued');
  const button = byId('classify');
  byId('work').hidden = all.length === 0;
  byId('pictures').dataset.count = all.length > 1 ? 'many' : 'one';
  document.body.classList.toggle('has-pictures', all.length > 0);
  button.dataset.busy = busy;
  button.ariaDisabled = String(busy || open === 0);
  button.textContent = busy ? text('work.busy') : open === 0 ? text('work.done') : counted('work.classify', open);
}

async function work(waiting) {
  running++;
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    if (pictures.has(next)) await next.classify();
  }
  running--;
}

byId('classify').addEventListener('click', ({ currentTarget }) => {
  if (currentTarget.ariaDisabled === 'true') return;
  const waiting = [...pictures].filter((it) => it.isOpen);
  waiting.forEach((it) => it.queue());
  for (let i = running; i < AT_ONCE; i++) work(waiting);
});

byId('clear').addEventListener('click', () => {
  pictures.forEach((it) => it.dispose());
  pictures.clear();
  notice(null);
  refresh();
  byId('choose').focus();
});

for (const [button, input] of [['choose', 'files'], ['camera', 'shot']]) {
  byId(button).addEventListener('click', () => byId(input).click());
  byId(input).addEventListener('change', ({ currentTarget }) => {
    if (currentTarget.files.length > 0) add(currentTarget.files);
    currentTarget.value = ''; // the same file may be chosen again
  });
}
const touch = matchMedia('(pointer: coarse)').matches ? '.touch' : '';
byId('camera').hidden = !touch;

const drop = byId('drop');
let inside = 0;
function dragging(on) {
  drop.classList.toggle('over', on);
  byId('drop-title').textContent = text(on ? 'drop.now' : `drop.title${touch}`);
}
addEventListener('dragenter', (event) => {
  event.preventDefault();
  inside++;
  dragging(true);
});
addEventListener('dragover', (event) => event.preventDefault());
addEventListener('dragleave', () => {
  inside = Math.max(0, inside - 1);
  if (inside === 0) dragging(false);
});
addEventListener('drop', (event) => {
  event.preventDefault();
  inside = 0;
  dragging(false);
  add(event.dataTransfer.files);
});
addEventListener('paste', (event) => {
  if (event.target instanceof HTMLInputElement) return;
  add(event.clipboardData.files);
});

const dialog = byId('token-dialog');
let answered = null;
onTokenNeeded(() => {
  answered ??= new Promise((answer) => {
    dialog.showModal();
    dialog.addEventListener(
      'close',
      () => {
        answered = null;
        answer(dialog.returnValue === 'use');
      },
      { once: true },
    );
  });
  return answered;
});
byId('token-form').addEventListener('submit', (event) => {
  event.preventDefault();
  keepToken(byId('token-input').value.trim());
  dialog.close('use');
});
byId('token-cancel').addEventListener('click', () => dialog.close('cancel'));
dialog.addEventListener('cancel', () => (dialog.returnValue = 'cancel'));

translatePage();
dragging(false);
refresh();
const limits = await loadLimits().catch(() => ({ max_bytes: 10 * 1024 * 1024 }));
byId('drop-hint').textContent = text(`drop.hint${touch}`, { size: bytes(limits.max_bytes) });
follow();
