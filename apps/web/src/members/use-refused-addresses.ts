/** Members whose last mail was refused, for those who look after the members. */
import { may } from '@tallystick/domain/rights';
import type { RefusedAddresses } from '@tallystick/protocol/post/settings';
import { useWorkbook } from '../live/workbook/use-workbook.ts';
import { useAsked } from '../server/use-asked.ts';

export type Refused = RefusedAddresses['people'][number];

export function useRefusedAddresses(): ReadonlyMap<string, Refused> {
  const { id, state, actor } = useWorkbook();
  const isAsked = may(actor, 'manage-members', { state }) === undefined;
  const { value } = useAsked<RefusedAddresses>(
    isAsked ? `/api/workbooks/${encodeURIComponent(id)}/refused-addresses` : undefined,
  );
  return new Map(value?.people.map((each) => [each.person, each]));
}
