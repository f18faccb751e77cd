// Models side by side.

import { byId, h, scroll, show, table } from './dom.js';
import { sharedBar } from './bars.js';
import { Figure } from './figure.js';
import { range, seconds } from './numbers.js';
import { intervals } from './plots.js';

let figure;
let place;

/** Shows what several models answer: the part `compared` of a document of `predict`. */
export function showCompared(compared = []) {
  const answered = compared.filter((c) => c.total_wall_seconds);
  show(byId('compared'), compared.length > 1);
  if (compared.length < 2) {
    return;
  }
  if (!figure) {
    figure = new Figure('Total time by model', { size: 'short' });
    place = h('div', {});
    byId('compared-body').replaceChildren(place, h('div', { class: 'plots' }, figure.element));
  }
  const figures = answered.map((c) => c.total_wall_seconds);
  const least = Math.min(...figures.map((f) => f.lower)) / 1.2;
  const most = Math.max(...figures.map((f) => f.upper)) * 1.2;
  const told = (c, key) => (c[key] ? `${seconds(c[key].value)}` : '');
  place.replaceChildren(scroll('Models side by side', table([
    { title: 'Model', cell: (c) => c.model },
    { title: 'Per iteration', number: true, cell: (c) => told(c, 'seconds_per_scf_iteration') },
    { title: 'Total time', number: true, cell: (c) => told(c, 'total_wall_seconds') },
    { title: 'Interval', kind: 'bar-cell', cell: (c) => (c.total_wall_seconds ? sharedBar(c.total_wall_seconds, least, most) : '') },
    { title: 'In words', cell: (c) => (c.total_wall_seconds ? range(c.total_wall_seconds, seconds) : c.problem) },
  ], compared, { caption: 'What each model answers', unseen: true })));
  show(figure.element, answered.length > 1);
  if (answered.length > 1) {
    figure.show(intervals(answered.map((c) => ({ name: c.model, ...c.total_wall_seconds })), seconds));
  }
}
