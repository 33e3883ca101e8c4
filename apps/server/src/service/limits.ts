/** Every bound of the server in one place: a named number, its unit, its reason. */

/** Bytes of one socket frame: an honest paste of 2,000 cells fits, a flood does not. */
export const SOCKET_FRAME_BYTES_MAX = 1_048_576;
/** Pieces that one message may come in: our clients send it whole, and a piece of one byte costs as much as a large one. */
export const SOCKET_FRAGMENTS_MAX = 16;
/** Pieces of the network that one frame may come in: a whole frame over the smallest packets in use, and no drip. */
export const SOCKET_CHUNKS_MAX = 4_096;
/** Bytes waiting to be sent to one reader; a slower reader is cut and loads anew. */
export const SOCKET_UNSENT_BYTES_MAX = 1_048_576;
/** Frames held for a socket until its room is open; more wait in the client's own connection. */
export const FRAMES_BEFORE_OPEN_PAUSE = 32;
/** Bytes of the frames so held: what the connection had read before it was paused, and no more. */
export const BYTES_BEFORE_OPEN_MAX = 2_097_152;
/** Edits of one socket that may wait to be decided; more makes the socket wait (its reading is paused). */
export const EDITS_WAITING_PAUSE = 64;
/** Bytes of the edits of one socket that may wait to be decided, after which its reading is paused: two large frames. */
export const EDIT_BYTES_WAITING_PAUSE = 2_097_152;
/** Bytes of all edits of a workbook that may wait to be decided; who sends more is closed, keeps it and comes again. */
export const EDIT_BYTES_WAITING_MAX = 33_554_432;
/** Sockets of one person, of one workbook, of the installation. */
export const SOCKETS_PER_PERSON_MAX = 20;
export const SOCKETS_PER_WORKBOOK_MAX = 1_200;
export const SOCKETS_MAX = 3_000;
/** Times a client is asked for all it has when an edit builds on what is not here; then the edit is refused. */
export const ASKS_MAX = 8;
/**
 * Milliseconds after which a value has not merely crossed on the wire with one that had not seen it: that one was typed
 * without a line, though its connection did not know. Less than the silence after which a connection is given up.
 */
export const CROSSING_MS = 10_000;
/**
 * Bytes and number of edits of a plain client that are read together with the refused one they follow: Yjs takes long to
 * merge, and what comes beyond is read by itself.
 */
