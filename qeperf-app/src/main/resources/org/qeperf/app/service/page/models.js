// Models: versions, which ones are in use, whether runs drift away from them, and what happened.

import { byId, h, scroll, table } from './dom.js';
import { get } from './service.js';

const word = (value) => String(value ?? '').replaceAll('_', ' ');
const day = (value) => String(value ?? '').slice(0, 10).replaceAll('-', '\u2011');

const state = ({ alarms }) => (alarms.length === 0 ? h('span', { class: 'tag good' }, 'stable')
  : h('span', { class: 'tag warn' }, `changed at run ${alarms.at(-1).begin}`));

const SECTIONS = [
  {
    id: 'models-versions', title: 'Versions', path: 'api/v1/models', rows: (answer) => answer.models, nothing: 'No model.',
    columns: [['Model', (m) => `${m.name}@${m.version}`], ['Predicts', (m) => word(m.target)], ['From', (m) => word(m.origin)], ['Since', (m) => day(m.registered)]],
  },
  {
    id: 'models-aliases', title: 'In use', path: 'api/v1/aliases', rows: (answer) => answer, nothing: 'The models that ship answer everything.',
    columns: [['Predicts', (a) => word(a.target)], ['Machine', (a) => a.machine], ['As', (a) => word(a.alias)], ['Model', (a) => a.model]],
  },
  {
    id: 'models-drift', title: 'Drift', path: 'api/v1/drift', rows: (answer) => answer, nothing: 'No runs to judge by yet.',
    columns: [['Predicts', (d) => word(d.target)], ['Machine', (d) => d.machine], ['Champion', (d) => d.champion], ['Runs', (d) => d.errors], ['State', state], ['Of them alike, the last', (d) => d.stable]],
  },
  {
    id: 'models-history', title: 'History', path: 'api/v1/models/history', rows: (answer) => [...answer].reverse(), nothing: 'Nothing happened yet.',
    columns: [['When', (e) => day(e.at)], ['What', (e) => word(e.kind)], ['Model', (e) => e.model ?? ''], ['Why', (e) => e.reason ?? '']],
  },
];

/** Reads what the service says of its models, each part for itself. */
export const openModels = () => Promise.all(SECTIONS.map(async (section) => {
  try {
    fill(section, section.rows(await get(section.path)));
  } catch (error) {
    byId(section.id).replaceChildren(h('p', { class: 'note', role: 'alert' }, h('strong', {}, `${error.title ?? 'No answer'}: `), error.message));
  }
}));

function fill({ id, title, columns, nothing }, rows) {
  byId(id).replaceChildren(rows.length === 0 ? h('p', { class: 'hint' }, nothing)
    : scroll(title, table(columns.map(([name, cell]) => ({ title: name, cell })), rows, { caption: title, unseen: true })));
}
