/** Below what a data point is judged by: verdict, question, note, and the ways to the next and the one before. */
import { ActionIcon, Button } from '@mantine/core';
import type { DataPoint } from '@tallystick/catalogue/kpi-set';
import { may } from '@tallystick/domain/rights';
import {
  IconCheck,
  IconChevronDown,
  IconChevronUp,
  IconHelpCircle,
  IconMessageCircle,
  IconX,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useResult, useWorkbook } from '../live/workbook/use-workbook.ts';
import { useJudgingActs } from '../verdicts/judging-acts.ts';
import type { PanelTab } from './use-panel-tab.ts';

type Props = { point: DataPoint } & Pick<PanelTab, 'write'>;

/** Nothing for those who do not judge. */
export function VerdictBar({ point, write }: Props) {
  const { t } = useTranslation('panel');
  const { state, actor } = useWorkbook();
  const acts = useJudgingActs();
  const { status } = useResult(point.row);
  if (!acts || may(actor, 'verify', { state }) !== undefined) return null;
  const isReported = status === 'reported';
  return (
    <div className="panel-bar" role="toolbar" aria-label={t('bar.label')} data-testid="verdict-bar">
      <Act
        name="previous"
        keys="Alt+K"
        icon={<IconChevronUp size={16} aria-hidden />}
        act={() => acts.current?.step(-1)}
      />
      <Act
        name="next"
        keys="Alt+J"
        icon={<IconChevronDown size={16} aria-hidden />}
        act={() => acts.current?.step(1)}
      />
      {isReported && (
        <>
          <Button
            size="compact-sm"
            className="panel-verify"
            px={6}
            leftSection={<IconCheck size={14} aria-hidden />}
            aria-keyshortcuts="Alt+V"
            title={t('bar.verifyTip')}
            onClick={() => acts.current?.verify()}
            data-testid="bar-verify"
          >
            {t('bar.verify')}
          </Button>
          <Act
            name="refute"
            keys="Alt+X"
            icon={<IconX size={16} aria-hidden />}
            act={() => write('reason')}
          />
        </>
      )}
      <Act
        name="ask"
        keys="Alt+A"
        icon={<IconHelpCircle size={16} aria-hidden />}
        act={() => write('query')}
      />
      <Act
        name="comment"
        keys="Shift+F2"
        icon={<IconMessageCircle size={16} aria-hidden />}
        act={() => write('comment')}
      />
    </div>
  );
}

type ActProps = {
  name: 'previous' | 'next' | 'refute' | 'ask' | 'comment';
  keys: string;
  icon: ReactNode;
  act: () => void;
};

function Act({ name, keys, icon, act }: ActProps) {
  const { t } = useTranslation('panel');
  return (
    <ActionIcon
      variant="default"
      size={28}
      aria-label={t(`bar.${name}`)}
      aria-keyshortcuts={keys}
      title={t(`bar.${name}Tip`)}
      onClick={act}
      data-testid={`bar-${name}`}
    >
      {icon}
    </ActionIcon>
  );
}
