// The strip of outcomes, and the light that says whether pictures are classified now. The stream is read
// with fetch and not with EventSource, which cannot send a token.
import { byId, element } from './dom.js';
import { clock, firstText, percent, text } from './texts.js';
import { call } from './api.js';

const SHOWN = 40;
const strip = byId('strip');
let paused = false;
let held = [];

function status(state) {
  byId('status').dataset.state = state === 'ready' ? 'ready' : state === 'connecting' ? 'connecting' : 'away';
  byId('status-text').textContent = text(`status.${state}`);
}

function chip(event) {
  const labelled = event.outcome === 'labelled';
  const what = labelled
    ? event.label
    : event.reason
      ? firstText([`reason.${event.reason}`, 'live.dead'])
      : text('live.unreadable');
  const when = element('time', 'when', clock(new Date(event.at)));
  when.dateTime = event.at;
  const name = element('span', 'source', event.name ?? text('live.web'));
  name.title = event.name ?? '';
  return element(
    'li',
    labelled ? 'chip' : 'chip dead',
    element('span', 'chip-head', element('span', 'percent', labelled ? percent(event.score) : text('live.dead')), when),
    element('span', 'label', what),
    name,
    ...(event.skipped ? [element('span', 'source', text('live.skipped', { n: event.skipped }))] : []),
  );
}

function add(event) {
  byId('live-empty').hidden = true;
  strip.prepend(chip(event));
  while (strip.children.length > SHOWN) strip.lastElementChild.remove();
}

function receive(name, data) {
  if (name === 'state') {
    status(data.ready ? 'ready' : data.code);
  } else if (paused) {
    held = [...held, data].slice(-SHOWN);
  } else {
    add(data);
  }
}

/** Reads `event:` and `data:` lines; a blank line ends an event. */
async function read(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const blocks = (rest + value).split('\n\n');
    rest = blocks.pop();
    for (const block of blocks) {
      const fields = Object.fromEntries(block.split('\n').map((line) => line.split(/: (.*)/s)));
      if (fields.data) receive(fields.event, JSON.parse(fields.data));
    }
  }
}

async function connect() {
  const response = await call('events', {}, false);
  if (response.status === 401) {
    status('token');
    return false;
  }
  if (!response.ok) throw new Error(`events answered ${response.status}`);
  strip.replaceChildren(); // the server sends the latest ones again
  held = [];
  await read(response.body);
  return true;
}

/** Follows for as long as the page is open. */
export async function follow() {
  for (let wait = 500; ; wait = Math.min(wait * 2, 8000)) {
    try {
      if (await connect()) wait = 250;
    } catch {
      status('offline');
    }
    await new Promise((done) => {
      setTimeout(done, wait);
      addEventListener('token', done, { once: true });
    });
  }
}

byId('pause').addEventListener('click', ({ currentTarget }) => {
  paused = !paused;
  currentTarget.ariaPressed = String(paused);
  currentTarget.textContent = text(paused ? 'live.resume' : 'live.pause');
  if (!paused) {
    held.forEach(add);
    held = [];
  }
});
