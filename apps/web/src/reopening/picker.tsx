/** Which cells and rows a reopening names: by ready-made choices, by entity, and one by one. */
import { Checkbox, Group, MultiSelect, Select, Stack } from '@mantine/core';
import { TEXT_LIMITS } from '@tallystick/domain/cells/text-limits';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFocus, useWorkbook } from '../live/workbook/use-workbook.ts';
import type { Place } from '../spreadsheet/port.ts';
import { useLooking } from '../views/use-looking.ts';
import {
  type Choice,
  CHOICES,
  chosen,
  editedByHand,
  namesOfChoice,
  namesOfEntity,
  namesPicked,
  type Picked,
} from './choices.ts';
import { cellsBehind, cellsOf, namesOf } from './named-cells.ts';
import { useNameWords } from './use-name-words.ts';

type Picking = {
  names: string[];
  /** How many cells each ready-made choice opens; those without one are not offered. */
  offered: { choice: Choice; cells: number; isChosen: boolean }[];
  entity: string | null;
  toggle: (choice: Choice) => void;
  takeEntity: (entity: string | null) => void;
  edit: (names: string[]) => void;
};

/** `selected`: the places that are selected in the sheet; they are what is named first. */
export function usePicking(selected: readonly Place[]): Picking {
  const looking = useLooking();
  // The selection is that of the moment in which the dialog was opened.
  const [places] = useState(selected);
  const [picked, setPicked] = useState<Picked>(() => ({
    choices: new Set(places.length > 0 ? (['selected'] as const) : []),
    entity: null,
    added: [],
    left: new Set(),
  }));
  const names = namesPicked(looking, picked, places);
  const cellsIn = (of: readonly string[]) => cellsOf(looking.catalogue, namesOf(of)).length;
  const take = (of: readonly string[], next: Partial<Picked>): void =>
    setPicked(chosen(picked, { names: of, next }));
  return {
    names,
    offered: CHOICES.map((choice) => ({
      choice,
      cells: cellsIn(namesOfChoice(looking, choice, places)),
      isChosen: picked.choices.has(choice),
    })).filter(({ cells }) => cells > 0),
    entity: picked.entity,
    toggle: (choice) => {
      const choices = new Set(picked.choices);
      if (!choices.delete(choice)) choices.add(choice);
      take(namesOfChoice(looking, choice, places), { choices });
    },
    takeEntity: (entity) => take(entity === null ? [] : namesOfEntity(looking, entity), { entity }),
    edit: (now) => setPicked(editedByHand(picked, names, now)),
  };
}

/** Everything that can be named: the cells behind the row in focus, then all rows. */
function useOffered(names: readonly string[]) {
  const { t } = useTranslation('reopening');
  const { catalogue } = useWorkbook();
  const focus = useFocus();
  const words = useNameWords();
  const item = (value: string) => ({ value, label: words.name(value) });
  const near = focus ? cellsBehind(catalogue, focus.row) : [];
  const groups = [
    { group: t('inRow'), items: near.map(item) },
    { group: t('kpiRows'), items: catalogue.dataPoints.map(({ row }) => item(row)) },
    { group: t('profileRows'), items: catalogue.profile.map(({ row }) => item(row)) },
  ].filter(({ items }) => items.length > 0);
  // What was named stays offered, though the list follows the focus.
  const known = new Set(groups.flatMap(({ items }) => items.map(({ value }) => value)));
  const others = names.filter((each) => !known.has(each)).map(item);
  return others.length > 0 ? [...groups, { group: t('names'), items: others }] : groups;
}

export function Picker({ picking }: { picking: Picking }) {
  const { t } = useTranslation('reopening');
  const { state } = useWorkbook();
  const { names, offered, entity, toggle, takeEntity, edit } = picking;
  const data = useOffered(names);
  const entities = [...state.entities.values()]
    .filter(({ id }) => [...state.assignments.values()].includes(id))
    .map(({ id, name }) => ({ value: id as string, label: name }))
    .toSorted((a, b) => a.label.localeCompare(b.label));
  const isTooMany = names.length > TEXT_LIMITS.reopened;
  return (
    <Stack gap={10}>
      <Group gap={16} align="end" role="group" aria-label={t('choose.label')}>
        <Stack gap={6} py={4}>
          {offered.map(({ choice, cells, isChosen }) => (
            <Checkbox
              key={choice}
              size="sm"
              label={t(`choose.${choice}`, { count: cells })}
              checked={isChosen}
              onChange={() => toggle(choice)}
              data-testid={`reopen-${choice}`}
            />
          ))}
        </Stack>
        {entities.length > 0 && (
          <Select
            className="panel-grow"
            label={t('choose.entity')}
            placeholder={t('choose.noEntity')}
            clearable
            searchable
            data={entities}
            value={entity}
            onChange={takeEntity}
            data-testid="reopen-entity"
          />
        )}
      </Group>
      <MultiSelect
        label={t('names')}
        description={t('namesAbout')}
        error={isTooMany ? t('tooMany', { count: TEXT_LIMITS.reopened }) : undefined}
        required
        searchable
        clearable={false}
        hidePickedOptions
        maxDropdownHeight={260}
        limit={60}
        nothingFoundMessage={t('namesNone')}
        data={data}
        value={names}
        onChange={edit}
        classNames={{ pillsList: 'reopening-names' }}
        data-testid="reopen-names"
      />
    </Stack>
  );
}
