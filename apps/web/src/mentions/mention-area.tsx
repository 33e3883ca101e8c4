/**
 * A text in which people and entities are mentioned: an `@` opens the list of those who can read it, arrows choose,
 * Enter or Tab takes, Escape closes. It keeps the keyboard in the text, as the list of ARIA's combobox does; a text of
 * several lines may not be called a combobox itself (ARIA in HTML), so it stays a text box with a list.
 */
import { Text, Textarea, type TextareaProps } from '@mantine/core';
import {
  type KeyboardEvent,
  type RefObject,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { useTranslation } from 'react-i18next';
import { sendByKeys } from '../kit/panel-form.tsx';
import { type Mentionable, mentionable, nameAt, withName } from './mentions.ts';
import './mentions.css';

/** Names in the list: what one looks over at a glance; more letters find the others. */
const SHOWN_MAX = 8;

type Props = Omit<TextareaProps, 'value' | 'onChange' | 'onKeyDown' | 'ref'> & {
  value: string;
  change: (text: string) => void;
  all: readonly Mentionable[];
  box: RefObject<HTMLTextAreaElement | null>;
};

export function MentionArea({ value, change, all, box, ...props }: Props) {
  const { t } = useTranslation('panel');
  const id = useId();
  const [caret, setCaret] = useState<number>();
  const [active, setActive] = useState(0);
  /** Where the caret goes once the text with the name is drawn. */
  const next = useRef<number>(undefined);
  useLayoutEffect(() => {
    if (next.current === undefined) return;
    box.current?.setSelectionRange(next.current, next.current);
    next.current = undefined;
  });
  const typed = caret === undefined ? undefined : nameAt(value, caret);
  const found = typed === undefined ? [] : mentionable(all, typed.words, SHOWN_MAX);
  const isOpen = found.length > 0;
  const chosen = Math.min(active, found.length - 1);
  const optionId = (index: number): string => `${id}-${index}`;

  const close = () => setCaret(undefined);
  const follow = () => {
    const { selectionStart, selectionEnd } = box.current ?? {};
    setCaret(selectionStart === selectionEnd ? selectionStart : undefined);
    setActive(0);
  };
  const take = (one: Mentionable | undefined) => {
    if (one === undefined || typed === undefined || caret === undefined) return;
    const with_ = withName(value, { from: typed.from, caret, name: one.name });
    next.current = with_.caret;
    change(with_.text);
    close();
  };
  const keys = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    const act = isOpen ? keyOfList(event) : undefined;
    if (act === undefined) return sendByKeys(event);
    event.preventDefault();
    // Escape closes the list alone, and the form stays.
    event.stopPropagation();
    if (act === 'take') take(found[chosen]);
    else if (act === 'close') close();
    else setActive((chosen + (act === 'down' ? 1 : found.length - 1)) % found.length);
  };

  return (
    <div>
      <Textarea
        {...props}
        ref={box}
        value={value}
        onChange={(event) => {
          change(event.currentTarget.value);
          follow();
        }}
        onKeyDown={keys}
        onClick={close}
        onBlur={close}
        aria-autocomplete="list"
        aria-haspopup="listbox"
        aria-controls={isOpen ? `${id}-list` : undefined}
        aria-activedescendant={isOpen ? optionId(chosen) : undefined}
      />
      <div role="status" className="ts-hidden">
        {isOpen ? t('mention.found', { count: found.length }) : ''}
      </div>
      {isOpen && (
        // Pressed outside of an option, the text keeps the keyboard.
        <ul
          id={`${id}-list`}
          role="listbox"
          aria-label={t('mention.list')}
          className="mention-list"
          onMouseDown={(event) => event.preventDefault()}
          data-testid="mention-list"
        >
          {found.map((one, index) => (
            // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the keys are those of the text box
            <li
              key={`${one.kind} ${one.id}`}
              id={optionId(index)}
              role="option"
              aria-selected={index === chosen}
              className="mention-option"
              onClick={() => take(one)}
            >
              <Text component="span" size="sm" dir="auto" translate="no">
                {one.name}
              </Text>
              <Text component="span" size="xs" c="var(--ts-muted)" dir="auto">
                {one.about}
              </Text>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** What a key does to the open list; undefined where it goes on to the text. */
function keyOfList(event: KeyboardEvent): 'up' | 'down' | 'take' | 'close' | undefined {
  if (event.ctrlKey || event.metaKey || event.altKey || event.nativeEvent.isComposing) return;
  switch (event.key) {
    case 'ArrowDown':
      return 'down';
    case 'ArrowUp':
      return 'up';
    case 'Enter':
      return event.shiftKey ? undefined : 'take';
    case 'Tab':
      return event.shiftKey ? undefined : 'take';
    case 'Escape':
      return 'close';
    default:
      return undefined;
  }
}
