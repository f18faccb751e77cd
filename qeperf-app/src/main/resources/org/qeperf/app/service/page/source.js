// The input with its line numbers, and what is wrong or worth knowing at its lines.

import { byId, h, show } from './dom.js';

const MOST_LINES = 1500;
const PLACE = /^(.*?):(\d+)(?::\d+)?: (.*)$/s;

/**
 * Shows a text with remarks.
 * @param marks objects of `line` from 1, `kind` (error or warning) and `text`
 */
export function showSource(name, text, marks) {
  const lines = text.split(/\r\n?|\n/);
  if (lines.at(-1) === '') {
    lines.pop();
  }
  const first = Math.max(0, Math.min((marks[0]?.line ?? 1) - MOST_LINES / 2, lines.length - MOST_LINES));
  const shown = lines.slice(first, first + MOST_LINES);
  const items = shown.map((line, i) => item(line, first + i + 1, marks.filter((mark) => mark.line === first + i + 1)));
  const box = h('div', { class: 'listing', tabindex: '0', role: 'region', 'aria-label': `Lines of ${name}` }, h('ol', {}, items));
  const rest = lines.length - shown.length;
  byId('source-body').replaceChildren(box, rest > 0 ? h('p', { class: 'hint' }, `${rest} other lines are not shown.`) : '');
  show(byId('source'), true);
  const marked = items[(marks[0]?.line ?? 0) - first - 1];
  if (marked) {
    box.scrollTop = marked.offsetTop - box.clientHeight / 2;
  }
}

function item(line, number, marks) {
  const kind = marks.some((mark) => mark.kind === 'error') ? 'error' : marks.length > 0 ? 'warning' : undefined;
  return h('li', { class: kind, 'data-line': number }, h('span', { class: 'at' }, number), h('span', {}, line === '' ? '\u200b' : line),
      marks.map((mark) => h('span', { class: 'says' }, mark.text)));
}

/** The marks among warnings of the form `file:line:column: text` that are about a file. */
export function marksOf(name, warnings) {
  return warnings.map((text) => PLACE.exec(text)).filter((found) => found && found[1].endsWith(name))
      .map((found) => ({ line: Number(found[2]), kind: 'warning', text: found[3] }));
}

/** The mark of a refusal, if it is about a file. */
export function markOf(name, refusal) {
  const { source, line, detail } = refusal.problem ?? {};
  return line > 0 && source === name ? [{ line, kind: 'error', text: detail.replace(PLACE, '$3') }] : [];
}
