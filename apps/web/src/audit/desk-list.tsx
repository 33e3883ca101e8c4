/** One tab of the desk: a list with a way to write something new, or in its place the form in which that is done. */
import { Button, Stack, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';

type Props<Item extends { id: string }> = {
  items: readonly Item[];
  /** Left out where the reader may not write. */
  add?: string;
  empty: string;
  testId: string;
  /** `edit` is there where the reader may write. */
  line: (item: Item, edit?: () => void) => ReactNode;
  /** `item` is undefined for something new. */
  form: (item: Item | undefined, done: () => void) => ReactNode;
  /** Below the list. */
  children?: ReactNode;
};

export function DeskList<Item extends { id: string }>(props: Props<Item>) {
  const { items, add, empty, testId, line, form, children } = props;
  // Undefined while the list is shown; '' for something new.
  const [open, setOpen] = useState<string>();
  const wasOpen = useRef(false);
  const addButton = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    // The field that had the keyboard is gone with the form.
    if (open === undefined && wasOpen.current) addButton.current?.focus();
    wasOpen.current = open !== undefined;
  }, [open]);
  if (open !== undefined) {
    const item = items.find(({ id }) => id === open);
    return <>{form(item, () => setOpen(undefined))}</>;
  }
  return (
    <Stack gap={12}>
      {add !== undefined && (
        <Button
          size="xs"
          variant="default"
          leftSection={<IconPlus size={16} aria-hidden />}
          onClick={() => setOpen('')}
          ref={addButton}
          className="audit-add"
          data-testid={`${testId}-new`}
        >
          {add}
        </Button>
      )}
      {items.length === 0 && (
        <Text size="sm" c="var(--ts-muted)">
          {empty}
        </Text>
      )}
      <ul className="audit-list">
        {items.map((item) => (
          <li key={item.id} className="audit-one" data-testid={testId}>
            {line(item, add === undefined ? undefined : () => setOpen(item.id))}
          </li>
        ))}
      </ul>
      {children}
    </Stack>
  );
}
