/** A button at the end of a line whose act cannot be taken back: it says what will happen and asks once. */
import { Button, Group, Text } from '@mantine/core';
import type { Outcome } from '@tallystick/domain/refusals';
import { useState } from 'react';
import { RefusalText } from './refusal-text.tsx';
import { useAct } from '../look/use-act.ts';

type Props = {
  /** What the button says, and the same with the name of what it is about. */
  act: string;
  actWhich: string;
  /** What will happen. */
  about: string;
  yes: string;
  keep: string;
  onYes: () => Promise<Outcome<unknown>>;
  testId: string;
};

/** Stands in a list line that wraps (`panel-line panel-line-wraps`). */
export function AskOnce({ act, actWhich, about, yes, keep, onYes, testId }: Props) {
  const [isAsking, setAsking] = useState(false);
  const { busy, refusal, run, forget } = useAct();
  const doIt = async () => {
    const outcome = await run(() => onYes());
    if (outcome.ok) setAsking(false);
  };
  if (!isAsking) {
    return (
      <Button
        size="compact-xs"
        variant="subtle"
        color="gray"
        aria-label={actWhich}
        onClick={() => setAsking(true)}
        data-testid={testId}
      >
        {act}
      </Button>
    );
  }
  return (
    <>
      <Group gap={4} wrap="nowrap">
        <Button
          size="compact-xs"
          variant="default"
          onClick={() => {
            forget();
            setAsking(false);
          }}
          autoFocus
        >
          {keep}
        </Button>
        <Button
          size="compact-xs"
          color="red"
          loading={busy}
          onClick={() => void doIt()}
          data-testid={`${testId}-confirm`}
        >
          {yes}
        </Button>
      </Group>
      <div className="panel-line-below" role="alert">
        {refusal ? <RefusalText refusal={refusal} /> : <Text size="xs">{about}</Text>}
      </div>
    </>
  );
}