export const LATE_TOGETHER_BYTES = 65_536;
export const LATE_TOGETHER_MAX = 64;
/** Presence messages of one socket in a second; later ones replace earlier ones. */
export const PRESENCE_PER_SECOND_MAX = 10;
/** Bytes of one presence message. */
export const PRESENCE_BYTES_MAX = 1_024;
/** Milliseconds in which presence of a room is gathered before it is sent on. */
export const PRESENCE_GATHER_MS = 40;
/** Milliseconds that a room of many rests between two rounds of sending, however much a round costs. */
export const ROUND_REST_MS_MAX = 50;
/** Bytes of a plain Yjs client's presence message: it repeats what it hears of up to a whole room. */
export const PRESENCE_ECHO_BYTES_MAX = 524_288;
/** Milliseconds between two signs of life to a plain Yjs client, which takes 30 s of silence for a dead server. */
export const PLAIN_PULSE_MS = 12_000;
/** Times in a second that a plain Yjs client may ask for all it lacks. */
export const STEP_ONES_PER_SECOND_MAX = 4;
/** Sockets of one person turned away in a minute; a client that comes back for the same waits outside. */
export const TURNED_AWAY_PER_MINUTE_MAX = 30;
/** Edits decided in one batch: bounds the time of one turn of the event loop. */
export const BATCH_EDITS_MAX = 256;
/** Milliseconds that a file is there after it was handed in while nothing is taken over from it: somebody thinks for a day. */
export const FILE_WAITS_MS = 86_400_000;
/** Milliseconds between tries while the store cannot write. */
export const STORE_RETRY_MS = 500;
/** Milliseconds for which an answer about the server's health stands; asked more often it writes no more often. */
export const HEALTH_LOOK_MS = 500;
/** Milliseconds in which a small write has to be done where all is well: a disk that takes longer keeps people waiting. */
export const HEALTH_WRITE_MS = 500;
/** Milliseconds that a superseded room stays open for clients that have not moved yet. */
export const MOVED_ROOM_CLOSE_MS = 10_000;
/** Workbooks kept in memory without anybody in them, and for how long. */
export const IDLE_WORKBOOK_MS = 10 * 60_000;
/** Edits in one generation after which a room nobody is in begins a new one. */
export const GENERATION_EDITS_MAX = 20_000;
/** Entries read from the store at once, and client ids: some milliseconds of one turn of the event loop. */
export const ENTRIES_PAGE = 200;
export const CLAIMS_PAGE = 2_000;
/** Rulings for every city that a workbook shows: some for each KPI, and each is read from a journal. */
export const RULINGS_MAX = 300;
/** Versions of such a ruling that other workbooks show, the newest: each is read from a journal, too. */
export const RULING_VERSIONS_SHOWN = 8;
/** Clarifications in one answer of the list over all workbooks: as many as a person works off in a week. */
export const CLARIFICATIONS_MAX = 500;
/** Clarifications that one search goes through, the oldest first: some for each data point of a hundred cities. */
export const CLARIFICATIONS_SEARCHED_MAX = 10_000;
/** What could answer an open clarification as well, in the list: more is no choice. */
export const ALIKE_MAX = 50;
/** Characters of the words that are looked for in clarifications. */
export const CLARIFICATION_WORDS_MAX = 200;
/** Answers below this many bytes are not compressed: they fit into one or two packets anyway. */
export const COMPRESS_BYTES_MIN = 2_048;
/** Answers up to this many bytes are compressed where they are made: a millisecond or two, and on a busy machine the way into another thread and back takes longer. A list of 500 workbooks is half of it. */
export const COMPRESS_AT_ONCE_BYTES_MAX = 262_144;
/** HTTP: bytes of a body. */
export const HTTP_BODY_BYTES_MAX = 1_048_576;
/** Requests of one person from one address in a minute. */
export const HTTP_REQUESTS_PER_MINUTE = 1_200;
/** Requests of one address in a minute by people who are not signed in: three hundred officers of a city that shares one address, who all open the page and sign in at nine, with ten requests each. */
export const HTTP_REQUESTS_PER_ADDRESS = 3_000;
/** Milliseconds in which a request's headers have to be there, their bytes, their lines: no honest one comes near. */
export const HTTP_HEADERS_MS = 10_000;
export const HTTP_HEADERS_BYTES_MAX = 16_384;
export const HTTP_HEADERS_MAX = 100;
/** Milliseconds in which a request has to be there whole: a photo of 7 MB over a line of 1 Mbit/s is. */
export const HTTP_REQUEST_MS = 60_000;
/** Milliseconds between two looks for connections that are too slow with their headers. */
export const HTTP_CHECK_MS = 2_000;
/** Wrong passwords at once, of one address for one account, of a browser that has signed in to it before, or for one's own present password. */
export const SIGN_IN_TRIES_MAX = 10;
/** Then one more comes back after this time: whoever mistypes waits a minute and no longer. */
export const SIGN_IN_REFILL_MS = 60_000;
/** Wrong passwords at once for one account over all addresses, and the time after which one more comes back. Browsers that have signed in to it before are not counted, so guesses from elsewhere never keep a person out of them. */
export const SIGN_IN_ACCOUNT_TRIES_MAX = 30;
export const SIGN_IN_ACCOUNT_REFILL_MS = 10_000;
/** When those are used up, an address that has made fewer tries than this for the account is let in beside them: a person at a new browser is not kept out by who guesses elsewhere. */
export const SIGN_IN_NEWCOMER_TRIES = 3;
/** So many such tries at once for one account, and the time after which one more comes back: with the account's own, never more than 36 guesses a minute, from however many addresses. */
export const SIGN_IN_NEWCOMERS_MAX = 10;
export const SIGN_IN_NEWCOMER_REFILL_MS = 2_000;
/** Sign-ins of one address at once, for whatever accounts, and the time after which one more comes back: a city's officers at nine, and a bound on the work of checking passwords. */
export const SIGN_INS_PER_ADDRESS_MAX = 300;
export const SIGN_INS_PER_ADDRESS_REFILL_MS = 200;
/** Milliseconds for which a password that was typed counts at a high-stakes act: a lock is looked through before it is made, and a screen that somebody left is no second look. */
export const PASSWORD_RECENT_MS = 10 * 60_000;
/** For how long a browser that has signed in to an account is known to it. */
export const KNOWN_BROWSER_MS = 90 * 24 * 60 * 60_000;
/** Milliseconds for which an answer about the last backup stands. */
export const BACKUP_LOOK_MS = 10_000;
/** Hours that a backup may be allowed to get old at most: a year; more is no alarm. */
export const BACKUP_HOURS_MAX = 8_784;
/** Lines of the log in a minute that tell of refusals; of more their number is told, so that nobody fills a disk with them. */
export const REFUSALS_LOGGED_PER_MINUTE = 120;
/** For how long security.txt says that it holds; RFC 9116 asks for less than a year. */
export const SECURITY_TXT_MS = 180 * 24 * 60 * 60_000;
/** Proxies one behind the other whose word on the sender's address is taken; more than this is a mistake. */
export const PROXY_HOPS_MAX = 8;
/** A session ends after this much idleness, and in any case after the second figure. */
export const SESSION_IDLE_MS = 30 * 60_000;
export const SESSION_MS = 12 * 60 * 60_000;
/** Sessions of one person at once: every device somebody has, and then some; the oldest ends first. */
export const SESSIONS_PER_PERSON_MAX = 20;
/** Characters that are kept of what a client calls itself. */
export const AGENT_CHARS_MAX = 80;
/** Newest entries about a person among which their own last one is looked for: few concern them that are not theirs. */
export const OWN_ENTRIES_LOOKED_AT = 20;
/** Open invitations of one workbook: everybody a city could invite in a month. */
export const INVITATIONS_OPEN_MAX = 200;
/** People shown to an administrator at once; more are found by name. */
export const ADMIN_PEOPLE_MAX = 100;
/** Milliseconds in which a client answers that its socket is closed; then the connection is cut. */
export const SOCKET_CLOSE_MS = 500;
/** Milliseconds from a socket's opening until it has entered a room; later it is closed. */
export const SOCKET_ENTER_MS = 10_000;
/** Milliseconds between two writes of a session's last use. */
export const SESSION_TOUCH_MS = 60_000;
/** Time between two signed checkpoints of a journal that is not locked meanwhile. */
export const CHECKPOINT_MS = 24 * 60 * 60_000;
/** Milliseconds by which the note of what clients were told may be behind after a power cut. */
export const TOLD_SYNC_MS = 1_000;
/** Life of a one-time link. */
export const LINK_MS = 7 * 24 * 60 * 60_000;
/** Milliseconds a stopping server waits for edits under way. */
export const DRAIN_MS = 8_000;
/** Access tokens of one person that stand at once: one for each program is enough. */
export const TOKENS_PER_PERSON_MAX = 20;
/** Longest life of an access token: a year, then somebody looks at it again. */
export const TOKEN_MS_MAX = 366 * 24 * 60 * 60_000;
/** Milliseconds between two writes of a token's last use. */
export const TOKEN_TOUCH_MS = 60_000;
/** How long an answer under an idempotency key is remembered, if it is among its person's newest: a program that was down overnight may try again. */
export const IDEMPOTENCY_MS = 24 * 60 * 60_000;
/** How long a request that does not end holds its idempotency key: by then whoever sent it has given it up. */
export const IDEMPOTENCY_RUN_MS = 10 * 60_000;
/** Milliseconds between two looks of a journal's stream for new entries. */
export const STREAM_LOOK_MS = 200;
/** Milliseconds of silence after which a stream says that it lives, and asks whether it still may. */
export const STREAM_HEARTBEAT_MS = 15_000;
/** A stream ends after this much time and is resumed by its reader. */
export const STREAM_MS = 60 * 60_000;
/** Streams of one person, and of the server. */
export const STREAMS_PER_PERSON_MAX = 5;
export const STREAMS_MAX = 200;
/** Reads of a history's page that pass over what the role may not see; then the page is given as it is. */
export const HISTORY_READS_MAX = 20;
/** Locks, unlocks and reopenings shown on a slider, the newest. */
export const MARKS_MAX = 1_000;
/** Entries of a record that is packed as one archive, a hundred busy assessments, and their bytes: a ZIP counts to 4 GiB, hashes and proof included. A longer one is read by the journal's pages. */
export const RECORD_ENTRIES_MAX = 2_000_000;
export const RECORD_JOURNAL_BYTES_MAX = 3_500_000_000;
/** Bytes of imported files in the archive of a record, ten of the largest; of the others the hash, and where they are. The archive's text says it too. */
export const RECORD_FILES_BYTES_MAX = 200_000_000;
/** Characters of a file that are packed at once. */
export const PIECE_CHARS = 65_536;
/** Bytes of an archive that pass from the thread that packs it to the server at once. */
export const EXPORT_CHUNK_BYTES = 131_072;
/** Archives that are packed at once, each in a thread of its own; those of one person, waiting ones included; those that may wait for their turn. */
export const EXPORTS_AT_ONCE = 4;
export const EXPORTS_PER_PERSON_MAX = 6;
export const EXPORTS_WAITING_MAX = 100;
/** Milliseconds that an archive waits for its turn; then whoever asked is told to try again. */
export const EXPORT_WAIT_MS = 20_000;
/** Milliseconds in which nothing of an archive is read, after which its thread ends: others wait for it. */
export const EXPORT_STALL_MS = 30_000;
/** Megabytes of heap of a thread that packs: one that needs more ends, and the server goes on. */
export const EXPORT_HEAP_MB = 192;
/** Webhooks of a workbook, and origins that the installation allows. */
export const WEBHOOKS_PER_WORKBOOK_MAX = 5;
export const WEBHOOK_TARGETS_MAX = 100;
/** Workbooks whose verified results are compared with, the newest: more say nothing new of where results lie. */
export const PEER_WORKBOOKS_MAX = 300;

