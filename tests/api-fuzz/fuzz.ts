/**
 * The fuzz of the HTTP API: requests drawn from the document, as people and programs of every role, against a server of
 * its own; every answer is held against the document.
 */
import { type Answered, DescribedApi, type DescribedOperation } from './described-api.ts';
import { type Ask, ask } from './http-ask.ts';
import { RandomValues, randomOf } from './random-values.ts';
import { demoScene, installationScene, type Scene } from './scene.ts';

export type FuzzReport = {
  requests: number;
  operations: number;
  /** Operations that answered a success at least once. */
  reached: string[];
  unreached: string[];
  byStatus: Record<number, number>;
  /** Answers that hide a defect, or a store that is away. */
  serverErrors: number;
  /** One line each, with the request that drew it. */
  undocumented: string[];
};

/** Requests against one server: then locks, removals and sign-outs have left too little to be refused about. */
const PER_SERVER = 600;
const FAULTS_MAX = 20;
const RENEW_EVERY = 40;

export async function fuzzApi(made: {
  requests: number;
  seed: number;
  say?: (line: string) => void;
}): Promise<FuzzReport> {
  const report: FuzzReport = {
    requests: 0,
    operations: 0,
    reached: [],
    unreached: [],
    byStatus: {},
    serverErrors: 0,
    undocumented: [],
  };
  const reached = new Set<string>();
  const random = randomOf(made.seed);
  let servers = 0;
  while (report.requests < made.requests) {
    const count = Math.min(PER_SERVER, made.requests - report.requests);
    // In turn: a demo, which has content, and an installation, which has an administrator.
    const scene = servers % 2 === 0 ? await demoScene() : await installationScene();
    servers += 1;
    try {
      const fuzzer = await Fuzzer.over(scene, random);
      report.operations = fuzzer.api.operations.length;
      for (let i = 0; i < count; i++) await fuzzer.step(report, reached);
      report.unreached = fuzzer.api.operations.map(({ id }) => id).filter((id) => !reached.has(id));
    } finally {
      await scene.close();
    }
    made.say?.(`${report.requests} requests, ${report.undocumented.length} undocumented answers`);
  }
  report.reached = [...reached];
  return report;
}

class Fuzzer {
  readonly api: DescribedApi;
  readonly #scene: Scene;
  readonly #values: RandomValues;
  #asked = 0;

  private constructor(made: { api: DescribedApi; scene: Scene; values: RandomValues }) {
    this.api = made.api;
    this.#scene = made.scene;
    this.#values = made.values;
  }

  static async over(scene: Scene, random: () => number): Promise<Fuzzer> {
    const api = await DescribedApi.read(scene.server.url);
    const values = new RandomValues(random, scene.known);
    return new Fuzzer({ api, scene, values });
  }

  async step(report: FuzzReport, reached: Set<string>): Promise<void> {
    if (this.#asked % RENEW_EVERY === RENEW_EVERY - 1) await this.#scene.renew();
    const operation = this.#values.pick(this.api.operations);
    const asked = this.#requestOf(operation);
    const answered = await ask(this.#scene.server.port, asked);
    report.requests += 1;
    report.byStatus[answered.status] = (report.byStatus[answered.status] ?? 0) + 1;
    if (answered.status < 300) reached.add(operation.id);
    if (isServerError(answered)) report.serverErrors += 1;
    const fault = this.api.faultOf(operation, answered);
    if (fault === undefined && !isServerError(answered)) return;
    if (report.undocumented.length < FAULTS_MAX) {
      const { method, path, body = '', headers } = asked;
      const line = `${method} ${path} ${JSON.stringify(headers).slice(0, 160)} ${body.slice(0, 300)}`;
      report.undocumented.push(
        `${fault ?? 'defect'}: ${line} -> ${answered.body?.toString().slice(0, 300) ?? ''}`,
      );
    } else report.undocumented.push(fault ?? 'defect');
  }

  #requestOf(operation: DescribedOperation): Ask {
    const values = this.#values;
    // Half of the requests fit the document, the others are wrong in one place or several.
    const wrong = values.chance(0.5) ? 0 : values.pick([0.05, 0.3]);
    const headers = { ...values.pick(this.#scene.callers) };
    let path = operation.path.replaceAll(/\{([a-z]+)\}/g, (_, name: string) =>
      this.#place(name, wrong),
    );
    const query = new URLSearchParams();
    for (const { name, in: where, required, schema } of operation.parameters) {
      if (where === 'path' || (!required && values.chance(0.5))) continue;
      const value = textOf(values.of(schema, wrong));
      if (where === 'query') query.append(name, value);
      else headers[name] = value.replaceAll(/[^\x20-\x7e]/g, '?');
    }
    if (values.chance(wrong / 3)) query.append('surplus', '1');
    if (query.size > 0) path += `?${query}`;
    // Each sender has an allowance of its own, as each program has.
    this.#asked += 1;
    const from = `127.0.0.${2 + (this.#asked % 250)}`;
    const body = this.#bodyOf(operation, wrong, headers);
    if (body !== undefined) headers['content-length'] = String(Buffer.byteLength(body));
    return { method: operation.method, path, headers, body, from };
  }

  #place(name: string, wrong: number): string {
    const values = this.#values;
    if (name === 'id' && !values.chance(0.1 + wrong)) return this.#scene.workbook;
    if ((name === 'n' || name === 'number') && values.chance(0.7))
      return values.pick(['0', '1', '2', '9']);
    const text = textOf(values.of({ type: 'string', minLength: 1, maxLength: 200 }, wrong));
    return encodeURIComponent(text.toWellFormed()) || '-';
  }

  #bodyOf(
    operation: DescribedOperation,
    wrong: number,
    headers: Record<string, string>,
  ): string | undefined {
    const values = this.#values;
    if (operation.method === 'GET') return undefined;
    if (operation.body === undefined) return values.chance(wrong) ? '{}' : undefined;
    headers['content-type'] = values.chance(wrong / 3)
      ? values.pick(['text/plain', 'application/xml', 'nonsense', 'application/json; charset=x'])
      : 'application/json';
    if (values.chance(wrong / 3)) return values.pick(['', '{', '[', 'null', '"x"', '{"a":1}}']);
    if (values.chance(0.01)) return JSON.stringify({ a: 'x'.repeat(1_100_000) });
    return JSON.stringify(values.of(operation.body, wrong));
  }
}

/** Any 5xx but the one that says how far an index is: the server hides its defects behind the same 503 as a full disk. */
function isServerError({ status, body }: Answered): boolean {
  return status >= 500 && !(body?.toString().includes('"history-behind"') ?? false);
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}
