/** Measure `units`: the shipped units for systemd, started, killed, stopped and set wrongly under a systemd that runs. */
import { type Booted, bootSystemd, lackedForSystemd } from '../upkeep/beside-systemd.ts';
import { atMost, exactly, type Figure, type Measure } from './measure.ts';

const UNIT = '/etc/systemd/system/tallystick.service';
const GIVE_UP_S = 60;

export const measure: Measure = {
  name: 'units',
  about:
    'The units of deploy/ under a systemd of its own, as docs/operations.md says: start, backup, a killed server, a stop, a wrong setting. Needs root and Debian’s systemd.',
  run: async (say) => {
    const lacked = await lackedForSystemd();
    if (lacked !== undefined) throw new Error(`not measured: ${lacked}`);
    say('booting systemd');
    const booted = await bootSystemd();
    try {
      return await figuresOf(booted, say);
    } finally {
      await booted.stop();
    }
  },
};

async function figuresOf(booted: Booted, say: (line: string) => void): Promise<Figure[]> {
  await mustDo(booted, INSTALL);
  say('starting tallystick and its timer');
  const start = await secondsUntil(
    booted,
    'systemctl enable --now tallystick tallystick-backup.timer',
    READY,
  );
  const timer = await answer(booted, 'systemctl is-active tallystick-backup.timer');
  say(`ready after ${start.toFixed(1)} s; one backup`);
  await mustDo(booted, 'systemctl start tallystick-backup');
  const backups = await answer(booted, 'ls /var/backups/tallystick | grep -c ^tallystick-');
  const key = await answer(booted, 'sha256sum < /var/lib/tallystick/data/signing.pub');
  say('killing the server outright');
  const kill = 'kill -9 $(systemctl show -p MainPID --value tallystick)';
  const again = await secondsUntil(
    booted,
    kill,
    `systemctl show -p NRestarts --value tallystick | grep -qx 1 && ${READY}`,
  );
  const sameKey =
    key === (await answer(booted, 'sha256sum < /var/lib/tallystick/data/signing.pub'));
  say(`ready again after ${again.toFixed(1)} s; stopping`);
  await mustDo(booted, 'systemctl stop tallystick');
  const stopped = await answer(
    booted,
    'systemctl show -p Result -p ExecMainStatus --value tallystick',
  );
  const complaints = await answer(
    booted,
    `journalctl _PID=1 -p 4 -g tallystick -o cat | grep -v ${ALLOWED} | wc -l`,
  );
  say('starting it with a wrong port');
  await mustDo(
    booted,
    `sed -i s/^Environment=PORT=.*/Environment=PORT=abc/ ${UNIT}; systemctl daemon-reload; systemctl start tallystick`,
  );
  await secondsUntil(booted, 'true', 'systemctl is-failed -q tallystick');
  const wrong = await answer(
    booted,
    'systemctl show -p ExecMainStatus -p NRestarts --value tallystick',
  );
  return [
    atMost('start until /healthz answers 200', start, 's', GIVE_UP_S),
    exactly('the timer of backups waits', Number(timer === 'active'), '', 1),
    exactly('backups that the unit made', Number(backups), '', 1),
    atMost('a killed server until /healthz answers 200 again', again, 's', GIVE_UP_S),
    exactly('it signs with the key it had', Number(sameKey), '', 1),
    exactly(
      'a stop counts as a success, with code 0',
      Number(stopped === 'success 0' || stopped === '0 success'),
      '',
      1,
    ),
    exactly('warnings of systemd about the units', Number(complaints), '', 0),
    exactly(
      'a wrong setting ends with 2 and is not tried again',
      Number(wrong === '0 2' || wrong === '2 0'),
      '',
      1,
    ),
  ];
}

const READY = 'curl -fs -o /dev/null http://127.0.0.1:3000/healthz';
/** The unit's own end by the signal that this measure sends. */
const ALLOWED = "-e 'code=killed' -e 'signal'";
/** As docs/operations.md says it; the machine's user and folders are those of the units. */
const INSTALL = [
  'adduser --quiet --system --group --home /var/lib/tallystick --shell /usr/sbin/nologin tallystick',
  'cp /opt/tallystick/deploy/tallystick*.service /opt/tallystick/deploy/tallystick*.timer /etc/systemd/system/',
  'install -d -m 700 -o tallystick -g tallystick /var/backups/tallystick',
  'systemctl daemon-reload',
].join(' && ');

async function mustDo(booted: Booted, line: string): Promise<void> {
  const { code, said } = await booted.shell(line);
  if (code !== 0) throw new Error(`${line}: ${said}`);
}

async function answer(booted: Booted, line: string): Promise<string> {
  return (await booted.shell(line)).said.trim().replaceAll(/\s+/g, ' ');
}

/** Seconds from an order until a condition of the shell holds. */
async function secondsUntil(booted: Booted, order: string, condition: string): Promise<number> {
  const began = performance.now();
  await mustDo(booted, order);
  const wait = `for i in $(seq ${GIVE_UP_S * 10}); do ${condition} && exit 0; sleep 0.1; done; exit 1`;
  const { code } = await booted.shell(wait);
  if (code !== 0)
    throw new Error(
      `in ${GIVE_UP_S} s not: ${condition}\n${await answer(booted, 'journalctl -u tallystick -n 20 --no-pager')}`,
    );
  return (performance.now() - began) / 1000;
}