/** Milliseconds between two looks for entries to be sent on. */
export const WEBHOOK_LOOK_MS = 500;
/** Entries in one delivery: some 50 kB. */
export const WEBHOOK_ENTRIES_MAX = 100;
/** Milliseconds that a receiver has to answer. */
export const WEBHOOK_ANSWER_MS = 10_000;
/** Milliseconds in which one address of a receiver has to take the connection, where its name leads to others as well. */
export const WEBHOOK_ADDRESS_MS = 2_000;
/** Deliveries on their way to one target at once, those of all workbooks together: a slow one holds no more than these. */
export const WEBHOOK_SENDS_PER_TARGET_MAX = 4;
/** Pause after a first failed delivery; it doubles, up to the second figure. */
export const WEBHOOK_PAUSE_MS = 2_000;
export const WEBHOOK_PAUSE_MS_MAX = 60 * 60_000;

/** Files of people that the server holds at once, from the first byte on: 160 MB where all are as large as one may be. Those of one person, waiting ones included; senders that may wait, with nothing of their file read. Refusal `too-many-files`. */
export const FILES_HELD_AT_ONCE = 8;
export const FILES_HELD_PER_PERSON_MAX = 4;
export const FILES_UNREAD_WAITING_MAX = 50;
/** Milliseconds that a sender waits before its file is read: enough is left of the time of the request to send it then. */
export const FILE_UNREAD_WAIT_MS = 10_000;
/** Milliseconds in which nothing comes of a file that is being sent, after which its place is another's. Refusal `file-stalled`. */
export const FILE_STALL_MS = 5_000;
/** Files of people that are read at once, each in a thread of its own; those of one person, waiting ones included; those that may wait for their turn. */
export const FILES_READ_AT_ONCE = 2;
export const FILES_READ_PER_PERSON_MAX = 4;
export const FILES_READ_WAITING_MAX = 50;
/** Milliseconds that a file waits for its turn; then whoever handed it in is told to try again. */
export const FILE_WAIT_MS = 30_000;
/** Milliseconds in which a thread that reads files must begin: half a second where nothing else is done. Refusal `file-too-slow`. */
export const FILE_THREAD_START_MS = 60_000;
/** Milliseconds of processor that reading a file may take; a full workbook takes a fifth of one second. Refusal `file-too-slow`. */
export const FILE_READ_MS = 10_000;
/** Milliseconds by the clock for the same: on a busy server a thread waits more than it works. Refusal `file-too-slow`. */
export const FILE_READ_WHOLE_MS = 90_000;
/** Megabytes of heap of a thread that reads a file: one that needs more ends, and the server goes on. Refusal `file-too-large`. */
export const FILE_READ_HEAP_MB = 128;
/** Megabytes of it for what was made just now: more makes no file faster. */
export const FILE_READ_YOUNG_MB = 16;
/** Milliseconds that a thread waits for the next file before it ends. */
export const FILE_THREAD_IDLE_MS = 20_000;

