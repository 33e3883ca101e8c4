/** The writes besides appends, by name: people, sessions, settings, checkpoints, new workbooks. */
import type Database from 'better-sqlite3';
import type { SessionRow } from '../../port-people.ts';
import { type EvidenceOperations, evidenceOperations } from './operations-evidence.ts';
import { type FileOperations, fileOperations } from './operations-files.ts';
import { type HistoryOperations, historyOperations } from './operations-history.ts';
import { type InvitationOperations, invitationOperations } from './operations-invitations.ts';
import { type LinkOperations, linkOperations } from './operations-links.ts';
import { type PostOperations, postOperations } from './operations-post.ts';
import { type ProgramOperations, programOperations } from './operations-programs.ts';
import {
  type RefusedDraftOperations,
  refusedDraftOperations,
} from './operations-refused-drafts.ts';
import { type TemplateOperations, templateOperations } from './operations-templates.ts';
import type { CheckpointRow } from '../../port-log.ts';
import { assertCheckpointGrows, assertEmailIsLowerCase } from '../../rules.ts';
import type { PersonRow } from '../../rows.ts';

/** Each operation with its argument and its answer. */
export type Operations = {
  createWorkbook: { argument: { workbook: string; at: number }; answer: void };
  addCheckpoint: { argument: CheckpointRow; answer: void };
  addPerson: { argument: PersonRow; answer: 'added' | 'email-taken' };
  addSession: { argument: SessionRow; answer: void };
  touchSession: { argument: { id: string; at: number }; answer: void };
  endSession: { argument: { id: string }; answer: void };
  endSessions: { argument: { person: string; except: string | null }; answer: string[] };
  setAdmin: {
    argument: { person: string; admin: boolean };
    answer: 'done' | 'last-admin' | 'unknown';
  };
  setSetting: { argument: { key: string; value: string }; answer: void };
} & EvidenceOperations &
  FileOperations &
  HistoryOperations &
  InvitationOperations &
  LinkOperations &
  PostOperations &
  ProgramOperations &
  RefusedDraftOperations &
  TemplateOperations;

export type Performer = {
  [Name in keyof Operations]: (
    argument: Operations[Name]['argument'],
  ) => Operations[Name]['answer'];
};

/** The operations on an open connection; each runs inside the caller's transaction. */
export function openOperations(database: Database.Database): Performer {
  return unlessDeleted(database, {
    ...journalOperations(database),
    ...peopleOperations(database),
    ...linkOperations(database),
    ...sessionOperations(database),
    ...programOperations(database),
    ...refusedDraftOperations(database),
    ...historyOperations(database),
    ...invitationOperations(database),
    ...fileOperations(database),
    ...evidenceOperations(database),
    ...templateOperations(database),
    ...postOperations(database),
  });
}

/** Nothing more is kept of a workbook that was deleted: what was on its way meanwhile is dropped. */
function unlessDeleted(database: Database.Database, perform: Performer): Performer {
  const deleted = database.prepare(
    'SELECT 1 FROM workbook WHERE workbook = ? AND deleted_at IS NOT NULL',
  );
  const stands = ({ workbook }: { workbook: string | null }) =>
    workbook === null || deleted.get(workbook) === undefined;
  return {
    ...perform,
    keepRefusedDrafts: (drafts) => perform.keepRefusedDrafts(drafts.filter(stands)),
    setSeen: (seen) => (stands(seen) ? perform.setSeen(seen) : undefined),
    addInvitation: (made) => (stands(made) ? perform.addInvitation(made) : undefined),
    putFile: (file) => (stands(file) ? perform.putFile(file) : 'put'),
    putEvidence: (asked) => (stands(asked.file) ? perform.putEvidence(asked) : true),
    addWebhook: (made) => (stands(made) ? perform.addWebhook(made) : undefined),
    addToken: (made) => (stands(made) ? perform.addToken(made) : undefined),
    noteFollowed: (to) => stands(to) && perform.noteFollowed(to),
    addNotices: (rows) => perform.addNotices(rows.filter(stands)),
    setPostSetting: (made) => (stands(made) ? perform.setPostSetting(made) : undefined),
    beginChase: (made) => stands(made) && perform.beginChase(made),
    rememberAnswer: (asked) => (stands(asked.answer) ? perform.rememberAnswer(asked) : undefined),
  };
}

