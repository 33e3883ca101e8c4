/** The server's own program under a clock that runs ahead: pauses between two tries of a mail need not be waited for. */
const now = Date.now.bind(Date);
let ahead_ms = Number(process.env['AHEAD_MS'] ?? 0);
Date.now = () => now() + ahead_ms;
process.on('SIGUSR2', () => {
  ahead_ms += Number(process.env['TURN_MS'] ?? 0);
});
await import('../../apps/server/src/main.ts');
