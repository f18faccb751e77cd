// Heat maps around the layout of the fields.

import { byId, h, show } from './dom.js';
import { Figure } from './figure.js';
import { layout } from './inquiry.js';
import { plural } from './numbers.js';
import { landscape } from './plots.js';

let figures;
let about;

function build() {
  figures = { pools: new Figure('Nodes and pools'), threads: new Figure('Tasks and threads') };
  about = h('p', { class: 'hint' });
  byId('landscape-body').replaceChildren(about, h('div', { class: 'plots' }, Object.values(figures).map((f) => f.element)));
}

/** Shows a document of `landscape`. */
export function showLandscape(document) {
  if (!figures) {
    build();
  }
  const { nodes, threads_per_task: threads, pools } = document.layout ?? layout();
  about.textContent = `Total time when two numbers of the layout change: nodes and pools with ${plural(threads, 'thread')} per task, `
    + `tasks and threads on ${plural(nodes, 'node')} with ${plural(pools, 'pool')}. Empty: pw.x does not start there, or it was not looked at.`;
  const drawn = [
    heat(figures.pools, document.nodes_pools, ['nodes', 'nodes'], ['pools', 'pools']),
    heat(figures.threads, document.tasks_threads, ['tasks_per_node', 'tasks per node'], ['threads_per_task', 'threads per task']),
  ];
  show(byId('landscape'), drawn.some(Boolean));
}

/** Without a landscape its plots are not there. */
export function withoutLandscape() {
  show(byId('landscape'), false);
}

function heat(figure, part, [xName, xTitle], [yName, yTitle]) {
  const cells = part.total_wall_seconds.flatMap((times, i) => times.map((seconds, j) => ({
    x: part[xName][i], y: part[yName][j], seconds, memory: part.memory_per_node_mb[i][j], failure: part.failure_probability[i][j],
  }))).filter((cell) => cell.seconds !== null);
  show(figure.element, cells.length > 1);
  if (cells.length > 1) {
    figure.show(landscape({ title: xTitle, values: reached(part[xName], cells, 'x') }, { title: yTitle, values: reached(part[yName], cells, 'y') }, cells));
  }
  return cells.length > 1;
}

/** Numbers that no layout here can have are left out, such as pools beyond the ranks of the machine. */
function reached(values, cells, axis) {
  return values.filter((value) => cells.some((cell) => cell[axis] === value));
}