function journalOperations(database: Database.Database) {
  const createWorkbook = database.prepare(
    `INSERT INTO workbook (workbook, city, title, head, locked, generation, created_at)
     VALUES (@workbook, '', '', 0, 0, 0, @at) ON CONFLICT DO NOTHING`,
  );
  const lastCheckpoint = database.prepare<[], { size: number; root: Buffer }>(
    'SELECT size, root FROM checkpoint ORDER BY id DESC LIMIT 1',
  );
  const treeSize = database.prepare<[], number>('SELECT size FROM tree').pluck();
  const addCheckpoint = database.prepare(
    'INSERT INTO checkpoint (size, root, note, at) VALUES (@size, @root, @note, @at)',
  );
  const setSetting = database.prepare(
    `INSERT INTO setting (key, value) VALUES (@key, @value)
     ON CONFLICT (key) DO UPDATE SET value = excluded.value`,
  );
  return {
    createWorkbook(argument) {
      createWorkbook.run(argument);
    },
    addCheckpoint(next) {
      assertCheckpointGrows(next, { last: lastCheckpoint.get(), treeSize: treeSize.get() ?? 0 });
      addCheckpoint.run(next);
    },
    setSetting(argument) {
      setSetting.run(argument);
    },
  } satisfies Partial<Performer>;
}

function peopleOperations(database: Database.Database) {
  const personOfEmail = database.prepare('SELECT 1 FROM person WHERE email = ?');
  const addPerson = database.prepare(
    `INSERT INTO person (person, email, name, password_hash, admin, demo, created_at)
     VALUES (@person, @email, @name, @passwordHash, @admin, @demo, @createdAt)`,
  );
  const isAdmin = database.prepare<[string], number>('SELECT admin FROM person WHERE person = ?');
  const countAdmins = database.prepare<[], number>('SELECT count(*) FROM person WHERE admin = 1');
  const setAdmin = database.prepare('UPDATE person SET admin = @admin WHERE person = @person');
  return {
    addPerson(person) {
      assertEmailIsLowerCase(person);
      if (person.email !== null && personOfEmail.get(person.email) !== undefined)
        return 'email-taken' as const;
      const { admin, demo } = person;
      addPerson.run({ ...person, admin: admin ? 1 : 0, demo: demo ? 1 : 0 });
      return 'added' as const;
    },
    setAdmin({ person, admin }) {
      const was = isAdmin.pluck().get(person);
      if (was === undefined) return 'unknown' as const;
      const isLast = was === 1 && countAdmins.pluck().get() === 1;
      if (isLast && !admin) return 'last-admin' as const;
      setAdmin.run({ person, admin: admin ? 1 : 0 });
      return 'done' as const;
    },
  } satisfies Partial<Performer>;
}

function sessionOperations(database: Database.Database) {
  const addSession = database.prepare(
    `INSERT INTO session (id, person, created_at, last_seen_at, expires_at, agent)
     VALUES (@id, @person, @createdAt, @lastSeenAt, @expiresAt, @agent)`,
  );
  const touchSession = database.prepare('UPDATE session SET last_seen_at = @at WHERE id = @id');
  const endSession = database.prepare('DELETE FROM session WHERE id = @id');
  const endSessions = database
    .prepare<[{ person: string; except: string | null }], string>(
      'DELETE FROM session WHERE person = @person AND id IS NOT @except RETURNING id',
    )
    .pluck();
  return {
    endSessions(argument) {
      return endSessions.all(argument);
    },
    addSession(session) {
      addSession.run(session);
    },
    touchSession(argument) {
      touchSession.run(argument);
    },
    endSession(argument) {
      endSession.run(argument);
    },
  } satisfies Partial<Performer>;
}
