// The strip of live outcomes and the state in the page header. Reads the event stream with fetch,
// because EventSource cannot send a token.
import { byId, element } from './dom.js';
import { clock, firstText, percent, text } from './texts.js';
import { call } from './api.js';

const MAX_SHOWN = 40;
const strip = byId('strip');
let paused = false;
let heldBack = [];

function showStatus(state) {
  byId('status').dataset.state = state === 'ready' || state === 'connecting' ? state : 'away';
  byId('status-text').textContent = text(`status.${state}`);
}

function description(event) {
  if (event.outcome === 'labelled') return event.label;
  return event.reason ? firstText([`reason.${event.reason}`, 'live.dead']) : text('live.unreadable');
}

function chip(event) {
  const labelled = event.outcome === 'labelled';
  const when = element('time', 'when', clock(new Date(event.at)));
  when.dateTime = event.at;
  const name = element('span', 'source', event.name ?? text('live.web'));
  name.title = event.name ?? '';
  return element(
    'li',
    labelled ? 'chip' : 'chip dead',
    element('span', 'chip-head', element('span', 'percent', labelled ? percent(event.score) : text('live.dead')), when),
    element('span', 'label', description(event)),
    name,
    ...(event.skipped ? [element('span', 'source', text('live.skipped', { n: event.skipped }))] : []),
  );
}

function add(event) {
  byId('live-empty').hidden = true;
  strip.prepend(chip(event));
  while (strip.children.length > MAX_SHOWN) strip.lastElementChild.remove();
}

function receive(name, data) {
  if (name === 'state') {
    showStatus(data.ready ? 'ready' : data.code);
  } else if (paused) {
    heldBack = [...heldBack, data].slice(-MAX_SHOWN);
  } else {
    add(data);
  }
}

/** Parses server-sent events until the stream ends. Each event has one data line. */
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
    showStatus('token');
    return false;
  }
  if (!response.ok) throw new Error(`GET /events: status ${response.status}`);
  strip.replaceChildren(); // the server sends the latest outcomes again
  heldBack = [];
  await read(response.body);
  return true;
}

/** Reads the event stream and reconnects as long as the page is open. */
export async function followOutcomes() {
  for (let delay = 500; ; delay = Math.min(delay * 2, 8000)) {
    try {
      if (await connect()) delay = 250;
    } catch {
      showStatus('offline');
    }
    await new Promise((done) => {
      setTimeout(done, delay);
      addEventListener('token', done, { once: true });
    });
  }
}

byId('pause').addEventListener('click', ({ currentTarget }) => {
  paused = !paused;
  currentTarget.ariaPressed = String(paused);
  currentTarget.textContent = text(paused ? 'live.resume' : 'live.pause');
  if (!paused) {
    heldBack.forEach(add);
    heldBack = [];
  }
});
