/**
 * Every kind of one-time link in every state that it can be in: what is let in, and who is another person's afterwards.
 * A table: test and measure judge by it alike.
 */
import type { PersonId } from '@tallystick/domain/cells/ids';
import { makeFirstLink, makeLink } from '@tallystick/server/people/links';
import { changes, HOUR_MS, LinkStage, PASSWORD, type Reply } from './link-stage.ts';

export type LinksReport = {
  cases: number;
  /** Cases that took what was not the link's own, or answered something else than the table says. */
  wrong: string[];
};

/** One way of using a link: the requests, and what may come of them. */
type Case = {
  /** Kind of link and its state. */
  name: string;
  /** Makes the link ready and answers its use. */
  ready: (stage: LinkStage) => Promise<{
    use: () => Promise<Reply[]>;
    /** Whose account the link may change; nobody's where it is left out. */
    own?: PersonId;
  }>;
  /** Statuses of the answers, sorted. */
  answers: number[];
  /** Whether its own account changes; with `made` how many accounts are new. */
  takes?: true;
  made?: number;
};

const WEEK_MS = 7 * 24 * HOUR_MS;
const NEXT = 'another password of mine';
let serial = 0;
const fresh = () => `n${serial++}@city.example`;
const api = (link: string | null) => `/api${link?.replace('/link/', '/links/') ?? '/links/none'}`;

/** All cases, over two servers: one that finds its first administrator by a link, and one that finds them otherwise. */
export async function tryLinks(): Promise<LinksReport> {
  const report: LinksReport = { cases: 0, wrong: [] };
  const stage = await LinkStage.open();
  try {
    for (const one of FIRST) await judge(stage, one, report);
    await stage.openWorkbooks();
    for (const one of [...RESET, ...HANDED_OUT, ...INVITED]) await judge(stage, one, report);
  } finally {
    await stage.close();
  }
  const other = await LinkStage.open();
  try {
    for (const one of SOMEBODY_THERE) await judge(other, one, report);
  } finally {
    await other.close();
  }
  return report;
}

async function judge(stage: LinkStage, one: Case, report: LinksReport): Promise<void> {
  report.cases++;
  const { use, own } = await one.ready(stage);
  const before = await stage.census();
  const replies = await use();
  const { changed, made } = changes(before, await stage.census());
  const statuses = replies.map(({ status }) => status).toSorted();
  const say = (what: string) => report.wrong.push(`${one.name}: ${what}`);
  if (String(statuses) !== String(one.answers)) say(`answered ${statuses}, not ${one.answers}`);
  const taken = changed.filter((person) => person !== own);
  if (taken.length > 0) say(`changed ${taken.length} accounts of others`);
  if (own !== undefined && changed.includes(own) !== (one.takes ?? false)) say('its own account');
  if (made !== (one.made ?? 0)) say(`made ${made} accounts`);
}

const ada = { password: PASSWORD, name: 'Ada', email: 'ada@install.example' };
const first = async ({ store, clock }: LinkStage) => api(await makeFirstLink(store, clock.now));

/** The first administrator's link, while nobody is there; the last but one case makes them. */
const FIRST: Case[] = [
  {
    name: 'first administrator, unknown',
    ready: async (stage) => ({ use: async () => [await stage.post('/api/links/none', ada)] }),
    answers: [410],
  },
  {
    name: 'first administrator, expired',
    ready: async (stage) => {
      const link = await first(stage);
      await stage.later(WEEK_MS);
      return { use: async () => [await stage.post(link, ada), await stage.ask(link)] };
    },
    answers: [410, 410],
  },
  {
    name: 'first administrator, superseded by a new start',
    ready: async (stage) => {
      const printed = api(stage.running.firstLink);
      const earlier = await first(stage);
      await first(stage);
      return {
        use: async () => [await stage.post(printed, ada), await stage.post(earlier, ada)],
      };
    },
    answers: [410, 410],
  },
  {
    name: 'first administrator, a form without a name or with a weak password',
    ready: async (stage) => {
      const link = await first(stage);
      const slips = [{ password: PASSWORD }, { ...ada, password: 'short' }, { ...ada, email: 'x' }];
      return { use: async () => await Promise.all(slips.map((slip) => stage.post(link, slip))) };
    },
    answers: [400, 400, 422],
  },
  {
    name: 'first administrator, HEAD and GET, then two at once',
    ready: async (stage) => {
      const link = await first(stage);
      return {
        use: async () => {
          const looked = [await stage.ask(link, { method: 'HEAD' }), await stage.ask(link)];
          const accounts = [ada, { ...ada, email: 'eve@install.example' }];
          const both = await Promise.all(accounts.map((one) => stage.post(link, one)));
          const winner = both.findIndex(({ cookie }) => cookie !== '');
          stage.admin = both[winner]?.cookie ?? '';
          stage.adminEmail = accounts[winner]?.email ?? '';
          return [...looked, ...both, await stage.post(link, ada)];
        },
      };
    },
    answers: [200, 200, 204, 410, 410],
    made: 1,
  },
  {
    name: 'first administrator, asked for again',
    ready: async (stage) => ({ use: async () => [await stage.post(await first(stage), ada)] }),
    answers: [410],
  },
];

