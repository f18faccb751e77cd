// Puts the parts together: each change asks what depends on it.

import { byId, show } from './dom.js';
import { markAdvice, refuseAdvice, showAdvice } from './advice.js';
import { showForecast } from './answers.js';
import { showCompared } from './compare.js';
import { showCounts } from './counts.js';
import { startFields } from './fields.js';
import { startFiles } from './files.js';
import { form, inquiry, layout, layoutComplete, onChange } from './inquiry.js';
import { showLandscape, withoutLandscape } from './landscape.js';
import { openModels } from './models.js';
import { openRuns, startRuns } from './runs.js';
import { refuseScript, scriptFields, showScript, startScript } from './script.js';
import { Question, ask } from './service.js';
import { markOf, marksOf, showSource } from './source.js';
import { startTabs } from './tabs.js';
import { clear, complain, patience } from './trouble.js';

const FAST = 200;
const SLOW = 600;
const trouble = byId('trouble');

const post = (path, body, signal) => ask(path, { method: 'POST', body, signal, busy: (seconds) => patience(trouble, seconds) });
const waiting = (id, yes) => {
  byId(id).classList.toggle('waiting', yes);
  byId(id).setAttribute('aria-busy', String(yes));
};

/** A question whose answer is shown in a part of the page. */
function question(id, pause, path, { body, read = (response) => response.json(), answer, fail }) {
  return new Question(pause, {
    wait: () => waiting(id, true),
    ask: async (signal) => read(await post(path, body(), signal)),
    answer: (value) => {
      waiting(id, false);
      answer(value);
    },
    fail: (error) => {
      waiting(id, false);
      fail(error);
    },
  });
}

const forecast = question('answers', FAST, 'api/v1/predict', {
  body: () => form({ withLayout: true, withLevel: true, withModels: true }),
  answer: (document) => {
    show(byId('working'), false);
    clear(trouble);
    showForecast(document);
    showCompared(document.compared);
  },
  fail: refused,
});

const counts = question('understood', FAST, 'api/v1/features', {
  body: () => form(),
  answer: (document) => {
    showCounts(document);
    showSource(inquiry.input.name, inquiry.text, marksOf(inquiry.input.name, document.warnings));
  },
  fail: (error) => {
    show(byId('understood'), false);
    showSource(inquiry.input.name, inquiry.text, markOf(inquiry.input.name, error));
  },
});

const limits = () => ({ objective: byId('objective').value, max_nodes: byId('max-nodes').value, max_time: byId('max-time').value.trim() });

/** What stays the same while nodes and pools, or tasks and threads change. */
const around = () => {
  const { nodes, threads_per_task, pools } = layout();
  const most = Number(byId('max-nodes').value);
  return { nodes, threads_per_task, pools, max_nodes: most >= nodes ? most : '' };
};

const advice = question('advice', SLOW, 'api/v1/advise', {
  body: () => form({ more: { ...limits(), top: '8' } }),
  answer: showAdvice,
  fail: refuseAdvice,
});

const landscape = question('landscape', SLOW, 'api/v1/landscape', {
  body: () => form({ more: around() }), answer: showLandscape, fail: withoutLandscape,
});

const script = question('script', SLOW, 'api/v1/script', {
  body: () => form({ withLayout: true, more: { ...scriptFields(), format: 'script' } }),
  read: (response) => response.text(),
  answer: showScript,
  fail: refuseScript,
});

/** Where the input itself is refused nothing else is answered either. */
function refused(error) {
  if (error.problem?.line !== undefined) {
    [advice, landscape, script].forEach((other) => other.drop());
    ['advice', 'landscape', 'script'].forEach((id) => waiting(id, false));
  }
  ['working', 'answers', 'compared', 'advice', 'landscape', 'script'].forEach((id) => show(byId(id), false));
  complain(trouble, error, everything);
}

function everything() {
  if (!inquiry.input) {
    return;
  }
  show(byId('welcome'), false);
  show(byId('working'), byId('answers').hidden && trouble.hidden);
  forecast.put(true);
  counts.put(true);
  [advice, landscape, script].forEach((other) => other.put());
}

onChange(['files', 'machine'], everything);
onChange(['layout'], () => {
  markAdvice();
  if (inquiry.input && layoutComplete()) {
    [forecast, landscape, script].forEach((other) => other.put());
  }
});
onChange(['details'], () => {
  show(byId('advice-model'), document.querySelectorAll('input[name=model]:checked').length > 0);
  if (inquiry.input) {
    forecast.put();
  }
});
['objective', 'max-nodes', 'max-time'].forEach((id) => byId(id).addEventListener('input', () => {
  if (inquiry.input) {
    [advice, landscape].forEach((other) => other.put());
  }
}));
['account', 'job-name', 'script-time'].forEach((id) => byId(id).addEventListener('input', () => inquiry.input && script.put()));

startFiles();
startScript();
startRuns();
startFields();
startTabs((name) => ({ runs: openRuns, models: openModels })[name]?.());
