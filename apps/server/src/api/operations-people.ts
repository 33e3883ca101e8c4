/**
 * Operations on the people of a workbook and of the installation. Own file: one list a group of nouns.
 */
import {
  adminPeopleSchema,
  adminWorkbooksSchema,
  endedSchema,
  invitationMadeSchema,
  invitationsViewSchema,
  linkMadeSchema,
  personAddedSchema,
  serviceViewSchema,
} from '@tallystick/protocol/people-schemas';
import { appointing, searching } from '../http/admin-routes.ts';
import { inviting } from '../http/invitation-routes.ts';
import { adding } from '../http/people-routes.ts';
import { nothing, type Operation } from './operation.ts';

export const peopleOperations: Operation[] = [
  {
    method: 'post',
    path: '/api/workbooks/:id/people',
    tag: 'people',
    summary: 'Add a person',
    about: 'Not by a token: the answer may hold a one-time link.',
    auth: 'session',
    body: adding,
    answers: { 200: { about: 'The person.', schema: personAddedSchema } },
  },
  {
    method: 'get',
    path: '/api/workbooks/:id/invitations',
    tag: 'people',
    summary: 'Invitations of a workbook',
    auth: 'token',
    answers: { 200: { about: 'The invitations, newest first.', schema: invitationsViewSchema } },
  },
  {
    method: 'post',
    path: '/api/workbooks/:id/invitations',
    tag: 'people',
    summary: 'Invite by a link',
    about: 'Not by a token: the answer holds the link.',
    auth: 'session',
    body: inviting,
    answers: { 200: { about: 'The link, this once.', schema: invitationMadeSchema } },
  },
  {
    method: 'delete',
    path: '/api/workbooks/:id/invitations/:invitation',
    tag: 'people',
    summary: 'Revoke an invitation',
    auth: 'session',
    answers: { 204: nothing('Revoked.') },
    refuses: [410],
  },
  {
    method: 'get',
    path: '/api/admin/workbooks',
    tag: 'administration',
    summary: 'All workbooks by name',
    auth: 'session',
    answers: { 200: { about: 'Names, no content.', schema: adminWorkbooksSchema } },
  },
  {
    method: 'get',
    path: '/api/admin/service',
    tag: 'administration',
    summary: 'What whoever looks after the server should know',
    about: '`backup` is null where nobody has set how old the last backup may be.',
    auth: 'session',
    answers: { 200: { about: 'When the last good backup was made.', schema: serviceViewSchema } },
  },
  {
    method: 'get',
    path: '/api/admin/people',
    tag: 'administration',
    summary: 'People of the installation',
    auth: 'session',
    query: searching,
    answers: { 200: { about: 'The people found.', schema: adminPeopleSchema } },
  },
  {
    method: 'post',
    path: '/api/admin/people/:person/link',
    tag: 'administration',
    summary: 'A one-time link that sets a password',
    auth: 'session',
    answers: { 200: { about: 'The path of the link.', schema: linkMadeSchema } },
  },
  {
    method: 'post',
    path: '/api/admin/people/:person/sign-out',
    tag: 'administration',
    summary: "End a person's sessions",
    auth: 'session',
    answers: { 200: { about: 'How many were ended.', schema: endedSchema } },
  },
  {
    method: 'post',
    path: '/api/admin/people/:person/shut-out',
    tag: 'administration',
    summary: "Take a person's access away",
    auth: 'session',
    answers: { 200: { about: 'How many sessions were ended.', schema: endedSchema } },
    refuses: [409],
  },
  {
    method: 'post',
    path: '/api/admin/people/:person/admin',
    tag: 'administration',
    summary: 'Make or unmake an administrator',
    auth: 'session',
    body: appointing,
    answers: { 204: nothing('Done.') },
  },
];
