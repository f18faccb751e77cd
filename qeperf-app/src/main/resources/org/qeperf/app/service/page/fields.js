// Machine, partition, layout and details: filled from what the service knows.

import { byId, h, show } from './dom.js';
import { changed, inquiry, layoutComplete } from './inquiry.js';
import { bytes, plural } from './numbers.js';
import { complain } from './trouble.js';
import { get } from './service.js';

const RELEASES = ['7.5', '7.4', '7.3', '7.2', '7.1', '7.0', '6.8', '6.7', '6.6', '6.5', '6.4', '6.3', '6.2', '6.1', '6.0'];
const LAYOUT_IDS = ['nodes', 'tasks', 'threads', 'pools'];

export async function startFields() {
  byId('version').replaceChildren(
      h('option', { value: '' }, 'newest known'), ...RELEASES.map((release) => h('option', { value: release }, release)));
  byId('question').addEventListener('submit', (event) => event.preventDefault());
  byId('machine').addEventListener('change', () => {
    machineChosen();
    changed('machine');
  });
  byId('partition').addEventListener('change', () => changed('machine'));
  LAYOUT_IDS.forEach((id) => byId(id).addEventListener('input', layoutChanged));
  byId('level').addEventListener('change', () => changed('details'));
  byId('version').addEventListener('change', () => changed('files'));
  await Promise.all([machines(), models()]);
}

async function machines() {
  try {
    inquiry.machines = await get('api/v1/machines');
  } catch (error) {
    inquiry.machines = [];
    complain(byId('trouble'), error, () => location.reload());
  }
  const options = () => inquiry.machines.map((m) =>
    h('option', { value: m.name }, m.retired ? `${m.title} (switched off)` : m.title));
  byId('machine').replaceChildren(...options());
  byId('run-machine').replaceChildren(...options());
  machineChosen();
}

/** Models of the time per iteration, to choose and compare. */
async function models() {
  try {
    const list = (await get('api/v1/models')).models.filter((m) => m.target === 'seconds_per_scf_iteration');
    byId('model-list').replaceChildren(...list.map((m) => h('label', {},
        h('input', { type: 'checkbox', name: 'model', value: `${m.name}@${m.version}`, on: { change: () => changed('details') } }),
        `${m.name}@${m.version}`)));
    show(byId('models-field'), list.length > 0);
  } catch {
    show(byId('models-field'), false);
  }
}

/** The machine that is chosen, as the service describes it. */
export const machine = () => inquiry.machines.find((m) => m.name === byId('machine').value);

function machineChosen() {
  const chosen = machine();
  if (!chosen) {
    return;
  }
  const types = chosen.node_types.map((type) => {
    const memory = type.memory_bytes_per_node ? `, ${bytes(type.memory_bytes_per_node)}` : '';
    return `${plural(type.cores_per_node, 'core')}${memory}`;
  });
  const shown = types.slice(0, 2).join('; ') + (types.length > 2 ? '; …' : '');
  byId('machine-about').textContent = `a node has ${shown}${chosen.batch_system ? `; ${batch(chosen.batch_system)}` : ''}`;
  show(byId('partition-field'), chosen.partitions.length > 0);
  byId('partition').replaceChildren(
      h('option', { value: '' }, 'the usual one'), ...chosen.partitions.map((name) => h('option', { value: name }, name)));
  coresUsed();
}

const batch = (name) => ({ slurm: 'Slurm', pbs: 'PBS', lsf: 'LSF', sge: 'Grid Engine' })[name] ?? name;

function layoutChanged() {
  LAYOUT_IDS.forEach((id) => byId(id).setAttribute('aria-invalid', String(!byId(id).validity.valid)));
  coresUsed();
  if (layoutComplete()) {
    changed('layout');
  }
}

function coresUsed() {
  const [nodes, tasks, threads] = LAYOUT_IDS.map((id) => Number(byId(id).value));
  const bad = !layoutComplete();
  byId('cores-used').textContent = bad ? 'Whole numbers from 1 on, please.'
    : `${plural(nodes * tasks, 'rank')}; ${plural(tasks * threads, 'core')} of each node in use`;
}

/** Takes a layout over into the fields. */
export function takeLayout(layout) {
  byId('nodes').value = layout.nodes;
  byId('tasks').value = layout.tasks_per_node;
  byId('threads').value = layout.threads_per_task;
  byId('pools').value = layout.pools;
  layoutChanged();
}