/** Links from before somebody came in by another way. */
const SOMEBODY_THERE: Case[] = ['their address', 'a new address'].map((address) => ({
  name: `first administrator, person exists, ${address}`,
  ready: async (stage) => {
    const link = api(stage.running.firstLink);
    const { email } = await stage.someone('there');
    const body = { ...ada, email: address === 'their address' ? email : fresh() };
    return { use: async () => [await stage.post(link, body), await stage.ask(link)] };
  },
  answers: [410, 410],
}));

type Holder = { stage: LinkStage; link: string; person: PersonId; email: string };

/** A case of one person's link: `turn` is what happens between its making and its use. */
function after(
  name: string,
  made: (stage: LinkStage) => Promise<Holder>,
  turn: (holder: Holder) => Promise<unknown>,
  outcome: Pick<Case, 'answers' | 'takes'> = { answers: [410] },
): Case {
  return {
    name,
    ready: async (stage) => {
      const holder = await made(stage);
      const done = await turn(holder);
      const use = async () => [await stage.post(holder.link, { password: NEXT })];
      return { use: typeof done === 'function' ? (done as typeof use) : use, own: holder.person };
    },
    ...outcome,
  };
}

/** What is the same for both kinds of a person's link. */
function ofAPerson(kind: string, made: (stage: LinkStage) => Promise<Holder>): Case[] {
  const set = ({ stage, link }: Holder) => stage.post(link, { password: NEXT });
  return [
    after(`${kind}, fresh`, made, async () => undefined, { answers: [204], takes: true }),
    after(`${kind}, used`, made, set),
    after(`${kind}, expired`, made, ({ stage }) => stage.later(WEEK_MS)),
    after(`${kind}, superseded`, made, ({ stage, person }) => stage.act(person, 'link')),
    after(`${kind}, person shut out`, made, ({ stage, person }) => stage.act(person, 'shut-out')),
    after(
      `${kind}, HEAD and GET before it`,
      made,
      async (holder) => async () => [
        await holder.stage.ask(holder.link, { method: 'HEAD' }),
        await holder.stage.ask(holder.link),
        await set(holder),
      ],
      { answers: [200, 200, 204], takes: true },
    ),
    after(
      `${kind}, two at once`,
      made,
      async (holder) => async () => await Promise.all([set(holder), set(holder)]),
      { answers: [204, 410], takes: true },
    ),
    after(
      `${kind}, with the address of the administrator`,
      made,
      async ({ stage, link }) =>
        async () => [await stage.post(link, { ...ada, email: stage.adminEmail, password: NEXT })],
      { answers: [204], takes: true },
    ),
    after(
      `${kind}, with a weak password`,
      made,
      async ({ stage, link }) =>
        async () => [await stage.post(link, { password: 'short' })],
      { answers: [422] },
    ),
  ];
}

const reset = async (stage: LinkStage): Promise<Holder> => {
  const { person, email } = await stage.someone('reset', 'observer');
  const { link } = (await stage.act(person, 'link')).body as { link: string };
  return { stage, link: api(link), person, email };
};
/** An administrator's link, made by one who can be made none again. */
const resetBy = async (stage: LinkStage): Promise<Holder & { maker: PersonId }> => {
  const { person: maker, cookie } = await stage.someone('second');
  await stage.act(maker, 'admin', { admin: true });
  const { person, email } = await stage.someone('reset', 'observer');
  const answer = await stage.post(`/api/admin/people/${person}/link`, {}, cookie);
  return { stage, link: api(String(answer.body['link'])), person, email, maker };
};

const RESET: Case[] = [
  ...ofAPerson('password reset', reset),
  after('password reset, a password set meanwhile', reset, async ({ stage, person }) => {
    const from = (await stage.store.person(person))?.passwordHash ?? null;
    return await stage.store.setPassword(person, { from, to: 'other', at: stage.clock.now });
  }),
  after('password reset, its maker no administrator any more', resetBy, async (holder) => {
    const { stage, maker } = holder as Awaited<ReturnType<typeof resetBy>>;
    await stage.act(maker, 'admin', { admin: false });
  }),
  after('password reset, its maker shut out', resetBy, async (holder) => {
    const { stage, maker } = holder as Awaited<ReturnType<typeof resetBy>>;
    await stage.act(maker, 'shut-out');
  }),
  after(
    'password reset by the installation itself',
    async (stage) => {
      const { person, email } = await stage.someone('lone');
      const made = { person, by: null, workbook: null, now: stage.clock.now };
      return { stage, person, email, link: api(await makeLink(stage.store, made)) };
    },
    async () => undefined,
    { answers: [204], takes: true },
  ),
];

type HandedOut = Holder & { coordinator: PersonId };
/** A first password that a coordinator hands out to somebody whom they added. */
const handedOut = async (stage: LinkStage): Promise<HandedOut> => {
  const { person: coordinator, cookie } = await stage.someone('coordinator', 'coordinator');
  const email = fresh();
  const { person, link } = await stage.add(cookie, { email, role: 'observer' });
  return { stage, link: api(link), person, email, coordinator };
};
const turned = (name: string, turn: (holder: HandedOut) => Promise<unknown>) =>
  after(`first password, ${name}`, handedOut, (holder) => turn(holder as HandedOut));
