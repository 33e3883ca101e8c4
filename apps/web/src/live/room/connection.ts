/** How an open workbook reaches the server, and what every part of the page asks of that. Pure. */

/**
 * `live`: in step by the room's socket. `http`: sockets are barred here, and the page reads and writes by requests.
 * `connecting`: not in step yet. `offline`: the server is not reached. `signed-out`: it is, and knows nobody.
 */
export type Connection = 'live' | 'http' | 'connecting' | 'offline' | 'signed-out';

/** True while what is on the screen is of now, and what is typed leaves at once. */
export const isConnected = (connection: Connection): boolean =>
  connection === 'live' || connection === 'http';
