/**
 * P17: our bytes are the standards' bytes. Published vectors and a cross-check with an independent implementation.
 * Sources: the leaves and roots of the certificate-transparency reference tests (RFC 6962); the examples of C2SP
 * signed-note v1.1 and of Go's sumdb/note; RFC 8785 3.2.3, 3.2.4 and appendix B.
 */
import { canonicalJson } from '@tallystick/ledger/canonical-json';
import { equalBytes, leafHash, toHex } from '@tallystick/ledger/hash';
import {
  formatVerifierKey,
  generateKey,
  parseSignerKey,
  parseVerifierKey,
} from '@tallystick/ledger/key';
import { consistencyProof, inclusionProof, rootAt } from '@tallystick/ledger/merkle-tree';
import { signNote, verifyNote } from '@tallystick/ledger/signed-note';
import { memoryTree } from './memory-tree.ts';
import { referenceConsistency, referencePath, referenceRoot } from './reference-tree.ts';
import { seededRandom } from './seeded-random.ts';

/** One comparison: both sides as text. */
export type Vector = { name: string; ours: string; theirs: string };

export const CT_LEAVES = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
];
const CT_ROOTS = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];
const CT_PATHS: [number, number, string[]][] = [
  [
    0,
    8,
    [
      '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
    ],
  ],
  [
    5,
    8,
    [
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ],
  ],
];
const CT_CONSISTENCY: [number, number, string[]][] = [
  [1, 1, []],
  [
    1,
    8,
    [
      '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
    ],
  ],
  [
    6,
    8,
    [
      '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ],
  ],
  [
    2,
    5,
    [
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
    ],
  ],
];

export function treeVectors(): Vector[] {
  const tree = memoryTree();
  for (const leaf of CT_LEAVES) tree.append(leafHash(Buffer.from(leaf, 'hex')));
  const all = (hashes: Uint8Array[]) => hashes.map(toHex).join(' ');
  return [
    ...CT_ROOTS.map((root, size) => ({
      name: `root of ${size} leaves`,
      ours: toHex(rootAt(size, tree.read)),
      theirs: root,
    })),
    ...CT_PATHS.map(([index, size, path]) => ({
      name: `path of leaf ${index} of ${size}`,
      ours: all(inclusionProof(index, size, tree.read)),
      theirs: path.join(' '),
    })),
    ...CT_CONSISTENCY.map(([from, to, path]) => ({
      name: `consistency of ${from} and ${to}`,
      ours: all(consistencyProof(from, to, tree.read)),
      theirs: path.join(' '),
    })),
  ];
}

const C2SP_VKEY = 'example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k';
const C2SP_NOTE =
  'This is an example message.\n\n\u2014 example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n';
const GO_SKEY = 'PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz';
const GO_VKEY = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
const GO_TEXT =
  "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
const GO_NOTE = `${GO_TEXT}\n\u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n`;

export function noteVectors(): Vector[] {
  const c2sp = parseVerifierKey(C2SP_VKEY);
  const signer = parseSignerKey(GO_SKEY);
  if (c2sp === undefined || signer === undefined) throw new Error('a published key was not read');
  const check = verifyNote(C2SP_NOTE, [c2sp]);
  const made = generateKey(signer.name, signer.seed);
  return [
    { name: 'C2SP vkey', ours: formatVerifierKey(c2sp), theirs: C2SP_VKEY },
    {
      name: 'C2SP note',
      ours: check.ok ? check.text : check.why,
      theirs: 'This is an example message.\n',
    },
    { name: 'Go vkey', ours: made.vkey, theirs: GO_VKEY },
    { name: 'Go skey', ours: made.skey, theirs: GO_SKEY },
    { name: 'Go note', ours: signNote(GO_TEXT, [signer]), theirs: GO_NOTE },
  ];
}

/** RFC 8785 appendix B: the 64 bits of a double and its text. */
const NUMBERS: [string, string][] = [
  ['0000000000000000', '0'],
  ['8000000000000000', '0'],
  ['0000000000000001', '5e-324'],
  ['8000000000000001', '-5e-324'],
  ['7fefffffffffffff', '1.7976931348623157e+308'],
  ['ffefffffffffffff', '-1.7976931348623157e+308'],
  ['4340000000000000', '9007199254740992'],
  ['c340000000000000', '-9007199254740992'],
  ['4430000000000000', '295147905179352830000'],
  ['44b52d02c7e14af5', '9.999999999999997e+22'],
  ['44b52d02c7e14af6', '1e+23'],
  ['44b52d02c7e14af7', '1.0000000000000001e+23'],
  ['444b1ae4d6e2ef4e', '999999999999999700000'],
  ['444b1ae4d6e2ef4f', '999999999999999900000'],
  ['444b1ae4d6e2ef50', '1e+21'],
  ['3eb0c6f7a0b5ed8c', '9.999999999999997e-7'],
  ['3eb0c6f7a0b5ed8d', '0.000001'],
  ['41b3de4355555553', '333333333.3333332'],
  ['41b3de4355555554', '333333333.33333325'],
  ['41b3de4355555555', '333333333.3333333'],
  ['41b3de4355555556', '333333333.3333334'],
  ['41b3de4355555557', '333333333.33333343'],
  ['becbf647612f3696', '-0.0000033333333333333333'],
  ['43143ff3c1cb0959', '1424953923781206.2'],
];

export function jsonVectors(): Vector[] {
  const sample = JSON.parse(
    String.raw`{"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],"string":"\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/","literals":[null,true,false]}`,
  );
  const order = {
    '\u20ac': 'Euro Sign',
    '\r': 'Carriage Return',
    '\ufb33': 'Hebrew Letter Dalet With Dagesh',
    '1': 'One',
    '\ud83d\ude00': 'Emoji: Grinning Face',
    '\u0080': 'Control',
    '\u00f6': 'Latin Small Letter O With Diaeresis',
  };
  return [
    ...NUMBERS.map(([bits, theirs]) => ({
      name: `number ${bits}`,
      ours: canonicalJson(Buffer.from(bits, 'hex').readDoubleBE()),
      theirs,
    })),
    {
      name: 'RFC 8785 3.2.4',
      ours: Buffer.from(canonicalJson(sample)).toString('hex'),
      theirs:
        '7b226c69746572616c73223a5b6e756c6c2c747275652c66616c73655d2c226e756d62657273223a5b3333333333333333332e333333333333332c31652b33302c342e352c302e3030322c31652d32375d2c22737472696e67223a22e282ac245c75303030665c6e4127425c225c5c5c5c5c222f227d',
    },
    {
      name: 'RFC 8785 3.2.3',
      ours: Object.values(
        JSON.parse(
          `[${canonicalJson(order)
            .slice(1, -1)
            .replaceAll(/"[^"]*":/g, '')}]`,
        ),
      ).join('|'),
      theirs:
        'Carriage Return|One|Control|Latin Small Letter O With Diaeresis|Euro Sign|Emoji: Grinning Face|Hebrew Letter Dalet With Dagesh',
    },
  ];
}

export type CrossCheck = { sizes: number; compared: number; different: string[] };

/** Root, one path and one consistency proof at every size from 0 to `largest`, against the recursive definition. */
export function crossCheck(options: { seed: number; largest: number }): CrossCheck {
  const random = seededRandom(options.seed);
  const tree = memoryTree();
  const outcome: CrossCheck = { sizes: 0, compared: 0, different: [] };
  const compare = (name: string, ours: Uint8Array[], theirs: Uint8Array[]): void => {
    outcome.compared += 1;
    const equal =
      ours.length === theirs.length &&
      ours.every((hash, i) => equalBytes(hash, theirs[i] as Uint8Array));
    if (!equal) outcome.different.push(name);
  };
  for (let size = 0; size <= options.largest; size++) {
    compare(`root of ${size}`, [rootAt(size, tree.read)], [referenceRoot(tree.leaves)]);
    if (size > 0) {
      const index = random.below(size);
      const older = 1 + random.below(size);
      compare(
        `path ${index}/${size}`,
        inclusionProof(index, size, tree.readTiles),
        referencePath(index, tree.leaves),
      );
      compare(
        `growth ${older}/${size}`,
        consistencyProof(older, size, tree.readTiles),
        referenceConsistency(older, tree.leaves),
      );
    }
    outcome.sizes += 1;
    tree.append(leafHash(random.bytes(1 + random.below(80))));
  }
  return outcome;
}
