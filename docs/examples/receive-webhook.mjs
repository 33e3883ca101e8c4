/**
 * Receives webhooks and checks their signatures: SECRET=whs_... node receive-webhook.mjs 8787
 */
/* oxlint-disable no-console -- what a person at the terminal reads */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';

const OLDEST_S = 300;
createServer(async (request, response) => {
  let body = '';
  for await (const chunk of request.setEncoding('utf8')) body += chunk;
  const time = request.headers['tallystick-timestamp'] ?? '';
  const told = Buffer.from(request.headers['tallystick-signature'] ?? '');
  const hmac = createHmac('sha256', process.env.SECRET).update(`${time}.${body}`).digest('hex');
  const made = Buffer.from(`v1=${hmac}`);
  const fresh = Math.abs(Date.now() / 1000 - Number(time)) < OLDEST_S;
  const genuine = fresh && told.length === made.length && timingSafeEqual(told, made);
  if (genuine) for (const entry of JSON.parse(body).entries) console.log(entry.number, entry.kind);
  response.writeHead(genuine ? 204 : 401).end();
}).listen(Number(process.argv[2]), '127.0.0.1');
