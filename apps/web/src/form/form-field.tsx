/**
 * One cell as a labelled field: the same text, rights, marks and refusals as in the grid, read and filled without one.
 */
import { MAX_LENGTH } from '@tallystick/domain/cells/cell-limits';
import { type CellSpec, cellSpec } from '@tallystick/domain/cells/cell-spec';
import { Anchor, NativeSelect, Text, Textarea, TextInput } from '@mantine/core';
import { type KeyboardEvent, type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { beginText } from '../lines/begin-text.ts';
import { filledFacts } from '../lines/cell-facts.ts';
import { cannotSay, lookOf, sentenceOf } from '../lines/cell-look.ts';
import type { SheetColumn } from '../lines/sheet-columns.ts';
import type { LineRow } from '../lines/sheet-rows.ts';
import type { SheetSource } from '../lines/sheet-source.ts';
import { isComposed } from '../kit/typed-key.ts';
import { useWorkbook } from '../live/workbook/use-workbook.ts';
import { useColumnWords } from '../lines/column-words.ts';
import { focusOf } from '../lines/subject.ts';
import { unitIn } from '../texts/unit-words.ts';
import { choicesOf } from '../typing/choices.ts';
import { hintOf } from '../typing/typed-hint.ts';
import { FieldOverwritten } from './field-overwritten.tsx';
import { useTypedField } from './use-typed-field.ts';
import { RefusedDraft } from '../panel/drafts/refused-draft.tsx';

type Props = { source: SheetSource; row: LineRow; column: SheetColumn };

export function FormField({ source, row, column }: Props) {
  const { t } = useTranslation('grid');
  const { setFocus, setEditing } = useWorkbook();
  const wordsOf = useColumnWords();
  const id = useId();
  const facts = filledFacts(source, row, column.id);
  const { spec, cell } = facts;
  const stands = beginText({ data: row, context: { source } }, column.id);
  const field = useTypedField({ source, spec, t, stands });
  const { typing } = field;
  const label = wordsOf(row.kind === 'profile' ? row.line : row.point, column.id);
  if (!spec) {
    const there = facts.home === undefined ? undefined : cellSpec(source.catalogue, facts.home);
    const unit = unitOfField(source, row, there);
    return <Elsewhere label={label} facts={facts} unit={unit} />;
  }
  const refusal = source.mayEdit?.(cell);
  const draft = source.draft?.(cell);
  const why = draft && sentenceOf(draft.refusal, t);
  const text = typing?.text ?? (refusal ? facts.shown : stands);
  const choices = choicesOf(source, spec, t);
  const hint = typing && hintOf({ source, spec, t }, typing.text);
  const says = lookOf(source, row, column, t)
    .says()
    // Why it was not taken is the field's error already.
    .filter((each) => !why || !each.includes(why));
  const take = (typed: string): void => {
    if (typed !== stands) source.set?.(cell, typed);
  };
  const shared = {
    id,
    label,
    value: text,
    description: description(),
    error: why && !typing ? why : hint?.tone === 'wrong' && hint.text,
    'data-testid': `field-${column.id}`,
    'data-stands': typing ? stands : undefined,
    'data-status': source.status?.(cell) ?? 'saved',
    onFocus: () => {
      setFocus({ row: row.id, column: column.id });
      if (!refusal) setEditing(true);
    },
    onBlur: () => {
      setEditing(false);
      const typed = field.leave();
      if (typed !== undefined) take(typed);
    },
  };

  /** What stands below the label: why nothing can be typed, what it will become, what is said of the cell. */
  function description(): ReactNode {
    // What the typed text becomes is said with its unit.
    if (!refusal && hint && hint.tone !== 'wrong') return hint.text;
    const lines = refusal ? [cannotSay(refusal, t)] : says;
    // Some of them are short and end without a full stop: then the next one would read on.
    const told = lines.map((each, at) =>
      at < lines.length - 1 ? each.replace(/\.?$/, '.') : each,
    );
    const parts = [unitOfField(source, row, spec), told.join(' ')].filter((part) => part !== '');
    return parts.length === 0 ? undefined : parts.join(' · ');
  }

  const keys = (event: KeyboardEvent<HTMLElement>): void => {
    if (isComposed(event.nativeEvent)) return;
    if (event.key === 'Escape' && typing) {
      event.stopPropagation();
      field.giveUp();
    }
    if (event.key !== 'Enter' || event.shiftKey || event.altKey) return;
    event.preventDefault();
    if (field.holds()) return;
    toNextField(event.currentTarget);
  };
  return (
    <div className="form-field">
      {choices && !choices.free ? (
        <NativeSelect
          {...shared}
          disabled={refusal !== undefined}
          onChange={(event) => take(event.currentTarget.value)}
        >
          <option value="">{t('noValue')}</option>
          {choices.choices.map(({ value, label: words }) => (
            <option key={value} value={value}>
              {words}
            </option>
          ))}
          {!choices.choices.some(({ value }) => value === text) && text !== '' && (
            <option value={text}>{text}</option>
          )}
        </NativeSelect>
      ) : column.id === 'notes' || column.id === 'source' ? (
        <Textarea
          {...shared}
          autosize
          minRows={2}
          maxRows={8}
          dir="auto"
          readOnly={refusal !== undefined}
          maxLength={spec.maxLength * 4}
          onChange={(event) => field.write(event.currentTarget.value)}
        />
      ) : (
        <TextInput
          {...shared}
          inputMode={spec.kind === 'year' ? 'numeric' : 'text'}
          enterKeyHint="next"
          autoComplete="off"
          list={choices ? `${id}-known` : undefined}
          readOnly={refusal !== undefined}
          maxLength={(spec.kind === 'number' ? MAX_LENGTH.formula : spec.maxLength) * 4}
          onChange={(event) => field.write(event.currentTarget.value)}
          onKeyDown={keys}
        />
      )}
      {choices?.free && (
        <datalist id={`${id}-known`}>
          {choices.choices.map(({ value, label: words }) => (
            <option key={value} value={value}>
              {words}
            </option>
          ))}
        </datalist>
      )}
      {typing && field.news !== '' && (
        <Text size="xs" role="status" data-testid="field-news">
          {field.news}
        </Text>
      )}
      {draft && !typing && <RefusedDraft cell={cell} isWhySaid />}
      <FieldOverwritten source={source} cell={cell} />
    </div>
  );
}

/** The unit that a figure of this field is typed in; empty where it is no figure. */
function unitOfField(source: SheetSource, row: LineRow, spec: CellSpec | undefined): string {
  if (spec?.kind !== 'number' || spec.unit === undefined) return '';
  return unitIn(source, row.kind === 'profile' ? row.line : row.point, spec.unit);
}

/** A figure that is typed in another row, with the way there. */
function Elsewhere(props: { label: string; facts: ReturnType<typeof filledFacts>; unit: string }) {
  const { label, facts, unit } = props;
  const { t } = useTranslation('grid');
  const { setFocus } = useWorkbook();
  const home = facts.home === undefined ? undefined : focusOf(facts.home);
  return (
    <div className="form-field">
      <Text size="sm" fw={500}>
        {label}
      </Text>
      <Text size="sm">
        <bdi className="ts-ltr">{facts.shown === '' ? t('cell.empty') : facts.shown}</bdi>
        {unit !== '' && <span className="ts-muted"> {unit}</span>}
      </Text>
      {home && (
        <Anchor
          component="button"
          type="button"
          size="sm"
          underline="always"
          onClick={() => setFocus(home)}
        >
          {t('form:elsewhere')}
        </Anchor>
      )}
    </div>
  );
}

/** As a phone's "next" key does: on to the field after this one. */
function toNextField(from: EventTarget & HTMLElement): void {
  const form = from.closest('.form');
  const fields = [
    ...(form?.querySelectorAll<HTMLElement>('.form-field :is(input, select, textarea)') ?? []),
  ];
  const next = fields[fields.indexOf(from) + 1];
  if (next) next.focus();
  else from.blur();
}
