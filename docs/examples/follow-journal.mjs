/**
 * Prints what happens in a workbook, as it happens: node follow-journal.mjs [AFTER]
 * SERVER, TOKEN (scope read) and WORKBOOK are taken from the environment.
 */
/* oxlint-disable no-console -- what a person at the terminal reads */
const { SERVER, TOKEN, WORKBOOK } = process.env;
let last = process.argv[2] ?? '0';
for (;;) {
  const headers = { authorization: `Bearer ${TOKEN}`, 'last-event-id': last };
  const answer = await fetch(`${SERVER}/api/workbooks/${WORKBOOK}/journal/stream`, { headers });
  if (!answer.ok) throw new Error((await answer.json()).title);
  let text = '';
  for await (const chunk of answer.body.pipeThrough(new TextDecoderStream())) {
    const blocks = (text + chunk).split('\n\n');
    text = blocks.pop();
    for (const block of blocks) {
      last = /^id: (\d+)$/m.exec(block)?.[1] ?? last;
      const data = /^data: (.*)$/m.exec(block)?.[1];
      if (data !== undefined) console.log(last, data);
    }
  }
}
