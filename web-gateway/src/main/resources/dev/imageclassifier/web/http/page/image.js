// One image in the list: preview, state and labels.
import { announce, element } from './dom.js';
import { bytes, duration, percent, text } from './texts.js';
import * as api from './api.js';

const MAX_LABELS = 3;
// a retry with the same file would give the same result
const FINAL = new Set(['dead_letter', 'too_many_bytes', 'not_an_image', 'unreadable_file']);

export class ImageItem {
  /** waiting → queued → busy → done or failed */
  state = 'waiting';

  constructor(file, onChange, onRemove) {
    this.file = file;
    this.name = file.name || text('image.pasted');
    this.onChange = onChange;
    this.url = URL.createObjectURL(file);
    this.abort = new AbortController();

    const preview = element('img');
    preview.alt = text('image.preview', { name: this.name });
    preview.decoding = 'async';
    const size = element('span', 'size', bytes(file.size));
    const frame = element('div', 'frame', preview);
    preview.addEventListener('load', () => {
      size.textContent = `${preview.naturalWidth} × ${preview.naturalHeight} · ${bytes(file.size)}`;
    });
    preview.addEventListener('error', () => {
      frame.replaceChildren(element('p', 'no-preview', text('image.nopreview')));
    });
    preview.src = this.url;

    const remove = button('remove', '×', () => onRemove(this));
    remove.ariaLabel = text('work.remove', { name: this.name });
    const name = element('span', 'name', this.name);
    name.title = this.name;
    this.outcome = element('div', 'outcome');
    this.element = element(
      'li',
      'image',
      element('div', 'sight', frame, element('div', 'caption', element('span', 'words', name, size), remove)),
      this.outcome,
    );
    this.show('waiting', element('p', 'quietly', text('image.waiting')));
  }

  /** Whether the Classify button sends this image. */
  get isClassifiable() {
    return this.state === 'waiting' || (this.state === 'failed' && !FINAL.has(this.problem.code));
  }

  /** Whether the image was sent and only its outcome is missing. */
  get isPending() {
    return this.problem?.code === 'timeout' && Boolean(this.problem.id);
  }

  queue() {
    this.show('queued', element('p', 'quietly', text('image.queued')));
  }

  /** Sends the image, or requests the outcome if the image is pending. */
  async classify() {
    const { signal } = this.abort;
    await this.showOutcomeOf((onBusy) =>
      this.isPending
        ? api.pollResult(this.problem.id, signal)
        : api.classify(this.file, this.file.name || 'pasted', onBusy, signal),
    );
  }

  dispose() {
    this.abort.abort();
    URL.revokeObjectURL(this.url);
    this.element.remove();
  }

  async showOutcomeOf(request) {
    const start = performance.now();
    const progress = element('p', 'quietly', text('image.busy'));
    const placeholders = Array.from({ length: MAX_LABELS }, () => element('div', 'card blank'));
    const response = request(() => (progress.textContent = text('image.crowded')));
    this.show('busy', progress, ...placeholders);
    try {
      this.showResult(await response, performance.now() - start);
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
    this.onChange();
  }

  showResult(result, milliseconds) {
    const cards = element('ol', 'cards', ...result.predictions.slice(0, MAX_LABELS).map(card));
    cards.ariaLabel = text('image.labels', { name: this.name });
    const { timing, model } = result;
    const classifierTime = timing.decode_ms + timing.preprocess_ms + timing.predict_ms;
    const facts = element(
      'dl',
      'facts',
      fact(text('image.model'), model.name),
      fact(text('image.took'), duration(milliseconds)),
      fact(text('image.inside'), duration(classifierTime)),
    );
    const warning = result.image.damaged ? [element('p', 'quietly', text('image.damaged'))] : [];
    this.show('done', cards, ...warning, facts);
    const best = result.predictions[0];
    announce(text('image.said', { name: this.name, label: best.label, percent: percent(best.score) }));
  }

  showProblem(problem) {
    this.problem = problem;
    const parts = [element('h3', '', text('problem.title')), element('p', '', problem.message)];
    if (problem.code === 'dead_letter' && problem.detail) parts.push(element('p', 'detail', problem.detail));
    if (!FINAL.has(problem.code)) {
      const label = text(this.isPending ? 'work.again' : 'work.retry');
      parts.push(button('button quiet', label, () => this.classify()));
    }
    this.show('failed', element('div', 'message problem', ...parts));
    announce(text('image.failed', { name: this.name, problem: problem.message }));
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

function button(className, label, onClick) {
  const created = element('button', className, label);
  created.type = 'button';
  created.addEventListener('click', onClick);
  return created;
}
