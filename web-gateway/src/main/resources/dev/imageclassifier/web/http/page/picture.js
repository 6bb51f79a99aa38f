// One picture on the page: its preview, its state, its cards.
import { announce, element } from './dom.js';
import { bytes, duration, percent, text } from './texts.js';
import * as api from './api.js';

const SHOWN = 3;
// sending the same file again would end the same way
const FINAL = new Set(['dead_letter', 'too_many_bytes', 'not_an_image', 'unreadable_file']);

export class Picture {
  /** waiting → queued → busy → done or failed */
  state = 'waiting';

  constructor(file, changed, removed) {
    this.file = file;
    this.name = file.name || text('picture.pasted');
    this.changed = changed;
    this.url = URL.createObjectURL(file);
    this.stop = new AbortController();

    this.image = element('img');
    this.image.alt = text('picture.preview', { name: this.name });
    this.image.decoding = 'async';
    this.facts = element('span', 'size', bytes(file.size));
    this.image.addEventListener('load', () => {
      this.facts.textContent = `${this.image.naturalWidth} × ${this.image.naturalHeight} · ${bytes(file.size)}`;
    });
    this.frame = element('div', 'frame', this.image);
    this.image.addEventListener('error', () => {
      this.frame.replaceChildren(element('p', 'no-preview', text('picture.nopreview')));
    });
    this.image.src = this.url;

    const remove = element('button', 'remove', '×');
    remove.type = 'button';
    remove.ariaLabel = text('work.remove', { name: this.name });
    remove.addEventListener('click', () => removed(this));

    const name = element('span', 'name', this.name);
    name.title = this.name;
    this.outcome = element('div', 'outcome');
    this.element = element(
      'li',
      'picture',
      element('div', 'sight', this.frame, element('div', 'caption', element('span', 'words', name, this.facts), remove)),
      this.outcome,
    );
    this.show('waiting', element('p', 'quietly', text('picture.waiting')));
  }

  /** Whether pressing the button would send it. */
  get isOpen() {
    return this.state === 'waiting' || (this.state === 'failed' && !FINAL.has(this.problem.code));
  }

  get isUnderWay() {
    return this.problem?.code === 'timeout' && Boolean(this.problem.id);
  }

  queue() {
    this.show('queued', element('p', 'quietly', text('picture.queued')));
  }

  /** Sends it; one that is with the pipeline already is only asked for. */
  async classify() {
    if (this.isUnderWay) return this.askAgain();
    await this.settle((crowded) => api.classify(this.file, this.file.name || 'pasted', crowded, this.stop.signal));
  }

  async askAgain() {
    await this.settle(() => api.askAgain(this.problem.id, this.stop.signal));
  }

  dispose() {
    this.stop.abort();
    URL.revokeObjectURL(this.url);
    this.element.remove();
  }

  async settle(ask) {
    const start = performance.now();
    const word = element('p', 'quietly', text('picture.busy'));
    this.show('busy', word, ...Array.from({ length: SHOWN }, () => element('div', 'card blank')));
    try {
      const result = await ask(() => (word.textContent = text('picture.crowded')));
      this.showResult(result, performance.now() - start);
    } catch (failure) {
      if (failure.name === 'AbortError') return;
      if (!(failure instanceof api.Problem)) console.error(failure);
      this.showProblem(failure instanceof api.Problem ? failure : new api.Problem({}));
    }
  }

  show(state, ...content) {
    this.state = state;
    this.element.dataset.state = state;
    this.element.ariaBusy = state === 'busy';
    this.outcome.replaceChildren(...content);
    this.changed();
  }

  showResult(result, took) {
    const cards = element('ol', 'cards', ...result.predictions.slice(0, SHOWN).map(card));
    cards.ariaLabel = text('picture.labels', { name: this.name });
    const { timing, model } = result;
    const inside = timing.decode_ms + timing.preprocess_ms + timing.predict_ms;
    const facts = element(
      'dl',
      'facts',
      fact(text('picture.model'), model.name),
      fact(text('picture.took'), duration(took)),
      fact(text('picture.inside'), duration(inside)),
    );
    const warning = result.image.damaged ? [element('p', 'quietly', text('picture.damaged'))] : [];
    this.show('done', cards, ...warning, facts);
    const best = result.predictions[0];
    announce(text('picture.said', { name: this.name, label: best.label, percent: percent(best.score) }));
  }

  showProblem(problem) {
    this.problem = problem;
    const parts = [element('h3', '', text('problem.title')), element('p', '', problem.sentence)];
    if (problem.code === 'dead_letter' && problem.detail) parts.push(element('p', 'detail', problem.detail));
    if (this.isUnderWay) {
      parts.push(button(text('work.again'), () => this.askAgain()));
    } else if (!FINAL.has(problem.code)) {
      parts.push(button(text('work.retry'), () => this.classify()));
    }
    this.show('failed', element('div', 'message problem', ...parts));
    announce(text('picture.failed', { name: this.name, problem: problem.sentence }));
  }
}

function card(prediction) {
  const fill = element('span', 'fill');
  fill.style.setProperty('--share', prediction.score);
  const bar = element('div', 'share', fill);
  bar.ariaHidden = 'true';
  return element(
    'li',
    'card',
    element('span', 'label', prediction.label),
    element('span', 'percent', percent(prediction.score)),
    bar,
  );
}

const fact = (name, value) => element('div', '', element('dt', '', name), element('dd', '', value));

function button(label, act) {
  const made = element('button', 'button quiet', label);
  made.type = 'button';
  made.addEventListener('click', act);
  return made;
}
