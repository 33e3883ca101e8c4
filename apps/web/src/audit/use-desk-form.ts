/** What the forms of the desk share: what stood when they were opened, what was begun since, and how it is sent. */
import type { AuditCommand } from '@tallystick/domain/audit/commands';
import type { Links, Written } from '@tallystick/domain/audit/state';
import type { CellId, RowId } from '@tallystick/domain/cells/ids';
import { useState } from 'react';
import { newId } from '../kit/new-id.ts';
import type { Desk } from '../live/workbook/use-audit.ts';
import { useRowsAtHand } from './link-fields.tsx';
import { type Fields, useBegunForm } from './use-begun-form.ts';

/** `item` is undefined for something new. */
export type DeskFormProps<Item> = {
  item: Item | undefined;
  give: Desk['give'];
  done: () => void;
};

type Item = { id: string } & Links & Pick<Written, 'number'>;
type Kind<I extends Item, F extends Fields> = {
  /** Names what was begun in the browser. */
  name: string;
  /** Of the ids of new ones. */
  prefix: string;
  /** The fields beside rows and cells. */
  standing: (before: I | undefined) => F;
};

export function useDeskForm<I extends Item, F extends Fields>(
  { name, prefix, standing }: Kind<I, F>,
  { item, give, done }: DeskFormProps<I>,
) {
  const atHand = useRowsAtHand();
  // What was before the writer when they began: a newer version is not written over.
  const [before] = useState(item);
  const [id] = useState(() => before?.id ?? newId(prefix));
  // The row in focus is that of the moment in which the form was opened.
  const [stands] = useState(() => ({
    ...standing(before),
    rows: before?.rows.map(String) ?? atHand,
    cells: before?.cells.map(String) ?? [],
  }));
  const { fields, set, forget } = useBegunForm(`${name} ${before?.id ?? 'new'}`, stands);
  const send = async (command: AuditCommand) => {
    const outcome = await give(command);
    if (!outcome.ok) return outcome;
    forget();
    done();
    return outcome;
  };
  return {
    before,
    id: id as I['id'],
    fields,
    set,
    /** Where it belongs, and which version it follows. */
    place: {
      rows: fields.rows as RowId[],
      cells: fields.cells as CellId[],
      seen: before?.number ?? null,
    },
    send,
  };
}
