/**
 * Acts of high stakes, tried in every way in which they must not pass: without the password of late, with a wrong one,
 * with somebody else's, without a reason. Each is carried out as well where all is right, or its refusals would say nothing.
 */
import type { Command } from '@tallystick/domain/commands';
import type { RowId } from '@tallystick/domain/cells/ids';
import type { Submission } from '@tallystick/domain/state';
import type { ApiClient } from '../process/api-client.ts';
import { StakesServer, type Who } from './stakes-server.ts';

export type StakesReport = {
  /** Tries that must not pass. */
  tries: number;
  /** Acts that passed where all was right. */
  passed: number;
  /** Tries that passed or were refused for another reason than theirs, and acts that did not pass. */
  faults: string[];
};

const MINUTE_MS = 60_000;
/** The password counts for ten minutes. */
const LONG_MS = 10 * MINUTE_MS + 1;
const ROW = 'availability_of_wifi_in_public_areas.value' as RowId;

type Act = { by: Who; command: Command };

export async function runStakes(): Promise<StakesReport> {
  const server = await StakesServer.start(['coordinator', 'head', 'head', 'auditor', 'itu']);
  const report: StakesReport = { tries: 0, passed: 0, faults: [] };
  try {
    const tried = new Tried(server, report);
    await server.fill({ [`${ROW}:numerator`]: '120' });
    await acts(server, tried);
    return report;
  } finally {
    await server.close();
  }
}

/** A pilot's acts in their order: each is tried wrongly in all ways, and then carried out. */
async function acts(server: StakesServer, tried: Tried): Promise<void> {
  const [head, auditor] = [server.who('head'), server.who('auditor')];
  const lead = server.who('coordinator');
  await tried.act({ by: head, command: { type: 'lock' } });
  await server.must(auditor, await verdictOn(server));
  await tried.act({ by: auditor, command: { type: 'release-verification' } });
  await tried.act({ by: lead, command: { type: 'consent', submission: 1, to: 'results' } });
  const until = () => server.now() + 60 * MINUTE_MS;
  await tried.without('reason', { by: head, command: reopening('', until()) });
  await tried.act({ by: head, command: reopening('The meters were read anew.', until()) });
  await tried.without('reason', { by: head, command: { type: 'unlock', reason: ' ' } });
  await tried.act({ by: head, command: { type: 'unlock', reason: 'All of it anew.' } });
}

const reopening = (reason: string, until: number): Command => ({
  type: 'reopen-cells',
  cells: [],
  rows: [ROW],
  reason,
  until,
});

/** The verdict of the auditor on the one figure, as the version shows it. */
async function verdictOn(server: StakesServer): Promise<Command> {
  const client = await server.signIn(server.who('auditor'));
  const answer = await client.get(`/api/workbooks/${server.workbook}/submissions/1`);
  const { snapshot } = (await answer.json()) as { snapshot: string; submission: Submission };
  const { results } = JSON.parse(snapshot) as { results: Record<string, { text?: string }> };
  return { type: 'verify', row: ROW, verdict: 'yes', result: results[ROW]?.text ?? '', note: '' };
}

class Tried {
  readonly #server: StakesServer;
  readonly #report: StakesReport;

  constructor(server: StakesServer, report: StakesReport) {
    this.#server = server;
    this.#report = report;
  }

  /** Every wrong way of one act, then the right one. */
  async act(act: Act): Promise<void> {
    const server = this.#server;
    const client = await server.signIn(act.by);
    server.wait(LONG_MS);
    await this.#refused('long ago', act, client);
    await this.#refused('several at once', act, client, 8);
    for (const [how, password] of this.#wrongOf(act)) {
      const typed = await server.typeAgain(client, password);
      if (typed.status === 204) this.#report.faults.push(`${act.command.type}: ${how} was taken`);
      await this.#refused(how, act, client);
    }
    const elsewhere = await server.signIn(act.by);
    await server.typeAgain(elsewhere, act.by.password);
    await this.#refused('typed in another session', act, client);
    await server.typeAgain(client, act.by.password);
    server.wait(LONG_MS);
    await this.#refused('typed and expired', act, client);
    await server.typeAgain(client, act.by.password);
    const { status, code } = await server.ask(client, act.command);
    if (status === 200) this.#report.passed += 1;
    else this.#report.faults.push(`${act.command.type}: not carried out: ${status} ${code}`);
  }

  /** An act whose password was just typed, and that is refused for another reason. */
  async without(what: string, { by, command }: Act, codes = ['bad-request', 'empty-text']) {
    const answer = await this.#server.ask(await this.#server.signIn(by), command);
    this.#count(`${command.type}: without ${what}`, answer, codes);
  }

  #wrongOf({ by }: Act): [how: string, password: string][] {
    const others = this.#server.people.filter(({ person }) => person !== by.person);
    return [
      ['a wrong password', `${by.password}.`],
      ['another person’s password', others[0]?.password ?? ''],
    ];
  }

  async #refused(how: string, { command }: Act, client: ApiClient, times = 1): Promise<void> {
    const asked = Array.from({ length: times }, () => this.#server.ask(client, command));
    for (const answer of await Promise.all(asked)) {
      this.#count(`${command.type}: ${how}`, answer, ['password-needed']);
    }
  }

  #count(
    what: string,
    { status, code }: { status: number; code: string | undefined },
    codes: readonly string[],
  ): void {
    this.#report.tries += 1;
    if (status < 400 || code === undefined || !codes.includes(code))
      this.#report.faults.push(`${what}: ${status} ${code ?? ''}`);
  }
}
