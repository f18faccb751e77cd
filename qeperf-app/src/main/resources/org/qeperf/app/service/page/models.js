// Models: versions, which ones are in use, whether runs drift away from them, and what happened.

import { byId, h, scroll, table } from './dom.js';
import { get } from './service.js';
import { clear, complain } from './trouble.js';

const word = (value) => String(value ?? '').replaceAll('_', ' ');
const day = (value) => (value ? String(value).slice(0, 16).replace('T', ' ') : '');

/** Reads what the service says of its models. */
export async function openModels() {
  try {
    const [versions, aliases, history, drift] = await Promise.all(
        ['api/v1/models', 'api/v1/aliases', 'api/v1/models/history', 'api/v1/drift'].map(get));
    fill('models-versions', 'Versions', versions, [
      ['Model', (m) => `${m.name}@${m.version}`], ['Predicts', (m) => word(m.target)], ['Algorithm', (m) => m.algorithm ?? ''], ['From', (m) => word(m.origin)],
    ], 'No model.');
    fill('models-aliases', 'In use', aliases, [
      ['Predicts', (a) => word(a.target)], ['Machine', (a) => a.machine ?? 'any'], ['As', (a) => word(a.alias)], ['Model', (a) => a.model],
    ], 'The models that ship answer everything.');
    fill('models-drift', 'Drift', drift, [
      ['Predicts', (d) => word(d.target)], ['Machine', (d) => d.machine ?? 'any'], ['Runs', (d) => d.runs], ['State', (d) => state(d.state)],
    ], 'No runs to judge by yet.');
    fill('models-history', 'History', history, [
      ['When', (e) => day(e.at)], ['What', (e) => word(e.kind)], ['Model', (e) => e.model ?? ''], ['Why', (e) => e.reason ?? ''],
    ], 'Nothing happened yet.');
    clear(byId('models-trouble'));
  } catch (error) {
    complain(byId('models-trouble'), error, openModels);
  }
}

const state = (text) => h('span', { class: `tag ${text === 'stable' ? 'good' : text === 'drifting' ? 'bad' : 'warn'}` }, word(text));

function fill(id, title, rows, columns, nothing) {
  byId(id).replaceChildren(rows.length === 0 ? h('p', { class: 'hint' }, nothing)
    : scroll(title, table(columns.map(([name, cell]) => ({ title: name, cell })), rows, { caption: title, unseen: true })));
}
