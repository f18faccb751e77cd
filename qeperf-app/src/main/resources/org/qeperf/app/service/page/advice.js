// The best layouts as a table, and the plots of the search.

import { byId, h, scroll, show, table } from './dom.js';
import { takeLayout } from './fields.js';
import { Figure } from './figure.js';
import { layout } from './inquiry.js';
import { digits, megabytes, probability, seconds } from './numbers.js';
import { efficiency, pareto, scaling } from './plots.js';
import { say } from './voice.js';

const TOP = 8;
const KEYS = ['nodes', 'tasks_per_node', 'threads_per_task', 'pools'];

let figures;
let places;
let advised;

function build() {
  const chosen = (row) => {
    takeLayout(row);
    say('Layout taken over.');
  };
  figures = {
    pareto: new Figure('Time against core-hours', { chosen }),
    scaling: new Figure('Time on more cores', { chosen }),
    efficiency: new Figure('Efficiency of more cores', { chosen }),
  };
  places = { head: h('div', {}), why: h('div', {}), plots: h('div', { class: 'plots three' }, Object.values(figures).map((f) => f.element)) };
  byId('advice-body').replaceChildren(places.head, places.why, places.plots);
}

/** Shows a document of `advise`. */
export function showAdvice(document) {
  if (!figures) {
    build();
  }
  advised = document;
  show(byId('advice'), true);
  show(places.plots, true);
  list();
  places.why.replaceChildren(
      h('h3', { class: 'reasons-title' }, 'Why the first'), h('ul', { class: 'reasons' }, document.reasons.map((reason) => h('li', {}, reason))));
  figures.pareto.show(pareto(document.pareto));
  figures.scaling.show(scaling(document.scaling, document.knee));
  figures.efficiency.show(efficiency(document.scaling, document.knee));
}

/** Marks the layout of the fields in the list. */
export function markAdvice() {
  if (advised && places.plots.hidden === false) {
    list();
  }
}

/** Shows why there is no advice; the limits stay. */
export function refuseAdvice(error) {
  if (!figures) {
    build();
  }
  advised = undefined;
  show(byId('advice'), true);
  show(places.plots, false);
  places.why.replaceChildren();
  places.head.replaceChildren(h('div', { class: 'note' }, h('strong', {}, `${error.title ?? 'No advice'}: `), error.message));
}

function list() {
  const now = layout();
  const same = (row) => KEYS.every((key) => row[key] === now[key]);
  const rows = advised.layouts.slice(0, TOP);
  const number = (title, cell) => ({ title, cell, number: true });
  const body = table([
    { title: '#', cell: (row) => rows.indexOf(row) + 1 },
    number('Nodes', (r) => r.nodes), number('Tasks', (r) => r.tasks_per_node), number('Threads', (r) => r.threads_per_task), number('Pools', (r) => r.pools),
    number('Per iteration', (r) => seconds(r.seconds_per_scf_iteration)),
    number('Total', (r) => seconds(r.total_wall_seconds)), number('At most', (r) => seconds(r.total_wall_seconds_at_most)),
    number('Core-hours', (r) => digits(r.core_hours)), number('Memory', (r) => megabytes(r.memory_per_node_mb)),
    number('Fails', (r) => probability(r.failure_probability)),
    { title: h('span', { class: 'unseen' }, 'Take over'), cell: (r) => button(r, rows.indexOf(r) + 1, same(r)) },
  ], rows, { caption: 'Layouts, the best first', unseen: true, mark: (row) => (same(row) ? 'chosen' : undefined) });
  const focused = document.activeElement?.dataset?.rank;
  places.head.replaceChildren(scroll('Best layouts', body));
  places.head.querySelector(`[data-rank="${focused}"]`)?.focus();
}

function button(row, rank, chosen) {
  return h('button', {
    type: 'button', class: 'small', 'data-rank': rank, 'aria-pressed': String(chosen), 'aria-label': `Use layout ${rank}`,
    on: { click: () => takeLayout(row) },
  }, chosen ? 'In use' : 'Use');
}
