// Talks to the server. Everything that goes wrong becomes a Problem with a code.
import { bytes, firstText } from './texts.js';

const TOKEN = 'image-classifier-token';
const TRIES_WHEN_BUSY = 60;

let limits = { max_bytes: 10 * 1024 * 1024, token_required: false, timeout_seconds: 30 };
let askForToken = async () => false;

export class Problem extends Error {
  constructor({ code = 'other', reason, status = 0, detail = '', image_id: id, local = false, values = {} }) {
    super(code);
    Object.assign(this, { code, reason, status, detail, id });
    this.sentence = firstText(
      [reason && `reason.${reason}`, local && `problem.${code}.local`, `problem.${code}`, 'problem.other'].filter(Boolean),
      { status, limit: bytes(limits.max_bytes), seconds: limits.timeout_seconds, ...values },
    );
  }
}

/** Is called when the server wants a token; answers whether there is one now. */
export function onTokenNeeded(ask) {
  askForToken = ask;
}

/** Keeps the token for this tab; whoever waits for one hears the event `token`. */
export function keepToken(token) {
  sessionStorage.setItem(TOKEN, token);
  dispatchEvent(new Event('token'));
}

export async function loadLimits() {
  const response = await fetch('limits');
  if (response.ok) limits = await response.json();
  return limits;
}

/** fetch, with the token where there is one. Asks for it once where it is missing or wrong. */
export async function call(path, options = {}, mayAsk = true) {
  const token = sessionStorage.getItem(TOKEN);
  const headers = token ? { Authorization: `Bearer ${token}` } : {};
  let response;
  try {
    response = await fetch(path, { ...options, headers, cache: 'no-store' });
  } catch (failure) {
    if (failure.name === 'AbortError') throw failure;
    throw new Problem({ code: 'offline' });
  }
  if (response.status === 401 && mayAsk && (await askForToken())) return call(path, options);
  return response;
}

async function outcome(response) {
  let body = {};
  try {
    body = await response.json();
  } catch {
    // no JSON: a proxy's answer, perhaps
  }
  if (response.status === 200) return body;
  throw new Problem({ ...body, status: response.status });
}

const pause = (ms) => new Promise((done) => setTimeout(done, ms));

/** Sends a picture and waits for its result. `crowded` is called when the server is too busy for now. */
export async function classify(file, name, crowded, signal) {
  if (file.size > limits.max_bytes) {
    throw new Problem({ code: 'too_many_bytes', local: true, values: { size: bytes(file.size) } });
  }
  try {
    await file.slice(0, 1).arrayBuffer();
  } catch {
    throw new Problem({ code: 'unreadable_file' }); // as a request it would look like a server that is away
  }
  for (let tries = 1; ; tries++) {
    const body = new FormData();
    body.append('file', file, name.replace(/\p{Cc}/gu, '')); // forms with control characters are refused
    const response = await call('predict', { method: 'POST', body, signal });
    if (response.status !== 429 || tries === TRIES_WHEN_BUSY) return outcome(response);
    crowded();
    await pause(500 + Math.random() * 1000);
  }
}

/** Asks for the outcome of a picture that took too long. */
export async function askAgain(id, signal) {
  for (let tries = 0; tries < 10; tries++) {
    const response = await call(`results/${encodeURIComponent(id)}`, { signal });
    if (response.status !== 202) return outcome(response);
    await pause(1000);
  }
  throw new Problem({ code: 'timeout', image_id: id });
}
