/** The contract of invitations. */
import type { WorkbookId } from '@tallystick/domain/cells/ids';
import { expect, it } from 'vitest';
import type { InvitationRow, InvitationStore } from '../src/port-invitations.ts';
import { AMAL, BENE } from './journal-of.ts';
import type { Opened } from './opened.ts';

/** The ports that this is about, and what it needs of others. */
type Ports = InvitationStore;

const HERE = 'wb_here' as WorkbookId;
const THERE = 'wb_there' as WorkbookId;

const invitation = (id: string, more: Partial<InvitationRow> = {}): InvitationRow => ({
  id,
  workbook: HERE,
  role: 'observer',
  entity: null,
  note: 'for the water utility',
  by: AMAL,
  createdAt: 1,
  expiresAt: 100,
  usedAt: null,
  usedBy: null,
  revokedAt: null,
  ...more,
});

export function invitationContract(open: Opened<Ports>): void {
  it('lists the invitations of one workbook, newest first', async () => {
    const store = await open();
    const later = invitation('b', { createdAt: 2 });
    await store.addInvitation(invitation('a'));
    await store.addInvitation(later);
    await store.addInvitation(invitation('c', { workbook: THERE }));
    expect(await store.invitations(HERE)).toEqual([later, invitation('a')]);
    expect(await store.invitation('a')).toEqual(invitation('a'));
    expect(await store.invitation('none')).toBeUndefined();
    await expect(store.addInvitation(invitation('a'))).rejects.toThrow();
  });

  it('gives an invitation to one person, however many ask at once, and back only by that person', async () => {
    const store = await open();
    await store.addInvitation(invitation('a'));
    const taken = await Promise.all([
      store.takeInvitation('a', AMAL, 50),
      store.takeInvitation('a', BENE, 50),
    ]);
    expect(taken).toEqual([invitation('a', { usedAt: 50, usedBy: AMAL }), undefined]);
    await store.giveBackInvitation('a', BENE);
    expect(await store.takeInvitation('a', BENE, 51)).toBeUndefined();
    await store.giveBackInvitation('a', AMAL);
    expect(await store.takeInvitation('a', BENE, 52)).toMatchObject({ usedBy: BENE, usedAt: 52 });
  });

  it('changes what is neither used nor revoked, in its own workbook, and under another id at will', async () => {
    const store = await open();
    await store.addInvitation(invitation('a'));
    const to = invitation('a', { role: 'head', note: 'for Hana', by: BENE, expiresAt: 200 });
    expect(await store.changeInvitation('a', { ...to, workbook: THERE })).toBe(false);
    expect(await store.changeInvitation('none', to)).toBe(false);
    expect(await store.changeInvitation('a', to)).toBe(true);
    expect(await store.invitations(HERE)).toEqual([to]);
    expect(await store.changeInvitation('a', { ...to, id: 'b' })).toBe(true);
    expect(await store.invitation('a')).toBeUndefined();
    expect(await store.takeInvitation('a', AMAL, 50)).toBeUndefined();
    expect(await store.takeInvitation('b', AMAL, 150)).toMatchObject({ role: 'head' });
    expect(await store.changeInvitation('b', { ...to, id: 'c' })).toBe(false);
  });

  it('takes no invitation that has expired or was revoked, and revokes only what is open here', async () => {
    const store = await open();
    await store.addInvitation(invitation('late', { expiresAt: 10 }));
    await store.addInvitation(invitation('a'));
    await store.addInvitation(invitation('used'));
    await store.takeInvitation('used', BENE, 5);
    expect(await store.takeInvitation('late', AMAL, 10)).toBeUndefined();
    expect(await store.revokeInvitation('a', THERE, 20)).toBe(false);
    expect(await store.revokeInvitation('used', HERE, 20)).toBe(false);
    expect(await store.revokeInvitation('a', HERE, 20)).toBe(true);
    expect(await store.revokeInvitation('a', HERE, 21)).toBe(false);
    expect(await store.takeInvitation('a', AMAL, 22)).toBeUndefined();
    expect(await store.invitation('a')).toEqual(invitation('a', { revokedAt: 20 }));
  });
}
