/** A clarification of the open workbook with all that belongs to it: who has read its ruling, what is alike, calls. */
import { may } from '@tallystick/domain/rights';
import type { Clarification } from '@tallystick/domain/state';
import { useWorkbook } from '../live/workbook/use-workbook.ts';
import { Calls } from './calls.tsx';
import { ClarificationCard } from './clarification-card.tsx';
import { Joined } from './joined.tsx';
import { RulingReaders } from './ruling-readers.tsx';

export function WorkbookClarification({ clarification }: { clarification: Clarification }) {
  const { id, state, actor, view, command, nameOf } = useWorkbook();
  const { kpi, ruling, by } = clarification;
  const elsewhere = view.rulings.filter((each) => each.kpi === kpi);
  return (
    <ClarificationCard
      clarification={clarification}
      asker={{ name: nameOf(by), role: state.members.get(by)?.role ?? null }}
      mayRule={may(actor, 'rule', { state }) === undefined}
      mayClose={may(actor, 'close-clarification', { state, clarification }) === undefined}
      begunIn={{ workbook: id, person: view.me.person }}
      send={command}
      readers={ruling && <RulingReaders kpi={kpi} ruling={clarification.id} at={ruling.at} />}
      joined={
        <>
          <Joined clarification={clarification} elsewhere={elsewhere} />
          <Calls clarification={clarification} />
        </>
      }
    />
  );
}
