/** Operations of the service itself: this document, health, what strangers need for a check. */
import { z } from 'zod';
import { file, type Operation } from './operation.ts';

/** What `/healthz` tells besides: all works, and somebody should look at it. */
const worthALook = { clockSetBack: z.boolean(), backupOld: z.boolean().optional() };

export const serviceOperations: Operation[] = [
  {
    method: 'get',
    path: '/api/openapi.json',
    tag: 'service',
    summary: 'This document',
    auth: 'none',
    answers: { 200: { about: 'OpenAPI 3.1.', schema: z.looseObject({ openapi: z.string() }) } },
  },
  {
    method: 'get',
    path: '/api/docs',
    tag: 'service',
    summary: 'This document for people',
    auth: 'none',
    answers: { 200: file('A page.', 'text/html') },
  },
  {
    method: 'get',
    path: '/healthz',
    tag: 'service',
    summary: 'Whether the server is up and can write',
    auth: 'none',
    answers: {
      200: {
        about:
          'It can. `clockSetBack`: the last entry of a workbook is dated before an earlier one. `backupOld`, where an age is set: the last good backup is older.',
        schema: z.strictObject({ ok: z.literal(true), ...worthALook }),
      },
      503: {
        about:
          'It is up, reads, and refuses every change: the disk is full, read-only or too slow.',
        schema: z.strictObject({
          ok: z.literal(false),
          cannot: z.literal('write'),
          ...worthALook,
        }),
      },
    },
  },
  {
    method: 'get',
    path: '/readyz',
    tag: 'service',
    summary: 'Whether people may be sent here',
    about: 'Before it is ready and once it stops it does not listen.',
    auth: 'none',
    answers: { 200: { about: 'They may.', schema: z.strictObject({ ready: z.literal(true) }) } },
  },
  {
    method: 'get',
    path: '/licences.txt',
    tag: 'service',
    summary: 'Licences of this program and of all it runs with',
    auth: 'none',
    answers: { 200: file('Their texts.', 'text/plain') },
    refuses: [404],
  },
  {
    method: 'get',
    path: '/sbom.cdx.json',
    tag: 'service',
    summary: 'The packages it runs with, for programs',
    auth: 'none',
    answers: { 200: file('CycloneDX 1.6.', 'application/vnd.cyclonedx+json') },
    refuses: [404],
  },
  {
    method: 'get',
    path: '/verify.mjs',
    tag: 'service',
    summary: 'The offline check',
    auth: 'none',
    answers: { 200: file('A program for Node.', 'text/javascript') },
    refuses: [404],
  },
  {
    method: 'get',
    path: '/.well-known/security.txt',
    tag: 'service',
    summary: 'Whom to tell of a weakness',
    auth: 'none',
    answers: { 200: file('RFC 9116; where a contact is set.', 'text/plain') },
    refuses: [404],
  },
  {
    method: 'get',
    path: '/signing.pub',
    tag: 'service',
    summary: 'The public key of the log',
    auth: 'none',
    answers: { 200: file('A C2SP vkey.', 'text/plain') },
  },
];
