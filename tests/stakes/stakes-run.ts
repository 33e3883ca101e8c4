/**
 * Acts of high stakes, tried in every way in which they must not pass: without the password of late, with a wrong one,
 * with somebody else's, without a reason. Each is carried out as well where all is right, or its refusals would say nothing.
 */
import type { Command } from '@tallystick/domain/commands';
import type { EntityId, RowId } from '@tallystick/domain/cells/ids';
import type { Snapshot } from '@tallystick/domain/snapshot';
import type { SubmissionView } from '@tallystick/protocol/views';
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
const OTHER_ROW = 'patents.value' as RowId;
const ENTITY = 'e_water' as EntityId;
const ROW = 'availability_of_wifi_in_public_areas.value' as RowId;

type Act = { by: Who; command: Command };

export async function runStakes(): Promise<StakesReport> {
  const server = await StakesServer.start([
    'coordinator',
    'head',
    'head',
    'auditor',
    'auditor',
    'itu',
    'itu',
  ]);
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
  const [head, auditor, itu] = [server.who('head'), server.who('auditor'), server.who('itu')];
  const lead = server.who('coordinator');
  await tried.act({ by: head, command: { type: 'lock' } });
  await interests(server, tried);
  await server.must(auditor, await verdictOn(server));
  const { snapshot } = await versionOf(server);
  const attest: Command = {
    type: 'attest',
    submission: 1,
    snapshot,
    level: 'reasonable',
    notLookedAt: '',
    seen: { yes: 1, no: 0, without: 0 },
  };
  await tried.without('a release', { by: auditor, command: attest }, ['verdicts-not-released']);
  await tried.act({ by: auditor, command: { type: 'release-verification' } });
  await tried.act({ by: lead, command: { type: 'consent', submission: 1, to: 'results' } });
  await independence(server, tried);
  for (const by of [lead, head, itu])
    await tried.without('the auditor', { by, command: attest }, ['not-your-role']);
  await tried.act({ by: auditor, command: attest });
  const { attestations } = await (await server.signIn(itu)).view(server.workbook);
  const attestation = attestations[0]?.number ?? 0;
  const countersign: Command = { type: 'countersign', submission: 1, snapshot, attestation };
  for (const by of [lead, head, auditor])
    await tried.without('ITU', { by, command: countersign }, ['not-your-role']);
  await tried.act({ by: itu, command: countersign });
  await fourEyes(server, tried);
}

/** What was signed is opened by two people, whatever one of them tries. */
async function fourEyes(server: StakesServer, tried: Tried): Promise<void> {
  const [head, other, auditor] = [server.who('head'), server.who('head', 1), server.who('auditor')];
  const [itu, second] = [server.who('itu'), server.who('itu', 1)];
  const until = server.now() + 30 * 24 * 60 * MINUTE_MS;
  const reason = 'The meters were read anew.';
  const named = { cells: [], rows: [ROW], until };
  const alone: Command[] = [
    { type: 'reopen-cells', ...named, reason },
    { type: 'unlock', reason },
  ];
  for (const by of [head, other])
    for (const command of alone)
      await tried.without('a second person', { by, command }, ['second-eyes-needed']);
  const propose = (whole: boolean, words = reason): Command => ({
    type: 'propose-reopening',
    whole,
    ...(whole ? { cells: [], rows: [], until } : named),
    reason: words,
  });
  await tried.without('reason', { by: head, command: propose(false, '') });
  await tried.act({ by: head, command: propose(false) });
  const cells = await tried.lastProposal(itu);
  const accept: Command = { type: 'accept-reopening', proposal: cells, ...named };
  await tried.without('other eyes', { by: head, command: accept }, ['second-eyes-needed']);
  await tried.without('the audit side', { by: other, command: accept }, ['not-your-role']);
  const wider: Command = { ...accept, rows: [ROW, OTHER_ROW] };
  await tried.without('what was proposed', { by: itu, command: wider }, ['changed-proposal']);
  await tried.act({ by: itu, command: accept });
  await tried.without('reason', { by: head, command: propose(true, ' ') });
  await tried.act({ by: head, command: propose(true) });
  const unlock: Command = { type: 'accept-unlock', proposal: await tried.lastProposal(itu) };
  await tried.without('other eyes', { by: head, command: unlock }, ['second-eyes-needed']);
  await tried.once([itu, second, auditor, itu], unlock);
}

