// Requests to the service: the last question wins, and a busy service is asked again.

const TRIES = 4;
const LONGEST_WAIT = 15;

/** Why there is no answer: what happened, what to do, and where in the input. */
export class Refusal extends Error {
  constructor(title, detail, problem = {}) {
    super(detail);
    this.title = title;
    this.problem = problem;
  }
}

/** The address of something below the page. */
export const address = (path) => new URL(path, document.baseURI);

const pause = (seconds, signal) => new Promise((resolve, reject) => {
  const timer = setTimeout(resolve, seconds * 1000);
  signal?.addEventListener('abort', () => {
    clearTimeout(timer);
    reject(signal.reason);
  });
});

/**
 * Asks, again where the service is busy.
 * @param path below the page
 * @param options those of fetch, and `busy(seconds)` which is told before each wait
 * @return the response
 */
export async function ask(path, { busy = () => {}, ...options } = {}) {
  for (let attempt = 1; ; attempt++) {
    const response = await reach(path, options);
    if (response.ok) {
      return response;
    }
    if (response.status !== 503 || attempt === TRIES) {
      throw await refusal(response);
    }
    const told = Number(response.headers.get('Retry-After'));
    const wait = Math.min(LONGEST_WAIT, told > 0 ? told : 2 ** attempt) * (1 + Math.random() / 4);
    busy(wait);
    await pause(wait, options.signal);
  }
}

async function reach(path, options) {
  try {
    return await fetch(address(path), options);
  } catch (error) {
    if (options.signal?.aborted) {
      throw error;
    }
    throw new Refusal('The service cannot be reached',
        'No answer came from it. See whether it still runs and whether this machine has a network, then try again.');
  }
}

async function refusal(response) {
  let problem = {};
  if ((response.headers.get('Content-Type') ?? '').includes('json')) {
    problem = await response.json().catch(() => ({}));
  }
  const title = problem.title ?? titles[response.status] ?? `The service answered with status ${response.status}`;
  const todo = response.status === 503 ? 'It is busy. Wait a moment, then try again.'
    : response.status >= 500 ? 'The fault is on its side. Try again; if that does not help, tell who runs it.'
      : 'Check what was asked for.';
  return new Refusal(title, problem.detail ?? todo, { status: response.status, ...problem });
}

const titles = {
  401: 'The key is missing or wrong',
  403: 'The key is missing or wrong',
  404: 'The service does not have this',
  413: 'The files are larger than the service takes',
  429: 'Too many questions at once',
  503: 'The service is busy',
};

/** A document of the service. */
export const get = async (path) => (await ask(path, { headers: { Accept: 'application/json' } })).json();

/** One question that changes as the fields change: asked after a pause, only the last one is answered. */
export class Question {
  #pause;
  #handlers;
  #timer;
  #running;

  /** @param handlers `ask(signal)` which returns a promise; `wait()`, `answer(value)` and `fail(error)` which show */
  constructor(pauseMillis, handlers) {
    this.#pause = pauseMillis;
    this.#handlers = handlers;
  }

  /** Asks after the pause unless something else is asked before. */
  put(now = false) {
    this.drop();
    this.#handlers.wait();
    this.#timer = setTimeout(() => this.#ask(), now ? 0 : this.#pause);
  }

  /** Forgets what was asked. */
  drop() {
    clearTimeout(this.#timer);
    this.#running?.abort();
    this.#running = undefined;
  }

  async #ask() {
    const running = new AbortController();
    this.#running = running;
    try {
      const value = await this.#handlers.ask(running.signal);
      if (this.#running === running) {
        this.#handlers.answer(value);
      }
    } catch (error) {
      if (this.#running === running) {
        this.#handlers.fail(error);
      }
    }
  }
}