/** Bytes of one file that stands behind a value: a scan of some twenty pages, a photo of any phone. Refusal `evidence-too-large`. */
export const EVIDENCE_FILE_BYTES_MAX = 26_214_400;
/** Files of evidence that come at once, of one person and in all. Refusal `too-many-files`. */
export const EVIDENCE_COMING_PER_PERSON_MAX = 4;
export const EVIDENCE_COMING_MAX = 60;
/** Milliseconds for which a file of evidence waits for the entry that names it: a day. */
export const EVIDENCE_WAITS_MS = 24 * 60 * 60_000;
/** Milliseconds between two looks for files that nobody names. */
export const EVIDENCE_SWEEP_MS = 60 * 60_000;
/** Milliseconds in which a scanner has to judge a file. Refusal `evidence-unscanned`. */
export const SCAN_MS = 20_000;
/** Characters of its answer that are read: a line with a name. */
export const SCAN_ANSWER_CHARS_MAX = 1_000;
/** Bytes of a text that are shown of it: some hundred lines of a table. */
export const TEXT_SHOWN_BYTES = 65_536;
/** Characters at the beginning of a text by which it is told from a page and from a table. */
export const TEXT_HEAD_CHARS = 16_384;
/** Bytes of the list at the end of an archive, and parts in it: a document with a thousand pictures has less. */
export const ZIP_LIST_BYTES_MAX = 1_048_576;
export const ZIP_PARTS_MAX = 5_000;

