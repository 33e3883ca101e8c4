/**
 * Operations of the account: signing in, sessions, tokens, links. Own file: one list a group of nouns.
 */
import {
  endedSchema,
  invitationViewSchema,
  joinedSchema,
  linkViewSchema,
  sessionsViewSchema,
} from '@tallystick/protocol/people-schemas';
import { tokenMadeSchema, tokenRequestSchema, tokensViewSchema } from '@tallystick/protocol/tokens';
import { sessionViewSchema } from '@tallystick/protocol/view-schemas';
import { changing } from '../routes/account-routes.ts';
import { joining } from '../routes/invitation-routes.ts';
import { setting } from '../routes/link-routes.ts';
import { choice, credentials } from '../routes/session-routes.ts';
import { nothing, type Operation } from './operation.ts';

const signedIn = nothing('Signed in; the answer sets the cookie.');

export const accountOperations: Operation[] = [
  {
    method: 'get',
    path: '/api/session',
    tag: 'account',
    summary: 'Who is signed in',
    about: '`me` is null for who is not. `demo` lists whom a demo lets one be.',
    auth: 'none',
    answers: { 200: { about: 'The session.', schema: sessionViewSchema } },
  },
  {
    method: 'post',
    path: '/api/session',
    tag: 'account',
    summary: 'Sign in',
    auth: 'none',
    body: credentials,
    answers: { 204: signedIn },
    refuses: [401],
  },
  {
    method: 'post',
    path: '/api/session/demo',
    tag: 'account',
    summary: 'Enter a demo as one of its people',
    auth: 'none',
    body: choice,
    answers: { 204: signedIn },
    refuses: [401],
  },
  {
    method: 'delete',
    path: '/api/session',
    tag: 'account',
    summary: 'Sign out',
    auth: 'none',
    answers: { 204: nothing('Signed out.') },
    refuses: [401],
  },
  {
    method: 'get',
    path: '/api/me/sessions',
    tag: 'account',
    summary: 'Where one is signed in',
    auth: 'session',
    answers: { 200: { about: 'The sessions, newest first.', schema: sessionsViewSchema } },
  },
  {
    method: 'delete',
    path: '/api/me/sessions/:session',
    tag: 'account',
    summary: 'End a session',
    auth: 'session',
    answers: { 204: nothing('Ended.') },
  },
  {
    method: 'delete',
    path: '/api/me/sessions',
    tag: 'account',
    summary: 'End all other sessions',
    auth: 'session',
    answers: { 200: { about: 'How many were ended.', schema: endedSchema } },
  },
  {
    method: 'post',
    path: '/api/me/password',
    tag: 'account',
    summary: 'Set another password',
    auth: 'session',
    body: changing,
    answers: { 200: { about: 'How many other sessions were ended.', schema: endedSchema } },
  },
  {
    method: 'get',
    path: '/api/tokens',
    tag: 'account',
    summary: "One's access tokens",
    auth: 'session',
    answers: { 200: { about: 'The tokens that stand, oldest first.', schema: tokensViewSchema } },
  },
  {
    method: 'post',
    path: '/api/tokens',
    tag: 'account',
    summary: 'Make an access token',
    about: 'The secret is in this answer and nowhere else. A token cannot make tokens.',
    auth: 'session',
    body: tokenRequestSchema,
    answers: { 201: { about: 'The token and its secret.', schema: tokenMadeSchema } },
  },
  {
    method: 'delete',
    path: '/api/tokens/:token',
    tag: 'account',
    summary: 'Revoke an access token',
    auth: 'session',
    answers: { 204: nothing('Revoked; its streams and sockets end.') },
  },
  {
    method: 'get',
    path: '/api/links/:token',
    tag: 'account',
    summary: 'What a one-time link is for',
    auth: 'none',
    answers: { 200: { about: 'Its purpose.', schema: linkViewSchema } },
    refuses: [410],
  },
  {
    method: 'post',
    path: '/api/links/:token',
    tag: 'account',
    summary: 'Set a password by a one-time link',
    auth: 'none',
    body: setting,
    answers: { 204: signedIn },
    refuses: [410],
  },
  {
    method: 'get',
    path: '/api/invitations/:token',
    tag: 'account',
    summary: 'What an invitation is to',
    auth: 'none',
    answers: { 200: { about: 'Workbook, role, who invites.', schema: invitationViewSchema } },
    refuses: [410],
  },
  {
    method: 'post',
    path: '/api/invitations/:token',
    tag: 'account',
    summary: 'Take an invitation',
    auth: 'none',
    body: joining,
    answers: { 200: { about: 'The workbook joined.', schema: joinedSchema } },
    refuses: [401, 410],
  },
];
