// What is asked: the files and the fields, and who wants to know of changes.

const listeners = new Map();

/** The files at hand, the machines that the service knows, and the fields of the form by name. */
export const inquiry = {
  input: undefined,
  text: '',
  pseudos: new Map(),
  machines: [],
};

/** Calls a listener when one of these changes: `files`, `layout`, `machine`, `details`. */
export function onChange(names, listener) {
  names.forEach((name) => listeners.set(name, [...(listeners.get(name) ?? []), listener]));
}

/** Tells that something changed. */
export function changed(name) {
  (listeners.get(name) ?? []).forEach((listener) => listener());
}

const LAYOUT = ['nodes', 'tasks_per_node', 'threads_per_task', 'pools'];
const WHERE = ['machine', 'partition', 'qe_version'];

/** The fields of the form that hold something, by name. */
function values(names) {
  const form = document.forms.question;
  return names.map((name) => [name, form.elements[name]?.value ?? '']).filter(([, value]) => value !== '');
}

/** Whether each number of the layout is one. */
export const layoutComplete = () => LAYOUT.every((name) => document.forms.question.elements[name].validity.valid);

/** The layout that is asked about. */
export const layout = () => Object.fromEntries(values(LAYOUT).map(([name, value]) => [name, Number(value)]));

/** A form with the files, the machine and the release; more on demand. */
export function form({ withLayout = false, withLevel = false, withModels = false, more = {} } = {}) {
  const data = new FormData();
  data.append('input', inquiry.input, inquiry.input.name);
  for (const file of inquiry.pseudos.values()) {
    data.append('pseudos', file, file.name);
  }
  const names = [...WHERE, ...(withLayout ? LAYOUT : []), ...(withLevel ? ['level'] : [])];
  values(names).forEach(([name, value]) => data.append(name, value));
  if (withModels) {
    document.querySelectorAll('input[name=model]:checked').forEach((box) => data.append('model', box.value));
  }
  Object.entries(more).filter(([, value]) => value !== '').forEach(([name, value]) => data.append(name, value));
  return data;
}
