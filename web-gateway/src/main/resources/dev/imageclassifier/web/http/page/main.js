// The page: add images by drop, file dialog, paste or camera, classify them and show their labels.
import { byId } from './dom.js';
import { bytes, counted, text, translatePage } from './texts.js';
import { loadLimits, onTokenNeeded, storeToken } from './api.js';
import { ImageItem } from './image.js';
import { followOutcomes } from './live.js';

const MAX_CONCURRENT = 4;
const MAX_IMAGES = 100;
const items = new Set();
let workers = 0;

function showNotice(message) {
  const notice = byId('notice');
  notice.hidden = !message;
  notice.textContent = message ?? '';
}

function add(files) {
  const chosen = [...files];
  if (chosen.length === 0) {
    showNotice(text('drop.nothing'));
    return;
  }
  const free = MAX_IMAGES - items.size;
  showNotice(chosen.length > free ? text('drop.many', { n: MAX_IMAGES }) : null);
  for (const file of chosen.slice(0, free)) {
    const item = new ImageItem(file, refresh, remove);
    items.add(item);
    byId('images').append(item.element);
  }
  refresh();
}

function remove(item) {
  const neighbour = item.element.nextElementSibling ?? item.element.previousElementSibling;
  item.dispose();
  items.delete(item);
  refresh();
  (neighbour?.querySelector('.remove') ?? byId('choose')).focus();
}

function refresh() {
  const all = [...items];
  const classifiable = all.filter((it) => it.isClassifiable).length;
  const busy = all.some((it) => it.state === 'busy' || it.state === 'queued');
  const button = byId('classify');
  byId('work').hidden = all.length === 0;
  byId('images').dataset.count = all.length > 1 ? 'many' : 'one';
  document.body.classList.toggle('has-images', all.length > 0);
  button.dataset.busy = busy;
  button.ariaDisabled = String(busy || classifiable === 0);
  button.textContent = busy ? text('work.busy') : classifiable === 0 ? text('work.done') : counted('work.classify', classifiable);
}

async function work(queue) {
  workers++;
  for (let item = queue.shift(); item; item = queue.shift()) {
    if (items.has(item)) await item.classify();
  }
  workers--;
}

byId('classify').addEventListener('click', ({ currentTarget }) => {
  if (currentTarget.ariaDisabled === 'true') return;
  const queue = [...items].filter((it) => it.isClassifiable);
  queue.forEach((it) => it.queue());
  for (let i = workers; i < MAX_CONCURRENT; i++) work(queue);
});

byId('clear').addEventListener('click', () => {
  items.forEach((it) => it.dispose());
  items.clear();
  showNotice(null);
  refresh();
  byId('choose').focus();
});

for (const [button, input] of [['choose', 'files'], ['camera', 'shot']]) {
  byId(button).addEventListener('click', () => byId(input).click());
  byId(input).addEventListener('change', ({ currentTarget }) => {
    if (currentTarget.files.length > 0) add(currentTarget.files);
    currentTarget.value = ''; // so that the same file can be chosen again
  });
}
const touch = matchMedia('(pointer: coarse)').matches ? '.touch' : '';
byId('camera').hidden = !touch;

const drop = byId('drop');
let dragDepth = 0;
function showDragging(dragging) {
  drop.classList.toggle('over', dragging);
  byId('drop-title').textContent = text(dragging ? 'drop.now' : `drop.title${touch}`);
}
addEventListener('dragenter', (event) => {
  event.preventDefault();
  dragDepth++;
  showDragging(true);
});
addEventListener('dragover', (event) => event.preventDefault());
addEventListener('dragleave', () => {
  dragDepth = Math.max(0, dragDepth - 1);
  if (dragDepth === 0) showDragging(false);
});
addEventListener('drop', (event) => {
  event.preventDefault();
  dragDepth = 0;
  showDragging(false);
  add(event.dataTransfer.files);
});
addEventListener('paste', (event) => {
  if (event.target instanceof HTMLInputElement) return;
  add(event.clipboardData.files);
});

const dialog = byId('token-dialog');
let tokenRequest = null; // shared by all calls that need a token
onTokenNeeded(() => {
  tokenRequest ??= new Promise((resolve) => {
    dialog.showModal();
    dialog.addEventListener(
      'close',
      () => {
        tokenRequest = null;
        resolve(dialog.returnValue === 'use');
      },
      { once: true },
    );
  });
  return tokenRequest;
});
byId('token-form').addEventListener('submit', (event) => {
  event.preventDefault();
  storeToken(byId('token-input').value.trim());
  dialog.close('use');
});
byId('token-cancel').addEventListener('click', () => dialog.close('cancel'));
dialog.addEventListener('cancel', () => (dialog.returnValue = 'cancel'));

translatePage();
showDragging(false);
refresh();
const limits = await loadLimits().catch(() => ({ max_bytes: 10 * 1024 * 1024 }));
byId('drop-hint').textContent = text(`drop.hint${touch}`, { size: bytes(limits.max_bytes) });
followOutcomes();