/** Nobody judges before they said that nothing stands in the way; a conflict forbids it for good. */
async function interests(server: StakesServer, tried: Tried): Promise<void> {
  const [auditor, partial] = [server.who('auditor'), server.who('auditor', 1)];
  const verdict = await verdictOn(server);
  const none: Command = { type: 'declare-interest', conflict: '' };
  const conflict: Command = { ...none, conflict: 'My sister runs the utility.' };
  await tried.without('interests', { by: auditor, command: verdict }, ['interest-needed']);
  await server.must(auditor, none);
  await server.must(server.who('itu'), none);
  await server.must(partial, conflict);
  for (const command of [verdict, none])
    await tried.without('independence', { by: partial, command }, ['conflict-declared']);
}

/** The head who is also auditor, at every door that gives a role. */
async function independence(server: StakesServer, tried: Tried): Promise<void> {
  const [head, other, auditor] = [
    server.who('head'),
    server.who('head', 1),
    server.who('auditor', 1),
  ];
  const tries: Command[] = (['contributor', 'coordinator', 'head'] as const).map((role) => ({
    type: 'change-member',
    person: auditor.person,
    role,
    entity: role === 'contributor' ? ENTITY : null,
  }));
  await server.must(head, { type: 'add-entity', entity: ENTITY, name: 'Water utility' });
  tries.push(
    { type: 'change-member', person: other.person, role: 'auditor', entity: null },
    { type: 'change-member', person: auditor.person, role: 'auditor', entity: ENTITY },
  );
  await server.must(head, { type: 'remove-member', person: auditor.person });
  const back: Command = { type: 'add-member', person: auditor.person, role: 'head', entity: null };
  await tried.without('independence', { by: head, command: back }, ['not-independent']);
  await server.must(head, { ...back, role: 'auditor' });
  for (const command of tries)
    await tried.without('independence', { by: head, command }, ['not-independent']);
  await server.must(head, { type: 'remove-member', person: other.person });
  const risen: Command = {
    type: 'add-member',
    person: other.person,
    role: 'auditor',
    entity: null,
  };
  await tried.without('independence', { by: head, command: risen }, ['not-independent']);
  await server.must(head, { ...risen, role: 'head' });
}

/** The first version as the auditor reads it: its hash, and the text of the one result. */
async function versionOf(server: StakesServer): Promise<{ snapshot: string; result: string }> {
  const client = await server.signIn(server.who('auditor'));
  const answer = await client.get(`/api/workbooks/${server.workbook}/submissions/1`);
  const { submission, snapshot } = (await answer.json()) as SubmissionView;
  const { results } = JSON.parse(snapshot) as Snapshot;
  return { snapshot: submission.snapshot, result: results[ROW]?.text ?? '' };
}

/** The verdict of an auditor on the one figure, as the version shows it. */
async function verdictOn(server: StakesServer): Promise<Command> {
  const { result } = await versionOf(server);
  return { type: 'verify', row: ROW, verdict: 'yes', result, note: '' };
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

  /** Number of the proposal that was made last. */
  async lastProposal(reader: Who): Promise<number> {
    const { workbook } = this.#server;
    const view = await (await this.#server.signIn(reader)).view(workbook);
    return view.reopeningProposals.at(-1)?.number ?? 0;
  }

  /** Asked by several at the same moment: exactly one of them does it. */
  async once(by: readonly Who[], command: Command): Promise<void> {
    const server = this.#server;
    const clients = await Promise.all(by.map((each) => server.signIn(each)));
    const answers = await Promise.all(clients.map((client) => server.ask(client, command)));
    const done = answers.filter(({ status }) => status === 200).length;
    this.#report.tries += by.length - 1;
    if (done === 1) this.#report.passed += 1;
    else this.#report.faults.push(`${command.type}: carried out ${done} times at once`);
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
