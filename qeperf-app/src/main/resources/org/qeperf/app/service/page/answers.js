// The forecast: four figures first, then what they are made of.

import { byId, h, scroll, show, table } from './dom.js';
import { intervalBar, shareBar } from './bars.js';
import { count, layoutText, megabytes, plural, probability, range, seconds } from './numbers.js';
import { remarks } from './remarks.js';
import { say } from './voice.js';

const FIT = { fits: ['good', 'fits'], 'too-close': ['warn', 'too close'], 'does-not-fit': ['bad', 'does not fit'] };
const CAUSES = { memory: 'too little memory', not_converged: 'no convergence', time_limit: 'too little time', invalid_layout: 'does not start' };
const SMALLEST_SHARE = 0.01;

/** Shows a document of `predict`. */
export function showForecast(document) {
  byId('headline').replaceChildren(total(document), request(document), memory(document), failure(document));
  byId('notes').replaceChildren(...remarks(document));
  byId('parts').replaceChildren(h('h3', {}, 'What it is made of'), scroll('What it is made of', parts(document)));
  show(byId('answers'), true);
  say(`Total time ${seconds(document.total_wall_seconds.value)}, ${range(document.total_wall_seconds, seconds)}. `
    + `Ask for ${seconds(document.walltime_request_s)}. Memory per node ${megabytes(document.memory_per_node_mb.value)}, `
    + `${FIT[document.memory_fit][1]}. Failure ${probability(document.failure_probability)}.`);
}

function card(title, value, ...rest) {
  return h('div', { class: 'figure-card' }, h('h3', {}, title), h('p', { class: 'value' }, value), rest);
}

function total(d) {
  const figure = d.total_wall_seconds;
  return card('Total time', seconds(figure.value), intervalBar(figure), h('p', { class: 'about' }, range(figure, seconds)));
}

function request(d) {
  return card('Ask for', seconds(d.walltime_request_s),
      h('p', { class: 'about' }, 'enough for 95 of 100 such runs'),
      h('p', { class: 'about' }, 'In ', h('code', {}, '&CONTROL'), ': ', h('code', {}, `max_seconds = ${d.max_seconds}`)));
}

function memory(d) {
  const figure = d.memory_per_node_mb;
  const [kind, words] = FIT[d.memory_fit];
  return card('Memory per node', megabytes(figure.value), intervalBar(figure),
      h('p', { class: 'about' }, range(figure, megabytes)),
      h('p', { class: 'about' }, h('span', { class: `tag ${kind}` }, words), ` of ${megabytes(d.machine.memory_bytes_per_node / (1 << 20))}`));
}

function failure(d) {
  const causes = Object.entries(d.failure_probabilities).filter(([cause, p]) => p > 0 || cause === 'memory' || cause === 'not_converged');
  return card('Failure', probability(d.failure_probability),
      h('dl', { class: 'causes' }, causes.map(([cause, p]) => h('div', {},
          h('dt', {}, CAUSES[cause] ?? cause), h('dd', {}, probability(p)), h('dd', { class: 'share' }, shareBar(p, p > 0.1 ? 'bad' : 'span'))))));
}

function parts(d) {
  const rows = [
    figureRow('Time per SCF iteration', d.seconds_per_scf_iteration, seconds),
    figureRow('SCF iterations', d.n_scf_iterations, count),
    ...(Math.round(d.n_ionic_steps.value) > 1 ? [figureRow('Ionic steps', d.n_ionic_steps, count)] : []),
    figureRow('Time outside of SCF', d.seconds_outside_scf, seconds),
    figureRow('Memory per rank', d.memory_per_rank_mb, megabytes),
    { name: 'pw.x’s own estimate', value: megabytes(d.memory_estimate_mb), remark: 'of its arrays, for the largest rank' },
    ...kernels(d.kernel_shares),
    { name: 'Layout', value: plural(d.layout.nodes * d.layout.tasks_per_node, 'rank'), remark: layoutText(d.layout) },
    { name: 'Model', value: `version ${d.model.version}`, remark: `${d.model.name}, of the time per iteration` },
  ];
  const body = table([
    { title: 'Figure', cell: (row) => row.name },
    { title: 'Value', cell: (row) => row.value },
    { title: 'Interval', kind: 'bar-cell', cell: (row) => row.bar ?? '' },
    { title: 'In words', cell: (row) => row.remark },
  ], rows, { caption: 'Figures with their intervals', unseen: true });
  body.classList.add('pairs');
  return body;
}

const figureRow = (name, figure, unit) => ({ name, value: unit(figure.value), bar: intervalBar(figure), remark: range(figure, unit) });

function kernels(shares) {
  const words = Object.entries(shares).filter(([, share]) => share >= SMALLEST_SHARE).sort((a, b) => b[1] - a[1])
      .map(([name, share]) => `${name.replace(/^work_/, '').replaceAll('_', ' ')} ${probability(share)}`);
  return words.length > 0 ? [{ name: 'Its kernels', value: words[0], remark: words.slice(1).join(', ') }] : [];
}
