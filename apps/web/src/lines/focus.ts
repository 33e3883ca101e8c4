/** The cell that somebody is at, in any sheet; null for none. */
export type Focus = { row: string; column: string } | null;
