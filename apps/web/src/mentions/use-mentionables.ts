/** Who can be mentioned in a text of the open workbook: who may read it, and the entities where the city's side reads it. */
import { type Act, actorOf, may } from '@tallystick/domain/rights';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useWorkbook } from '../live/workbook/use-workbook.ts';
import { byName } from '../texts/by-name.ts';
import type { Mentionable } from './mentions.ts';

/** `read`: what somebody has to be allowed to, so that the text is shown to them. */
export function useMentionables(read: Act): readonly Mentionable[] {
  const { t } = useTranslation(['panel', 'people']);
  const { state, actor, nameOf } = useWorkbook();
  return useMemo(() => {
    const members = [...state.members.values()];
    const readers = members.filter(
      ({ person }) =>
        person !== actor.person && may(actorOf(state, person), read, { state }) === undefined,
    );
    const people = readers.map(({ person, role, entity }): Mentionable => {
      const of = entity === null ? undefined : state.entities.get(entity)?.name;
      const about = of === undefined ? t(`roles.${role}`) : `${t(`roles.${role}`)}, ${of}`;
      return { kind: 'person', id: person, name: nameOf(person), about };
    });
    const filling = new Set(
      readers.flatMap(({ role, entity }) => (role === 'contributor' && entity ? [entity] : [])),
    );
    const entities = [...state.entities.values()]
      .filter(({ id }) => filling.has(id))
      .map(({ id, name }): Mentionable => {
        return { kind: 'entity', id, name, about: t('mention.entity') };
      });
    return byName([...people, ...entities]);
  }, [state, actor, nameOf, read, t]);
}
