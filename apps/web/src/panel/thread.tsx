/** One thread: the first comment, its replies, and what may be done with it. A resolved one is folded to a line. */
import { Button, Group, Stack, Text, UnstyledButton } from '@mantine/core';
import type { Comment } from '@tallystick/domain/state';
import { may } from '@tallystick/domain/rights';
import type { CommentId } from '@tallystick/domain/cells/ids';
import { IconChevronRight } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useAct } from '../look/use-act.ts';
import { useTranslation } from 'react-i18next';
import { useWorkbook } from '../live/workbook/use-workbook.ts';
import { QueuedHere } from '../offline/queued-list.tsx';
import { CommentBox } from './comment-box.tsx';
import { Instant } from '../kit/instant.tsx';
import { RefusalText } from '../kit/refusal-text.tsx';
import { StateMark } from '../kit/state-mark.tsx';
import type { Thread as ThreadData } from './threads.ts';

function Said({ comment }: { comment: Comment }) {
  const { t } = useTranslation('panel');
  const { nameOf, state } = useWorkbook();
  const role = state.members.get(comment.by)?.role;
  return (
    <div className="panel-comment">
      <Group gap={6} wrap="wrap" className="panel-comment-head">
        <Text component="span" size="sm" fw={600} translate="no">
          {nameOf(comment.by)}
        </Text>
        {role && (
          <Text component="span" size="xs" c="var(--ts-muted)">
            {t(`roles.${role}`)}
          </Text>
        )}
        <Text component="span" size="xs" c="var(--ts-muted)">
          <Instant at={comment.at} />
        </Text>
      </Group>
      <Text size="sm" className="panel-said" dir="auto">
        {comment.text}
      </Text>
    </div>
  );
}

function Actions({ first, onReply }: { first: Comment; onReply: (() => void) | undefined }) {
  const { t } = useTranslation('panel');
  const { command, actor, state } = useWorkbook();
  const { busy, refusal, run } = useAct();
  const mayResolve = !may(actor, 'resolve-comment', { state, comment: first });
  const turn = async () => {
    const comment: CommentId = first.id;
    await run(() =>
      command(
        first.resolved ? { type: 'reopen-comment', comment } : { type: 'resolve-comment', comment },
      ),
    );
  };
  return (
    <>
      <Group gap={4}>
        {onReply && (
          <Button size="compact-xs" variant="subtle" onClick={onReply} data-testid="comment-reply">
            {t('comments.reply')}
          </Button>
        )}
        {mayResolve && (
          <Button
            size="compact-xs"
            variant="subtle"
            loading={busy}
            onClick={() => void turn()}
            data-testid={first.resolved ? 'comment-reopen' : 'comment-resolve'}
          >
            {first.resolved ? t('comments.reopen') : t('comments.resolve')}
          </Button>
        )}
      </Group>
      {refusal && (
        <div role="alert">
          <RefusalText refusal={refusal} />
        </div>
      )}
    </>
  );
}

export function Thread({ thread }: { thread: ThreadData }) {
  const { t } = useTranslation('panel');
  const { command, actor, state } = useWorkbook();
  const { first, replies } = thread;
  const [unfolded, setUnfolded] = useState(false);
  const [replying, setReplying] = useState(false);
  const box = useRef<HTMLTextAreaElement>(null);
  // Whoever asks to reply writes next.
  useEffect(() => {
    if (replying) box.current?.focus();
  }, [replying]);
  const mayReply = !may(actor, first.audience === 'audit' ? 'comment-audit' : 'comment', { state });

  if (first.resolved && !unfolded) {
    return (
      <UnstyledButton className="panel-thread panel-folded" onClick={() => setUnfolded(true)}>
        <IconChevronRight size={14} aria-hidden className="panel-mirrored" />
        <Text component="span" size="xs" c="var(--ts-muted)">
          {t('comments.resolved')}
        </Text>
        <Text component="span" size="sm" truncate dir="auto">
          {first.text}
        </Text>
      </UnstyledButton>
    );
  }
  return (
    <Stack gap={8} className="panel-thread" data-testid="comment-thread">
      {first.audience === 'audit' && (
        <div>
          <StateMark tone="hidden">{t('comments.auditOnly')}</StateMark>
        </div>
      )}
      {first.resolved && (
        <Text size="xs" c="var(--ts-muted)">
          {t('comments.resolved')}
        </Text>
      )}
      {[first, ...replies].map((comment) => (
        <Said key={comment.id} comment={comment} />
      ))}
      <QueuedHere
        isHere={(given) =>
          (given.type === 'comment' && given.parent === first.id) ||
          ((given.type === 'resolve-comment' || given.type === 'reopen-comment') &&
            given.comment === first.id)
        }
      />
      <Actions
        first={first}
        onReply={mayReply && !replying && !first.resolved ? () => setReplying(true) : undefined}
      />
      {replying && (
        <CommentBox
          box={box}
          about={first.id}
          label={t('comments.replyLabel')}
          placeholder={t('comments.replyPlaceholder')}
          action={t('comments.reply')}
          mayChooseAudience={false}
          within={first.audience}
          testId="reply"
          send={async (said) => {
            const outcome = await command({
              type: 'comment',
              cell: first.cell,
              parent: first.id,
              ...said,
              audience: first.audience,
            });
            if (outcome.ok) setReplying(false);
            return outcome;
          }}
        />
      )}
    </Stack>
  );
}
