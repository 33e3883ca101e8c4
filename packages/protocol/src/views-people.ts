/** What the server answers about people, their sessions and invitations. */
import type { Role } from '@tallystick/domain/roles';

/** `lapsed`: whoever invited may no longer give this role. */
export type InvitationStatus = 'open' | 'used' | 'expired' | 'revoked' | 'lapsed';

/** GET /api/workbooks/:id/invitations: newest first. The link itself is shown only when it is made. */
export type InvitationLine = {
  id: string;
  role: Role;
  entity: { id: string; name: string } | null;
  /** For whom, as the inviter wrote it. */
  note: string;
  by: { person: string; name: string };
  createdAt: number;
  expiresAt: number;
  status: InvitationStatus;
  usedBy: { person: string; name: string } | null;
  usedAt: number | null;
};

/** POST /api/workbooks/:id/invitations: the path of the link, this once. */
export type InvitationMade = { id: string; link: string; expiresAt: number };

/** GET /api/invitations/:token: what somebody is invited to. */
export type InvitationView = {
  workbook: string;
  city: string;
  title: string;
  role: Role;
  entity: string | null;
  by: string;
  expiresAt: number;
  /** Who is signed in here, and whether they take part already. */
  me: { name: string; member: boolean } | null;
};

/** GET /api/me/sessions: newest first. */
export type SessionLine = {
  id: string;
  /** Browser and system, as the client named itself. */
  agent: string;
  createdAt: number;
  lastSeenAt: number;
  /** The one that asks. */
  current: boolean;
};

/** GET /api/workbooks/:id/last-seen: the members; `at` is null for who has not been here yet. */
export type LastSeenView = { people: { person: string; at: number | null }[] };

/** GET /api/admin/workbooks: names, and what becomes of the workbook as a whole. */
export type AdminWorkbook = {
  workbook: string;
  city: string;
  title: string;
  createdAt: number;
  /** Null while it is at work. */
  archived: WordOfAdmin | null;
  /** A deletion that was asked for, lapsed or not. */
  deletion: (WordOfAdmin & { number: number; until: number }) | null;
  /** On whose clock an end is read; null where the city has named none, or while it is at work. */
  zone: string | null;
  /** Whether the administrator who asks is a member who may download the record; of one that is at work false. */
  mayTakeRecord: boolean;
};
/** `deleted`: how many there were besides, and when the last of them went, in milliseconds since 1970. */
export type AdminWorkbooks = {
  workbooks: AdminWorkbook[];
  deleted: { count: number; at: number | null };
};
/** What somebody entitled said of a workbook as a whole, and why. */
export type WordOfAdmin = { by: { person: string; name: string }; at: number; reason: string };

/** GET /api/admin/people?q= */
export type AdminPerson = {
  person: string;
  name: string;
  email: string | null;
  admin: boolean;
  /** `none`: has never set a password. `shut-out`: an administrator took the access away. */
  access: 'password' | 'none' | 'shut-out';
  sessions: number;
  workbooks: { workbook: string; city: string; title: string; role: Role }[];
};

/**
 * GET /api/admin/service. `backup`: null where nobody has set how old a backup may be; `at`: when the last good one was
 * made, in milliseconds since 1970, null where there is none; `old`: there is none, or it is older than `maxAgeHours`.
 */
export type ServiceView = {
  backup: { at: number | null; maxAgeHours: number; old: boolean } | null;
};
