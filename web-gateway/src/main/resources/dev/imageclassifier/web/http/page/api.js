// Calls the HTTP API. Every failure is thrown as a Problem with a code.
import { bytes, firstText } from './texts.js';

const TOKEN_KEY = 'image-classifier-token';
const MAX_ATTEMPTS_WHEN_BUSY = 60;
const MAX_POLLS = 10;

let limits = { max_bytes: 10 * 1024 * 1024, token_required: false, timeout_seconds: 30 };
let requestToken = async () => false;

export class Problem extends Error {
  constructor({ code = 'other', reason, status = 0, detail = '', image_id: id, local = false, values = {} }) {
    const keys = [reason && `reason.${reason}`, local && `problem.${code}.local`, `problem.${code}`, 'problem.other'];
    const known = { status, limit: bytes(limits.max_bytes), seconds: limits.timeout_seconds, ...values };
    super(firstText(keys.filter(Boolean), known));
    Object.assign(this, { code, detail, id });
  }
}

/** Sets the function that asks the user for a token. It resolves to whether the user entered one. */
export function onTokenNeeded(ask) {
  requestToken = ask;
}

/** Stores the token for this tab and dispatches the event `token`. */
export function storeToken(token) {
  sessionStorage.setItem(TOKEN_KEY, token);
  dispatchEvent(new Event('token'));
}

export async function loadLimits() {
  const response = await fetch('limits');
  if (response.ok) limits = await response.json();
  return limits;
}

/** Like fetch, with the stored token. Asks the user once if the token is missing or wrong. */
export async function call(path, options = {}, mayAsk = true) {
  const token = sessionStorage.getItem(TOKEN_KEY);
  const headers = token ? { Authorization: `Bearer ${token}` } : {};
  let response;
  try {
    response = await fetch(path, { ...options, headers, cache: 'no-store' });
  } catch (failure) {
    if (failure.name === 'AbortError') throw failure;
    throw new Problem({ code: 'offline' });
  }
  if (response.status === 401 && mayAsk && (await requestToken())) return call(path, options);
  return response;
}

async function outcome(response) {
  let body = {};
  try {
    body = await response.json();
  } catch {
    // not JSON, for example an error page of a proxy
  }
  if (response.status === 200) return body;
  throw new Problem({ ...body, status: response.status });
}

const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

/** Sends an image and returns its result. Calls `onBusy` before each retry while the server is busy. */
export async function classify(file, name, onBusy, signal) {
  if (file.size > limits.max_bytes) {
    throw new Problem({ code: 'too_many_bytes', local: true, values: { size: bytes(file.size) } });
  }
  try {
    await file.slice(0, 1).arrayBuffer();
  } catch {
    throw new Problem({ code: 'unreadable_file' }); // otherwise fetch would fail as if the server were offline
  }
  for (let attempt = 1; ; attempt++) {
    const body = new FormData();
    body.append('file', file, name.replace(/\p{Cc}/gu, '')); // the server rejects control characters
    const response = await call('predict', { method: 'POST', body, signal });
    if (response.status !== 429 || attempt === MAX_ATTEMPTS_WHEN_BUSY) return outcome(response);
    onBusy();
    await sleep(500 + Math.random() * 1000);
  }
}

/** Requests the outcome of an image whose first request timed out. */
export async function pollResult(id, signal) {
  for (let poll = 0; poll < MAX_POLLS; poll++) {
    const response = await call(`results/${encodeURIComponent(id)}`, { signal });
    if (response.status !== 202) return outcome(response);
    await sleep(1000);
  }
  throw new Problem({ code: 'timeout', image_id: id });
}
