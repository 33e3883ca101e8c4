/** Operations on the past of a workbook. */
import {
  compareViewSchema,
  historyViewSchema,
  momentsViewSchema,
  momentViewSchema,
  seenViewSchema,
} from '@tallystick/protocol/history-schemas';
import {
  proposalRequestSchema,
  refusedDraftsQuerySchema,
  refusedDraftsViewSchema,
  refusedDraftViewSchema,
  settledViewSchema,
  settleRequestSchema,
} from '@tallystick/protocol/views-refused-drafts';
import { compareQuery, historyQuery, pointsQuery, seenBody } from '../routes/history-routes.ts';
import type { Operation } from './operation.ts';

export const historyOperations: Operation[] = [
  {
    method: 'get',
    path: '/api/workbooks/:id/history',
    tag: 'history',
    summary: 'History of a cell, row, person, entity or of all',
    auth: 'token',
    query: historyQuery,
    answers: { 200: { about: 'Moments, newest first.', schema: historyViewSchema } },
  },
  {
    method: 'get',
    path: '/api/workbooks/:id/at/:number',
    tag: 'history',
    summary: 'The cells right after an entry, and who reported them',
    auth: 'token',
    answers: { 200: { about: 'The moment.', schema: momentViewSchema } },
  },
  {
    method: 'get',
    path: '/api/workbooks/:id/moments',
    tag: 'history',
    summary: 'What a slider needs',
    auth: 'token',
    query: pointsQuery,
    answers: { 200: { about: 'Points and marks.', schema: momentsViewSchema } },
  },
  {
    method: 'get',
    path: '/api/workbooks/:id/compare',
    tag: 'history',
    summary: 'Two moments compared',
    auth: 'token',
    query: compareQuery,
    answers: {
      200: {
        about: 'The cells that differ, and the results.',
        schema: compareViewSchema,
        or: 'text/csv',
      },
    },
  },
  {
    method: 'get',
    path: '/api/workbooks/:id/seen',
    tag: 'history',
    summary: 'How far one has looked',
    auth: 'token',
    answers: { 200: { about: 'The last entry seen.', schema: seenViewSchema } },
  },
  {
    method: 'put',
    path: '/api/workbooks/:id/seen',
    tag: 'history',
    summary: 'Note how far one has looked',
    auth: 'token',
    body: seenBody,
    answers: { 200: { about: 'The last entry seen.', schema: seenViewSchema } },
  },
  {
    method: 'get',
    path: '/api/workbooks/:id/refused-drafts',
    tag: 'history',
    summary: 'Values that were refused and kept',
    about: 'Their author sees them, the coordinator and the head.',
    auth: 'token',
    query: refusedDraftsQuerySchema,
    answers: { 200: { about: 'The drafts, newest first.', schema: refusedDraftsViewSchema } },
  },
  {
    method: 'post',
    path: '/api/workbooks/:id/refused-drafts',
    tag: 'history',
    summary: 'Hand a refused value in as a proposal',
    about: 'The coordinator and the head see it at its cell; its author is told what became of it.',
    auth: 'token',
    body: proposalRequestSchema,
    answers: { 200: { about: 'The proposal.', schema: refusedDraftViewSchema } },
  },
  {
    method: 'post',
    path: '/api/workbooks/:id/refused-drafts/:draft/settle',
    tag: 'history',
    summary: 'Take a refused value over, or discard it',
    auth: 'token',
    body: settleRequestSchema,
    answers: { 200: { about: 'What was settled.', schema: settledViewSchema } },
  },
];