/** Milliseconds between two tries to follow journals that could not be followed. */
export const POST_LOOK_MS = 1_000;
/** Events that become notices in one commit: an assignment of all rows is one. */
export const POST_ENTRIES_MAX = 200;
/** Workbooks whose state is kept for following them; another is read from its events first, milliseconds for a thousand. */
export const POST_STATES_MAX = 50;
/** Notices on a page of the inbox where nothing else is asked for. */
export const INBOX_PAGE = 50;
/** Milliseconds between two looks for mails to be made or tried. */
export const MAIL_LOOK_MS = 1_000;
/** Seconds that what is told at once waits for more, so that a burst is one mail, where nothing else is set; and at most. */
export const MAIL_GATHER_SECONDS = 30;
export const MAIL_GATHER_SECONDS_MAX = 3_600;
/** Mails made, and tried, at one look. */
export const MAILS_AT_ONCE = 20;
/** Mails of one person in an hour where nothing else is set, and at most; what comes beyond is sent together, later. */
export const MAILS_PER_HOUR = 6;
export const MAILS_PER_HOUR_MAX = 10_000;
/** Pause after a first failed try; it doubles, up to the second figure. With the tries below a mail server may be away for three days. */
export const MAIL_PAUSE_MS = 30_000;
export const MAIL_PAUSE_MS_MAX = 6 * 60 * 60_000;
/** Tries of one mail; then it counts as refused. */
export const MAIL_TRIES_MAX = 22;
/** Milliseconds in which a mail server has to take the connection, and to answer. */
export const MAIL_CONNECT_MS = 10_000;
export const MAIL_ANSWER_MS = 30_000;
/** Characters of its answer that are kept. */
export const MAIL_ANSWER_CHARS = 300;
/** Milliseconds between two looks for dates that come near. */
export const DUE_LOOK_MS = 15 * 60_000;
/** Milliseconds between two reminders to one entity: a day. Refusal `reminded-today`. */
export const CHASE_PAUSE_MS = 24 * 60 * 60_000;
/** Bytes of what a mail program sends to end mails: one word. */
export const END_BODY_BYTES_MAX = 1_024;