const change = ({ stage }: HandedOut, person: PersonId, role: string) =>
  stage.command(stage.admin, { type: 'change-member', person, role, entity: null });
const dismiss = ({ stage }: HandedOut, person: PersonId) =>
  stage.command(stage.admin, { type: 'remove-member', person });

const HANDED_OUT: Case[] = [
  ...ofAPerson('first password', handedOut),
  turned('made an administrator', ({ stage, person }) =>
    stage.act(person, 'admin', { admin: true }),
  ),
  turned('made an auditor', (holder) => change(holder, holder.person, 'auditor')),
  turned('in another workbook too', async ({ stage, email }) => {
    const south = await stage.someone('south');
    await stage.add(stage.admin, { email: south.email, role: 'coordinator', to: 1 });
    await stage.add(south.cookie, { email, role: 'observer', to: 1 });
  }),
  turned('no member any more', (holder) => dismiss(holder, holder.person)),
  turned('its maker shut out', ({ stage, coordinator }) => stage.act(coordinator, 'shut-out')),
  turned('its maker no coordinator any more', (holder) =>
    change(holder, holder.coordinator, 'observer'),
  ),
];

type Invited = { link: string; inviter: PersonId; id: string };
const invitation = async (stage: LinkStage): Promise<Invited> => {
  const { person: inviter, cookie } = await stage.someone('inviter', 'coordinator');
  const path = `/api/workbooks/${stage.workbooks[0]}/invitations`;
  const asked = { role: 'observer', entity: null, note: '', days: 3 };
  const { link, id } = (await stage.post(path, asked, cookie)).body as Record<string, string>;
  return { link: `/api${link?.replace('/invite/', '/invitations/')}`, inviter, id: id ?? '' };
};
const account = (email = fresh()) => ({ account: { name: 'New', email, password: PASSWORD } });
/** An invitation, taken by somebody new after `turn`. */
function invited(
  name: string,
  use: (stage: LinkStage, invited: Invited) => Promise<Reply[]>,
  outcome: Pick<Case, 'answers' | 'made'> = { answers: [410] },
): Case {
  const ready: Case['ready'] = async (stage) => {
    const made = await invitation(stage);
    return { use: async () => await use(stage, made), own: made.inviter };
  };
  return { name: `invitation, ${name}`, ready, ...outcome };
}
/** One that ends before it is used. */
const endedBy = (name: string, turn: (stage: LinkStage, it: Invited) => Promise<unknown>): Case => {
  const ready: Case['ready'] = async (stage) => {
    const it = await invitation(stage);
    await turn(stage, it);
    return { use: async () => [await stage.post(it.link, account()), await stage.ask(it.link)] };
  };
  return { name: `invitation, ${name}`, ready, answers: [410, 410] };
};

const INVITED: Case[] = [
  endedBy('used', (stage, { link }) => stage.post(link, account())),
  endedBy('revoked', (stage, { id }) =>
    stage.ask(`/api/workbooks/${stage.workbooks[0]}/invitations/${id}`, {
      method: 'DELETE',
      cookie: stage.admin,
    }),
  ),
  endedBy('its inviter shut out', (stage, { inviter }) => stage.act(inviter, 'shut-out')),
  endedBy('its inviter may not give the role any more', (stage, { inviter: person }) =>
    stage.command(stage.admin, { type: 'remove-member', person }),
  ),
  endedBy('expired', (stage) => stage.later(WEEK_MS)),
  invited(
    'HEAD and GET, then two new people at once, then a third',
    async (stage, { link }) => [
      await stage.ask(link, { method: 'HEAD' }),
      await stage.ask(link),
      ...(await Promise.all([stage.post(link, account()), stage.post(link, account())])),
      await stage.post(link, account()),
    ],
    { answers: [200, 200, 200, 410, 410], made: 1 },
  ),
  invited(
    'with an address that is taken, a weak password, and nobody; then it is still good',
    async (stage, { link }) => [
      await stage.post(link, account(stage.adminEmail)),
      await stage.post(link, { account: { ...account().account, password: 'short' } }),
      await stage.post(link, {}),
      await stage.post(link, account()),
    ],
    { answers: [200, 401, 409, 422], made: 1 },
  ),
  {
    name: 'invitation, by somebody signed in, who takes it for themselves alone',
    ready: async (stage) => {
      const { link } = await invitation(stage);
      const { person, cookie } = await stage.someone('signed-in');
      const use = async () => [await stage.post(link, {}, cookie), await stage.post(link, {})];
      return { use, own: person };
    },
    answers: [200, 410],
    takes: true,
  },
  {
    name: 'invitation, by a session of somebody shut out',
    ready: async (stage) => {
      const { link } = await invitation(stage);
      const { person, cookie } = await stage.someone('out');
      await stage.act(person, 'shut-out');
      return { use: async () => [await stage.post(link, {}, cookie)], own: person };
    },
    answers: [401],
  },
];
