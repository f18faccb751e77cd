// Finished runs: adding one, and predicted beside measured of all that are stored.

import { byId, h, scroll, table } from './dom.js';
import { Figure } from './figure.js';
import { digits, range, seconds } from './numbers.js';
import { agreement } from './plots.js';
import { ask, get } from './service.js';
import { say } from './voice.js';
import { clear, complain, remark } from './trouble.js';

const MOST = 500;
const TARGET = 'seconds_per_scf_iteration';
let figure;

export function startRuns() {
  byId('run-form').addEventListener('submit', async (event) => {
    event.preventDefault();
    await add();
  });
}

/** Reads the stored runs. */
export async function openRuns() {
  try {
    const { runs } = await get(`api/v1/runs?most=${MOST}`);
    showRuns(runs);
  } catch (error) {
    byId('runs-body').replaceChildren(h('p', { class: 'note', role: 'alert' }, h('strong', {}, `${error.title ?? 'No answer'}: `), error.message));
  }
}

function showRuns(runs) {
  if (runs.length === 0) {
    byId('runs-body').replaceChildren(h('p', { class: 'hint' }, 'No run is stored yet.'));
    return;
  }
  const rows = runs.map((run) => {
    const told = run.predictions.find((p) => p.target === TARGET && p.alias === 'champion') ?? {};
    return { name: `${run.system ?? 'Run'} (${run.sequence})`, when: run.received, machine: run.machine, measured: told.measured, predicted: told.value, interval: told };
  });
  const both = rows.filter((row) => row.measured > 0 && row.predicted > 0);
  const parts = [scroll('Stored runs', table([
    { title: 'Run', cell: (r) => r.name },
    { title: 'Added', cell: (r) => r.when.slice(0, 10) },
    { title: 'Machine', cell: (r) => r.machine ?? '' },
    { title: 'Measured', number: true, cell: (r) => (r.measured > 0 ? seconds(r.measured) : '') },
    { title: 'Predicted', number: true, cell: (r) => (r.predicted > 0 ? seconds(r.predicted) : '') },
    { title: 'Interval', cell: (r) => (r.predicted > 0 ? range(r.interval, seconds) : '') },
    { title: 'Ratio', number: true, cell: (r) => (both.includes(r) ? digits(r.predicted / r.measured) : '') },
    { title: 'Left out', cell: (r) => r.interval.left_out ?? '' },
  ], rows, { caption: 'Stored runs, time per SCF iteration', unseen: true }))];
  if (both.length > 1) {
    figure ??= new Figure('Time per SCF iteration', { size: 'tall' });
    parts.unshift(figure.element);
    figure.show(agreement(both));
  }
  byId('runs-body').replaceChildren(...parts);
}

async function add() {
  const form = byId('run-form');
  const lacking = [...form.elements].find((element) => element.willValidate && !element.validity.valid);
  if (lacking) {
    lacking.setAttribute('aria-invalid', 'true');
    lacking.focus();
    complain(byId('run-trouble'), { title: 'Something is missing', message: `Fill in: ${lacking.labels[0].textContent}.`, problem: { status: 400 } });
    return;
  }
  [...form.elements].forEach((element) => element.removeAttribute('aria-invalid'));
  const data = new FormData();
  data.append('output', byId('run-output').files[0]);
  [...byId('run-input').files].forEach((file) => data.append('input', file));
  [...byId('run-pseudos').files].forEach((file) => data.append('pseudos', file));
  data.append('machine', byId('run-machine').value);
  try {
    const answer = await ask('api/v1/runs', { method: 'POST', body: data, headers: { Authorization: `Bearer ${byId('run-key').value}` } });
    clear(byId('run-trouble'));
    const stored = await answer.json();
    const why = stored.map((run) => run.no_predictions).find((reason) => reason);
    if (why) {
      remark(byId('run-trouble'), `The run is stored, but nothing is predicted of it: ${why}.`);
    }
    say(stored.some((run) => run.added) ? 'The run is stored.' : 'This run was stored before.');
    await openRuns();
  } catch (error) {
    complain(byId('run-trouble'), error);
  }
}
