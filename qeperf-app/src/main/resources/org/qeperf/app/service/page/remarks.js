// What else to know of a forecast: rules that the layout breaks, memory that does not suffice, figures that are guesses.

import { h } from './dom.js';
import { digits, plural } from './numbers.js';

const TARGETS = {
  seconds_per_scf_iteration: 'time per iteration',
  scf_iterations: 'number of iterations',
  ionic_steps: 'number of ionic steps',
  seconds_outside_scf: 'time outside of SCF',
  peak_memory_per_rank: 'memory',
  convergence: 'convergence',
};

/** Boxes, the worst first. */
export function remarks(document) {
  return [...problems(document), ...memory(document), ...outside(document), ...warnings(document)];
}

function problems(d) {
  return [...d.problems].sort((a, b) => (a.severity === 'stops' ? -1 : 1) - (b.severity === 'stops' ? -1 : 1))
      .map((problem) => h('div', { class: problem.severity === 'stops' ? 'note bad' : 'note' },
          h('strong', {}, problem.severity === 'stops' ? 'pw.x stops: ' : 'Waste: '), problem.message,
          problem.advice && `. ${sentence(problem.advice)}`,
          problem.printed && h('p', {}, 'pw.x prints: ', h('code', {}, problem.printed))));
}

function memory(d) {
  return d.memory_remedies.length > 0
    ? [h('div', { class: 'note' }, h('strong', {}, 'What would fit'), h('ul', {}, d.memory_remedies.map((text) => h('li', {}, text))))] : [];
}

/** One box for all features: a list would be longer than the answer. */
function outside(d) {
  if (d.outside_experience.length === 0) {
    return [];
  }
  const targets = [...new Set(d.outside_experience.map((o) => TARGETS[o.target] ?? o.target))];
  return [h('details', { class: 'note' },
      h('summary', {}, h('strong', {}, 'Outside of experience'), `: ${list(targets)} ${targets.length === 1 ? 'is a guess' : 'are guesses'}, with wider intervals (${plural(d.outside_experience.length, 'feature')})`),
      h('ul', {}, d.outside_experience.map((o) => h('li', {},
          `${TARGETS[o.target] ?? o.target}: ${o.feature} is ${short(o.value)}, seen ${short(o.lowest_seen)} to ${short(o.highest_seen)}`))))];
}

/** Warnings that are not told above, and not those at a line of the input, which stand there. */
function warnings(d) {
  const told = d.problems.map((problem) => problem.message);
  const rest = d.warnings.filter((text) => !told.some((message) => text.includes(message))
    && !(d.outside_experience.length > 0 && text.includes('beyond the model')));
  return rest.map((text) => h('div', { class: 'note' }, sentence(text)));
}

const list = (words) => (words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`);
const short = (value) => (Number.isInteger(value) && Math.abs(value) < 1e6 ? String(value) : digits(value));
const sentence = (text) => text.charAt(0).toUpperCase() + text.slice(1);
